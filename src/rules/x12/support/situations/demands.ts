import type { Segment } from '../../../../model/claim.ts';
import { linesOf, type Statement } from './parts.ts';
import type { Demand, Part } from './situation.ts';
import { elementTest, hasTest, SHARED } from './tests.ts';

// The demands of a situation as functions

/** What a demand asks of the segments that are looked at. */
export interface DemandTest {
  /** Whether one does not meet it, asked before the conditions, since most segments meet it. */
  first?(segment: Segment, part: Part): boolean;
  /** The same, asked after the conditions, since it remembers what it was asked for. */
  last?(segment: Segment, part: Part): boolean;
  /** Begins a claim or level: forgets what it remembers. Other segments can be looked for here and in `lacking` only. */
  begin?(part: Part): void;
  /** Of segments that show the situation and do not meet it by themselves, those that lack it. */
  lacking(segments: readonly Segment[], part: Part): readonly Segment[];
}

const all = (segments: readonly Segment[]) => segments;

export function demandOf(must: Demand, loops: readonly string[], statement: Statement): DemandTest {
  if ('hasAll' in must) {
    const hasAll = hasAllOf(must.hasAll, loops);
    let isMet = false;
    return {
      begin: (part) => {
        isMet = hasAll(part);
      },
      first: () => !isMet,
      lacking: (segments, part) => segments.slice(-1).filter((segment) => missingIn(part, segment, must).length > 0),
    };
  }
  if ('has' in must) {
    const has = hasTest(must);
    const lacks = (segments: readonly Segment[], part: Part) => segments.filter((segment) => !has(part, segment));
    return { lacking: must.at === 'look' ? lacks : (segments, part) => lacks(segments.slice(0, 1), part) };
  }
  if ('isAbsent' in must) return { lacking: all };
  if ('equals' in must) {
    const { element, component, equals } = must;
    return {
      lacking: (segments, part) =>
        segments.filter((segment) => {
          const other = linesOf(part, segment).find(({ id }) => id === equals.segment);
          const [mine, its] = [segment.text(element, component), other?.text(equals.element, equals.component) ?? ''];
          return mine !== '' && its !== '' && mine !== its;
        }),
    };
  }
  if ('isUnique' in must) return must.isUnique === 'claim' ? uniqueInClaim(must) : uniqueInLine(must);
  if ('counts' in must) return countsUp(must);
  if ('isWithin' in must) return { first: (segment) => statement.isPassedBy(segment), lacking: all };
  const isMet = elementTest(must);
  return { first: (segment) => !isMet(segment), lacking: all };
}

type Single = Readonly<{ element: number; component?: number }>;

function uniqueInClaim({ element }: Single): DemandTest {
  const seen = new Set<number>();
  return {
    begin: () => {
      if (seen.size > 0) seen.clear();
    },
    last: (segment) => {
      const hash = segment.hash(element);
      const { size } = seen;
      return hash !== 0 && seen.add(hash).size === size;
    },
    // The texts decide.
    lacking: (segments, part) =>
      segments.filter((segment) => {
        const [text, qualifier, { byteOffset }] = [segment.text(element), segment.text(1), segment.at()];
        const isSame = (other: Segment) =>
          other.id === segment.id && other.is(1, qualifier) && other.is(element, text) && other.loop === segment.loop;
        return part.all.some((other) => isSame(other) && other.at().byteOffset < byteOffset);
      }),
  };
}

function uniqueInLine({ element, component }: Single): DemandTest {
  return {
    lacking: (segments, part) => {
      if (segments.length < 2) return [];
      const seen = new Set<string>();
      return segments.filter((segment) => {
        const key = `${linesOf(part, segment)[0]?.at().byteOffset} ${segment.text(element, component)}`;
        return seen.size === seen.add(key).size;
      });
    },
  };
}

/** LX01: what is not a number is reported by x12/element-type. */
function countsUp({ element, component }: Single): DemandTest {
  let count = 0;
  return {
    begin: () => {
      count = 0;
    },
    last: (segment) => {
      count++;
      const text = segment.text(element, component);
      return Number(text) !== count && /^\d+$/.test(text);
    },
    lacking: (segments, part) => {
      const services = part.all.filter(({ id }) => id === 'SV1' || id === 'SV2').length;
      return services === count ? segments.slice(0, 1) : [];
    },
  };
}

/** Whether all of these segments are there, in one of these loops if they are shared. */
function hasAllOf(ids: readonly string[], loops: readonly string[]): (part: Part) => boolean {
  const all = (1 << ids.length) - 1;
  const isShared = ids.map((id) => SHARED.has(id));
  let found = 0;
  const see = (segment: Segment, k: number) => {
    if (!isShared[k] || loops.includes(segment.loop)) found |= 1 << k;
  };
  return (part) => {
    found = 0;
    part.each(ids, see);
    return found === all;
  };
}

/** Which segments the loop of a segment lacks; none where something unexpected is in it. */
export function missingIn(
  part: Part,
  { id, loop }: Segment,
  { hasAll, beside }: Extract<Demand, { hasAll: unknown }>,
): readonly string[] {
  const isInLoop = (segment: Segment) => segment.loop === loop || segment.loop === '';
  let found = 0;
  part.each(hasAll, (segment, k) => {
    if (!SHARED.has(hasAll[k]!) || isInLoop(segment)) found |= 1 << k;
  });
  const missing = hasAll.filter((_, k) => (found & (1 << k)) === 0);
  if (missing.length === 0) return missing;
  const isExpected = (segment: Segment) =>
    hasAll.includes(segment.id) || beside.includes(segment.id) || (segment.id === id && segment.loop === loop);
  // Nothing is looked for there but with a claim right under the level of the loop.
  const level = 'last' in part ? part.last : part;
  return level.all.some((segment) => isInLoop(segment) && !isExpected(segment)) ? [] : missing;
}
