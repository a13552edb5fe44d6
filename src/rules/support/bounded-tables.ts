/**
 * Two tables that take turns, so that what is kept of a run is bounded: when the younger one holds `limit` entries, the older one is
 * forgotten and a new one begun.
 */
export class Generations<T extends { readonly count: number }> {
  readonly #make: () => T;
  readonly #limit: number;
  /** The younger table, and behind it the older one, if any. */
  all: readonly T[];

  constructor(make: () => T, limit: number) {
    this.#make = make;
    this.#limit = limit;
    this.all = [make()];
  }

  /** The table that takes the next entry. */
  get open(): T {
    const young = this.all[0]!;
    if (young.count < this.#limit) return young;
    const next = this.#make();
    this.all = [next, young];
    return next;
  }
}
