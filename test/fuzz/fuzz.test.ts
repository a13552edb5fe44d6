import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { RULES } from '../../src/rules/index.ts';
import { defineRule } from '../../src/rules/rule.ts';
import { CHECK_NAMES } from './checks.ts';
import { xmlFault } from './documents.ts';
import { type FuzzOptions, fuzz } from './fuzz.ts';
import { InputMaker } from './input.ts';
import { minimise } from './minimise.ts';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
/** Without the checks of time, which other tests take, and those that `main` only counts. */
const checks = CHECK_NAMES.filter((name) => !['slow', 'canaries', 'unread'].includes(name));
const options: FuzzOptions = { seed: 7, from: 0, to: 150, checks, fixtures, most: 3 };

/** A rule of the tests that fails where a claim has two lines. */
const failing = (fail: () => void) =>
  defineRule({
    id: 'claim/test-fails',
    severity: 'error',
    docs: { what: '', why: '', fix: '', source: '' },
    messages: { seen: 'Seen' },
    examples: { good: [], bad: [] },
    claim(claim) {
      if (claim.lines.length > 1) fail();
    },
  });

test('inputs of a fixed seed show no fault of ours', async () => {
  const { found } = await fuzz(options);
  expect(found.map(({ check, what, input }) => `${input.number} ${check}: ${what}`)).toEqual([]);
});

test('an input is the same for the same seed and number, and another one for others', () => {
  const maker = new InputMaker(fixtures);
  expect(maker.make(1, 2)).toEqual(new InputMaker(fixtures).make(1, 2));
  expect(maker.make(1, 2).text).not.toBe(maker.make(1, 3).text);
  expect(maker.make(1, 2).text).not.toBe(maker.make(2, 2).text);
});

test('a fault is found, made short, and written down with how to see it again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'xolint-fuzz-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const throws = failing(() => {
    throw new Error('planted');
  });
  const { counts, found } = await fuzz({ ...options, to: 40, checks: ['rules'], folder, most: 1, rules: [...RULES, throws] });
  expect(counts.get('rules')).toBeGreaterThan(5);
  const [{ path, what, input }] = found as [(typeof found)[0]];
  expect(what).toContain('claim/test-fails');
  const short = readFileSync(path!, 'latin1');
  expect(short.length).toBeLessThan(input.text.length / 2);
  // Two lines: each is opened by its LX, or by its SV1 or SV2 where that is missing.
  expect(short.match(/LX|SV[12]/g)).toHaveLength(2);
  expect(readFileSync(`${path}.txt`, 'latin1')).toContain(`--seed 7 --only ${input.number} --checks rules`);
});

test('a report that is not the same twice is found', async () => {
  let count = 0;
  const counting = defineRule({
    id: 'claim/test-counts',
    severity: 'error',
    docs: { what: '', why: '', fix: '', source: '' },
    examples: { good: [], bad: [] },
    messages: { seen: 'Seen {count} times' },
    claim: (claim, report) => report('seen', claim.clm.at(), { count: ++count }),
  });
  const { counts } = await fuzz({ ...options, to: 20, checks: ['ways'], rules: [counting] });
  expect(counts.get('ways')).toBeGreaterThan(3);
});

test('minimise leaves what still fails', async () => {
  expect(await minimise('aa~bXb~cc~dYd~ee', async (text) => text.includes('X') && text.includes('Y'))).toBe('XY');
});

test.each([
  ['<a><b c="d"/>text &amp; more</a>', ''],
  ['<?xml version="1.0"?>\n<a/>\n', ''],
  ['<a><b></a>', '</a> closes something else'],
  ['<a>', '<a> is not closed'],
  ['<a/><b/>', '2 roots'],
  ['<a b="1" b="2"/>', '<a> has an attribute twice'],
  ['<a>fish & chips</a>', 'an & that begins nothing'],
  ['<a>1 < 2</a>', 'a < that begins nothing'],
  ['<a>\0</a>', 'a control character'],
  ['<a>&#7;</a>', 'a reference to a control character'],
  ['text', 'text outside the root'],
])('XML: %j', (text, fault) => expect(xmlFault(text)).toBe(fault));
