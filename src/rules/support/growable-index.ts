const PAGE_BITS = 13;
const PAGE_MASK = (1 << PAGE_BITS) - 1;

/** A growing list of signed 32-bit integers. It grows by pages: nothing is copied, and no room is kept for what may never come. */
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

/** No entry. */
export const NONE = -1;

/**
 * Entries by a hash: open addressing over entry numbers, which never fills more than three quarters. What an entry is and how it is
 * compared is the owner's.
 */
export class Slots {
  #slots = new Int32Array(FIRST_SLOTS).fill(NONE);
  #filled = 0;

  /** The entry in a slot; NONE when it is empty. */
  at(slot: number): number {
    return this.#slots[slot]!;
  }

  /** The first slot that a hash may have. */
  slotOf(hash: number): number {
    // What fills the low bits must come from all of them.
    const spread = Math.imul(hash, 0x9e3779b1);
    return (spread ^ (spread >>> 15)) & (this.#slots.length - 1);
  }

  /** The slot to look at where another entry stands in this one. */
  next(slot: number): number {
    return (slot + 1) & (this.#slots.length - 1);
  }

  /** Puts an entry in a slot; true when that is a new one and the slots should grow now. */
  put(slot: number, entry: number): boolean {
    if (this.#slots[slot] === NONE) this.#filled++;
    this.#slots[slot] = entry;
    return this.#filled * 4 > this.#slots.length * 3;
  }

  /** Twice as many slots, all empty: the owner puts its entries in again. */
  grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(NONE);
    this.#filled = 0;
  }
}
