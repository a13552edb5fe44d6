import { describe, expect, test } from 'vitest';
import { Failures } from '../../src/engine/failures.ts';
import { NotCheckedLog } from '../../src/engine/not-checked.ts';

const at = (byteOffset: number) => ({ line: byteOffset + 1, column: 1, byteOffset, byteLength: 1 });
const failed = (rule: string, byteOffset: number, times = 1) => ({
  rule,
  times,
  claim: 1,
  location: at(byteOffset),
  what: `at ${byteOffset}`,
});

describe('failures of rules', () => {
  test('of two judges are one: how often, and where the first one was', () => {
    for (const [own, other] of [
      [failed('a/b', 7, 2), failed('a/b', 3, 3)],
      [failed('a/b', 3, 3), failed('a/b', 7, 2)],
    ] as const) {
      const failures = new Failures();
      failures.merge([own]);
      failures.merge([other]);
      expect(failures.all).toEqual([failed('a/b', 3, 5)]);
    }
  });

  test('are given away once', () => {
    const failures = new Failures();
    failures.merge([failed('a/b', 3), failed('c/d', 1)]);
    expect(failures.takeAll()).toHaveLength(2);
    expect(failures.all).toEqual([]);
    expect(failures.fault).toBeUndefined();
  });

  test('are told by name of the rule, the others after the first', () => {
    const failures = new Failures();
    for (const rule of ['m/m', 'z/z', 'a/a']) failures.merge([failed(rule, 3)]);
    const end = 'What it did not judge may be wrong. Mend the rule, or turn it off.';
    expect(failures.fault?.message).toBe(
      `The rule a/a failed once at claim 1 (line 4): at 3. ${end} 2 other rules failed too: m/m, z/z.`,
    );
    const one = new Failures();
    one.merge([failed('a/a', 3)]);
    expect(one.fault?.message).toBe(`The rule a/a failed once at claim 1 (line 4): at 3. ${end}`);
  });

  test.each([
    ['a function', 'Error: PRIVATE\n    at claim (file:///home/x/rules.js:12:5)\n    at other (b.js:1:1)', ' at rules.js:12:5'],
    ['no function', 'Error: PRIVATE\n    at file:///home/x/rules.js:12:5\n    at other (b.js:1:1)', ' at rules.js:12:5'],
    ['the last line', 'Error: PRIVATE\n    at C:\\rules\\own.js:3:14', ' at own.js:3:14'],
    ['a frame without a place', 'Error: PRIVATE\n    at <anonymous>\n    at run (a.js:9:8)', ' at a.js:9:8'],
    ['no frame', 'Error: PRIVATE', ''],
  ])('name where an error was thrown, and not what it says: %s', (_, stack, where) => {
    const error = new TypeError('PRIVATE');
    error.stack = stack;
    const failures = new Failures();
    failures.add('a/b', error, at(0), undefined);
    expect(failures.all[0]!.what).toBe(`TypeError${where}`);
  });
});

describe('what was not checked', () => {
  test('counts a claim once for each rule and reason', () => {
    const log = new NotCheckedLog();
    for (const reason of ['x', 'x', 'y']) log.add('a/b', reason);
    log.add('c/d', 'x');
    log.endClaim();
    log.add('a/b', 'x');
    log.endClaim();
    log.endClaim();
    log.add('a/b', 'x');
    expect([...log.claims]).toEqual([
      ['a/b\tx', 3],
      ['a/b\ty', 1],
      ['c/d\tx', 1],
    ]);
  });

  test('adds what another judge counted, and is given away once', () => {
    const log = new NotCheckedLog();
    log.add('a/b', 'x');
    log.merge(
      new Map([
        ['a/b\tx', 4],
        ['c/d\ty', 2],
      ]),
    );
    expect([...log.takeAll()]).toEqual([
      ['a/b\tx', 5],
      ['c/d\ty', 2],
    ]);
    expect(log.claims.size).toBe(0);
  });
});
