import { describe, expect, test } from 'vitest';
import { noCounts } from '../../src/engine/judge.ts';
import { type FailOn, inOrder, verdict } from '../../src/engine/triage.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { FileReport, Report } from '../../src/model/report.ts';

const report = (...files: Partial<FileReport>[]): Report => ({
  version: '0.0.0',
  shown: [],
  files: files.map((file, i) => ({ path: `${i}.edi`, ...noCounts(), notes: [], ...file })),
  paths: [],
  findings: [],
  suppressed: [],
  notChecked: [],
  rules: new Map(),
  skipped: [],
  failOn: 'error',
});
const FAULT = { code: 'no-isa', message: 'There is no ISA.' };

describe('the exit status', () => {
  const LEVELS = ['error', 'warning', 'info', 'never'] as const;
  test.each<[what: string, file: Partial<FileReport>, byLevel: readonly number[]]>([
    ['nothing', {}, [0, 0, 0, 0]],
    ['an error', { errors: 1 }, [1, 1, 1, 0]],
    ['a warning', { warnings: 1 }, [0, 1, 1, 0]],
    ['an info', { infos: 1 }, [0, 0, 1, 0]],
    ['a fault', { fault: FAULT }, [2, 2, 2, 2]],
    ['a fault beside an error', { fault: FAULT, errors: 3 }, [2, 2, 2, 2]],
  ])('of %s, failing on error, warning, info, never', (_, file, byLevel) => {
    const statuses = (given: Report) => LEVELS.map((level) => verdict(given, { level, maxWarnings: -1 }));
    expect(statuses(report(file))).toEqual(byLevel);
    // A clean file before or after it takes nothing back.
    expect(statuses(report({}, file, {}))).toEqual(byLevel);
  });

  test('fails with more warnings than are allowed in all files together, whatever the level', () => {
    const status = (maxWarnings: number, level: FailOn['level'], ...warnings: number[]) =>
      verdict(report(...warnings.map((count) => ({ warnings: count, infos: 9 }))), { level, maxWarnings });
    expect([status(3, 'error', 2, 1), status(2, 'error', 2, 1), status(2, 'never', 2, 1)]).toEqual([0, 1, 1]);
    expect([status(0, 'error', 0), status(0, 'error', 1), status(-1, 'error', 1)]).toEqual([0, 1, 0]);
    expect(verdict(report({ fault: FAULT, warnings: 5 }), { level: 'never', maxWarnings: 0 })).toBe(2);
  });
});

describe('the order of findings', () => {
  const finding = (byteOffset: number, rule: string, messageId = 'm', element?: string): Finding => ({
    rule,
    messageId,
    severity: 'error',
    data: {},
    file: 0,
    location: { line: 1, column: 1, byteOffset, byteLength: 1, ...(element !== undefined && { element }) },
    fingerprint: '0'.repeat(32),
  });
  const sorted = [
    finding(5, 'x12/z'),
    finding(40, 'claim/a', 'm', 'SV101-1'),
    finding(40, 'claim/b', 'a'),
    finding(40, 'claim/b', 'b'),
    finding(40, 'claim/b', 'b', 'SV101'),
    finding(40, 'claim/b', 'b', 'SV102'),
    finding(300, 'claim/a'),
  ];

  test.each([
    ['backwards', [...sorted].reverse()],
    ['forwards', sorted],
    ['mixed', [3, 0, 6, 1, 5, 4, 2].map((i) => sorted[i]!)],
  ])('is byte, rule, words, element, and not the one they came in: %s', (_, given) => {
    const before = [...given];
    expect(inOrder(given, ({ messageId }) => messageId)).toEqual(sorted);
    expect(given).toEqual(before);
  });
});
