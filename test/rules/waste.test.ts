import { describe, expect, test } from 'vitest';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim, INJECTION, officeClaim, on } from '../../src/rules/examples/claims.ts';
import { complete, lintTexts, summary } from '../support/example.ts';
import { findings, judge, messages } from '../support/judge.ts';

const VIAL = '50242004062';

/** A J2357 line of vials of 150 mg; without NDC where `ndc` is ''. */
function vials(units: number, modifiers: string, ndc = VIAL): string {
  const line = `SV1*HC:J2357${modifiers}*${units * 42}*UN*${units}***1`;
  return ndc === '' ? line : `${line}~LIN**N4*${ndc}~CTP****${Math.round((units / 30) * 1000) / 1000}*UN`;
}

const office = (lines: readonly string[], claim = {}) => officeClaim([...lines, INJECTION], claim);

describe('xolair/waste-modifier', () => {
  test.each([
    ['MA', ['xolair/waste-modifier']],
    ['MB', ['xolair/waste-modifier']],
    ['16', ['xolair/waste-modifier:warning']],
    ['CI', ['xolair/waste-modifier:info']],
    ['BL', ['xolair/waste-modifier:info']],
    ['MC', []],
    ['CH', []],
    ['WC', []],
    ['ZZ', []],
  ])('payer %s', async (filing, expected) => {
    expect(await findings(office([vials(60, '')], { filing }))).toEqual(expected);
  });

  test.each(['50', '72'])('place %s is paid by the visit', async (place) => {
    expect(await findings(office([vials(60, '')], { filing: 'MB', facility: `${place}:B:1` }))).toEqual([]);
  });

  test('the place of the line counts, not that of the claim', async () => {
    const line = vials(60, '').replace('*60***1', '*60*72**1');
    expect(await findings(office([line], { filing: 'MB' }))).toEqual([]);
  });

  test.each([
    ['13', true],
    ['85', true],
    ['71', false],
    ['73', false],
    ['77', false],
    ['11', false],
    ['18', false],
    ['21', false],
  ])('bill type %s', async (bill, expected) => {
    const text = hospitalClaim([HOSPITAL_XOLAIR.replace(':JZ', ''), CLINIC_INJECTION], { filing: 'MA', facility: `${bill}:A:1` });
    expect((await findings(text)).includes('xolair/waste-modifier')).toBe(expected);
  });

  test.each([
    ['20230630', []],
    ['20230701', ['xolair/waste-modifier']],
  ])('on %s', async (day, expected) => {
    const text = complete(officeClaim([on(day, vials(60, '')), on(day, INJECTION)], { filing: 'MB' }));
    const report = await lintTexts([text.replace('*261101*', '*230715*')]);
    expect(summary(report)).toEqual(expected);
  });

  test('a line without a date is said to be unchecked', async () => {
    const lines = [vials(60, ''), on('20261005', INJECTION)];
    const report = await judge([officeClaim(lines, { filing: 'MB' })]);
    expect(report.findings.map((finding) => finding.rule)).not.toContain('xolair/waste-modifier');
    expect(report.notChecked).toContainEqual({ rule: 'xolair/waste-modifier', reason: 'no-date', claims: 1 });
  });

  test('the JW line makes a pair with its own product and day only', async () => {
    const pair = [vials(15, ''), vials(15, ':JW')];
    const syringe = 'SV1*HC:J2357*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML';
    expect(await findings(office(pair, { filing: 'MB' }))).toEqual([]);
    expect(await findings(office([...pair, syringe], { filing: 'MB' }))).toEqual(['xolair/waste-modifier']);
    const days = [on('20260907', vials(30, '')), on('20260907', INJECTION), ...pair.map((line) => on('20261005', line))];
    expect(await findings(officeClaim([...days, on('20261005', INJECTION)], { filing: 'MB' }))).toEqual([
      'xolair/waste-modifier',
    ]);
  });

  test('another package of the product is the same product, and so is its NDC with hyphens', async () => {
    expect(await findings(office([vials(15, ''), vials(15, ':JW', '50242004086')], { filing: 'MB' }))).toEqual([]);
    const hyphens = vials(15, ':JW', '50242-040-62');
    expect(await findings(office([vials(15, ''), hyphens], { filing: 'MB' }))).toEqual(['xolair/ndc-format']);
  });

  test('points at the first place that is free', async () => {
    const places = async (modifiers: string) =>
      (await judge([office([vials(60, modifiers)], { filing: 'MB' })])).findings.map((finding) => finding.location.element);
    expect(await places('')).toEqual(['SV101-3']);
    expect(await places(':JB')).toEqual(['SV101-4']);
    expect(await places(':JB:TB:KX:GA')).toEqual([undefined]);
  });

  test('lower-case jz, in any of the four places', async () => {
    expect(await findings(office([vials(60, ':JB:jz')], { filing: 'MB' }))).toEqual([]);
    expect(await findings(office([vials(60, ':JB:TB:KX:JZ')], { filing: 'MB' }))).toEqual([]);
  });
});

