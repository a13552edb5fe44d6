import { describe, expect, test } from 'vitest';
import { makeSettings } from '../../src/config/resolve.ts';
import type { Condition, Settings } from '../../src/config/settings.ts';
import type { JudgeOptions } from '../../src/engine/judge.ts';
import { lintFile } from '../../src/engine/lint-file.ts';
import { type AnyRule, defineRule } from '../../src/rules/rule.ts';
import { InputError } from '../../src/x12/errors.ts';
import { fromBytes, type Source } from '../../src/x12/source.ts';
import { claim, file, group, HEAD, institutionalClaim, interchange, set, subscriber } from '../support/edi.ts';
import { GRADED, NOTE } from '../support/rules.ts';
import { defaultSettings } from '../support/settings.ts';

const docs = { what: 'What.', why: 'Why.', fix: 'Fix.', source: 'Source.' };
const examples = { good: [], bad: [] };

/** Lints a text as the only file of a run. */
function lint(text: string | Source, rules: readonly AnyRule[], more: Partial<JudgeOptions> = {}) {
  const states = new Map(rules.map((rule) => [rule.id, rule.state?.()]));
  return lintFile(typeof text === 'string' ? fromBytes(Buffer.from(text, 'latin1')) : text, 'a.edi', 0, {
    settings: defaultSettings([], rules),
    payerClass: 'unknown',
    production: undefined,
    shown: [],
    shapes: false,
    state: (rule) => states.get(rule.id),
    ...more,
  });
}

const said = ({ findings }: Awaited<ReturnType<typeof lint>>) =>
  findings.map(({ rule, claim: about }) => `${rule} of claim ${about?.ordinal}`);

/** The segments of a claim under a subscriber of his own, with another payer or class. */
const under = (hl: number, segments: readonly string[], { payer = '60054', filing = 'CI' } = {}) => [
  ...subscriber(hl, `M${hl}`, filing).map((segment) => segment.replace('PI*60054', `PI*${payer}`)),
  ...segments,
];
const inOneSet = (...parts: (readonly string[])[]) => interchange([group([set([...HEAD, ...parts.flat()])])]);

/** Settings in which a rule is off for some claims. */
const offFor = (when: Condition, ...rules: readonly AnyRule[]): Settings => {
  const entries = rules.map(({ id }) => ({ pattern: id, severity: 'off' as const }));
  const layers = [{ from: 'test', when, entries }];
  return makeSettings({ words: [], rules, config: { files: [], layers, payers: new Map(), tables: {}, customRules: [] } });
};

/** A rule of every claim that looks like a Xolair rule. */
const XOLAIR_NOTE: AnyRule = { ...NOTE, id: 'xolair/note' };
const office = (id: string) => claim(id).slice(0, 4).concat('LX*1', 'SV1*HC:99213*1350*UN*1***1', 'DTP*472*D8*20261005');

describe('the rules of a claim', () => {
  test('are those of its payer, also beside another one of the same class in the same set', async () => {
    const text = inOneSet(under(2, claim('A1')), under(3, claim('A2'), { payer: '99999' }), under(4, claim('A3')));
    expect(said(await lint(text, [NOTE], { settings: offFor({ payers: ['99999'] }, NOTE) }))).toEqual([
      'claim/note of claim 1',
      'claim/note of claim 3',
    ]);
  });

  test('are those of its sender', async () => {
    const text = file([claim('A1')]) + file([claim('A2')], '000000002').replaceAll('SUBMITTER ', 'SOMEBODY  ');
    expect(said(await lint(text, [NOTE], { settings: offFor({ senders: ['SOMEBODY'] }, NOTE) }))).toEqual([
      'claim/note of claim 1',
    ]);
    expect(said(await lint(text, [NOTE], { settings: offFor({ senders: ['SUBMITTER'] }, NOTE) }))).toEqual([]);
  });

  test('are those of its guide', async () => {
    const both = file([claim('A1')]) + file([institutionalClaim('B1')], '000000002', true) + file([claim('A2')], '000000003');
    expect(said(await lint(both, [{ ...NOTE, types: ['837P'] }]))).toEqual(['claim/note of claim 1', 'claim/note of claim 3']);
    expect(said(await lint(both, [{ ...NOTE, types: ['837I'] }]))).toEqual(['claim/note of claim 2']);
  });

  test('are those of its class; one that SBR09 does not give is the one of the run', async () => {
    const text = inOneSet(
      under(2, claim('A1'), { filing: 'MC' }),
      under(3, claim('A2'), { filing: 'MB' }),
      under(4, claim('A3'), { filing: '' }),
    );
    const severities = async (payerClass: JudgeOptions['payerClass']) =>
      (await lint(text, [GRADED], { payerClass })).findings.map((each) => `${each.claim?.ordinal} ${each.severity}`);
    expect(await severities('unknown')).toEqual(['1 error']);
    expect(await severities('commercial')).toEqual(['1 error', '3 warning']);
    expect(await severities('medicaid')).toEqual(['1 error', '3 error']);
  });

  test('of a family of drugs are for its claims only, and what only the unknown class silences is said there', async () => {
    const text = inOneSet(under(2, office('A1'), { filing: '' }), under(3, claim('A2'), { filing: '' }));
    const result = await lint(text, [NOTE, XOLAIR_NOTE, GRADED]);
    expect(said(result)).toEqual(['claim/note of claim 1', 'claim/note of claim 2', 'xolair/note of claim 2']);
    expect([...result.notChecked]).toEqual([['xolair/graded\tunknown-payer-class', 1]]);
    expect(result.counts).toMatchObject({ claims: 2, xolairClaims: 1, serviceLines: 3 });
  });

  test('judge a void claim only where they say so', async () => {
    const voided = claim('A1').map((segment) => segment.replace('11:B:1', '11:B:8'));
    const asking: AnyRule = { ...NOTE, id: 'claim/asking', voids: true };
    expect(said(await lint(file([voided, claim('A2')]), [NOTE, asking, XOLAIR_NOTE]))).toEqual([
      'claim/asking of claim 1',
      'claim/note of claim 2',
      'claim/asking of claim 2',
      'xolair/note of claim 2',
    ]);
  });

  test('see each line, and each visit', async () => {
    const lines: AnyRule = defineRule({
      id: 'claim/lines',
      severity: 'error',
      docs,
      examples,
      messages: { line: 'Line', visit: 'Visit' },
      line: (line, report) => report('line', line.at('charge')),
      visit: (visit, report) => report('visit', visit.lines[0]!.at('units')),
    });
    const segments = claim('A1');
    segments[segments.length - 1] = 'DTP*472*D8*20261006';
    const { findings } = await lint(file([segments]), [lines]);
    expect(findings.map((each) => `${each.messageId} ${each.serviceLine}`)).toEqual(['visit 1', 'visit 2', 'line 1', 'line 2']);
  });
});

