import type { Claim, Segment } from '../../../../model/claim.ts';
import type { MessageValue } from '../../../../model/finding.ts';
import type { Slots } from '../../../rule.ts';
import type { Row } from '../../../support/rows.ts';

/** What breaks a relation: a segment or an element of it, and the other segments that it does not agree with. */
export interface Breach {
  readonly segment: Segment;
  /** 0 for the segment. */
  readonly element?: number;
  readonly related?: readonly Segment[];
  readonly words?: Readonly<Record<string, MessageValue>>;
}

/** What must hold between the payers of a claim, or the levels at which one payer reports. */
export interface Relation extends Row {
  /** What breaks it, in the order of the file. */
  readonly breaches: (claim: Claim) => readonly Breach[];
}

/** A relation whose breaches have a word for each slot of its text. */
type Worded<T extends string> = Omit<Relation, 'text' | 'breaches'> & {
  readonly text: T;
  readonly breaches: (
    claim: Claim,
  ) => readonly ([Slots<T>] extends [never]
    ? Omit<Breach, 'words'>
    : Breach & { readonly words: Readonly<Record<Slots<T>, MessageValue>> })[];
};

/** Declares a relation. A slot of its text without a word does not compile. */
export function relation<const T extends string>(row: Worded<T>): Relation {
  return row;
}
