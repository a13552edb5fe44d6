import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { generateText } from '../bench/generate.mjs';
import { BIN, ended } from '../support/cli.ts';
import { crash, type Outcome, type Scenario } from '../support/crash.ts';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';

/** `npm run crash` has every call fail in every way, which takes minutes. Otherwise every third does, each in another way. */
const ALL = process.env.CRASH === 'all';
const STEP = ALL ? 1 : 3;
const WAYS = ['kill', 'EIO', 'late', 'EPERM', 'ENOSPC'] as const;

const CLAIMS = generateText({ claims: 6, broken: 0.5, seed: 2 }).text;
const PLAIN = ['--no-config'];

const SPLIT = [
  'split',
  'ROOT/in.edi',
  '--good',
  'ROOT/out/good',
  '--held',
  'ROOT/out/held',
  '-f',
  '999:ROOT/out/acks',
  '-f',
  '277ca:ROOT/out/acks',
];

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'lint with four outputs': {
    args: [
      'ROOT/in.edi',
      ...PLAIN,
      '-f',
      'json:ROOT/out/a/r.json',
      '-f',
      'sarif:ROOT/out/b/r.sarif',
      '-f',
      'csv:ROOT/out/a/r.csv',
      '-f',
      '277ca:ROOT/out/acks',
    ],
    files: { 'in.edi': CLAIMS, 'out/a/r.json': 'old json', 'out/b/r.sarif': 'old sarif', 'out/acks/in.edi.1.277ca': 'old 277CA' },
    folders: ['out/a', 'out/b', 'out/acks'],
    status: 1,
  },
  'split with acknowledgements': {
    args: [...SPLIT, ...PLAIN],
    files: {
      'in.edi': CLAIMS,
      'out/good/in.edi': 'old good',
      'out/held/in.edi': 'old held',
      'out/held/in.edi.manifest.json': 'old manifest',
      'out/acks/in.edi.1.999': 'old 999',
    },
    folders: ['out/good', 'out/held', 'out/acks'],
    status: 1,
  },
  'split where no claim is held': {
    args: [...SPLIT, ...PLAIN],
    files: { 'in.edi': generateText({ claims: 3 }).text, 'out/held/in.edi': 'old held' },
    folders: ['out/good', 'out/held', 'out/acks'],
    status: 0,
  },
  suppressions: {
    args: [
      'ROOT/in.edi',
      ...PLAIN,
      '--suppress-all',
      '--suppress-by',
      'AB',
      '--suppressions-location',
      'ROOT/out/a',
      '-f',
      'json:ROOT/out/b/r.json',
    ],
    files: { 'in.edi': CLAIMS, 'out/a/xolint-suppressions.json': '{ "version": 1, "suppressions": [] }' },
    folders: ['out/a', 'out/b'],
    status: 0,
  },
};

beforeAll(() => {
  // Acknowledgements say when they were made.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 2, 9, 30) });
});

afterAll(() => {
  vi.useRealTimers();
});

/** What is wrong with an outcome, as words; '' for nothing. */
function wrongWith(outcome: Outcome, before: string, after: string, { status }: Scenario, how: string): string {
  const wrong: string[] = [];
  const { left, settled, stderr } = outcome;
  if (settled !== before && settled !== after) wrong.push('old and new are mixed after the next run');
  if (outcome.temporary.length > 0) wrong.push(`left: ${outcome.temporary.join(', ')}`);
  if (/^\s+at |This is a bug/m.test(stderr)) wrong.push('shows a stack');
  if (how === 'kill') return wrong.join('; ');
  if (outcome.status !== 2 && (outcome.status !== status || settled !== after)) wrong.push(`exit ${outcome.status}`);
  if (outcome.status === 2 && stderr === '') wrong.push('says nothing');
  if (stderr.includes('before is unchanged') && left !== before) wrong.push('says that it is unchanged, but it is not');
  if (stderr.includes('All outputs are in place') && left !== after) wrong.push('says that all is in place, but it is not');
  const isOpen = stderr.includes('the next run that writes there');
  if (left !== before && left !== after && !isOpen) wrong.push('is mixed, and does not say so');
  return wrong.join('; ');
}

describe.each(Object.entries(SCENARIOS))('%s', (_, scenario) => {
  test('whatever call of the file system fails, or is the last one: all is old, or all is new', async () => {
    const clean = await crash(scenario, 0, 'EIO');
    const refused = await crash(scenario, 1, 'EIO');
    expect([clean.status, clean.temporary, clean.said]).toEqual([scenario.status, [], []]);
    expect(clean.settled).not.toBe(refused.settled);
    const found: string[] = [];
    const seen = { old: 0, new: 0, finished: 0, undone: 0 };
    for (let at = 1; at <= clean.calls.length; at += STEP) {
      for (const how of ALL ? WAYS : [WAYS[at % WAYS.length]!]) {
        const outcome = await crash(scenario, at, how);
        const wrong = wrongWith(outcome, refused.settled, clean.settled, scenario, how);
        if (wrong) found.push(`${how} at call ${at}, ${outcome.calls[at - 1]}: ${wrong}\n${outcome.stderr}`);
        seen[outcome.settled === clean.settled ? 'new' : 'old']++;
        if (outcome.said.some((sentence) => sentence.includes('finished'))) seen.finished++;
        if (outcome.said.some((sentence) => sentence.includes('undone'))) seen.undone++;
      }
    }
    expect(found).toEqual([]);
    expect(seen.old).toBeGreaterThan(0);
    expect(seen.new).toBeGreaterThan(0);
    expect(seen.finished).toBeGreaterThan(0);
  });
});

const PRELOAD = fileURLToPath(new URL('../support/failing-fs.mjs', import.meta.url));

test('a split that is killed is finished or undone by the check of its manifest', async () => {
  const old = { 'out/good/in.edi': 'old good', 'out/held/in.edi': 'old held', 'out/held/in.edi.manifest.json': 'old manifest' };
  const folder = folderWith({ 'in.edi': CLAIMS, ...old });

  const args = ['split', 'in.edi', '--good', 'out/good', '--held', 'out/held', ...PLAIN];
  const run = async (at: number) => {
    const env = { ...process.env, FAIL_ROOT: join(folder, 'out'), FAIL_AT: String(at), FAIL_HOW: 'kill' };
    return ended(spawn(process.execPath, ['--import', PRELOAD, BIN, ...args], { cwd: folder, env }));
  };
  const outputs = () => Object.keys(old).map((name) => readFileSync(join(folder, name), 'latin1'));
  const before = outputs();
  const seen = new Set<string>();
  // The calls of the process itself, from one at which nothing is decided to one at which all is in place.
  const total = Number(/calls: (\d+)/.exec((await run(0)).stderr)?.[1]);
  const after = outputs();
  expect(after).not.toEqual(before);
  for (const part of [0.3, 0.68, 0.72, 0.8]) {
    expect((await run(Math.round(part * total))).signal).toBe('SIGKILL');
    const checked = await runXolint(['split', '--verify', 'out/held/in.edi.manifest.json'], { cwd: folder });
    expect(checked.stderr).not.toMatch(/^\s+at /m);
    expect(checked.status).toBe(0);
    if (checked.stderr.includes('That was finished')) seen.add('finished');
    expect(outputs()).toEqual(after);
  }
  expect([...seen]).toEqual(['finished']);
  expect(readdirSync(join(folder, 'out/held')).filter((name) => name.startsWith('.'))).toEqual([]);
});
