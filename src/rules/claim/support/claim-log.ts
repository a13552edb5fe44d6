import { isDistinctModifier } from '../../../codes/procedures.ts';
import type { Claim, ServiceLine } from '../../../model/claim.ts';
import type { Place } from '../../../model/finding.ts';

const FIRST_CAPACITY = 1024;
const GROWTH = 2;
/** Slots for each claim: open addressing stays short when half of them are empty. */
const SLOTS_PER_CLAIM = 2;
const NONE = -1;

/** A hash of 128 bits that is fed text and numbers. A million claims meet by chance once in 10^26 runs. All numbers stay int32. */
class Hash {
  a = 0;
  b = 0;
  c = 0;
  d = 0;

  start(): void {
    this.a = 1779033703;
    this.b = -1150833019;
    this.c = 1013904242;
    this.d = -1521486534;
  }

  /** Takes in text; upper and lower case are the same. */
  add(text: string): void {
    let { a, b, c, d } = this;
    const { length } = text;
    // One round more than there are characters: where one text ends and the next begins makes a difference.
    for (let i = 0; i <= length; i++) {
      let value = i < length ? text.charCodeAt(i) : 0x10000 + length;
      if (value >= 97 && value <= 122) value -= 32;
      a = b ^ Math.imul(a ^ value, 597399067);
      b = c ^ Math.imul(b ^ value, -1425107063);
      c = d ^ Math.imul(c ^ value, 951274213);
      d = a ^ Math.imul(d ^ value, -1578923117);
    }
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
  }

  /** Takes in a number as 32 bits. */
  addNumber(value: number): void {
    this.a = this.b ^ Math.imul(this.a ^ value, 597399067);
    this.b = this.c ^ Math.imul(this.b ^ value, -1425107063);
    this.c = this.d ^ Math.imul(this.c ^ value, 951274213);
    this.d = this.a ^ Math.imul(this.d ^ value, -1578923117);
  }

  /** Takes in what another hash came to, whatever its turn. */
  addUnordered(other: Hash): void {
    this.a = (this.a + other.a) | 0;
    this.b = (this.b + other.b) | 0;
    this.c = (this.c + other.c) | 0;
    this.d = (this.d + other.d) | 0;
  }

  finish(): void {
    const a = Math.imul(this.c ^ (this.a >>> 18), 597399067);
    const b = Math.imul(this.d ^ (this.b >>> 22), -1425107063);
    const c = Math.imul(this.a ^ (this.c >>> 17), 951274213);
    const d = Math.imul(this.b ^ (this.d >>> 19), -1578923117);
    this.a = a ^ b ^ c ^ d;
    this.b = b ^ a;
    this.c = c ^ a;
    this.d = d ^ a;
  }
}

/** Claims by their hash, each with the place of its CLM. */
class Table {
  count = 0;
  #capacity = FIRST_CAPACITY;
  /** Four numbers a claim. */
  #hash = new Int32Array(4 * FIRST_CAPACITY);
  #file = new Uint32Array(FIRST_CAPACITY);
  #offset = new Float64Array(FIRST_CAPACITY);
  #length = new Uint32Array(FIRST_CAPACITY);
  #line = new Uint32Array(FIRST_CAPACITY);
  #column = new Float64Array(FIRST_CAPACITY);
  #position = new Uint32Array(FIRST_CAPACITY);
  #slots = new Int32Array(FIRST_CAPACITY * SLOTS_PER_CLAIM).fill(NONE);

  /** The claim that has a hash; -1 if none. */
  find({ a, b, c, d }: Hash): number {
    return this.#slots[this.#slot(a, b, c, d)]!;
  }

