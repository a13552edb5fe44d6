import { chmodSync, chownSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/errors.ts';
import { findConfig, loadConfig } from '../../src/config/load.ts';
import { claim, file } from '../support/edi.ts';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';

const isRoot = process.getuid?.() === 0;
/** A config that would be noticed if it was run: it ends the process. */
const CODE = 'process.stdout.write("it was run"); process.exit(0);';

/** Why the config that is found from a folder is refused; undefined if it is used. */
async function refusalOf(folder: string): Promise<string | undefined> {
  try {
    await findConfig(folder);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
}

describe('a config that is found is refused', () => {
  test.each([
    ['everybody may write to its folder', 0o777],
    ['its folder is sticky, as /tmp', 0o1777],
  ])('where %s', async (_, mode) => {
    const folder = folderWith({ 'shared/xolint.config.json': '{}', 'shared/own/claims.edi': '' });
    chmodSync(join(folder, 'shared'), mode);
    for (const from of ['shared', 'shared/own'])
      expect(await refusalOf(join(folder, from))).toBe(
        `The config ${folder}/shared/xolint.config.json was not used, because everybody may write to the folder ${folder}/shared, and nothing was linted. If you trust it, name it: --config ${folder}/shared/xolint.config.json. To run without a config: --no-config.`,
      );
  });

  test('where everybody may write to it', async () => {
    const folder = folderWith({ 'xolint.config.json': '{}' });
    chmodSync(join(folder, 'xolint.config.json'), 0o666);
    expect(await refusalOf(folder)).toMatch(/because everybody may write to the file .*xolint\.config\.json,/);
  });

  test('where a link leads to a folder that everybody may write to', async () => {
    const folder = folderWith({ 'shared/a.json': '{}', 'own/claims.edi': '' });
    chmodSync(join(folder, 'shared'), 0o777);
    symlinkSync(join(folder, 'shared/a.json'), join(folder, 'own/xolint.config.json'));
    expect(await refusalOf(join(folder, 'own'))).toMatch(/because everybody may write to the folder .*shared,/);
  });

  test('where it is above the root of the repository', async () => {
    const folder = folderWith({ 'xolint.config.json': '{}', 'repository/.git/HEAD': '', 'repository/a/claims.edi': '' });
    for (const from of ['repository', 'repository/a'])
      expect(await refusalOf(join(folder, from))).toMatch(/because it is above .*repository, the root of the repository,/);
    expect(await refusalOf(folder)).toBeUndefined();
  });

  test('not where it is in the root of the repository, nor of one inside another', async () => {
    const folder = folderWith({ 'xolint.config.json': '{}', '.git': 'gitdir: elsewhere', 'a/b/claims.edi': '' });
    expect(await findConfig(join(folder, 'a/b'))).toBe(join(folder, 'xolint.config.json'));
  });

  test('not where a group may write, as with a umask of 002', async () => {
    const folder = folderWith({ 'xolint.config.json': '{}' });
    chmodSync(folder, 0o775);
    chmodSync(join(folder, 'xolint.config.json'), 0o664);
    expect(await refusalOf(folder)).toBeUndefined();
  });

  // Only root may give files away.
  test.runIf(isRoot)('where another user owns its folder or the file, but not where root does', async () => {
    const folder = folderWith({ 'xolint.config.json': '{}' });
    const config = join(folder, 'xolint.config.json');
    chownSync(config, 12345, 12345);
    expect(await refusalOf(folder)).toMatch(/because the file .* belongs to another user \(uid 12345, not 0\),/);
    chownSync(config, 0, 0);
    expect(await refusalOf(folder)).toBeUndefined();
    chownSync(folder, 12345, 12345);
    expect(await refusalOf(folder)).toMatch(/because the folder .* belongs to another user \(uid 12345, not 0\),/);
  });
});

describe('the program', () => {
  const sound = file([claim('A1')]);

  test.each([[[]], [['--print-config', 'claims.edi']]])(
    'does not run a config that it found in such a folder: %j',
    async (args) => {
      const folder = folderWith({ 'xolint.config.mjs': CODE, 'claims.edi': sound });
      chmodSync(folder, 0o777);
      const ran = await runXolint([...args, 'claims.edi'], { cwd: folder });
      expect(ran).toMatchObject({ status: 2, stdout: '' });
      expect(ran.stderr).toMatch(/^xolint: The config .*xolint\.config\.mjs was not used, because everybody may write/);
      expect((await runXolint(['--no-config', 'claims.edi'], { cwd: folder })).status).toBe(0);
    },
  );

  test('runs it when it is named', async () => {
    const folder = folderWith({ 'xolint.config.json': '{ "rules": { "claim/balance": "off" } }', 'claims.edi': sound });
    chmodSync(folder, 0o777);
    expect((await runXolint(['claims.edi'], { cwd: folder })).status).toBe(2);
    const ran = await runXolint(['-c', 'xolint.config.json', '--print-config', 'claims.edi'], { cwd: folder });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toContain('xolint.config.json');
  });

  test('refuses code with --no-config-code: found, named or extended; in every command that reads a config', async () => {
    const folder = folderWith({
      'xolint.config.mjs': CODE,
      'data.json': '{ "extends": "./xolint.config.mjs" }',
      'claims.edi': sound,
      'plain.json': '{}',
    });
    for (const args of [
      ['claims.edi'],
      ['-c', 'xolint.config.mjs', 'claims.edi'],
      ['-c', 'data.json', 'claims.edi'],
      ['split', 'claims.edi', '--good', 'good', '--held', 'held'],
      ['explain', 'clinic/mondays'],
    ]) {
      const ran = await runXolint([...args, '--no-config-code'], { cwd: folder });
      expect(ran).toMatchObject({ status: 2, stdout: '' });
      expect(ran.stderr).toMatch(
        /xolint\.config\.mjs is code, and was not run because of --no-config-code\. Write its settings into/,
      );
    }
    expect((await runXolint(['-c', 'plain.json', 'claims.edi', '--no-config-code'], { cwd: folder })).status).toBe(0);
  });
});

describe('a config that nobody wrote by hand is a sentence', () => {
  const deep = 50_000;
  test.each<[string, string | Buffer, RegExp]>([
    [
      'nested lists',
      '['.repeat(deep) + ']'.repeat(deep),
      /line 1, column 65: lists and objects are nested deeper than 64 levels/,
    ],
    ['nested objects', `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`, /nested deeper than 64 levels/],
    ['__proto__', '{ "__proto__": { "rules": {} } }', /__proto__ on line 1 cannot be a key/],
    ['__proto__ of a rule', '{\n"rules": { "__proto__": "off" } }', /rules\.__proto__ on line 2 cannot be a key/],
    ['constructor', '{ "constructor": {} }', /There is no key "constructor"/],
    ['rules of every object', '{ "rules": { "toString": "off" } }', /rules\.toString: there is no such rule/],
    ['a long text', JSON.stringify({ payerClass: 'x'.repeat(1e6) }), /payerClass is "x{100}…", but must be medicare/],
    ['a long key', JSON.stringify({ ['x'.repeat(1e6)]: 1 }), /There is no key "x{100}…"/],
    ['UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), /is not text in UTF-8/],
    ['zeros', Buffer.alloc(1000), /line 1, column 1: invalid symbol/],
    [
      'many unknown rules',
      JSON.stringify({ rules: Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`rulez${i}`, 'off'])) }),
      /rules\.rulez7: there is no such rule\.\n.*And 49992 more\./,
    ],
  ])('%s', async (_, text, sentence) => {
    const cwd = folderWith({ 'xolint.config.json': text });
    const began = performance.now();
    await expect(loadConfig({ cwd })).rejects.toThrow(sentence);
    await expect(loadConfig({ cwd })).rejects.toBeInstanceOf(ConfigError);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('also as suppressions', async () => {
    const entry = { fingerprint: 'a'.repeat(32), rule: 'claim/balance', count: 1, reason: 'r' };
    const whole = JSON.stringify({ version: 1, suppressions: [entry] });
    const texts: [string, RegExp | ''][] = [
      [whole, ''],
      [`\uFEFF${whole}`, ''],
      ['['.repeat(deep) + ']'.repeat(deep), /nested deeper than 64 levels/],
      [whole.replace('"count":1', '"count":1,"count":9'), /suppressions\[0\]\.count is on line 1 and again on line 1/],
      [whole.replace('"count":1', '"count":1,"__proto__":{}'), /suppressions\[0\]\.__proto__ on line 1 cannot be a key/],
      [whole.replace('{', '/* comment */ {'), /is not valid JSON/],
    ];
    for (const [text, sentence] of texts) {
      const folder = folderWith({ 'xolint-suppressions.json': text, 'claims.edi': file([claim('A1')]) });
      const ran = await runXolint(['claims.edi'], { cwd: folder });
      expect([ran.status, ran.stderr]).toEqual(sentence === '' ? [0, ''] : [2, expect.stringMatching(sentence)]);
      expect(ran.stderr).not.toMatch(/^\s+at /m);
    }
  });
});
