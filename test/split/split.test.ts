import { spawn } from 'node:child_process';
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import nodeX12 from 'node-x12';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { lintInputs } from '../../src/engine/lint.ts';
import { Commit } from '../../src/files/commit.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Report } from '../../src/model/report.ts';
import { RULES_BY_ID } from '../../src/rules/index.ts';
import { Split, SplitError } from '../../src/split/split.ts';
import { openFile } from '../../src/x12/source.ts';
import { generateText } from '../bench/generate.mjs';
import { BIN, Desk, ended } from '../support/cli.ts';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';
import { defaultSettings } from '../support/settings.ts';

const settings = defaultSettings();

/** Rules that compare claims with each other: a part of the file may lack the other one. */
const ACROSS_CLAIMS = new Set(['claim/duplicate', 'xolair/dose-interval']);

function lintFileAt(path: string, split?: Split): Promise<Report> {
  return lintInputs([{ path, open: () => openFile(path) }], {
    settings,
    words: messageOf,
    fileDone: (file, findings) => split?.add(file, findings),
  });
}

/** Where the parts of `in.edi` go, beside it. */
function placesIn(folder: string) {
  const files = { source: join(folder, 'in.edi'), good: join(folder, 'good.edi'), held: join(folder, 'held.edi') };
  return { ...files, manifest: join(folder, 'manifest.json') };
}

/** A split of `in.edi`, as one commit. */
async function splitIn(folder: string, options: Asked = {}) {
  const commit = new Commit((sentence) => expect.fail(sentence));
  const { source, good, held, manifest } = placesIn(folder);
  const files = [{ source, open: () => openFile(source), good: await commit.target(good), held: await commit.target(held) }];
  const split = new Split(files, await commit.target(manifest), {
    rules: options.rules ?? [],
    accepted: new Set(options.accepted),
    keepControl: options.keepControl ?? false,
    catalogue: RULES_BY_ID,
    tables: settings.tables,
    commit,
    lint: (again) => lintInputs(again, { settings, words: messageOf }),
  });
  const run = async () => {
    try {
      const report = await lintFileAt(source, split);
      await split.finish();
      await commit.finish();
      return report;
    } finally {
      split.discard();
      commit.discard();
    }
  };
  return { commit, split, run };
}

interface Parts {
  readonly good: string;
  readonly held: string;
  readonly manifest: {
    claims: { to: string; rules?: string[]; accepted?: string[] }[];
    totals: Record<string, { claims: number; charge: number }>;
    accepted: { rule: string; claims: number }[];
  };
  readonly report: Report;
  readonly goodReport: Report | undefined;
  readonly heldReport: Report | undefined;
}

interface Asked {
  readonly keepControl?: boolean;
  readonly rules?: readonly string[];
  readonly accepted?: readonly string[];
}

