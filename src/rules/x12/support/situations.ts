import { CLAIM, SUBSCRIBER } from '../../../claims/parts.ts';
import { US_STATES } from '../../../codes/countries.ts';
import { billKind } from '../../../codes/places.ts';
import { isInpatientVisit } from '../../../codes/procedures.ts';
import { DRUG_REVENUE } from '../../../codes/revenue.ts';
import { byGuide } from '../../../guides/guide.ts';
import { LOOPS_OF } from '../../../guides/loops.ts';
import type { ClaimType } from '../../../model/claim.ts';
import type { Location } from '../../../model/finding.ts';
import { beginOf, componentsOf, endOf, equals, sizeOf, text } from '../../../x12/elements.ts';
import { CR2, DMG, DTP, HI, LX, N3, N4, NM1, PER, PRV, REF, SBR, SV1, SV2 } from '../../../x12/ids.ts';
import { type LocationDetail, locationOf, segmentEnd } from '../../../x12/location.ts';
import type { SegmentTable } from '../../../x12/segments.ts';

/** What a subscriber who is the patient tells of himself, as bits. */
const ADDRESS = 1;
const CITY = 2;
const PERSON = 4;
const TOLD = ADDRESS | CITY | PERSON;

/** Place of service of a hospital where the patient was admitted. */
const INPATIENT_HOSPITAL = '21';

const numbersOf = (type: ClaimType) => {
  const { number } = LOOPS_OF[type];
  return {
    billing: number('2010AA'),
    subscriber: number('2010BA'),
    facility: number(type === '837P' ? '2310C' : '2310E'),
    rendering: number('2310B'),
    lineRendering: number('2420A'),
  };
};
const LOOP_NUMBERS = byGuide(numbersOf);

type TakeSituation = (kind: string, location: Location, data: Readonly<Record<string, string | number>>) => void;

/** Where a trouble stands, and the segments from `from` to `to` that it was found in. */
interface Found {
  readonly s: number;
  readonly element: number;
  readonly component?: number;
  readonly from: number;
  readonly to: number;
  readonly loop: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/**
 * Compares what is situational in a guide with the situation that the file itself tells. Only what is certain without the payer's
 * own guide is judged. Nothing is allocated where nothing is wrong.
 */
export class Situations {
  readonly #table: SegmentTable;
  readonly #keep: LocationDetail;
  readonly #take: TakeSituation;
  /** The subscriber of the open level was judged. */
  #judged = false;

  constructor(table: SegmentTable, keep: LocationDetail, take: TakeSituation) {
    this.#table = table;
    this.#keep = keep;
    this.#take = take;
  }

  /** Begins a subscriber, or a level above it. */
  reset(): void {
    this.#judged = false;
  }

  /**
   * Takes the subscriber level (segments `from` to `to`) of a claim that stands right under it, at its first claim. Where HL04 and SBR02
   * both say that the subscriber is the patient, he needs an address and a DMG; where they do not agree, x12/hierarchy says so.
   */
  subscriber(type: ClaimType, from: number, to: number): void {
    if (this.#judged) return;
    this.#judged = true;
    const table = this.#table;
    if (from >= to || !equals(table, from, 4, '0')) return;
    const loop = LOOP_NUMBERS[type].subscriber;
    let isPatient = false;
    let name = -1;
    let told = 0;
    for (let s = from; s < to; s++) {
      const id = table.id[s];
      if (id === SBR) isPatient = equals(table, s, 2, '18');
      else if (id === NM1 && table.loop[s] === loop) name = s;
      else if (id === DMG) told |= PERSON;
      // The payer may have an address of his own.
      else if (table.loop[s] !== loop && table.loop[s] !== 0) continue;
      else if (id === N3) told |= ADDRESS;
      else if (id === N4) told |= CITY;
      // What is strange here is said to be; it may stand for what is missing.
      else if (id !== REF && id !== PER) return;
    }
    if (!isPatient || name < 0 || told === TOLD || !equals(table, name, 2, '1')) return;
    const missing = [!(told & ADDRESS) && 'N3', !(told & CITY) && 'N4', !(told & PERSON) && 'DMG'].filter(Boolean);
    this.#report('situation-subscriber', { s: name, element: 0, from, to, loop: '2010BA', data: { missing: missing.join(',') } });
  }

  /** Takes the segments `from` to `to` of a level: billing provider, subscriber or patient. */
  level(type: ClaimType, from: number, to: number): void {
    const table = this.#table;
    const { billing, subscriber } = LOOP_NUMBERS[type];
    for (let s = from; s < to; s++) {
      const id = table.id[s];
      const loop = table.loop[s];
      if (id === N4 && loop === billing) this.#zip(s, from, to, '2010AA');
      else if (id === NM1 && loop === subscriber && equals(table, s, 2, '1') && text(table, s, 8) + text(table, s, 9) === '')
        this.#report('situation-member-id', { s, element: 9, from, to, loop: '2010BA', data: {} });
    }
  }

  /** The ZIP code of a provider in the United States has nine digits. What is no such address, or has no ZIP code, is said elsewhere. */
  #zip(s: number, from: number, to: number, loop: string): void {
    const table = this.#table;
    const country = text(table, s, 4);
    if ((country !== '' && country !== 'US') || !US_STATES.has(text(table, s, 2))) return;
    const zip = text(table, s, 3);
    if (zip === '' || /^\d{9}$/.test(zip)) return;
    // Of two addresses, one is said to be too many.
    for (let k = s - 1; k >= from && table.id[k] !== NM1; k--) if (table.id[k] === N4) return;
    for (let k = s + 1; k < to && table.id[k] !== NM1; k++) if (table.id[k] === N4) return;
    const party = loop === '2010AA' ? 'billing provider' : 'service facility';
    this.#report('situation-zip', { s, element: 3, from, to, loop, data: { party } });
  }