test('what stands above claims is judged with the first claim under it that is not void', async () => {
  const above: AnyRule = defineRule({
    id: 'claim/above',
    severity: 'error',
    docs,
    examples,
    messages: { plain: 'Name {name}' },
    levels: (levels, report) => levels.each(['NM1'], (segment) => report('plain', segment.at(1), { name: segment.text(1) })),
  });
  const voided = claim('A1').map((segment) => segment.replace('11:B:1', '11:B:8'));
  const { findings } = await lint(inOneSet(under(2, [...voided, ...claim('A2'), ...claim('A3')]), under(3, claim('A4'))), [
    above,
  ]);
  expect(findings.map((each) => `${each.claim?.ordinal} ${each.data.name}`)).toEqual([
    ...['2 41', '2 40', '2 85', '2 IL', '2 PR'],
    ...['4 IL', '4 PR'],
  ]);
});

describe('a file', () => {
  const P = file([claim('A1')]);
  const I = file([institutionalClaim('B1')], '000000002', true);

  test('is of the guide of its sets, or mixed', async () => {
    expect([(await lint(P, [])).type, (await lint(I, [])).type, (await lint(P + I, [])).type]).toEqual(['837P', '837I', 'mixed']);
  });

  test('is counted, with the control numbers of the interchanges that were read whole', async () => {
    const cut = file([claim('A2')], '000000003').replace(/IEA.*/, '');
    const seen: number[] = [];
    const result = await lint(P + I + cut, [NOTE], { progress: (bytes) => seen.push(bytes) });
    expect(result).toMatchObject({
      path: 'a.edi',
      counts: {
        bytes: (P + I + cut).length,
        interchanges: 3,
        transactions: 3,
        claims: 3,
        xolairClaims: 3,
        serviceLines: 6,
        claimsWithErrors: 0,
        errors: 0,
        warnings: 0,
        infos: 3,
      },
      controls: ['000000001', '000000002'],
      notes: [],
    });
    // The rule that would tell is not among those of this run.
    expect(result.fault?.code).toBe('unread');
    expect(seen.reduce((sum, bytes) => sum + bytes, 0)).toBe(result.counts.bytes);
  });

  const other = (kind: string, sets: number) =>
    group(
      Array.from({ length: sets }, (_, i) => `ST*${kind}*000${i + 1}~BHT*1~SE*3*000${i + 1}~`),
      '7',
      '005010X279A1',
      'HS',
    );
  const mixedWith = (...others: string[]) => interchange([group([set([...HEAD, ...under(2, claim('A1'))])]), ...others]);

  test.each([
    [1, '1 transaction set of type 270 was skipped.'],
    [2, '2 transaction sets of type 270 were skipped.'],
  ])('says what sets of another kind it skipped: %i', async (count, note) => {
    expect(await lint(mixedWith(other('270', count)), [])).toMatchObject({ notes: [note], fault: undefined });
  });

  test('without claims of the guides is a fault that says what it has', async () => {
    const fault = async (text: string) => (await lint(text, [])).fault;
    expect(await fault(interchange([other('270', 1)]))).toEqual({
      code: 'no-837',
      message: 'The file has no 837P or 837I claims, only 270. Check that it is the 837 export.',
    });
    expect((await lint(interchange([other('270', 1)]), [])).notes).toEqual([]);
    expect((await fault(interchange([other('270', 1) + other('276', 1)])))?.message).toContain('only 270, 276.');
    expect((await fault(interchange([])))?.message).toBe('The file has no 837P or 837I claims. Check that it is the 837 export.');
  });

  test('with levels of an unknown code says how many were not read', async () => {
    const levels = (...codes: string[]) =>
      inOneSet(under(2, claim('A1')), ...codes.map((code, i) => [`HL*${i + 3}*1*${code}*0`, 'NM1*IL*1*X']));
    expect((await lint(levels('77'), [])).notes).toEqual(['1 level (HL) with an unknown code in HL03 was not read.']);
    expect((await lint(levels('77', '78'), [])).notes).toEqual(['2 levels (HL) with an unknown code in HL03 were not read.']);
  });

  test('without a CLM in a level of claims says how many were not checked', async () => {
    const headless = (id: string) => claim(id).slice(1);
    expect((await lint(inOneSet(under(2, claim('A1')), under(3, headless('A2'))), [])).notes).toEqual([
      '1 claim without a CLM was not checked.',
    ]);
    expect((await lint(inOneSet(under(2, claim('A1')), under(3, headless('A2')), under(4, headless('A3'))), [])).notes).toEqual([
      '2 claims without a CLM were not checked.',
    ]);
  });

  test('that is not X12 is a fault, and has nothing else to say', async () => {
    expect(await lint('hello', [NOTE])).toMatchObject({
      type: undefined,
      notes: [],
      findings: [],
      controls: [],
      counts: { bytes: 5, claims: 0 },
    });
  });

  test('that cannot be read is a fault, and keeps what was found before', async () => {
    const many = file(Array.from({ length: 40 }, (_, i) => claim(`A${i}`))).slice(0, -20);
    const failing = (error: Error): Source => {
      const source = fromBytes(Buffer.from(many, 'latin1'));
      return {
        async read(into, at, max) {
          const read = await source.read(into, at, max);
          if (read === 0) throw error;
          return read;
        },
        close: () => source.close(),
      };
    };
    const result = await lint(failing(new InputError('cut', 'The pipe broke.')), [NOTE]);
    expect(result.fault).toEqual({ code: 'cut', message: 'The pipe broke.' });
    expect(said(result)).toHaveLength(40);
    const system = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });
    expect((await lint(failing(system), [NOTE])).fault).toBeDefined();
    await expect(lint(failing(new TypeError('a bug')), [NOTE])).rejects.toThrow('a bug');
  });
});

