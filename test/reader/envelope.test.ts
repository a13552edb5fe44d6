import { describe, expect, test } from 'vitest';
import type { RuleWord } from '../../src/config/resolve.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Report } from '../../src/model/report.ts';
import { lintTexts } from '../support/example.ts';

/** A claim whose CLM02 is a dollar too high: one finding says that it was judged. */
const claim = (n: number, level: number) => [
  `HL*${level}*1*22*0`,
  'SBR*P*18*******CI',
  `NM1*IL*1*TESTER*PAT****MI*M${n}`,
  'N3*12 OAK ST',
  'N4*DENVER*CO*80203',
  'DMG*D8*19800101*F',
  'NM1*PR*2*PAYER ONE*****PI*60054',
  `CLM*A${n}*101***11:B:1*Y*A*Y*Y`,
  'HI*ABK:J4550',
  'LX*1',
  'SV1*HC:99213*100*UN*1***1',
  'DTP*472*D8*20261005',
];
const head = [
  'BHT*0019*00*BATCH1*20261101*1200*CH',
  'NM1*41*2*SUBMITTER ONE*****46*S12345',
  'PER*IC*HELP DESK*TE*3035550100',
  'NM1*40*2*RECEIVER ONE*****46*R12345',
  'HL*1**20*1',
  'NM1*85*2*ALLERGY CLINIC*****XX*1234567893',
  'N3*1 MAIN ST',
  'N4*DENVER*CO*802021234',
  'REF*EI*841234567',
];
let serial = 0;
const set = (control = '0001', claims = 2, guide = '005010X222A1') => {
  const body = [...head, ...Array.from({ length: claims }, (_, k) => claim(++serial, k + 2)).flat()];
  return [`ST*837*${control}*${guide}`, ...body, `SE*${body.length + 2}*${control}`];
};
const group = (control: string, sets: string[][], guide = '005010X222A1') => [
  `GS*HC*SUBMITTER*RECEIVER*20261101*1200*${control}*X*${guide}`,
  ...sets.flat(),
  `GE*${sets.length}*${control}`,
];
const interchange = (control: string, groups: string[][], isa11 = '^', isa12 = '00501') => [
  `ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER       *261101*1200*${isa11}*${isa12}*${control}*0*P*:`,
  ...groups.flat(),
  `IEA*${groups.length}*${control}`,
];
/** Two interchanges; the first has two groups, its first group two sets of two claims. Ten claims in all. */
const whole = () => [
  ...interchange('000000905', [group('1', [set('0001'), set('0002')]), group('2', [set('0001')])]),
  ...interchange('000000906', [group('1', [set('0001'), set('0002')])]),
];

const write = (segments: readonly string[], end = '~\n') => segments.map((segment) => `${segment}${end}`).join('');
/** Index of the nth segment (from 1) that begins with a text. */
const nth = (segments: readonly string[], start: string, n: number) => {
  let left = n;
  return segments.findIndex((segment) => segment.startsWith(start) && --left === 0);
};
const without = (segments: readonly string[], ...gone: [start: string, n: number][]) => {
  const indices = gone.map(([start, n]) => nth(segments, start, n));
  if (indices.includes(-1)) throw new Error('there is no such segment');
  return segments.filter((_, i) => !indices.includes(i));
};

/** The text with all that stands behind each ISA changed. */
const interchanges = (text: string, change: (body: string) => string) =>
  text.replace(/(ISA.{103})((?:(?!ISA\*).)*)/gs, (_, isa: string, body: string) => isa + change(body));

/** Rule, message, and what stands at its place; the claims that were judged are counted. */
function found(report: Report, text: string) {
  const envelope = report.findings.filter((finding) => finding.rule !== 'claim/balance');
  const at = ({ location }: (typeof envelope)[number]) =>
    text.slice(location.byteOffset, location.byteOffset + location.byteLength);
  return {
    findings: envelope.map((finding) => `${finding.rule} ${finding.messageId} ${at(finding).split('*')[0]}`),
    judged: report.findings.length - envelope.length,
    words: envelope.map((finding) => messageOf(finding, report.rules, [])),
  };
}
const lint = async (text: string, words: RuleWord[] = []) => found(await lintTexts([text], { words }), text);

