import { describe, expect, test } from 'vitest';
import { parseSuppressions, printSuppressions } from '../../src/config/suppressions.ts';
import { Baseline, countsOf } from '../../src/engine/baseline.ts';
import type { Finding } from '../../src/model/finding.ts';

const print = (digit: string) => digit.repeat(32);
const finding = (digit: string, claim = 1, rule = 'claim/balance'): Finding => ({
  rule,
  messageId: 'unbalanced',
  severity: 'error',
  data: {},
  file: 0,
  location: { line: 1, column: 1, byteOffset: claim, byteLength: 1 },
  claim: { interchange: '000000001', ordinal: claim },
  fingerprint: print(digit),
});
const entry = (digit: string, count = 1, until?: string) => ({
  fingerprint: print(digit),
  rule: 'claim/balance',
  count,
  interchange: '000000001',
  reason: 'agreed',
  ...(until && { until }),
});
const READ = ['000000001'];

describe('baseline', () => {
  test('suppresses as many findings of a fingerprint as it accepts', () => {
    const baseline = new Baseline([entry('a', 2)], { today: '2026-11-23' });
    const split = baseline.apply([finding('a', 1), finding('b', 1), finding('a', 2)], READ);
    expect(split.findings.map((item) => item.fingerprint)).toEqual([print('b')]);
    expect(split.suppressed.map((item) => [item.claim?.ordinal, item.suppression])).toEqual([
      [1, { reason: 'agreed' }],
      [2, { reason: 'agreed' }],
    ]);
    expect(baseline.unused).toEqual([]);
  });

  test('reports all findings of a fingerprint when there are more than it accepts: nobody knows the new one', () => {
    const baseline = new Baseline([entry('a', 2)], { today: '2026-11-23' });
    const split = baseline.apply([finding('a', 1), finding('a', 2), finding('a', 3)], READ);
    expect(split.findings).toHaveLength(3);
    expect(split.suppressed).toEqual([]);
    expect(baseline.unused).toEqual([]);
  });

  test('does not accept the same finding once in each of two files', () => {
    const baseline = new Baseline([entry('a')], { today: '2026-11-23' });
    expect(baseline.apply([finding('a')], READ).suppressed).toHaveLength(1);
    expect(baseline.apply([finding('a')], READ).findings).toHaveLength(1);
  });

  test.each([
    ['2026-11-23', true],
    ['2026-11-22', false],
    ['2027-01-01', true],
  ])('holds up to its last day: %s on 2026-11-23', (until, holds) => {
    const baseline = new Baseline([entry('a', 1, until)], { today: '2026-11-23' });
    const split = baseline.apply([finding('a')], READ);
    expect(split.suppressed).toHaveLength(holds ? 1 : 0);
    expect(baseline.expired).toHaveLength(holds ? 0 : 1);
    if (!holds) expect(split.findings[0]!.suppression).toEqual({ reason: 'agreed', until, expired: true });
  });

  test('calls an entry unused only when its interchange was read', () => {
    const other = { ...entry('c'), interchange: '000000002' };
    const baseline = new Baseline([entry('a', 2), entry('b'), other], { today: '2026-11-23' });
    baseline.apply([finding('a')], READ);
    expect(baseline.unused.map((item) => item.fingerprint)).toEqual([print('a'), print('b')]);
    expect(baseline.entries(true)).toEqual([entry('a', 1), other]);
    expect(baseline.entries(false)).toEqual([entry('a', 2), entry('b'), other]);
  });

  test('takes findings in, and keeps the words of entries that hold', () => {
    const words = { reason: 'new', until: '2027-01-31', by: 'AB' };
    const old = entry('a', 1);
    const past = entry('b', 1, '2026-01-01');
    const baseline = new Baseline([old, past], { today: '2026-11-23', adopt: new Set(['claim/balance']), entry: words });
    const split = baseline.apply(
      [finding('a', 1), finding('a', 2), finding('b', 1), finding('c', 3), finding('d', 1, 'claim/charge')],
      READ,
    );
    expect(split.findings.map((item) => item.rule)).toEqual(['claim/charge']);
    expect(baseline.entries(false)).toEqual([
      { ...old, count: 2 },
      { ...entry('b'), ...words },
      { ...entry('c'), ...words },
    ]);
    expect(baseline.expired).toEqual([]);
  });

  test.each(['DOE JANE', '1 JANE', 'JANE 1', '1234567890', ''])(
    'writes down no text that stands in the place of a control number: %j',
    (interchange) => {
      const named = { ...finding('a'), claim: { interchange, ordinal: 1 } };
      const baseline = new Baseline([], { today: '2026-11-23', adopt: new Set(['claim/balance']), entry: { reason: 'x' } });
      baseline.apply([named], [interchange]);
      expect(baseline.entries(false)).toEqual([{ fingerprint: print('a'), rule: 'claim/balance', count: 1, reason: 'x' }]);
    },
  );

  test('takes in a finding outside of claims, which no interchange calls unused', () => {
    const { claim, ...outside } = finding('a');
    const baseline = new Baseline([], { today: '2026-11-23', adopt: new Set(['claim/balance']), entry: { reason: 'x' } });
    baseline.apply([outside], [claim!.interchange!]);
    expect(baseline.entries(true)).toEqual([{ fingerprint: print('a'), rule: 'claim/balance', count: 1, reason: 'x' }]);
    const { interchange, ...everywhere } = entry('a', 2);
    const unread = new Baseline([everywhere], { today: '2026-11-23' });
    unread.apply([], [interchange]);
    expect(unread.unused).toEqual([]);
  });

  test('takes an entry in on its last day with its words, and says who wrote it', () => {
    const adopt = { adopt: new Set(['claim/balance']), entry: { reason: 'new' } };
    const last = { ...entry('a', 1, '2026-11-23'), by: 'AB' };
    const baseline = new Baseline([last], { today: '2026-11-23', ...adopt });
    const split = baseline.apply([finding('a')], READ);
    expect(baseline.entries(false)).toEqual([last]);
    expect(split.suppressed[0]!.suppression).toEqual({ reason: 'agreed', until: '2026-11-23', by: 'AB' });
  });

  test('calls an entry used when its findings are there, expired or not', () => {
    const baseline = new Baseline([entry('a', 2, '2026-01-01')], { today: '2026-11-23' });
    baseline.apply([finding('a', 1), finding('a', 2)], READ);
    expect(baseline.unused).toEqual([]);
    expect(baseline.entries(true)).toEqual([entry('a', 2, '2026-01-01')]);
  });

  test('accepts while a file is read up to the last day', () => {
    const accepts = (until?: string) => new Baseline([entry('a', 1, until)], { today: '2026-11-23' }).accepts(finding('a'));
    expect([accepts(), accepts('2026-11-22'), accepts('2026-11-23'), accepts('2026-11-24')]).toEqual([true, false, true, true]);
  });

  test('says while a file is read what is accepted: as many as the entry takes', () => {
    const baseline = new Baseline([entry('a', 2), entry('b', 1, '2026-01-01')], { today: '2026-11-23' });
    expect([1, 2, 3].map((claim) => baseline.accepts(finding('a', claim)))).toEqual([true, true, false]);
    expect(baseline.accepts(finding('b'))).toBe(false);
    expect(baseline.accepts(finding('c'))).toBe(false);
    const adopting = new Baseline([], { today: '2026-11-23', adopt: new Set(['claim/balance']), entry: { reason: 'x' } });
    expect(adopting.accepts(finding('c'))).toBe(true);
  });

  test('counts claims once', () => {
    const warning = { ...finding('c', 3), severity: 'warning' as const };
    expect(countsOf([finding('a', 1), finding('b', 1), finding('a', 2), warning])).toEqual({
      claimsWithErrors: 2,
      errors: 3,
      warnings: 1,
      infos: 0,
    });
  });
});

