import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import nodeX12 from 'node-x12';
import { describe, expect, test } from 'vitest';
import { lintInputs } from '../../src/engine/lint.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Report } from '../../src/model/report.ts';
import { SplitError, split } from '../../src/split/split.ts';
import { openFile } from '../../src/x12/source.ts';
import { generateText } from '../bench/generate.mjs';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';
import { defaultSettings } from '../support/settings.ts';

const settings = defaultSettings();

/** Rules that compare claims with each other: a part of the file may lack the other one. */
const ACROSS_CLAIMS = new Set(['claim/duplicate', 'xolair/dose-interval']);

function lintFileAt(path: string): Promise<Report> {
  return lintInputs([{ path, open: () => openFile(path) }], { settings, words: messageOf });
}

interface Parts {
  readonly good: string;
  readonly held: string;
  readonly manifest: { claims: { to: string; rules?: string[] }[]; totals: Record<string, { claims: number; charge: number }> };
  readonly report: Report;
  readonly goodReport: Report | undefined;
  readonly heldReport: Report | undefined;
}

async function splitText(text: string, options: { keepControl?: boolean; rules?: readonly string[] } = {}): Promise<Parts> {
  const folder = await mkdtemp(join(tmpdir(), 'xolint-split-'));
  try {
    const path = join(folder, 'in.edi');
    writeFileSync(path, text, 'latin1');
    const report = await lintFileAt(path);
    const paths = { good: join(folder, 'good.edi'), held: join(folder, 'held.edi'), manifest: join(folder, 'manifest.json') };
    await split(path, report, paths, {
      rules: options.rules ?? [],
      keepControl: options.keepControl ?? false,
      tables: settings.tables,
      open: openFile,
    });
    const read = (part: string) => (existsSync(part) ? readFileSync(part, 'latin1') : '');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp') || name.endsWith('.old'))).toEqual([]);
    return {
      good: read(paths.good),
      held: read(paths.held),
      manifest: JSON.parse(read(paths.manifest)),
      report,
      goodReport: existsSync(paths.good) ? await lintFileAt(paths.good) : undefined,
      heldReport: existsSync(paths.held) ? await lintFileAt(paths.held) : undefined,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Bytes of each claim, from CLM to its last terminator, cut out with nothing but split. */
function claimTexts(text: string, terminator = '~'): string[] {
  const claims: string[][] = [];
  let open = false;
  for (const segment of text.split(terminator)) {
    const id = /^\s*([A-Z0-9]+)/.exec(segment)?.[1];
    if (id === 'CLM') claims.push([]);
    open = id === 'CLM' || (open && !['HL', 'SE', 'ST'].includes(id ?? 'SE'));
    if (open) claims.at(-1)!.push(segment.trimStart());
  }
  return claims.map((segments) => segments.join(terminator));
}

const batches = fc.record({
  type: fc.constantFrom<'P' | 'I'>('P', 'I'),
  claims: fc.integer({ min: 1, max: 50 }),
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  claimsPerSet: fc.integer({ min: 1, max: 20 }),
  providers: fc.constantFrom<'one' | 'several'>('one', 'several'),
  broken: fc.constantFrom(0, 0.2, 0.5, 1),
  eol: fc.constantFrom('', '\n', '\r\n'),
});

describe('a split loses nothing', () => {
  test('every claim is in one part, unchanged; the good part is clean; the held one says the same again', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (options) => {
        const { text } = generateText(options);
        const parts = await splitText(text, { keepControl: true });
        expect([...claimTexts(parts.good), ...claimTexts(parts.held)].sort()).toEqual(claimTexts(text).sort());
        expect(parts.manifest.claims).toHaveLength(options.claims);
        const { input, good, held } = parts.manifest.totals as Required<Parts['manifest']['totals']>;
        expect(good!.claims + held!.claims).toBe(input!.claims);
        expect(Math.round(100 * (good!.charge + held!.charge))).toBe(Math.round(100 * input!.charge));
        expect(parts.goodReport?.findings.filter((finding) => finding.severity === 'error') ?? []).toEqual([]);
        const prints = (report: Report | undefined) =>
          (report?.findings ?? [])
            .filter((finding) => finding.severity === 'error' && !ACROSS_CLAIMS.has(finding.rule))
            .map((finding) => finding.fingerprint)
            .sort();
        expect(prints(parts.heldReport)).toEqual(prints(parts.report));
      }),
      { numRuns: 40 },
    );
  });

  test('both parts are read by node-x12 in its strict mode', async () => {
    const { text } = generateText({ claims: 30, broken: 0.4, eol: '\n', claimsPerSet: 7, providers: 'several' });
    const parts = await splitText(text);
    for (const part of [parts.good, parts.held]) {
      expect(() => new nodeX12.X12Parser(true).parse(part, { subElementDelimiter: ':' })).not.toThrow();
    }
  });

  test('control numbers are new, differ between the parts, and are the same in the next run', async () => {
    const { text } = generateText({ claims: 12, broken: 0.5 });
    const control = (part: string) => part.split('*')[13]!;
    const one = await splitText(text);
    const two = await splitText(text);
    expect(new Set([control(text), control(one.good), control(one.held)]).size).toBe(3);
    expect([two.good, two.held]).toEqual([one.good, one.held]);
  });

  test('a dependent takes his subscriber along, and the child flags are true', async () => {
    const { text } = generateText({ claims: 50, broken: 0.5, seed: 3 });
    for (const part of Object.values(await splitText(text)).slice(0, 2) as string[]) {
      const levels = part.split('~').flatMap((segment) => (segment.trim().startsWith('HL*') ? [segment.trim().split('*')] : []));
      for (const [, id, parent, code, child] of levels) {
        const children = levels.filter((level) => level[2] === id);
        expect(child).toBe(children.length > 0 ? '1' : '0');
        expect(code === '20' || levels.some((level) => level[1] === parent)).toBe(true);
      }
      expect(levels.map((level) => Number(level[1]))).toEqual(levels.map((_, i) => i + 1));
    }
  });

  test('--hold takes other reasons than errors', async () => {
    const { text } = generateText({ claims: 20, broken: 0 });
    const parts = await splitText(text, { rules: ['claim/balance'] });
    expect(parts.held).toBe('');
    expect(parts.manifest.claims.every((claim) => claim.to === 'good')).toBe(true);
  });

  test('counts and control numbers of the envelope are mended on the way', async () => {
    const { text } = generateText({ claims: 4, eol: '\n' });
    const parts = await splitText(text.replace(/SE\*\d+\*/, 'SE*9*').replace(/IEA\*1\*\d+/, 'IEA*7*000000099'));
    expect(parts.goodReport?.findings).toEqual([]);
    expect(parts.held).toBe('');
  });

  test('a fault of a parent holds every claim under it', async () => {
    const { text } = generateText({ claims: 6, providers: 'one', claimsPerSet: 6 });
    const parts = await splitText(text.replace('NM1*85*2*', 'NM1*85*2*\u0001'));
    expect(parts.good).toBe('');
    expect(parts.manifest.claims.every((claim) => claim.rules?.includes('x12/character'))).toBe(true);
  });
});