  /**
   * Takes a claim and what it stands under: `parts` are the first and one-past-last segments of header, billing provider,
   * subscriber, patient and claim.
   */
  claim(type: ClaimType, parts: Int32Array): void {
    const table = this.#table;
    const from = parts[2 * CLAIM]!;
    const to = parts[2 * CLAIM + 1]!;
    const subscriberEnd = parts[2 * SUBSCRIBER + 1]!;
    const { facility } = LOOP_NUMBERS[type];
    let payer = parts[2 * SUBSCRIBER]!;
    while (payer < subscriberEnd && table.id[payer] !== SBR) payer++;
    const isDestinationMedicare = payer < subscriberEnd && (equals(table, payer, 9, 'MB') || equals(table, payer, 9, 'MA'));
    const isAdmitted = text(table, from, 5, 1) === INPATIENT_HOSPITAL;
    let visit = -1;
    let manipulation = -1;
    for (let s = from; s < to; s++) {
      const id = table.id[s];
      if (id === N4) {
        if (table.loop[s] === facility) this.#zip(s, from, to, type === '837P' ? '2310C' : '2310E');
      } else if (id === SV1) {
        if (visit >= 0 || type !== '837P') continue;
        const hasPlace = sizeOf(table, s) >= 5 && endOf(table, s, 5) > beginOf(table, s, 5);
        if ((hasPlace ? equals(table, s, 5, INPATIENT_HOSPITAL) : isAdmitted) && isInpatientVisit(text(table, s, 1, 2)))
          visit = s;
      } else if (id === CR2 && isDestinationMedicare && manipulation < 0) {
        if (equals(table, s, 8, 'A') || equals(table, s, 8, 'M')) manipulation = s;
      }
    }
    if (type === '837P') {
      if (visit >= 0 && !this.#hasDate(from, to, '435')) {
        const data = { code: text(table, visit, 1, 2), bill: '' };
        this.#report('situation-admission', { s: from, element: 0, from, to, loop: '2300', data });
      }
      if (manipulation >= 0 && !this.#hasDate(from, to, '453')) {
        const data = { condition: text(table, manipulation, 8) };
        this.#report('situation-manipulation', { s: from, element: 0, from, to, loop: '2300', data });
      }
      this.#accident(from, to);
      this.#rendering(from, to);
      return;
    }
    const bill = text(table, from, 5, 1);
    const kind = billKind(bill);
    // With the bill type alone, that may be what is wrong.
    if (kind === 'inpatient' && this.#hasAdmittingDiagnosis(from, to) && !this.#hasDate(from, to, '435'))
      this.#report('situation-admission', { s: from, element: 0, from, to, loop: '2300', data: { code: '', bill } });
    if (kind === 'outpatient') this.#drugs(from, to);
  }

  #hasAdmittingDiagnosis(from: number, to: number): boolean {
    const table = this.#table;
    for (let s = from; s < to; s++) {
      if (table.id[s] === HI && (text(table, s, 1, 1) === 'ABJ' || text(table, s, 1, 1) === 'BJ')) return true;
    }
    return false;
  }

  /** Whether a DTP with this qualifier stands in the claim. */
  #hasDate(from: number, to: number, qualifier: string): boolean {
    const table = this.#table;
    for (let s = from; s < to; s++) if (table.id[s] === DTP && equals(table, s, 1, qualifier)) return true;
    return false;
  }

