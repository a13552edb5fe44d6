import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RULES } from '../../src/rules/index.ts';

const FOLDER = fileURLToPath(new URL('../../src/rules/', import.meta.url));

/** Files that declare a rule, without `.ts`. */
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && /^export default /m.test(readFileSync(FOLDER + name, 'utf8')))
  .map((name) => name.replace(/\.ts$/, ''));

test('every file of a rule is in the index of its folder, and its path is the id of the rule', () => {
  expect(files.length).toBeGreaterThan(50);
  const ids = RULES.map((rule) => rule.id);
  const forgotten = files.filter((name) => !ids.includes(name));
  expect(
    forgotten.map((name) => `src/rules/${name}.ts is not in src/rules/${name.split('/')[0]}/index.ts: run npm run generate.`),
  ).toEqual([]);
  expect(ids.filter((id) => !files.includes(id)).map((id) => `The rule ${id} is not in src/rules/${id}.ts.`)).toEqual([]);
});

test('no rule is in the index twice', () => {
  const ids = RULES.map((rule) => rule.id);
  expect(ids.filter((id, i) => ids.indexOf(id) < i)).toEqual([]);
});
