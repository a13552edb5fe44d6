import { execFileSync, spawn } from 'node:child_process';
import fs, { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import nodeX12 from 'node-x12';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { lintInputs } from '../../src/engine/lint.ts';
import type { Observer } from '../../src/engine/observer.ts';
import { Commit } from '../../src/files/commit.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Report } from '../../src/model/report.ts';
import { Split, SplitError, type SplitFiles } from '../../src/split/split.ts';
import { openFile } from '../../src/x12/source.ts';
import { generateText } from '../bench/generate.mjs';
import { BIN, Desk, ended } from '../support/cli.ts';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';
import { defaultSettings } from '../support/settings.ts';

const settings = defaultSettings();

/** Rules that compare claims with each other: a part of the file may lack the other one. */
const ACROSS_CLAIMS = new Set(['claim/duplicate', 'xolair/dose-interval']);

function lintFileAt(path: string, observer?: Observer): Promise<Report> {
  return lintInputs([{ path, open: () => openFile(path) }], { settings, words: messageOf, observe: () => observer });
}

interface Parts {
  readonly good: string;
  readonly held: string;
  readonly manifest: { claims: { to: string; rules?: string[] }[]; totals: Record<string, { claims: number; charge: number }> };
  readonly report: Report;
  /** The file was read once more for writing. */
  readonly again: boolean;
  readonly goodReport: Report | undefined;
  readonly heldReport: Report | undefined;
}

interface Asked {
  readonly keepControl?: boolean;
  readonly rules?: readonly string[];
  /** Write when the lint is over, by reading the file once more. */
  readonly after?: boolean;
}

/** Splits a file by itself, as one commit. */
async function splitOf(path: string, paths: SplitFiles<string>, options: Asked & { open?: typeof openFile } = {}) {
  const commit = new Commit((sentence) => expect.fail(sentence));
  const { good, held, manifest } = paths;
  const targets = {
    good: await commit.target(good),
    held: await commit.target(held),
    manifest: await commit.target(manifest),
  };
  const parts = new Split(path, targets, {
    rules: options.rules ?? [],
    keepControl: options.keepControl ?? false,
    tables: settings.tables,
    open: options.open ?? openFile,
    commit,
  });
  const finish = async (report: Report) => {
    try {
      const result = await parts.finish(report);
      await commit.finish();
      return result;
    } finally {
      parts.discard();
      commit.discard();
    }
  };
  return { commit, parts, finish };
}

async function splitText(text: string, options: Asked = {}): Promise<Parts> {
  const folder = await mkdtemp(join(tmpdir(), 'xolint-split-'));
  try {
    const path = join(folder, 'in.edi');
    writeFileSync(path, text, 'latin1');
    const paths = { good: join(folder, 'good.edi'), held: join(folder, 'held.edi'), manifest: join(folder, 'manifest.json') };
    let opened = 0;
    const open: typeof openFile = (again) => {
      opened++;
      return openFile(again);
    };
    const { parts, finish } = await splitOf(path, paths, { ...options, open });
    const report = await lintFileAt(path, options.after ? undefined : parts);
    try {
      await finish(report);
    } finally {
      expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
    }
    const read = (part: string) => (existsSync(part) ? readFileSync(part, 'latin1') : '');
    return {
      good: read(paths.good),
      held: read(paths.held),
      manifest: JSON.parse(read(paths.manifest).replaceAll(folder, '')),
      report,
      again: opened > 0,
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
        expect(parts.again).toBe(false);
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

/** A batch with one patient of two claims, and dependents. */
const batch = generateText({ claims: 12, claimsPerSet: 5, broken: 0.3, seed: 7, eol: '\n' }).text;

/** The text with one replacement in the n-th claim, or in the levels before it. */
function inClaim(text: string, n: number, from: string | RegExp, to: string): string {
  const claims = text.split(/(?=CLM\*)/);
  const changed = claims[n]!.replace(from, to);
  expect(changed).not.toBe(claims[n]);
  return claims.map((claim, i) => (i === n ? changed : claim)).join('');
}

/** A subscriber with a claim of his own, and one of a dependent. */
function dependentBehindClaim(): string {
  const claims = generateText({ claims: 3, claimsPerSet: 3, seed: 1, eol: '\n' }).text.split(/(?=CLM\*)/);
  const patient = 'HL*3*2*23*0~\nPAT*19~\nNM1*QC*1*TESTER*KID~\nN3*12 OAK ST~\nN4*DENVER*CO*80203~\nDMG*D8*20150301*M~\n';
  return `${claims[0]}${claims[1]}${patient}${claims.slice(2).join('')}`;
}

describe('the parts do not depend on when a finding is told', () => {
  const cases: [name: string, text: string, again: boolean, rules?: string[]][] = [
    ['with a claim', batch, false],
    ['with the first claim of a parent', batch.replace('NM1*85*2*', 'NM1*85*9*'), false],
    ['at the end of the set', inClaim(batch, 4, 'REF*D9*', 'REF*D9*\u00D1'), true],
    ['at the end of the set, of a provider', batch.replace('NM1*85*2*', 'NM1*85*2*\u0001'), true],
    ['at the end of the interchange', generateText({ claims: 4, separators: ['*', 'x', '^', '~'] }).text, true],
    ['at the end of the file', `${batch}REPORT LINE~`, false],
    ['of a trailer', batch.replace(/SE\*\d+\*/, 'SE*9*').replace(/IEA\*1\*\d+/, 'IEA*7*000000099'), false],
    ['of a trailer that is asked to hold', batch.replace(/SE\*\d+\*/, 'SE*9*'), false, ['x12/count']],
    ['of an HL that its second child belies', dependentBehindClaim(), true, ['x12/hierarchy']],
    ['of a provider, behind a void claim', batch.replace('11:B:1*', '11:B:8*').replace('XX*1000000012', 'XX*1000000013'), true],
    ['at the header of the set', batch.replace('*005010X222A1~\nBHT', '*005010X222~\nBHT'), true],
  ];

  test.each(cases)('%s', async (_, text, again, rules = []) => {
    const during = await splitText(text, { rules });
    const after = await splitText(text, { rules, after: true });
    expect([during.again, after.again]).toEqual([again, true]);
    expect(during.good).toBe(after.good);
    expect(during.held).toBe(after.held);
    expect(during.manifest).toEqual(after.manifest);
  });

  test('in any batch', async () => {
    const faults = fc.array(fc.tuple(fc.nat(), fc.constantFrom('\u00D1', '\t', '\n', '*', '~', 'ISA*', 'CUT', '')), {
      maxLength: 3,
    });
    const seen = { again: 0, refused: 0, runs: 0 };
    await fc.assert(
      fc.asyncProperty(
        batches,
        faults,
        fc.constantFrom([], ['x12/hierarchy', 'x12/character']),
        async (options, places, rules) => {
          let { text } = generateText({ ...options, claims: Math.min(options.claims, 20) });
          for (const [at, put] of places) {
            const place = 300 + (at % Math.max(1, text.length - 300));
            text = put === 'CUT' ? text.slice(0, place) : text.slice(0, place) + put + text.slice(place + 1);
          }
          const outcome = (after: boolean) =>
            splitText(text, { after, rules }).then(
              ({ good, held, manifest, again }) => ({ good, held, manifest, again }),
              (error: Error) => ({ error: `${error.name}: ${error.message}`.replaceAll(/xolint-split-\w+/g, ''), again: false }),
            );
          const during = await outcome(false);
          const after = await outcome(true);
          expect({ ...during, again: true }).toEqual({ ...after, again: true });
          if ('error' in during) expect(during.error).toMatch(/^SplitError: /);
          seen.runs++;
          if (during.again) seen.again++;
          if ('error' in during) seen.refused++;
        },
      ),
      { numRuns: 100 },
    );
    // All ways are gone.
    expect(seen.again).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(0);
    expect(seen.runs - seen.again - seen.refused).toBeGreaterThan(0);
  });
});

describe('what cannot be split is left alone', () => {
  const { text } = generateText({ claims: 4, eol: '\n' });

  test.each([
    ['cut off', text.slice(0, Math.round(text.length * 0.7))],
    ['without SE', text.replace(/SE\*.*\n/, '')],
    ['another version', text.replaceAll('005010X222A1', '004010X098A1')],
    // What stands under them would be lost, or stand under another.
    ['without the HL of the billing provider', text.replace(/HL\*1\*.*\n/, '')],
    ['without the HL of a subscriber', text.replace(/HL\*2\*.*\n/, '')],
    ['without the CLM of a claim', text.replace(/CLM\*.*\n/, '')],
    ['with a level of an unknown code', text.replace(/(HL\*2\*1\*)22/, '$12X')],
  ])('%s', async (_, broken) => {
    await expect(splitText(broken)).rejects.toThrow(SplitError);
    await expect(splitText(broken, { after: true })).rejects.toThrow(SplitError);
  });
});

describe('the command', () => {
  test('is silent where nobody reads what it says', async () => {
    const desk = new Desk();
    desk.put('in.edi', generateText({ claims: 3 }).text);
    const ran = await desk.shell('{ $XOLINT split in.edi --good good --held held; echo "status $?" >&2; } | true');
    expect(ran.stderr).toBe('status 0\n');
    expect(existsSync(desk.path('good/in.edi'))).toBe(true);
    desk.remove();
  });

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

  test('what cannot be written is said when the file was linted to its end, and the old parts stay', async () => {
    const folder = folderWith({ 'in.edi': batch, 'good.edi': 'old good' });
    const path = join(folder, 'in.edi');
    const paths = { good: join(folder, 'good.edi'), held: join(folder, 'held.edi'), manifest: join(folder, 'manifest.json') };
    const { commit, parts, finish } = await splitOf(path, paths);
    // Larger than what waits in memory, and something in the place of the temporary file.
    mkdirSync(commit.temporary(folder).replace('-3.tmp', '-0.tmp'));
    writeFileSync(path, generateText({ claims: 500 }).text);
    const report = await lintFileAt(path, parts);
    expect(report.files[0]).toMatchObject({ claims: 500, errors: 0 });
    expect(report.files[0]!.fault).toBeUndefined();
    await expect(finish(report)).rejects.toThrow('EEXIST');
    expect(readFileSync(paths.good, 'utf8')).toBe('old good');
    expect(readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual(['good.edi', 'in.edi']);
  });

  test('an interrupt leaves the old parts, and nothing else', async () => {
    const folder = folderWith({ 'good/in.edi': 'old' });
    // A pipe without an end: the run waits for more of it.
    const pipe = join(folder, 'in.edi');
    execFileSync('mkfifo', [pipe]);
    const args = ['split', pipe, '--good', 'good', '--held', 'held', '-f', '277ca:acks'];
    const child = spawn(process.execPath, [BIN, ...args], { cwd: folder });
    const end = ended(child);
    const writing = createWriteStream(pipe);
    writing.write(generateText({ claims: 500 }).text.slice(0, -1000));
    while (!readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.tmp'))) await setTimeout(5);
    child.kill('SIGTERM');
    expect(await end).toMatchObject({ status: 143, stdout: '' });
    writing.destroy();
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['acks', 'good', 'good/in.edi', 'held', 'in.edi']);
    expect(readFileSync(join(folder, 'good', 'in.edi'), 'utf8')).toBe('old');
  });

  test('when one of the three cannot be put in place, the others go back to what they were', async () => {
    const folder = folderWith({
      'in.edi': generateText({ claims: 6, broken: 0.5, seed: 2 }).text,
      'good.edi': 'old good',
      'held.edi': 'old held',
    });
    const path = join(folder, 'in.edi');
    const paths = { good: join(folder, 'good.edi'), held: join(folder, 'held.edi'), manifest: join(folder, 'manifest.json') };
    const { commit, parts } = await splitOf(path, paths);
    await parts.finish(await lintFileAt(path, parts));
    // Something that cannot be replaced gets into the way of the manifest when the good part is in place already.
    const put = fs.renameSync;
    vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (to === paths.manifest) mkdirSync(paths.manifest);
      put(from, to);
    });
    syncBuiltinESMExports();
    onTestFinished(() => {
      vi.restoreAllMocks();
      syncBuiltinESMExports();
    });
    await expect(commit.finish()).rejects.toThrow('EISDIR');
    commit.discard();
    expect(readFileSync(paths.good, 'utf8')).toBe('old good');
    expect(readFileSync(paths.held, 'utf8')).toBe('old held');
    expect(readdirSync(folder).sort()).toEqual(['good.edi', 'held.edi', 'in.edi', 'manifest.json']);
  });
});
