import { mkdirSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { generateText } from '../bench/generate.mjs';
import { Desk } from '../support/cli.ts';

const desk = new Desk();
afterAll(() => desk.remove());

/** A file that is large enough for a second thread, with faults all over. */
function largeFile(): string {
  const { text } = generateText({ type: 'P', bytes: 14_000_000, seed: 5 });
  return text
    .split('~')
    .map((segment, i) => {
      if (i % 97 !== 0 || /^\s*(ISA|GS|ST|SE|GE|IEA|HL)/.test(segment)) return segment;
      const elements = segment.split('*');
      elements[1 + (i % (elements.length - 1))] += ['9,', '', 'ZZZZ', '20269999'][i % 4]!;
      return elements.join('*');
    })
    .join('~');
}

test('a large file is judged by two threads, from a path or a pipe, as it is by one', async () => {
  const text = largeFile();
  desk.put('large.edi', text);
  mkdirSync(desk.path('acks'), { mode: 0o700 });
  // Acknowledgements are written claim by claim: one thread judges all of them.
  const alone = await desk.run(['--no-config', '-f', 'json', '-f', '999:acks/', 'large.edi']);
  expect(alone.status).toBe(1);
  expect((JSON.parse(alone.stdout) as { findings: unknown[] }).findings.length).toBeGreaterThan(1000);
  const two = await desk.run(['--no-config', '-f', 'json', 'large.edi']);
  expect(two).toEqual({ ...alone, stderr: '' });
  const piped = await desk.run(['--no-config', '-f', 'json', '--stdin-filename', 'large.edi', '-'], text);
  expect(piped).toEqual(two);
});

test('two threads apply the config of the run', async () => {
  desk.put(
    'c/xolint.config.json',
    JSON.stringify({
      rules: { 'x12/*': 'off', 'claim/*': 'off' },
      overrides: [{ files: ['**/large.edi'], rules: { 'claim/charge': 'info', 'claim/code-set': 'warning' } }],
      codeSets: { mue: { codes: [{ code: 'J2357', limit: 75 }] } },
    }),
  );
  const findings = async (args: readonly string[]) => {
    const { stdout } = await desk.run(['--config', 'c/xolint.config.json', '-f', 'json', ...args, 'large.edi']);
    return (JSON.parse(stdout) as { findings: { rule: string; severity: string }[] }).findings;
  };
  const two = await findings([]);
  expect(two).toEqual(await findings(['-f', '999:acks/']));
  expect(new Set(two.filter(({ rule }) => rule.startsWith('claim/')).map(({ rule, severity }) => `${rule} ${severity}`))).toEqual(
    new Set(['claim/charge info', 'claim/code-set warning']),
  );
});