describe('the file of suppressions', () => {
  test('is read as it was written, the same text for any order', () => {
    const entries = [entry('b'), entry('a', 2, '2027-01-31')];
    const text = printSuppressions(entries);
    expect(printSuppressions([...entries].reverse())).toBe(text);
    expect(parseSuppressions(text, 'x.json')).toEqual([entry('a', 2, '2027-01-31'), entry('b')]);
  });

  test.each([
    ['{', 'x.json is not valid JSON.'],
    ['[]', 'x.json: it must be an object with version and suppressions.'],
    ['{"version":2,"suppressions":[]}', 'x.json: version must be 1.'],
    ['{"version":1,"suppressions":[{}]}', 'x.json: suppressions[0].fingerprint must be 32 hex digits'],
    [JSON.stringify({ version: 1, suppressions: [{ ...entry('a'), until: '2027-02-30' }] }), 'until must be a date such as'],
    [JSON.stringify({ version: 1, suppressions: [{ ...entry('a'), count: 0 }] }), 'count must be a whole number, at least 1'],
    [JSON.stringify({ version: 1, suppressions: [{ ...entry('a'), who: 'x' }] }), 'suppressions[0] has an unknown key, who.'],
    [JSON.stringify({ version: 1, suppressions: [entry('a'), entry('a')] }), 'is listed twice'],
  ])('%s is refused with a sentence', (text, sentence) => {
    expect(() => parseSuppressions(text, 'x.json')).toThrow(sentence);
  });
});
