import { expect, test } from 'vitest';
import { complete, lintTexts } from '../support/example.ts';

const line = (lx: string, n: number) => `LX*${lx}~SV1*HC:9921${n}*10*XX*1***1~DTP*472*D8*20261005~`;
const CLAIM = 'CLM*A1*30***11:B:1*Y*A*Y*Y~HI*ABK:J4550~';

/** The line of each deviation: SV103 of all three is no code of the guide. */
async function lines(...numbers: readonly string[]): Promise<(number | undefined)[]> {
  const { findings } = await lintTexts([complete(CLAIM + numbers.map((lx, k) => line(lx, k + 2)).join(''))]);
  return findings.filter(({ location }) => location.element === 'SV103').map(({ serviceLine }) => serviceLine);
}

test('a deviation in a line names LX01', async () => {
  expect(await lines('1', '2', '3')).toEqual([1, 2, 3]);
  expect(await lines('7', '12', '999999')).toEqual([7, 12, 999_999]);
});

test.each(['', 'A', '1A', '/', ':', '0', '1000000'])('where LX01 is %j it names the ordinal of the line', async (lx) => {
  expect(await lines('5', lx, '9')).toEqual([5, 2, 9]);
});

test('the ordinal begins anew in each claim', async () => {
  const { findings } = await lintTexts([complete(CLAIM + line('A', 2) + CLAIM.replace('A1*30', 'A2*20') + line('B', 3))]);
  expect(findings.filter(({ location }) => location.element === 'SV103').map(({ serviceLine }) => serviceLine)).toEqual([1, 1]);
});
