import type { Segment } from '../../../../model/claim.ts';
import { linesOf, type Statement } from './parts.ts';
import type { Condition, Demand, Part, Test, Where } from './situation.ts';

// The conditions of a situation as functions

/**
 * Segments that several loops of a guide have: their loop tells which one is meant. Others are looked at in whatever loop, since one that
 * is out of place is reported by x12/segment-place; they count as in their own.
 */
export const SHARED: ReadonlySet<string> = new Set(
  'HL SBR NM1 N3 N4 PER REF PRV DTP AMT CAS CN1 CR1 CRC HCP K3 NTE PWK QTY'.split(' '),
);

/** Whether a loop is that of a level, 1000A to 2010CA; '' is that of a segment that is in none. */
export const isOfLevel = (loop: string) => loop !== '' && loop < '2300';

export const allOf = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? (one as readonly T[]) : [one as T]);
export const firstOf = <T>(one: T | readonly T[]): T => allOf(one)[0]!;

/** Whether an element is what a test asks for. */
export function elementTest(test: Test): (segment: Segment) => boolean {
  const last = Math.min(...allOf(test.element));
  const tests = allOf(test.element).flatMap((element) =>
    allOf(test.component ?? 0).map((component) => componentTest(test, element, component)),
  );
  const [first, ...more] = tests;
  const passes = first && more.length === 0 ? first : (segment: Segment) => tests.some((each) => each(segment));
  // Most segments end before the element: a code cannot be in it.
  return 'is' in test && !test.is.includes('') ? (segment) => segment.size >= last && passes(segment) : passes;
}

function componentTest(test: Test, element: number, component: number): (segment: Segment) => boolean {
  if ('isFilled' in test) return (segment) => isFilled(segment, element, component) === test.isFilled;
  if ('isA' in test) return (segment) => test.isA(segment.text(element, component));
  if ('isNot' in test) {
    const { isNot } = test;
    return (segment) => {
      for (const code of isNot) if (segment.is(element, code, component)) return false;
      return isFilled(segment, element, component);
    };
  }
  const { is } = test;
  const orEmpty = is.includes('');
  const codes = is.filter((code) => code !== '');
  return (segment) => {
    for (const code of codes) if (segment.is(element, code, component)) return true;
    return orEmpty && !isFilled(segment, element, component);
  };
}

const isFilled = (segment: Segment, element: number, component: number) =>
  component > 0 ? segment.text(element, component).trim() !== '' : segment.components(element) > 0;

type OtherCondition = Extract<Condition, { readonly segment: string } | { readonly lacks: string }>;

const isOther = (condition: Condition): condition is OtherCondition => 'segment' in condition || 'lacks' in condition;

/** What a condition can be asked as soon as the segment is seen; undefined if other segments must be looked for. */
export function ownTest(condition: Condition, statement: Statement): ((segment: Segment, part: Part) => boolean) | undefined {
  if ('place' in condition) {
    const { place } = condition;
    return (segment, part) => {
      if (!('clm' in part)) return false;
      if (segment.is(5, place)) return true;
      if (segment.components(5) > 0) return false;
      return part.clm.is(5, place, 1);
    };
  }
  if ('statement' in condition) return () => statement.coversDays;
  if ('segment' in condition && condition.segment === 'CLM' && !condition.isAbsent) {
    // It is the first of the claim, and needs no walk.
    const test = elementTest(condition);
    return (_, part) => 'clm' in part && test(part.clm);
  }
  return isOther(condition) ? undefined : elementTest(condition);
}

/** What a condition asks of other segments, given the one that is looked at; undefined if it asks nothing of them. */
export function otherTest(condition: Condition): ((part: Part, segment: Segment) => boolean) | undefined {
  if (!isOther(condition)) return undefined;
  if ('lacks' in condition) {
    const finds = finder(condition.lacks, condition, () => true);
    return (part, segment) => !finds(part, segment);
  }
  const finds = finder(condition.segment, condition, elementTest(condition));
  return condition.isAbsent ? (part, segment) => !finds(part, segment) : finds;
}

/** Looks for a segment in the claim or level, in its levels, or in the line of another segment. */
function finder(id: string, where: Where, test: (segment: Segment) => boolean): (part: Part, segment: Segment) => boolean {
  const loops = where.loop === undefined ? undefined : allOf(where.loop);
  const isWhere = (segment: Segment) => loops === undefined || !SHARED.has(id) || loops.includes(segment.loop);
  const passes = (segment: Segment) => segment.id === id && isWhere(segment) && test(segment);
  if (where.in === 'line') return (part, segment) => linesOf(part, segment).some(passes);
  const isAbove = loops?.some(isOfLevel) ?? false;
  const ids = [loops !== undefined && SHARED.has(id) ? `${id}@${loops}` : id];
  let found = false;
  const see = (segment: Segment) => {
    found ||= test(segment);
  };
  return (part) => {
    if (isAbove && 'parents' in part) return part.parents.some(passes);
    found = false;
    part.each(ids, see);
    return found;
  };
}

/** Whether a part has the segment that is demanded. */
export function hasTest(must: Extract<Demand, { has: string }>): (part: Part, segment: Segment) => boolean {
  const { has, qualifier } = must;
  // Codes of HI are in composites, of which a segment has up to twelve.
  const element = has === 'HI' ? { element: HI_CODES, component: 1 } : { element: 1 };
  return finder(has, must, qualifier === undefined ? () => true : elementTest({ ...element, is: allOf(qualifier) }));
}

const HI_CODES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
