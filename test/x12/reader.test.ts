import { describe, expect, test } from 'vitest';
import { fromBytes } from '../../src/x12/source.ts';
import { claim, file, group, HEAD, institutionalClaim, interchange, isa, respell, set, subscriber } from '../support/edi.ts';
import { cut, misplaced } from '../support/places.mjs';
import { inPieces, kinds, type ReadFile, readAll } from '../support/probe.ts';

const TWO = file([claim('A1'), claim('A2', 900)]);

/** What was read, without where it stood. */
function content(read: ReadFile): unknown {
  return {
    envelopes: read.envelopes,
    claims: read.claims.map(({ places, segments, parents, ...rest }) => ({
      ...rest,
      segments: segments.map(({ place, ...segment }) => ({ ...segment, position: place.position })),
      parents: parents.map(({ place, ...segment }) => ({ ...segment, position: place.position })),
    })),
  };
}

function expectSoundPlaces(text: string, read: ReadFile): void {
  const segments = cut(text);
  const places = [...read.claims.flatMap((c) => c.places), ...read.faults.map((trouble) => trouble.location)];
  expect(places.length).toBeGreaterThan(0);
  expect(places.map((location) => misplaced(text, segments, location)).filter(Boolean)).toEqual([]);
}

describe('a sound file', () => {
  test('gives its claims, their parents, and no trouble', async () => {
    const read = await readAll(TWO, { places: true });
    expect(read.faults).toEqual([]);
    expect(read.file.fault).toBeUndefined();
    expect(read.envelopes).toEqual(['ST 0001 49 837P', 'GS 1 1', 'ISA 000000001 1']);
    expect(read.claims.map((c) => [c.ordinal, c.id, c.charge, c.memberId, c.payerId, c.payerClass])).toEqual([
      [1, 'A1', 135000, 'M00000001', '60054', 'commercial'],
      [2, 'A2', 90000, 'M00000002', '60054', 'commercial'],
    ]);
    expect(read.claims[1]!.lines).toEqual([
      { number: 1, procedure: 'J2357', charge: 85000, units: 60, date: 20261005, rendering: '1987654328', ndc: '50242021501' },
      { number: 2, procedure: '96372', charge: 5000, units: 1, date: 20261005, rendering: '1987654328', ndc: undefined },
    ]);
    expect(read.claims[0]!.segments.map((segment) => segment.id).join(' ')).toBe('CLM REF HI NM1 LX SV1 DTP LIN CTP LX SV1 DTP');
    // ST is 1; BHT to REF follow, then the subscriber.
    expect(read.claims[0]!.segments[0]!.place).toMatchObject({ position: 18, loop: '2300', segment: 'CLM' });
    expectSoundPlaces(TWO, read);
  });

  test('is counted', async () => {
    const { file: counted } = await readAll(TWO);
    expect(counted).toMatchObject({
      bytes: TWO.length,
      interchanges: 1,
      transactions: 1,
      claims: 2,
      xolairClaims: 2,
      serviceLines: 4,
    });
  });
});

describe('separators', () => {
  test.each([
    ['pipe, caret', { element: '|', component: '^', repetition: '!' }],
    ['of control bytes', { element: '\x1d', component: '\x1f', repetition: '\x1e', terminator: '\x1c' }],
    ['tab and quote', { element: '\t', terminator: "'" }],
    ['latin1 bytes', { element: '\xa6', component: '\xa7', terminator: '\xb6' }],
    ['a greater-than', { component: '>', terminator: '?' }],
    ['line feed as terminator', { terminator: '\n' }],
    ['carriage return as terminator', { terminator: '\r' }],
    ['CR LF as terminator', { terminator: '\r', newline: '\n' }],
    ['line feed behind the terminator', { newline: '\n' }],
    ['CR LF behind it', { newline: '\r\n' }],
    ['CR behind it', { newline: '\r' }],
    ['blank lines', { newline: '\n\n' }],
    ['indented segments', { newline: '\r\n    ' }],
    ['tabs and NULs', { newline: '\t\0\0' }],
  ])('%s', async (_, separators) => {
    const text = respell(TWO, separators);
    const read = await readAll(text, { places: true });
    expect(read.faults).toEqual([]);
    expect(content(read)).toEqual(content(await readAll(TWO)));
    expectSoundPlaces(text, read);
  });

  test('are each interchange’s own', async () => {
    const texts = [
      respell(file([claim('A1')], '000000001'), { newline: '\r\n' }),
      respell(file([institutionalClaim('B1')], '000000002', true), { element: '|', component: '>', terminator: '\n' }),
      respell(file([claim('C1')], '000000003'), { element: '^', repetition: '*', terminator: '!' }),
    ];
    const text = texts.join('');
    const read = await readAll(text, { places: true });
    expect(read.faults).toEqual([]);
    expect(read.claims.map((c) => [c.ordinal, c.type, c.id, c.control.interchange, c.lines[0]!.procedure])).toEqual([
      [1, '837P', 'A1', '000000001', 'J2357'],
      [2, '837I', 'B1', '000000002', 'J2357'],
      [3, '837P', 'C1', '000000003', 'J2357'],
    ]);
    expect(read.file).toMatchObject({ type: 'mixed', interchanges: 3, transactions: 3, claims: 3 });
    expectSoundPlaces(text, read);
  });

  test('ISA11 is one only when it is no letter or digit', async () => {
    const text = TWO.replace('*^*00501', '*U*00501');
    const read = await readAll(text);
    expect(read.claims).toHaveLength(2);
    expect(kinds(read)).toEqual(['standards']);
  });
});

