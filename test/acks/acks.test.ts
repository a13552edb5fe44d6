import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import nodeX12 from 'node-x12';
import { describe, expect, test } from 'vitest';
import { AckFiles } from '../../src/acks/ack-files.ts';
import type { AckWriter } from '../../src/acks/ack-writer.ts';
import { ClaimAckWriter } from '../../src/acks/claim-ack.ts';
import { ImplementationAckWriter } from '../../src/acks/implementation-ack.ts';
import { Acknowledgements } from '../../src/cli/acknowledgements.ts';
import { OutputError } from '../../src/cli/errors.ts';
import { lintInputs } from '../../src/engine/lint.ts';
import { together } from '../../src/engine/observer.ts';
import { Commit } from '../../src/files/commit.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Report } from '../../src/model/report.ts';
import { RULES_BY_ID } from '../../src/rules/index.ts';
import { fromBytes } from '../../src/x12/source.ts';
import { generateText } from '../bench/generate.mjs';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';
import { defaultSettings } from '../support/settings.ts';

const WHEN = { date: '20261102', time: '0930' };
const settings = defaultSettings();

interface Acks {
  readonly report: Report;
  /** Texts of the 999s, one an interchange. */
  readonly implementation: string[];
  readonly claims: string[];
}

async function acknowledge(text: string, payerPolicies: ReadonlySet<string> = new Set()): Promise<Acks> {
  const folder = folderWith({});
  const commit = new Commit((sentence) => expect.fail(sentence));
  await commit.enter(folder);
  const files = {
    999: new AckFiles(folder, '999', new Set(), commit),
    '277ca': new AckFiles(folder, '277ca', new Set(), commit),
  };
  const telling = { rules: RULES_BY_ID, payerPolicies };
  const writers: AckWriter[] = [
    new ImplementationAckWriter(files[999], 'in.edi', telling, WHEN),
    new ClaimAckWriter(files['277ca'], 'in.edi', telling, WHEN),
  ];
  const report = await lintInputs([{ path: 'in.edi', open: async () => fromBytes(Buffer.from(text, 'latin1')) }], {
    settings,
    words: messageOf,
    observe: () => together(writers),
  });
  for (const writer of writers) writer.discard();
  for (const each of Object.values(files)) each.finish();
  await commit.finish();
  const names = readdirSync(folder);
  expect(names.filter((name) => name.startsWith('.'))).toEqual([]);
  const read = (kind: string) =>
    names.filter((name) => name.endsWith(kind)).map((name) => readFileSync(join(folder, name), 'latin1'));
  return { report, implementation: read('.999'), claims: read('.277ca') };
}

/** Segments as arrays of elements, cut with nothing but split. */
const cut = (text: string) =>
  text
    .split('~')
    .map((segment) => segment.trim().split('*'))
    .filter(([id]) => id !== '');

const sum = (segments: string[][], id: string, qualifier: string, element = 2) =>
  segments.filter((s) => s[0] === id && s[1] === qualifier).map((s) => Number(s[element]));

const batches = fc.record({
  type: fc.constantFrom<'P' | 'I'>('P', 'I'),
  claims: fc.integer({ min: 1, max: 40 }),
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  claimsPerSet: fc.integer({ min: 1, max: 15 }),
  providers: fc.constantFrom<'one' | 'several'>('one', 'several'),
  broken: fc.constantFrom(0, 0.3, 1),
});

