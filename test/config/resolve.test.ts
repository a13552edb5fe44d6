import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { type GlobCompiler, makeSettings, type RuleWord } from '../../src/config/resolve.ts';
import type { ClaimContext, Settings } from '../../src/config/settings.ts';
import { folderWith } from '../support/folder.ts';
import { SAMPLE_RULES } from '../support/rules.ts';

const CLAIM: ClaimContext = {
  path: 'claims.edi',
  type: '837P',
  payerClass: 'commercial',
  payerId: '60054',
  senders: ['CLINIC', 'CLINICGS'],
  usage: 'P',
};

/** Settings from the files of a folder; the config is `xolint.config.json`. */
async function settings(files: Readonly<Record<string, unknown>>, words: RuleWord[] = []): Promise<Settings & { cwd: string }> {
  const cwd = folderWith(Object.fromEntries(Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)])));
  const config = await loadConfig({ cwd }, SAMPLE_RULES);
  const { default: picomatch } = await import('picomatch');
  const globs: GlobCompiler = (patterns) => picomatch([...patterns], { dot: true });
  return { ...makeSettings({ config: config!, words, rules: SAMPLE_RULES, cwd, globs }), cwd };
}

const one = (config: unknown, words: RuleWord[] = []) => settings({ 'xolint.config.json': config }, words);

/** Severity that a user set, by rule. */
const severities = (from: Settings, context: Partial<ClaimContext> = {}) =>
  Object.fromEntries([...from.resolve({ ...CLAIM, ...context }).rules].map(([id, { severity }]) => [id, severity]));

describe('layers', () => {
  test('nothing said is nothing set', async () => {
    expect((await one({})).resolve(CLAIM)).toEqual({ payerClass: 'commercial', rules: new Map() });
  });

  test('extends < rules < overrides in order < payers < words', async () => {
    const layers = {
      'base.json': { rules: { 'claim/note': 'off' }, overrides: [{ types: ['837P'], rules: { 'claim/note': 'error' } }] },
      'xolint.config.json': { extends: './base.json' } as Record<string, unknown>,
    };
    const config = layers['xolint.config.json'];
    expect(severities(await settings(layers))).toEqual({ 'claim/note': 'error' });
    config.rules = { 'claim/note': 'warning' };
    expect(severities(await settings(layers))).toEqual({ 'claim/note': 'warning' });
    config.overrides = [
      { payerClasses: ['commercial'], rules: { 'claim/note': 'off' } },
      { usage: ['P'], rules: { 'claim/note': 'info' } },
    ];
    expect(severities(await settings(layers))).toEqual({ 'claim/note': 'info' });
    config.payers = { 60054: { rules: { 'claim/note': 'error' } } };
    expect(severities(await settings(layers))).toEqual({ 'claim/note': 'error' });
    expect(severities(await settings(layers), { payerId: '99999' })).toEqual({ 'claim/note': 'info' });
    expect(severities(await settings(layers, [{ pattern: 'claim/*', severity: 'off' }]))).toEqual({ 'claim/note': 'off' });
  });

  test('the more exact word of one layer wins, wherever it stands', async () => {
    const rules = { 'xolair/limit': 'error', 'xolair/*': 'off', '*': 'info' };
    expect(severities(await one({ rules }))).toEqual({ 'xolair/limit': 'error', 'xolair/graded': 'off', 'claim/note': 'info' });
  });

  test('the last word of the command line wins', async () => {
    const words: RuleWord[] = [
      { pattern: 'xolair/limit', severity: 'error' },
      { pattern: 'xolair/*', severity: 'off' },
    ];
    expect(severities(await one({}, words))).toEqual({ 'xolair/limit': 'off', 'xolair/graded': 'off' });
  });

  test('options are added up, a severity is replaced, default takes it back', async () => {
    const config = {
      rules: { 'xolair/limit': ['warning', { max: 60 }] },
      overrides: [
        { types: ['837P'], rules: { 'xolair/limit': ['default', { count: 'line' }] } },
        { types: ['837I'], rules: { 'xolair/limit': 'off' } },
      ],
    };
    const made = await one(config);
    expect(made.resolve(CLAIM).rules.get('xolair/limit')).toEqual({ options: { max: 60, count: 'line' } });
    expect(made.resolve({ ...CLAIM, type: '837I' }).rules.get('xolair/limit')).toEqual({ severity: 'off', options: { max: 60 } });
  });

  test('strict: on for every class, raised', async () => {
    expect(severities(await one({ extends: 'xolint:strict' }))).toEqual({
      'xolair/limit': 'error',
      'xolair/graded': 'error',
      'claim/note': 'warning',
    });
    expect(severities(await one({ extends: ['xolint:recommended'] }))).toEqual({});
  });
});