describe('what stands before, between and behind', () => {
  test.each([
    ['a byte order mark', '\xef\xbb\xbf', []],
    ['blanks and newlines', ' \r\n\n\t ', []],
    ['a mark and blanks', '\xef\xbb\xbf\n\n', []],
    ['junk', 'Batch 7 of 9, thank you.\r\n', ['junk']],
    ['blanks, then junk', '\n\nCONTROL-D-HEADER\n', ['junk']],
    ['junk with ISA in a word', 'VISA CARD ISAAC ', ['junk']],
    ['4 KiB of junk', 'x'.repeat(4095), ['junk']],
  ])('%s before the ISA', async (_, before, troubles) => {
    const text = before + TWO;
    const read = await readAll(text, { places: true });
    expect(kinds(read)).toEqual(troubles);
    expect(content(read)).toEqual(content(await readAll(TWO)));
    expectSoundPlaces(text, read);
  });

  test('junk is placed and measured without its blanks', async () => {
    const read = await readAll(`\n\n JUNK\n${TWO}`);
    expect(read.faults).toEqual([
      { kind: 'junk', location: { line: 3, column: 2, byteOffset: 3, byteLength: 5 }, data: { bytes: '5 bytes' } },
    ]);
  });

  test('more than 4 KiB of junk is no 837 file', async () => {
    const { file: report } = await readAll(`${'x'.repeat(4097)}${TWO}`);
    expect(report.fault?.code).toBe('no-isa');
  });

  test.each([
    ['NULs and blanks', `${'\0'.repeat(3000)}  \r\n\x1a`.replace('\x1a', '')],
    ['blank lines', '\r\n\r\n\r\n'],
    ['empty segments', '~~~\n~'],
  ])('%s behind the IEA are nothing', async (_, after) => {
    const read = await readAll(TWO + after);
    expect(read.faults).toEqual([]);
    expect(read.claims).toHaveLength(2);
  });

  test('text behind the IEA is one trouble', async () => {
    const read = await readAll(`${TWO}END OF FILE~AND~MORE~`);
    expect(kinds(read)).toEqual(['outside']);
  });

  test('text between two interchanges hides neither', async () => {
    const read = await readAll(`${TWO}\n-- next --\n${file([claim('B1')], '000000002')}`);
    expect(read.claims.map((c) => c.id)).toEqual(['A1', 'A2', 'B1']);
    expect(kinds(read)).toEqual(['outside']);
  });

  test('an interchange glued to text without a newline is found', async () => {
    const read = await readAll(`${TWO}junk${file([claim('B1')], '000000002')}`);
    expect(read.claims.map((c) => c.id)).toEqual(['A1', 'A2', 'B1']);
    expect(kinds(read)).toEqual(['outside']);
  });

  test('an IEA without a terminator does not swallow the interchange behind it', async () => {
    const first = TWO.slice(0, -1);
    for (const between of ['', '\n', '\r\n']) {
      const text = first + between + file([claim('B1')], '000000002');
      const read = await readAll(text, { places: true });
      expect(read.claims.map((c) => c.id)).toEqual(['A1', 'A2', 'B1']);
      expect(kinds(read)).toEqual(['terminator']);
      expect(read.envelopes.filter((e) => e.startsWith('ISA'))).toEqual(['ISA 000000001 1', 'ISA 000000002 1']);
    }
  });
});

