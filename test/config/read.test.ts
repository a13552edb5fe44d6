import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/errors.ts';
import { findConfig, loadConfig } from '../../src/config/load.ts';
import { folderWith } from '../support/folder.ts';
import { SAMPLE_RULES } from '../support/rules.ts';

/** The sentences that a config is refused with, without the path of the file. */
async function refused(files: Readonly<Record<string, string>>, config?: string): Promise<string> {
  const cwd = folderWith(files);
  try {
    await loadConfig({ cwd, config }, SAMPLE_RULES);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message.replaceAll(`${cwd}/`, '');
  }
  throw new Error('the config was accepted');
}

const json = (value: unknown) => ({ 'xolint.config.json': JSON.stringify(value) });

describe('the config that is used', () => {
  test('is the nearest upward', async () => {
    const folder = folderWith({ 'xolint.config.json': '{}', 'a/xolint.config.jsonc': '{}', 'a/b/c/claims.edi': '' });
    expect(await findConfig(join(folder, 'a/b/c'))).toBe(join(folder, 'a/xolint.config.jsonc'));
    expect(await findConfig(folder)).toBe(join(folder, 'xolint.config.json'));
  });

  test('is none with --no-config', async () => {
    expect(await loadConfig({ cwd: folderWith({ 'xolint.config.json': 'no json' }), config: false })).toBeUndefined();
  });

  test('is not guessed where a folder has two', async () => {
    expect(await refused({ 'xolint.config.json': '{}', 'xolint.config.mjs': '' })).toMatch(
      /holds xolint.config.json and xolint.config.mjs. Keep one/,
    );
  });

  test('must exist and have a known kind when named', async () => {
    expect(await refused({}, 'other.json')).toBe('There is no file other.json. Check the path.');
    expect(await refused({}, 'other.mjs')).toBe('There is no file other.mjs. Check the path.');
    expect(await refused({ 'x.yaml': '' }, 'x.yaml')).toMatch(/must end in .json, .jsonc, .js or .mjs/);
  });

  test('may have comments and trailing commas', async () => {
    const cwd = folderWith({ 'xolint.config.jsonc': '\uFEFF{ // why\n "production": true, /* b */ }' });
    expect(await loadConfig({ cwd }, SAMPLE_RULES)).toMatchObject({ production: true });
  });

  test('may be a module, with rules of its own', async () => {
    const rule = `{ id: 'clinic/x', severity: 'info', docs: { what: 'w', why: 'w', fix: 'f', source: 's' }, messages: { m: 'M' }, claim() {} }`;
    const cwd = folderWith({
      'xolint.config.mjs': `export default { customRules: [${rule}], rules: { 'clinic/x': 'error', 'clinic/*': 'warning' } };`,
    });
    const config = await loadConfig({ cwd }, SAMPLE_RULES);
    expect(config?.customRules.map((each) => each.id)).toEqual(['clinic/x']);
  });
});

