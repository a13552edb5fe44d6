import { type Loops, NO_LOOPS } from '../guides/loops.ts';

/** Which loop is open, and which one a segment opens. */
export class LoopCursor {
  /** The loops of the guide that the open set follows. */
  of: Loops = NO_LOOPS;
  /** Number of the open loop; 0 in none that the guide knows. */
  open = 0;
  /** The loop that the search for the next one starts from; differs from `open` in a loop that the guide does not know. */
  #scope = 0;

  /** Whether a service line is open. */
  get isInLine(): boolean {
    return this.of.isLine(this.#scope);
  }

  enter(loop: number): void {
    this.open = loop;
    this.#scope = loop;
  }

  /** Opens the loop that a segment with this first element opens; false when it opens none. */
  tryOpen(id: number, value: number): boolean {
    const loop = this.of.open(this.#scope, id, value);
    if (loop < 0) return false;
    this.enter(loop);
    return true;
  }

  /** Enters a loop that the guide does not know here. */
  leaveKnown(): void {
    this.open = 0;
  }
}
