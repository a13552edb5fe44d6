import { describe, expect, test } from 'vitest';
import type { Situation } from '../../src/rules/x12/support/situations/situation.ts';
import { SITUATIONS } from '../../src/rules/x12/support/situations/table.ts';
import { complete, lintTexts, summary } from '../support/example.ts';

const subscriber = (sbr: string) =>
  `${sbr}~NM1*IL*1*TESTER*PAT****MI*M1~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~`;
const STAY =
  'CLM*A1*100***11:A:1**A*Y*Y~DTP*096*TM*1100~DTP*434*RD8*20261001-20261005~DTP*435*D8*20261001~CL1*3*1*01~HI*ABK:J4550~HI*ABJ:J4551~NM1*71*1*DOC*ANN****XX*1987654328~LX*1~SV2*0250**100*UN*1~';
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
  for (const n4 of ['N4*TORONTO*ON*M5V2T6*CA', 'N4*PARIS**75001*FR']) {
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

describe.each(Object.entries<Situation>(SITUATIONS))('the situation %s', (id, { examples }) => {
  test.each(examples.bad)('is found at $at', async ({ text, at }) => {
    const { findings } = await lintTexts([complete(text)]);
    expect(findings.map(({ rule, messageId, location }) => [rule, messageId, location.element ?? location.segment])).toEqual([
      ['x12/situational', id, at],
    ]);
  });

  test('has an example', () => {
    expect(examples.bad.length).toBeGreaterThan(0);
  });
});

describe('a level', () => {
  const claim = (frequency: number) =>
    `CLM*A${frequency}*100***11:B:${frequency}*Y*A*Y*Y~REF*F8*PCC1~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~`;
  const void8 = claim(8);
  const unaddressed = (text: string) => complete(text).replace('N3*12 OAK ST~', '');
  const found = async (text: string) =>
    (await lintTexts([text])).findings
      .filter(({ rule }) => rule === 'x12/situational')
      .map((finding) => `${finding.messageId} ${finding.claim?.ordinal ?? 'of no claim'}`);

  test('that has ended is judged once, whatever follows, and what is found is of no claim', async () => {
    const zip = (text: string) => complete(text).replace('802021234', '80202');
    expect(await found(zip(void8))).toEqual(['zip of no claim']);
    expect(await found(zip(`${claim(1)}${claim(7)}`))).toEqual(['zip of no claim']);
    expect(await found(zip(void8).replace(/CLM.*?(?=SE\*)/, ''))).toEqual(['zip of no claim']);
  });

  test('of a subscriber who is the patient is judged with the first claim, void or not', async () => {
    expect(await found(unaddressed(`${void8}${claim(1)}`))).toEqual(['subscriber 1']);
    // The first claim that is compared: one with the lines of the other guide is not.
    const foreign = claim(1).replace('SV1*HC:99213*100*UN*1***1', 'SV2*0510*HC:99213*100*UN*1');
    const text = unaddressed(`${claim(7)}`).replace('CLM*A7', `${foreign}CLM*A7`);
    expect(await found(text)).toEqual(['subscriber 2']);
  });

  test('or claim in which a line break is inside a segment is not judged', async () => {
    expect(await found(unaddressed(claim(1)).replace('TESTER', 'TES\nTER'))).toEqual([]);
    expect(await found(complete(VISIT.replace('*Y*Y~', '*Y*Y**OA~')))).toEqual(['accidentDate 1']);
    expect(await found(complete(VISIT.replace('*Y*Y~', '*Y*Y**OA~').replace('ABK:J4', 'ABK:J\n4')))).toEqual([]);
  });
});

test('where the provider of a line is the one of the claim, one finding counts the lines', async () => {
  const again = 'NM1*82*1*TESTER*DOC****XX*1987654328~';
  const line = (n: number) => `LX*${n}~SV1*HC:99213*50*UN*1***1~DTP*472*D8*2026100${n}~`;
  const text = `CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~${again}${line(1)}${again}${line(2)}${line(3)}${again}`;
  const { findings } = await lintTexts([complete(text)]);
  expect(findings.map(({ messageId, data, serviceLine }) => [messageId, data, serviceLine])).toEqual([
    ['rendering', { npi: '1987654328', lines: '2 lines' }, 1],
  ]);
});
