import type { Guide, LoopRule, SegmentRule } from '../guides/types.ts';

/** How a period should look, by the qualifier before it. */
const PERIOD_FORMATS: Readonly<Record<string, string>> = {
  D8: 'D8 is one date, CCYYMMDD',
  RD8: 'RD8 is two dates, CCYYMMDD-CCYYMMDD',
  DT: 'DT is a date and time, CCYYMMDDHHMM',
  TM: 'TM is a time, HHMM',
};

/** How a period should look after a qualifier; '' after one that is unknown. */
export const periodFormat = (qualifier: string): string => PERIOD_FORMATS[qualifier] ?? '';

/** Segments that a qualifier tells apart. */
const QUALIFIED = /^(NM1|REF|DTP|AMT|HI|CRC|QTY)$/;

/** A segment as messages name it: with its qualifier where that identifies it, such as DTP*472. */
export function spoken(guide: Guide, rule: SegmentRule): string {
  const first = rule.elements[0];
  const list = guide.codeLists[first?.components[0]?.codes ?? first?.codes ?? -1];
  if (list && list.codes.length <= 2 && QUALIFIED.test(rule.id)) return `${rule.id}*${list.codes.join('/')}`;
  return rule.id;
}

/** A loop with its name. */
export function nameOf(guide: Guide, loop: number): string {
  const { id, name } = guide.loops[loop]!;
  return id === 'HEAD' || id === '' ? 'the header' : `loop ${id} (${name})`;
}

/** Loops with their names, the first three of them. */
export function namesOf(loops: readonly LoopRule[]): string {
  const named = loops.slice(0, 3).map(({ id, name }) => (id === 'HEAD' ? 'the header' : `${id} (${name})`));
  return `${named.join(' or ')}${loops.length > 3 ? ` or ${loops.length - 3} others` : ''}`;
}
