import type { Assembler } from '../claims/assemble.ts';
import type { ClaimView } from '../claims/views.ts';
import type { ClaimContext, Resolved, Settings } from '../config/settings.ts';
import type { ClaimType, PayerClass } from '../model/claim.ts';
import type { Group, Interchange, TransactionSet, Trouble } from '../model/envelope.ts';
import type { ClaimRef, Finding, Place, Shown } from '../model/finding.ts';
import type { Counts, Fault, FileType } from '../model/report.ts';
import type { AnyRule, GradedMessage } from '../rules/rule.ts';
import { counted } from '../rules/words.ts';
import { InputError } from '../x12/errors.ts';
import { inputError, type Source } from '../x12/source.ts';
import { countsOf } from './baseline.ts';
import { fingerprint } from './fingerprint.ts';
import { type ClaimRules, type ClaimSteps, type FindingSink, makePlan, type Plan, type RawFinding, type Step } from './plan.ts';
import { type Reader, readSource } from './read-source.ts';

/**
 * Told what was read and judged, in the order of the file; `findings` are those since the last call. Views are valid until the
 * call returns.
 */
export interface Observer {
  claim?(claim: ClaimView, findings: readonly Finding[]): void;
  transaction?(set: TransactionSet, findings: readonly Finding[]): void;
  group?(group: Group, findings: readonly Finding[]): void;
  interchange?(interchange: Interchange, findings: readonly Finding[]): void;
}

/** What a run hands to each file. */
export interface LintOptions {
  readonly settings: Settings;
  /** Class of claims whose SBR09 gives none. */
  readonly payerClass: PayerClass;
  readonly production: boolean | undefined;
  readonly shown: readonly Shown[];
  /** Places keep the shape of their segment: some format draws it. */
  readonly shapes: boolean;
  /** State of a rule, the same for all files of the run. */
  state(rule: AnyRule): unknown;
  /** Told now and then how many bytes were read. */
  progress?(bytes: number): void;
  /** Sees every claim and trailer of the file. */
  readonly observer?: Observer | undefined;
  /** Whether a finding is accepted by a baseline: an observer is not told of it. Asked once for each. */
  readonly accepts?: ((finding: Finding) => boolean) | undefined;
  /** Another judge takes some of the claims. Not together with an observer. */
  readonly sharing?: Sharing | undefined;
}

const NO_FINDINGS: readonly Finding[] = [];

/** The counts of a file of which nothing was read. */
export function noCounts(): Counts {
  return {
    bytes: 0,
    interchanges: 0,
    transactions: 0,
    claims: 0,
    xolairClaims: 0,
    serviceLines: 0,
    claimsWithErrors: 0,
    errors: 0,
    warnings: 0,
    infos: 0,
  };
}

/** Tells several observers the same, in order. */
export function together(observers: readonly Observer[]): Observer {
  return {
    claim: (claim, findings) => {
      for (const observer of observers) observer.claim?.(claim, findings);
    },
    transaction: (set, findings) => {
      for (const observer of observers) observer.transaction?.(set, findings);
    },
    group: (group, findings) => {
      for (const observer of observers) observer.group?.(group, findings);
    },
    interchange: (interchange, findings) => {
      for (const observer of observers) observer.interchange?.(interchange, findings);
    },
  };
}

/** What was found in one file, not yet in order. */
export interface FileResult {
  readonly path: string;
  readonly type: FileType | undefined;
  readonly counts: Counts;
  readonly findings: readonly Finding[];
  readonly fault: Fault | undefined;
  readonly notes: readonly string[];
  /** Claims by rule and reason, joined by a tab. */
  readonly notChecked: ReadonlyMap<string, number>;
  /** ISA13 of the interchanges that were read whole. */
  readonly controls: readonly string[];
}

/** Lints one source. Errors of input become the fault of the file; what was found before it is kept. */
export async function lintFile(source: Source, path: string, index: number, options: LintOptions): Promise<FileResult> {
  const { sharing } = options;
  const judge = new Judge(path, index, options);
  await read(source, judge, options);
  if (sharing) judge.join(await sharing.finish());
  return judge.result();
}

/** What another judge found in the claims that it took. */
export interface Shared {
  readonly findings: readonly Finding[];
  readonly xolairClaims: number;
  readonly serviceLines: number;
  /** Claims by rule and reason, joined by a tab. */
  readonly notChecked: ReadonlyMap<string, number>;
}

/** A file whose claims two judges share, as the first one sees it. */
export interface Sharing {
  /** Whether the other judge takes a claim; it has its own copy then. */
  takes(claim: ClaimView): boolean;
  /** What the other judge found; asked for when the file is read. Rejects when it failed. */
  finish(): Promise<Shared>;
}

