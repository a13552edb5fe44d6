import { Assembler, type AssemblerEvents } from '../claims/assemble.ts';
import type { ClaimView } from '../claims/views.ts';
import type { ClaimContext, Resolved, Settings } from '../config/settings.ts';
import type { ClaimType, PayerClass } from '../model/claim.ts';
import type { ClaimRef, Finding, Shown } from '../model/finding.ts';
import type { Counts, Fault, FileType } from '../model/report.ts';
import type { AnyRule } from '../rules/rule.ts';
import { isIsa, readIsa } from '../x12/delimiters.ts';
import { InputError } from '../x12/errors.ts';
import { SegmentTable } from '../x12/segments.ts';
import { inputError, type Source } from '../x12/source.ts';
import { fingerprint } from './fingerprint.ts';
import { type ClaimSteps, type FindingSink, makePlan, type Plan, type RawFinding } from './plan.ts';

/** Bytes of the window at first. Larger is no faster: what is worked on should stay in the processor's cache. */
const WINDOW = 256 * 1024;
/** A claim or segment beyond this is a finding, and is not judged. */
const WINDOW_LIMIT = 8 * 1024 * 1024;
/** Junk before the first ISA that is passed over. */
const JUNK_LIMIT = 4 * 1024;
/** Room below which the window grows. */
const SMALL_ROOM = 4 * 1024;

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
}

/** Lints one source. Errors of input become the fault of the file; what was found before it is kept. */
export async function lintFile(source: Source, path: string, index: number, options: LintOptions): Promise<FileResult> {
  const judge = new Judge(path, index, options);
  try {
    await readSource(source, judge, options);
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

/** The one loop: fill the window, cut segments, hand over claims, move what is still needed to the front. */
async function readSource(source: Source, judge: Judge, options: LintOptions): Promise<void> {
  const table = new SegmentTable(WINDOW);
  const assembler = new Assembler(table, options.settings.tables, judge, {
    text: options.shown.includes('segment'),
    shape: options.shapes,
  });
  judge.read = assembler.counts;
  let ended = await findFirstIsa(source, table, judge);
  let unterminated = false;
  for (;;) {
    const stop = table.scan(ended);
    if (!assembler.feed()) continue;
    if (stop === 'isa' && assembler.takeIsa(ended)) continue;
    if (ended && stop === 'more') {
      if (unterminated || !table.takeUnterminated()) break;
      unterminated = true;
      continue;
    }
    assembler.compact();
    if (stop === 'full' || table.size - table.used < SMALL_ROOM) makeRoom(table, assembler, stop === 'full');
    if (stop === 'full') continue;
    const read = await source.read(table.bytes, table.used, table.size - table.used);
    if (read === 0) ended = true;
    table.used += read;
    judge.counts.bytes += read;
    options.progress?.(read);
  }
  assembler.finish(unterminated);
}

/** A larger window for a large claim; past the limit the claim is dropped. */
function makeRoom(table: SegmentTable, assembler: Assembler, full: boolean): void {
  const crowded = full ? table.count > table.id.length / 2 : table.size - table.used < SMALL_ROOM;
  if (!crowded) return;
  if (table.size < WINDOW_LIMIT) table.grow(table.size * 2);
  else {
    assembler.drop(WINDOW_LIMIT);
    // What is left is one endless segment.
    if (table.size - table.used < SMALL_ROOM) {
      throw new InputError(
        'endless',
        `A segment of more than ${WINDOW_LIMIT / 0x100000} MB has no terminator. The rest of the file was not read.`,
      );
    }
  }
}

/** Reads up to the first ISA, past a byte order mark, blanks and a little junk. True when the source has ended. */
async function findFirstIsa(source: Source, table: SegmentTable, judge: Judge): Promise<boolean> {
  let ended = false;
  while (!ended && table.used < 2 * JUNK_LIMIT) {
    const read = await source.read(table.bytes, table.used, 2 * JUNK_LIMIT - table.used);
    if (read === 0) ended = true;
    table.used += read;
    judge.counts.bytes += read;
  }
  const { bytes, used } = table;
  if (used === 0) throw new InputError('empty', 'The file is empty.');
  const mark = used >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let start = mark;
  while (start < used && bytes[start]! <= 32) start++;
  let at = start;
  while (at < Math.min(used, start + JUNK_LIMIT) && !isIsa(bytes, at, used)) at++;
  if (!isIsa(bytes, at, used)) {
    throw new InputError(
      'no-isa',
      'The file holds no X12 interchange: there is no ISA in its first 4 KB. Check that it is the 837 export.',
    );
  }
  if (!readIsa(bytes, at, used)) {
    throw new InputError('isa', 'The ISA is too short to give its separators: it needs sixteen elements. Export the file again.');
  }
  const { line, column } = lineAt(bytes, start);
  if (at > start)
    judge.trouble({
      kind: 'junk',
      place: { line, column, byteOffset: start, byteLength: at - start },
      data: { bytes: at - start },
    });
  table.next = at;
  const isa = lineAt(bytes, at);
  table.lineNumber = isa.line;
  table.lineStart = at - isa.column + 1;
  return ended;
}

function lineAt(bytes: Uint8Array, at: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < at; i++) {
    if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) {
      line++;
      lineStart = i + 1;
    }
  }
  return { line, column: at - lineStart + 1 };
}