describe('xolair/waste-conflict', () => {
  test('JZ is pointed at, in the place where it stands', async () => {
    const report = await judge([office([vials(15, ':JB:JZ'), vials(15, ':JW')], { filing: 'MB' })]);
    expect(report.findings.map((finding) => [finding.rule, finding.serviceLine, finding.location.element])).toEqual([
      ['xolair/waste-conflict', 1, 'SV101-4'],
    ]);
    expect(report.findings[0]!.related).toMatchObject([{ serviceLine: 2, element: 'SV101-3' }]);
  });

  test('on an institutional claim', async () => {
    const lines = ['SV2*0636*HC:J2357:JZ:JW*2500*UN*60~LIN**N4*50242022701~CTP****2*ML', CLINIC_INJECTION];
    const report = await judge([hospitalClaim(lines, { filing: 'MA' })]);
    expect(report.findings.map((finding) => [finding.rule, finding.location.element])).toEqual([
      ['xolair/waste-conflict', 'SV202-3'],
    ]);
  });

  test('of another product there is none', async () => {
    const syringe = 'SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML';
    expect(await findings(office([syringe, vials(15, ''), vials(15, ':JW')], { filing: 'MB' }))).toEqual([]);
  });

  test('whatever the payer', async () => {
    for (const filing of ['CI', 'MC', 'CH', 'ZZ'])
      expect(await findings(office([vials(60, ':JW:JZ')], { filing }))).toEqual(['xolair/waste-conflict']);
  });
});

describe('xolair/waste-pair', () => {
  test.each([
    ['MB', ['xolair/waste-pair']],
    ['CI', ['xolair/waste-pair:warning']],
    ['MC', ['xolair/waste-pair:warning']],
    ['ZZ', ['xolair/waste-pair:warning']],
  ])('payer %s', async (filing, expected) => {
    expect(await findings(officeClaim([vials(30, ':JW')], { filing }))).toEqual(expected);
  });

  test('a dose of another day does not help', async () => {
    const lines = [on('20260907', vials(30, ':JZ')), on('20260907', INJECTION), on('20261005', vials(30, ':JW'))];
    expect(await findings(officeClaim(lines, { filing: 'MB' }))).toEqual(['xolair/waste-pair']);
  });
});

