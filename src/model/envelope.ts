import type { ClaimType } from './claim.ts';
import type { Location } from './finding.ts';

/** A segment of the envelope, kept beyond the window. Texts of elements, index 0 the id. */
export interface EnvelopeSegment {
  readonly elements: readonly string[];
  text(element: number): string;
  at(element?: number): Location;
}

/** ISA to IEA. */
export interface Interchange {
  readonly isa: EnvelopeSegment;
  readonly iea: EnvelopeSegment | undefined;
  /** ISA13. */
  readonly control: string;
  readonly groups: number;
  /** Earlier interchange of this file with the same ISA13. */
  readonly duplicateOf: Location | undefined;
}

/** GS to GE. */
export interface Group {
  readonly gs: EnvelopeSegment;
  readonly ge: EnvelopeSegment | undefined;
  readonly control: string;
  readonly transactions: number;
  /** Earlier group of this interchange with the same GS06. */
  readonly duplicateOf: Location | undefined;
}

/** ST to SE. */
export interface TransactionSet {
  readonly st: EnvelopeSegment;
  readonly se: EnvelopeSegment | undefined;
  readonly gs: EnvelopeSegment | undefined;
  readonly control: string;
  /** Segments from ST to SE, both counted. */
  readonly segments: number;
  readonly type: ClaimType;
  /** Earlier set of this group with the same ST02. */
  readonly duplicateOf: Location | undefined;
  /** First line of the other guide (SV1 in an institutional set, SV2 in a professional one). */
  readonly foreignLine: Location | undefined;
}

/** A fault that only the reader can see. One for each fault, not for each segment that suffers from it. */
export interface Trouble {
  readonly kind: string;
  readonly location: Location;
  readonly data: Readonly<Record<string, string | number>>;
}
