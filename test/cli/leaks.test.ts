import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { diceOf, leakIn, plant, slip } from '../support/canaries.ts';
import { folderWith } from '../support/folder.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const NAMES = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.edi'))
  .sort();

/** Runs a command in this process; returns all that it printed. */
async function printed(argv: readonly string[]): Promise<string> {
  let text = '';
  const take = (chunk: unknown, ...rest: unknown[]) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('latin1');
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  };
  const spies = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  for (const spy of spies) spy.mockImplementation(take);
  try {
    await main([...argv]);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return text;
}

/** All files of a folder but those that hold claims by nature. */
const filesIn = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

/** A 999 names the claim that it rejects: CLM01 is planted too. */
const withoutClaimNumbers = (text: string) => text.replace(/CTX\*CLM01:[^~]*~/g, '');

test('no slip lets a planted value out of inspect, suppressions, the manifest, a 999, faults and notes', {
  timeout: 1e6,
}, async () => {
  const leaks: string[] = [];
  let written = 0;
  for (let input = 0; input < 150; input++) {
    const dice = diceOf(77_000_000 + input);
    const fixture = readFileSync(join(FIXTURES, NAMES[dice(NAMES.length)]!), 'latin1');
    const { text, slips } = slip(plant(fixture, dice), dice);
    const folder = folderWith({});
    const path = join(folder, 'in.edi');
    writeFileSync(path, text, 'latin1');
    for (const name of ['good', 'held', 'acks']) mkdirSync(join(folder, name), { mode: 0o700 });
    const suppressions = join(folder, 'accepted.json');
    const accept = ['--suppress-all', '--suppress-reason', 'agreed', '--suppressions-location', suppressions];
    const parts = ['--good', join(folder, 'good'), '--held', join(folder, 'held'), '-f', `999:${join(folder, 'acks')}`];
    const outputs = {
      lint: await printed(['--no-config', path, '--stats', ...accept]),
      inspect: await printed(['inspect', path]),
      query: await printed(['inspect', path, '--query', 'NM103']),
      split: await printed(['split', path, '--no-config', ...parts]),
      suppressions: filesIn(folder, '.json'),
      manifest: filesIn(join(folder, 'held'), '.json'),
      999: withoutClaimNumbers(filesIn(join(folder, 'acks'), '')),
    };
    written += outputs.manifest.length > 0 ? 1 : 0;
    for (const [name, output] of Object.entries(outputs)) {
      const found = leakIn(output.replaceAll(folder, ''));
      if (found !== undefined) leaks.push(`${name}, input ${input} (${slips.join(', ')}): ${found}`);
    }
  }
  expect(leaks).toEqual([]);
  expect(written).toBeGreaterThan(30);
});