describe('277CA', () => {
  test('levels, totals and statuses hold in every batch', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (options) => {
        const { text } = generateText(options);
        const { claims, implementation, report } = await acknowledge(text);
        const sets = claims.flatMap((ack) => ack.split(/(?=ST\*277\*)/).slice(1)).map(cut);
        const input = cut(text);
        // A set that the 999 rejects has no 277CA.
        const verdicts = implementation.flatMap(cut).filter(([id]) => id === 'IK5');
        const starts = input.filter(([id]) => id === 'ST' || id === 'CLM').map(([id]) => id);
        expect(verdicts.length).toBe(starts.filter((id) => id === 'ST').length);
        let set = -1;
        const acknowledged = starts.flatMap((id) => {
          if (id === 'CLM') return [verdicts[set]![1] !== 'R'];
          set++;
          return [];
        });
        let seen = 0;
        for (const set of sets) {
          const levels = set.filter(([id]) => id === 'HL');
          expect(levels.map((hl) => Number(hl[1]))).toEqual(levels.map((_, i) => i + 1));
          const parentOf: Record<string, string> = { '21': '20', '19': '21', PT: '19' };
          for (const [, , parent, code] of levels) {
            if (code !== '20') expect(levels[Number(parent) - 1]![3]).toBe(parentOf[code!]);
          }
          const patients = levels.filter((hl) => hl[3] === 'PT').length;
          seen += patients;
          const at = (qualifier: string, id = 'QTY') => sum(set, id, qualifier).reduce((a, b) => a + b, 0);
          expect(at('90') + at('AA')).toBe(patients);
          expect(at('QA') + at('QC')).toBe(patients);
          expect([at('QA'), at('QC')]).toEqual([at('90'), at('AA')]);
          // Accepted and rejected amounts stand at the receiver and again at the providers.
          const cents = (value: number) => Math.round(value * 100);
          const total = set.find((s) => s[0] === 'STC')!;
          expect(cents(at('YU', 'AMT') + at('YY', 'AMT'))).toBe(2 * cents(Number(total[4])));
          for (const stc of set.filter(([id]) => id === 'STC')) {
            for (const status of [stc[1], stc[10], stc[11]]) if (status) expect(status).toMatch(/^A[1-8]:\d+(:[A-Z0-9]{2,3})?$/);
          }
          lineStatuses(set);
        }
        expect(seen).toBe(acknowledged.filter(Boolean).length);
        const rejected = sets.flatMap((set) => sum(set, 'QTY', 'AA')).reduce((a, b) => a + b, 0);
        const told = report.findings.filter(
          (finding) =>
            finding.severity === 'error' &&
            finding.claim &&
            acknowledged[finding.claim.ordinal - 1] &&
            !RULES_BY_ID.get(finding.rule)!.payerPolicy &&
            (RULES_BY_ID.get(finding.rule)!.claimStatus ?? []).length > 0,
        );
        expect(rejected).toBe(new Set(told.map((finding) => finding.claim!.ordinal)).size);
      }),
      { numRuns: 40 },
    );
  });

  /** At the line STC has the action U, no amount, and follows its SVC; at the claim WQ or U, a date and an amount. */
  function lineStatuses(set: string[][]): void {
    let place = '';
    for (const segment of set) {
      if (segment[0] === 'HL' || segment[0] === 'SVC') place = segment[0] === 'HL' ? segment[3]! : 'SVC';
      if (segment[0] !== 'STC') continue;
      if (place === 'SVC') expect([segment[3], segment[4] ?? '']).toEqual(['U', '']);
      else expect(segment[4]).toMatch(/^\d+(\.\d+)?$/);
      if (place === 'PT') expect(segment[3]).toBe(/^A[12]:/.test(segment[1]!) ? 'WQ' : 'U');
      if (place === 'PT' || place === 'SVC') expect(segment[2]).toBe(WHEN.date);
    }
  }

  test('what a payer covers is told only for payers whose policy is known', async () => {
    const { text } = generateText({ claims: 1, xolair: 1, seed: 5 });
    const wheezing = text.replace(/HI\*ABK:[A-Z0-9]+/, 'HI*ABK:R062');
    const status = (acks: Acks) =>
      cut(acks.claims[0]!)
        .filter((s) => s[0] === 'STC')
        .at(-1)![1];
    const payer = /NM1\*PR\*2\*[^~]*\*PI\*(\d+)/.exec(text)![1]!;
    expect(status(await acknowledge(wheezing))).toBe('A2:20');
    expect(status(await acknowledge(wheezing, new Set([payer])))).toBe('A8:255');
  });

  test('a claim that a line made fail says why at the line', async () => {
    const { text } = generateText({ claims: 1, xolair: 1, seed: 5 });
    const broken = text.replace(/(SV1\*HC:J2357[^*]*\*[^*]*\*UN\*)\d+/, '$11');
    const segments = cut((await acknowledge(broken)).claims[0]!);
    const patient = segments.findIndex((s) => s[0] === 'HL' && s[3] === 'PT');
    expect(segments.slice(patient).find((s) => s[0] === 'STC')![1]).toBe('A3:247');
    const service = segments.findIndex((s) => s[0] === 'SVC');
    expect(segments[service]![1]).toMatch(/^HC:J2357/);
    expect(segments[service + 1]![1]).toMatch(/^A7:476/);
  });
});

