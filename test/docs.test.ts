import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testRule } from '../src/api/test-rule.ts';
import { LINT_OPTIONS, SPLIT_OPTIONS } from '../src/cli/options.ts';
import { loadConfig } from '../src/config/load.ts';
import { FORMATS } from '../src/formats/index.ts';
import { RULES } from '../src/rules/index.ts';
import { DOCUMENTS, readDocument } from './support/documents.ts';
import { complete, lintTexts, summary } from './support/example.ts';
import { runXolint } from './support/run.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** Code blocks of a language, indented ones too, without their indent. */
function blocks(text: string, language: string): string[] {
  const found = text.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^\\1\`\`\``, 'gm'));
  return [...found].map(([, indent, code]) => code!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

/** Inside the package, so that it can be imported by its name. */
let folder = '';
beforeAll(() => {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  folder = mkdtempSync(join(ROOT, 'dist', 'docs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
};

describe('what is made from the program', () => {
  test('is current', async () => {
    // On failure: npm run generate.
    await run(process.execPath, ['test/generate.mjs', '--check'], { cwd: ROOT });
  });

  test('has a page for each rule, with all that the rule says', () => {
    for (const rule of RULES) {
      const page = readDocument(`docs/rules/${rule.id}.md`).replaceAll('\\', '');
      for (const text of [rule.docs.what, rule.docs.why, rule.docs.fix, rule.docs.source])
        expect(page).toContain(text.replaceAll('\\', ''));
      for (const option of Object.keys(rule.options ?? {})) expect(page).toContain(`| \`${option}\` |`);
      for (const { category, code } of rule.claimStatus ?? []) expect(page).toContain(`${category}:${code}`);
      if (rule.examples.bad.length > 0) expect(page).toMatch(/^- \*\*(error|warning|info|not read)\*\*/m);
    }
  });
});

describe('the README', () => {
  test('is short', () => {
    expect(readDocument('README.md').split('\n').length).toBeLessThanOrEqual(150);
  });

  test('gives a first result with its first command', async () => {
    const [shell] = blocks(readDocument('README.md'), 'sh');
    const [, args] = /npx xolint (.+)\n/.exec(shell!)!;
    const { status, stdout } = await runXolint(args!.split(' '), { cwd: ROOT });
    expect(status).toBe(1);
    // The last line sums up the one file of the picture.
    const picture = blocks(readDocument('README.md'), 'text')[0]!.trim().split('\n').slice(0, -1);
    expect(picture.length).toBeGreaterThan(6);
    expect(stdout).toContain(picture.join('\n').trim());
  });
});

describe('links', () => {
  /** As GitHub makes them of headings. */
  const anchors = (text: string) =>
    [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
      match[1]!
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );

  test.each(DOCUMENTS.map((path) => [path]))('of %s', (path) => {
    const text = readDocument(path).replace(/```[\s\S]*?```/g, '');
    for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) {
      if (target!.startsWith('https:')) continue;
      const [file, anchor] = target!.split('#');
      const to = file === '' ? path : join(dirname(path), file!);
      expect([target, existsSync(join(ROOT, to))]).toEqual([target, true]);
      if (anchor) expect(anchors(readDocument(to))).toContain(anchor);
    }
  });

  test('lead to every document', () => {
    const linked = new Set(
      DOCUMENTS.flatMap((path) =>
        [...readDocument(path).matchAll(/\]\(([^)#]+)/g)].map((match) => join(dirname(path), match[1]!)),
      ),
    );
    expect(DOCUMENTS.filter((path) => path !== 'README.md' && !linked.has(path))).toEqual([]);
  });
});

describe('nothing is left out', () => {
  test('every format has its row', () => {
    for (const name of Object.keys(FORMATS))
      expect(readDocument('docs/output.md')).toMatch(new RegExp(`^\\|.*\`${name}\`.*\\|`, 'm'));
  });

  test('every option is in the help or in a text', () => {
    const all = DOCUMENTS.map(readDocument).join('\n');
    for (const name of Object.keys({ ...LINT_OPTIONS, ...SPLIT_OPTIONS })) expect(all).toMatch(new RegExp(`--(no-)?${name}\\b`));
  });

  test('every key of a config has its row', async () => {
    const { configJsonSchema } = await import('../src/config/schema.ts');
    const { properties } = configJsonSchema(RULES) as { properties: object };
    const keys = Object.keys(properties).filter((key) => key !== '$schema');
    expect(keys.length).toBeGreaterThan(5);
    for (const key of keys) expect(readDocument('docs/config.md')).toMatch(new RegExp(`^\\|.*\`${key}\`.*\\|.*\\|$`, 'm'));
  });

  test('every reason for which something was not checked has its row', () => {
    const code = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(ROOT, 'src', name), 'utf8'))
      .join('\n');
    const reasons = new Set(
      [...code.matchAll(/notChecked\((.*)\)/g)].flatMap((match) => match[1]!.match(/(?<=')[a-z]+(-[a-z]+)+(?=')/g) ?? []),
    );
    expect(reasons.size).toBeGreaterThan(4);
    for (const reason of reasons) expect(readDocument('docs/not-checked.md')).toContain(`\`${reason}\``);
  });
});

describe('the library', () => {
  const snippets = blocks(readDocument('docs/library.md'), 'js');

  test('has its examples', () => {
    expect(snippets.length).toBeGreaterThanOrEqual(5);
  });

  test.each(snippets.map((code) => [code]))('%s', async (code) => {
    const { stdout } = await run(process.execPath, [write('example.mjs', code)], { cwd: ROOT });
    expect(stdout.trim()).not.toBe('');
    expect(stdout).not.toMatch(/undefined|NaN|\[object/);
  });
});

/** The lists that docs/config.md names, each with one code. */
const LISTS = {
  'icd10cm-order-2026.txt': '00003 J4550   1 Severe persistent asthma',
  'icd10cm-order-2027.txt': '00003 J4550   1 Severe persistent asthma',
  'hcpcs.csv': 'HCPC,ADD DT,TERM DT\nJ2357,20050101,',
  'our-cpt-codes.csv': 'code\n99213',
  'nucc_taxonomy.csv': 'Code\n207K00000X',
  'package.txt': 'NDCPACKAGECODE\tSTARTMARKETINGDATE\tENDMARKETINGDATE\n50242-215-01\t20180101\t',
  'mue-practitioner.csv': 'HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator\nJ2357,90,3',
  'mue-outpatient.csv': 'HCPCS/CPT Code,Outpatient Hospital Services MUE Values,MUE Adjudication Indicator\nJ2357,90,3',
};

describe('configs', () => {
  beforeAll(() => {
    for (const [name, text] of Object.entries(LISTS)) write(`lists/${name}`, text);
  });

  const configs = DOCUMENTS.flatMap((path) => blocks(readDocument(path), 'jsonc').map((code) => [path, code] as const));

  test('are there, one for each rule with options among them', () => {
    const withOptions = RULES.filter((rule) => rule.options).map((rule) => `docs/rules/${rule.id}.md`);
    expect(configs.map(([path]) => path)).toEqual(expect.arrayContaining(['docs/config.md', ...withOptions]));
  });

  test.each(configs)('of %s hold', async (_, code) => {
    await loadConfig({ config: write('some.config.jsonc', code), cwd: folder });
  });
});

describe('the config of the clinic', () => {
  const CONFIG = readDocument('docs/config.md');
  const claim = (payer: string, extra = '', usage = 'P') =>
    complete(
      `SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER*****PI*${payer}~` +
        `CLM*A1*2740***11:B:1*Y*A*Y*Y~${extra}HI*ABK:J4550~LX*1~SV1*HC:J2357:JZ*2700*UN*60***1~DTP*472*D8*20261005~LIN**N4*50242021501~CTP****2*ML~` +
        'LX*2~SV1*HC:96372*40*UN*1***1~DTP*472*D8*20261005~',
    ).replace('*0*P*:', `*0*${usage}*:`);

  const lint = async (name: string, text: string) => {
    const config = write('xolint.config.jsonc', blocks(CONFIG, 'jsonc')[0]!);
    mkdirSync(join(folder, 'test'), { recursive: true });
    const { stdout } = await runXolint(['-c', config, '-f', 'json', write(name, text)], { cwd: folder });
    return (JSON.parse(stdout) as { findings: { rule: string; severity: string }[] }).findings.map(
      ({ rule, severity }) => `${rule}:${severity}`,
    );
  };

  test('wants no authorization number of the first payer, and one of the second', async () => {
    expect(await lint('a.edi', claim('60054'))).toEqual([]);
    expect(await lint('b.edi', claim('77027'))).toEqual(['xolair/prior-auth:error']);
    expect(await lint('b.edi', claim('77027', 'REF*G1*X~'))).toEqual([]);
    expect(await lint('c.edi', claim('99999'))).toEqual(['xolair/prior-auth:warning']);
  });

  test('judges the second as Medicaid, whatever SBR09 says', async () => {
    const bare = claim('77027', 'REF*G1*X~').replace(/LIN\*\*N4\*50242021501~CTP\*\*\*\*2\*ML~/, '');
    expect(await lint('d.edi', bare.replace('SE*24', 'SE*22'))).toContain('xolair/ndc-present:error');
  });

  test('is for production, but for the folder of tests', async () => {
    expect(await lint('e.edi', claim('60054', '', 'T'))).toEqual(['x12/usage:warning']);
    expect(await lint('test/e.edi', claim('60054', '', 'T'))).toEqual([]);
  });

  test('takes a rule of the clinic', async () => {
    const config = write('xolint.config.mjs', blocks(CONFIG, 'js')[0]!);
    const { default: clinic } = await import(config);
    for (const rule of clinic.customRules) expect(await testRule(rule)).toEqual([]);
    const text = complete('CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99244*100*UN*1***1~');
    const { stdout } = await runXolint(['-c', config, '-f', 'json', write('f.edi', text)], { cwd: folder });
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; message: string }[] };
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['clinic/referral', 'Line 1 bills 99244, and the claim names no referring provider'],
    ]);
  });
});

test('each class of payers has the values of SBR09 that the config page lists', async () => {
  const { payerClassOf, PAYER_CLASSES } = await import('../src/codes/payers.ts');
  const rows = [...readDocument('docs/config.md').matchAll(/^\| `([a-z-]+)` \| ((?:[A-Z\d]{2}(?:, )?)+) \|$/gm)];
  expect(rows.map((row) => row[1])).toEqual(PAYER_CLASSES.filter((each) => each !== 'unknown'));
  const listed = new Map(rows.flatMap(([, name, values]) => values!.split(', ').map((value) => [value, name])));
  const letters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const value of letters.flatMap((a) => letters.map((b) => a + b)))
    expect([value, payerClassOf(value)]).toEqual([value, listed.get(value) ?? 'unknown']);
});

test('what is not checked is not', async () => {
  const claim = (line: string, diagnosis = 'J4550') =>
    complete(`CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:${diagnosis}~LX*1~SV1*HC:${line}***1~`);
  // A procedure and a diagnosis that no list has, and another drug in any quantity.
  const texts = [claim('Z9999*100*UN*1'), claim('99213*100*UN*1', 'U9999'), claim('J2182*100*UN*9999')];
  for (const text of texts) expect(summary(await lintTexts([text]))).toEqual([]);
});

test('the rule of CONTRIBUTING gives what its examples say', async () => {
  const code = blocks(readDocument('.github/CONTRIBUTING.md'), 'ts')[0]!
    .replace("'../rule.ts'", "'xolint'")
    .replace('(death: string)', '(death)');
  const { default: rule } = await import(write('contributed.mjs', code));
  expect(await testRule(rule)).toEqual([]);
});
