import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly sideEffects: readonly string[];
};

test('every file that package.json names exists', () => {
  const exported = Object.values(manifest.exports).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : Object.values(entry),
  );
  const named = [...Object.values(manifest.bin), ...exported, ...manifest.sideEffects];
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('the files that do something when they are loaded are the program and its worker threads', () => {
  const entries = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && /^import\b.*\bparentPort\b/m.test(readFileSync(join(ROOT, 'src', name), 'utf8')))
    .map((name) => `./dist/${name.replace(/\.ts$/, '.js')}`);
  expect(entries.length).toBeGreaterThan(0);
  expect(manifest.sideEffects).toEqual(['./bin/xolint.js', ...entries]);
});
