import { describe, expect, test } from 'vitest';
import { messageOf } from '../../src/formats/message.ts';
import { INJECTION, officeClaim, on, XOLAIR } from '../../src/rules/examples/claims.ts';
import { complete, lintTexts, summary } from '../support/example.ts';

const SYRINGE_75 = 'SV1*HC:Q5154:JZ*625*UN*15***1~LIN**N4*72606003501~CTP****0.5*ML';
const SYRINGE_300 = 'SV1*HC:Q5154:JZ*2500*UN*60***1~LIN**N4*72606005401~CTP****2*ML';

/** Rule and severity of each finding. */
async function found(lines: readonly string[], claim: Parameters<typeof officeClaim>[1] = {}): Promise<string[]> {
  return summary(await lintTexts([complete(officeClaim(lines, claim))]));
}

describe('claims for Omlyclo', () => {
  test.each<[string, readonly string[], Parameters<typeof officeClaim>[1]?]>([
    ['300 mg', [SYRINGE_300, INJECTION]],
    [
      'two syringes of a carton',
      [SYRINGE_300.replace('05401', '05402').replace('*60*', '*120*').replace('*2*ML', '*4*ML'), INJECTION],
      { dx: ['J330'] },
    ],
    ['two strengths', [SYRINGE_300, SYRINGE_75, INJECTION]],
    ['Medicare', [SYRINGE_300, INJECTION], { filing: 'MB' }],
    ['a description with the reference substance', [SYRINGE_300.replace(':JZ*', ':JZ::::OMALIZUMAB*'), INJECTION]],
    [
      'an injection that names the reference substance',
      [SYRINGE_300, 'SV1*HC:96372:::::OMALIZUMAB*60*UN*1***1'],
      { filing: 'MB' },
    ],
    ['taken home', [SYRINGE_300], { facility: '12:B:1' }],
    ['no NDC, where Medicare does not ask for it', ['SV1*HC:Q5154:JZ*2500*UN*60***1', INJECTION], { filing: 'MB' }],
    [
      'after Xolair, four weeks later',
      [on('20260907', XOLAIR), on('20260907', INJECTION), on('20261005', SYRINGE_300), on('20261005', INJECTION)],
    ],
  ])('nothing is found: %s', async (_, lines, claim) => {
    expect(await found(lines, claim)).toEqual([]);
  });

  test.each<[string, readonly string[], readonly string[], Parameters<typeof officeClaim>[1]?]>([
    ['milligrams as units', [SYRINGE_300.replace('*60*', '*300*'), INJECTION], ['xolair/unit-count']],
    ['syringes as units', [SYRINGE_300.replace('*60*', '*1*'), INJECTION], ['xolair/unit-count']],
    ['other units than the NDC', [SYRINGE_300.replace('*2*ML', '*1*ML'), INJECTION], ['xolair/ndc-units']],
    ['neither JW nor JZ', [SYRINGE_300.replace(':JZ', ''), INJECTION], ['xolair/waste-modifier'], { filing: 'MB' }],
    [
      'half a syringe with JZ',
      [SYRINGE_300.replace('*60*', '*30*').replace('*2*ML', '*1*ML'), INJECTION],
      ['xolair/waste-containers'],
    ],
    ['JW and JZ', [SYRINGE_300.replace(':JZ', ':JZ:JW'), INJECTION], ['xolair/waste-conflict']],
    ['no injection', [SYRINGE_300], ['xolair/admin-present']],
    ['an infusion', [SYRINGE_300, 'SV1*HC:96365*120*UN*1***1'], ['xolair/admin-code']],
    ['the injection twice', [SYRINGE_300, INJECTION.replace('*UN*1*', '*UN*2*')], ['xolair/admin-count']],
    ['hyphens', [SYRINGE_300.replace('72606005401', '72606-054-01'), INJECTION], ['xolair/ndc-format']],
    ['a package that is not listed', [SYRINGE_300.replace('05401', '05403'), INJECTION], ['xolair/ndc-product:warning']],
    ['a product that is not listed', [SYRINGE_300.replace('05401', '04401'), INJECTION], ['xolair/ndc-product:warning']],
    ['a product of someone else', [SYRINGE_300.replace('72606005401', '00517003125'), INJECTION], ['xolair/ndc-product']],
    ['a product of Genentech', [SYRINGE_300.replace('72606005401', '50242005121'), INJECTION], ['xolair/drug-code']],
    ['the NDC of Xolair', [SYRINGE_300.replace('72606005401', '50242022701'), INJECTION], ['xolair/drug-code']],
    ['its NDC under the code of Xolair', [SYRINGE_300.replace('Q5154', 'J2357'), INJECTION], ['xolair/drug-code']],
    ['its NDC under an unlisted code', [SYRINGE_300.replace('Q5154:JZ', 'J3590'), INJECTION], ['xolair/drug-code']],
    [
      'its NDC under an unlisted code, with the reference substance',
      [SYRINGE_300.replace('Q5154:JZ', 'J3590:::::OMALIZUMAB'), INJECTION],
      ['xolair/drug-code'],
    ],
    ['a diagnosis that it is not for', [SYRINGE_300, INJECTION], ['xolair/diagnosis'], { dx: ['R062'] }],
    [
      'another one a week before',
      [on('20260928', SYRINGE_75), on('20260928', INJECTION), on('20261005', XOLAIR), on('20261005', INJECTION)],
      ['xolair/dose-interval:warning'],
    ],
    [
      'its NDC on the injection too',
      [SYRINGE_300, `${INJECTION}~LIN**N4*72606005401~CTP****2*ML`],
      ['xolair/ndc-on-other-line:warning'],
    ],
  ])('%s', async (_, lines, expected, claim) => {
    expect(await found(lines, claim)).toEqual(expected);
  });

  test('are told about with the code of Omlyclo', async () => {
    const { findings, rules } = await lintTexts([complete(officeClaim([SYRINGE_300]))]);
    expect(findings.map((finding) => messageOf(finding, rules, []))).toEqual([
      'Q5154 was administered at place 11, and no line of the visit bills an administration (96372)',
    ]);
  });
});
