import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GenerateOptions, generateText, npi, parseSize } from '../bench/generate.mjs';
import { lintTexts, summary } from '../support/example.ts';

const separators = fc.constantFrom<[string, string, string, string]>(
  ['*', ':', '^', '~'],
  ['|', '>', '^', '~'],
  ['*', '\\', '!', "'"],
  ['\u001d', '\u001f', '\u001e', '\u001c'],
);

const options = fc.record({
  type: fc.constantFrom<'P' | 'I'>('P', 'I'),
  claims: fc.integer({ min: 1, max: 60 }),
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  claimsPerSet: fc.integer({ min: 1, max: 5000 }),
  providers: fc.constantFrom<'one' | 'several'>('one', 'several'),
  patients: fc.oneof(fc.constantFrom<'few' | 'distinct'>('few', 'distinct'), fc.integer({ min: 6, max: 100 })),
  apart: fc.integer({ min: 28, max: 40 }),
  xolair: fc.double({ min: 0, max: 1, noNaN: true }),
  eol: fc.constantFrom('', '\n', '\r\n'),
  separators,
});

test('a generated file has no findings and the counts that the generator says', async () => {
  await fc.assert(
    fc.asyncProperty(options, async (given: GenerateOptions) => {
      const made = generateText(given);
      const report = await lintTexts([made.text]);
      expect(summary(report)).toEqual([]);
      const [file] = report.files;
      expect(file?.fault).toBeUndefined();
      expect(file).toMatchObject({
        type: `837${given.type}`,
        bytes: made.bytes,
        interchanges: 1,
        transactions: made.transactions,
        claims: given.claims,
        xolairClaims: made.xolairClaims,
        serviceLines: made.serviceLines,
      });
    }),
    { numRuns: 60 },
  );
});

test('each fault of a generated file is found once, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(options, fc.double({ min: 0.1, max: 1, noNaN: true }), async (given, broken) => {
      const made = generateText({ ...given, broken });
      const report = await lintTexts([made.text]);
      const found: Record<string, number> = {};
      for (const rule of summary(report)) found[rule] = (found[rule] ?? 0) + 1;
      expect(found).toEqual(made.expected);
    }),
    { numRuns: 60 },
  );
});

test('the same options give the same bytes, another seed gives others', () => {
  const first = generateText({ claims: 50, seed: 7 }).text;
  expect(generateText({ claims: 50, seed: 7 }).text).toBe(first);
  expect(generateText({ claims: 50, seed: 8 }).text).not.toBe(first);
});

test('a file reaches the size asked for and passes it by less than a claim', () => {
  for (const bytes of [20_000, 300_000]) {
    for (const type of ['P', 'I'] as const) {
      const made = generateText({ type, bytes });
      expect(made.bytes).toBe(made.text.length);
      expect(made.bytes).toBeGreaterThanOrEqual(bytes);
      expect(made.bytes).toBeLessThan(bytes + 6000);
    }
  }
});

test('visits of one patient that are too near each other are found', async () => {
  const made = generateText({ claims: 4, patients: 1, apart: 7, xolair: 1 });
  expect(summary(await lintTexts([made.text]))).toEqual(Array(3).fill('xolair/dose-interval:warning'));
});

test('NPIs have the check digit of Luhn over 80840', () => {
  expect(npi(123456789)).toBe('1234567893');
  expect(npi(198765432)).toBe('1987654328');
});

test('sizes are read with their unit', () => {
  expect(['100MB', '500kB', '1.5GB', '12'].map(parseSize)).toEqual([100e6, 500e3, 1.5e9, 12]);
  expect(() => parseSize('many')).toThrow('no size');
});

test('a type that is none is an error of the call', () => {
  const script = fileURLToPath(new URL('../bench/generate.mjs', import.meta.url));
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, '--type', '837P', '--out', '/dev/null'], {
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^--type is P .* not "837P"\.\n$/);
});