/** Applies the rules to what the assembler hands over, and keeps what they report. */
class Judge implements AssemblerEvents, FindingSink {
  readonly counts: Counts = {
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
  read: Assembler['counts'] | undefined;
  readonly #path: string;
  readonly #file: number;
  readonly #options: LintOptions;
  readonly #findings: Finding[] = [];
  readonly #notes: string[] = [];
  readonly #notChecked = new Map<string, number>();
  /** Reasons already counted for the claim at hand. */
  readonly #reasons = new Set<string>();
  readonly #plans = new Map<Resolved, Map<string, Plan>>();
  #fault: Fault | undefined;
  #claim: ClaimView | undefined;
  #claimRef: ClaimRef | undefined;
  #claimHasError = false;
  #envelope: Pick<ClaimRef, 'interchange' | 'group' | 'transaction'> = {};
  #lastContext: { type?: ClaimType; payerClass?: PayerClass; payerId?: string; control?: object } = {};
  #lastPlan: Plan | undefined;
  #lastClass: PayerClass = 'unknown';

  constructor(path: string, file: number, options: LintOptions) {
    this.#path = path;
    this.#file = file;
    this.#options = options;
  }

  fault(error: InputError): void {
    this.#fault ??= { code: error.code, message: error.message };
  }

  found(raw: RawFinding): void {
    const claim = this.#claim ? this.#refTo(this.#claim) : undefined;
    const { serviceLine } = raw.place;
    this.#findings.push({
      ...raw,
      file: this.#file,
      ...(claim && { claim }),
      ...(serviceLine !== undefined && { serviceLine }),
      fingerprint: fingerprint(raw, claim ?? this.#envelope),
    });
    if (raw.severity === 'error') {
      this.counts.errors++;
      this.#claimHasError = true;
    } else if (raw.severity === 'warning') this.counts.warnings++;
    else this.counts.infos++;
  }

  notChecked(rule: string, reason: string): void {
    const key = `${rule}\t${reason}`;
    if (this.#reasons.has(key)) return;
    this.#reasons.add(key);
    this.#notChecked.set(key, (this.#notChecked.get(key) ?? 0) + 1);
  }

  trouble(trouble: Parameters<AssemblerEvents['trouble']>[0]): void {
    const steps = this.#envelopePlan().troubles.get(trouble.kind);
    if (!steps) throw new Error(`no rule takes trouble ${trouble.kind}`);
    for (const step of steps) step.rule.trouble!(trouble, step.report, step.context);
  }

  interchange(interchange: Parameters<AssemblerEvents['interchange']>[0]): void {
    this.#envelope = { interchange: interchange.control };
    for (const step of this.#envelopePlan().interchange) step.rule.interchange!(interchange, step.report, step.context);
    this.#envelope = {};
  }

  group(group: Parameters<AssemblerEvents['group']>[0]): void {
    for (const step of this.#envelopePlan().group) step.rule.group!(group, step.report, step.context);
  }

  transaction(set: Parameters<AssemblerEvents['transaction']>[0]): void {
    for (const step of this.#envelopePlan(set.type).transaction) step.rule.transaction!(set, step.report, step.context);
  }

  claim(claim: ClaimView): void {
    const { counts } = this;
    const isXolair = claim.isXolair;
    counts.serviceLines += claim.lines.length;
    if (isXolair) counts.xolairClaims++;
    this.#claim = claim;
    this.#claimHasError = false;
    const plan = this.#claimPlan(claim);
    if (claim.frequency === '8') this.#apply(plan.voids, claim);
    else {
      this.#apply(plan.general, claim);
      if (isXolair) {
        this.#apply(plan.xolair, claim);
        for (const rule of plan.unjudged) this.notChecked(rule, 'unknown-payer-class');
      }
    }
    if (this.#claimHasError) counts.claimsWithErrors++;
    this.#claim = undefined;
    this.#claimRef = undefined;
    if (this.#reasons.size > 0) this.#reasons.clear();
  }

  #apply(steps: ClaimSteps, claim: ClaimView): void {
    for (const { rule, report, context } of steps.claim) rule.claim!(claim, report, context);
    if (steps.visit.length > 0) {
      for (const visit of claim.visits) for (const { rule, report, context } of steps.visit) rule.visit!(visit, report, context);
    }
    if (steps.line.length > 0) {
      for (const line of claim.lines) for (const { rule, report, context } of steps.line) rule.line!(line, report, context);
    }
  }

  /** The plan for the envelope and for troubles: no payer is known there. */
  #envelopePlan(type?: ClaimType): Plan {
    return this.#planFor(
      { path: this.#path, type: type ?? '837P', payerClass: 'unknown', payerId: '', senders: [], usage: '' },
      type,
    );
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
    claim.payerClass = this.#lastClass;
    return this.#lastPlan;
  }

  #planFor(context: ClaimContext, type: ClaimType | undefined): Plan {
    const { settings, production, state } = this.#options;
    const resolved = settings.resolve(context);
    this.#lastClass = resolved.payerClass;
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
    const read = this.read;
    if (read) {
      counts.interchanges = read.interchanges;
      counts.transactions = read.transactions;
      counts.claims = read.claims;
      for (const [kind, count] of read.skipped) {
        this.#notes.push(
          `${count} transaction ${count === 1 ? 'set' : 'sets'} of kind ${kind} ${count === 1 ? 'was' : 'were'} skipped.`,
        );
      }
      if (read.transactions === 0 && !this.#fault) {
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
    };
  }
}
