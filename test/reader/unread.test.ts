import { describe, expect, test } from 'vitest';
import { readClaims } from '../../src/index.ts';
import { OTHER_FILE, OTHER_SET, PARTS, sound } from '../../src/rules/examples/file.ts';
import { lintTexts, summary } from '../support/example.ts';
import { cut, misplaced } from '../support/places.mjs';

/** Two sets of one claim each, the second with this ST. */
const withSet = (st: string) =>
  sound({ se: `${PARTS.se}${st}${OTHER_SET}SE*23*0002~`, ge: PARTS.ge.replace('GE*1', 'GE*2') }).replaceAll('~', '~\n');

const ST = 'ST*837*0002*005010X222A1~';

/** What the report of one text says: claims that were read and not, the fault, notes, and findings with their messages. */
async function lint(text: string, off: readonly string[] = []) {
  const report = await lintTexts([text], { words: off.map((pattern) => ({ pattern, severity: 'off' as const })) });
  const { claims, unreadClaims, fault, notes } = report.files[0]!;
  const unread = report.findings.find(({ rule }) => rule === 'x12/unread');
  return { claims, unreadClaims, fault: fault?.message, notes, found: summary(report), unread };
}

describe('a set that is not recognised', () => {
  test.each(['83', '8E7', '', '0837', '8371', ' ', '83 7', 'abc', 'TESTER', '83/'])('ST01 "%s" is an error', async (kind) => {
    const { unread, ...report } = await lint(withSet(ST.replace('837', kind)));
    expect(report).toEqual({ claims: 1, unreadClaims: 1, fault: undefined, notes: [], found: ['x12/unread'] });
    expect(unread).toMatchObject({
      messageId: 'set',
      location: { element: 'ST01', line: 26 },
      data: { claims: '1 claim (CLM) in line 43' },
    });
  });

  test.each(['873', '835', '999', '270'])('ST01 %s is an error where the set has claims', async (kind) => {
    const { unread, ...report } = await lint(withSet(ST.replace('837', kind)));
    expect(report).toMatchObject({ claims: 1, unreadClaims: 1, fault: undefined, found: ['x12/unread'] });
    expect(unread).toMatchObject({ messageId: 'otherSet', data: { type: `"${kind}"` } });
  });

  test.each(['835', '999', '277', '850'])('a set of kind %s without claims is a note', async (kind) => {
    const text = sound({ se: `${PARTS.se}ST*${kind}*0002~TRN*1*2~SE*3*0002~`, ge: PARTS.ge.replace('GE*1', 'GE*2') });
    expect(await lint(text)).toMatchObject({
      claims: 1,
      unreadClaims: 0,
      notes: [`1 transaction set of type ${kind} was skipped.`],
      found: [],
    });
  });

  test('a value that may be a name is not shown', async () => {
    const { unread } = await lint(withSet(ST.replace('837', 'TESTER')));
    expect(unread!.data.type).toMatchObject({ phi: 'segment', shape: '6 letters' });
  });

  test('an ST without its separator is an error, and its claims are read', async () => {
    for (const st of ['ST837*0002*005010X222A1~', 'st*837*0002*005010X222A1~'])
      expect(await lint(withSet(st))).toMatchObject({ claims: 2, unreadClaims: 0, found: ['x12/character'] });
  });

  test('claims of a version that is not covered are counted', async () => {
    expect(await lint(sound() + OTHER_FILE.replaceAll('005010X222A1', '004010X098A1'))).toMatchObject({
      claims: 1,
      unreadClaims: 1,
      fault: expect.stringContaining('004010X098A1'),
    });
  });
});

describe('an interchange that is not recognised', () => {
  test.each(['XSA*', 'ISA', 'IS*', 'isa*', ''])('an ISA that begins with "%s"', async (start) => {
    const { unread, ...report } = await lint(sound().replace('ISA*', start) + OTHER_FILE);
    expect(report).toMatchObject({ claims: 1, unreadClaims: 1, fault: undefined, found: ['x12/unread'] });
    expect(unread).toMatchObject({ messageId: 'interchange', location: { byteOffset: 0 } });
  });

  test('its separators may be others', async () => {
    const lost = sound().replace('ISA*', 'XSA*').replaceAll('*', '|').replaceAll('~', '!').replaceAll(':', '>');
    expect(await lint(lost + OTHER_FILE)).toMatchObject({ claims: 1, unreadClaims: 1, found: ['x12/unread'] });
    expect(await lint(OTHER_FILE + lost)).toMatchObject({ claims: 1, unreadClaims: 1, found: ['x12/character', 'x12/unread'] });
  });

  test('text before the ISA is not an interchange', async () => {
    for (const text of ['CLM report, 3 files\n', 'FILE CLM-2024-10-31.EDI\n', 'CLM, 1, 2\n', '"CLM" "ISA"\n', 'GST*10\n'])
      expect((await lint(text + sound())).found).toEqual(['x12/junk:warning']);
  });
});

