import type { ClaimType } from '../../../../model/claim.ts';
import type { Row } from '../../../support/rows.ts';

/** Codes of HI that a claim has once: of one group of qualifiers, what must differ. */
export interface CodeGroup extends Row {
  /** Both, if absent. */
  readonly types?: readonly ClaimType[];
  /** HI01-1 and so on. */
  readonly qualifiers: readonly string[];
  /** Components that together may be there once: 2 is the code, 4 its date, period or amount (5). */
  readonly components: readonly number[];
}

/** Declares a group. Its text has one slot, `{code}`. */
export function group(row: CodeGroup): CodeGroup {
  return row;
}
