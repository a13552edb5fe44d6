import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Records } from '../../src/config/code-sets/records.ts';
import { readDay } from '../../src/config/code-sets/rows.ts';
import { ConfigError } from '../../src/config/errors.ts';
import { loadConfig } from '../../src/config/load.ts';
import { printableConfig } from '../../src/config/print.ts';
import { makeSettings } from '../../src/config/resolve.ts';
import type { CodeSetId, CodeSpan, UnitLimit } from '../../src/model/tables.ts';
import { folderWith } from '../support/folder.ts';
import { SAMPLE_RULES } from '../support/rules.ts';

type Files = Readonly<Record<string, string>>;

/** The config of a folder whose `codeSets` are these. */
const configOf = (codeSets: unknown, files: Files = {}) =>
  loadConfig({ cwd: folderWith({ 'xolint.config.json': JSON.stringify({ codeSets }), ...files }) }, SAMPLE_RULES);

/** One list, from one file. */
async function listOf(id: CodeSetId, name: string, text: string) {
  const config = await configOf({ [id]: name }, { [name]: text });
  const set = makeSettings({ config: structuredClone(config)!, rules: SAMPLE_RULES }).tables.codeSet(id, '837P');
  expect(set).toBeDefined();
  return {
    gap: (code: string, day = 20261005): Partial<CodeSpan> | undefined => set!.gap(code, { from: day, to: day }),
    limit: (code: string, day = 20261005): UnitLimit | undefined => set!.limit(code, day),
  };
}

/** The sentences that a config is refused with, without the folder. */
async function refused(codeSets: unknown, files: Files = {}): Promise<string> {
  const cwd = folderWith({ 'xolint.config.json': JSON.stringify({ codeSets }), ...files });
  try {
    await loadConfig({ cwd }, SAMPLE_RULES);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message.replaceAll(`${cwd}/`, '');
  }
  throw new Error('the config was accepted');
}