/** Judges claims that another judge read, by the rules that keep no state. */
export interface ClaimsJudge {
  claim(claim: ClaimView): void;
  /** Of the claim at hand. */
  trouble(trouble: Trouble): void;
  /** What was found since it was last asked. */
  drain(): Shared;
}

/** The judge of claims of one file that another judge reads. */
export function judgeOf(path: string, index: number, options: LintOptions): ClaimsJudge {
  const rules = options.settings.rules.filter((rule) => !rule.state).map(({ levels, ...rule }): AnyRule => rule);
  return new Judge(path, index, { ...options, settings: { ...options.settings, rules } });
}

async function read(source: Source, judge: Judge, { settings, shown, shapes }: LintOptions): Promise<void> {
  try {
    await readSource(source, judge, { tables: settings.tables, keep: { text: shown.includes('segment'), shape: shapes } });
  } catch (error) {
    judge.fault(error instanceof InputError ? error : inputErrorOrBug(error));
  }
}

/** System errors are faults of the input; anything else is a bug and stays one. */
function inputErrorOrBug(error: unknown): InputError {
  if ((error as { syscall?: unknown }).syscall === undefined) throw error;
  return inputError(error);
}

/** CLM05-3 of a claim that voids another. */
const VOID = '8';

/** Applies the rules to what the assembler hands over, and keeps what they report. */
class Judge implements Reader, FindingSink {
  readonly counts = noCounts();
  /** Set once the source is open and its first ISA was found. */
  assembler: Assembler | undefined;
  readonly #path: string;
  readonly #file: number;
  readonly #options: LintOptions;
  #findings: Finding[] = [];
  readonly #notes: string[] = [];
  readonly #controls: string[] = [];
  #notChecked = new Map<string, number>();
  /** Reasons already counted for the claim at hand. */
  readonly #reasons = new Set<string>();
  readonly #plans = new Map<Resolved, Map<string, Plan>>();
  /** By rule: where the last level begins that it saw. */
  readonly #levelsSeen = new Map<AnyRule, number>();
  /** Where each interchange that claims were found in begins in the file. */
  readonly #interchanges: number[] = [];
  #isa: object | undefined;
  #fault: Fault | undefined;
  #claim: ClaimView | undefined;
  #claimRef: ClaimRef | undefined;
  /** First finding of the claim at hand and of what stands between it and the claim before it. */
  #claimFrom = 0;
  /** First finding that no observer was told of. */
  #told = 0;
  #lastContext: { type?: ClaimType; payerClass?: PayerClass; payerId?: string; control?: object } = {};
  #lastPlan: Plan | undefined;

  constructor(path: string, file: number, options: LintOptions) {
    this.#path = path;
    this.#file = file;
    this.#options = options;
  }

  begun(assembler: Assembler): void {
    this.assembler = assembler;
  }

  bytes(read: number): void {
    this.counts.bytes += read;
    this.#options.progress?.(read);
  }

  fault(error: InputError): void {
    this.#fault ??= { code: error.code, message: error.message };
  }

  structure(type: ClaimType): boolean {
    return this.#envelopePlan(type).structure;
  }

