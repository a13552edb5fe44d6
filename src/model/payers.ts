import type { Segment, ServiceLine } from './claim.ts';

/** A claim of another payer: loop 2320 with its 2330. Amounts are cents; NaN where one is not an amount. */
export interface OtherPayer {
  readonly sbr: Segment;
  /** NM1 of 2330B. */
  readonly name: Segment | undefined;
  /** NM109 of 2330B, upper case; '' if it is missing. */
  readonly id: string;
  /** Another payer of the claim has the same id: nobody can tell which of them an SVD01 names. */
  readonly isAmbiguous: boolean;
  /** AMT*D of 2320: what it paid. */
  readonly paid: Segment | undefined;
  /** AMT*A8 of 2320: nothing of the claim is covered. */
  readonly nonCovered: Segment | undefined;
  /** AMT*EAF of 2320: what is left to the patient. */
  readonly liability: Segment | undefined;
  /** DTP*573 of 2330B. */
  readonly date: Segment | undefined;
  /** MIA and MOA of 2320. */
  readonly remarks: readonly Segment[];
  /** The sum of its CAS in 2320. */
  readonly adjusted: number;
  /** The first CAS of 2320. */
  readonly adjustment: Segment | undefined;
  /** Its loops 2430, of all lines. */
  readonly adjudications: readonly Adjudication[];
}

/** What a payer did with a line, loop 2430. */
export interface Adjudication {
  readonly svd: Segment;
  readonly line: ServiceLine;
  /** The payer that SVD01 names; undefined if the claim has none of that id, or two. */
  readonly payer: OtherPayer | undefined;
  /** SVD02. */
  readonly paid: number;
  /** The sum of its CAS. */
  readonly adjusted: number;
  /** It has its date, DTP*573. */
  readonly isDated: boolean;
  /** AMT*EAF. */
  readonly liability: Segment | undefined;
}

/** All payers of a claim but the one that it is sent to, and what they did. Valid only while a rule runs. */
export interface Payers {
  readonly others: readonly OtherPayer[];
  readonly adjudications: readonly Adjudication[];
  /** Each other payer has an id, which no other has: what is joined by it can be judged. */
  readonly areNamed: boolean;
  /** CAS of 2320 and 2430 of which an amount is zero. */
  readonly zeroAdjustments: readonly Segment[];
}
