import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { Desk, ended, type Ran } from '../support/cli.ts';
import { claim, file, group, HEAD, institutionalClaim, interchange, isa, set, subscriber } from '../support/edi.ts';

const desk = new Desk();
afterAll(() => desk.remove());

const SOUND = file([claim('A1')]);
const UNBALANCED = file([claim('A1').map((segment) => segment.replace('CLM*A1*1350', 'CLM*A1*1351'))], '000000002');

interface Json {
  readonly summary: Readonly<Record<string, number>>;
  readonly files: readonly {
    path: string;
    claims: number;
    type?: string;
    fault?: { code: string; kind?: string; message: string };
  }[];
  readonly findings: readonly { rule: string; severity: string; message: string }[];
  readonly skipped: readonly { path: string; kind: string; reason: string }[];
}

/** What every run keeps to: no stack, sentences on stderr, JSON or nothing on stdout. */
function checked(ran: Ran): Json | undefined {
  expect(ran.signal).toBeNull();
  expect(ran.stderr).not.toMatch(/^\s+at |node:internal|Error:/m);
  for (const line of ran.stderr.split('\n').filter(Boolean))
    expect(line).toMatch(/^(xolint: .*[.?!:]|See xolint --help\.)$|^ {2}/);
  return ran.stdout === '' ? undefined : (JSON.parse(ran.stdout) as Json);
}

async function json(args: readonly string[], input?: string | Uint8Array): Promise<Ran & { report: Json }> {
  const ran = await desk.run(['-f', 'json', ...args], input);
  const report = checked(ran);
  expect(report).toBeDefined();
  return { ...ran, report: report! };
}

describe('a sound file', () => {
  desk.put('sound.edi', SOUND);

  test('is clean', async () => {
    const { status, stderr, report } = await json(['sound.edi']);
    expect(report.findings).toEqual([]);
    expect(report.summary).toMatchObject({ files: 1, claims: 1, xolairClaims: 1, faults: 0 });
    expect([status, stderr]).toEqual([0, '']);
  });

  test('from standard input, with and without a name', async () => {
    expect((await json(['-'], SOUND)).report.files[0]!.path).toBe('-');
    const { report, status } = await json(['-', '--stdin-filename', 'batch.edi'], gzipSync(SOUND));
    expect(report.files).toMatchObject([{ path: 'batch.edi', claims: 1 }]);
    expect(status).toBe(0);
  });

  test('institutional', async () => {
    desk.put('i.edi', file([institutionalClaim('B1')], '000000001', true));
    const { report, status } = await json(['i.edi']);
    expect(report.findings).toEqual([]);
    expect([status, report.files[0]!.type]).toEqual([0, '837I']);
  });

  test('named twice, in three ways, is linted once', async () => {
    symlinkSync(desk.path('sound.edi'), desk.path('link.edi'));
    const { report } = await json(['sound.edi', './sound.edi', 'link.edi', 'soun*.edi']);
    expect(report.summary.files).toBe(1);
  });
});