describe('an ISA of the wrong width', () => {
  const trimmed = { 2: '', 4: '', 6: 'S', 8: 'R', 13: '1' };
  const padded = { 6: 'S'.repeat(20), 8: 'R'.repeat(40) };
  test.each([
    ['short', trimmed],
    ['long', padded],
  ])('%s is read by counting', async (_, elements) => {
    const text = TWO.replace(isa(), isa('000000001', elements));
    const read = await readAll(text, { places: true });
    expect(kinds(read)).toEqual(['width']);
    expect(read.claims.map((c) => c.id)).toEqual(['A1', 'A2']);
    expectSoundPlaces(text, read);
  });

  test('widths from 78 to 136 bytes', async () => {
    for (let width = 78; width <= 136; width++) {
      const narrow = isa('000000001', { 2: '', 4: '', 6: 'SENDER1', 8: '' });
      const short = narrow.length;
      expect(short).toBeLessThanOrEqual(78);
      const header = isa('000000001', { 2: '', 4: '', 6: 'SENDER1', 8: 'R'.repeat(width - short) });
      expect(header).toHaveLength(width);
      const read = await readAll(TWO.replace(isa(), header));
      expect(read.claims).toHaveLength(2);
      expect(kinds(read)).toEqual(['width']);
    }
  });

  test('without ISA16', async () => {
    const read = await readAll(TWO.replace('*P*:~', '*P*~'));
    expect(read.claims).toHaveLength(2);
    expect(read.claims[0]!.lines).toHaveLength(2);
  });

  test('that ends before its sixteenth element is a fault', async () => {
    const { file: report } = await readAll('ISA*00*          *00*~');
    expect(report.fault?.code).toBe('isa');
  });
});

describe('bytes, not characters', () => {
  test.each([
    ['latin1', 'latin1'],
    ['UTF-8', 'utf8'],
  ] as const)('%s names', async (_, encoding) => {
    const name = Buffer.from('MUÑOZ-GÖDEL', encoding).toString('latin1');
    const text = respell(TWO.replaceAll('TESTER*PAT', `${name}*ZOË`), { newline: '\n' });
    const read = await readAll(text, { places: true });
    expect(read.claims.map((c) => c.id)).toEqual(['A1', 'A2']);
    expectSoundPlaces(text, read);
    // One trouble for the set, not one for each name.
    expect(kinds(read)).toEqual(['foreign']);
  });

  test.each([
    ['\n', 80],
    ['\r\n', 80],
    ['\r', 80],
    ['\n', 5],
    ['\n', 7],
    ['\r\n', 33],
  ])('wrapped with %j at %i columns', async (newline, width) => {
    const head = isa();
    const body = TWO.slice(head.length);
    // A header is whole in every file seen; what follows is cut anywhere.
    const text = head + newline + body.replace(new RegExp(`.{${width}}`, 'gs'), `$&${newline}`);
    const read = await readAll(text, { places: true });
    expect(content(read)).toEqual(content(await readAll(TWO)));
    expect(kinds(read)).toEqual(['newline']);
    expectSoundPlaces(text, read);
  });

  test('a header wrapped too', async () => {
    const text = TWO.replace(/.{80}/gs, '$&\n');
    const read = await readAll(text, { places: true });
    expect(content(read)).toEqual(content(await readAll(TWO)));
    expectSoundPlaces(text, read);
  });
});

describe('elements', () => {
  test('trailing empty ones change nothing', async () => {
    const text = TWO.replaceAll('UN*60*11**1~', 'UN*60*11**1****~').replaceAll('LX*1~', 'LX*1**~');
    const read = await readAll(text, { places: true });
    expect(read.faults).toEqual([]);
    expect(read.claims.map((c) => c.lines)).toEqual((await readAll(TWO)).claims.map((c) => c.lines));
    expectSoundPlaces(text, read);
  });

  test('a segment without elements, and one with a strange id', async () => {
    const text = TWO.replace('LX*2~', 'LX~').replace('HI*ABK', 'NTEX*SECRET~~HI*ABK');
    const read = await readAll(text, { places: true });
    expect(read.claims[0]!.lines.map((line) => line.number)).toEqual([1, 2]);
    expect(read.claims[0]!.segments.map((segment) => segment.id)).toContain('?');
    expectSoundPlaces(text, read);
  });
});