test('a whole file has no finding of the envelope, and all its claims are judged', async () => {
  expect(await lint(write(whole()))).toEqual({ findings: [], judged: 10, words: [] });
});

describe('one missing segment gives one finding', () => {
  test.each([
    // Trailers: at the segment that the trailer should follow.
    ['SE', 1, 'x12/truncated trailer DTP', 'SE is missing: the next segment is ST'],
    ['SE', 2, 'x12/truncated trailer DTP', 'SE is missing: the next segment is GE'],
    ['GE', 1, 'x12/truncated trailer SE', 'GE is missing: the next segment is GS'],
    ['GE', 2, 'x12/truncated trailer SE', 'GE is missing: the next segment is IEA'],
    ['IEA', 1, 'x12/truncated trailer GE', 'IEA is missing: the next segment is ISA'],
    ['IEA', 2, 'x12/truncated ended GE', 'The file ends after this segment: IEA is missing'],
    // Headers: at the segment that stands there in their place.
    ['ST', 1, 'x12/truncated header BHT', 'BHT has no ST before it'],
    ['ST', 2, 'x12/truncated header BHT', 'BHT has no ST before it'],
    ['GS', 1, 'x12/truncated header ST', 'ST has no GS before it'],
    ['GS', 2, 'x12/truncated header ST', 'ST has no GS before it'],
    ['ISA', 2, 'x12/truncated header GS', 'GS has no ISA before it'],
  ])('%s %i', async (id, n, finding, words) => {
    expect(await lint(write(without(whole(), [`${id}*`, n])))).toEqual({ findings: [finding], judged: 10, words: [words] });
  });

  test('the line of a missing trailer is that of the segment before it', async () => {
    const segments = without(whole(), ['SE*', 1]);
    const report = await lintTexts([write(segments)]);
    const finding = report.findings.find((f) => f.rule === 'x12/truncated')!;
    expect(finding.location.line).toBe(nth(segments, 'ST*', 2));
    expect(finding.location.position).toBe(34);
  });
});

describe('several missing segments in one place give one finding', () => {
  test.each<[string, [string, number][], string, string]>([
    [
      'SE and GE',
      [
        ['SE*', 2],
        ['GE*', 1],
      ],
      'x12/truncated trailer DTP',
      'SE and GE are missing: the next segment is GS',
    ],
    [
      'SE and GE before IEA',
      [
        ['SE*', 3],
        ['GE*', 2],
      ],
      'x12/truncated trailer DTP',
      'SE and GE are missing: the next segment is IEA',
    ],
    [
      'GE and IEA',
      [
        ['GE*', 2],
        ['IEA*', 1],
      ],
      'x12/truncated trailer SE',
      'GE and IEA are missing: the next segment is ISA',
    ],
    [
      'ST and SE',
      [
        ['ST*', 3],
        ['SE*', 3],
      ],
      'x12/truncated header BHT',
      'BHT has no ST before it',
    ],
    [
      'GS and GE',
      [
        ['GS*', 2],
        ['GE*', 2],
      ],
      'x12/truncated trailer GE',
      '',
    ],
    [
      'ISA and IEA',
      [
        ['ISA*', 2],
        ['IEA*', 2],
      ],
      'x12/truncated header GS',
      'GS has no ISA before it',
    ],
  ])('%s', async (name, gone, finding, words) => {
    const result = await lint(write(without(whole(), ...gone)));
    if (name === 'GS and GE') expect(result.findings).toEqual(['x12/truncated header ST']);
    else expect(result).toEqual({ findings: [finding], judged: 10, words: [words] });
  });
});

