import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACKNOWLEDGEMENT_NAMES } from '../src/acks/acknowledgements.ts';
import { FORMATS } from '../src/formats/index.ts';
import { complete } from './support/example.ts';
import { runXolint } from './support/run.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const run = promisify(execFile);

/** The part of the README below a heading. */
function section(title: string): string {
  const from = README.indexOf(`\n## ${title}\n`);
  expect(from).toBeGreaterThan(0);
  const to = README.indexOf('\n## ', from + 1);
  return README.slice(from, to < 0 ? undefined : to);
}

/** Code blocks of a language. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1]!);
}

/** Inside the package, so that it can be imported by its name. */
let folder = '';
beforeAll(() => {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  folder = mkdtempSync(join(ROOT, 'dist', 'readme-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test('the parts that are made from the program are current', async () => {
  // On failure: npm run docs.
  await run(process.execPath, ['test/docs.mjs', '--check'], { cwd: ROOT });
});

test('every format is named', () => {
  for (const name of Object.keys(FORMATS)) expect(section('Reports and CI')).toContain(`\`${name}\``);
  for (const name of ACKNOWLEDGEMENT_NAMES) expect(section('Reports and CI')).toContain(`\`${name}:FOLDER\``);
});

describe('the library', () => {
  test.each(blocks(section('Library'), 'js').map((code) => [code]))('%s', async (code) => {
    const { stdout } = await run(process.execPath, [write('example.mjs', code)], { cwd: ROOT });
    expect(stdout.trim()).not.toBe('');
    expect(stdout).not.toMatch(/undefined|NaN|\[object/);
  });
});

describe('the config of the clinic', () => {
  const claim = (payer: string, extra = '', usage = 'P') =>
    complete(
      `SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER*****PI*${payer}~` +
        `CLM*A1*2740***11:B:1*Y*A*Y*Y~${extra}HI*ABK:J4550~LX*1~SV1*HC:J2357:JZ*2700*UN*60***1~DTP*472*D8*20261005~LIN**N4*50242021501~CTP****2*ML~` +
        'LX*2~SV1*HC:96372*40*UN*1***1~DTP*472*D8*20261005~',
    ).replace('*0*P*:', `*0*${usage}*:`);

  const lint = async (name: string, text: string) => {
    const config = write('xolint.config.jsonc', blocks(section('Config'), 'jsonc')[0]!);
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
    const config = write('xolint.config.mjs', blocks(section('Config'), 'js')[0]!);
    const text = complete('CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99244*100*UN*1***1~');
    const { stdout } = await runXolint(['-c', config, '-f', 'json', write('f.edi', text)], { cwd: folder });
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; message: string }[] };
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['clinic/referral', 'Line 1 bills 99244, and the claim names no referring provider'],
    ]);
  });
});