  add({ a, b, c, d }: Hash, place: Place, file: number): void {
    if (this.count === this.#capacity) this.#grow();
    const e = this.count++;
    const at = 4 * e;
    this.#hash[at] = a;
    this.#hash[at + 1] = b;
    this.#hash[at + 2] = c;
    this.#hash[at + 3] = d;
    this.#file[e] = file;
    this.#offset[e] = place.byteOffset;
    this.#length[e] = place.byteLength;
    this.#line[e] = place.line;
    this.#column[e] = place.column;
    this.#position[e] = place.position ?? 0;
    this.#slots[this.#slot(a, b, c, d)] = e;
  }

  placeOf(e: number, file: number): Place {
    return {
      line: this.#line[e]!,
      column: this.#column[e]!,
      byteOffset: this.#offset[e]!,
      byteLength: this.#length[e]!,
      segment: 'CLM',
      position: this.#position[e]!,
      loop: '2300',
      ...(this.#file[e] !== file && { file: this.#file[e]! }),
    };
  }

  /** The slot of a hash, or the empty one where it would be. */
  #slot(a: number, b: number, c: number, d: number): number {
    const hash = this.#hash;
    const size = this.#slots.length;
    // The sizes are powers of two: what fills the low bits must come from all of them.
    const spread = Math.imul(a ^ (b >>> 15) ^ (c << 7), 0x9e3779b1);
    let slot = ((spread ^ (spread >>> 16)) >>> 1) % size;
    for (;;) {
      const e = this.#slots[slot]!;
      if (e === NONE) return slot;
      if (hash[4 * e] === a && hash[4 * e + 1] === b && hash[4 * e + 2] === c && hash[4 * e + 3] === d) return slot;
      slot = slot + 1 === size ? 0 : slot + 1;
    }
  }

  #grow(): void {
    this.#capacity *= GROWTH;
    const larger = <T extends { set(from: T): void }>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#hash = larger(new Int32Array(4 * this.#capacity), this.#hash);
    this.#file = larger(new Uint32Array(this.#capacity), this.#file);
    this.#offset = larger(new Float64Array(this.#capacity), this.#offset);
    this.#length = larger(new Uint32Array(this.#capacity), this.#length);
    this.#line = larger(new Uint32Array(this.#capacity), this.#line);
    this.#column = larger(new Float64Array(this.#capacity), this.#column);
    this.#position = larger(new Uint32Array(this.#capacity), this.#position);
    this.#slots = new Int32Array(this.#capacity * SLOTS_PER_CLAIM).fill(NONE);
    for (let e = 0; e < this.count; e++) {
      const at = 4 * e;
      const slot = this.#slot(this.#hash[at]!, this.#hash[at + 1]!, this.#hash[at + 2]!, this.#hash[at + 3]!);
      this.#slots[slot] = e;
    }
  }
}

/** Claims that a table holds at most. */
const TABLE_LIMIT = 1 << 19;

/**
 * The original claims of a run. Of each it keeps a hash and the place of its CLM, 56 bytes, and nothing that can be read as a name.
 * Two tables of half a million claims take turns: beyond a million, the older half is forgotten, so that memory stays below 60 MB
 * however long the run is. A claim is compared with the half million before it at least.
 */
export class ClaimLog {
  #young = new Table();
  #old: Table | undefined;
  readonly #limit: number;
  readonly #claim = new Hash();
  readonly #line = new Hash();

  /** `limit`: claims that one of the two tables holds. */
  constructor(limit = TABLE_LIMIT) {
    this.#limit = limit;
  }

  /** Adds a claim, unless it is known: then gives the place of the first one like it. */
  add(claim: Claim, file: number): Place | undefined {
    const hash = this.#hashOf(claim);
    const young = this.#young.find(hash);
    if (young !== NONE) return this.#young.placeOf(young, file);
    const old = this.#old?.find(hash) ?? NONE;
    if (old !== NONE) return this.#old!.placeOf(old, file);
    if (this.#young.count === this.#limit) {
      this.#old = this.#young;
      this.#young = new Table();
    }
    this.#young.add(hash, claim.clm.at(), file);
    return undefined;
  }

  #hashOf(claim: Claim): Hash {
    const hash = this.#claim;
    const { patient } = claim;
    hash.start();
    hash.addNumber(claim.type === '837P' ? 1 : 2);
    hash.add(claim.memberId.value);
    hash.addNumber(patient.birthDate ?? 0);
    if (!patient.isSubscriber) hash.add(patient.firstName.value);
    hash.add(claim.billingNpi);
    hash.addNumber(claim.charge);
    for (const line of claim.lines) {
      this.#hashLine(line);
      hash.addUnordered(this.#line);
    }
    hash.finish();
    return hash;
  }

  #hashLine(line: ServiceLine): void {
    const hash = this.#line;
    hash.start();
    hash.addNumber(line.date ?? 0);
    hash.add(line.procedure || line.revenueCode);
    hash.addNumber(Math.round(line.units * 1000));
    for (const modifier of line.modifiers) if (isDistinctModifier(modifier)) hash.add(modifier);
    hash.finish();
  }
}
