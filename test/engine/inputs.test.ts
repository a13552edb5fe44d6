import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { lint } from '../../src/api/lint.ts';
import { formats, render } from '../../src/api/render.ts';
import { verdict } from '../../src/engine/triage.ts';
import type { FormatName } from '../../src/formats/index.ts';
import type { Report } from '../../src/model/report.ts';
import { type Packed, tar, zip } from '../support/archives.ts';
import { claim, file, group, interchange } from '../support/edi.ts';
import { folderWith } from '../support/folder.ts';

const GOOD = file([claim('A1')]);
const OTHER = file([claim('B1')], '000000002');
const HELD = file([claim('C1').map((segment) => segment.replace('CLM*C1*1350', 'CLM*C1*1351'))], '000000003');
const acknowledgement = (set: string, code = 'FA') =>
  interchange([group([`ST*${set}*0001~AK1*HC*1~AK9*A*1*1*1~SE*4*0001~`], '1', '005010X231A1', code)], '000000009');
const ISA = GOOD.slice(0, 106);

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const bigEndian = (text: string) => utf16(text).swap16();
/** Letters, digits and separators of an ISA in code page 037. */
const EBCDIC: Readonly<Record<string, number>> = { I: 0xc9, S: 0xe2, A: 0xc1, '*': 0x5c, '~': 0xa1, ' ': 0x40, ':': 0x7a };
const ebcdic = (text: string) => Buffer.from([...text].map((letter) => EBCDIC[letter] ?? 0xf0));

type Row = readonly [what: string, name: string, content: string | Uint8Array, kind: string];

/** A fault in a folder, by a pattern and alone, whatever the name or because of it. */
const FAULTS: readonly Row[] = [
  ['empty', 'a.edi', '', 'empty'],
  ['empty, of any name', 'a.bin', '', 'empty'],
  ['gzip of nothing', 'a.gz', gzipSync(''), 'empty'],
  ['blanks', 'a.txt', ' \r\n\t\0', 'blank'],
  ['NULs', 'a.bin', Buffer.alloc(9000), 'blank'],
  ['UTF-16 with a byte order mark', 'a.edi', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(GOOD)]), 'utf-16'],
  ['UTF-16 without one, of any name', 'a.bin', utf16(GOOD), 'utf-16'],
  ['UTF-16, big end first', 'a.x12', bigEndian(GOOD), 'utf-16'],
  ['EBCDIC', 'a.bin', ebcdic(GOOD), 'ebcdic'],
  ['lower case', 'a.bin', GOOD.toLowerCase(), 'lower-case'],
  ['lower case after a byte order mark', 'a.bin', `\xef\xbb\xbf${GOOD.toLowerCase()}`, 'lower-case'],
  ['an ISA in mixed case', 'a.dat', `Isa${GOOD.slice(3)}`, 'lower-case'],
  ['separators that are letters', 'a.bin', GOOD.replaceAll('*', 'X'), 'separators'],
  ['separators that are blanks', 'a.bin', GOOD.replaceAll('*', ' '), 'separators'],
  ['spaced out', 'a.bin', [...GOOD].join(' '), 'spaced'],
  ['base64', 'a.bin', Buffer.from(GOOD).toString('base64').replace(/.{76}/g, '$&\r\n'), 'base64'],
  ['hex digits', 'a.bin', Buffer.from(GOOD).toString('hex'), 'hex'],
  ['gzip of gzip', 'a.bin', gzipSync(gzipSync(GOOD)), 'gzip'],
  ['an ISA after 4 KiB of text', 'a.edi', 'x'.repeat(5000) + GOOD, 'late'],
  ['an ISA after a log, of any name', 'a.log', 'a line of a log\n'.repeat(400) + GOOD, 'late'],
  ['an ISA after 9,000 blanks', 'a.bin', ' '.repeat(9000) + GOOD, 'late'],
  ['an ISA after 9,000 NULs', 'a.bin', '\0'.repeat(9000) + GOOD, 'late'],
  ['no ISA before GS', 'a.bin', GOOD.slice(106), 'headless'],
  ['an ISA that lost its first letter', 'a.bin', GOOD.slice(1), 'headless'],
  ['bzip2', 'claims.edi.bz2', 'BZh91AY&SY\x12\x34', 'bzip2'],
  ['xz', 'a.837', '\xfd7zXZ\0\0', 'xz'],
  ['7z', 'export-837.7z', '7z\xbc\xaf\x27\x1c\0\x04', '7z'],
  ['zstd', 'a.EDI.ZST', '\x28\xb5\x2f\xfd\x04', 'zstd'],
  ['PGP', 'a.edi.pgp', '\x85\x01\x0c\x03\x01\x02\x03\x04', 'pgp'],
  ['PGP as text', 'a.edi', '-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n', 'pgp'],
  ['EDIFACT', 'a.edi', "UNA:+.? 'UNB+UNOA:1+A+B+260101:1200+1'", 'edifact'],
  ['EDIFACT without UNA', 'a.in', "UNB+UNOA:1+A+B+260101:1200+1'", 'edifact'],
  ['NCPDP', 'a.out', '610591D0B1PCN       1011234567893\x1e\x1cAM04\x1cC2X', 'ncpdp'],
  ['PDF', 'a.txt', '%PDF-1.7\n', 'pdf'],
  ['text', 'A.CLM', 'Nothing to see here.', 'text'],
  ['tar of claims, of any name', 'a.bin', tar({ 'readme.md': 'hi', 'b.edi': GOOD }), 'tar'],
  ['tar.gz, claims in its second member', 'a.tar.gz', gzipSync(tar({ 'readme.md': 'hi', 'b.edi': GOOD })), 'tar'],
  ['tar, claims far in it', 'a.tar', tar({ 'big.bin': Buffer.alloc(700_000, 1), noname: GOOD }), 'tar'],
  ['tar whose first member are claims', 'a.tar', tar({ 'b.edi': GOOD }), 'tar'],
  ['a zip that is cut off', 'a.zip', zip([{ name: 'a.edi', content: GOOD }]).subarray(0, 200), 'zip'],
  ['a zip of nothing', 'a.zip', zip([]), 'zip'],
];

