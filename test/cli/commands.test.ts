import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { INITIAL_CONFIG } from '../../src/cli/commands/init.ts';
import { loadConfig } from '../../src/config/load.ts';
import { RULES } from '../../src/rules/index.ts';
import { reportSchema } from '../../src/schema/report.ts';
import { complete } from '../support/example.ts';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';

/** A claim with a text of its own in each element that must not be seen. */
const PRIVATE = complete(
  'SBR*P*18*GROUPNO*GROUPNAME*****CI~NM1*IL*1*LASTNAME*FIRSTNAME*MIDDLE***MI*MEMBERID~N3*STREET~N4*CITYNAME*CO*80203~DMG*D8*19800101*F~' +
    'REF*SY*SSNVALUE~NM1*PR*2*PAYER ONE*****PI*60054~CLM*CLAIMNUMBER*150***11:B:1*Y*A*Y*Y~REF*G1*AUTHNUMBER~K3*FREETEXT~NTE*ADD*NOTETEXT~' +
    'HI*ABK:J4550~NM1*82*1*DOCTOR*PERSON****XX*1987654329~LX*1~SV1*HC:J2357:JZ::::LINETEXT*100*UN*30***1~DTP*472*D8*20261005~' +
    'LIN**N4*50242021501~CTP****1*ML~LX*2~SV1*HC:96372*40*UN*1***1~DTP*472*D8*20261005~',
);
const SECRETS =
  /GROUPNO|GROUPNAME|LASTNAME|FIRSTNAME|MIDDLE|MEMBERID|STREET|CITYNAME|80203|1980|SSNVALUE|CLAIMNUMBER|AUTHNUMBER|FREETEXT|NOTETEXT|DOCTOR|LINETEXT|20261005|2026-10-05/;

const folder = () => folderWith({ 'claims.edi': PRIVATE });

