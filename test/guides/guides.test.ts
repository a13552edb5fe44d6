import { describe, expect, test } from 'vitest';
import { ENVELOPE_ROWS, envelopeAck } from '../../src/guides/envelope.ts';
import { GUIDES } from '../../src/guides/guide.ts';
import { LOOPS_OF } from '../../src/guides/loops.ts';
import { DATE, type ElementRule, type Guide, NOT_USED, REQUIRED } from '../../src/guides/types.ts';
import { packId } from '../../src/x12/segments.ts';

const used = (elements: readonly ElementRule[]): ElementRule[] =>
  elements.filter((element) => element.usage !== NOT_USED).flatMap((element) => [element, ...used(element.components)]);

/** The one segment of an id in a loop whose name is given. */
function segment(guide: Guide, loop: string, id: string, name?: string) {
  const found = guide.loops[guide.loop(loop)]!.segments.filter((each) => each.id === id && (!name || each.name === name));
  expect(found).toHaveLength(1);
  return found[0]!;
}

const codesOf = (guide: Guide, element: ElementRule | undefined) => guide.codeLists[element?.codes ?? -1]?.codes;

describe('the guides', () => {
  test('have the loops, segments and elements of the published structure', () => {
    const size = (guide: Guide) => [guide.loops.length - 1, guide.segments.length];
    // The header counts as a loop; the segments of the envelope, SE too, are not in the guides.
    expect(size(GUIDES['837P'])).toEqual([39, 213]);
    expect(size(GUIDES['837I'])).toEqual([36, 157]);
    for (const guide of Object.values(GUIDES)) {
      expect(guide.segments.flatMap((each) => used(each.elements)).length).toBeGreaterThan(850);
      expect(guide.codeLists.length).toBeGreaterThan(90);
    }
  });

  test('every used element has a name, and lengths that make sense', () => {
    for (const guide of Object.values(GUIDES)) {
      for (const rule of guide.segments) {
        for (const element of used(rule.elements)) {
          expect(element.name, `${rule.id} ${rule.name}`).toMatch(/^[A-Za-z]/);
          if (element.components.length === 0) expect(element.max).toBeGreaterThanOrEqual(element.min);
        }
      }
    }
  });

  test('codes have the lengths of their elements', () => {
    for (const guide of Object.values(GUIDES)) {
      for (const rule of guide.segments) {
        for (const element of used(rule.elements)) {
          for (const code of codesOf(guide, element) ?? []) {
            expect(code.length, `${rule.id} ${element.name} ${code}`).toBeLessThanOrEqual(element.max);
            expect(code.length, `${rule.id} ${element.name} ${code}`).toBeGreaterThanOrEqual(element.min);
          }
        }
      }
    }
  });

  test('no list has a code twice', () => {
    for (const guide of Object.values(GUIDES))
      for (const { codes } of guide.codeLists) expect(new Set(codes).size, codes.join()).toBe(codes.length);
  });

  test('have the elements of the envelope', () => {
    expect([...ENVELOPE_ROWS].map(([segment, rows]) => [segment, rows.map(({ index }) => index)])).toEqual([
      ['ISA', [1, 3, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15]],
      ['GS', [1, 2, 3, 4, 5, 6, 7]],
      ['SE', [1]],
      ['GE', [1, 2]],
      ['IEA', [1, 2]],
    ]);
    expect(ENVELOPE_ROWS.get('ISA')![6]).toEqual({
      segment: 'ISA',
      element: 'ISA09',
      index: 9,
      name: 'interchange date',
      type: DATE,
      min: 6,
      max: 6,
      codes: [],
      ack: { interchange: '014' },
    });
    expect(envelopeAck('GE02')).toEqual({ group: '6' });
    expect(envelopeAck('CLM01')).toBeUndefined();
  });

  test('every loop opens with a required segment, and segments stand in the order of their positions', () => {
    for (const guide of Object.values(GUIDES)) {
      for (const loop of guide.loops.slice(1)) {
        expect(loop.segments[0]!.usage, loop.id).toBe(REQUIRED);
        const positions = loop.segments.map((each) => each.position);
        expect(positions, loop.id).toEqual([...positions].sort((a, b) => a - b));
      }
    }
  });

  test('say what practice knows better than the published structures', () => {
    const p = GUIDES['837P'];
    const i = GUIDES['837I'];
    expect(codesOf(p, segment(p, 'HEAD', 'BHT').elements[5])).toEqual(['31', 'CH', 'RP']);
    expect(codesOf(p, segment(p, '1000A', 'PER').elements[2])).toEqual(['EM', 'FX', 'TE']);
    expect(segment(p, '2010BA', 'NM1').elements[8]!.usage).not.toBe(REQUIRED);
    expect(segment(i, '2300', 'CL1').elements[0]!.usage).toBe(REQUIRED);
    expect(codesOf(p, segment(p, '2300', 'REF', 'service authorization exception').elements[1])).toHaveLength(7);
    expect(codesOf(i, segment(i, '2300', 'CRC').elements[3])).toEqual(['AV', 'NU', 'S2', 'ST']);
    expect(codesOf(p, segment(p, '2400', 'SV1').elements[4])).toHaveLength(52);
  });

  test('give the assembler its loops', () => {
    const { open, number } = LOOPS_OF['837P'];
    const nm1 = packId('NM1');
    expect(open(number('2400'), nm1, packId('82'))).toBe(number('2420A'));
    expect(open(number('2310C'), nm1, packId('82'))).toBe(number('2310B'));
    expect(open(number('2330B'), nm1, packId('82'))).toBe(number('2330D'));
    expect(open(number('2430'), packId('LX'), 0)).toBe(number('2400'));
    expect(open(number('2000B'), packId('SBR'), 0)).toBe(-1);
    expect(open(number('2010BA'), nm1, packId('QC'))).toBe(-1);
    expect(LOOPS_OF['837I'].open(LOOPS_OF['837I'].number('2300'), nm1, packId('71'))).toBe(LOOPS_OF['837I'].number('2310A'));
  });
});
