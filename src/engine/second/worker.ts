import type { ClaimView } from '../../claims/claim.ts';
import type { Finding } from '../../model/finding.ts';
import { type ClaimsJudge, type Handoff, judgeOf, type LintOptions, type WorkerResult } from '../lint-file.ts';
import { BatchReader, ClaimBatch, contextOf } from './batch.ts';

/** Batches that lie between the two judges. */
const BATCHES = 4;
/** Claims of a run after which a second judge is worth its start, which keeps a processor busy for a third of a second. */
const WORTH_IT = 10_000;
/** Findings that are sent together. */
const TOGETHER = 512;

/** What both threads see: batches that the first judge filled, batches that the second one is done with, and whether it is there. */
const FILLED = 0;
const DONE = 1;
export const READY = 2;
const COUNTERS = 3;

/** The memory that both threads see. */
export interface RingMemory {
  readonly ring: SharedArrayBuffer;
  readonly batches: readonly SharedArrayBuffer[];
}

/** What the second judge sends: what it found since it last sent, and the batches that it is done with. */
export interface Answer extends WorkerResult {
  readonly done: number;
}

/** A thread, as far as it is used here; a `Worker` is one. */
export interface Thread {
  on(event: 'message', take: (answer: Answer) => void): unknown;
  on(event: 'error', take: (error: Error) => void): unknown;
  terminate(): Promise<unknown>;
}

const nothing = (): WorkerResult => ({ findings: [], xolairClaims: 0, serviceLines: 0, notChecked: new Map() });

/** Adds what was found in other claims. */
function addUp(into: WorkerResult, more: WorkerResult): WorkerResult {
  const findings = into.findings as Finding[];
  for (const finding of more.findings) findings.push(finding);
  const notChecked = into.notChecked as Map<string, number>;
  for (const [key, count] of more.notChecked) notChecked.set(key, (notChecked.get(key) ?? 0) + count);
  return {
    findings,
    notChecked,
    xolairClaims: into.xolairClaims + more.xolairClaims,
    serviceLines: into.serviceLines + more.serviceLines,
  };
}

/**
 * The second judge of a run, in a thread of its own. The first one reads the files and hands it claims by the batch, as long as it
 * keeps up; the claims that find no room it judges itself. Neither waits for the other before the end of a file.
 */
export class ClaimWorker {
  readonly #start: (memory: RingMemory) => Thread;
  readonly #worthIt: number;
  #thread: Thread | undefined;
  #ring: Int32Array<ArrayBufferLike> = new Int32Array(0);
  #batches: readonly ClaimBatch[] = [];
  /** The batch that is being filled; undefined where none is. */
  #open: ClaimBatch | undefined;
  /** The control numbers of its set. */
  #set: object | undefined;
  #claims = 0;
  #shared = nothing();
  #answered = 0;
  #wake: (() => void) | undefined;
  #error: Error | undefined;

  /** `start` makes the thread, which runs `serve`. It is started when a run turns out to be large: after `worthIt` claims. */
  constructor(start: (memory: RingMemory) => Thread, worthIt = WORTH_IT) {
    this.#start = start;
    this.#worthIt = worthIt;
  }

  /** Shares the claims of a file. One file at a time. */
  share(path: string, file: number): Handoff {
    return { offer: (claim) => this.#takes(claim, path, file), finish: () => this.#finish() };
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  #begin(): void {
    const ring = new SharedArrayBuffer(4 * COUNTERS);
    const batches = Array.from({ length: BATCHES }, () => new SharedArrayBuffer(ClaimBatch.BYTES));
    this.#ring = new Int32Array(ring);
    this.#batches = batches.map((memory) => new ClaimBatch(memory));
    this.#thread = this.#start({ ring, batches });
    this.#thread.on('message', (answer) => {
      this.#shared = addUp(this.#shared, answer);
      this.#answered = answer.done;
      this.#wake?.();
    });
    this.#thread.on('error', (error) => {
      this.#error = error;
      this.#wake?.();
    });
  }

  #takes(claim: ClaimView, path: string, file: number): boolean {
    if (!this.#thread) {
      if (++this.#claims <= this.#worthIt) return false;
      this.#begin();
    }
    // The control numbers are one object for all claims of a set.
    if (this.#open && this.#set !== claim.controlNumbers) this.#publish();
    if (this.#open) {
      if (this.#open.add(claim)) return true;
      this.#publish();
    }
    const next = this.#next();
    if (!next) return false;
    if (!next.begin(contextOf(claim, path, file)) || !next.add(claim)) return false;
    this.#open = next;
    this.#set = claim.controlNumbers;
    return true;
  }

  /** A batch that is free; undefined when the other judge is behind, or still starting. */
  #next(): ClaimBatch | undefined {
    if (Atomics.load(this.#ring, READY) === 0) return undefined;
    const filled = this.#ring[FILLED]!;
    return filled - Atomics.load(this.#ring, DONE) < BATCHES ? this.#batches[filled % BATCHES] : undefined;
  }

  #publish(): void {
    this.#open = undefined;
    Atomics.add(this.#ring, FILLED, 1);
    Atomics.notify(this.#ring, FILLED);
  }

  async #finish(): Promise<WorkerResult> {
    if (this.#open) this.#publish();
    while (this.#thread && this.#answered < this.#ring[FILLED]! && !this.#error) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    if (this.#error) throw this.#error;
    const shared = this.#shared;
    this.#shared = nothing();
    return shared;
  }
}

/** Judges batches of claims, by the rules that keep no state. */
export class WorkerJudge {
  readonly #options: LintOptions;
  readonly #slots: readonly { readonly batch: ClaimBatch; readonly reader: BatchReader }[];
  #judge: ClaimsJudge | undefined;
  #file = -1;
  #found = nothing();

  constructor(batches: readonly ClaimBatch[], options: LintOptions) {
    this.#options = options;
    const keep = { text: options.shown.includes('segment'), shape: options.shapes };
    this.#slots = batches.map((batch) => ({
      batch,
      reader: new BatchReader(batch, options.settings.tables, keep, (trouble) => this.#judge?.trouble(trouble)),
    }));
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
      this.#judge = judgeOf(context.path, context.file, this.#options);
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
export function serve({ ring, batches }: RingMemory, options: LintOptions, send: (answer: Answer) => void): never {
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