describe('999', () => {
  test('an accepted file', async () => {
    const { implementation } = await acknowledge(generateText({ claims: 3, claimsPerSet: 2 }).text);
    const [ack] = implementation.map(cut);
    expect(ack!.map(([id]) => id)).toEqual(['ISA', 'GS', 'ST', 'AK1', 'AK2', 'IK5', 'AK2', 'IK5', 'AK9', 'SE', 'GE', 'IEA']);
    expect(ack!.filter(([id]) => id === 'IK5').map((s) => s[1])).toEqual(['A', 'A']);
    expect(ack!.find(([id]) => id === 'AK9')).toEqual(['AK9', 'A', '2', '2', '2']);
  });

  test('errors of business and warnings are not told', async () => {
    const { implementation, report } = await acknowledge(generateText({ claims: 10, broken: 1, seed: 4 }).text);
    expect(report.files[0]!.errors).toBeGreaterThan(0);
    expect(cut(implementation[0]!).find(([id]) => id === 'AK9')![1]).toBe('A');
  });

  test('a partly rejected group, and its 277CA without the rejected set', async () => {
    const { text } = generateText({ claims: 4, claimsPerSet: 2 });
    const { implementation, claims } = await acknowledge(text.replace(/SE\*\d+\*0001/, 'SE*999*0001'));
    const ack = cut(implementation[0]!);
    expect(ack.filter(([id]) => id === 'IK5')).toEqual([
      ['IK5', 'R', '4'],
      ['IK5', 'A'],
    ]);
    expect(ack.find(([id]) => id === 'AK9')).toEqual(['AK9', 'P', '2', '2', '1']);
    expect(cut(claims[0]!).filter(([id]) => id === 'ST')).toHaveLength(1);
  });

  test('a rejected file has no 277CA', async () => {
    const { text } = generateText({ claims: 2 });
    const { implementation, claims } = await acknowledge(text.replace(/SE\*(\d+)\*0001/, 'SE*$1*0002'));
    const ack = cut(implementation[0]!);
    expect(ack.find(([id]) => id === 'IK5')).toEqual(['IK5', 'R', '3']);
    expect(ack.find(([id]) => id === 'AK9')).toEqual(['AK9', 'R', '1', '1', '0']);
    expect(claims).toEqual([]);
  });

  test('faults of the interchange go to a TA1', async () => {
    const { text } = generateText({ claims: 2 });
    const ack = cut((await acknowledge(text.replace(/IEA\*1\*/, 'IEA*3*'))).implementation[0]!);
    expect(ack.find(([id]) => id === 'TA1')?.slice(4)).toEqual(['R', '021']);
  });

  test.each<[from: RegExp, to: string, id: string, codes: string[]]>([
    [/\*ZZ\*INVENTEDSENDER/, '*XX*INVENTEDSENDER', 'TA1', ['R', '005']],
    [/\*1200\*\^/, '*2500*^', 'TA1', ['R', '015']],
    [/\*20261102\*1200\*1\*X/, '*20261302*1200*1*X', 'TA1', ['R', '024']],
    [/GS\*HC/, 'GS*HP', 'AK9', ['R', '1', '1', '0', '1']],
    [/SE\*(\d+)/, 'SE*000000000$1', 'IK5', ['R', '4']],
  ])('an element of the envelope, %s as %s, goes to its %s', async (from, to, id, codes) => {
    const { text } = generateText({ claims: 2 });
    const ack = cut((await acknowledge(text.replace(from, to))).implementation[0]!);
    expect(ack.find((each) => each[0] === id)?.slice(-codes.length)).toEqual(codes);
    expect(ack.map((each) => each[0])).not.toContain('IK4');
  });

  test('one file an interchange, each answered to its sender', async () => {
    const one = generateText({ claims: 2, seed: 1 }).text;
    const two = generateText({ claims: 2, seed: 2 }).text;
    const { implementation } = await acknowledge(one + two);
    expect(implementation).toHaveLength(2);
    for (const ack of implementation.map(cut)) {
      expect(ack[0]![6]!.trim()).toBe(cut(one)[0]![8]!.trim());
      expect(ack[0]![8]!.trim()).toBe(cut(one)[0]![6]!.trim());
    }
  });

  test('node-x12 reads both in its strict mode', async () => {
    const { implementation, claims } = await acknowledge(generateText({ claims: 12, broken: 0.5 }).text);
    for (const ack of [...implementation, ...claims]) {
      expect(() => new nodeX12.X12Parser(true).parse(ack, { subElementDelimiter: ':' })).not.toThrow();
    }
  });
});