  found(raw: RawFinding, yields?: readonly string[]): void {
    if (yields && this.#said(raw.place, yields)) return;
    const claim = this.#claim ? this.#refTo(this.#claim) : undefined;
    const { serviceLine } = raw.place;
    this.#findings.push({
      ...raw,
      file: this.#file,
      ...(claim && { claim }),
      ...(serviceLine !== undefined && { serviceLine }),
      fingerprint: fingerprint(raw, claim ?? this.assembler?.control),
    });
  }

  /**
   * Whether one of these rules spoke of the same element in the claim at hand or right above it, or of the missing segment that should
   * have it.
   */
  #said(place: Place, rules: readonly string[]): boolean {
    for (let i = this.#findings.length - 1; i >= this.#claimFrom; i--) {
      const { rule, place: other, data, claim } = this.#findings[i]!;
      if (!rules.includes(rule)) continue;
      // An empty composite is named whole by one, by its first component by the other.
      if (other.element === undefined) {
        // What is missing above the claim is another segment.
        if (!claim) continue;
        const missing = String(data.segment).split('*', 1)[0];
        if (other.serviceLine === place.serviceLine && missing === place.element?.replace(/\d\d(-\d+)?$/, '')) return true;
      } else if (other.byteOffset === place.byteOffset && other.element.slice(0, 5) === place.element?.slice(0, 5)) return true;
    }
    return false;
  }

  notChecked(rule: string, reason: string): void {
    const key = `${rule}\t${reason}`;
    if (this.#reasons.has(key)) return;
    this.#reasons.add(key);
    this.#notChecked.set(key, (this.#notChecked.get(key) ?? 0) + 1);
  }

  trouble(trouble: Trouble): void {
    const plan = this.#claim && this.#lastPlan ? this.#lastPlan : this.#envelopePlan();
    const steps = plan.troubles.get(trouble.kind);
    if (!steps) throw new Error(`no rule takes trouble ${trouble.kind}`);
    for (const step of steps) step.run(trouble, step.report, step.context);
  }

  interchange(interchange: Interchange): void {
    if (interchange.iea) this.#controls.push(interchange.control);
    for (const step of this.#envelopePlan().interchange) step.run(interchange, step.report, step.context);
    this.#options.observer?.interchange?.(interchange, this.#untold());
  }

  group(group: Group): void {
    for (const step of this.#envelopePlan().group) step.run(group, step.report, step.context);
    this.#options.observer?.group?.(group, this.#untold());
  }

  transaction(set: TransactionSet): void {
    for (const step of this.#envelopePlan(set.type).transaction) step.run(set, step.report, step.context);
    this.#options.observer?.transaction?.(set, this.#untold());
  }

  claim(claim: ClaimView): void {
    this.#claim = claim;
    const plan = this.#claimPlan(claim);
    if (plan.structure) claim.conformLevels();
    if (claim.frequency !== VOID) this.#judgeLevels(claim, plan.levels);
    const { sharing } = this.#options;
    if (plan.shareable && sharing?.takes(claim)) this.#judge(claim, plan.keeping);
    else {
      this.counts.serviceLines += claim.lines.length;
      if (claim.isXolair) this.counts.xolairClaims++;
      if (plan.structure) claim.conform();
      this.#judge(claim, plan.claims);
    }
    if (sharing) this.#noteInterchange(claim);
    this.#options.observer?.claim?.(claim, this.#untold());
    this.#claim = undefined;
    this.#claimRef = undefined;
    this.#claimFrom = this.#findings.length;
    if (this.#reasons.size > 0) this.#reasons.clear();
  }

  #judgeLevels(claim: ClaimView, steps: readonly Step[]): void {
    const last = claim.lastLevel;
    for (const { rule, run, report, context } of steps) {
      const seen = this.#levelsSeen.get(rule) ?? -1;
      if (seen >= last) continue;
      run(claim.levels(seen), report, context);
      this.#levelsSeen.set(rule, last);
    }
  }

  #noteInterchange({ envelope, clm }: ClaimView): void {
    if (this.#isa === envelope.isa && this.#interchanges.length > 0) return;
    this.#isa = envelope.isa;
    this.#interchanges.push((envelope.isa ?? clm).at().byteOffset);
  }

  #judge(claim: ClaimView, rules: ClaimRules): void {
    if (claim.frequency === VOID) {
      this.#apply(rules.voids, claim);
      return;
    }
    this.#apply(rules.general, claim);
    if (!claim.isXolair) return;
    this.#apply(rules.xolair, claim);
    for (const rule of rules.unjudged) this.notChecked(rule, 'unknown-payer-class');
  }

  #apply(steps: ClaimSteps, claim: ClaimView): void {
    for (const { run, report, context } of steps.claim) run(claim, report, context);
    if (steps.visit.length > 0) {
      for (const visit of claim.visits) for (const { run, report, context } of steps.visit) run(visit, report, context);
    }
    if (steps.line.length > 0) {
      for (const line of claim.lines) for (const { run, report, context } of steps.line) run(line, report, context);
    }
  }

  /** Findings since an observer was last told, without those that are accepted. */
  #untold(): readonly Finding[] {
    if (this.#told === this.#findings.length) return NO_FINDINGS;
    const findings = this.#findings.slice(this.#told);
    this.#told = this.#findings.length;
    const { accepts } = this.#options;
    return accepts ? findings.filter((finding) => !accepts(finding)) : findings;
  }

  /** The plan for the envelope and for troubles: no payer is known there. */
  #envelopePlan(type?: ClaimType): Plan {
    const { senders, usage } = this.assembler?.origin ?? { senders: [], usage: '' };
    return this.#planFor({ path: this.#path, type: type ?? '837P', payerClass: 'unknown', payerId: '', senders, usage }, type);
  }

  /** The plan for a claim; also gives the claim the class that a config names for its payer. */
  #claimPlan(claim: ClaimView): Plan {
    if (claim.payerClass === 'unknown') claim.payerClass = this.#options.payerClass;
    const { type, payerClass, payerId, control } = claim;
    const last = this.#lastContext;
    // The control numbers are one object for all claims of a set.
    if (
      !this.#lastPlan ||
      last.type !== type ||
      last.payerClass !== payerClass ||
      last.payerId !== payerId ||
      last.control !== control
    ) {
      this.#lastContext = { type, payerClass, payerId, control };
      this.#lastPlan = this.#planFor(
        { path: this.#path, type, payerClass, payerId, senders: claim.senders, usage: claim.usage },
        type,
      );
    }
    claim.payerClass = this.#lastPlan.payerClass;
    return this.#lastPlan;
  }

  #planFor(context: ClaimContext, type: ClaimType | undefined): Plan {
    const { settings, production, state } = this.#options;
    const resolved = settings.resolve(context);
    let plans = this.#plans.get(resolved);
    if (!plans) {
      plans = new Map();
      this.#plans.set(resolved, plans);
    }
    let plan = plans.get(type ?? '');
    if (!plan) {
      plan = makePlan(settings.rules, type, resolved.payerClass, resolved.rules, { file: this.#file, production, state }, this);
      plans.set(type ?? '', plan);
    }
    return plan;
  }

  #refTo(claim: ClaimView): ClaimRef {
    if (this.#claimRef) return this.#claimRef;
    const { shown } = this.#options;
    const dos = claim.lines[0]?.date ?? claim.statementFrom;
    this.#claimRef = {
      ...claim.control,
      ordinal: claim.ordinal,
      ...(shown.includes('pcn') && { id: claim.id }),
      ...(shown.includes('dos') && dos !== undefined && { dos: { phi: 'dos' as const, value: String(dos) } }),
      ...(claim.payerId && { payer: claim.payerId }),
    };
    return this.#claimRef;
  }

  /** What was found in the claims since it was last asked. Between claims only. */
  drain(): Shared {
    const { xolairClaims, serviceLines } = this.counts;
    const drained = { findings: this.#findings, xolairClaims, serviceLines, notChecked: this.#notChecked };
    this.counts.xolairClaims = 0;
    this.counts.serviceLines = 0;
    this.#findings = [];
    this.#claimFrom = 0;
    this.#notChecked = new Map();
    return drained;
  }

  /** Takes in what the other judge found: all is as if one had judged alone. */
  join(shared: Shared): void {
    this.counts.xolairClaims += shared.xolairClaims;
    this.counts.serviceLines += shared.serviceLines;
    for (const [key, count] of shared.notChecked) this.#notChecked.set(key, (this.#notChecked.get(key) ?? 0) + count);
    const all = this.#findings.concat(shared.findings);
    const repeated = new Set(this.#repeated(all));
    this.#findings = repeated.size > 0 ? all.filter((finding) => !repeated.has(finding)) : all;
  }

  /** Of what is told once for an interchange, all but the first. */
  *#repeated(findings: readonly Finding[]): Generator<Finding> {
    const once = new Set(
      this.#options.settings.rules.flatMap(({ id, messages }) =>
        Object.entries(messages as Record<string, string | GradedMessage>).flatMap(([name, message]) =>
          typeof message !== 'string' && message.once ? [`${id}\t${name}`] : [],
        ),
      ),
    );
    const firsts = new Map<string, Finding>();
    for (const finding of findings) {
      const key = `${finding.rule}\t${finding.messageId}`;
      if (!once.has(key)) continue;
      const { byteOffset } = finding.place;
      const interchange = this.#interchanges.findLastIndex((start) => start <= byteOffset);
      const first = firsts.get(`${key}\t${interchange}`);
      if (first) yield first.place.byteOffset <= byteOffset ? finding : first;
      if (!first || byteOffset < first.place.byteOffset) firsts.set(`${key}\t${interchange}`, finding);
    }
  }

  result(): FileResult {
    const counts = { ...this.counts, ...countsOf(this.#findings) };
    const read = this.assembler?.counts;
    if (read) {
      counts.interchanges = read.interchanges;
      counts.transactions = read.transactions;
      counts.claims = read.claims;
      if (read.headless > 0) {
        this.#notes.push(`${counted(read.headless, 'claim')} without a CLM ${read.headless === 1 ? 'was' : 'were'} not checked.`);
      }
      if (read.unknownLevels > 0) {
        const levels = `${counted(read.unknownLevels, 'level')} (HL)`;
        this.#notes.push(`${levels} with an unknown code in HL03 ${read.unknownLevels === 1 ? 'was' : 'were'} not read.`);
      }
      if (read.transactions > 0 || this.#fault) {
        for (const [kind, count] of read.skipped) {
          this.#notes.push(
            `${count} transaction ${count === 1 ? 'set' : 'sets'} of type ${kind} ${count === 1 ? 'was' : 'were'} skipped.`,
          );
        }
      } else {
        const kinds = [...read.skipped.keys()];
        this.fault(
          new InputError(
            'no-837',
            `The file has no 837P or 837I claims${kinds.length > 0 ? `, only ${kinds.join(', ')}` : ''}. Check that it is the 837 export.`,
          ),
        );
      }
    }
    const types = [...(read?.types ?? [])];
    return {
      path: this.#path,
      type: types.length > 1 ? 'mixed' : types[0],
      counts,
      findings: this.#findings,
      fault: this.#fault,
      notes: this.#notes,
      notChecked: this.#notChecked,
      controls: this.#controls,
    };
  }
}