describe('kinds of sets', () => {
  const other = (kind: string) => `ST*${kind}*0001~BHT*0007*13*1*20261101*1200~HL*1**20*1~SE*4*0001~`;

  test('278 and 835 groups among claims are skipped', async () => {
    const text = interchange([
      group([other('278')], '1', '005010X217', 'HI'),
      group([set([...HEAD, ...subscriber(2, 'M1'), ...claim('A1')])], '2'),
      group([other('835'), other('835')], '3', '005010X221A1', 'HP'),
    ]);
    const read = await readAll(text);
    expect(read.claims.map((c) => c.id)).toEqual(['A1']);
    expect(read.faults).toEqual([]);
    expect(read.file.notes).toEqual([
      '1 transaction set of type 278 was skipped.',
      '2 transaction sets of type 835 were skipped.',
    ]);
    expect(read.file).toMatchObject({ interchanges: 1, transactions: 1, type: '837P' });
    expect(read.file.fault).toBeUndefined();
  });

  test('professional or institutional by ST03, else by GS08', async () => {
    const p = [...HEAD, ...subscriber(2, 'M1'), ...claim('A1')];
    const i = [...HEAD, ...subscriber(2, 'M1'), ...institutionalClaim('B1')];
    const text = interchange([
      group([set(p, '0001', ''), set(i, '0002', '005010X223A2')], '1', '005010X222A1'),
      group([set(i, '0001', '')], '2', '005010X223A1'),
    ]);
    const read = await readAll(text);
    expect(read.claims.map((c) => c.type)).toEqual(['837P', '837I', '837I']);
    expect(read.claims[1]!.segments.find((segment) => segment.id === 'NM1')!.loop).toBe('2310A');
    expect(read.file.type).toBe('mixed');
  });

  test.each([
    ['4010', '004010X098A1', 'version'],
    ['a data report', '005010X298A1', 'version'],
  ])('%s is a fault, and the sets beside it are read', async (_, version, code) => {
    const body = [...HEAD, ...subscriber(2, 'M1'), ...claim('A1')];
    const text = interchange([group([set(body, '0001', version)], '1', version), group([set(body, '0002')], '2')]);
    const read = await readAll(text);
    expect(read.file.fault?.code).toBe(code);
    expect(read.claims).toHaveLength(1);
  });

  test('837D beside others is skipped and counted, and a file of it alone is a fault', async () => {
    const body = [...HEAD, ...subscriber(2, 'M1'), ...claim('A1')];
    const dental = group([set(body, '0001', '005010X224A2')], '1', '005010X224A2');
    const beside = await readAll(interchange([dental, group([set(body, '0002')], '2')]));
    expect(beside.file.fault).toBeUndefined();
    expect(beside.claims).toHaveLength(1);
    expect((await readAll(interchange([dental]))).file.fault?.code).toBe('dental');
  });

  test('a file of other sets only is a fault that names them', async () => {
    const { file: report } = await readAll(interchange([group([other('999')], '1', '005010X231A1', 'FA')]));
    expect(report.fault).toMatchObject({ code: 'no-837', message: expect.stringContaining('999') });
  });
});

