import type { Assembler, AssemblerEvents } from '../claims/assemble.ts';
import type { ClaimView } from '../claims/views.ts';
import type { ClaimContext, Resolved, Settings } from '../config/settings.ts';
import type { ClaimType, PayerClass } from '../model/claim.ts';
import type { Group, Interchange, TransactionSet } from '../model/envelope.ts';
import type { ClaimRef, Finding, Place, Shown } from '../model/finding.ts';
import type { Counts, Fault, FileType } from '../model/report.ts';
import type { AnyRule } from '../rules/rule.ts';
import { InputError } from '../x12/errors.ts';
import { inputError, type Source } from '../x12/source.ts';
import { fingerprint } from './fingerprint.ts';
import { type ClaimSteps, type FindingSink, makePlan, type Plan, type RawFinding } from './plan.ts';
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
}

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
  const judge = new Judge(path, index, options);
  try {
    await readSource(source, judge, {
      tables: options.settings.tables,
      keep: { text: options.shown.includes('segment'), shape: options.shapes },
    });
  } catch (error) {
    judge.fault(error instanceof InputError ? error : inputErrorOrBug(error));
  }
  return judge.result();
}

/** System errors are faults of the input; anything else is a bug and stays one. */
function inputErrorOrBug(error: unknown): InputError {
  if ((error as { syscall?: unknown }).syscall === undefined) throw error;
  return inputError(error);
}

/** Applies the rules to what the assembler hands over, and keeps what they report. */
class Judge implements Reader, FindingSink {
  readonly counts: Counts = noCounts();
  /** Set once the source is open and its first ISA was found. */
  assembler: Assembler | undefined;
  readonly #path: string;
  readonly #file: number;
  readonly #options: LintOptions;
  readonly #findings: Finding[] = [];
  readonly #notes: string[] = [];
  readonly #controls: string[] = [];
  readonly #notChecked = new Map<string, number>();
  /** Reasons already counted for the claim at hand. */
  readonly #reasons = new Set<string>();
  readonly #plans = new Map<Resolved, Map<string, Plan>>();
  #fault: Fault | undefined;
  #claim: ClaimView | undefined;
  #claimRef: ClaimRef | undefined;
  #claimHasError = false;
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
    if (raw.severity === 'error') {
      this.counts.errors++;
      this.#claimHasError = true;
    } else if (raw.severity === 'warning') this.counts.warnings++;
    else this.counts.infos++;
  }

  /** Whether one of these rules spoke of the same element, or of the missing segment that should have it, in the claim at hand. */
  #said(place: Place, rules: readonly string[]): boolean {
    for (let i = this.#findings.length - 1; i >= this.#claimFrom; i--) {
      const { rule, place: other, data } = this.#findings[i]!;
      if (!rules.includes(rule)) continue;
      // An empty composite is named whole by one, by its first component by the other.
      if (other.element === undefined) {
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

  trouble(trouble: Parameters<AssemblerEvents['trouble']>[0]): void {
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
    const { counts } = this;
    const isXolair = claim.isXolair;
    counts.serviceLines += claim.lines.length;
    if (isXolair) counts.xolairClaims++;
    this.#claim = claim;
    this.#claimHasError = false;
    const plan = this.#claimPlan(claim);
    if (plan.structure) claim.conform();
    if (claim.frequency === '8') this.#apply(plan.voids, claim);
    else {
      this.#apply(plan.general, claim);
      if (isXolair) {
        this.#apply(plan.xolair, claim);
        for (const rule of plan.unjudged) this.notChecked(rule, 'unknown-payer-class');
      }
    }
    if (this.#claimHasError) counts.claimsWithErrors++;
    this.#options.observer?.claim?.(claim, this.#untold());
    this.#claim = undefined;
    this.#claimRef = undefined;
    this.#claimFrom = this.#findings.length;
    if (this.#reasons.size > 0) this.#reasons.clear();
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

  result(): FileResult {
    const { counts } = this;
    const read = this.assembler?.counts;
    if (read) {
      counts.interchanges = read.interchanges;
      counts.transactions = read.transactions;
      counts.claims = read.claims;
      if (read.transactions > 0 || this.#fault) {
        for (const [kind, count] of read.skipped) {
          this.#notes.push(
            `${count} transaction ${count === 1 ? 'set' : 'sets'} of kind ${kind} ${count === 1 ? 'was' : 'were'} skipped.`,
          );
        }
      } else {
        const kinds = [...read.skipped.keys()];
        this.fault(
          new InputError(
            'no-837',
            `The file holds no 837P or 837I claims${kinds.length > 0 ? `, but ${kinds.join(', ')}` : ''}. Check that it is the 837 export.`,
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
