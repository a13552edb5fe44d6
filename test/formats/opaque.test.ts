import { expect, test } from 'vitest';
import { frameOf } from '../../src/formats/frame.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Shown } from '../../src/model/finding.ts';
import { RULES } from '../../src/rules/index.ts';
import { HEAD } from '../support/edi.ts';
import { lintNamed } from '../support/report.ts';

const ISA = 'ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER       *261101*1200*^*00501*000000905*0*P*:';
const FILE = [
  ISA,
  'GS*HC*SUBMITTER*RECEIVER*20261101*1200*1*X*005010X222A1',
  'ST*837*0001*005010X222A1',
  ...HEAD,
  'HL*2*1*22*0',
  'SBR*P*18*******CI',
  'NM1*IL*1*TESTER*PAT****MI*554433221',
  'N3*12 OAK ST',
  'N4*DENVER*CO*80203',
  'DMG*D8*19800101*F',
  'NM1*PR*2*PAYER ONE*****PI*60054',
  'CLM*554433221*100***11:B:1*Y*A*Y*Y',
  'HI*ABK:J4550',
  'LX*1',
  'SV1*HC:99213*100*UN*1***1',
  'DTP*472*D8*20261005',
  'SE*23*0001',
  'GE*1*1',
  'IEA*1*000000905',
];

/** The messages about a rule, and how their segments are drawn, after one segment was replaced. */
async function said(from: string, to: string, rule: string, shown: readonly Shown[] = []): Promise<string[]> {
  expect(FILE).toContain(from);
  const text = `${FILE.map((segment) => (segment === from ? to : segment)).join('~')}~`;
  const { findings } = await lintNamed({ 'a.edi': text }, { rules: RULES, shown });
  const words = new Map(RULES.map((each) => [each.id, each]));
  return findings
    .filter((finding) => finding.rule === rule)
    .map((finding) => `${messageOf(finding, words, shown)} | ${frameOf(finding.location)?.text}`);
}

test.each<[what: string, from: string, to: string, rule: string, expected: string]>([
  [
    'a name under the id SE',
    'SE*23*0001',
    'SE*23*TESTER',
    'x12/control-number',
    'SE02 is 6 letters, but ST02 is "0001" | SE*▒▒*▒▒▒▒▒▒',
  ],
  [
    'a reference under the id SE',
    'SE*23*0001',
    'SE*SY*554433221',
    'x12/control-number',
    'SE02 is 9 digits, but ST02 is "0001" | SE*▒▒*▒▒▒▒▒▒▒▒▒',
  ],
  [
    'an id in the place of a count',
    'SE*23*0001',
    'SE*554433221*0001',
    'x12/count',
    'SE01 is 9 digits, but the set has only 23 segments: some may be lost | SE*▒▒▒▒▒▒▒▒▒*▒▒▒▒',
  ],
  [
    'a claim number swapped with the charge',
    'CLM*554433221*100***11:B:1*Y*A*Y*Y',
    'CLM*100*554433221***11:B:1*Y*A*Y*Y',
    'claim/balance',
    'CLM02 is an amount, but the charges of the 1 service lines add up to $100.00 | CLM*▒▒▒*▒▒▒▒▒▒▒▒▒***▒▒:▒:▒*▒*▒*▒*▒',
  ],
  [
    'an id in the place of the charge of a line',
    'SV1*HC:99213*100*UN*1***1',
    'SV1*HC:99213*554433221*UN*1***1',
    'claim/balance',
    'CLM02 is $100.00, but the charges of the 1 service lines add up to an amount | CLM*▒▒▒▒▒▒▒▒▒*▒▒▒***▒▒:▒:▒*▒*▒*▒*▒',
  ],
  [
    'a name in the place of a role',
    'NM1*PR*2*PAYER ONE*****PI*60054',
    'NM1*LEE*2*PAYER ONE*****PI*60054',
    'x12/element-code',
    'NM101 (role) is 3 letters, but must be IL or PR | NM1*▒▒▒*▒*▒▒▒▒▒▒▒▒▒*****▒▒*▒▒▒▒▒',
  ],
  [
    'a name of three letters in the place of a qualifier',
    'DTP*472*D8*20261005',
    'DTP*LEE*D8*20261005',
    'x12/element-code',
    'DTP01',
  ],
])('%s is not shown', async (_, from, to, rule, expected) => {
  expect((await said(from, to, rule)).join('\n')).toContain(expected);
  expect((await said(from, to, rule)).join('\n')).not.toMatch(/554433221|TESTER|LEE/);
});

test.each<[what: string, from: string, to: string, rule: string, expected: string]>([
  [
    'a code',
    'SV1*HC:99213*100*UN*1***1',
    'SV1*HC:99213*100*XX*1***1',
    'x12/element-code',
    'is "XX", but must be MJ or UN | SV1*HC:',
  ],
  ['a control number', 'SE*23*0001', 'SE*23*0002', 'x12/control-number', 'SE02 is "0002", but ST02 is "0001" | SE*23*0002'],
  ['a charge', 'SV1*HC:99213*100*UN*1***1', 'SV1*HC:99213*110*UN*1***1', 'claim/balance', 'CLM02 is $100.00, but the charges'],
])('%s of a segment that conforms is shown', async (_, from, to, rule, expected) => {
  expect((await said(from, to, rule)).join('\n')).toContain(expected);
});

test('what is withheld is shown with the segment', async () => {
  const [message] = await said('SE*23*0001', 'SE*SY*554433221', 'x12/control-number', ['segment']);
  expect(message).toContain('SE02 is "554433221"');
});

test('an id of a segment that may be a name is not repeated', async () => {
  const found = await said('DTP*472*D8*20261005', 'DTP*472*D8*20261005~LEE*JANE', 'x12/segment-known');
  expect(found).toEqual(['The 837P guide has no segment of this id (3 letters) | ?*▒▒▒▒']);
});

test('control numbers that are not numbers are in no head', async () => {
  const isa = ISA.replace('*000000905*', '*TESTERPAT*');
  const text = `${FILE.map((segment) => (segment === ISA ? isa : segment)).join('~')}~`.replace('*100*UN', '*110*UN');
  const { findings } = await lintNamed({ 'a.edi': text }, { rules: RULES });
  expect(findings.find((finding) => finding.rule === 'claim/balance')!.claim).toEqual({
    interchange: '',
    group: '1',
    transaction: '0001',
    ordinal: 1,
    payer: '60054',
  });
});
