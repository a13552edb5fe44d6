import type { Claim, ClaimType, Level, Levels, Segment } from '../../../../model/claim.ts';
import type { Slots } from '../../../rule.ts';
import type { Row } from '../../../support/rows.ts';

/** What a situation is looked for in: a claim, a level that claims are under, or all levels that are new with a claim. */
export type Part = Claim | Level | Levels;

/** An element, or a component of it; any of several. */
export interface ElementOf {
  readonly element: number | readonly number[];
  readonly component?: number | readonly number[];
}

/** An element that is one of these codes, exactly; `''` is an empty or missing one. */
export interface IsOneOf extends ElementOf {
  readonly is: readonly string[];
}

/** What an element says. Empty is an element without characters, and a component without any but blanks. */
export type Test =
  | IsOneOf
  /** Filled, and none of these codes. */
  | (ElementOf & { readonly isNot: readonly string[] })
  | (ElementOf & { readonly isA: (text: string) => boolean })
  | (ElementOf & { readonly isFilled: boolean });

/** Where a segment is looked for. */
export interface Where {
  /** Loops that it may be in; any, if absent. Those above the claim, such as 2000B, are those of the levels that the claim is under. */
  readonly loop?: string | readonly string[];
  /** In the service line of the segment that is looked at, not in the whole claim. */
  readonly in?: 'line';
}

/** What must be so for a situation: of the segment that is looked at, or of another of the same claim, line or level. */
export type Condition =
  | Test
  /** Some `segment` says so; with `isAbsent` none does. */
  | (Test & Where & { readonly segment: string; readonly isAbsent?: true })
  /** There is no such segment. */
  | (Where & { readonly lacks: string })
  /** The place of service of the line, else of the claim. */
  | { readonly place: string }
  /** The statement (DTP*434) covers more than one day. */
  | { readonly statement: 'days' };

/** What the guide demands then. */
export type Demand =
  /** Of an element of the segment that is looked at. */
  | Test
  /** That of another segment of the same line, where it is there and filled. */
  | (Single & { readonly equals: Single & { readonly segment: string } })
  /** Each value once in the claim, or once in each line (or outside of lines). */
  | (Single & { readonly isUnique: 'claim' | 'line' })
  /** 1, 2, 3 and so on in the claim. Not judged where lines and their services are not one for one. */
  | (Single & { readonly counts: true })
  /** A day, or days, within the statement (DTP*434). */
  | (Single & { readonly isWithin: 'statement' })
  /**
   * There is such a segment, with one of these qualifiers in its first element if any are named. The finding is at CLM, or at the segment
   * that is looked at.
   */
  | (Where & { readonly has: string; readonly qualifier?: string | readonly string[]; readonly at?: 'look' })
  /**
   * The loop of the segment that is looked at has all of these. Other segments than these and `beside` are reported elsewhere, and may
   * explain the gap: then the situation is not judged.
   */
  | { readonly hasAll: readonly string[]; readonly beside: readonly string[] }
  /** The segment that is looked at is not there. */
  | { readonly isAbsent: true };

/** One element, or one component of it. */
export interface Single {
  readonly element: number;
  readonly component?: number;
}

/** What fills a slot of the message. */
export type Word =
  /** The text of an element of the segment that is looked at, which a condition knows to be a code; with `is`, the first of these in it. */
  | ElementOf
  | IsOneOf
  /** By the loop of the segment. */
  | { readonly byLoop: Readonly<Record<string, string>> }
  /** The segments that are missing, as `N3 or N4`. */
  | { readonly missing: true }
  /** How many segments are like that, as `2 lines`. */
  | { readonly count: string };

/**
 * A situation, to be read as a sentence: in this loop, when this segment says this, the guide demands that. One finding for each segment
 * that lacks it; one for all of them if it is the claim that lacks a segment, or with `once`.
 */
export interface Situation extends Row {
  /** Guides in which there is such a situation, and the loops of the segment. */
  readonly where: Readonly<Partial<Record<ClaimType, string | readonly string[]>>>;
  /** Id of the segment that shows the situation. */
  readonly look: string;
  readonly when: readonly Condition[];
  /** For what conditions cannot say: which segments of a claim or level show the situation. Asked for only where `when` holds. */
  readonly among?: (part: Part) => readonly Segment[];
  readonly must: Demand;
  /** One finding for a claim, at the first segment. */
  readonly once?: true;
  /**
   * For levels: judged with the first claim under the level, together with all levels that are new with it, and part of that claim.
   * Otherwise a level is judged when it has ended, by itself, and what is found is part of no claim.
   */
  readonly withFirstClaim?: true;
  readonly words?: Readonly<Record<string, Word>>;
}

/** A situation with a word for each slot of its text, no fewer and no others. */
type Worded<T extends string> = Omit<Situation, 'text' | 'words'> & { readonly text: T } & ([Slots<T>] extends [never]
    ? { readonly words?: never }
    : { readonly words: Readonly<Record<Slots<T>, Word>> });

/** Declares a situation. A slot of its text without a word does not compile. */
export function situation<const T extends string>(row: Worded<T>): Situation {
  return row;
}
