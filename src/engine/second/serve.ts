import type { Finding } from '../../model/finding.ts';
import type { AnyRule } from '../../rules/rule.ts';
import { detailOf, Judge, type JudgeOptions } from '../judge.ts';
import { BatchReader, ClaimBatch } from './batch.ts';
import type { WorkerResult } from './handoff.ts';

/** What both threads see: batches that the first judge filled, batches that the second one is done with, and whether it is there. */
export const FILLED = 0;

export const DONE = 1;
export const READY = 2;
export const COUNTERS = 3;
/** Batches that lie between the two judges. */
export const BATCHES = 4;

/** Findings that are sent together. */
const TOGETHER = 512;

/** The memory that both threads see. */
export interface RingMemory {
  readonly ring: SharedArrayBuffer;
  readonly batches: readonly SharedArrayBuffer[];
}

/** What the second judge sends: what it found since it last sent, and the batches that it is done with. */
export interface Answer extends WorkerResult {
  readonly done: number;
}

export const nothing = (): WorkerResult => ({
  findings: [],
  xolairClaims: 0,
  serviceLines: 0,
  notChecked: new Map(),
  failures: [],
});
/** Adds what was found in other claims. */
export function addUp(into: WorkerResult, more: WorkerResult): WorkerResult {
  const findings = into.findings as Finding[];
  for (const finding of more.findings) findings.push(finding);
  const notChecked = into.notChecked as Map<string, number>;
  for (const [key, count] of more.notChecked) notChecked.set(key, (notChecked.get(key) ?? 0) + count);
  return {
    findings,
    notChecked,
    xolairClaims: into.xolairClaims + more.xolairClaims,
    serviceLines: into.serviceLines + more.serviceLines,
    failures: more.failures.length > 0 ? [...into.failures, ...more.failures] : into.failures,
  };
}

/** Levels are judged by the first judge alone. */
const withoutLevels = ({ levels, ...rule }: AnyRule): AnyRule => rule;

/** Judges batches of claims, by the rules that keep no state. */
export class WorkerJudge {
  readonly #options: JudgeOptions;
  readonly #slots: readonly { readonly batch: ClaimBatch; readonly reader: BatchReader }[];
  #judge: Judge | undefined;
  #file = -1;
  #found = nothing();

  constructor(batches: readonly ClaimBatch[], options: JudgeOptions) {
    const rules = options.settings.rules.filter((rule) => !rule.state).map(withoutLevels);
    this.#options = { ...options, settings: { ...options.settings, rules } };
    const keep = detailOf(options);
    this.#slots = batches.map((batch) => ({ batch, reader: new BatchReader(batch, options.settings.tables, keep) }));
  }

  /** Findings that were not taken yet. */
  get findings(): number {
    return this.#found.findings.length;
  }

  /** Judges the claims of the batch of a number. */
  judge(slot: number): void {
    const { batch, reader } = this.#slots[slot]!;
    const context = batch.context();
    if (!this.#judge || context.file !== this.#file) {
      this.#judge = new Judge(context.path, context.file, this.#options);
      this.#file = context.file;
    }
    const judge = this.#judge;
    reader.read(context, (claim) => judge.claim(claim));
    this.#found = addUp(this.#found, judge.takeResult());
  }

  /** What was found since it was last taken. */
  take(): WorkerResult {
    const found = this.#found;
    this.#found = nothing();
    return found;
  }
}

/**
 * The thread of the second judge: one batch after the other, without end. It waits without turning the event loop; what it sends gets
 * through all the same.
 */
export function serve({ ring, batches }: RingMemory, options: JudgeOptions, send: (answer: Answer) => void): never {
  const counters = new Int32Array(ring);
  const judge = new WorkerJudge(
    batches.map((memory) => new ClaimBatch(memory)),
    options,
  );
  Atomics.store(counters, READY, 1);
  let sent = 0;
  for (let done = 0; ; ) {
    const filled = Atomics.load(counters, FILLED);
    if (done < filled) {
      judge.judge(done % BATCHES);
      Atomics.store(counters, DONE, ++done);
      if (judge.findings < TOGETHER) continue;
    }
    if (done > sent) {
      send({ ...judge.take(), done });
      sent = done;
    } else if (done === filled) Atomics.wait(counters, FILLED, filled);
  }
}