describe('a list is read', () => {
  test('from a CSV of one’s own', async () => {
    const { gap } = await listOf(
      'icd10cm',
      'l.csv',
      'code,from,to\nJ45.50,2015-10-01,\nj3089,,2025-09-30\n"J3081","20261001","9/30/2027"\n,,\n',
    );
    expect([gap('J4550'), gap('J3081'), gap('J3089'), gap('J4551')]).toEqual([undefined, undefined, { from: 20250930 }, {}]);
    expect(gap('J3081', 20271001)).toEqual({ from: 20270930 });
    expect(gap('J4550', 20150930)).toEqual({ to: 20151001 });
  });

  test.each([
    ['semicolons', 'code;to\r\nA1;2026-10-05\r\nB2;2025-01-01\r\n'],
    ['tabs', 'Code\tTo\nA1\t2026-10-05\nB2\t2025-01-01'],
    ['a byte order mark, old line ends and other columns', '\uFEFFNote,"code",to\r"said ""twice"",\rhere",A1,\r,B2,2025-01-01'],
    ['a title above the header', 'All codes,,\n\ncode,name,to\nA1,"one, two",\nB2,,2025-01-01\n'],
  ])('with %s', async (_, text) => {
    const { gap } = await listOf('carc', 'l.csv', text);
    expect([gap('A1'), gap('B2'), gap('C3')]).toEqual([undefined, { from: 20250101 }, {}]);
  });

  test('from JSON, rows or codes alone', async () => {
    const { gap } = await listOf('rarc', 'l.json', JSON.stringify(['MA01', { code: 'N1', from: '2027-01-01' }]));
    expect([gap('MA01'), gap('N1'), gap('N2')]).toEqual([undefined, { to: 20270101 }, {}]);
  });

  test('as CMS publishes ICD-10-CM, without the headers of categories', async () => {
    const row = (order: string, code: string, flag: string) => `${order} ${code.padEnd(7)} ${flag} ${'Asthma'.padEnd(60)} Asthma`;
    const text = [row('00001', 'J45', '0'), row('00002', 'J455', '0'), row('00003', 'J4550', '1'), row('00004', 'W19XXXA', '1')];
    const { gap } = await listOf('icd10cm', 'order.txt', `${text.join('\r\n')}\r\n`);
    expect([gap('J45'), gap('J455'), gap('J4550'), gap('W19XXXA')]).toEqual([{}, {}, undefined, undefined]);
  });

  test('as CMS publishes HCPCS, without its modifiers', async () => {
    const text =
      'HCPC,SEQNUM,RECID,LONG DESCRIPTION,ADD DT,ACT EFF DT,TERM DT\nA1,100,7,Dressing,19960101,,\nJ2357,100,3,"Injection, x",20050101,20050101,\nG0378,100,3,Care,20060101,,20251231\n';
    const { gap } = await listOf('hcpcs', 'hcpcs.csv', text);
    expect([gap('J2357'), gap('G0378'), gap('A1')]).toEqual([undefined, { from: 20251231 }, {}]);
  });

  test('as NUCC publishes the taxonomy', async () => {
    const text =
      'Code,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section\r\n207K00000X,Physicians,Allergy,,"Long,\r\ntext",,A,Individual\r\n';
    const { gap } = await listOf('taxonomy', 'nucc.csv', text);
    expect([gap('207K00000X'), gap('207K99999X')]).toEqual([undefined, {}]);
  });

  test('as the FDA publishes packages: with tabs, single quotes, and ten digits', async () => {
    const text =
      'PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tNDC_EXCLUDE_FLAG\n' +
      'a\t0002-1\t0002-0001-01\t"1 BOX\t20200101\t\tN\nb\t1\t50242-215-01\t1 BOX"\t20200101\t20251231\tN\nc\t1\t50242-2151-3\tX\t20200101\t\tN\n';
    const { gap } = await listOf('ndc', 'package.txt', text);
    expect([gap('00002000101'), gap('50242021501'), gap('50242215103')]).toEqual([undefined, { from: 20251231 }, undefined]);
  });

  test.each(['Practitioner Services', 'Outpatient Hospital Services', 'DME Supplier Services'])(
    'as CMS publishes MUE of %s',
    async (services) => {
      const text = `"All rights, reserved.\r\nNo more.",,,\r\n"HCPCS/\nCPT Code",${services} MUE Values,MUE Adjudication Indicator,MUE Rationale\r\nJ2357,90,3 Date of Service Edit: Clinical,x\r\nJ3420,1,1 Line Edit,x\r\n96372,5,2 Date of Service Edit: Policy,x\r\n`;
      const { limit } = await listOf('mue', 'mue.csv', text);
      expect([limit('J2357'), limit('J3420'), limit('96372'), limit('99213')]).toEqual([
        { units: 90, isPerLine: false },
        { units: 1, isPerLine: true },
        { units: 5, isPerLine: false },
        undefined,
      ]);
    },
  );

  test('from several files, each with days of its own, for claims of some types', async () => {
    const config = await configOf(
      {
        mue: [
          { file: 'p.csv', types: ['837P'], from: '2026-10-01', to: '2026-12-31' },
          { file: 'i.csv', types: ['837I'] },
          { codes: [{ code: 'J0135', limit: 8 }] },
        ],
        carc: { file: 'a/carc.csv' },
      },
      { 'p.csv': 'code,limit,to\nJ2357,90,\nJ3420,1,2026-11-30', 'i.csv': 'code,limit\nJ2357,120', 'a/carc.csv': 'code\n1' },
    );
    const { tables } = makeSettings({ config: config!, rules: SAMPLE_RULES });
    const units = (type: '837P' | '837I', code: string, day: number) => tables.codeSet('mue', type)?.limit(code, day)?.units;
    expect(units('837P', 'J2357', 20261001)).toBe(90);
    expect(units('837P', 'J2357', 20260930)).toBeUndefined();
    expect(units('837P', 'J3420', 20261201)).toBeUndefined();
    expect(units('837I', 'J2357', 20260930)).toBe(120);
    expect([units('837I', 'J0135', 20260930), units('837P', 'J0135', 20260930)]).toEqual([8, 8]);
    expect(tables.codeSet('carc', '837I')).toBe(tables.codeSet('carc', '837P'));
    expect(tables.hasCodeSets).toBe(true);
  });

  test('of the config that says it last, and relative to it', async () => {
    const base = JSON.stringify({ codeSets: { carc: 'carc.csv', rarc: 'rarc.csv' } });
    const cwd = folderWith({
      'base/b.json': base,
      'base/carc.csv': 'code\n1',
      'base/rarc.csv': 'code\nN1',
      'carc.csv': 'code\n2',
      'xolint.config.json': JSON.stringify({ extends: './base/b.json', codeSets: { carc: 'carc.csv' } }),
    });
    const config = await loadConfig({ cwd }, SAMPLE_RULES);
    const printed = printableConfig({ config: config!, rules: SAMPLE_RULES, cwd }, 'a.edi');
    const all = (files: string) => ({ files: [join(cwd, files)], rows: 1 });
    expect(printed.codeSets).toEqual({
      carc: { '837P': all('carc.csv'), '837I': all('carc.csv') },
      rarc: { '837P': all('base/rarc.csv'), '837I': all('base/rarc.csv') },
    });
  });

  test('or none: then nothing is looked up', async () => {
    const { tables } = makeSettings({ rules: SAMPLE_RULES });
    expect([tables.hasCodeSets, tables.codeSet('icd10cm', '837P')]).toEqual([false, undefined]);
  });
});

