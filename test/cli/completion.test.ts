import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { completions } from '../../src/cli/completion.ts';
import { COMMAND_NAMES, helpText } from '../../src/cli/help.ts';
import { LINT_OPTIONS } from '../../src/cli/options.ts';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';

describe('help', () => {
  test('names every option and fits 80 columns', () => {
    const text = [...helpText()].join('');
    for (const name of Object.keys(LINT_OPTIONS)) expect(text).toContain(`--${name}`);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('names the commands that there are, and each has a help of its own', async () => {
    for (const name of COMMAND_NAMES) {
      const { status, stdout } = await runXolint([name, '--help']);
      expect([name, status]).toEqual([name, 0]);
      expect(stdout).toMatch(new RegExp(`^xolint ${name}`));
    }
  });
});

describe('completion', () => {
  test.each([
    [['-f', 'js'], ['json']],
    [['a.edi', '--rule', 'claim/bal'], ['claim/balance']],
    [['--suppress-r'], ['--suppress-rule', '--suppress-reason']],
    [['expl'], ['explain']],
    [['explain', 'xolair/unit-c'], ['xolair/unit-count']],
    [
      ['--fail-on', ''],
      ['error', 'warning', 'info', 'never'],
    ],
    [['a.edi', 'b'], []],
    [['-c', 'x'], []],
  ])('of %j', (line, words) => {
    expect(completions(line)).toEqual(words);
  });

  test('works in bash', async () => {
    const { stdout } = await runXolint(['completion', 'bash']);
    const folder = folderWith({ 'completion.bash': stdout });
    mkdirSync(join(folder, 'bin'));
    const bin = fileURLToPath(new URL('../../bin/xolint.js', import.meta.url));
    writeFileSync(join(folder, 'bin/xolint'), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, { mode: 0o755 });
    const script = `source completion.bash; COMP_WORDS=(xolint a.edi --format gi); COMP_CWORD=3; _xolint; echo "\${COMPREPLY[@]}"`;
    const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
    expect(execFileSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8', env })).toBe('github gitlab\n');
  });
});
