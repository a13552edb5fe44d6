import { expect, test } from 'vitest';
import { located, wordsOf } from '../support/located.ts';

const PROFESSIONAL = (procedure: string) =>
  `CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213:${procedure}*150*UN*1***1~`;
const INSTITUTIONAL = (procedure: string) =>
  `CLM*A1*150***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:99213:${procedure}*150*UN*1~`;

test.each([
  ['SV101', PROFESSIONAL],
  ['SV202', INSTITUTIONAL],
])('each modifier of %s has its own place', async (element, claim) => {
  expect(await located(claim('2!'))).toEqual([`claim/modifier shape ${element}-3 2!`]);
  expect(await located(claim('25:5!'))).toEqual([`claim/modifier shape ${element}-4 5!`]);
  expect(await located(claim('25:59:!G'))).toEqual([`claim/modifier shape ${element}-5 !G`]);
  expect(await located(claim('25:59:GC:!A'))).toEqual([`claim/modifier shape ${element}-6 !A`]);
  expect(await located(claim('25:59:GC:59'))).toEqual([`claim/modifier twice ${element}-6 59 ${element}-4`]);
});

test('a place that is left empty counts', async () => {
  expect(await located(PROFESSIONAL(':25::25'))).toEqual(['claim/modifier twice SV101-6 25 SV101-4']);
  expect(await located(INSTITUTIONAL('::5!'))).toEqual(['claim/modifier shape SV202-5 5!']);
});

test.each(['0A', '9Z', 'A0', 'ZZ', 'zz'])('%s is two letters or digits', async (modifier) => {
  expect(await located(PROFESSIONAL(modifier))).toEqual([]);
});

test.each(['/A', ';A', '@A', '[A', 'A/', 'A;', 'A@', 'A['])('%s is not', async (modifier) => {
  expect(await located(PROFESSIONAL(modifier))).toEqual([expect.stringContaining('claim/modifier shape SV101-3')]);
});

test.each([
  ['5-', '"5-"'],
  // A modifier has two characters: another text may be anything, even a name.
  ['ABC', '3 letters'],
  ['ANNA', '4 letters'],
  ['!A', '2 characters'],
  ['A!', '2 characters'],
])('%s is repeated as %s', async (modifier, word) => {
  expect(await wordsOf(PROFESSIONAL(modifier), 'x12/*')).toEqual([expect.stringContaining(word)]);
});

test('a blank is no modifier, and a longer text is one that is wrong', async () => {
  expect(await located(PROFESSIONAL(' :59:5!'), 'x12/*')).toEqual(['claim/modifier shape SV101-5 5!']);
  expect(await located(PROFESSIONAL('59A'), 'x12/*')).toEqual(['claim/modifier shape SV101-3 59A']);
});