describe('resynchronisation', () => {
  const faults: [string, (text: string) => string, number][] = [
    ['SE missing', (t) => t.replace(/SE\*\d+\*0001~/, ''), 3],
    ['SE, GE missing', (t) => t.replace(/SE\*\d+\*0001~GE\*1\*1~/, ''), 3],
    ['GE missing', (t) => t.replace('GE*1*1~', ''), 3],
    ['IEA missing', (t) => t.replace('IEA*1*000000001~', ''), 3],
    ['GS missing', (t) => t.replace(/GS\*.*?~/, ''), 3],
    ['ST missing', (t) => t.replace('ST*837*0001*005010X222A1~', ''), 3],
    ['a terminator lost', (t) => t.replace('~LX*2~', 'LX*2~'), 3],
    ['a line of text between segments', (t) => t.replace('~LX*2~', '~-----\n~LX*2~'), 3],
  ];
  test.each(faults)('%s: at most two troubles, and every claim', async (_, spoil, claims) => {
    const text = spoil(TWO) + file([claim('B1')], '000000002');
    const read = await readAll(text, { places: true });
    expect(read.claims.map((c) => c.id)).toEqual(['A1', 'A2', 'B1'].slice(0, claims));
    expect(read.faults.length).toBeLessThanOrEqual(2);
    expectSoundPlaces(text, read);
  });

  test('an interchange that breaks off before the next one: its last claim may be half of one, and is not judged', async () => {
    const text = TWO.replace(/SE\*\d+\*0001~GE\*1\*1~IEA\*1\*000000001~/, '') + file([claim('B1')], '000000002');
    const read = await readAll(text);
    expect(read.claims.map((c) => c.id)).toEqual(['A1', 'B1']);
    expect(kinds(read)).toEqual(['trailer']);
  });

  test('a file that breaks off anywhere never floods', async () => {
    for (let length = 106; length < TWO.length; length += 7) {
      const read = await readAll(TWO.slice(0, length));
      expect(read.faults.length).toBeLessThanOrEqual(2);
      expect(read.faults.length + (read.file.fault ? 1 : 0)).toBeGreaterThan(0);
    }
  });
});

describe('windows', () => {
  const many = file(Array.from({ length: 1200 }, (_, i) => claim(`A${i}`, 1000 + i)));

  test('a file of several windows is read as one', async () => {
    const read = await readAll(many);
    expect(read.faults).toEqual([]);
    expect(read.claims.map((c) => [c.ordinal, c.id, c.charge])).toEqual(
      Array.from({ length: 1200 }, (_, i) => [i + 1, `A${i}`, 100 * (1000 + i)]),
    );
    const segments = cut(many);
    // Counting line breaks again for each place is slow: one in many will do.
    const some = read.claims.flatMap((c) => c.segments).filter((_, i) => i % 97 === 0);
    expect(some.map((segment) => misplaced(many, segments, segment.place)).filter(Boolean)).toEqual([]);
  });

  test('a claim larger than the window is whole', async () => {
    const lines = Array.from({ length: 9000 }, (_, i) => [
      `LX*${i + 1}`,
      'SV1*HC:99213*1*UN*1***1',
      'DTP*472*D8*20261005',
    ]).flat();
    const big = [...claim('BIG').slice(0, 4), ...lines];
    const read = await readAll(file([claim('A1'), big, claim('A3')]));
    expect(read.claims.map((c) => [c.id, c.lines.length])).toEqual([
      ['A1', 2],
      ['BIG', 9000],
      ['A3', 2],
    ]);
    expect(read.claims[1]!.memberId).toBe('M00000002');
  });

  test('a claim beyond the limit is one trouble, and the next one is judged', async () => {
    const huge = [...claim('HUGE'), ...Array.from({ length: 100 }, () => `NTE*ADD*${'x'.repeat(100_000)}`)];
    const read = await readAll(file([claim('A1'), huge, claim('A3')]));
    // The trouble between them changes nothing in how the next claim is judged.
    expect(read.claims.map((c) => [c.id, c.payerClass])).toEqual([
      ['A1', 'commercial'],
      ['A3', 'commercial'],
    ]);
    expect(kinds(read)).toEqual(['oversize']);
    expect(read.file.claims).toBe(3);
  });

  test('claims of a subscriber who is beyond the limit are not judged, those of the next are', async () => {
    const note = Array.from({ length: 100 }, () => `NTE*ADD*${'x'.repeat(100_000)}`);
    const body = [
      ...HEAD,
      ...subscriber(2, 'M1'),
      ...note,
      ...claim('A1'),
      ...claim('A2'),
      ...subscriber(3, 'M3'),
      ...claim('A3'),
    ];
    const read = await readAll(interchange([group([set(body)])]));
    expect(read.claims.map((c) => c.id)).toEqual(['A3']);
    expect(kinds(read)).toEqual(['oversize']);
  });

  test('an endless segment ends the reading', async () => {
    const { file: report } = await readAll(`${TWO.slice(0, 600)}NTE*ADD*${'x'.repeat(9_000_000)}`);
    expect(report.fault?.code).toBe('endless');
  });

  test('one byte at a time', async () => {
    const read = await readAll(inPieces(Buffer.from(TWO, 'latin1'), [1]));
    expect(content(read)).toEqual(content(await readAll(fromBytes(Buffer.from(TWO, 'latin1')))));
  });
});
