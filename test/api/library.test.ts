import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import nodeX12 from 'node-x12';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { lint, lintInterchange } from '../../src/api/lint.ts';
import { readClaims } from '../../src/api/read-claims.ts';
import { fix, formats, message, render } from '../../src/api/render.ts';
import { ConfigError } from '../../src/config/errors.ts';
import { isFormatName } from '../../src/formats/index.ts';
import type { ClaimData } from '../../src/model/claim-data.ts';
import { defineRule } from '../../src/rules/rule.ts';
import { claimSchema } from '../../src/schema/claim.ts';
import { InputError } from '../../src/x12/errors.ts';
import { complete } from '../support/example.ts';
import { folderWith } from '../support/folder.ts';

const claim = (id: string, total: number) =>
  `CLM*${id}*${total}***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~`;
const UNBALANCED = complete(claim('A1', 1));
const rules = (report: Awaited<ReturnType<typeof lint>>) => report.findings.map((finding) => finding.rule);

describe('lint', () => {
  test('takes files, folders, globs and lists of them', async () => {
    const folder = folderWith({ 'a.edi': UNBALANCED, 'b/c.edi': UNBALANCED, 'b/notes.md': 'none' });
    expect(rules(await lint(join(folder, 'a.edi')))).toEqual(['claim/balance']);
    const all = await lint([folder, join(folder, 'b/*.edi')]);
    expect(all.paths).toEqual([join(folder, 'a.edi'), join(folder, 'b/c.edi')]);
    expect(all.skipped).toEqual([{ path: join(folder, 'b/notes.md'), kind: 'text', reason: 'It is other text, not X12.' }]);
  });

  test('takes bytes and streams of them, gzip too', async () => {
    const folder = folderWith({ 'a.edi': UNBALANCED });
    const bytes = Buffer.from(UNBALANCED);
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
    }
    for (const source of [bytes, createReadStream(join(folder, 'a.edi')), Readable.from([bytes]), pieces(), gzipSync(bytes)])
      expect(rules(await lint(source, { name: 'x.edi' }))).toEqual(['claim/balance']);
  });

  test('reports what cannot be read as a fault', async () => {
    const report = await lint('no/such/file.edi');
    expect(report.files).toMatchObject([{ path: 'no/such/file.edi', fault: { code: 'ENOENT' } }]);
  });

  test('takes a config, with rules of its own, for one run only', async () => {
    const rule = defineRule({
      id: 'clinic/always',
      severity: 'info',
      docs: { what: 'w', why: 'w', fix: 'Do {it}.', source: 's' },
      messages: { always: 'Says {it}' },
      examples: { good: [], bad: [] },
      claim(each, report) {
        report('always', each.clm.at(), { it: 'that' });
      },
    });
    const bytes = Buffer.from(UNBALANCED);
    const config = { rules: { 'claim/*': 'off', 'clinic/always': 'warning' }, customRules: [rule] } as const;
    const [with_, without] = await Promise.all([lint(bytes, { config }), lint(bytes)]);
    expect(rules(with_)).toEqual(['clinic/always']);
    expect(message(with_.findings[0]!, with_)).toBe('Says that');
    expect(fix(with_.findings[0]!, with_)).toBe('Do that.');
    expect(rules(without)).toEqual(['claim/balance']);
  });

  test('products of a config are those of its run, also when two run at once', async () => {
    const bytes = Buffer.from(
      complete(
        'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:J3590*100*UN*1***1~DTP*472*D8*20261005~LIN**N4*50242099901~CTP****1*ML~',
      ),
    );
    const product = { ndc9: '502420999', name: 'Xolair new', mg: 600, mgPerMl: 150, unit: 'ML', packages: ['01'] };
    const [known, unknown] = await Promise.all([lint(bytes, { config: { products: [product] } }), lint(bytes)]);
    expect(known.files[0]!.xolairClaims).toBe(1);
    expect(unknown.files[0]!.xolairClaims).toBe(0);
  });

  test('refuses a config that does not hold', async () => {
    await expect(lint(Buffer.from(UNBALANCED), { config: { rules: { 'claim/balanse': 'off' } } })).rejects.toThrow(
      new ConfigError('config: rules["claim/balanse"]: there is no such rule. Did you mean "claim/balance"?'),
    );
  });
});

test('the location of a finding is also there by its former name', async () => {
  const [finding] = (await lint(Buffer.from(UNBALANCED))).findings;
  expect(finding?.place).toBe(finding?.location);
  expect(finding?.place.element).toBe('CLM02');
});