async function splitText(text: string, options: Asked = {}): Promise<Parts> {
  const folder = await mkdtemp(join(tmpdir(), 'xolint-split-'));
  try {
    const paths = placesIn(folder);
    writeFileSync(paths.source, text, 'latin1');
    const { run } = await splitIn(folder, options);
    let report: Report;
    try {
      report = await run();
    } finally {
      expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
    }
    const read = (part: string) => (existsSync(part) ? readFileSync(part, 'latin1') : '');
    return {
      good: read(paths.good),
      held: read(paths.held),
      manifest: JSON.parse(read(paths.manifest).replaceAll(folder, '')),
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
    const parts = await splitText(text.replace(/SE\*\d+\*/, 'SE*9*').replace(/IEA\*1\*/, 'IEA*0*'));
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

/** The text with one replacement in the n-th claim, or in the levels before it. */
function inClaim(text: string, n: number, from: string | RegExp, to: string): string {
  const claims = text.split(/(?=CLM\*)/);
  const changed = claims[n]!.replace(from, to);
  expect(changed).not.toBe(claims[n]);
  return claims.map((claim, i) => (i === n ? changed : claim)).join('');
}

describe('what may be the only trace of a loss', () => {
  /** Two sets of two claims. */
  const { text } = generateText({ claims: 4, claimsPerSet: 2, eol: '\n' });
  const levels = text.split('ST*837*0002')[0]!.match(/HL\*/g)!.length;
  const renumbered = (set: string) =>
    set.replace(/HL\*(\d+)\*(\d*)/g, (_, n, parent) => `HL*${Number(n) + levels}*${parent && Number(parent) + levels}`);
  const held = ({ manifest }: Parts) => manifest.claims.flatMap(({ to }, i) => (to === 'held' ? [i + 1] : []));

  const cases: [name: string, broken: string, rule: string, expected: number[]][] = [
    ['SE01 above the count', text.replace(/SE\*\d+\*0001/, 'SE*999*0001'), 'x12/count', [1, 2]],
    ['GE01 above the count', text.replace('GE*2*', 'GE*3*'), 'x12/count', [1, 2, 3, 4]],
    ['IEA01 above the count', text.replace('IEA*1*', 'IEA*2*'), 'x12/count', [1, 2, 3, 4]],
    ['SE02 of another set', text.replace(/(SE\*\d+\*)0002/, '$10009'), 'x12/control-number', [3, 4]],
    ['GE02 of another group', text.replace(/(GE\*2\*)\d+/, '$199'), 'x12/control-number', [1, 2, 3, 4]],
    ['a level number that is skipped', text.replace('HL*2*', 'HL*3*'), 'x12/hierarchy', [1, 2]],
    ['a set without SE', text.replace(/SE\*\d+\*0001~\n/, ''), 'x12/truncated', [1, 2]],
    ['a group without GE', text.replace(/GE\*.*\n/, ''), 'x12/truncated', [1, 2, 3, 4]],
  ];

  test.each(cases)('%s holds every claim under it, unless it is accepted', async (_, broken, rule, expected) => {
    const parts = await splitText(broken);
    expect(held(parts)).toEqual(expected);
    expect(parts.report.files[0]!.claimsWithErrors).toBe(expected.length);
    expect(parts.manifest.claims[expected[0]! - 1]!.rules).toEqual([rule]);
    const accepted = await splitText(broken, { accepted: [rule] });
    expect(held(accepted)).toEqual([]);
    expect(accepted.manifest.accepted).toMatchObject([{ rule, claims: expected.length }]);
    expect(accepted.manifest.claims[expected[0]! - 1]!.accepted).toEqual([rule]);
    expect(accepted.goodReport?.findings).toEqual([]);
  });

  test('holds also where other rules are asked to', async () => {
    const parts = await splitText(text.replace(/SE\*\d+\*0001/, 'SE*999*0001'), { rules: ['claim/balance'] });
    expect(held(parts)).toEqual([1, 2]);
  });

  test.each([
    ['a count below what is there', text.replace(/SE\*\d+\*0001/, 'SE*9*0001')],
    ['data before the file', `REPORT 7\n${text}`],
    ['an ISA of the wrong width', text.replace(/ +\*ZZ/, '*ZZ')],
    ['an end without a terminator', text.trimEnd().slice(0, -1)],
    ['levels numbered through all sets', text.replace(/ST\*837\*0002[\s\S]*/, renumbered)],
  ])('%s is mended', async (_, broken) => {
    const parts = await splitText(broken);
    expect(parts.report.findings.length).toBeGreaterThan(0);
    expect(held(parts)).toEqual([]);
    expect(parts.goodReport?.findings).toEqual([]);
  });
});

describe('a finding that is told once holds every claim that it is in', () => {
  const { text } = generateText({ claims: 5, claimsPerSet: 5, eol: '\n' });
  const inThree = (put: string) => [1, 3, 4].reduce((each, n) => inClaim(each, n, /(HC:[^*]*)/, `$1${put}`), text);

  test.each([
    ['a foreign byte', inThree('\u00D1')],
    ['a control character', inThree('\u0001')],
    ['a line break', inThree('\n')],
    ['another separator of composites', [1, 3, 4].reduce((each, n) => inClaim(each, n, /:/g, '>'), text)],
  ])('%s', async (_, broken) => {
    const parts = await splitText(broken);
    const held = parts.manifest.claims.flatMap(({ to }, i) => (to === 'held' ? [i + 1] : []));
    expect(held).toEqual([1, 3, 4]);
    expect(parts.report.findings.filter(({ affects }) => affects?.claims === 3)).toHaveLength(1);
    expect(parts.goodReport?.findings).toEqual([]);
  });

  test('an ST03 that GS08 belies holds its sets', async () => {
    const { text: sets } = generateText({ claims: 6, claimsPerSet: 2 });
    const broken = sets.replace(/(ST\*837\*000[13]\*)005010X222A1/g, '$1005010X222');
    const parts = await splitText(broken);
    expect(parts.report.findings.map(({ rule, affects }) => [rule, affects?.claims])).toEqual([['x12/version', 4]]);
    expect(parts.manifest.claims.map(({ to }) => to)).toEqual(['held', 'held', 'good', 'good', 'held', 'held']);
  });
});

describe('what cannot be split is left alone', () => {
  const { text } = generateText({ claims: 4, eol: '\n' });

  test.each([
    ['cut off', text.slice(0, Math.round(text.length * 0.7))],
    ['another version', text.replaceAll('005010X222A1', '004010X098A1')],
    // What stands under them would be lost, or stand under another.
    ['without the HL of the billing provider', text.replace(/HL\*1\*.*\n/, '')],
    ['without the HL of a subscriber', text.replace(/HL\*2\*.*\n/, '')],
    ['without the CLM of a claim', text.replace(/CLM\*.*\n/, '')],
    ['with a level of an unknown code', text.replace(/(HL\*2\*1\*)22/, '$12X')],
    ['behind an interchange whose ISA is damaged', text.replace('ISA', 'IXA') + text],
    ['before an interchange without ISA, GS and ST', text + text.replace(/ISA[\s\S]*?(?=BHT)/, '')],
    ['before claims that belong to nothing', `${text}CLM*A1*100***11:B:1*Y*A*Y*Y~`],
    ['before a claim with other separators', `${text}|CLM^A1^100^^^11:B:1^Y^A^Y^Y|`],
  ])('%s', async (_, broken) => {
    await expect(splitText(broken)).rejects.toThrow(SplitError);
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

  test('several files: parts under their names, one manifest, and what is repeated is held in the later file', async () => {
    const one = generateText({ claims: 4, claimsPerSet: 2, seed: 3 }).text;
    const folder = folderWith({
      'out/a.edi': one,
      'out/sub/a.edi': one,
      'out/sub/b.edi': generateText({ claims: 3, seed: 5 }).text,
    });
    const run = (...more: string[]) => runXolint(['split', 'out', '--good', 'good', '--held', 'held', ...more], { cwd: folder });
    expect(await run()).toMatchObject({ status: 1, stderr: '' });
    expect(readdirSync(join(folder, 'good'), { recursive: true }).sort()).toEqual(['a.edi', 'sub', 'sub/b.edi']);
    const manifest = JSON.parse(readFileSync(join(folder, 'held', 'manifest.json'), 'utf8'));
    expect(manifest.sources.map(({ source }: { source: string }) => source)).toEqual([
      'out/a.edi',
      'out/sub/a.edi',
      'out/sub/b.edi',
    ]);
    expect(manifest.totals).toMatchObject({ input: { claims: 11 }, good: { claims: 7 }, held: { claims: 4 } });
    const held = manifest.claims.filter(({ to }: { to: string }) => to === 'held');
    expect(held).toHaveLength(4);
    for (const claim of held) expect(claim).toMatchObject({ source: 1, rules: ['claim/duplicate'] });
    expect((await runXolint(['split', '--verify', 'held/manifest.json'], { cwd: folder })).status).toBe(0);
    writeFileSync(join(folder, 'good', 'sub', 'b.edi'), 'changed');
    expect((await runXolint(['split', '--verify', 'held/manifest.json'], { cwd: folder })).status).toBe(2);
  });

  test('one file that cannot be split keeps all others from being written', async () => {
    const { text } = generateText({ claims: 2 });
    const folder = folderWith({ 'out/a.edi': text, 'out/b.edi': text.slice(0, -700) });
    const run = await runXolint(['split', 'out', '--good', 'good', '--held', 'held'], { cwd: folder });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('out/b.edi cannot be split');
    expect(readdirSync(join(folder, 'good'))).toEqual([]);
  });

  test('files of one name, outputs inside of what is split, and --accept of what shows no loss are refused', async () => {
    const { text } = generateText({ claims: 2 });
    const folder = folderWith({ 'x/a.edi': text, 'y/a.edi': text });
    const run = (...args: string[]) => runXolint(['split', ...args], { cwd: folder });
    const twice = await run('x/a.edi', 'y/a.edi', '--good', 'good', '--held', 'held');
    expect([twice.status, twice.stderr]).toEqual([2, expect.stringContaining('Two files would be written to good/a.edi')]);
    const inside = await run('x', '--good', 'x/good', '--held', 'held');
    expect([inside.status, inside.stderr]).toEqual([2, expect.stringContaining('is inside a folder that is split')]);
    const accept = await run('x', '--good', 'good', '--held', 'held', '--accept', 'claim/balance');
    expect([accept.status, accept.stderr]).toEqual([2, expect.stringContaining('--accept takes rules that may show a loss')]);
  });

  test('what is accepted is said on the screen', async () => {
    const { text } = generateText({ claims: 3 });
    const folder = folderWith({ 'in.edi': text.replace(/SE\*\d+\*/, 'SE*999*') });
    const run = (...more: string[]) =>
      runXolint(['split', 'in.edi', '--good', 'good', '--held', 'held', ...more], { cwd: folder });
    expect((await run()).status).toBe(1);
    const { status, stdout } = await run('--accept', 'x12/count');
    expect(status).toBe(0);
    expect(stdout).toMatch(/Accepted: in\.edi:\d+ x12\/count: SE01 is 999.*\(3 claims\)/);
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

  test('what cannot be written is said, and the old parts stay', async () => {
    const folder = folderWith({ 'good.edi': 'old good' });
    const paths = placesIn(folder);
    const { commit, run } = await splitIn(folder);
    // Larger than what waits in memory, and something in the place of the temporary file.
    mkdirSync(commit.temporary(folder).replace('-3.tmp', '-0.tmp'));
    writeFileSync(paths.source, generateText({ claims: 500 }).text);
    await expect(run()).rejects.toThrow('EEXIST');
    expect(readFileSync(paths.good, 'utf8')).toBe('old good');
    expect(readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual(['good.edi', 'in.edi']);
  });

  test('an interrupt leaves the old parts, and nothing else', async () => {
    const folder = folderWith({ 'good/in.edi': 'old' });
    writeFileSync(join(folder, 'in.edi'), generateText({ claims: 20_000 }).text);
    const args = ['split', 'in.edi', '--good', 'good', '--held', 'held', '-f', '277ca:acks'];
    const child = spawn(process.execPath, [BIN, ...args], { cwd: folder });
    const end = ended(child);
    while (!readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.tmp'))) await setTimeout(5);
    child.kill('SIGTERM');
    expect(await end).toMatchObject({ status: 143, stdout: '' });
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['acks', 'good', 'good/in.edi', 'held', 'in.edi']);
    expect(readFileSync(join(folder, 'good', 'in.edi'), 'utf8')).toBe('old');
  });

  test('when one of the three cannot be put in place, the others go back to what they were', async () => {
    const folder = folderWith({
      'in.edi': generateText({ claims: 6, broken: 0.5, seed: 2 }).text,
      'good.edi': 'old good',
      'held.edi': 'old held',
    });
    const paths = placesIn(folder);
    const { commit, split } = await splitIn(folder);
    await lintFileAt(paths.source, split);
    await split.finish();
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
