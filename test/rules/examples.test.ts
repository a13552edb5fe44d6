import { expect, test } from 'vitest';
import { testRule } from '../../src/api/test-rule.ts';
import { RULES } from '../../src/rules/index.ts';

/** Messages that no example can show, with the reason. */
const NOT_SHOWN: Readonly<Record<string, readonly string[]>> = {
  // It takes a claim of several megabytes, which test/x12/reader.test.ts makes.
  'x12/truncated': ['oversize'],
  // It takes two files, which test/rules/control-number.test.ts has.
  'x12/control-number': ['again'],
};

test.each(RULES.map((rule) => [rule.id, rule] as const))('%s', async (id, rule) => {
  const missing = (NOT_SHOWN[id] ?? []).map((message) => `${id}: no bad example shows the message "${message}"`);
  expect(await testRule(rule)).toEqual(missing);
});
