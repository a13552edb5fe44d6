const PAGE_BITS = 13;
const PAGE_MASK = (1 << PAGE_BITS) - 1;

/** A growing list of signed 32-bit integers. It grows by pages, so nothing is copied and at most one page is unused. */
export class Column {
  readonly #pages: Int32Array[] = [];

  /** `i` must have been set. */
  get(i: number): number {
    return this.#pages[i >>> PAGE_BITS]![i & PAGE_MASK]!;
  }

  /** `i` may be one past the last that was set. */
  set(i: number, value: number): void {
    let page = this.#pages[i >>> PAGE_BITS];
    if (!page) {
      page = new Int32Array(1 << PAGE_BITS);
      this.#pages.push(page);
    }
    page[i & PAGE_MASK] = value;
  }
}

const FIRST_SLOTS = 1024;

/** Marks an empty slot, and the end of a chain. */
export const NONE = -1;

/**
 * A hash index of entry numbers with open addressing, at most three quarters full. The owner holds the entries and compares them.
 */
export class Slots {
  #slots = new Int32Array(FIRST_SLOTS).fill(NONE);
  #filled = 0;

  /** The entry in a slot; NONE when it is empty. */
  at(slot: number): number {
    return this.#slots[slot]!;
  }

  /** The first slot to try for a hash. */
  slotOf(hash: number): number {
    // Only the low bits choose the slot, so all bits of the hash must affect them.
    const spread = Math.imul(hash, 0x9e3779b1);
    return (spread ^ (spread >>> 15)) & (this.#slots.length - 1);
  }

  /** The slot to try next if this one holds another entry. */
  next(slot: number): number {
    return (slot + 1) & (this.#slots.length - 1);
  }

  /** Puts an entry into a slot. True if the index is too full now: call `grow`. */
  put(slot: number, entry: number): boolean {
    if (this.#slots[slot] === NONE) this.#filled++;
    this.#slots[slot] = entry;
    return this.#filled * 4 > this.#slots.length * 3;
  }

  /** Doubles the slots and empties them; the owner must put all its entries in again. */
  grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(NONE);
    this.#filled = 0;
  }
}
