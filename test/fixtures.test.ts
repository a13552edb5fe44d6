import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULES } from '../src/rules/index.ts';
import { lintTexts, summary } from './support/example.ts';

const FOLDER = new URL('../fixtures/', import.meta.url);

/** What each fixture gives: `rule` for an error, `rule:severity` for the others, `fault` where the file cannot be read. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8'));

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.edi'))
  .map((name) => name.replaceAll('\\', '/'));

test('the table names every fixture, and no other', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(files.sort());
});

test('every rule that finds something in a file, without a config, has a fixture in which it does', () => {
  const shown = new Set(
    Object.values(EXPECTED)
      .flat()
      .map((word) => word.split(':')[0]),
  );
  const rules = RULES.filter((rule) => !rule.fault && rule.examples.bad.some((example) => !example.run));
  expect(rules.length).toBeGreaterThan(50);
  // On failure: npm run generate.
  expect(rules.map((rule) => rule.id).filter((id) => !shown.has(id))).toEqual([]);
});

test.each(Object.entries(EXPECTED))('%s', async (path, list) => {
  const report = await lintTexts([readFileSync(new URL(path, FOLDER), 'latin1')]);
  const found = report.files[0]?.fault ? ['fault', ...summary(report)] : summary(report);
  expect(found.sort()).toEqual([...list].sort());
});
