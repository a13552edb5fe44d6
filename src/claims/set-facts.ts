import type { Claim, ClaimType } from '../model/claim.ts';
import type { EnvelopeSegment } from '../model/envelope.ts';

/** What all claims of a set have in common, besides what is in their segments. */
export interface SetFacts {
  /** The type that the set declares. */
  readonly type: ClaimType;
  readonly controlNumbers: Claim['controlNumbers'];
  /** Those of them that reports may show: numbers, in headers that conform; '' for the others. */
  readonly shownNumbers: Claim['controlNumbers'];
  /** ISA09 as yyyymmdd; undefined if it is not a date. */
  readonly interchangeDate: number | undefined;
  /** The headers that the set is under, and the line break after their terminators. */
  readonly headers: Headers;
  /** ISA06 and GS02. */
  readonly senders: readonly string[];
  /** ISA15. */
  readonly usage: string;
  /** Version of its guide, as ST03 or GS08 names it. */
  readonly version: string;
  /** The type, if claims of the set are compared with its guide. */
  readonly comparedAs: ClaimType | undefined;
}

/** The headers of a set; undefined where one is missing. */
export interface Headers {
  readonly isa: EnvelopeSegment | undefined;
  readonly gs: EnvelopeSegment | undefined;
  /** Line break after their terminators; '' for none. */
  readonly newline: string;
}

export const NO_HEADERS: Headers = { isa: undefined, gs: undefined, newline: '' };

/** Before the first set. */
export const NO_SET: SetFacts = {
  type: '837P',
  controlNumbers: { interchange: '', group: '', transaction: '' },
  shownNumbers: { interchange: '', group: '', transaction: '' },
  interchangeDate: undefined,
  headers: NO_HEADERS,
  senders: ['', ''],
  usage: '',
  version: '',
  comparedAs: undefined,
};
