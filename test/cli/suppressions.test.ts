import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { complete } from '../support/example.ts';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';

const CLAIM = 'CLM*SECRETPCN*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~';
const BALANCED = CLAIM.replace('*150*', '*100*');
const NAME = 'xolint-suppressions.json';

test('a baseline is made, holds, is missed when its findings go, and is pruned', async () => {
  const folder = folderWith({ 'a.edi': complete(CLAIM + CLAIM.replace('99213', '99214')) });
  const run = (...args: string[]) => runXolint(['a.edi', '-f', 'json', '--no-config', ...args], { cwd: folder });
  expect((await run()).status).toBe(1);
  expect((await run('--prune-suppressions')).status).toBe(2);

  const made = await run('--suppress-rule', 'claim/*', '--suppress-reason', 'agreed', '--suppress-by', 'AB');
  expect(made.status).toBe(0);
  const text = readFileSync(join(folder, NAME), 'utf8');
  expect(text).not.toMatch(/SECRETPCN|TESTER|M00000001|19800101/);
  expect(JSON.parse(text).suppressions).toEqual([
    expect.objectContaining({ rule: 'claim/balance', count: 2, interchange: '000000001', reason: 'agreed', by: 'AB' }),
  ]);

  const held = await run();
  expect(held.status).toBe(0);
  const report = JSON.parse(held.stdout);
  expect(report.findings).toEqual([]);
  expect(report.suppressed).toHaveLength(2);
  expect(report.suppressed[0].suppression).toEqual({ reason: 'agreed', by: 'AB' });
  expect(report.summary).toMatchObject({ errors: 0, suppressed: 2, claimsWithErrors: 0 });

  writeFileSync(join(folder, 'a.edi'), complete(BALANCED + CLAIM));
  const stale = await run();
  expect(stale.status).toBe(2);
  expect(stale.stderr).toContain('--prune-suppressions');
  expect((await run('--pass-on-unpruned-suppressions')).status).toBe(0);
  expect((await run('--prune-suppressions')).status).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, NAME), 'utf8')).suppressions[0].count).toBe(1);
  expect((await run()).status).toBe(0);
});

test('an entry past its last day is an error, and its finding counts again', async () => {
  const folder = folderWith({ 'a.edi': complete(CLAIM), 'sub/.keep': '' });
  const where = ['--suppressions-location', 'sub'];
  const run = (...args: string[]) => runXolint(['a.edi', '--no-config', ...where, ...args], { cwd: folder });
  expect((await run()).status).toBe(2);
  expect((await run('--suppress-all', '--suppress-until', '2020-02-29', '--suppress-by', 'AB')).status).toBe(0);
  const late = await run('--rule', 'claim/balance:info');
  expect(late.status).toBe(1);
  expect(late.stderr).toMatch(/the suppression of claim\/balance \([0-9a-f]{32}\) by AB ended on 2020-02-29/);
  expect(late.stdout).toContain('Its suppression by AB ended on 2020-02-29');
  expect((await run('--suppress-all', '--suppress-until', '9999-12-31')).status).toBe(0);
  expect((await run()).status).toBe(0);
});

test('a claim whose errors are all accepted is accepted in the 277CA', async () => {
  const folder = folderWith({ 'a.edi': complete(CLAIM) });
  const acknowledge = async (out: string) => {
    const ran = await runXolint(['a.edi', '--no-config', '-f', `277ca:${out}`], { cwd: folder });
    expect(ran.status).not.toBe(2);
    return readdirSync(join(folder, out)).map((name) => readFileSync(join(folder, out, name), 'latin1'));
  };
  expect((await acknowledge('before')).join('')).toMatch(/STC\*A[367]:400/);
  expect((await runXolint(['a.edi', '--no-config', '--suppress-all'], { cwd: folder })).status).toBe(0);
  expect((await acknowledge('after')).join('')).not.toMatch(/STC\*A[3678]:/);
});

test.each([
  [['--suppress-all', '--suppress-rule', 'claim/balance'], 'cannot be used together'],
  [['--suppress-all', '--prune-suppressions'], 'cannot be used together'],
  [['--suppress-until', '2027-01-01'], 'needs --suppress-all'],
  [['--suppress-all', '--suppress-until', '2027-02-30'], 'takes a date'],
  [['--suppress-rule', 'claim/nothing'], 'no rule "claim/nothing"'],
  [['--suppressions-location', 'none.json'], 'There is no suppressions file at'],
])('%s is refused', async (args, sentence) => {
  const folder = folderWith({ 'a.edi': complete(CLAIM) });
  const { status, stderr, stdout } = await runXolint(['a.edi', '--no-config', ...args], { cwd: folder });
  expect(stderr).toContain(sentence);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});
