import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { folderWith } from '../support/folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** What a program does with the library. The lines that must not compile show that the types are not `any`. */
const PROGRAM = `
import { defineRule, type FormatName, lint, lintInterchange, readClaims, render, testRule } from 'xolint';

const rule = defineRule({
  id: 'clinic/always',
  severity: 'info',
  docs: { what: 'w', why: 'w', fix: 'f', source: 's' },
  messages: { always: 'Claim {id}' },
  examples: {
    good: [],
    bad: [
      { text: 'CLM*A1~', message: 'always', at: 'CLM' },
      // @ts-expect-error
      { text: 'CLM*A1~', message: 'allways', at: 'CLM' },
      // @ts-expect-error
      'CLM*A1~',
    ],
  },
  claim(claim, report) {
    report('always', claim.clm.at(), { id: claim.ordinal });
    // @ts-expect-error
    report('never', claim.clm.at(), {});
  },
});

export async function program(bytes: Uint8Array, stream: AsyncIterable<Uint8Array>): Promise<string> {
  const failures: readonly string[] = await testRule(rule);
  if (failures.length > 0) throw new Error(failures.join('\\n'));
  const report = await lint(bytes, { config: { customRules: [rule] } });
  for await (const claim of readClaims(stream)) {
    const cents: number | undefined = claim.lines[0]?.chargeCents;
    // @ts-expect-error
    claim.lines[0]?.chargeDollars;
    if (cents === undefined) continue;
  }
  // @ts-expect-error
  await lintInterchange({});
  const format: FormatName = 'markdown';
  // @ts-expect-error
  render(report, 'sarf');
  return render(report, format) + render(report, 'sarif');
}
`;

const CONFIG = {
  compilerOptions: {
    lib: ['es2023'],
    target: 'es2023',
    types: [],
    module: 'nodenext',
    moduleResolution: 'nodenext',
    strict: true,
    skipLibCheck: false,
    noEmit: true,
  },
  files: ['program.ts'],
};

test('a program compiles with the declarations alone, without the types of Node or of another package', async () => {
  const folder = folderWith({
    'package.json': '{ "type": "module" }',
    'program.ts': PROGRAM,
    'tsconfig.json': JSON.stringify(CONFIG),
  });
  const installed = join(folder, 'node_modules/xolint');
  cpSync(join(ROOT, 'package.json'), join(installed, 'package.json'));
  // The examples of the README run in a folder of dist while this is copied.
  const filter = (path: string) => !basename(path).startsWith('readme-');
  cpSync(join(ROOT, 'dist'), join(installed, 'dist'), { recursive: true, filter });
  const { stdout } = await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder]).catch((error: { stdout: string }) => error);
  expect(stdout).toBe('');
});