/** Skipped in a folder and by a pattern; a fault alone. */
const SKIPPED: readonly Row[] = [
  ['999', 'a.edi', acknowledgement('999'), '999'],
  ['277', 'a.277', acknowledgement('277', 'HN'), '277'],
  ['835', 'a.txt', acknowledgement('835', 'HP'), '835'],
  ['TA1', 'a.edi', `${ISA}TA1*000000001*260101*1200*A*000~IEA*0*000000001~`, 'TA1'],
  ['PDF', 'a.pdf', '%PDF-1.7\n', 'pdf'],
  ['text', 'notes.md', 'ISA, GS and ST', 'text'],
  ['UTF-16 notes', 'notes.md', utf16('Nothing to see here.'), 'utf-16'],
  ['an image', 'a.png', '\x89PNG\r\n\x1a\n\0\0', 'image'],
  ['XML', 'a.xml', '<?xml version="1.0"?><a/>', 'xml'],
  ['JSON', 'a.json', '{"a":1}', 'json'],
  ['PGP', 'a.pgp', '\x85\x01\x0c\x03\x01\x02\x03\x04', 'pgp'],
  ['bzip2', 'a.bz2', 'BZh91AY&SY\x12\x34', 'bzip2'],
  ['tar without claims', 'a.tar', tar({ 'readme.md': 'hi' }), 'tar'],
  ['a sheet', 'a.xlsx', zip([{ name: '[Content_Types].xml', content: '<x/>' }]), 'office'],
];

const named = (report: Report, path: string) => ({
  fault: report.files.find((each) => each.path === path)?.fault,
  skipped: report.skipped.find((each) => each.path === path),
});

const status = (report: Report) => verdict(report, { level: 'error', maxWarnings: -1 });

