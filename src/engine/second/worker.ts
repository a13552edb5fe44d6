import type { ClaimView } from '../../claims/claim.ts';
import { ClaimBatch, contextOf } from './batch.ts';
import type { Handoff, WorkerResult } from './handoff.ts';
import { type Answer, addUp, BATCHES, COUNTERS, DONE, FILLED, nothing, READY, type RingMemory } from './serve.ts';

/** Claims of a run after which a second judge is worth its start, which keeps a processor busy for a third of a second. */
const WORTH_IT = 10_000;

/** A thread, as far as it is used here; a `Worker` is one. */
export interface Thread {
  on(event: 'message', take: (answer: Answer) => void): unknown;
  on(event: 'error', take: (error: Error) => void): unknown;
  terminate(): Promise<unknown>;
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
    return { offer: (claim) => this.#offer(claim, path, file), finish: () => this.#finish() };
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

  #offer(claim: ClaimView, path: string, file: number): boolean {
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
