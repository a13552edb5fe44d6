import type { ClaimType } from '../model/claim.ts';
import { ELEMENTS } from './elements.ts';
import { INSTITUTIONAL } from './institutional.ts';
import { type Dictionary, readDictionary, readGuide } from './notation.ts';
import { PROFESSIONAL } from './professional.ts';
import { COMPOSITE, type CodeList, type Guide, packCode, type SegmentGroup, type SegmentRule, slotOf } from './types.ts';

/** Segments that say by a qualifier what they are, even where a loop has only one of them. */
const QUALIFIED: ReadonlySet<string> = new Set(['AMT', 'CRC', 'DTP', 'HI', 'QTY', 'REF']);

/** The element whose codes tell a segment from others of its id: the first that has codes. */
const discriminator = (rule: SegmentRule) =>
  rule.elements.findIndex((each) => each.codes >= 0 || each.components[0]?.codes !== undefined) + 1;

function makeGroup(rules: readonly SegmentRule[], mark: number | undefined, lists: readonly CodeList[]): SegmentGroup {
  if (rules.length === 1 && !QUALIFIED.has(rules[0]!.id))
    return { rules, element: 0, component: 0, keys: new Int32Array(1), values: new Int16Array(1) };
  const element = mark ?? discriminator(rules[0]!);
  const component = rules[0]!.elements[element - 1]?.type === COMPOSITE ? 1 : 0;
  const entries = rules.flatMap((rule, index) => {
    const part = rule.elements[element - 1];
    const codes = component > 0 ? part?.components[component - 1]?.codes : part?.codes;
    if (codes === undefined || codes < 0) throw new Error(`${rule.id} ${rule.name} cannot be told from its neighbours`);
    return lists[codes]!.codes.map((code) => [packCode(code), index] as const);
  });
  if (new Set(entries.map(([key]) => key)).size !== entries.length) throw new Error(`two ${rules[0]!.id} share a qualifier`);
  let size = 4;
  while (size < entries.length * 2) size *= 2;
  const keys = new Int32Array(size);
  const values = new Int16Array(size).fill(-1);
  for (const [key, index] of entries) {
    let slot = slotOf(key, size - 1);
    while (values[slot]! >= 0) slot = (slot + 1) & (size - 1);
    keys[slot] = key;
    values[slot] = index;
  }
  return { rules, element, component, keys, values };
}

function compile(type: ClaimType, text: string, dictionary: Dictionary): Guide {
  const { loops, segments, codeLists, marks } = readGuide(text, dictionary);
  const ids = new Map<number, number>();
  for (const rule of segments) if (!ids.has(rule.packed)) ids.set(rule.packed, ids.size);
  const groups: (SegmentGroup | undefined)[] = Array(loops.length * ids.size).fill(undefined);
  for (const loop of loops) {
    for (const [packed, index] of ids) {
      const rules = loop.segments.filter((rule) => rule.packed === packed);
      const mark = rules.map((rule) => marks.get(rule)).find(Boolean);
      if (rules.length > 0) groups[loop.number * ids.size + index] = makeGroup(rules, mark, codeLists);
    }
  }
  const numbers = new Map(loops.map((loop, number) => [loop.id, number]));
  return {
    type,
    loops,
    segments,
    codeLists,
    ids,
    groups,
    loop: (id) => numbers.get(id) ?? -1,
    group: (loop, packed) => {
      const index = ids.get(packed);
      return index === undefined ? undefined : groups[loop * ids.size + index];
    },
  };
}

/** What there is once for each guide, made when it is first asked for: most runs need one of the two. */
export function byGuide<T>(make: (type: ClaimType) => T): Readonly<Record<ClaimType, T>> {
  const lazy = (type: ClaimType) => {
    let made: T | undefined;
    return () => {
      made ??= make(type);
      return made;
    };
  };
  const [professional, institutional] = [lazy('837P'), lazy('837I')];
  return {
    get '837P'() {
      return professional();
    },
    get '837I'() {
      return institutional();
    },
  };
}

const SOURCES = { '837P': PROFESSIONAL, '837I': INSTITUTIONAL };

let dictionary: Dictionary | undefined;

/** The compiled guides. */
export const GUIDES = byGuide((type) => {
  dictionary ??= readDictionary(ELEMENTS);
  return compile(type, SOURCES[type], dictionary);
});
