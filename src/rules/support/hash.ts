import type { Claim } from '../../model/claim.ts';

/**
 * A 64-bit hash of text and numbers. Two of a million claims have the same hash by chance in one of forty million runs. Both
 * halves are signed 32-bit integers, so that nothing is allocated.
 */
export class Hash {
  low = 0;
  high = 0;

  start(): void {
    this.low = 1779033703;
    this.high = -1150833019;
  }

  /** Adds text, ignoring case. `ab` then `c` differs from `a` then `bc`. */
  add(text: string): void {
    let { low, high } = this;
    const { length } = text;
    for (let i = 0; i <= length; i++) {
      let value = i < length ? text.charCodeAt(i) : 0x10000 + length;
      if (value >= 97 && value <= 122) value -= 32;
      low = Math.imul(low ^ value ^ (high >>> 15), 597399067);
      high = Math.imul(high ^ value ^ (low >>> 16), -1425107063);
    }
    this.low = low;
    this.high = high;
  }

  /** Adds a number, as 32 bits. */
  addNumber(value: number): void {
    this.low = Math.imul(this.low ^ value ^ (this.high >>> 15), 951274213);
    this.high = Math.imul(this.high ^ value ^ (this.low >>> 16), -1578923117);
  }

  /** Adds the result of another hash. The order of several such calls does not matter. */
  addUnordered(other: Hash): void {
    this.low = (this.low + other.low) | 0;
    this.high = (this.high + other.high) | 0;
  }

  /** Lets the last values affect all bits. Call it once, before reading `low` and `high`. */
  finish(): void {
    this.low = Math.imul(this.low ^ (this.high >>> 15), -2048144789);
    this.high = Math.imul(this.high ^ (this.low >>> 13), -1028477387);
    this.low ^= this.high >>> 16;
  }
}

/** Adds the identity of a claim's patient: member id, birth date and first name. A family may have one member id for all, and twins. */
export function addPatient(hash: Hash, { memberId, patient }: Claim): void {
  hash.add(memberId.value);
  hash.addNumber(patient.birthDate ?? 0);
  hash.add(patient.firstName.value);
}
