import { describe, expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
import type { RuleSeverity } from '../../src/model/finding.ts';
import { complete } from '../support/example.ts';

/** A claim with two situations: an accident without a date, and without a state. */
const TEXT = complete('CLM*A1*100***11:B:1*Y*A*Y*Y**AA~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~');
type Rules = Readonly<Record<string, RuleSeverity | 'default'>>;

const DATE = 'x12/situational/accidentDate';
const STATE = 'x12/situational/accidentState';

/** What a run with these rules of a config finds, and then those of the command line. */
async function found(rules: Rules, words: Rules = {}) {
  const config = { rules, overrides: [{ types: ['837P'], rules: words }] };
  const { findings } = await lint(Buffer.from(TEXT), { config });
  return findings.map(({ rule, messageId, severity }) => `${rule}/${messageId} ${severity}`).sort();
}

describe('one row of a rule', () => {
  test.each<[what: string, rules: Rules, left: readonly string[]]>([
    ['is off alone', { [DATE]: 'off' }, [`${STATE} error`]],
    ['has a severity of its own', { [DATE]: 'info' }, [`${DATE} info`, `${STATE} error`]],
    ['stays on where the rule is off', { 'x12/situational': 'off', [DATE]: 'warning' }, [`${DATE} warning`]],
    ['wins over its rule in any order', { [DATE]: 'warning', 'x12/situational': 'off' }, [`${DATE} warning`]],
    ['is meant by a prefix of rows', { 'x12/situational/accident*': 'off' }, []],
    ['wins over a prefix of rows', { [STATE]: 'info', 'x12/situational/acc*': 'off' }, [`${STATE} info`]],
    [
      'has again what its rule says',
      { 'x12/situational': 'warning', [DATE]: 'default' },
      [`${DATE} warning`, `${STATE} warning`],
    ],
  ])('%s', async (_, rules, left) => {
    expect(await found(rules)).toEqual(left);
  });

  test('is overridden by what is said later', async () => {
    expect(await found({ [DATE]: 'off' }, { 'x12/situational': 'warning' })).toEqual([`${DATE} warning`, `${STATE} warning`]);
    expect(await found({ [DATE]: 'off' }, { [DATE]: 'error' })).toEqual([`${DATE} error`, `${STATE} error`]);
  });

  test('that does not exist is refused with the one that was meant', async () => {
    await expect(found({ 'x12/situational/accidentdate': 'off' })).rejects.toThrow(/there is no such rule.*accidentDate/);
  });
});