describe('rules', () => {
  test('lists every rule in 80 columns', async () => {
    const { status, stdout } = await runXolint(['rules']);
    expect(status).toBe(0);
    for (const rule of RULES) expect(stdout).toContain(`  ${rule.id}`);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('--json gives the data of every rule', async () => {
    const { stdout } = await runXolint(['rules', '--json']);
    const rules = JSON.parse(stdout) as { id: string; docs: unknown }[];
    expect(rules.map((rule) => [rule.id, rule.docs])).toEqual(RULES.map((rule) => [rule.id, rule.docs]));
  });
});

describe('explain', () => {
  test('says all about each rule', async () => {
    const { explain } = await import('../../src/cli/commands/explain.ts');
    for (const rule of RULES) {
      const text = explain(rule, false);
      const words = (part: string) => part.replace(/\s+/g, ' ');
      for (const part of [rule.docs.what, rule.docs.why, rule.docs.fix, rule.docs.source])
        expect(words(text)).toContain(words(part));
      for (const option of Object.keys(rule.options ?? {})) expect(text).toContain(`${option} (`);
      // Segments of examples and addresses are not wrapped; all else is laid out for 80 columns.
      for (const line of text.split('\n')) if (!/~$|https:/.test(line)) expect(line.length).toBeLessThanOrEqual(80);
    }
  });

  test('as a process', async () => {
    const { status, stdout } = await runXolint(['explain', 'claim/balance']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^claim\/balance\n\nWhat {6}The total charge/);
    expect(stdout).toContain('277CA     A7:400');
    expect(stdout).toMatch(/\n\nhttps:\/\/github.com\/xolint\/xolint\/blob\/main\/docs\/rules\/claim\/balance.md\n$/);
    expect(stdout).toContain('\nAn example that fails\n  CLM*A1*150***11:B:1*Y*A*Y*Y~\n');
  });

  test('gives a message with a severity of its own the one that a run gives it', async () => {
    const { gradedMessages } = await import('../../src/rules/describe.ts');
    const of = (id: string) => gradedMessages(RULES.find((rule) => rule.id === id)!).map(({ severity }) => severity);
    expect(of('xolair/ndc-present')).toEqual([
      'off; medicaid: error; commercial, medicare-advantage: warning',
      'off; medicaid, commercial, medicare-advantage, medicare: warning',
    ]);
    expect(of('xolair/admin-code')).toEqual(['error; medicare: warning', 'warning']);
    expect(of('claim/balance')).toEqual([]);
  });

  test('did you mean', async () => {
    const { status, stdout, stderr } = await runXolint(['explain', 'balanse']);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('There is no rule "balanse". Did you mean "claim/balance"?');
  });

  test('a rule of the config', async () => {
    const cwd = folderWith({
      'xolint.config.mjs': `export default { customRules: [{ id: 'clinic/x', severity: 'info',
        docs: { what: 'Ours.', why: 'w', fix: 'f', source: 's' }, messages: { m: 'M' }, claim() {} }] };`,
    });
    const { stdout } = await runXolint(['explain', 'clinic/x'], { cwd });
    expect(stdout).toContain('What      Ours.');
    expect(stdout).not.toContain('https:');
    expect((await runXolint(['explain', 'clinic/y', '--no-config'], { cwd })).status).toBe(2);
  });
});

describe('init', () => {
  test('writes a config that holds, once', async () => {
    const cwd = folderWith({});
    expect((await runXolint(['init'], { cwd })).status).toBe(0);
    expect(readFileSync(join(cwd, 'xolint.config.jsonc'), 'utf8')).toBe(INITIAL_CONFIG);
    expect(await loadConfig({ cwd })).toMatchObject({ layers: [] });
    const again = await runXolint(['init'], { cwd });
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('This folder already has a xolint.config.jsonc; it was not changed.');
  });

  test('whose comments hold too when they are made text, for the rules that there are', () => {
    const text = INITIAL_CONFIG.replace(/^( +)\/\/ (?=["{])(?!"xolint)/gm, '$1');
    const value = parse(text, [], { allowTrailingComma: true }) as { rules: object; production: boolean; overrides: object[] };
    expect(value.production).toBe(true);
    expect(Object.keys(value.rules)).toEqual(['xolair/prior-auth', 'xolair/charge-per-unit']);
    expect(value.overrides).toHaveLength(2);
  });
});

describe('schema', () => {
  test.each(['config', 'report'])('%s is a JSON Schema', async (which) => {
    const { status, stdout } = await runXolint(['schema', which]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ $schema: expect.stringContaining('json-schema.org'), type: 'object' });
  });

  test('the config schema knows every rule, its options, and prefixes', async () => {
    const { configJsonSchema } = await import('../../src/config/schema.ts');
    const schema = configJsonSchema(RULES) as { properties: { rules: Record<string, object> } };
    const { rules } = schema.properties;
    const [ids, rows] = [false, true].map((isRow) =>
      Object.keys(rules.properties!).filter((id) => isRow === id.split('/').length > 2),
    );
    expect(ids).toEqual(RULES.map((rule) => rule.id));
    expect(rows).toContain('x12/situational/zip');
    expect(rows!.every((row) => ids!.includes(row.split('/', 2).join('/')))).toBe(true);
    expect(rules).toMatchObject({ additionalProperties: false, patternProperties: expect.anything() });
  });

  test('a real report has the keys of its schema and no others', async () => {
    const cwd = folderWith({
      'a.edi': PRIVATE,
      'b.edi': 'no claims',
      'c.edi': complete('CLM*A1*1***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'),
    });
    const { stdout, status } = await runXolint(['a.edi', 'b.edi', 'c.edi', '-f', 'json', '--show', 'pcn,dos,segment'], { cwd });
    expect(status).toBe(2);
    const report = JSON.parse(stdout) as unknown;
    // Unknown keys would be stripped.
    expect(reportSchema.parse(report)).toEqual(report);
    expect(reportSchema.parse(report).findings.length).toBeGreaterThan(0);
  });
});

describe('inspect', () => {
  test('shows a claim without what identifies the patient', async () => {
    const { status, stdout } = await runXolint(['inspect', 'claims.edi'], { cwd: folder() });
    expect(status).toBe(0);
    expect(stdout).not.toMatch(SECRETS);
    expect(stdout).toContain('Payer       PAYER ONE, 60054; SBR09 CI (commercial)');
    expect(stdout).toContain('Line 1      J2357 JZ, 30 UN, charge 100, diagnoses 1');
    expect(stdout).toContain('drug N4 50242021501, 1 ML');
    expect(stdout).toContain('Diagnoses   1  J4550 (ABK)');
  });

  test('shows what is asked for, and no more', async () => {
    const cwd = folder();
    const pcn = (await runXolint(['inspect', 'claims.edi', '--show', 'pcn'], { cwd })).stdout;
    expect(pcn).toContain('CLM01 CLAIMNUMBER');
    expect(pcn.replace('CLAIMNUMBER', '')).not.toMatch(SECRETS);
    const dos = (await runXolint(['inspect', 'claims.edi', '--show', 'dos'], { cwd })).stdout;
    expect(dos).toContain('service 2026-10-05');
    expect(dos.replaceAll('2026-10-05', '')).not.toMatch(SECRETS);
  });

  test.each<[string, string, string]>([
    ['an element', 'SBR09', 'CI\n'],
    ['a composite without its text', 'SV101', 'HC:J2357:JZ::::[withheld]\nHC:96372\n'],
    ['with a qualifier', 'NM109:NM101["85"]', '1234567893\n'],
    ['a path of segments', 'LX-LIN03', '50242021501\n'],
    ['for each', 'FOREACH(LX)=>SV102', '100\n40\n'],
    ['a member id', 'NM109:NM101["IL"]', '[withheld]\n'],
    ['a number of REF', 'REF02:REF01["G1"]', '[withheld]\n'],
    ['a birth date', 'DMG02', '[withheld]\n'],
    ['a note', 'NTE02', '[withheld]\n'],
    ['a segment that nobody knows', 'K301', '[withheld]\n'],
    ['nothing', 'CR102', 'Nothing was found for CR102.\n'],
  ])('--query %s', async (_, path, expected) => {
    const { stdout, status } = await runXolint(['inspect', 'claims.edi', '--query', path], { cwd: folder() });
    expect(stdout).toBe(expected);
    expect(status).toBe(0);
  });

  test('--query with everything shown', async () => {
    const run = await runXolint(['inspect', 'claims.edi', '--query', 'NTE02', '--show', 'segment'], { cwd: folder() });
    expect(run.stdout).toBe('NOTETEXT\n');
  });

  test('cuts one claim of many, with its parents and trailers that count right', async () => {
    const two = complete(
      'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~CLM*A2*55***11:B:7*Y*A*Y*Y~HI*ABK:J4551~LX*1~SV1*HC:99214*55*UN*1***1~',
    );
    const cwd = folderWith({ 'two.edi': two });
    const ask = (...args: string[]) => runXolint(['inspect', 'two.edi', ...args], { cwd });
    expect((await ask('--claim', '2', '--query', 'SV101')).stdout).toBe('HC:99214\n');
    expect((await ask('--claim', '1', '--query', 'SV101')).stdout).toBe('HC:99213\n');
    expect((await ask('--claim', '2', '--query', 'SBR09')).stdout).toBe('CI\n');
    // ST to SBR, four of the subscriber and payer, CLM, HI, LX, SV1, DTP, SE.
    expect((await ask('--claim', '2', '--query', 'SE01')).stdout).toBe('23\n');
    const past = await ask('--claim', '3');
    expect(past.status).toBe(2);
    expect(past.stderr).toContain('two.edi has 2 claims; there is no claim 3.');
  });

  test.each<[string, string[], string]>([
    ['a claim that is no number', ['claims.edi', '--claim', 'x'], '--claim takes a whole number, at least 1, not "x".'],
    ['a query of no element', ['claims.edi', '--query', 'SV'], '--query takes elements such as SV101'],
    [
      'CONCAT, which would join what is withheld',
      ['claims.edi', '--query', 'CONCAT(NM103,-)=>NM101'],
      '--query does not support CONCAT.',
    ],
    ['a file that is not there', ['none.edi'], 'none.edi: There is no such file.'],
  ])('refuses %s', async (_, args, message) => {
    const run = await runXolint(['inspect', ...args], { cwd: folder() });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.stdout).toBe('');
  });

  test('reads standard input', async () => {
    expect((await runXolint(['inspect', '-', '--query', 'CLM05'], { input: PRIVATE })).stdout).toBe('11:B:1\n');
  });
});

describe('a config on the command line', () => {
  const UNBALANCED = complete('CLM*A1*1***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~');
  const files = {
    'a.edi': UNBALANCED,
    'xolint.config.json': '{ "rules": { "claim/balance": "warning" } }',
    'other.jsonc': '{ "rules": { "claim/*": "off" } }',
  };
  const severities = async (...args: string[]) => {
    const { stdout } = await runXolint(['a.edi', '-f', 'json', ...args], { cwd: folderWith(files) });
    return (JSON.parse(stdout) as { findings: { severity: string }[] }).findings.map((finding) => finding.severity);
  };

  test('is found, named, left out, and overruled by --rule', async () => {
    expect(await severities()).toEqual(['warning']);
    expect(await severities('-c', 'other.jsonc')).toEqual([]);
    expect(await severities('--no-config')).toEqual(['error']);
    expect(await severities('--rule', 'claim/balance:info')).toEqual(['info']);
  });

  test('that is wrong ends the run', async () => {
    const cwd = folderWith({ ...files, 'xolint.config.json': '{ "rules": { "claim/balanse": "off" } }' });
    const { status, stdout, stderr } = await runXolint(['a.edi'], { cwd });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('rules["claim/balanse"]: there is no such rule. Did you mean "claim/balance"?');
  });

  test('is printed for a file', async () => {
    const cwd = folderWith({
      ...files,
      'xolint.config.json': JSON.stringify({
        production: true,
        rules: { 'claim/balance': 'warning' },
        overrides: [
          { files: ['test/**'], rules: { 'claim/balance': 'off' } },
          { payers: ['60054'], rules: { 'claim/balance': 'error' } },
        ],
      }),
    });
    const print = async (file: string) =>
      JSON.parse((await runXolint(['--print-config', file], { cwd })).stdout) as {
        rules: Record<string, unknown>;
        layers: { when?: unknown }[];
      };
    expect(await print('a.edi')).toMatchObject({
      file: 'a.edi',
      config: [join(cwd, 'xolint.config.json')],
      production: true,
      rules: { 'claim/balance': { severity: 'warning' } },
    });
    expect((await print('a.edi')).layers.map((layer) => layer.when)).toEqual([undefined, { payers: ['60054'] }]);
    expect((await print('test/a.edi')).rules['claim/balance']).toEqual({ severity: 'off' });
  });

  test('a custom rule that throws is named with its claim, and the run goes on', async () => {
    const cwd = folderWith({
      'a.edi': UNBALANCED,
      'b.edi': UNBALANCED,
      'xolint.config.mjs': `export default { customRules: [{ id: 'clinic/x', severity: 'info',
        docs: { what: 'w', why: 'w', fix: 'f', source: 's' }, messages: { m: 'M' }, claim(claim) { throw new RangeError(claim.id.value); } }] };`,
    });
    const { status, stdout, stderr } = await runXolint(['a.edi', 'b.edi', '-f', 'json'], { cwd });
    expect(status).toBe(2);
    const report = JSON.parse(stdout);
    for (const { fault } of report.files) {
      expect(fault.code).toBe('rule-failed');
      expect(fault.message).toMatch(/clinic\/x failed once at claim 1 \(line \d+\): RangeError at xolint\.config\.mjs:2:\d+\./);
    }
    expect(report.findings.map((finding: { rule: string }) => finding.rule)).toContain('claim/balance');
    expect(report.notChecked).toEqual([{ rule: 'clinic/x', reason: 'rule-failed', claims: 2 }]);
    // The message of the error may hold a patient's value.
    expect(stdout + stderr).not.toMatch(/\bA1\b/);
  });
});
