import { afterAll, expect, test } from 'vitest';
import { Desk } from '../support/cli.ts';
import { complete } from '../support/example.ts';

const desk = new Desk();
afterAll(() => desk.remove());

desk.put('claims.edi', complete('CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:J3089~LX*1~SV1*HC:99213*150*UN*1***1~'));
desk.put(
  'c/xolint.config.json',
  JSON.stringify({ codeSets: { icd10cm: { file: 'lists/dx.csv', to: '2026-12-31' } }, rules: { 'claim/code-set': 'error' } }),
);

interface Printed {
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly location: { element?: string } }[];
  readonly codeSets?: Readonly<Record<string, unknown>>;
}

async function run(...args: readonly string[]) {
  const { status, stdout, stderr } = await desk.run([...args, 'claims.edi']);
  return { status, stderr, report: stdout === '' ? undefined : (JSON.parse(stdout) as Printed) };
}

test('codes are looked up in the lists that a config names', async () => {
  desk.put('c/lists/dx.csv', 'code,from,to\nJ45.50,2015-10-01,\nJ30.89,2015-10-01,2025-09-30\n');
  const { status, report } = await run('--config', 'c/xolint.config.json', '-f', 'json');
  expect(status).toBe(1);
  expect(report?.findings.map(({ rule, severity, location }) => [rule, severity, location.element])).toEqual([
    ['claim/code-set', 'error', 'HI02-2'],
  ]);
  const printed = await run('--config', 'c/xolint.config.json', '--print-config');
  const list = { files: [expect.stringMatching(/c\/lists\/dx\.csv$/)], rows: 2 };
  expect(printed.report?.codeSets).toEqual({ icd10cm: { '837P': list, '837I': list } });
  expect(await run('--no-config', '-f', 'json')).toMatchObject({ status: 0, report: { findings: [] } });
});

test('a row that cannot be read ends the run with 2, and names file and row', async () => {
  desk.put('c/lists/dx.csv', 'code,from,to\nJ45.50,2015-10-01,\nJ30.89,soon,\n');
  const { status, stderr, report } = await run('--config', 'c/xolint.config.json', '-f', 'json');
  expect([status, report]).toEqual([2, undefined]);
  expect(stderr).toMatch(
    /^xolint: \S*c\/lists\/dx\.csv: row 3: the first day \(from\) is "soon", which is not a date\. Write it as/,
  );
});

test('a list that is not there ends the run with 2', async () => {
  desk.put('gone.json', JSON.stringify({ codeSets: { carc: 'carc.csv' } }));
  const { status, stderr } = await run('--config', 'gone.json');
  expect(status).toBe(2);
  expect(stderr).toMatch(/carc\.csv: There is no such file\. Check the path in codeSets\./);
});