  /** An accident has a date, unless it is told of a job only, and that of a car a state, unless it happened abroad. */
  #accident(from: number, to: number): void {
    const table = this.#table;
    if (beginOf(table, from, 11) < 0) return;
    const auto = text(table, from, 11, 1) === 'AA' || text(table, from, 11, 2) === 'AA';
    const other = text(table, from, 11, 1) === 'OA' || text(table, from, 11, 2) === 'OA';
    if (!auto && !other) return;
    if (auto && text(table, from, 11, 4).trim() === '' && text(table, from, 11, 5).trim() === '') {
      this.#report('situation-accident-state', { s: from, element: 11, component: 4, from, to, loop: '2300', data: {} });
    }
    if (this.#hasDate(from, to, '439')) return;
    this.#report('situation-accident-date', { s: from, element: 0, from, to, loop: '2300', data: { cause: auto ? 'AA' : 'OA' } });
  }

  /** A line that names the rendering provider of the claim once more; one finding a claim. */
  #rendering(from: number, to: number): void {
    const table = this.#table;
    const { rendering, lineRendering } = LOOP_NUMBERS['837P'];
    let ofClaim = -1;
    let first = -1;
    let lines = 0;
    for (let s = from; s < to; s++) {
      if (table.id[s] !== NM1) continue;
      const loop = table.loop[s];
      if (loop === rendering) ofClaim = s;
      else if (loop === lineRendering && ofClaim >= 0 && this.#isSame(ofClaim, s, to)) {
        if (first < 0) first = s;
        lines++;
      }
    }
    if (first < 0) return;
    const npi = text(table, first, 9);
    // What is no NPI is said to be none, and may be anything.
    if (/^\d{10}$/.test(npi))
      this.#report('situation-rendering', { s: first, element: 0, from, to, loop: '2420A', data: { npi, lines } });
  }

  /** Whether two names have one NPI, and the second tells nothing of its own. */
  #isSame(one: number, two: number, to: number): boolean {
    const table = this.#table;
    if (!equals(table, one, 8, 'XX') || !equals(table, two, 8, 'XX') || !this.#equal(one, two, 9)) return false;
    for (let s = two + 1; s < to && table.loop[s] === table.loop[two]; s++) {
      if (table.id[s] === REF) return false;
      // With another specialty the provider of the line is told for a reason.
      if (table.id[s] === PRV && !(table.id[one + 1] === PRV && this.#equal(one + 1, s, 3))) return false;
    }
    return true;
  }

  /** Whether an element of two segments is there and the same. */
  #equal(one: number, two: number, element: number): boolean {
    const table = this.#table;
    if (sizeOf(table, one) < element || sizeOf(table, two) < element) return false;
    const { bytes } = table;
    const a = beginOf(table, one, element);
    const b = beginOf(table, two, element);
    const length = endOf(table, one, element) - a;
    if (length === 0 || endOf(table, two, element) - b !== length) return false;
    for (let i = 0; i < length; i++) if (bytes[a + i] !== bytes[b + i]) return false;
    return true;
  }

  /** Outpatient drugs that need a code have one. */
  #drugs(from: number, to: number): void {
    const table = this.#table;
    for (let s = from; s < to; s++) {
      if (table.id[s] !== SV2 || !equals(table, s, 1, DRUG_REVENUE) || componentsOf(table, s, 2) > 0) continue;
      this.#report('situation-drug-procedure', { s, element: 2, from, to, loop: '2400', data: {} });
    }
  }

  /** LX01 of the line that a segment stands in, or the ordinal of the line when LX01 is not a number; undefined before the first line. */
  #lineOf(s: number, from: number): number | undefined {
    const table = this.#table;
    let number = '';
    let count = 0;
    for (let k = from; k < s; k++) {
      if (table.id[k] !== LX) continue;
      number = text(table, k, 1);
      count++;
    }
    if (count === 0) return undefined;
    return /^\d{1,6}$/.test(number) && Number(number) > 0 ? Number(number) : count;
  }

  /** Whether a line break stands inside a segment: the file is wrapped, and what looks missing may be cut apart. */
  #isBroken(from: number, to: number): boolean {
    const { bytes, start } = this.#table;
    for (let s = from; s < to; s++) {
      const end = segmentEnd(this.#table, s);
      for (let i = start[s]!; i < end; i++) if (bytes[i] === 10 || bytes[i] === 13) return true;
    }
    return false;
  }

  /** Reports what was found between segments `from` and `to`. */
  #report(kind: string, { s, element, component = 0, from, to, loop, data }: Found): void {
    if (this.#isBroken(from, to)) return;
    this.#take(kind, locationOf(this.#table, s, element, component, loop, this.#keep, this.#lineOf(s, from)), data);
  }
}