describe('a rule that throws', () => {
  const throwing = (id: string, when: (id: string) => boolean): AnyRule =>
    defineRule({
      id,
      severity: 'error',
      docs,
      examples,
      messages: { plain: 'Plain' },
      claim(about) {
        if (when(about.id.value)) throw new RangeError('PRIVATE');
      },
    });
  const text = file([claim('A1'), claim('A2', 900), claim('A3', 800)]);

  test('is named with how often and where first, and the other rules go on', async () => {
    const result = await lint(text, [throwing('claim/thrower', (id) => id !== 'A1'), NOTE]);
    expect(said(result)).toEqual([1, 2, 3].map((n) => `claim/note of claim ${n}`));
    expect(result.fault?.code).toBe('rule-failed');
    expect(result.fault?.message).toMatch(
      /^The rule claim\/thrower failed 2 times, first at claim 2 \(line 1\): RangeError at lint-file\.test\.ts:\d+:\d+\. /,
    );
    expect(result.fault?.message).not.toContain('PRIVATE');
    expect([...result.notChecked]).toEqual([['claim/thrower\trule-failed', 2]]);
  });

  test('beside another one is named with it', async () => {
    const both = [throwing('claim/z', (id) => id === 'A3'), throwing('claim/a', (id) => id === 'A1')];
    const { fault } = await lint(text, both);
    expect(fault?.message).toMatch(/^The rule claim\/a failed once at claim 1 .* 1 other rule failed too: claim\/z\.$/);
  });

  test('outside of claims is named with its line', async () => {
    const thrower = defineRule({
      id: 'x12/thrower',
      severity: 'error',
      docs,
      examples,
      messages: { plain: 'Plain' },
      interchange() {
        throw 'no error';
      },
    });
    const result = await lint(text, [thrower]);
    expect(result.fault?.message).toMatch(/^The rule x12\/thrower failed once at line 1: something that is not an Error\./);
    expect(result.notChecked.size).toBe(0);
  });
});