describe('a good file beside another', () => {
  const beside = (name: string, content: string | Uint8Array) => {
    const folder = folderWith({ 'good.edi': GOOD });
    writeFileSync(join(folder, name), typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
    return { folder, path: join(folder, name) };
  };

  test.each(FAULTS)('fault: %s (%s)', async (_, name, content, kind) => {
    const { folder, path } = beside(name, content);
    for (const paths of [folder, join(folder, '*'), path]) {
      const report = await lint(paths);
      expect(named(report, path).fault).toMatchObject({ kind, message: expect.stringMatching(/^[A-Z].*\.$/) });
      expect([status(report), named(report, path).skipped]).toEqual([2, undefined]);
      expect(report.files.length).toBe(paths === path ? 1 : 2);
      const failing = {
        junit: '<error ',
        sarif: '"level":"error"',
        github: '::error ',
        gitlab: '"blocker"',
        checkstyle: 'severity="error"',
      };
      for (const [format, entry] of Object.entries(failing)) expect(render(report, format as FormatName)).toContain(entry);
    }
  });

  test.each(SKIPPED)('skipped: %s (%s)', async (_, name, content, kind) => {
    const { folder, path } = beside(name, content);
    for (const paths of [folder, join(folder, '*')]) {
      const report = await lint(paths);
      expect(named(report, path)).toEqual({
        fault: undefined,
        skipped: { path, kind, reason: expect.stringMatching(/^It .*\.$/) },
      });
      expect([status(report), report.files.length]).toEqual([0, 1]);
      expect(render(report, 'junit')).toMatch(/<skipped message="It /);
      for (const format of Object.keys(formats) as FormatName[]) expect(render(report, format)).toContain(name);
    }
    const alone = await lint(path);
    expect([status(alone), named(alone, path).skipped]).toEqual([2, undefined]);
  });

  test('a set that was 837 before a digit fell is no other set', async () => {
    const { folder, path } = beside('a.bin', OTHER.replace('ST*837', 'ST*835'));
    expect(named(await lint(folder), path).fault).toBeDefined();
  });

  test('claims behind an acknowledgement are linted', async () => {
    const { folder, path } = beside('a.bin', `${acknowledgement('999')}${' '.repeat(300_000)}${OTHER}`);
    const report = await lint(folder);
    expect(report.files.find((each) => each.path === path)).toMatchObject({ claims: 1 });
  });

  test('links', async () => {
    const { folder } = beside('b.edi', OTHER);
    mkdirSync(join(folder, 'sub'));
    const link = (target: string, name: string) => symlinkSync(target, join(folder, name));
    link('nowhere', 'broken');
    link('loop', 'loop');
    link('sub', 'tosub');
    link('b.edi', 'c.edi');
    for (const paths of [folder, join(folder, '**/*')]) {
      const report = await lint(paths);
      expect(named(report, join(folder, 'broken')).fault).toMatchObject({ code: 'ENOENT', kind: 'link' });
      expect(named(report, join(folder, 'loop')).fault?.code).toBe('ELOOP');
      expect(report.skipped.map((each) => [each.path, each.kind])).toEqual([
        [join(folder, 'c.edi'), 'link'],
        [join(folder, 'tosub'), 'link'],
      ]);
    }
  });

  test('upper case under a pattern', async () => {
    const { folder, path } = beside('B.EDI', OTHER);
    expect((await lint(join(folder, '*.edi'))).paths).toContain(path);
  });
});

describe('what becomes of the files', () => {
  test('is counted', async () => {
    const folder = folderWith({ 'a.edi': GOOD, 'b.edi': HELD, 'c.edi': '', 'd.md': 'none' });
    const report = await lint(folder);
    expect(JSON.parse(render(report, 'json')).summary).toMatchObject({
      files: 3,
      mayGo: 1,
      wait: 1,
      notRead: 1,
      faults: 1,
      skipped: 1,
    });
    for (const format of ['stylish', 'markdown', 'html'] as const)
      expect(render(report, format)).toContain('1 file may go, 1 has to wait, 1 was not read, 1 was skipped.');
  });

  test('a folder without claims gives nothing', async () => {
    const report = await lint(folderWith({ 'd.md': 'none' }));
    expect([status(report), report.skipped.length]).toEqual([2, 1]);
  });
});

describe('what is called like claims', () => {
  test('is what a config says', async () => {
    const folder = folderWith({ 'a.edi': GOOD, 'b.txt': 'none', 'c.rpt': 'none', 'd/e.rpt': 'none' });
    const faults = async (claimFiles: readonly string[]) =>
      (await lint(folder, { config: { claimFiles } })).files.flatMap((each) =>
        each.fault ? [each.path.slice(folder.length + 1)] : [],
      );
    expect(await faults(['*.RPT'])).toEqual(['c.rpt', 'd/e.rpt']);
    expect(await faults(['d/*.rpt'])).toEqual(['d/e.rpt']);
  });
});

describe('what is left out on purpose', () => {
  const tree = () => {
    const folder = folderWith({ 'a.edi': GOOD, 'old/b.edi': OTHER, 'old/deep/c.edi': '', 'd.txt': 'none' });
    mkdirSync(dirname(join(folder, 'x/old/e.edi')), { recursive: true });
    writeFileSync(join(folder, 'x/old/e.edi'), '');
    return folder;
  };
  const result = async (folder: string, paths: readonly string[], ignores?: readonly string[]) => {
    const report = await lint(paths, { cwd: folder, ...(ignores && { config: { ignores } }) });
    const short = (path: string) => path.slice(folder.length + 1);
    return [report.paths.map(short), report.skipped.filter((each) => each.kind === 'ignored').map((each) => short(each.path))];
  };

  test.each<[readonly string[], readonly string[], readonly string[]]>([
    [['old'], ['a.edi', 'd.txt'], ['old', 'x/old']],
    [['old/'], ['a.edi', 'd.txt'], ['old', 'x/old']],
    [
      ['./old/**', '*.txt'],
      ['a.edi', 'x/old/e.edi'],
      ['d.txt', 'old'],
    ],
    [
      ['/old', '*.txt'],
      ['a.edi', 'x/old/e.edi'],
      ['d.txt', 'old'],
    ],
    [['*.edi', '!a.edi', '*.txt'], ['a.edi'], ['d.txt', 'old/b.edi', 'old/deep/c.edi', 'x/old/e.edi']],
  ])('%j', async (ignores, linted, ignored) => {
    const folder = tree();
    expect(await result(folder, [folder], ignores)).toEqual([linted, ignored]);
    expect(await result(folder, [join(folder, '**/*')], ignores)).toEqual([linted, ignored]);
  });

  test('by a path that begins with !', async () => {
    const folder = tree();
    expect(await result(folder, [folder, `!${folder}/old`, '!*.txt'])).toEqual([
      ['a.edi', 'x/old/e.edi'],
      ['d.txt', 'old'],
    ]);
  });

  test('also when it is named', async () => {
    const folder = tree();
    const report = await lint([join(folder, 'old/b.edi'), join(folder, 'a.edi')], { cwd: folder, config: { ignores: ['old'] } });
    expect(report.skipped).toMatchObject([{ path: join(folder, 'old/b.edi'), kind: 'ignored' }]);
  });
});

describe('zip archives', () => {
  const put = (files: readonly Packed[]) => {
    const folder = folderWith({ 'good.edi': GOOD });
    writeFileSync(join(folder, 'batch.zip'), zip(files));
    return folder;
  };

  test('each file of one is a file, in a folder, by a pattern and alone', async () => {
    const folder = put([
      { name: 'b.edi', content: OTHER },
      { name: 'in/', content: '', method: 0 },
      { name: 'in/held.txt', content: HELD, method: 0 },
      { name: 'in/d.gz', content: gzipSync(file([claim('D1')], '000000004')) },
      { name: 'ack.edi', content: acknowledgement('999') },
      { name: '__MACOSX/._b.edi', content: '\0\x05\x16\x07\0\x02' },
      { name: 'odd.edi', content: '' },
    ]);
    const archive = join(folder, 'batch.zip');
    for (const paths of [folder, join(folder, '*.zip'), archive]) {
      const report = await lint(paths, { config: { rules: { 'claim/duplicate': 'off' } } });
      const inside = (path: string) => path.slice(archive.length + 1);
      expect(
        report.files
          .filter((each) => each.path !== join(folder, 'good.edi'))
          .map((each) => [inside(each.path), each.claims, each.fault?.code]),
      ).toEqual([
        ['b.edi', 1, undefined],
        ['in/held.txt', 1, undefined],
        ['in/d.gz', 1, undefined],
        ['odd.edi', 0, 'empty'],
      ]);
      expect(report.skipped.map((each) => [inside(each.path), each.kind])).toEqual([
        ['ack.edi', '999'],
        ['__MACOSX/._b.edi', 'mac'],
      ]);
      expect(report.findings.map((finding) => [inside(report.paths[finding.file]!), finding.rule])).toEqual([
        ['in/held.txt', 'claim/balance'],
      ]);
    }
  });

  test.each<[string, Packed, RegExp]>([
    ['encrypted', { name: 'b.bin', content: OTHER, isEncrypted: true }, /encrypted/],
    ['packed by another method', { name: 'b.bin', content: OTHER, method: 12 }, /method.*12/],
    ['with a wrong checksum', { name: 'b.edi', content: OTHER, isDamaged: true }, /checksum/],
    ['a zip itself', { name: 'b.zip', content: zip([{ name: 'c.edi', content: OTHER }]) }, /zip archive/],
  ])('a file in one that is %s is a fault', async (_, packed, sentence) => {
    const folder = put([packed, { name: 'z.edi', content: HELD }]);
    const report = await lint(folder);
    expect(named(report, join(folder, 'batch.zip', packed.name)).fault?.message).toMatch(sentence);
    expect(report.findings.map((finding) => finding.rule)).toEqual(['claim/balance']);
  });

  test('a bomb is a fault, and not unpacked', async () => {
    const folder = put([{ name: 'b.edi', content: Buffer.alloc(40_000_000) }]);
    const report = await lint(folder);
    expect(named(report, join(folder, 'batch.zip')).fault?.message).toMatch(/larger than xolint unpacks/);
    expect(report.files.map((each) => each.bytes)).toContain(0);
  });

  test('files in it can be left out', async () => {
    const folder = put([
      { name: 'b.edi', content: OTHER },
      { name: 'odd.edi', content: '' },
    ]);
    const report = await lint([folder, '!odd.edi']);
    expect(report.files.filter((each) => each.fault)).toEqual([]);
    expect(report.skipped).toMatchObject([{ path: join(folder, 'batch.zip/odd.edi'), kind: 'ignored' }]);
  });
});
