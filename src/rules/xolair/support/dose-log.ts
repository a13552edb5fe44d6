import type { Claim } from '../../../model/claim.ts';
import type { Location } from '../../../model/finding.ts';
import { Generations } from '../../support/bounded-tables.ts';
import { Column, NONE, Slots } from '../../support/growable-index.ts';
import { addPatient, Hash } from '../../support/hash.ts';
import { LocationLog } from '../../support/location-log.ts';

const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a date given as yyyymmdd. */
function epochDay(date: number): number {
  return Date.UTC(Math.trunc(date / 10_000), (Math.trunc(date / 100) % 100) - 1, date % 100) / MS_PER_DAY;
}

/** A dose, reduced to what is compared. */
interface Dose {
  readonly patient: Hash;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Another dose closer than this many days is too near. */
  readonly leastDays: number;
  readonly isReplacement: boolean;
  /** Hash of CLM01; used for replacements only. */
  readonly claimId: number;
  /** Ordinal of the claim in its file. */
  readonly ordinal: number;
  readonly file: number;
}

/** Another dose of the patient, too near to the one that was added. */
export interface NearDose {
  /** Days between the two. */
  readonly days: number;
  /** The line that bills the other dose. */
  readonly location: Location;
}

/** The nearest dose found so far: its number in the table, and the days between. */
interface Near {
  entry: number;
  days: number;
}

/** Doses by patient and stretch of days. A lookup reads at most three short chains, however many doses a patient has. */
class Table {
  /** Days in a stretch. No doses farther apart are too near, so near doses are in the same stretch or one next to it. */
  readonly #longest: number;
  readonly #low = new Column();
  readonly #high = new Column();
  readonly #day = new Column();
  readonly #least = new Column();
  /** Next dose of the same patient and stretch. */
  readonly #next = new Column();
  /** The claims of replacements, which are few. */
  readonly #claims = new Map<number, { readonly id: number; readonly ordinal: number }>();
  /** Number of the line; negative if it is an SV2. */
  readonly #serviceLine = new Column();
  readonly #slots = new Slots();
  readonly #locations = new LocationLog();

  constructor(longest: number) {
    this.#longest = longest;
  }

  get count(): number {
    return this.#locations.count;
  }

  /** Updates `near` if a dose here is nearer. False if the patient already has a dose on the same day. */
  look(dose: Dose, near: Near): boolean {
    const { patient, day } = dose;
    const stretch = this.#stretchOf(day);
    for (let s = stretch - 1; s <= stretch + 1; s++) {
      for (let e = this.#slots.at(this.#slot(patient.low, patient.high, s)); e !== NONE; e = this.#next.get(e)) {
        const days = Math.abs(this.#day.get(e) - day);
        if (days === 0) return false;
        // A dose may be as close as either of the two allows.
        if (days >= near.days || days >= Math.min(dose.leastDays, this.#least.get(e))) continue;
        if (dose.isReplacement && this.#isReplaced(e, dose)) continue;
        near.days = days;
        near.entry = e;
      }
    }
    return true;
  }

  #stretchOf(day: number): number {
    return Math.floor(day / this.#longest);
  }

  /** Whether a stored dose is of an earlier replacement of the same claim, which this replacement replaces again. */
  #isReplaced(e: number, { claimId, ordinal, file }: Dose): boolean {
    const claim = this.#claims.get(e);
    return claim?.id === claimId && !(claim.ordinal === ordinal && this.#locations.fileOf(e) === file);
  }

  add({ patient, day, leastDays, isReplacement, ordinal, claimId, file }: Dose, location: Location): void {
    const e = this.count;
    this.#locations.add(location, file);
    this.#low.set(e, patient.low);
    this.#high.set(e, patient.high);
    this.#day.set(e, day);
    this.#least.set(e, leastDays);
    if (isReplacement) this.#claims.set(e, { id: claimId, ordinal });
    this.#serviceLine.set(e, location.segment === 'SV2' ? -(location.serviceLine ?? 0) : (location.serviceLine ?? 0));
    if (!this.#link(e)) return;
    this.#slots.grow();
    for (let k = 0; k <= e; k++) this.#link(k);
  }

  locationOf(e: number, file: number): Location {
    const serviceLine = this.#serviceLine.get(e);
    const isInstitutional = serviceLine < 0;
    return {
      ...this.#locations.at(e, file),
      segment: isInstitutional ? 'SV2' : 'SV1',
      loop: '2400',
      element: isInstitutional ? 'SV202-2' : 'SV101-2',
      serviceLine: Math.abs(serviceLine),
    };
  }

  /** Puts a dose at the head of its chain. True if the slots must grow. */
  #link(e: number): boolean {
    const slot = this.#slot(this.#low.get(e), this.#high.get(e), this.#stretchOf(this.#day.get(e)));
    this.#next.set(e, this.#slots.at(slot));
    return this.#slots.put(slot, e);
  }

  /** The slot of a patient's stretch, or else the empty slot where it belongs. */
  #slot(low: number, high: number, stretch: number): number {
    const slots = this.#slots;
    let slot = slots.slotOf(low ^ Math.imul(stretch, 0x85ebca6b));
    for (;;) {
      const e = slots.at(slot);
      if (e === NONE) return slot;
      if (this.#low.get(e) === low && this.#high.get(e) === high && this.#stretchOf(this.#day.get(e)) === stretch) return slot;
      slot = slots.next(slot);
    }
  }
}

/** The most doses that one table holds. */
const TABLE_LIMIT = 1 << 19;

/**
 * The doses of a run: a hash of the patient, the day, and the location in the file, about 40 bytes each, and nothing that could
 * identify a patient. Two tables of half a million doses take turns: beyond a million, the older half is dropped.
 */
export class DoseLog {
  readonly #longest: number;
  readonly #tables: Generations<Table>;
  readonly #patient = new Hash();
  readonly #id = new Hash();

  /** `longest`: no doses farther apart in days are too near. `limit`: the most doses that one of the two tables holds. */
  constructor(longest: number, limit = TABLE_LIMIT) {
    this.#longest = longest;
    this.#tables = new Generations(() => new Table(longest), limit);
  }

  /**
   * Adds the dose of a claim on a day (yyyymmdd), billed at a location, which is `leastDays` from the next one. Returns the nearest other dose of the patient that is too
   * near; undefined if there is none, or if the patient already has a dose on that day.
   *
   * Replacements (frequency 7) are compared only with each other: the claim that a replacement corrects may have another date and
   * another claim number, and is not a second dose.
   */
  add(claim: Claim, date: number, location: Location, file: number, leastDays = this.#longest): NearDose | undefined {
    const isReplacement = claim.frequency === '7';
    const patient = this.#patient;
    patient.start();
    addPatient(patient, claim);
    if (isReplacement) patient.addNumber(7);
    patient.finish();
    const id = this.#id;
    id.start();
    if (isReplacement) {
      id.add(claim.id.value);
      id.finish();
    }
    const dose = { patient, day: epochDay(date), leastDays, isReplacement, claimId: id.low, ordinal: claim.ordinal, file };
    let near: NearDose | undefined;
    const found: Near = { entry: NONE, days: this.#longest };
    for (const table of this.#tables.all) {
      found.entry = NONE;
      if (!table.look(dose, found)) return undefined;
      if (found.entry !== NONE) near = { days: found.days, location: table.locationOf(found.entry, file) };
    }
    this.#tables.open.add(dose, location);
    return near;
  }
}