describe('a config is refused', () => {
  test('where a key stands twice, whatever it says', async () => {
    const config = `{
  "production": true,
  "rules": { "claim/balance": "off", // for now
    "claim/npi": "error",
    "claim/balance": "warning" },
  "overrides": [{ "files": ["a"], "rules": {} }, { "rules": {}, "files": ["b"],
    "files": ["c"] }],
  "production": true
}`;
    expect(await refused({ 'xolint.config.jsonc': config })).toBe(
      [
        'rules["claim/balance"] is on line 3 and again on line 5. Keep one.',
        'overrides[1].files is on line 6 and again on line 7. Keep one.',
        'production is on line 2 and again on line 8. Keep one.',
      ]
        .map((text) => `xolint.config.jsonc: ${text}`)
        .join('\nxolint: '),
    );
  });

  test.each<[string, unknown, string]>([
    ['an unknown key', { rulez: {} }, 'There is no key "rulez". Did you mean "rules"?'],
    [
      'an unknown rule',
      { rules: { 'xolair/limt': 'off' } },
      'rules["xolair/limt"]: there is no such rule. Did you mean "xolair/limit"?',
    ],
    [
      'a rule without its family',
      { rules: { limit: 'off' } },
      'rules.limit: there is no such rule. Did you mean "xolair/limit"?',
    ],
    ['a prefix of no rule', { rules: { 'xoliar/*': 'off' } }, 'rules["xoliar/*"]: there is no such rule.'],
    [
      'a wrong severity',
      { rules: { 'claim/note': 'warn' } },
      'rules["claim/note"] is "warn", but must be off, info, warning, error or default. Did you mean "warning"?',
    ],
    ['a severity that is a number', { rules: { 'claim/note': 2 } }, 'rules["claim/note"] is 2, but must be'],
    [
      'an unknown option',
      { rules: { 'xolair/limit': ['error', { maxx: 3 }] } },
      'rules["xolair/limit"][1] has no key "maxx". Did you mean "max"?',
    ],
    [
      'an option below its minimum',
      { rules: { 'xolair/limit': ['error', { max: 0 }] } },
      'rules["xolair/limit"][1].max is 0, but must be at least 1.',
    ],
    [
      'an option of the wrong kind',
      { rules: { 'xolair/limit': ['error', { max: '9' }] } },
      'rules["xolair/limit"][1].max is "9", but must be a number.',
    ],
    [
      'an option that is no choice',
      { rules: { 'xolair/limit': ['error', { count: 'vist' }] } },
      'rules["xolair/limit"][1].count is "vist", but must be visit or line. Did you mean "visit"?',
    ],
    [
      'an item of the wrong form',
      { rules: { 'xolair/limit': ['error', { allow: ['964'] }] } },
      'allow[0] is "964", which does not have the right form',
    ],
    ['options for a prefix', { rules: { 'xolair/*': ['error', {}] } }, 'rules["xolair/*"] is a list, but must be'],
    ['an override without condition', { overrides: [{ rules: {} }] }, 'overrides[0]: names no condition.'],
    ['an override without rules', { overrides: [{ types: ['837P'] }] }, 'overrides[0].rules is missing; it must be an object.'],
    [
      'a wrong type',
      { overrides: [{ types: ['837X'], rules: {} }] },
      'overrides[0].types[0] is "837X", but must be 837P or 837I.',
    ],
    [
      'a wrong class',
      { payers: { 60054: { class: 'medicad' } } },
      'payers["60054"].class is "medicad", but must be medicare, medicare-advantage',
    ],
    [
      'a wrong product',
      { products: [{ ndc9: '50242-214' }] },
      'products[0].ndc9 is "50242-214", which does not have the right form',
    ],
    ['an unknown preset', { extends: 'xolint:strickt' }, 'extends: there is no "xolint:strickt". Did you mean "xolint:strict"?'],
    ['something that is no object', [], 'the file is a list, but must be an object.'],
  ])('%s', async (_, value, message) => {
    expect(await refused(json(value))).toContain(message);
  });

  test('what is no JSON, with line and column', async () => {
    expect(await refused({ 'xolint.config.json': '{\n  "rules": }' })).toMatch(
      /^xolint.config.json: line 2, column 12: value expected/,
    );
  });

  test('a circle of extends', async () => {
    const files = { 'a.json': '{"extends":"./b.json"}', 'b.json': '{"extends":["./a.json"]}' };
    expect(await refused(files, 'a.json')).toBe(
      'b.json: extends leads back to the same file: a.json extends b.json extends a.json. Remove one.',
    );
  });

  test('a module that cannot be run, or exports nothing', async () => {
    expect(await refused({ 'xolint.config.mjs': 'throw new Error("no luck")' })).toMatch(
      // Its message is not repeated: it may hold a value of a file.
      /^xolint.config.mjs could not be run: Error at xolint.config.mjs:1:7\.$/,
    );
    expect(await refused({ 'xolint.config.mjs': 'export const a = 1' })).toMatch(/has no default export/);
  });

  test.each<[string, string, RegExp]>([
    ['no rule', '1', /customRules\[0\] is not a rule. Make it with defineRule./],
    ['an id without family', '{ id: "x" }', /customRules\[0\] needs an id with a family and a name/],
    ['an id that is taken', '{ id: "claim/note" }', /there is already a rule claim\/note/],
    ['no severity', '{ id: "a/b" }', /needs a severity/],
    ['no docs', '{ id: "a/b", severity: "info" }', /needs docs.what/],
    [
      'no function',
      '{ id: "a/b", severity: "info", docs: { what: "", why: "", fix: "", source: "" }, messages: { m: "M" } }',
      /judges nothing/,
    ],
  ])('a custom rule that has or is %s', async (_, rule, message) => {
    expect(await refused({ 'xolint.config.mjs': `export default { customRules: [${rule}] }` })).toMatch(message);
  });
});
