import type { Claim } from '../../../model/claim.ts';
import type { Place } from '../../../model/finding.ts';

/** Doses closer than this many days are too close. Prescribing information, section 2: every 2 or 4 weeks. */
export const LEAST_INTERVAL_DAYS = 14;

const MS_PER_DAY = 86_400_000;
const FIRST_CAPACITY = 1024;
/** Slots for each entry: open addressing stays short when half of them are empty. */
const SLOTS_PER_ENTRY = 2;
const GROWTH = 2;
const NONE = -1;

/** Days since 1970-01-01 of a date given as yyyymmdd. */
function dayOf(date: number): number {
  return Date.UTC(Math.trunc(date / 10_000), (Math.trunc(date / 100) % 100) - 1, date % 100) / MS_PER_DAY;
}

/** Two hashes of 32 bits over the same text. Many patients share a run: one would let two of them meet. */
class Hash {
  low = 0;
  high = 0;

  start(): void {
    this.low = 0xdeadbeef;
    this.high = 0x41c6ce57;
  }

  /** Takes in one part of a key; upper and lower case are the same. */
  add(part: string): void {
    let { low, high } = this;
    for (let i = 0; i < part.length; i++) {
      let code = part.charCodeAt(i);
      if (code >= 97 && code <= 122) code -= 32;
      low = Math.imul(low ^ code, 2654435761);
      high = Math.imul(high ^ code, 1597334677);
    }
    this.#mix(low, high, part.length);
  }

  addNumber(value: number): void {
    this.#mix(this.low ^ value, this.high ^ Math.imul(value, 0x9e3779b1), 1);
  }

  #mix(low: number, high: number, length: number): void {
    const a = Math.imul(low ^ (low >>> 16) ^ length, 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    const b = Math.imul(high ^ (high >>> 16) ^ length, 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    this.low = a >>> 0;
    this.high = b >>> 0;
  }
}

/** Another dose of the patient, near the one that was added. */
export interface NearDose {
  /** Days between the two. */
  readonly days: number;
  /** The J2357 line of the other one. */
  readonly place: Place;
}

/**
 * The doses of a run: who, on what day, and where it says so, about 50 bytes each and nothing that can be read as a name. Doses of a
 * patient lie in stretches of 14 days, so that one lookup sees at most three short chains, however many doses a patient has.
 */
export class DoseLog {
  #count = 0;
  #capacity = FIRST_CAPACITY;
  #low = new Uint32Array(FIRST_CAPACITY);
  #high = new Uint32Array(FIRST_CAPACITY);
  #day = new Int32Array(FIRST_CAPACITY);
  /** Next dose of the same patient and stretch. */
  #next = new Int32Array(FIRST_CAPACITY);
  #file = new Uint32Array(FIRST_CAPACITY);
  #ordinal = new Uint32Array(FIRST_CAPACITY);
  #claimId = new Uint32Array(FIRST_CAPACITY);
  #line = new Uint32Array(FIRST_CAPACITY);
  #column = new Uint32Array(FIRST_CAPACITY);
  #position = new Uint32Array(FIRST_CAPACITY);
  #offset = new Float64Array(FIRST_CAPACITY);
  #serviceLine = new Uint32Array(FIRST_CAPACITY);
  /** Length of the code in bytes; negative where it stands in an SV2. */
  #length = new Int16Array(FIRST_CAPACITY);
  #slots = new Int32Array(FIRST_CAPACITY * SLOTS_PER_ENTRY).fill(NONE);
  readonly #patient = new Hash();
  readonly #id = new Hash();