describe('golden files', () => {
  const clean = generateText({ claims: 2, claimsPerSet: 1, seed: 11, eol: '\n' }).text;
  /** One claim of two out of balance, and one with a unit too few. */
  const rejectedClaims = generateText({ claims: 3, broken: 1, seed: 12, eol: '\n' }).text;
  const cases: [string, string][] = [
    ['accepted', clean],
    ['partly-rejected', clean.replace(/SE\*(\d+)\*0001/, 'SE*99*0001')],
    ['rejected', clean.replaceAll(/SE\*(\d+)\*/g, 'SE*99*')],
    ['claims-rejected', rejectedClaims],
  ];

  test.each(cases)('%s', async (name, text) => {
    const { implementation, claims } = await acknowledge(text);
    await expect(implementation.join('')).toMatchFileSnapshot(`golden/${name}.999`);
    await expect(claims.join('')).toMatchFileSnapshot(`golden/${name}.277ca`);
  });
});

describe('the command', () => {
  const files = { 'in.edi': generateText({ claims: 3 }).text };

  test('files that only their owner can read, in a folder of the same kind', async () => {
    const folder = folderWith(files);
    const run = await runXolint(['in.edi', '-f', '999:acks', '-f', '277ca:acks'], { cwd: folder });
    expect([run.status, run.stdout]).toEqual([0, '']);
    expect(readdirSync(join(folder, 'acks')).sort()).toEqual(['in.edi.1.277ca', 'in.edi.1.999']);
    for (const name of readdirSync(join(folder, 'acks'))) expect(statSync(join(folder, 'acks', name)).mode & 0o777).toBe(0o600);
  });

  test('never to standard output, and not into a folder that everyone can read', async () => {
    const folder = folderWith(files);
    expect((await runXolint(['in.edi', '-f', '277ca'], { cwd: folder })).status).toBe(2);
    mkdirSync(join(folder, 'open'));
    chmodSync(join(folder, 'open'), 0o755);
    const run = await runXolint(['in.edi', '-f', '277ca:open'], { cwd: folder });
    expect([run.status, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('chmod 700');
    expect(readdirSync(join(folder, 'open'))).toEqual([]);
  });

  test('a file that cannot be read is not acknowledged, the others are', async () => {
    const folder = folderWith({ ...files, 'bad.edi': files['in.edi'].replaceAll('005010X222A1', '004010X098A1') });
    const run = await runXolint(['in.edi', 'bad.edi', '-f', '999:acks'], { cwd: folder });
    expect(run.status).toBe(2);
    expect(readdirSync(join(folder, 'acks'))).toEqual(['in.edi.1.999']);
  });
});

test('what cannot be written is no fault of the input', async () => {
  const folder = folderWith({});
  chmodSync(folder, 0o700);
  const commit = new Commit((sentence) => expect.fail(sentence));
  const acknowledgements = await Acknowledgements.open([{ name: '999', folder }], settings, new Date(), commit);
  // In the place of the temporary file, after the one of the spool.
  mkdirSync(commit.temporary(folder).replace('-0.tmp', '-2.tmp'));
  const text = generateText({ claims: 2 }).text;
  const run = lintInputs([{ path: 'in.edi', open: async () => fromBytes(Buffer.from(text, 'latin1')) }], {
    settings,
    words: messageOf,
    observe: () => acknowledgements.observer('in.edi'),
    fileDone: (file, findings) => {
      expect(file.fault).toBeUndefined();
      acknowledgements.fileDone(file, findings);
    },
  });
  await expect(run).rejects.toThrow(
    new OutputError('The acknowledgements could not be written: the system refused it (EEXIST).'),
  );
});

test('a split acknowledges on the way, and says what it cannot write', async () => {
  const folder = folderWith({ 'in.edi': generateText({ claims: 6, broken: 0.5, seed: 2 }).text });
  const args = ['split', 'in.edi', '--good', 'good', '--held', 'held', '-f'];
  const run = await runXolint([...args, '999:acks', '-f', '277ca:acks'], { cwd: folder });
  expect(run.status).toBe(1);
  expect(readdirSync(join(folder, 'acks')).sort()).toEqual(['in.edi.1.277ca', 'in.edi.1.999']);
  const other = await runXolint([...args, 'json:report.json'], { cwd: folder });
  expect([other.status, other.stdout]).toEqual([2, '']);
});