describe('a list is refused with file and row', () => {
  const csv = (id: CodeSetId, text: string) => refused({ [id]: 'l.csv' }, { 'l.csv': text });

  test.each([
    [
      'icd10cm',
      'code\nJ4550\nJ45 50',
      'l.csv: row 3: the code is "J45 50", which does not look like a code of the ICD-10-CM list.',
    ],
    // Where the wrong file was named, its content is not repeated.
    [
      'icd10cm',
      'code\nISA*00*SECRET NAME',
      'l.csv: row 2: the code is a value that is too long or has other characters, which does not look like a code of the ICD-10-CM list.',
    ],
    [
      'carc',
      'code,from\n1,2026-02-30',
      'l.csv: row 2: the first day (from) is "2026-02-30", which is not a date. Write it as 2026-10-01.',
    ],
    ['carc', 'code,to\n1,soon', 'l.csv: row 2: the last day (to) is "soon", which is not a date. Write it as 2026-10-01.'],
    ['carc', 'code,from,to\n1,2026-10-02,2026-10-01', 'l.csv: row 2: the last day (to) is before the first one (from).'],
    ['carc', 'code,from\n"a\nb",2026-10-02\n,2026-10-02', 'l.csv: row 3: the code is missing.'],
    ['mue', 'code,limit\nJ2357,\nJ3420,few', 'l.csv: row 2: the limit is missing. Write how many units are allowed.'],
    ['mue', 'code,limit\nJ3420,-1', 'l.csv: row 2: the limit is "-1", which is not a number of units.'],
    ['mue', 'code,limit,per\nJ3420,1,week', 'l.csv: row 2: per is "week", but must be line or day.'],
    ['rarc', 'code\n"N1', 'l.csv: row 2: a quote is opened and not closed.'],
  ] as const)('%s: %j', async (id, text, sentence) => {
    expect(await csv(id, text)).toContain(sentence);
  });

  test('each row of them', async () => {
    expect(await csv('mue', 'code,limit\nJ2357,\nJ3420,few')).toBe(
      'l.csv: row 2: the limit is missing. Write how many units are allowed.\n' +
        'xolint: l.csv: row 3: the limit is "few", which is not a number of units.',
    );
    expect(await csv('carc', `code\n${'??\n'.repeat(1000)}`)).toMatch(/row 9: .*\nxolint: l\.csv: And 992 more\.$/);
  });

  test('of JSON too', async () => {
    const json = (value: unknown) =>
      refused({ mue: 'l.json' }, { 'l.json': typeof value === 'string' ? value : JSON.stringify(value) });
    expect(
      await json([
        { code: 'J2357', limit: 1 },
        { code: 'J2357', limit: 1, form: '2026-01-01' },
      ]),
    ).toBe('l.json: row 2: There is no key "form". Did you mean "from"?');
    expect(await json([{ limit: 1 }])).toBe('l.json: row 1: code is missing; it must be text.');
    expect(await json([{ code: 'J2357', limit: '1' }])).toBe('l.json: row 1: limit is "1", but must be a number.');
    expect(await json([{ code: 'J2357', limit: 1, from: '2026' }])).toMatch(
      /^l.json: row 1: the first day \(from\) is "2026", which/,
    );
    expect(await json([7])).toBe('l.json: row 1: It must be a code, or an object with one.');
    expect(await json({ code: 'J2357' })).toMatch(/^l.json: It must be a list of rows/);
    expect(await json('[\n{ "code": "J2357" },\n{ code }]')).toBe(
      'l.json: line 3, column 3: invalid symbol. The file is not valid JSON.',
    );
  });

  test('without codes, without a header, or where it is no text', async () => {
    expect(await csv('carc', 'code,from\n')).toBe('l.csv: It has no codes. Remove it from codeSets, or name another file.');
    expect(await csv('carc', '')).toMatch(/^l.csv: It has no header row. Name the columns code, from and to in its first row/);
    expect(await csv('mue', '1,2\n')).toMatch(/^l.csv: It has no header row. Name the columns code, from, to and limit/);
    expect(await csv('mue', 'PK\u0003\u0004xl')).toBe(
      'l.csv: It is a workbook or an archive. Save the sheet as CSV, or unpack the file.',
    );
    const cwd = folderWith({});
    writeFileSync(join(cwd, 'l.csv'), Buffer.from('\uFEFFcode\n1', 'utf16le'));
    await expect(loadConfig({ cwd, config: { codeSets: { carc: 'l.csv' } } }, SAMPLE_RULES)).rejects.toThrow(
      'It is UTF-16. Save it as CSV in UTF-8.',
    );
    expect(await refused({ carc: 'none.csv' })).toBe('none.csv: There is no such file. Check the path in codeSets.');
    expect(await refused({ carc: 'a' }, { 'a/b': '' })).toBe('a: It could not be read (EISDIR).');
  });

  test('where the config itself is wrong', async () => {
    const file = 'xolint.config.json: codeSets';
    expect(await refused({ icd10: 'a.csv' })).toBe(`${file} has no key "icd10". Did you mean "icd10cm"?`);
    expect(await refused({ carc: {} })).toBe(`${file}.carc: needs "file" or "codes", and not both.`);
    expect(await refused({ carc: { file: 'a.csv', codes: ['1'] } })).toBe(`${file}.carc: needs "file" or "codes", and not both.`);
    expect(await refused({ carc: { fil: 'a.csv' } })).toMatch(/codeSets\.carc has no key "fil"\./);
    expect(await refused({ carc: 7 })).toBe(`${file}.carc is 7, but must be text.`);
    expect(await refused({ carc: { codes: ['1', '??'] } })).toMatch(
      /^xolint\.config\.json: codeSets\.carc: row 2: the code is a value that is too long or has other characters, which/,
    );
  });
});

describe('the parts of a row', () => {
  test('come back as they were written', () => {
    const cell = fc.stringMatching(/^[A-Za-z0-9,;"\n\r ]{0,8}$/).map((text) => text.trim());
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';'), fc.constantFrom('\n', '\r\n', '\r'), (all, separator, end) => {
        const text = all.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(separator)).join(end);
        const records = new Records(text, separator);
        const read: string[][] = [];
        while (records.next()) read.push(Array.from({ length: records.count }, (_, i) => records.cell(i)));
        expect(read).toEqual(all);
        expect([records.isOpen, records.row]).toEqual([false, all.length]);
      }),
    );
  });

  test('are days of the calendar', () => {
    expect(['2026-10-01', '20261001', '10/1/2026', '10/01/2026'].map(readDay)).toEqual(Array(4).fill(20261001));
    for (const text of ['', '2026-13-01', '20260230', '2026-1-1', '13/1/2026', '261001', 'today'])
      expect(readDay(text)).toBeNaN();
  });
});
