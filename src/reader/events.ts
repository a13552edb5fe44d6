import type { ClaimView } from '../claims/claim.ts';
import type { Level } from '../claims/parts.ts';
import type { ClaimType } from '../model/claim.ts';
import type { Group, Interchange, ReaderFault, TransactionSet } from '../model/envelope.ts';
import type { InputError } from '../x12/errors.ts';

/** Who receives what was read, in the order of the file. Views are valid until the call returns. */
export interface AssemblerEvents {
  claim(claim: ClaimView): void;
  interchange(interchange: Interchange): void;
  group(group: Group): void;
  transaction(set: TransactionSet): void;
  readerFault(fault: ReaderFault): void;
  fault(fault: InputError): void;
  /** Who compares sets with their guide; nobody if absent. Asked for when a set begins. */
  readonly comparer?: Comparer | undefined;
}

/**
 * Who compares header and levels with their guide; claims are compared by whom they are handed to. `ranges` are the first and
 * one-past-last segments of each part (see claims/parts), of which those after the part at hand are empty.
 */
export interface Comparer {
  /** Begins a set of this type and version; whether sets of the type are compared. If not, nothing else is called for it. */
  beginSet(type: ClaimType, version: string): boolean;
  /** Takes the HL at segment `s`, which opens a level. `ranges` are what is open before it. */
  openLevel(level: Level, s: number, ranges: Int32Array): void;
  /** Takes a level whose HL is missing. */
  openLostLevel(level: Level, ranges: Int32Array): void;
  /** Takes an HL whose HL03 names no level of the guides. */
  unknownLevel(s: number): void;
  /** Takes a claim that begins, with its CLM or without: its level is not empty. */
  openClaim(): void;
  /** Takes a part other than the claim, now that it has ended. */
  endPart(part: number, ranges: Int32Array): void;
  /** Takes a claim whose CLM is missing. */
  headlessClaim(from: number, to: number): void;
  /** Ends the set. */
  endSet(ranges: Int32Array): void;
}

/** What was counted on the way. */
export interface ReadCounts {
  interchanges: number;
  transactions: number;
  claims: number;
  /** Claims whose CLM is missing; `claims` are the others. */
  headless: number;
  /** Levels of a code that the guides do not know: what is in them belongs to no claim. */
  unknownLevels: number;
  /** CLM segments that are in no set that is read: outside of sets, or in one that is skipped. None of `claims` is among them. */
  unreadClaims: number;
  /** Sets of other known kinds that were skipped, by ST01. */
  readonly skipped: Map<string, number>;
  /** Claims in dental sets, and what is said of them where no other set was read. */
  readonly dental: { claims: number; fault: InputError | undefined };
  readonly types: Set<ClaimType>;
}

export function noReadCounts(): ReadCounts {
  return {
    interchanges: 0,
    transactions: 0,
    claims: 0,
    headless: 0,
    unknownLevels: 0,
    unreadClaims: 0,
    skipped: new Map(),
    dental: { claims: 0, fault: undefined },
    types: new Set(),
  };
}
