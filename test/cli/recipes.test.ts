import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { complete } from '../support/example.ts';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';

/** The code of the README's section about reports and CI. */
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const section = readme.split(/^## /m).find((part) => part.startsWith('Reports and CI'))!;
const code = [...section.matchAll(/^```\w+\n([\s\S]*?)^```/gm)].map((match) => match[1]!).join('');

/** Words of a shell line, up to what the shell itself takes. */
function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);
  const end = words.findIndex((word) => /^(>|\||\|\||&&)$/.test(word));
  return end < 0 ? words : words.slice(0, end);
}

/** Every line that runs xolint, without its name. */
const lines = [...code.matchAll(/(?:npx |entry: npx |&& |^|\()xolint ([a-z-][^'\n)]*)/gm)].map((match) => match[1]!.trim());

test('the README shows the lines that are run here', () => {
  expect(lines.length).toBeGreaterThanOrEqual(9);
});

test('the lines of the README run, in their order', async () => {
  const claim = 'CLM*PCN*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~';
  const folder = folderWith({ 'outgoing/a.edi': complete(claim) });
  for (const line of lines) {
    const words = wordsOf(line);
    // A hook is given its files.
    const paths = words[0]!.startsWith('--') ? ['outgoing/a.edi'] : [];
    const { status, stderr } = await runXolint([...words, ...paths], { cwd: folder });
    expect([line, status, stderr]).toEqual([line, words[0] === 'completion' ? 0 : 1, '']);
    for (const word of words) {
      const path = /^(?:sarif|markdown|gitlab|junit|checkstyle|html):(.+)$/.exec(word)?.[1];
      if (path) expect([path, existsSync(join(folder, path))]).toEqual([path, true]);
    }
  }
});