  /**
   * Adds the dose of a claim on a day (yyyymmdd), billed at a place. Gives the nearest other dose of the patient that is less than 14
   * days away; undefined when there is none, or when the day itself is known already.
   *
   * Replacements (frequency 7) are compared with each other only: the claim that one replaces may have another date and another claim
   * number, and is no second dose.
   */
  add(claim: Claim, date: number, place: Place, file: number): NearDose | undefined {
    const isReplacement = claim.frequency === '7';
    const patient = this.#patient;
    patient.start();
    patient.add(claim.memberId.value);
    patient.addNumber(claim.patient.birthDate ?? 0);
    if (!claim.patient.isSubscriber) patient.add(claim.patient.firstName.value);
    if (isReplacement) patient.addNumber(7);
    const id = this.#id;
    id.start();
    id.add(claim.id.value);

    const day = dayOf(date);
    const stretch = Math.floor(day / LEAST_INTERVAL_DAYS);
    let nearest = NONE;
    let least = LEAST_INTERVAL_DAYS;
    for (let s = stretch - 1; s <= stretch + 1; s++) {
      for (let e = this.#slots[this.#slot(patient.low, patient.high, s)]!; e !== NONE; e = this.#next[e]!) {
        const days = Math.abs(this.#day[e]! - day);
        if (days === 0) return undefined;
        if (days >= least) continue;
        // A replacement of a replacement.
        const isSameClaim = this.#ordinal[e] === claim.ordinal && this.#file[e] === file;
        if (isReplacement && this.#claimId[e] === id.low && !isSameClaim) continue;
        least = days;
        nearest = e;
      }
    }
    this.#append(day, claim.ordinal, file, place);
    return nearest === NONE ? undefined : { days: least, place: this.#place(nearest, file) };
  }

  /** The slot of a patient's stretch, or the empty one where it would be. */
  #slot(low: number, high: number, stretch: number): number {
    const size = this.#slots.length;
    let slot = ((Math.imul(low ^ Math.imul(stretch, 0x9e3779b1), 0x85ebca6b) >>> 0) ^ high) % size;
    if (slot < 0) slot += size;
    for (;;) {
      const e = this.#slots[slot]!;
      if (e === NONE) return slot;
      if (this.#low[e] === low && this.#high[e] === high && Math.floor(this.#day[e]! / LEAST_INTERVAL_DAYS) === stretch)
        return slot;
      slot = slot + 1 === size ? 0 : slot + 1;
    }
  }

  #append(day: number, ordinal: number, file: number, place: Place): void {
    if (this.#count === this.#capacity) this.#grow();
    const e = this.#count++;
    this.#low[e] = this.#patient.low;
    this.#high[e] = this.#patient.high;
    this.#day[e] = day;
    this.#file[e] = file;
    this.#ordinal[e] = ordinal;
    this.#claimId[e] = this.#id.low;
    this.#line[e] = place.line;
    this.#column[e] = place.column;
    this.#position[e] = place.position ?? 0;
    this.#offset[e] = place.byteOffset;
    this.#serviceLine[e] = place.serviceLine ?? 0;
    this.#length[e] = place.segment === 'SV2' ? -place.byteLength : place.byteLength;
    this.#link(e);
  }

  #link(e: number): void {
    const slot = this.#slot(this.#low[e]!, this.#high[e]!, Math.floor(this.#day[e]! / LEAST_INTERVAL_DAYS));
    this.#next[e] = this.#slots[slot]!;
    this.#slots[slot] = e;
  }

  #grow(): void {
    const capacity = this.#capacity * GROWTH;
    const larger = <T extends { set(from: T): void }>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#low = larger(new Uint32Array(capacity), this.#low);
    this.#high = larger(new Uint32Array(capacity), this.#high);
    this.#day = larger(new Int32Array(capacity), this.#day);
    this.#next = new Int32Array(capacity);
    this.#file = larger(new Uint32Array(capacity), this.#file);
    this.#ordinal = larger(new Uint32Array(capacity), this.#ordinal);
    this.#claimId = larger(new Uint32Array(capacity), this.#claimId);
    this.#line = larger(new Uint32Array(capacity), this.#line);
    this.#column = larger(new Uint32Array(capacity), this.#column);
    this.#position = larger(new Uint32Array(capacity), this.#position);
    this.#offset = larger(new Float64Array(capacity), this.#offset);
    this.#serviceLine = larger(new Uint32Array(capacity), this.#serviceLine);
    this.#length = larger(new Int16Array(capacity), this.#length);
    this.#slots = new Int32Array(capacity * SLOTS_PER_ENTRY).fill(NONE);
    this.#capacity = capacity;
    for (let e = 0; e < this.#count; e++) this.#link(e);
  }

  #place(e: number, file: number): Place {
    const length = this.#length[e]!;
    const isInstitutional = length < 0;
    const position = this.#position[e]!;
    return {
      line: this.#line[e]!,
      column: this.#column[e]!,
      byteOffset: this.#offset[e]!,
      byteLength: Math.abs(length),
      segment: isInstitutional ? 'SV2' : 'SV1',
      ...(position > 0 && { position }),
      loop: '2400',
      element: isInstitutional ? 'SV202-2' : 'SV101-2',
      serviceLine: this.#serviceLine[e]!,
      ...(this.#file[e] !== file && { file: this.#file[e]! }),
    };
  }
}
