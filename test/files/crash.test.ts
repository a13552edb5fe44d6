import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { generateText } from '../bench/generate.mjs';
import { crash, type Outcome, type Scenario } from '../support/crash.ts';

/** Every call in every way takes minutes: `npm run crash`. Otherwise every call fails in one way, which changes from call to call. */
const ALL = process.env.CRASH === 'all';
const WAYS = ['kill', 'EIO', 'late', 'EPERM', 'ENOSPC'] as const;

const CLAIMS = generateText({ claims: 6, broken: 0.5, seed: 2 }).text;
const PLAIN = ['--no-config'];

const SPLIT = ['split', 'ROOT/in.edi', '--good', 'ROOT/out/good', '--held', 'ROOT/out/held', '-f', '999:ROOT/out/acks', '-f', '277ca:ROOT/out/acks'];

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'lint with four outputs': {
    args: ['ROOT/in.edi', ...PLAIN, '-f', 'json:ROOT/out/a/r.json', '-f', 'sarif:ROOT/out/b/r.sarif', '-f', 'csv:ROOT/out/a/r.csv', '-f', '277ca:ROOT/out/acks'],
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
    args: ['ROOT/in.edi', ...PLAIN, '--suppress-all', '--suppress-by', 'AB', '--suppressions-location', 'ROOT/out/a', '-f', 'json:ROOT/out/b/r.json'],
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
    console.log(clean.calls.length, JSON.stringify(clean.calls.reduce((a: Record<string, number>, c) => ({ ...a, [c]: (a[c] ?? 0) + 1 }), {})));
    const found: string[] = [];
    const seen = { old: 0, new: 0, finished: 0, undone: 0 };
    for (let at = 1; at <= clean.calls.length; at++) {
      for (const how of ALL ? WAYS : [WAYS[at % WAYS.length]!]) {
        const outcome = await crash(scenario, at, how);
        const wrong = wrongWith(outcome, refused.settled, clean.settled, scenario, how);
        if (wrong) console.log(how, at, outcome.calls[at - 1], wrong, outcome.stderr);
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