describe('conditions', () => {
  const when = async (condition: Record<string, unknown>, context: Partial<ClaimContext>) =>
    'claim/note' in severities(await one({ overrides: [{ ...condition, rules: { 'claim/note': 'off' } }] }), context);

  test.each<[string, Record<string, unknown>, Partial<ClaimContext>, boolean]>([
    ['payer', { payers: ['1', '2'] }, { payerId: '2' }, true],
    ['another payer', { payers: ['1', '2'] }, { payerId: '3' }, false],
    ['class', { payerClasses: ['medicaid'] }, { payerClass: 'medicaid' }, true],
    ['another class', { payerClasses: ['medicaid'] }, {}, false],
    ['ISA06', { senders: ['CLINIC'] }, {}, true],
    ['GS02', { senders: ['CLINICGS'] }, {}, true],
    ['another sender', { senders: ['CLINIC'] }, { senders: ['X', 'Y'] }, false],
    ['type', { types: ['837I'] }, { type: '837I' }, true],
    ['usage', { usage: ['T'] }, { usage: 'P' }, false],
    ['all of them', { usage: ['P'], types: ['837P'] }, {}, true],
    ['not all of them', { usage: ['P'], types: ['837I'] }, {}, false],
    ['a name at any depth', { files: ['**/*.edi'] }, { path: 'a/b/x.edi' }, true],
    ['a name in the folder only', { files: ['*.edi'] }, { path: 'a/x.edi' }, false],
    ['a folder', { files: ['./test/**'] }, { path: './test/a/x.edi' }, true],
    ['another folder', { files: ['test/**'] }, { path: 'prod/x.edi' }, false],
    ['a file elsewhere, by its whole path', { files: ['/data/**/*.edi'] }, { path: '/data/in/x.edi' }, true],
    ['a file elsewhere, at any depth', { files: ['**/in/*.edi'] }, { path: '/data/in/x.edi' }, true],
  ])('%s', async (_, condition, context, expected) => {
    expect(await when(condition, context)).toBe(expected);
  });

  test('globs start from the folder of the file that they stand in', async () => {
    const made = await settings({
      'shared/base.json': { overrides: [{ files: ['*.edi'], rules: { 'claim/note': 'off' } }] },
      'xolint.config.json': { extends: './shared/base.json' },
    });
    expect(severities(made, { path: 'shared/x.edi' })).toEqual({ 'claim/note': 'off' });
    expect(severities(made, { path: 'x.edi' })).toEqual({});
  });

  test('the class that a config gives a payer counts in conditions', async () => {
    const made = await one({
      payers: { 60054: { class: 'medicaid', payerPolicy: true }, 1: { payerPolicy: false } },
      overrides: [{ payerClasses: ['medicaid'], rules: { 'claim/note': 'off' } }],
    });
    expect(made.resolve(CLAIM).payerClass).toBe('medicaid');
    expect(severities(made)).toEqual({ 'claim/note': 'off' });
    expect([...made.payerPolicies]).toEqual(['60054']);
  });
});

test('equal answers are one object, whatever tells the claims apart', async () => {
  const made = await one({ overrides: [{ payers: ['1'], rules: { 'claim/note': 'off' } }] });
  const first = made.resolve(CLAIM);
  expect(made.resolve({ ...CLAIM, path: 'b.edi', payerId: '7', senders: ['Z'], usage: 'T', type: '837I' })).toBe(first);
  expect(made.resolve({ ...CLAIM, payerId: '1' })).not.toBe(first);
});

test('products of a config are known to its run and to no other', async () => {
  const product = { ndc9: '502420999', name: 'Xolair new', mg: 600, mgPerMl: 150, unit: 'ML', packages: ['01'] };
  const made = await one({ products: [product] });
  expect(made.tables.product('50242099901')).toEqual({ ...product, drug: 'xolair' });
  expect(made.tables.product('50242021501')?.mg).toBe(150);
  expect((await one({})).tables.product('50242099901')).toBeUndefined();
});

test('indications of a config are accepted from their first day to their last', async () => {
  const made = await one({
    indications: [{ code: 'J82.83', indication: 'asthma', from: '2026-01-01', to: '2026-12-31' }, { code: 'L50.8' }],
  });
  const { tables } = made;
  expect(tables.coveredCode('xolair', 'J8283', 20260601)).toMatchObject({ indication: { minimumAge: 6 }, disputed: undefined });
  expect(tables.coveredCode('xolair', 'J8283', 20270101)).toBeUndefined();
  // What a config adds goes before what is known.
  expect(tables.coveredCode('xolair', 'L508', 20260601)).toMatchObject({ indication: undefined, disputed: undefined });
  expect(tables.coveredCode('xolair', 'J4550', 20260601)).toMatchObject({ indication: { name: 'asthma' } });
  expect((await one({})).tables.coveredCode('xolair', 'J8283', 20260601)).toBeUndefined();
});