describe('what cannot be split is left alone', () => {
  const { text } = generateText({ claims: 4, eol: '\n' });

  test.each([
    ['cut off', text.slice(0, Math.round(text.length * 0.7))],
    ['without SE', text.replace(/SE\*.*\n/, '')],
    ['another version', text.replaceAll('005010X222A1', '004010X098A1')],
  ])('%s', async (_, broken) => {
    await expect(splitText(broken)).rejects.toThrow(SplitError);
  });
});

describe('the command', () => {
  test('1 where claims are held, 0 where none is, and a manifest without patients', async () => {
    const { text } = generateText({ claims: 10, broken: 0.5, eol: '\n' });
    const folder = folderWith({ 'in.edi': text, 'clean.edi': generateText({ claims: 3 }).text });
    const run = (file: string) => runXolint(['split', file, '--good', 'good', '--held', 'held'], { cwd: folder });
    expect((await run('in.edi')).status).toBe(1);
    expect((await run('clean.edi')).status).toBe(0);
    expect(readdirSync(join(folder, 'good')).sort()).toEqual(['clean.edi', 'in.edi']);
    expect(readdirSync(join(folder, 'held')).sort()).toEqual(['clean.edi.manifest.json', 'in.edi', 'in.edi.manifest.json']);
    const manifest = readFileSync(join(folder, 'held', 'in.edi.manifest.json'), 'utf8');
    const names = [...text.matchAll(/CLM\*([^*]+)\*|NM1\*IL\*1\*([^*]+)\*/g)].map((match) => match[1] ?? match[2]!);
    for (const name of names) expect(manifest).not.toContain(`"${name}"`);
  });

  test('the folders must be two, and not the folder of the file', async () => {
    const folder = folderWith({ 'in.edi': generateText({ claims: 2 }).text });
    const same = await runXolint(['split', 'in.edi', '--good', 'out', '--held', 'out'], { cwd: folder });
    expect([same.status, same.stdout]).toEqual([2, '']);
    expect(same.stderr).toContain('two folders');
    expect((await runXolint(['split', 'in.edi', '--good', '.', '--held', 'held'], { cwd: folder })).status).toBe(2);
  });

  test('a source that cannot be read leaves the old parts alone', async () => {
    const folder = folderWith({ 'good/missing.edi': 'old' });
    expect((await runXolint(['split', 'missing.edi', '--good', 'good', '--held', 'held'], { cwd: folder })).status).toBe(2);
    expect(readFileSync(join(folder, 'good', 'missing.edi'), 'utf8')).toBe('old');
  });

  test('when one of the three cannot be put in place, the others go back to what they were', async () => {
    const folder = folderWith({
      'in.edi': generateText({ claims: 6, broken: 0.5, seed: 2 }).text,
      'good.edi': 'old good',
      'held.edi': 'old held',
    });
    const path = join(folder, 'in.edi');
    // What the manifest would replace is put in its way while the parts are written: a mount point cannot be renamed.
    const paths = { good: join(folder, 'good.edi'), held: join(folder, 'held.edi'), manifest: '/proc' };
    const options = { rules: [], keepControl: false, tables: settings.tables, open: openFile };
    await expect(split(path, await lintFileAt(path), paths, options)).rejects.toThrow();
    expect(readFileSync(paths.good, 'utf8')).toBe('old good');
    expect(readFileSync(paths.held, 'utf8')).toBe('old held');
    expect(readdirSync(folder).sort()).toEqual(['good.edi', 'held.edi', 'in.edi']);
  });
});
