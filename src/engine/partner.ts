import { BatchReader, ClaimBatch } from '../claims/batch.ts';
import type { ClaimView } from '../claims/views.ts';
import type { Finding } from '../model/finding.ts';
import { type ClaimsJudge, judgeOf, type LintOptions, type Shared, type Sharing } from './lint-file.ts';

/** Batches that lie between the two judges. */
const BATCHES = 4;
/** Claims of a run from which a second judge is worth its start, where it was not known before that the run is large. */
const WORTH_IT = 2000;
/** Findings that are sent together. */
const TOGETHER = 512;

/** Counters that both threads see: batches that the first judge filled, and batches that the second one is done with. */
const FILLED = 0;
const DONE = 1;

/** The memory that both threads see. */
export interface RingMemory {
  readonly control: SharedArrayBuffer;
  readonly batches: readonly SharedArrayBuffer[];
}

/** What the second judge sends: what it found since it last sent, and the batches that it is done with. */
export interface Answer extends Shared {
  readonly done: number;
}

/** A thread, as far as it is used here; a `Worker` is one. */
export interface Thread {
  on(event: 'message', take: (answer: Answer) => void): unknown;
  on(event: 'error', take: (error: Error) => void): unknown;
  terminate(): Promise<unknown>;
}

const nothing = (): Shared => ({ findings: [], xolairClaims: 0, serviceLines: 0, notChecked: new Map() });

/** Adds what was found in other claims. */
function addUp(into: Shared, more: Shared): Shared {
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
export class Partner {
  readonly #start: (memory: RingMemory) => Thread;
  #thread: Thread | undefined;
  #control: Int32Array<ArrayBufferLike> = new Int32Array(0);
  #batches: readonly ClaimBatch[] = [];
  /** The batch that is being filled; undefined where none is. */
  #open: ClaimBatch | undefined;
  /** The control numbers of its set, and its file. */
  #set: object | undefined;
  #file = -1;
  #claims = 0;
  #shared = nothing();
  #answered = 0;
  #wake: (() => void) | undefined;
  #error: Error | undefined;

  /** `start` makes the thread, which runs `serve`; `atOnce` when the run is known to be large. */
  constructor(start: (memory: RingMemory) => Thread, atOnce: boolean) {
    this.#start = start;
    if (atOnce) this.#begin();
  }

  /** Shares the claims of a file. One file at a time. */
  share(path: string, file: number): Sharing {
    return { takes: (claim) => this.#takes(claim, path, file), finish: () => this.#finish() };
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  #begin(): void {
    const control = new SharedArrayBuffer(8);
    const batches = Array.from({ length: BATCHES }, () => new SharedArrayBuffer(ClaimBatch.BYTES));
    this.#control = new Int32Array(control);
    this.#batches = batches.map((memory) => new ClaimBatch(memory));
    this.#thread = this.#start({ control, batches });
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
      if (++this.#claims < WORTH_IT) return false;
      this.#begin();
    }
    // The control numbers are one object for all claims of a set.
    if (this.#open && (this.#set !== claim.control || this.#file !== file)) this.#publish();
    if (this.#open) {
      if (this.#open.add(claim)) return true;
      this.#publish();
    }
    const next = this.#next();
    if (!next) return false;
    const { setType: type, control, interchangeDate, senders, usage, guide, delimiters } = claim;
    const context = { file, path, type, control, interchangeDate, senders, usage, guide, delimiters };
    if (!next.begin(context) || !next.add(claim)) return false;
    this.#open = next;
    this.#set = control;
    this.#file = file;
    return true;
  }

  /** A batch that is free; undefined when the other judge is behind. */
  #next(): ClaimBatch | undefined {
    const filled = this.#control[FILLED]!;
    return filled - Atomics.load(this.#control, DONE) < BATCHES ? this.#batches[filled % BATCHES] : undefined;
  }

  #publish(): void {
    this.#open = undefined;
    Atomics.add(this.#control, FILLED, 1);
    Atomics.notify(this.#control, FILLED);
  }

  async #finish(): Promise<Shared> {
    if (this.#open) this.#publish();
    while (this.#thread && this.#answered < this.#control[FILLED]! && !this.#error) {
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

/**
 * The second judge, in its own thread: judges the claims of one batch after the other by the rules that keep no state, and never
 * returns. It waits without turning the event loop; what it sends gets through all the same.
 */
export function serve({ control, batches }: RingMemory, options: LintOptions, send: (answer: Answer) => void): never {
  const counters = new Int32Array(control);
  let judge: ClaimsJudge | undefined;
  let file = -1;
  const keep = { text: options.shown.includes('segment'), shape: options.shapes };
  const slots = batches.map((memory) => {
    const batch = new ClaimBatch(memory);
    return { batch, reader: new BatchReader(batch, options.settings.tables, keep, (trouble) => judge!.trouble(trouble)) };
  });
  let found = nothing();
  let sent = 0;
  for (let done = 0; ; ) {
    const filled = Atomics.load(counters, FILLED);
    if (done < filled) {
      const { batch, reader } = slots[done % BATCHES]!;
      const context = batch.context();
      if (!judge || context.file !== file) {
        judge = judgeOf(context.path, context.file, options);
        file = context.file;
      }
      const current = judge;
      reader.read(context, (claim) => current.claim(claim));
      found = addUp(found, current.drain());
      Atomics.store(counters, DONE, ++done);
      if (found.findings.length < TOGETHER) continue;
    }
    if (done > sent) {
      send({ ...found, done });
      sent = done;
      found = nothing();
    } else if (done === filled) Atomics.wait(counters, FILLED, filled);
  }
}
