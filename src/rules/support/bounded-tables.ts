/**
 * Two tables that take turns, so that the memory of a run is bounded: when the newer one holds `limit` entries, the older one is
 * dropped and a new one is made.
 */
export class Generations<T extends { readonly count: number }> {
  readonly #make: () => T;
  readonly #limit: number;
  /** The newer table, then the older one, if any. */
  all: readonly T[];

  constructor(make: () => T, limit: number) {
    this.#make = make;
    this.#limit = limit;
    this.all = [make()];
  }

  /** The table to put the next entry into. */
  get open(): T {
    const young = this.all[0]!;
    if (young.count < this.#limit) return young;
    const next = this.#make();
    this.all = [next, young];
    return next;
  }
}
