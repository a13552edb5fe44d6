import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DOCUMENTS, readDocument } from '../support/documents.ts';
import { complete } from '../support/example.ts';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';

/** Words of a shell line, up to what the shell itself takes. */
function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3]!);
  const end = words.findIndex((word) => /^([<>|#]|\|\||&&)$/.test(word));
  return end < 0 ? words : words.slice(0, end);
}

/** Every line that runs xolint, without its name: in blocks of code, and in the first column of tables. */
function linesOf(path: string): string[] {
  const text = readDocument(path);
  const code = [...text.matchAll(/^```(?:sh|yaml|groovy|cron)\n([\s\S]*?)^```/gm)].map((match) => match[1]!).join('');
  const cells = [...text.matchAll(/^\| (`xolint .*?) \|/gm)].map((match) => match[1]!).join('\n');
  const typed = [...cells.matchAll(/`(xolint [^`]+)`/g)].map((match) => `${match[1]}\n`).join('');
  return (
    [...`${code}${typed}`.matchAll(/(?:npx |entry: npx |&& |\| |^|\()xolint ([a-z"'-][^\n)]*)/gm)]
      // The quote behind a step of Jenkins is not xolint's.
      .map((match) => match[1]!.replace(/^([^']*)'$/, '$1').trim())
      // A usage such as `xolint explain ID` is for people.
      .filter((line) => !/\[|\b(ID|FILE|DIR)\b/.test(line))
  );
}

/** Commands that print something of their own; all others give 1 for the claims here. */
const WITHOUT_FINDINGS = ['completion', 'explain', 'inspect', 'init', 'schema', 'rules', '--print-config', '--help', 'guide'];

const recipes = DOCUMENTS.map((path) => [path, linesOf(path)] as const).filter(([, lines]) => lines.length > 0);

test('the documents show the lines that are run here', () => {
  const counts = Object.fromEntries(recipes.map(([path, lines]) => [path, lines.length]));
  expect(Object.keys(counts)).toEqual(
    expect.arrayContaining(['README.md', 'docs/billers.md', 'docs/ci.md', 'docs/cli.md', 'docs/config.md', 'docs/output.md']),
  );
  expect(counts['docs/ci.md']).toBeGreaterThanOrEqual(11);
  expect(counts['README.md']).toBeGreaterThanOrEqual(11);
});

describe('the lines run, in their order', () => {
  test.each(recipes)('of %s', async (_, lines) => {
    const claim = complete('CLM*PCN*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~');
    const folder = folderWith({ 'outgoing/a.edi': claim, 'out/today/a.edi': claim, 'claims.edi': claim });
    symlinkSync(fileURLToPath(new URL('../../fixtures', import.meta.url)), join(folder, 'fixtures'));
    for (const line of lines) {
      // A loop has a file in a variable.
      const words = wordsOf(line).map((word) => (word === '$file' ? 'outgoing/a.edi' : word));
      // A hook is given its files.
      const paths = words[0]!.startsWith('--') && !words.some((word) => word.endsWith('.edi')) ? ['outgoing/a.edi'] : [];
      const args = [...words, ...paths];
      const input = words[0] === '-' ? claim : '';
      const { status, stdout, stderr } = await runXolint(args, { cwd: folder, input });
      const accepts = words.includes('--suppress-all');
      const expected = WITHOUT_FINDINGS.includes(words[0]!) || accepts ? 0 : 1;
      const complaint = stderr.replace(/^xolint: \d+ acknowledgements? written\.\n/, '');
      expect([line, status, complaint]).toEqual([line, expected, '']);
      if (WITHOUT_FINDINGS.includes(words[0]!)) expect(stdout).not.toBe('');
      for (const word of words) {
        const path = /^(?:sarif|markdown|gitlab|junit|checkstyle|html|json|csv|999|277ca):(.+)$/.exec(word)?.[1];
        if (path) expect([path, existsSync(join(folder, path))]).toEqual([path, true]);
      }
    }
  });
});