describe('folders and patterns', () => {
  const put = (name: string, content: string | Uint8Array) => desk.put(`in/${name}`, content);
  put('a.edi', SOUND);
  put('deep/er/b.txt', SOUND);
  put('deep/c', gzipSync(SOUND));
  put('deep/junk-first', `${'x'.repeat(4000)}${SOUND}`);
  put('notes.txt', 'not a claim');
  put('empty', '');
  put('.hidden.edi', SOUND);
  put('with [brackets].edi', SOUND);
  mkdirSync(desk.path('empty-folder'));
  put('deep/linked/x.edi', SOUND);
  symlinkSync(desk.path('in'), desk.path('in/deep/linked/circle'));

  test('a folder gives every file by name, in order: claims, and what is called like claims and is none', async () => {
    const { report } = await json(['in']);
    expect(report.files.map((f) => f.path)).toEqual([
      'in/.hidden.edi',
      'in/a.edi',
      'in/deep/c',
      'in/deep/er/b.txt',
      'in/deep/junk-first',
      'in/deep/linked/x.edi',
      'in/empty',
      'in/notes.txt',
      'in/with [brackets].edi',
    ]);
    expect(report.files.flatMap((f) => (f.fault ? [[f.path, f.fault.code]] : []))).toEqual([
      ['in/empty', 'empty'],
      ['in/notes.txt', 'no-isa'],
    ]);
    expect(report.summary).toMatchObject({ files: 9, notRead: 2, skipped: 1 });
    expect(report.skipped).toEqual([
      { path: 'in/deep/linked/circle', kind: 'link', reason: expect.stringMatching(/not followed/) },
    ]);
  });

  test('a path that adds nothing new is not without files', async () => {
    const { status, report } = await json([
      'in/a.edi',
      'in/deep',
      'in/a*.edi',
      'in/deep/er',
      '--rule',
      'claim/duplicate:off',
      '--rule',
      'x12/control-number:off',
    ]);
    expect(report.files).toHaveLength(5);
    expect(status).toBe(0);
  });

  test('a pattern', async () => {
    expect((await json(['in/**/*.txt', 'in/a*'])).report.files.map((f) => f.path)).toEqual([
      'in/deep/er/b.txt',
      'in/notes.txt',
      'in/a.edi',
    ]);
  });

  test('a name that looks like a pattern is a name', async () => {
    expect((await json(['in/with [brackets].edi'])).report.files.map((f) => f.path)).toEqual(['in/with [brackets].edi']);
  });

  test.each(['empty-folder', 'none*.edi'])('%s has no 837 file', async (path) => {
    const { status, stderr, report } = await json([path]);
    expect(status).toBe(2);
    expect(stderr).toContain(path);
    expect(report.files).toEqual([]);
    const lenient = await json([path, '--no-error-on-unmatched-pattern']);
    expect([lenient.status, lenient.stderr]).toEqual([0, '']);
  });

  test('a path beside one without files is linted all the same', async () => {
    const { status, report } = await json(['none*.edi', 'in/a.edi']);
    expect([status, report.files.length]).toEqual([2, 1]);
  });
});

describe('permissions', () => {
  test('an unreadable file among good ones: the others are linted', async () => {
    desk.put('mixed/a.edi', SOUND);
    chmodSync(desk.path(desk.put('mixed/b.edi', SOUND)), 0);
    desk.put('mixed/c.edi', UNBALANCED);
    for (const paths of [['mixed'], ['mixed/a.edi', 'mixed/b.edi', 'mixed/c.edi']]) {
      const ran = await desk.runBound(['-f', 'json', ...paths]);
      const report = checked(ran)!;
      expect(ran.status).toBe(2);
      expect(ran.stderr).toBe('xolint: mixed/b.edi: There is no permission to read the file. Check its permissions.\n');
      expect(report.files.map((f) => [f.path, f.claims, f.fault?.code])).toEqual([
        ['mixed/a.edi', 1, undefined],
        ['mixed/b.edi', 0, 'EACCES'],
        ['mixed/c.edi', 1, undefined],
      ]);
      expect(report.findings.map((f) => f.rule)).toEqual(['claim/balance']);
    }
  });

  test('an unreadable folder in a folder', async () => {
    desk.put('outer/a.edi', SOUND);
    desk.put('outer/locked/b.edi', SOUND);
    chmodSync(desk.path('outer/locked'), 0);
    const ran = await desk.runBound(['-f', 'json', 'outer']);
    chmodSync(desk.path('outer/locked'), 0o755);
    const report = checked(ran)!;
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/outer\/locked: The folder could not be read/);
    expect(report.files.map((f) => [f.path, f.fault?.code])).toEqual([
      ['outer/a.edi', undefined],
      ['outer/locked', 'EACCES'],
    ]);
  });
});