describe('a file that ends early', () => {
  const last = whole();
  const upTo = (start: string, n: number) => last.slice(0, nth(last, start, n) + 1);

  test.each([
    ['behind a claim that may go on', upTo('DTP*', 10), 9, 'SE, GE and IEA are'],
    ['in the middle of a claim', upTo('HI*', 10), 9, 'SE, GE and IEA are'],
    ['in a level behind a whole claim', upTo('SBR*', 10), 9, 'SE, GE and IEA are'],
    ['behind SE', upTo('SE*', 5), 10, 'GE and IEA are'],
    ['behind GE', upTo('GE*', 3), 10, 'IEA is'],
    ['behind the first set', upTo('SE*', 1), 2, 'GE and IEA are'],
    ['behind ST', upTo('ST*', 5), 8, 'SE, GE and IEA are'],
    ['behind GS', upTo('GS*', 3), 6, 'GE and IEA are'],
  ])('%s', async (_, segments, judged, missing) => {
    const id = segments.at(-1)!.split('*')[0];
    expect(await lint(write(segments))).toEqual({
      findings: [`x12/truncated ended ${id}`],
      judged,
      words: [`The file ends after this segment: ${missing} missing`],
    });
  });

  test('inside a segment, wherever that is: one finding, of a file that was cut off', async () => {
    const cut = write(interchange('000000905', [group('1', [set('0001', 1), set('0002', 1)])]));
    const text = cut + write(interchange('000000906', [group('1', [set('0001', 1)])]));
    const isa = cut.length;
    const wrong: [number, string[]][] = [];
    for (let length = 300; length < text.length - 2; length++) {
      // An ISA that is cut off is a fault.
      if (length > isa && length < isa + 108) continue;
      const report = await lintTexts([text.slice(0, length)]);
      const rules = report.findings.filter((f) => f.rule !== 'claim/balance').map((f) => f.rule);
      // The first interchange alone is a whole file.
      const expected = length >= isa - 1 && length <= isa ? [] : ['x12/truncated'];
      if (rules.join() !== expected.join() || report.files[0]!.fault) wrong.push([length, rules]);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  test('without the last terminator', async () => {
    const text = write(whole()).trimEnd().slice(0, -1);
    expect(await lint(text)).toEqual({
      findings: ['x12/truncated terminator IEA'],
      judged: 10,
      words: ['This last segment has no terminator'],
    });
  });
});

describe('a control number of the trailer that the file ends in, without its terminator', () => {
  const ending = (control: string) =>
    write(whole())
      .trimEnd()
      .slice(0, -1)
      .replace(/[^*]*$/, control);
  const LAST = whole().at(-1)!.split('*')[2]!;

  test.each([
    ['another of the same length', LAST.replace(/.$/, '0'), ['x12/control-number mismatch', 'x12/truncated terminator']],
    ['one that is longer', `${LAST}0`, ['x12/control-number mismatch', 'x12/truncated terminator']],
    // It may be cut off.
    ['one that is shorter', LAST.slice(0, -1), ['x12/truncated cut']],
  ])('%s', async (_, control, expected) => {
    const { findings } = await lint(ending(control));
    expect(findings.map((finding) => finding.split(' ').slice(0, 2).join(' ')).sort()).toEqual(expected);
  });
});

describe('a terminator that is lost before the next ISA', () => {
  test.each([
    ['with a line break', '\n'],
    ['without one', ''],
  ])('%s', async (_, between) => {
    const text = write(whole()).replace(/~\n(ISA)/, `${between}$1`);
    expect(await lint(text)).toMatchObject({ findings: ['x12/truncated terminator IEA'], judged: 10 });
  });
});

describe('data outside', () => {
  test.each([
    ['between interchanges', 'ISA*', 2, 10],
    ['between groups', 'GS*', 2, 10],
    ['between sets', 'ST*', 2, 10],
    ['before the first group', 'GS*', 1, 10],
  ])('%s', async (_, start, n, judged) => {
    const segments = whole();
    segments.splice(nth(segments, start, n), 0, 'REPORT 17', 'PAGE 2');
    expect(await lint(write(segments))).toMatchObject({ findings: ['x12/character outside REPORT 17'], judged });
  });

  test('two places are two findings', async () => {
    const segments = whole();
    segments.splice(nth(segments, 'GS*', 2), 0, 'REPORT');
    segments.splice(nth(segments, 'ST*', 2), 0, 'REPORT');
    expect((await lint(write(segments))).findings).toEqual(['x12/character outside REPORT', 'x12/character outside REPORT']);
  });

  test('a leftover of trailers behind the last one', async () => {
    expect((await lint(write([...whole(), 'SE*5*0009', 'GE*1*9', 'IEA*1*000000009']))).findings).toEqual([
      'x12/character outside SE',
    ]);
  });

  test('TA1 belongs where it stands', async () => {
    const segments = whole();
    segments.splice(1, 0, 'TA1*000000904*261101*1200*A*000');
    expect((await lint(write(segments))).findings).toEqual([]);
  });
});

describe('control numbers', () => {
  const twins = (report: Report) => report.findings.filter((f) => f.rule === 'x12/control-number');

  test('ISA13 twice in a file names the earlier place', async () => {
    const text = write([...interchange('000000905', [group('1', [set()])]), ...interchange('000000905', [group('1', [set()])])]);
    const [finding, ...rest] = twins(await lintTexts([text]));
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      messageId: 'twice',
      location: { element: 'ISA13', byteOffset: text.lastIndexOf('ISA*') + 90 },
      related: [{ element: 'ISA13', line: 1, byteOffset: 90 }],
    });
  });

  test('GS06 twice in an interchange, however it is padded; in another interchange it is free', async () => {
    const twice = write(interchange('000000905', [group('1', [set()]), group('01', [set()])]));
    expect((await lint(twice)).words).toEqual(['GS06 "01" was used before in this interchange']);
  });

  test('ST02 twice in a group; it is text', async () => {
    const twice = write(interchange('000000905', [group('1', [set('0001'), set('0001')])]));
    expect((await lint(twice)).words).toEqual(['ST02 "0001" was used before in this group']);
    expect((await lint(write(interchange('000000905', [group('1', [set('0001'), set('00001')])])))).findings).toEqual([]);
  });
});

describe('sets that are not read', () => {
  const remittance = ['ST*835*0001', 'BPR*I*100*C*ACH', 'TRN*1*1*1', 'N1*PR*PAYER', 'LX*1', 'CLP*A*1*100*100'];
  const remittances = (trailers: string[]) => ['GS*HP*A*B*20261101*1200*7*X*005010X221A1', ...remittance, ...trailers];

  test('give no finding of their envelope', async () => {
    const text = write(interchange('000000905', [group('1', [set()]), remittances(['SE*99*0002', 'GE*5*8'])]));
    const report = await lintTexts([text]);
    expect(found(report, text)).toMatchObject({ findings: [], judged: 2 });
    expect(report.files[0]).toMatchObject({ notes: ['1 transaction set of type 835 was skipped.'] });
    expect(report.files[0]!.fault).toBeUndefined();
  });

  test('nor of what is missing in it', async () => {
    const text = write(interchange('000000905', [group('1', [set()]), remittances(['GE*1*7'])]));
    expect(await lint(text)).toMatchObject({ findings: [], judged: 2 });
  });

  test('a file of an older version is a fault, and nothing else', async () => {
    const old = group('1', [set('0001', 1, '004010X098A1').map((s) => (s.startsWith('ST') ? 'ST*837*0001' : s))], '004010X098A1');
    const segments = interchange('000000905', [old], 'U', '00401');
    segments[segments.length - 1] = 'IEA*3*000000001';
    const report = await lintTexts([write(segments)]);
    expect(report.findings).toEqual([]);
    expect(report.files[0]!.fault).toMatchObject({ code: 'version' });
  });

  const dentalGroup = () => {
    const dental = group('2', [set('0001', 1, '005010X224A2')], '005010X224A2');
    dental[dental.length - 1] = 'GE*4*9';
    return dental;
  };

  test('a dental set beside others is skipped with a note, and its claims are counted', async () => {
    const text = write(interchange('000000905', [group('1', [set()]), dentalGroup()]));
    const report = await lintTexts([text]);
    expect(found(report, text)).toMatchObject({ findings: [], judged: 2 });
    const [file] = report.files;
    expect(file!.fault).toBeUndefined();
    expect(file!.unreadClaims).toBe(1);
    expect(file!.notes).toEqual(['1 transaction set of type 837D was skipped, with 1 dental claim.']);
  });

  test('a dental set alone is a fault', async () => {
    const report = await lintTexts([write(interchange('000000905', [dentalGroup()]))]);
    expect(report.files[0]).toMatchObject({ fault: { code: 'dental' }, notes: [] });
  });

  test.each(['005010X298', '005010X221A1', '005010X279A1', '006020X222'])(
    'a set of %s is a fault, whatever its group says',
    async (version) => {
      const report = await lintTexts([write(interchange('000000905', [group('1', [set('0001', 1, version)])]))]);
      expect(report.findings).toEqual([]);
      expect(report.files[0]!.fault).toMatchObject({ code: 'version' });
    },
  );
});

describe('versions', () => {
  test('GS08 that no set repeats is one finding', async () => {
    const text = write(interchange('000000905', [group('1', [set('0001'), set('0002'), set('0003')], '005010X222')]));
    expect(await lint(text)).toMatchObject({
      words: ['ST03 is "005010X222A1", but GS08 is "005010X222"'],
      findings: ['x12/version differ 005010X222A1'],
      judged: 6,
    });
  });

  test('the guides without their addenda, and with the others, are read with a warning for each set', async () => {
    const versions = ['005010X222', '005010X222A1', '005010X222A2'];
    const groups = versions.map((version, i) => group(`${i + 1}`, [set('0001', 1, version)], version));
    const { findings, judged } = await lint(write(interchange('000000905', groups)));
    expect(findings).toEqual(['x12/version old 005010X222', 'x12/version old 005010X222A2']);
    expect(judged).toBe(versions.length);
  });

  test('what is no version is not repeated', async () => {
    const text = write(interchange('000000905', [group('1', [set('0001')], 'JOHN DOE')]));
    expect((await lint(text)).words).toEqual(['ST03 is "005010X222A1", but GS08 is 8 characters']);
  });
});

describe('elements of the envelope', () => {
  const one = () => interchange('000000905', [group('1', [set()])]);
  const changed = (changes: readonly (readonly [from: string, to: string])[]) =>
    changes.reduce((text, [from, to]) => {
      expect(text).toContain(from);
      return text.replace(from, to);
    }, write(one()));

  test.each<[what: string, from: string, to: string, expected: string]>([
    ['ISA01', 'ISA*00', 'ISA*02', 'x12/element-code illegal 02'],
    ['ISA03', ' *00*', ' *02*', 'x12/element-code illegal 02'],
    ['ISA05', '*ZZ*SUB', '*XX*SUB', 'x12/element-code illegal XX'],
    ['ISA07', '*ZZ*REC', '*XX*REC', 'x12/element-code illegal XX'],
    ['ISA06', '*SUBMITTER      *', `*${' '.repeat(15)}*`, `x12/element-required empty ${' '.repeat(15)}`],
    ['ISA09', '*261101*', '*260230*', 'x12/element-type period 260230'],
    ['ISA10', '*1200*^', '*1260*^', 'x12/element-type period 1260'],
    ['ISA12', '*00501*', '*00401*', 'x12/element-code illegal 00401'],
    ['ISA14', '*0*P*', '*Y*P*', 'x12/element-code illegal Y'],
    ['ISA15', '*0*P*', '*0*X*', 'x12/element-code illegal X'],
    ['GS01', 'GS*HC*', 'GS*HP*', 'x12/element-code illegal HP'],
    ['GS02', 'GS*HC*SUBMITTER', 'GS*HC*SUBMITTER OF CLAIMS', 'x12/element-length long SUBMITTER OF CLAIMS'],
    ['GS03', 'RECEIVER*2026', '*2026', 'x12/element-required empty GS'],
    ['GS04', '*20261101*1200*1', '*261101*1200*1', 'x12/element-length short 261101'],
    ['GS05', '*20261101*1200*1', '*20261101*12000*1', 'x12/element-type time 12000'],
    ['GS07', '*X*', '*T*', 'x12/element-code illegal T'],
  ])('%s is judged once', async (_, from, to, expected) => {
    expect(await lint(changed([[from, to]]))).toMatchObject({ findings: [expected], judged: 2 });
  });

  test('what has no length of its own is judged where it says the right thing', async () => {
    const long = changed([
      ['SE*35*', 'SE*00000000035*'],
      ['GE*1*1', 'GE*0000001*0000000001'],
      ['IEA*1*', 'IEA*000001*0'],
    ]);
    expect((await lint(long)).findings).toEqual([
      'x12/element-length long 00000000035',
      'x12/element-length long 0000001',
      'x12/element-length long 0000000001',
      'x12/element-length long 000001',
      'x12/element-length long 0000000905',
    ]);
    const wrong = changed([
      ['SE*35*', 'SE*00000000036*'],
      ['GE*1*1', 'GE*0000002*0000000002'],
      ['IEA*1*', 'IEA*000002*1'],
    ]);
    expect(new Set((await lint(wrong)).findings.map((each) => each.split(' ')[0]))).toEqual(
      new Set(['x12/count', 'x12/control-number']),
    );
  });

  test.each<[rule: string, changes: [from: string, to: string][]]>([
    ['x12/isa', [['*ZZ*SUB', '*ZZZ*SUB']]],
    ['x12/isa', [['*0*P*:', '*00*X*:']]],
    ['x12/control-number', [['*1200*1*X', '*1200*A*X']]],
    ['x12/control-number', [['*000000905*0', '*A00000905*0']]],
    ['x12/version', [['*X*005010X222A1', '*X*']]],
    ['x12/count', [['GE*1*', 'GE*X*']]],
  ])('%s speaks alone of what it says too', async (rule, changes) => {
    expect((await lint(changed(changes))).findings.map((each) => each.split(' ')[0])).toEqual([rule]);
  });

  test('a number that header and trailer share is one fault', async () => {
    const text = changed([['*000000905*0', '*A00000905*0']]).replace('IEA*1*000000905', 'IEA*1*A00000905');
    expect((await lint(text)).findings).toEqual(['x12/element-type whole A00000905']);
  });

  test('nothing is said of them where no set is read, or no rule of the structure is on', async () => {
    const remittance = write([
      'ISA*02*          *02*          *XX*SUBMITTER      *XX*RECEIVER       *261301*2500*^*00401*000000001*Y*X*:',
      'GS*XX*A*B*1*1*1*T*005010X221A1',
      'ST*835*0001',
      'SE*2*0001',
      'GE*1*1',
      'IEA*1*000000001',
    ]);
    expect((await lint(remittance + write(one()))).findings).toEqual([]);
    const faulty = changed([
      ['*ZZ*SUB', '*XX*SUB'],
      ['GS*HC*', 'GS*HP*'],
    ]);
    expect((await lint(faulty, [{ pattern: 'x12/element-*', severity: 'off' }])).findings).toEqual([]);
  });
});

describe('characters', () => {
  test('a file wrapped to a fixed width is one finding for each interchange', async () => {
    // Every width breaks other ids, qualifiers and amounts. An ISA that is itself broken is another fault.
    for (let width = 60; width < 140; width++) {
      const text = interchanges(write(whole(), '~'), (text) => text.replace(new RegExp(`(.{${width}})`, 'g'), '$1\n'));
      const { findings, judged } = await lint(text);
      expect([width, judged, ...findings.map((f) => f.split(' ', 2).join(' '))]).toEqual([
        width,
        10,
        'x12/character newline',
        'x12/character newline',
      ]);
    }
  });

  test('a line break of two bytes is one', async () => {
    const text = write(whole()).replace('*12 OAK ST', '*12 OAK\r\n ST').replace('N3*1 MAIN', 'N3*1\nMAIN');
    expect((await lint(text)).words).toEqual([
      'There is a line break inside a segment; the interchange has 2 line breaks of this kind',
    ]);
  });

  test('bytes of different kinds in one segment', async () => {
    const text = write(whole()).replace('N3*1 MAIN ST', 'N3*1\tM\u00C3\u0084IN ST');
    expect(await lint(text)).toMatchObject({
      findings: ['x12/character foreign 1\tM\u00C3\u0084IN ST', 'x12/character control 1\tM\u00C3\u0084IN ST'],
      words: [
        'The byte C3 (hexadecimal) is not a character of the basic or extended set; the transaction set has 2 bytes of this kind',
        'There is a control character, 09 (hexadecimal), inside a segment; the transaction set has 1 character of this kind',
      ],
    });
  });

  test('terminators of a line break, with and without the last one', async () => {
    expect((await lint(write(whole(), '\n'))).findings).toEqual([]);
    expect((await lint(write(whole(), '\r\n'))).findings).toEqual([]);
    expect((await lint(write(whole(), '\n').trimEnd())).findings).toEqual(['x12/truncated lastLine IEA']);
  });
});

test('a rule that is switched off is silent where the reader finds what it would say', async () => {
  const text = `JUNK${write(whole()).replace('~\nIEA', '\nIEA')}`.slice(0, -30);
  const off: RuleWord = { pattern: 'x12/*', severity: 'off' };
  expect((await lint(text, [off])).findings).toEqual([]);
});

test('the place of a trailer that is missing behind the end of a window', async () => {
  const many = Array.from({ length: 1200 }, (_, i) => set(String(i + 1).padStart(4, '0'), 1)).map((s) => s.slice(0, -1));
  const text = write(interchange('000000905', [group('1', many)]));
  const report = await lintTexts([text]);
  const places = report.findings.filter((f) => f.rule === 'x12/truncated').map((f) => f.location);
  expect(places.length).toBe(1200);
  expect(places.filter((location) => location.segment !== 'DTP' || location.position !== 22)).toEqual([]);
});

describe('ISA15', () => {
  const text = write(whole());
  const test15 = text.replaceAll('*0*P*:', '*0*T*:');
  const usage = async (of: string, production?: boolean) =>
    (await lintTexts([of], production === undefined ? {} : { production })).findings
      .filter((f) => f.rule === 'x12/usage')
      .map(
        (f) => `${f.severity} ${f.messageId} ${of.slice(f.location.byteOffset, f.location.byteOffset + f.location.byteLength)}`,
      );

  test('is judged only where the user says what the file is for', async () => {
    expect(await usage(text)).toEqual([]);
    expect(await usage(test15)).toEqual([]);
    expect(await usage(text, true)).toEqual([]);
    expect(await usage(test15, false)).toEqual([]);
    expect(await usage(test15, true)).toEqual(['warning test T', 'warning test T']);
    expect(await usage(text, false)).toEqual(['warning production P', 'warning production P']);
  });
});
