import type { Claim, ClaimType, Segment } from '../../../../model/claim.ts';
import type { Location } from '../../../../model/finding.ts';
import type { DateOf, DateOrder } from './order.ts';
import { DATE_ORDERS, type DateOrderId } from './table.ts';

interface Row {
  readonly id: DateOrderId;
  readonly order: DateOrder;
}

const ROWS = (Object.entries(DATE_ORDERS) as [DateOrderId, DateOrder][]).map(([id, order]): Row => ({ id, order }));

const NO_ROWS: readonly Row[] = [];

/** Every claim has the birth of a patient: it is compared without looking anything up. */
const isCommon = ({ order }: Row) => order.earlier === 'birth';

const rowsOf = (type: ClaimType) => {
  const all = ROWS.filter(({ order }) => order.types?.includes(type) ?? true);
  const own = all.filter((row) => !isCommon(row));
  const earlier = new Set(own.map(({ order }) => order.earlier));
  return {
    common: all.filter(isCommon),
    byEarlier: new Map<string, readonly Row[]>(
      [...earlier].map((date) => [date, own.filter(({ order }) => order.earlier === date)]),
    ),
  };
};
const BY_TYPE = { '837P': rowsOf('837P'), '837I': rowsOf('837I') } as const;

/** Qualifiers (DTP01) of the dates that some order speaks of. */
const QUALIFIERS: ReadonlySet<string> = new Set(ROWS.flatMap(({ order }) => [order.earlier, order.later]));

/** DTP01 of what other payers did. */
const ADJUDICATED = '573';

/** A date, or a period, of a claim. */
interface Known {
  readonly from: number;
  readonly to: number;
  readonly segment: Segment;
  readonly element: number;
  readonly component: number;
}

/** The dates of one claim, as its segments are walked over. Days are yyyymmdd. */
export class Days {
  /** The last day of the earliest line, and of the latest; 0 if no line has a date. */
  #firstEnd = 0;
  #lastEnd = 0;
  /** Made when the first date comes that is not a date of service: most claims have none. */
  #others: Map<string, Known> | undefined;

  /** A date of service of a line, or the last day of its period. */
  addService(to: number): void {
    if (this.#firstEnd === 0 || to < this.#firstEnd) this.#firstEnd = to;
    if (to > this.#lastEnd) this.#lastEnd = to;
  }

  /** A DTP other than that. */
  addDate(segment: Segment, from: number, to: number): void {
    const qualifier = segment.text(1);
    if (!QUALIFIERS.has(qualifier)) return;
    if (qualifier === ADJUDICATED || segment.loop === '2300' || segment.loop === '')
      this.#add(qualifier, segment, 3, 0, from, to);
  }

  /** The date of an ICD procedure: component 4 of an element of HI. */
  addProcedure(segment: Segment, element: number, day: number): void {
    this.#add('procedure', segment, element, 4, day, day);
  }

  /** Of several, the latest. */
  #add(key: string, segment: Segment, element: number, component: number, from: number, to: number): void {
    this.#others ??= new Map();
    const known = this.#others.get(key);
    if (known && known.from >= from) return;
    this.#others.set(key, { from, to, segment: segment.snapshot(), element, component });
  }

  /** Reports each order of the table that the dates of the claim do not keep, at the one that should be earlier. */
  judge(claim: Claim, report: (id: DateOrderId, location: Location) => void): void {
    const { common, byEarlier } = BY_TYPE[claim.type];
    for (let row = 0; row < common.length; row++) {
      const { id, order } = common[row]!;
      const later = this.#of(order.later, claim);
      if (later === 0 || (claim.patient.birthDate ?? 0) <= later) continue;
      const location = birthPlace(claim);
      if (location) report(id, location);
    }
    if (!this.#others) return;
    for (const [date, known] of this.#others)
      for (const { id, order } of byEarlier.get(date) ?? NO_ROWS) {
        const later = this.#of(order.later, claim);
        if (later > 0 && known.from > later) report(id, known.segment.at(known.element, known.component));
      }
  }

  /** The last day of a date; 0 if the claim does not say. */
  #of(date: DateOf, claim: Claim): number {
    switch (date) {
      case 'birth':
        return claim.patient.birthDate ?? 0;
      case 'sent':
        return claim.interchangeDate ?? 0;
      case 'ended':
        return Math.max(this.#lastEnd, this.#others?.get('434')?.to ?? 0);
      case 'served':
        return claim.type === '837P' ? this.#firstEnd : (this.#others?.get('434')?.to ?? 0);
      default:
        return this.#others?.get(date)?.to ?? 0;
    }
  }
}

/** DMG02 of the patient. */
function birthPlace(claim: Claim): Location | undefined {
  return claim.parents.findLast((segment) => segment.id === 'DMG')?.at(2);
}