describe('what cannot be read', () => {
  const sets = (version: string) =>
    interchange([group([set([...HEAD, ...subscriber(2, 'M1'), ...claim('A1')], '0001', version)], '1', version)]);
  const zipped = gzipSync(SOUND);
  test.each<[string, string | Uint8Array, string, RegExp]>([
    ['an empty file', '', 'empty', /is empty/],
    ['blanks only', ' \r\n\0\0 ', 'no-isa', /no ISA/],
    ['a PDF', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n', 'no-isa', /no ISA/],
    ['a gzip cut off', zipped.subarray(0, zipped.length - 20), 'gzip', /cut off/],
    ['a gzip of nothing', gzipSync(''), 'empty', /is empty/],
    ['a piece of an ISA', isa().slice(0, 60), 'isa', /ISA/],
    ['4010', sets('004010X098A1'), 'version', /004010X098A1/],
    ['837D', sets('005010X224A2'), 'dental', /837D/],
    ['a version that is a name', sets('JANE DOE'), 'version', /version unknown/],
    ['999', interchange([group(['ST*999*0001~AK1*HC*1~AK9*A*1*1*1~SE*4*0001~'], '1', '005010X231A1', 'FA')]), 'no-837', /999/],
    ['separators that collide', SOUND.replace('*P*:~', '*P*:*'), 'isa', /terminator/],
    ['a terminator that is a letter', SOUND.replace('*P*:~', '*P*BA'), 'isa', /terminator/],
    ['an ISA and nothing else', isa(), 'no-837', /no 837P or 837I/],
  ])('%s', async (_, content, code, sentence) => {
    desk.put('bad.edi', content);
    const { status, report, stderr } = await json(['bad.edi']);
    expect(status).toBe(2);
    expect(report.files[0]!.fault?.code).toBe(code);
    expect(report.files[0]!.fault?.message).toMatch(sentence);
    expect(stderr).toBe(`xolint: bad.edi: ${report.files[0]!.fault!.message}\n`);
    expect(stderr).not.toContain('JANE');
    expect(report.summary.faults).toBe(1);
  });

  test('a path that does not exist', async () => {
    const { status, stderr } = await json(['none.edi']);
    expect([status, stderr]).toEqual([2, 'xolint: none.edi: There is no such file. Check the path.\n']);
  });

  test('3 GB of zeros: a little is read, then the pipe is closed', async () => {
    const child = desk.start(['-f', 'json', '-']);
    const zeros = Buffer.alloc(64 * 1024);
    let written = 0;
    const pump = () => {
      while (written < 3e9 && !child.stdin!.destroyed && child.stdin!.write(zeros)) written += zeros.length;
    };
    child.stdin!.on('drain', pump).on('error', () => {});
    pump();
    const ran = await ended(child);
    expect(ran.status).toBe(2);
    expect(checked(ran)!.files[0]!.fault?.code).toBe('no-isa');
    expect(written).toBeLessThan(16e6);
  });

  test('one bad file does not hide the others', async () => {
    desk.put('bad.pdf', '%PDF-1.7');
    desk.put('unbalanced.edi', UNBALANCED);
    const { status, report } = await json(['bad.pdf', 'unbalanced.edi', 'none.edi', 'sound.edi']);
    expect(status).toBe(2);
    expect(report.files.map((f) => f.fault?.code)).toEqual(['no-isa', undefined, 'ENOENT', undefined]);
    expect(report.findings.map((f) => f.rule)).toEqual(['claim/balance']);
  });
});

describe('strange but readable', () => {
  test('a set without SE', async () => {
    desk.put('no-se.edi', SOUND.replace(/SE\*\d+\*0001~/, ''));
    const { status, report } = await json(['no-se.edi']);
    expect(status).toBe(1);
    expect(report.findings.map((f) => f.rule)).toEqual(['x12/truncated']);
  });

  test('10,000 segments without CLM', async () => {
    const refs = Array.from({ length: 10_000 }, (_, i) => `REF*G2*${i}`);
    desk.put('no-clm.edi', interchange([group([set([...HEAD, ...subscriber(2, 'M1'), ...refs])])]));
    const { report } = await json(['no-clm.edi']);
    expect(report.files).toMatchObject([{ claims: 0, transactions: 1 }]);
    expect(report.files[0]!.fault).toBeUndefined();
    expect(report.findings.length).toBeLessThan(10);
  });

  test('a claim of 999 lines', async () => {
    const lines = Array.from({ length: 999 }, (_, i) => [
      `LX*${i + 1}`,
      'SV1*HC:99213*1*UN*1***1',
      `DTP*472*D8*${20240101 + (i % 28)}`,
    ]);
    desk.put('long.edi', file([['CLM*A1*1000***11:B:1*Y*A*Y*Y', 'HI*ABK:J4550', ...lines.flat()]]));
    const { report } = await json(['long.edi']);
    expect(report.summary).toMatchObject({ claims: 1, serviceLines: 999 });
    expect(report.findings.filter((f) => f.rule === 'claim/balance').map((f) => f.message)).toEqual([
      expect.stringMatching(/1000\.00.*999.*999\.00/),
    ]);
  });

  test('a segment of 1 MB', async () => {
    desk.put('wide.edi', SOUND.replace('LX*1~', `NTE*ADD*${'x'.repeat(1_000_000)}~LX*1~`));
    const { report } = await json(['wide.edi']);
    expect(report.summary).toMatchObject({ claims: 1, serviceLines: 2, faults: 0 });
  });
});