describe('render', () => {
  test.each(Object.keys(formats).filter(isFormatName))('%s', async (format) => {
    const report = await lint(Buffer.from(UNBALANCED));
    expect(render(report, format)).toContain('balance');
  });

  test('a format that there is not does not compile, and throws where nothing is compiled', () => {
    const report = {} as never;
    // @ts-expect-error: the names of formats are a type.
    expect(() => render(report, 'pdf')).toThrow('There is no format "pdf". Formats are stylish, json');
  });
});

describe('lintInterchange', () => {
  const parse = (text: string) => new nodeX12.X12Parser(true).parse(text);

  test.each([
    ['as parsed', UNBALANCED],
    ['with line breaks', UNBALANCED.replaceAll('~', '~\n')],
    ['with other separators', UNBALANCED.replaceAll('*', '|').replaceAll('~', '!')],
    ['two interchanges', UNBALANCED + UNBALANCED.replaceAll('000000001', '000000002')],
  ])('%s: what the file gives, the object gives', async (_, text) => {
    const direct = await lint(Buffer.from(text));
    const held = await lintInterchange(parse(text));
    expect(held.files[0]!.fault).toBeUndefined();
    expect(held.findings.map(({ rule, location, fingerprint }) => [rule, location.line, location.column, fingerprint])).toEqual(
      direct.findings.map(({ rule, location, fingerprint }) => [rule, location.line, location.column, fingerprint]),
    );
    expect(held.findings.length).toBeGreaterThan(0);
  });

  test('an interchange that was never filled', async () => {
    await expect(lintInterchange(new nodeX12.X12Interchange())).rejects.toThrow('The interchange has no ISA or no IEA');
  });
});

describe('readClaims', () => {
  const collect = async (source: Parameters<typeof readClaims>[0]) => {
    const claims = [];
    for await (const each of readClaims(source)) claims.push(each);
    return claims;
  };

  test('gives every claim of the fixtures as its schema says', async () => {
    expectTypeOf(claimSchema.parse).returns.toEqualTypeOf<ClaimData>();
    for (const type of ['professional', 'institutional']) {
      const folder = new URL(`../../fixtures/${type}/`, import.meta.url);
      const { readdirSync } = await import('node:fs');
      for (const name of readdirSync(folder).filter((each) => each.endsWith('.edi'))) {
        const claims = await collect(readFileSync(new URL(name, folder)));
        expect(claims.length).toBeGreaterThan(0);
        for (const each of claims) expect(claimSchema.parse(each)).toEqual(each);
      }
    }
  });

  test('in plain words', async () => {
    const text = complete(
      'CLM*A1*150.5***11:B:1*Y*A*Y*Y~HI*ABK:J45.50*ABF:L501~LX*1~SV1*HC:J2357:JZ*100.5*UN*30***1:2~DTP*472*D8*20261005~LIN**N4*50242021501~CTP****1*ML~LX*2~SV1*HC:96372*50*UN*x***1~',
    );
    const [first] = await collect(Buffer.from(text));
    expect(first).toMatchObject({
      type: '837P',
      ordinal: 1,
      id: 'A1',
      chargeCents: 15050,
      payer: { id: '60054', filing: 'CI', class: 'commercial' },
      patient: { lastName: 'TESTER', firstName: 'PAT', birthDate: '1980-01-01', memberId: 'M00000001', isSubscriber: true },
      diagnoses: [
        { qualifier: 'ABK', code: 'J4550' },
        { qualifier: 'ABF', code: 'L501' },
      ],
      lines: [
        {
          procedure: 'J2357',
          modifiers: ['JZ'],
          chargeCents: 10050,
          units: 30,
          date: '2026-10-05',
          diagnoses: ['J4550', 'L501'],
          drug: { code: '50242021501', product: 'Xolair 150 mg/1 mL', quantity: 1, unit: 'ML' },
        },
        { procedure: '96372' },
      ],
    });
    expect(first!.lines[1]).not.toHaveProperty('units');
  });

  test('reads no further than it is asked, and closes what it opened', async () => {
    const many = complete(Array.from({ length: 20_000 }, (_, i) => claim(`A${i}`, 100)).join(''));
    let read = 0;
    let closed = false;
    async function* pieces() {
      try {
        for (let at = 0; at < many.length; at += 65_536) {
          read++;
          yield Buffer.from(many.slice(at, at + 65_536));
        }
      } finally {
        closed = true;
      }
    }
    for await (const each of readClaims(pieces())) if (each.ordinal === 3) break;
    expect(closed).toBe(true);
    expect(read).toBeLessThan(many.length / 65_536 / 2);
    expect(await collect(Buffer.from(many))).toHaveLength(20_000);
  });

  test('throws what cannot be read, after the claims before it', async () => {
    await expect(collect('no/such/file.edi')).rejects.toThrow(InputError);
    await expect(collect(Buffer.from('no claims'))).rejects.toThrow('there is no ISA');
  });
});
