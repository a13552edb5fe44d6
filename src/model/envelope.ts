import type { ClaimType } from './claim.ts';
import type { Location, Origin, Places } from './finding.ts';

/** A segment of the envelope, kept beyond the window. Texts of elements, index 0 the id. */
export interface EnvelopeSegment extends Origin {
  readonly elements: readonly string[];
  text(element: number): string;
  at(element?: number): Location;
}

/** The separators that an ISA gives, each a byte; -1 where it gives none. */
export interface Delimiters {
  readonly element: number;
  readonly component: number;
  readonly repetition: number;
  readonly terminator: number;
}

/** ISA to IEA. */
export interface Interchange {
  readonly isa: EnvelopeSegment;
  readonly delimiters: Delimiters;
  /** Bytes of the ISA, its terminator counted. */
  readonly isaLength: number;
  readonly iea: EnvelopeSegment | undefined;
  /** ISA13. */
  readonly control: string;
  readonly groups: number;
  /** Earlier interchange of this file with the same ISA13, sender and receiver. */
  readonly duplicateOf: Location | undefined;
  /** A set in it is compared with its guide, and so are ISA and IEA. */
  readonly isCompared: boolean;
}

/** GS to GE. */
export interface Group {
  readonly gs: EnvelopeSegment;
  readonly ge: EnvelopeSegment | undefined;
  readonly control: string;
  readonly transactions: number;
  /** Earlier group of this interchange with the same GS06. */
  readonly duplicateOf: Location | undefined;
  /** A set in it is compared with its guide, and so are GS and GE. */
  readonly isCompared: boolean;
  /** Its interchange has an ISA. */
  readonly hasInterchange: boolean;
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
  /** A set of its group is compared with its guide, and so is SE. */
  readonly isCompared: boolean;
}

/** Where a fault begins that only the reader can see. */
interface ReaderFaultAt<K extends string> {
  readonly kind: K;
  readonly location: Location;
}

/** Bytes before the first ISA that belong to no interchange. */
export interface JunkFault extends ReaderFaultAt<'junk'> {
  /** How many. */
  readonly bytes: number;
}

/** A segment whose header is missing before it. */
export interface HeaderFault extends ReaderFaultAt<'header'> {
  readonly header: 'ISA' | 'GS' | 'ST';
  /** Id of the segment. */
  readonly before: string;
}

/** Ids of trailers. */
export type Trailer = 'SE' | 'GE' | 'IEA';

/** Trailers that are missing after a segment, because another one follows: from the inside out. */
export interface TrailerFault extends ReaderFaultAt<'trailer'> {
  readonly missing: readonly Trailer[];
  /** Id of the segment that follows. */
  readonly next: string;
}

/** Trailers that are missing after a segment, because the file ends. */
export interface EndedFault extends ReaderFaultAt<'ended'> {
  readonly missing: readonly Trailer[];
}

/** A claim or level that is too large to be judged. */
export interface OversizeFault extends ReaderFaultAt<'oversize'> {
  /** The limit. */
  readonly megabytes: number;
}

/** Bytes outside the character sets, by kind: one fault for all of a kind in a set, or in an interchange for line breaks. */
export interface CharacterFault extends ReaderFaultAt<'newline' | 'control' | 'foreign'> {
  /** The first of them, as two hexadecimal digits. */
  readonly byte: string;
  readonly count: number;
  /** Where they all are. */
  readonly places: Places;
}

/** A last segment without its terminator. */
export interface TerminatorFault extends ReaderFaultAt<'terminator'> {
  /** It is an IEA with its whole control number. */
  readonly isComplete: boolean;
}

/**
 * Data outside of every set; or, as `lastLine`, a file whose terminator is a line break, and which is whole, but ends without the last one.
 */
export type PlainFault = ReaderFaultAt<'outside' | 'lastLine'>;

/** Claims (CLM) that were not read, and the lines of the first and the last of them. */
export interface UnreadClaims {
  readonly claims: number;
  readonly from: number;
  readonly to: number;
}

/** A set that was not read: of no known kind, or of another kind than claims although it holds some. */
export interface UnreadSetFault extends ReaderFaultAt<'set' | 'otherSet'>, UnreadClaims {
  /** ST01. */
  readonly type: string;
}

/** An interchange whose ISA cannot be read, or claims that belong to no set. */
export interface UnreadFault extends ReaderFaultAt<'interchange' | 'claims'>, UnreadClaims {}

/**
 * A fault that only the reader can see. One for each fault, not for each segment that suffers from it. Each kind has its rule in
 * rules/x12/reader-faults.
 */
export type ReaderFault =
  | JunkFault
  | HeaderFault
  | TrailerFault
  | EndedFault
  | OversizeFault
  | CharacterFault
  | UnreadSetFault
  | UnreadFault
  | TerminatorFault
  | PlainFault;
