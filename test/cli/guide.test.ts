import { describe, expect, test } from 'vitest';
import { guideText, loopText } from '../../src/cli/commands/guide.ts';
import { completions } from '../../src/cli/completion.ts';
import { GUIDES } from '../../src/guides/guide.ts';
import type { LoopRule } from '../../src/guides/types.ts';
import { runXolint } from '../support/run.ts';

const textOf = (lines: Iterable<string>) => [...lines].join('');

describe('guide', () => {
  test('prints the segments and elements of a loop', async () => {
    const { status, stdout } = await runXolint(['guide', '837p', '2410']);
    expect(status).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "837P loop 2410: drug
      situational, once, in loop 2400

      LIN  drug: required, once
        LIN02    product qualifier           required    code 2
                   EN, EO, HI, N4, ON, UK, UP
        LIN03    drug code                   required    text 1-48

      CTP  drug quantity: required, once
        CTP04    drug quantity               required    decimal 1-15
        CTP05    drug unit                   required    composite
        CTP05-1  unit                        required    code 2
                   F2, GR, ME, ML, UN

      REF (REF01 VY, XZ)  link sequence number: situational, once
        REF01    reference qualifier         required    code 2-3      VY, XZ
        REF02    reference                   required    text 1-50
      "
    `);
  });

  test('prints one of the other guide', async () => {
    const { status, stdout } = await runXolint(['guide', '837I', '2330i']);
    expect(status).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "837I loop 2330I: other payer billing provider
      situational, once, in loop 2320

      NM1  name: required, once
        NM101    role                        required    code 2-3      85
        NM102    person or organization      required    code 1        2

      REF (REF01 G2, LU)  secondary id: required, up to 2 times
        REF01    reference qualifier         required    code 2-3      G2, LU
        REF02    reference                   required    text 1-50
      "
    `);
  });

  test('prints the loops as a tree', async () => {
    const { stdout } = await runXolint(['guide', '837I']);
    expect(stdout).toMatchInlineSnapshot(`
      "837I: 36 loops, 157 segments

      HEAD    header                                     required     once
        1000A   submitter                                required     once
        1000B   receiver                                 required     once
      2000A   billing provider level                     required     any number
        2010AA  billing provider                         required     once
        2010AB  pay-to address                           situational  once
        2010AC  pay-to plan                              situational  once
      2000B   subscriber level                           required     any number
        2010BA  subscriber                               required     once
        2010BB  payer                                    required     once
      2000C   patient level                              situational  any number
        2010CA  patient                                  required     once
      2300    claim                                      situational  up to 100 times
        2310A   attending provider                       situational  once
        2310B   operating physician                      situational  once
        2310C   other operating physician                situational  once
        2310D   rendering provider                       situational  once
        2310E   service facility                         situational  once
        2310F   referring provider                       situational  once
        2320    other subscriber                         situational  up to 10 times
          2330A   other subscriber name                  required     once
          2330B   other payer                            required     once
          2330C   other payer attending provider         situational  once
          2330D   other payer operating physician        situational  once
          2330E   other payer other operating physician  situational  once
          2330F   other payer service facility           situational  once
          2330G   other payer rendering provider         situational  once
          2330H   other payer referring provider         situational  once
          2330I   other payer billing provider           situational  once
        2400    service line                             required     up to 999 times
          2410    drug                                   situational  once
          2420A   line operating physician               situational  once
          2420B   line other operating physician         situational  once
          2420C   line rendering provider                situational  once
          2420D   line referring provider                situational  once
          2430    line adjudication                      situational  up to 15 times

      "xolint guide 837I 2400" shows the segments and elements of a loop.
      "
    `);
  });

  test.each(Object.values(GUIDES).map((guide) => [guide.type, guide] as const))('prints every loop of the %s', (_, guide) => {
    const tree = textOf(guideText(guide));
    for (const loop of guide.loops.slice(1)) {
      expect(tree).toMatch(new RegExp(`^ *${loop.id} +${loop.name} `, 'm'));
      const text = textOf(loopText(guide, loop));
      for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
      expect(text).not.toMatch(/undefined|NaN|\[object| \n| - /);
      expectWhole(text, loop);
    }
  });

  /** Expects each segment, and each element and component that is used, once and in order. */
  function expectWhole(text: string, loop: LoopRule): void {
    const expected = loop.segments.flatMap((rule) => [
      rule.name,
      ...rule.elements.flatMap((element, k) => {
        const id = `${rule.id}${String(k + 1).padStart(2, '0')}`;
        const used = element.components.flatMap((each, c) => (each.usage > 0 ? [`${id}-${c + 1} ${each.name}`] : []));
        return element.usage > 0 ? [`${id} ${element.name}`, ...used] : [];
      }),
    ]);
    const shown = [
      ...text.matchAll(
        /^ {2}([A-Z][A-Z0-9]{3,4}(?:-\d)?) +(.+?) {2,}(?:required|situational) |^(?:\S.*)? {2}(\S.*?): (?:required|situational), /gm,
      ),
    ];
    expect(shown.map(([, element, name, segment]) => segment ?? `${element} ${name}`)).toEqual(expected);
  }

  test('cuts a long list of codes, and names a public one', () => {
    const loop = GUIDES['837P'].loops.find(({ id }) => id === '2400')!;
    const text = textOf(loopText(GUIDES['837P'], loop));
    expect(text).toContain(
      '  PWK01    report type                 required    code 2\n             03, 04, 05, 06, 07, 08, 09, 10, 11, 13, 15 and 50 more\n',
    );
    expect(text).toContain('CMS place of service (52 codes)\n');
  });

  test('--json has every code', async () => {
    const { stdout } = await runXolint(['guide', '837P', '2400', '--json']);
    const { guide, loop, segments } = JSON.parse(stdout);
    expect([guide, loop]).toEqual(['837P', { id: '2400', name: 'service line', parent: '2300', required: true, repeat: 50 }]);
    expect(segments[1].elements[0]).toEqual({ element: 'SV101', name: 'procedure', required: true, type: 'composite' });
    const place = segments[1].elements.find(({ element }: { element: string }) => element === 'SV105');
    expect(place).toMatchObject({ required: false, type: 'text', length: [1, 2], list: 'CMS place of service' });
    expect(place.codes).toHaveLength(52);
    expect(segments[3]).toMatchObject({ id: 'PWK', qualifier: { element: 'PWK02' }, repeat: 10 });
    const tree = JSON.parse((await runXolint(['guide', '837I', '--json'])).stdout);
    expect(tree.loops).toHaveLength(36);
    expect(tree.loops[3]).toEqual({ id: '2000A', name: 'billing provider level', parent: null, required: true, repeat: null });
  });

  test.each([
    [['837D'], 'There is no guide "837D". Did you mean "837P"? Guides are 837P and 837I.'],
    [['constructor'], 'There is no guide "constructor". Guides are 837P and 837I.'],
    [['837P', '2401'], 'The 837P has no loop "2401". Did you mean "2400"? "xolint guide 837P" lists its loops.'],
    [['837I', '2440'], 'The 837I has no loop "2440".'],
    [['837P', '2400', '2410'], ''],
    [[], ''],
  ])('of %j is refused', async (args, message) => {
    const { status, stdout, stderr } = await runXolint(['guide', ...args]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('is completed', () => {
    expect(completions(['gui'])).toEqual(['guide']);
    expect(completions(['guide', '837'])).toEqual(['837P', '837I']);
    expect(completions(['guide', '837P', '2010A'])).toEqual(['2010AA', '2010AB', '2010AC']);
  });
});