describe('xolair/waste-containers', () => {
  test.each([
    ['half a vial', 15, 15, []],
    ['a vial and a half', 45, 15, []],
    ['5 mg short', 15, 14, ['xolair/dose-multiple:warning', 'xolair/waste-containers']],
    ['a vial too many', 15, 45, ['xolair/waste-containers']],
    ['a whole vial', 30, 30, ['xolair/waste-containers']],
    ['a half too much', 15, 30, ['xolair/waste-containers']],
  ])('%s', async (_, given, discarded, expected) => {
    expect(await findings(office([vials(given, ''), vials(discarded, ':JW')], { filing: 'MB' }))).toEqual(expected);
  });

  test('says the sum', async () => {
    expect(await messages(office([vials(15, ''), vials(30, ':JW')]))).toEqual([
      '15 given and 30 discarded units are 225 mg, which is not a whole number of containers of 150 mg',
    ]);
    expect(await messages(office([vials(30, ''), vials(30, ':JW')]))).toEqual([
      '30 discarded units are 150 mg, at least a whole container of 150 mg, which did not need to be opened',
    ]);
  });

  test.each([
    ['75 mg of an unknown container', 15, 15, []],
    ['a sum that no containers make', 15, 14, ['xolair/dose-multiple:warning', 'xolair/waste-containers']],
    ['more than the largest container', 15, 60, ['xolair/waste-containers']],
  ])('without an NDC: %s', async (_, given, discarded, expected) => {
    const lines = [vials(given, '', ''), vials(discarded, ':JW', '')];
    expect(await findings(office(lines, { filing: 'MB' }))).toEqual(expected);
  });

  test('lines of one product are added up, with one finding', async () => {
    expect(await findings(office([vials(15, ''), vials(10, ':JW'), vials(5, ':JW')], { filing: 'MB' }))).toEqual([]);
    expect(await findings(office([vials(15, ''), vials(20, ':JW'), vials(10, ':JW')], { filing: 'MB' }))).toEqual([
      'xolair/waste-containers',
    ]);
  });

  test('units that are no count of 5 mg are left to unit-count', async () => {
    expect(await findings(office([vials(1, ''), vials(15, ':JW')], { filing: 'MB' }))).toEqual(['xolair/unit-count']);
    expect(await findings(office([vials(7.5, '', ''), vials(15, ':JW', '')], { filing: 'MB' }))).toEqual(['xolair/unit-count']);
  });

  test('80 mg of a 150 mg syringe, as guides have it', async () => {
    const lines = [
      'SV1*HC:J2357*670*UN*16***1~LIN**N4*50242021503~CTP****0.533*ML',
      'SV1*HC:J2357:JW*580*UN*14***1~LIN**N4*50242021503~CTP****0.467*ML',
    ];
    expect(await findings(office(lines, { filing: 'MB' }))).toEqual([]);
  });
});

describe('xolair/modifier-allowed', () => {
  test.each(['25', '26', 'TC', '50', 'LT', 'RT'])('%s on J2357', async (modifier) => {
    expect(await findings(office([vials(60, `:JZ:${modifier}`)]))).toEqual(['xolair/modifier-allowed']);
  });

  test.each(['25', '26', 'TC', '50', 'JW', 'JZ'])('%s on 96372', async (modifier) => {
    const injection = INJECTION.replace('96372', `96372:${modifier}`);
    expect(await findings(officeClaim([vials(60, ':JZ'), injection]))).toEqual(['xolair/modifier-allowed']);
  });

  test.each(['JB', 'TB', 'JG', 'KX', 'PO', 'PN', 'UD', 'KP', 'GA'])('%s on J2357 is fine', async (modifier) => {
    expect(await findings(office([vials(60, `:JZ:${modifier}`)]))).toEqual([]);
  });

  test('two of them are two findings, each at its place', async () => {
    const report = await judge([office([vials(60, ':JZ:25:RT')])]);
    expect(report.findings.map((finding) => [finding.rule, finding.location.element])).toEqual([
      ['xolair/modifier-allowed', 'SV101-4'],
      ['xolair/modifier-allowed', 'SV101-5'],
    ]);
  });

  test('26 on an institutional injection', async () => {
    const lines = [HOSPITAL_XOLAIR, CLINIC_INJECTION.replace('96372', '96372:26')];
    const report = await judge([hospitalClaim(lines)]);
    expect(report.findings.map((finding) => [finding.rule, finding.location.element])).toEqual([
      ['xolair/modifier-allowed', 'SV202-3'],
    ]);
  });
});
