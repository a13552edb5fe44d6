import type { ClaimType } from '../../../../model/claim.ts';
import type { Row } from '../../../support/rows.ts';

/**
 * A date of a claim: the qualifier (DTP01) of one in loop 2300, or of `573` in 2330B and 2430, or
 * - `birth`: DMG02 of the patient;
 * - `served`: 837P the last day of the earliest line, 837I the last day of the statement;
 * - `ended`: the last day of the latest line, or of the statement if that is later;
 * - `procedure`: the latest date of an ICD procedure;
 * - `sent`: ISA09.
 */
export type DateOf = 'birth' | 'served' | 'ended' | 'procedure' | 'sent' | `${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}${number}`;

/** Two dates of a claim that can come only in this order; the same day is in order. Of periods, the first day and the last are compared. */
export interface DateOrder extends Row {
  readonly earlier: DateOf;
  readonly later: DateOf;
  /** Both, if absent. */
  readonly types?: readonly ClaimType[];
}

/** Declares an order of dates. Its text has no slots: dates may identify a patient. */
export function order(row: DateOrder): DateOrder {
  return row;
}
