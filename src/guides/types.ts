import type { ClaimType } from '../model/claim.ts';

/** Usage of a loop, segment, element or component. */
export const NOT_USED = 0;

export const SITUATIONAL = 1;
export const REQUIRED = 2;
/** Types of elements, as numbers. AMOUNT is a decimal of at most 18 digits, PERIOD a date in the format that the element before names. */
export const TEXT = 0;

export const CODE = 1;
export const WHOLE = 2;
export const DECIMAL = 3;
export const AMOUNT = 4;
export const DATE = 5;
export const TIME = 6;
export const PERIOD = 7;
export const COMPOSITE = 8;
/** A repeat without limit. */
export const NO_LIMIT = 0x7fffffff;

/** Digits of an amount before and after the decimal point: at most 99,999,999.99 (X12 RFI 1526, 2164 and 2204). */
export const AMOUNT_DIGITS = { whole: 8, decimals: 2 } as const;

/** One element or component at one place of a guide. */
export interface ElementRule {
  readonly name: string;
  readonly usage: number;
  readonly type: number;
  /** Shortest and longest, in characters. */
  readonly min: number;
  readonly max: number;
  /** Of a number: most digits before and after the decimal point. */
  readonly whole: number;
  readonly decimals: number;
  /** Number of its list of codes; -1 where any value is legal. */
  readonly codes: number;
  /** Of a composite; empty for all others. */
  readonly components: readonly ElementRule[];
}

/** A list of legal codes. */
export interface CodeList {
  readonly codes: readonly string[];
  /** A public list such as the states, too long to be listed whole. */
  readonly external: string | undefined;
}

/** How elements of one segment depend on each other: P all or none, R one at least, C, L if the first then all or one, E one at most, N if not the first then all others. */
export interface Note {
  readonly kind: 'P' | 'R' | 'C' | 'L' | 'E' | 'N';
  readonly elements: readonly number[];
  /** Bit k for element k: of all elements, and of the first. */
  readonly mask: number;
  readonly first: number;
}

/** One segment at one place of a guide. */
export interface SegmentRule {
  readonly index: number;
  readonly id: string;
  readonly packed: number;
  readonly loop: number;
  readonly position: number;
  readonly usage: number;
  readonly max: number;
  readonly name: string;
  /** All that the standard knows, used or not. */
  readonly elements: readonly ElementRule[];
  /** The last element that is required; 0 where none is. */
  readonly lastRequired: number;
  readonly notes: readonly Note[];
}

/** The segments of one id in one loop, told apart by the codes of one element. */
export interface SegmentGroup {
  readonly rules: readonly SegmentRule[];
  /** Element and component whose codes tell them apart; 0 where there is one only, and no qualifier says what it is. */
  readonly element: number;
  readonly component: number;
  /** Open hash table, a power of two: packed code to index in `rules`, -1 where free. */
  readonly keys: Int32Array;
  readonly values: Int16Array;
}

/** One loop of a guide. */
export interface LoopRule {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  /** 0 for a loop that begins a part of the set: header, levels, claim. */
  readonly parent: number;
  readonly position: number;
  readonly usage: number;
  readonly max: number;
  readonly segments: readonly SegmentRule[];
  readonly children: readonly LoopRule[];
}

/** One guide as tables. Loop 0 is "in no loop that the guide knows". */
export interface Guide {
  readonly type: ClaimType;
  readonly loops: readonly LoopRule[];
  readonly segments: readonly SegmentRule[];
  readonly codeLists: readonly CodeList[];
  /** Segment ids that the guide uses, packed, to their index; see `idIndex`. */
  readonly ids: ReadonlyMap<number, number>;
  /** By loop * ids.size + index of the id. */
  readonly groups: readonly (SegmentGroup | undefined)[];
  loop(id: string): number;
  group(loop: number, packed: number): SegmentGroup | undefined;
}

/** Packs a code of up to four characters. */
export function packCode(code: string): number {
  let packed = 0;
  for (let i = 0; i < code.length; i++) packed |= code.charCodeAt(i) << (8 * i);
  return packed;
}

/** Slot where the search for a key begins in a table of `mask + 1` entries. */
export function slotOf(key: number, mask: number): number {
  return (Math.imul(key, 0x9e3779b1) >>> 16) & mask;
}