describe('claims in no set', () => {
  test('ISA, GS and ST of the second interchange are lost', async () => {
    const { unread, ...report } = await lint(`${sound()}${OTHER_SET}${PARTS.se}GE*1*1~IEA*1*000000906~`);
    expect(report).toMatchObject({ claims: 1, unreadClaims: 1, found: ['x12/character', 'x12/unread'] });
    expect(unread).toMatchObject({ messageId: 'claims', location: { segment: 'CLM' } });
  });

  test('one finding for all of them, with their lines', async () => {
    const lost = `${OTHER_SET}${OTHER_SET}`.replaceAll('~', '~\n');
    const { unread, unreadClaims } = await lint(`${sound()}\n${lost}`);
    expect(unreadClaims).toBe(2);
    expect(unread!.data.claims).toBe('2 claims (CLM) in lines 18 to 39');
  });

  test.each(['CLM*A9*100***11:B:1*Y*A*Y*Y', 'XX*1\nCLM*A9*100***11:B:1'])('the file ends in one: %j', async (rest) => {
    expect(await lint(sound() + rest)).toMatchObject({ claims: 1, unreadClaims: 1 });
  });

  test('a trailer that swallowed an interchange', async () => {
    const lost = OTHER_FILE.replace('ISA*', 'XSA*').replaceAll('*', '|').replaceAll('~', '!');
    expect(await lint(sound({ iea: `IEA*1*000000905${lost}~` }))).toMatchObject({ claims: 1, unreadClaims: 1 });
  });
});

describe('a rule that is off does not hide', () => {
  const cases: [string, string, string, RegExp][] = [
    ['a file that is cut off', sound({ iea: '' }), 'x12/truncated', /off, but the file ends after line 1, where IEA is missing/],
    ['a set without ST', sound({ st: '' }), 'x12/truncated', /off, but ST is missing before line 1/],
    ['a set without SE', sound({ se: '' }), 'x12/truncated', /off, but SE is missing after line 1/],
    ['half a segment', `${sound()}TA1*1`, 'x12/truncated', /off, but the segment at line 1 has no terminator/],
    [
      'a set that nobody knows',
      withSet(ST.replace('837', '8E7')),
      'x12/unread',
      /off, but the set at line 26 .* 1 claim \(CLM\) in line 43/,
    ],
    ['a set of another name', withSet(ST.replace('837', '835')), 'x12/unread', /not named as claims, but has 1 claim/],
    [
      'a lost interchange',
      sound().replace('ISA', 'XSA') + OTHER_FILE,
      'x12/unread',
      /off, but the interchange at line 1 has no ISA/,
    ],
    ['claims in no set', sound() + OTHER_SET, 'x12/unread', /off, but data from line 1 on belongs to no set/],
  ];
  test.each(cases)('%s', async (_, text, rule, words) => {
    for (const pattern of [rule, 'x12/*']) expect((await lint(text, [pattern])).fault).toMatch(words);
    expect((await lint(text)).fault).toBeUndefined();
  });

  test('a finding of the severity that it has', async () => {
    const report = await lintTexts([withSet(ST.replace('837', '8E7'))], { words: [{ pattern: 'x12/*', severity: 'info' }] });
    expect(report.files[0]!.fault).toBeUndefined();
    expect(summary(report)).toEqual(['x12/unread:info']);
  });

  test('but a missing last terminator, or junk, loses nothing', async () => {
    expect((await lint(sound().slice(0, -1), ['x12/*'])).fault).toBeUndefined();
    expect((await lint(`REPORT\n${sound()}`, ['x12/*'])).fault).toBeUndefined();
  });
});

test('readClaims gives the claims that it can read, then says that there are others', async () => {
  const read: number[] = [];
  await expect(async () => {
    for await (const { ordinal } of readClaims(Buffer.from(withSet(ST.replace('837', '8E7'))))) read.push(ordinal);
  }).rejects.toThrow('not read: line 26');
  expect(read).toEqual([1]);
});

test('places are right where a terminator is lost: of the ISA before, and of the ST itself', async () => {
  // The first interchange has a CR as its terminator by mistake: it is one segment up to the line of the next ISA.
  const glued = OTHER_FILE.replaceAll('~', '~\n').replace('ST*837*0001*005010X222A1~\n', 'ST*837*0001*005010X222A1');
  for (const [before, newline] of [
    ['', '\n'],
    [`${PARTS.isa.slice(0, -1)}\r${sound({ isa: '' })}\n`, '\n'],
    [`${PARTS.isa.slice(0, -1)}\n${sound({ isa: '' }).replaceAll('~', '\n').trimEnd()}\r`, '\n'],
  ] as const) {
    const text = before + glued.replaceAll('\n', newline);
    const { findings } = await lintTexts([text]);
    const version = findings.find(({ rule }) => rule === 'x12/version')!;
    const { byteOffset, byteLength, line, position } = version.location;
    expect(text.slice(byteOffset, byteOffset + byteLength)).toBe('005010X222A1BHT');
    expect(position).toBe(1);
    expect(line).toBe(text.slice(0, byteOffset).split(/\r\n|\r|\n/).length);
    if (before === '') expect(findings.map((f) => misplaced(text, cut(text), f.location)).filter(Boolean)).toEqual([]);
  }
});
