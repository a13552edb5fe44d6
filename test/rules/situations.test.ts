import { expect, test } from 'vitest';
import { complete, lintTexts, summary } from '../support/example.ts';

const subscriber = (sbr: string) =>
  `${sbr}~NM1*IL*1*TESTER*PAT****MI*M1~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~`;
const STAY =
  'CLM*A1*100***11:A:1**A*Y*Y~DTP*434*RD8*20261001-20261005~DTP*435*D8*20261001~CL1*3*1*01~HI*ABK:J4550~HI*ABJ:J4551~NM1*71*1*DOC*ANN****XX*1987654328~LX*1~SV2*0250**100*UN*1~';
const VISIT = 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~';

const findings = async (text: string, change: (text: string) => string = (same) => same) => {
  const { findings } = await lintTexts([change(complete(text))]);
  return findings.map(({ rule, messageId, severity, location }) =>
    [rule, messageId, severity, location.loop, location.element ?? location.segment].join(' '),
  );
};

test.each<[bill: string, asked: boolean]>([
  ['11', true],
  ['18', true],
  ['21', true],
  // Part B pays for these as for outpatients, or the sources do not agree.
  ['12', false],
  ['22', false],
  ['13', false],
  ['32', false],
])('bill type %sx has an admission date: %s', async (bill, asked) => {
  const text = STAY.replace('11:A', `${bill}:A`).replace('DTP*435*D8*20261001~', '');
  expect((await findings(text)).includes('x12/situational admissionBill error 2300 CLM')).toBe(asked);
});

test('an address that names another country, or a state beyond the United States, has no ZIP code of nine digits', async () => {
  const provider = (n4: string) => (text: string) => text.replace('N4*DENVER*CO*802021234', n4);
  const visit = `${subscriber('SBR*P*18*******CI')}${VISIT}`;
  expect(await findings(visit, provider('N4*DENVER*CO*80202*US'))).toEqual(['x12/situational zip warning 2010AA N403']);
  for (const n4 of ['N4*TORONTO*ON*M5V2T6*CA', 'N4*TORONTO*ON*M5V2T6', 'N4*PARIS**75001*FR']) {
    expect(await findings(visit, provider(n4))).toEqual([]);
  }
  expect(await findings(visit, provider('N4*DENVER*XX*80202'))).toEqual(['x12/element-code illegal error 2010AA N402']);
  expect(await findings(visit, provider('N4*DENVER'))).toEqual(['x12/situational address error 2010AA N402']);
});

test('a void is judged by the structure all the same', async () => {
  const text = STAY.replace('11:A:1', '11:A:8')
    .replace('CL1*3*1*01', 'CL1*3*1*01~REF*F8*PCC1')
    .replace('DTP*435*D8*20261001~', '');
  expect(summary(await lintTexts([complete(text)]))).toEqual(['x12/situational']);
});
