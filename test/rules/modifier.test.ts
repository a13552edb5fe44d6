import { expect, test } from 'vitest';
import { complete, lintTexts } from '../support/example.ts';

const PROFESSIONAL = (procedure: string) =>
  `CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213:${procedure}*150*UN*1***1~`;
const INSTITUTIONAL = (procedure: string) =>
  `CLM*A1*150***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:99213:${procedure}*150*UN*1~`;

/** Message, element, text of the element, and the element that it is related to. */
async function found(text: string): Promise<string[]> {
  const whole = complete(text);
  const { findings } = await lintTexts([whole]);
  return findings.map(({ rule, messageId, location: { element, byteOffset, byteLength }, related = [] }) =>
    [rule, messageId, element, whole.slice(byteOffset, byteOffset + byteLength), ...related.map((each) => each.element)].join(
      ' ',
    ),
  );
}

test.each([
  ['SV101', PROFESSIONAL],
  ['SV202', INSTITUTIONAL],
])('each modifier of %s has its own place', async (element, claim) => {
  expect(await found(claim('2!'))).toEqual([`claim/modifier shape ${element}-3 2!`]);
  expect(await found(claim('25:5!'))).toEqual([`claim/modifier shape ${element}-4 5!`]);
  expect(await found(claim('25:59:!G'))).toEqual([`claim/modifier shape ${element}-5 !G`]);
  expect(await found(claim('25:59:GC:!A'))).toEqual([`claim/modifier shape ${element}-6 !A`]);
  expect(await found(claim('25:59:GC:59'))).toEqual([`claim/modifier twice ${element}-6 59 ${element}-4`]);
});

test('a place that is left empty counts', async () => {
  expect(await found(PROFESSIONAL(':25::25'))).toEqual(['claim/modifier twice SV101-6 25 SV101-4']);
  expect(await found(INSTITUTIONAL('::5!'))).toEqual(['claim/modifier shape SV202-5 5!']);
});

test.each(['0A', '9Z', 'A0', 'ZZ', 'zz'])('%s is two letters or digits', async (modifier) => {
  expect(await found(PROFESSIONAL(modifier))).toEqual([]);
});

test.each(['/A', ';A', '@A', '[A', 'A/', 'A;', 'A@', 'A['])('%s is not', async (modifier) => {
  expect(await found(PROFESSIONAL(modifier))).toEqual([expect.stringContaining('claim/modifier shape SV101-3')]);
});
