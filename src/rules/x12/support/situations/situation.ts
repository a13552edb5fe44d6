import type { Claim, ClaimType, Level, Segment } from '../../../../model/claim.ts';
import type { Severity } from '../../../../model/finding.ts';
import type { Example, ImplementationAck, Slots } from '../../../rule.ts';

/** What a situation is looked for in: a claim, or a level that claims stand under. */
export type Part = Claim | Level;

/** An element, or a component of it; any of several components. */
export interface ElementOf {
  readonly element: number;
  readonly component?: number | readonly number[];
}

/** An element that is one of these codes, exactly; `''` is an empty or missing one. */
export interface IsOneOf extends ElementOf {
  readonly is: readonly string[];
}

/** What an element says. Empty is an element without characters, and a component without any but blanks. */
export type Test =
  | IsOneOf
  | (ElementOf & { readonly isA: (text: string) => boolean })
  | (ElementOf & { readonly isFilled: boolean });

/**
 * What must be so for a situation: of the segment that is looked at, or of some `segment` of the same claim or level. A `loop` above the
 * claim, such as 2000B, is that of the levels which the claim stands under.
 */
export type Condition =
  | Test
  | (Test & { readonly segment: string; readonly loop?: string })
  /** The place of service of the line, else of the claim. */
  | { readonly place: string };

/** What the guide demands then. */
export type Demand =
  /** Of an element of the segment that is looked at. */
  | Test
  /** The claim has such a segment, in whatever loop. The finding is at its CLM. */
  | { readonly has: string; readonly qualifier: string }
  /**
   * The loop of the segment that is looked at has all of these. Other segments than these and `beside` are reported elsewhere, and may
   * explain the gap: then the situation is not judged.
   */
  | { readonly hasAll: readonly string[]; readonly beside: readonly string[] }
  /** The segment that is looked at is not there. */
  | { readonly isAbsent: true };

/** What fills a slot of the message. */
export type Word =
  /** The text of an element of the segment that is looked at; with `is`, the first of these codes that is in it. */
  | ElementOf
  | IsOneOf
  /** By the loop of the segment. */
  | { readonly byLoop: Readonly<Record<string, string>> }
  /** The segments that are missing, as `N3 or N4`. */
  | { readonly missing: true }
  /** How many segments are like that, as `2 lines`. */
  | { readonly count: string };

/** A text that shows a situation, and the element or segment that the finding is at, such as `CLM11-4`. */
export interface SituationExample {
  readonly text: Example;
  readonly at: string;
}

/**
 * A situation, to be read as a sentence: in this loop, when this segment says this, the guide demands that. One finding for each segment
 * that lacks it; one for all of them if it is the claim that lacks a segment, or with `once`.
 */
export interface Situation {
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
   * For levels: judged with the first claim right under the level, and part of that claim. Otherwise a level is judged when it has ended,
   * whatever follows, and what is found is part of no claim.
   */
  readonly withFirstClaim?: true;
  /** That of the rule, if absent. */
  readonly severity?: Severity;
  readonly text: string;
  readonly words?: Readonly<Record<string, Word>>;
  readonly fix?: string;
  readonly ack?: ImplementationAck;
  /** Guides, loop and element, or the publication, that say so. */
  readonly source: string;
  readonly examples: { readonly good: readonly Example[]; readonly bad: readonly SituationExample[] };
}

/** A situation with a word for each slot of its text, no fewer and no others. */
type Worded<T extends string> = Omit<Situation, 'text' | 'words'> & { readonly text: T } & ([Slots<T>] extends [never]
    ? { readonly words?: never }
    : { readonly words: Readonly<Record<Slots<T>, Word>> });

/** Declares a situation. A slot of its text without a word does not compile. */
export function situation<const T extends string>(row: Worded<T>): Situation {
  return row;
}
