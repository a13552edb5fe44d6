import { describe, expect, test } from 'vitest';
import { located, wordsOf } from '../support/located.ts';

const lines = (charges: readonly string[]) =>
  charges.map((charge, k) => `LX*${k + 1}~SV1*HC:9921${k + 2}*${charge}*UN*1***1~`).join('');
const office = (total: string, ...charges: string[]) => `CLM*A1*${total}***11:B:1*Y*A*Y*Y~HI*ABK:J4550~${lines(charges)}`;
const hospital = (total: string, charge: string) =>
  `CLM*A1*${total}***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:99213*${charge}*UN*1~`;

describe('claim/balance', () => {
  test('adds up charges of nothing as well', async () => {
    expect(await located(office('0', '100'))).toEqual(['claim/balance unbalanced CLM02 0']);
    expect(await located(office('100', '0'))).toEqual(['claim/balance unbalanced CLM02 100']);
    expect(await located(office('150', '100', '0'))).toEqual(['claim/balance unbalanced CLM02 150']);
    expect(await located(office('100', '100', '0'))).toEqual([]);
  });

  test('leaves what is no amount, wherever it is, to claim/charge', async () => {
    expect(await located(office('-5', '10'))).toEqual(['claim/charge negative CLM02 -5']);
    expect(await located(office('5', '-5', '20'))).toEqual(['claim/charge negative SV102 -5']);
    expect(await located(office('5', '20', '-5'))).toEqual(['claim/charge negative SV102 -5']);
  });
});

describe('claim/charge', () => {
  test('names the element of each guide', async () => {
    expect(await located(hospital('5', '-5'))).toEqual(['claim/charge negative SV203 -5']);
    expect(await located(hospital('-5', '5'))).toEqual(['claim/charge negative CLM02 -5']);
    expect(await located(hospital('5', 'x'), 'x12/*')).toEqual(['claim/charge text SV203 x']);
  });

  test('tells an amount that is missing from one that is not a number, where the structure does not', async () => {
    expect(await located(office('', '5'), 'x12/*')).toEqual(['claim/charge none CLM02 CLM']);
    expect(await located(office(' ', '5'), 'x12/*')).toEqual(['claim/charge none CLM02  ']);
    expect(await located(office('x', '5'), 'x12/*')).toEqual(['claim/charge text CLM02 x']);
    expect(await located(office('5', '5', ''), 'x12/*')).toEqual(['claim/charge none SV102 SV1']);
    expect(await located(office('5', '5', ' '), 'x12/*')).toEqual(['claim/charge none SV102  ']);
    expect(await located(office('5', '5', '$1'), 'x12/*')).toEqual(['claim/charge text SV102 $1']);
  });

  test('says nothing of a line without SV1', async () => {
    const text = `${office('5', '5')}LX*2~DTP*472*D8*20261005~`;
    expect(await located(text, 'x12/*')).toEqual([]);
  });
});

describe('claim/npi', () => {
  const rendering = (npi: string, qualifier = 'XX') =>
    `CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*DOC*ANN****${qualifier}*${npi}~LX*1~SV1*HC:99213*150*UN*1***1~`;

  // Made with the textbook's Luhn formula over 80840 and nine digits, right to left.
  test.each(['1234567893', '1000000004', '1999999992', '1010101016', '1909090908'])('%s is sound', async (npi) => {
    expect(await located(rendering(npi))).toEqual([]);
  });

  test.each([
    ['1234567890', 'check'],
    ['1234567894', 'check'],
    ['2134567893', 'check'],
    ['123456789', 'length'],
    ['12345678933', 'length'],
    ['123456789A', 'letters'],
    ['123456789/', 'letters'],
    ['A234567893', 'letters'],
    ['12345/7893', 'letters'],
    ['12345;7893', 'letters'],
  ])('%s is not: %s', async (npi, message) => {
    expect(await located(rendering(npi))).toEqual([`claim/npi ${message} NM109 ${npi}`]);
  });
});

test('claim/npi says nothing of blanks around a number, nor of none', async () => {
  const rendering = (npi: string) =>
    `CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*DOC*ANN****XX*${npi}~LX*1~SV1*HC:99213*150*UN*1***1~`;
  for (const npi of ['1234567893 ', ' 1234567893', '', ' ']) expect(await located(rendering(npi), 'x12/*')).toEqual([]);
  expect(await located(rendering('1234567899'), 'x12/*')).toEqual(['claim/npi check NM109 1234567899']);
});

describe('claim/frequency', () => {
  const claim = (code: string, f8 = '', filing = 'CI') =>
    `SBR*P*18*******${filing}~CLM*A1*150***11:B:${code}*Y*A*Y*Y~${f8}HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~`;
  const bill = (code: string, f8 = '', filing = 'CI') =>
    `SBR*P*18*******${filing}~CLM*A1*150***13:A:${code}**A*Y*Y~${f8}HI*ABK:J4550~LX*1~SV2*0510*HC:99213*150*UN*1~`;

  test.each<[string, string, string[]]>([
    ['a replacement without a reference', claim('7'), ['original REF02']],
    ['a void without a reference', claim('8'), ['original REF02']],
    ['an original with one', claim('1', 'REF*F8*PCC1~'), ['leftover REF02']],
    ['a replacement to Medicare Part B', claim('7', 'REF*F8*PCC1~', 'MB'), ['medicare CLM05-3']],
    ['a replacement to Medicare Part A', bill('7', 'REF*F8*PCC1~', 'MA'), []],
    ['a replacement with one to another payer', claim('7', 'REF*F8*PCC1~'), []],
    ['an interim bill', bill('2'), []],
    ['a code of no guide', claim('6', 'REF*F8*PCC1~'), ['unknown CLM05-3']],
    ['a reference of blanks beside an original', claim('1', 'REF*F8* ~'), []],
  ])('%s', async (_, text, expected) => {
    const found = (await located(text, 'x12/*')).map((each) => each.split(' ').slice(1, 3).join(' '));
    expect(found).toEqual(expected);
  });

  test('tells a code that is missing from one that is none', async () => {
    expect(await located(claim(''), 'x12/*')).toEqual(['claim/frequency missing CLM05-3 CLM']);
    expect(await located(claim('6'), 'x12/*')).toEqual(['claim/frequency unknown CLM05-3 6']);
  });

  test.each([
    ['6', '"6"'],
    // A code has one character: another text may be anything, even a name.
    ['6a', '2 letters and digits'],
    ['ANN', '3 letters'],
    ['!6', '2 characters'],
    ['6!', '2 characters'],
  ])('repeats %s as %s', async (code, word) => {
    expect(await wordsOf(claim(code), 'x12/*')).toEqual([expect.stringContaining(word)]);
  });

  test('says what it takes the claim for', async () => {
    expect(await wordsOf(claim('7'))).toEqual(['CLM05-3 is 7 (replacement), but no REF*F8 names the earlier claim']);
    expect(await wordsOf(claim('8'))).toEqual(['CLM05-3 is 8 (void), but no REF*F8 names the earlier claim']);
  });
});
