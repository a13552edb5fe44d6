import type { CodeSetId } from '../../../../model/tables.ts';
import type { Row } from '../../../support/rows.ts';

/**
 * The days of which one must be in the time of a code: of the line; of the claim; or from the service to the day of the file, between which
 * another payer answered.
 */
export type CodeDays = 'line' | 'claim' | 'answer';

/** Where codes of a list are. */
export interface CodePlace {
  /** Id of the segment; with loops as `Claim.each` takes them. Of `line` days it is SV1, SV2 or LIN. */
  readonly segment: string;
  readonly elements: readonly number[];
  /** 0, if absent: the whole element. */
  readonly component?: number;
  /** The segment has a code of this list where its qualifier is one of these: a component of the same element, or another element. */
  readonly qualifier?: { readonly element?: number; readonly component?: number; readonly is: readonly string[] };
  readonly days: CodeDays;
}

/** A list, and where its codes are. The text of a list has the slots `{code}` and `{fault}`. */
export interface CodeSetRow extends Row {
  readonly list: CodeSetId;
  readonly places: readonly CodePlace[];
}

/** Declares a list. */
export function codeSet(row: CodeSetRow): CodeSetRow {
  return row;
}
