import { type Loops, NO_LOOPS } from '../guides/loops.ts';
import { NM1 } from '../x12/ids.ts';

/** Which loop is open, and which one a segment opens. */
export class LoopCursor {
  /** The loops of the guide that the open set follows. */
  of: Loops = NO_LOOPS;
  /** Number of the open loop; 0 in none that the guide knows. */
  open = 0;
  /** The loop that the search for the next one starts from; differs from `open` in a loop that the guide does not know. */
  #scope = 0;
  /** In a loop that the guide does not know here: the loops that its name opens elsewhere. */
  #homes: readonly number[] = [];

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

  /** Enters a loop that the guide does not know here, with a name of this role. */
  leaveKnown(role: number): void {
    this.open = 0;
    this.#homes = this.of.namedBy(role);
  }

  /** The loop of a segment behind such a name: what the name has nowhere belongs to the loop that it is in. */
  behindUnknown(id: number): number {
    return this.#homes.length > 0 && id !== NM1 && !this.#homes.some((home) => this.of.has(home, id)) ? this.#scope : 0;
  }
}
