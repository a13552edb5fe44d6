import { describe, expect, test } from 'vitest';
import { located, wordsOf } from '../support/located.ts';

interface Line {
  readonly procedure?: string;
  readonly charge?: string;
  readonly units?: string;
  readonly place?: string;
  readonly date?: string;
  readonly drug?: string;
}
const line = (n: number, { procedure = '94010', charge = '10', units = '1', place = '', date = '20261005', drug = '' }: Line) =>
  `LX*${n}~SV1*HC:${procedure}*${charge}*UN*${units}*${place}**1~DTP*472*D8*${date}~${drug}`;
const claim = (...lines: readonly Line[]) =>
  `CLM*A1*${lines.length}0***11:B:1*Y*A*Y*Y~HI*ABK:J4550~${lines.map((each, k) => line(k + 1, each)).join('')}`;

describe('claim/duplicate-line', () => {
  /** Other lines, each of its own, so that the lines of a claim are too many to compare each with each. */
  const others: readonly Line[] = Array.from({ length: 20 }, (_, k) => ({ procedure: String(99_000 + k) }));
  const LIN = (ndc: string) => `LIN**N4*${ndc}~CTP****1*ML~`;

  const found = async (...lines: readonly Line[]) => {
    const few = await located(claim(...lines), 'xolair/*', 'x12/*');
    const many = await located(claim(...lines, ...others), 'xolair/*', 'x12/*');
    expect(many).toEqual(few);
    return few.length;
  };

  test.each<[string, Line, number]>([
    ['the same', {}, 1],
    ['another charge', { charge: '10.00' }, 1],
    ['the same units, written otherwise', { units: '1.0' }, 1],
    ['the place of the claim', { place: '11' }, 1],
    ['other units', { units: '2' }, 0],
    ['another place', { place: '12' }, 0],
    ['another day', { date: '20261006' }, 0],
    ['another procedure', { procedure: '94060' }, 0],
    ['a modifier', { procedure: '94010:76' }, 0],
    ['a drug', { drug: LIN('00003029305') }, 0],
  ])('%s', async (_, second, count) => {
    expect(await found({}, second)).toBe(count);
  });

  test('modifiers are the same in any order, and as often', async () => {
    expect(await found({ procedure: '94010:59:25' }, { procedure: '94010:25:59' })).toBe(1);
    expect(await found({ procedure: '94010:59:25' }, { procedure: '94010:25' })).toBe(0);
    expect(await found({ procedure: '94010:59:25' }, { procedure: '94010:25:76' })).toBe(0);
    expect(await found({ procedure: '94010:25:76' }, { procedure: '94010:59:25' })).toBe(0);
  });

  test('units that are no number are the same when they are written alike', async () => {
    expect(await found({ units: 'A' }, { units: 'A' })).toBe(1);
    expect(await found({ units: 'A' }, { units: 'B' })).toBe(0);
    expect(await found({ units: 'A' }, { units: '1' })).toBe(0);
  });

  test('drugs are told apart by their NDC', async () => {
    const drug = (ndc: string): Line => ({ procedure: 'J3301', drug: LIN(ndc) });
    expect(await found(drug('00003029305'), drug('00003029320'))).toBe(0);
    expect(await found(drug('00003029305'), drug('00003029305'))).toBe(1);
  });

  test('services are told apart by their description, whatever its case', async () => {
    const named = (name: string): Line => ({ procedure: `J3490:::::${name}` });
    expect(await found(named('DRUG A'), named('drug a'))).toBe(1);
    expect(await found(named('DRUG A'), named('DRUG B'))).toBe(0);
    expect(await found({ procedure: '94010:::::ONE' }, { procedure: '94010:::::TWO' })).toBe(0);
  });

  test('revenue codes tell institutional lines apart', async () => {
    const stay = (first: string, second: string) =>
      `CLM*A1*20***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*${first}*HC:94010*10*UN*1~LX*2~SV2*${second}*HC:94010*10*UN*1~`;
    expect(await located(stay('0460', '0460'), 'x12/*')).toHaveLength(1);
    expect(await located(stay('0460', '0510'), 'x12/*')).toEqual([]);
  });

  test('each repetition is one, and names the first', async () => {
    expect(await located(claim({}, {}, {}))).toEqual(Array(2).fill('claim/duplicate-line duplicate SV1 SV1 SV1'));
    expect(await wordsOf(claim({ procedure: '94060' }, {}, {}))).toEqual([
      'This line repeats line 2: the same procedure (94010), date, modifiers, provider, place, NDC and units',
    ]);
  });

  test('text in the place of the procedure is not repeated', async () => {
    for (const procedure of ['SMITH1', '9401', '94-10']) {
      const words = await wordsOf(claim({ procedure }, { procedure }), 'x12/*');
      expect(words).toContainEqual(expect.stringContaining('(no code)'));
    }
  });

  test('injections and lines without a procedure have rules of their own', async () => {
    expect(await found({ procedure: '' }, { procedure: '' })).toBe(0);
    expect(await found({ procedure: '96372' }, { procedure: '96372' })).toBe(0);
  });
});

describe('claim/procedure-retired', () => {
  const found = async (procedure: string, date: string) =>
    (await located(claim({ procedure, date }), 'claim/dates')).filter((each) => each.startsWith('claim/procedure-retired'));

  test.each([
    ['99201', '20201231', false],
    ['99201', '20210101', true],
    ['99241', '20221231', false],
    ['99241', '20230101', true],
    ['99213', '20261005', false],
  ])('%s on %s: %s', async (procedure, date, isRetired) => {
    expect(await found(procedure, date)).toEqual(isRetired ? [`claim/procedure-retired retired SV101-2 ${procedure}`] : []);
  });

  test('names the day', async () => {
    expect(await wordsOf(claim({ procedure: '99201' }))).toEqual([expect.stringContaining('was deleted on 2021-01-01 and')]);
  });

  test('says nothing of a line without a date', async () => {
    const text = `${claim({ procedure: '99201' }).replace('DTP*472*D8*20261005', 'DTP*472*D8*2026')}`;
    expect((await located(text, 'x12/*')).map((each) => each.split(' ')[0])).toEqual(['claim/dates']);
  });
});

describe('claim/diagnosis-pointer', () => {
  const pointing = (pointers: string, codes = 'ABK:J4550*ABF:J309') =>
    `CLM*A1*10***11:B:1*Y*A*Y*Y~${codes && `HI*${codes}~`}LX*1~SV1*HC:99213*10*UN*1***${pointers}~`;
  const TWELVE = ['ABK:J4550', ...Array.from({ length: 11 }, (_, k) => `ABF:J30${k % 10}${k > 9 ? 'A' : ''}`)].join('*');
  const found = async (text: string) =>
    (await located(text, 'x12/*', 'claim/diagnosis-format', 'claim/diagnosis-duplicate', 'xolair/*')).map((each) =>
      each.split(' ').slice(1).join(' '),
    );

  test.each<[string, string[]]>([
    ['1', []],
    ['2', []],
    ['1:2', []],
    ['02', []],
    ['', ['missing SV107 SV1']],
    ['3', ['nothing SV107-1 3']],
    ['12', ['nothing SV107-1 12']],
    ['0', ['range SV107-1 0']],
    ['13', ['range SV107-1 13']],
    ['A', ['range SV107-1 A']],
    ['1A', ['range SV107-1 1A']],
    ['A1', ['range SV107-1 A1']],
    ['001', ['range SV107-1 001']],
    ['1:1', ['twice SV107-2 1']],
    ['2:1:2:1', ['twice SV107-3 2', 'twice SV107-4 1']],
    ['1::2', []],
    ['1:3:13', ['nothing SV107-2 3', 'range SV107-3 13']],
  ])('%j', async (pointers, expected) => {
    expect(await found(pointing(pointers))).toEqual(expected);
  });

  test('may be any of twelve', async () => {
    for (const pointer of ['9', '10', '12']) expect(await found(pointing(pointer, TWELVE))).toEqual([]);
  });

  test('without any diagnosis is one fault, of the claim', async () => {
    expect(await found(pointing('1', ''))).toEqual(['none HI01-2 CLM']);
  });

  test('names the numbers', async () => {
    const words = await wordsOf(pointing('1:3'), 'x12/*');
    expect(words.join()).toMatch(/\b3\b.*\b2\b/);
  });
});

describe('claim/diagnosis-duplicate', () => {
  const found = (codes: string) => located(`CLM*A1*10***11:B:1*Y*A*Y*Y~HI*${codes}~LX*1~SV1*HC:99213*10*UN*1***1~`, 'x12/*');

  test('names the second and the first', async () => {
    const one = 'claim/diagnosis-duplicate twice';
    expect(await found('ABK:J4550*ABF:J4550')).toEqual([`${one} HI02-2 J4550 HI01-2`]);
    expect(await found('ABK:J4550*ABF:J309*ABF:J309')).toEqual([`${one} HI03-2 J309 HI02-2`]);
    expect(await found('ABK:J4550*ABF:J4550*ABF:J4550')).toEqual([`${one} HI02-2 J4550 HI01-2`, `${one} HI03-2 J4550 HI01-2`]);
    expect(await found('ABK:J4550*ABF:J309*ABF:J4551')).toEqual([]);
  });
});

describe('claim/diagnosis-format', () => {
  const of = (code: string) => `CLM*A1*10***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:${code}~LX*1~SV1*HC:99213*10*UN*1***1~`;
  const found = (code: string) => located(of(code), 'x12/*');

  test.each([
    ['J309', undefined],
    ['j309', undefined],
    ['C4A0', undefined],
    ['T7805XA', undefined],
    ['J30.9', 'point'],
    ['30J9', 'shape'],
    ['JA09', 'shape'],
    ['J3C9', 'shape'],
    ['J30-9', 'shape'],
    ['J3', 'shape'],
    ['T7805XAB', 'shape'],
    ['XJ309', 'shape'],
    ['J455', 'header'],
    ['Z91011', 'expired'],
  ])('%s: %s', async (code, message) => {
    expect(await found(code)).toEqual(message ? [`claim/diagnosis-format ${message} HI02-2 ${code}`] : []);
  });

  test('repeats what looks like a code', async () => {
    expect(await wordsOf(of('J30.9'), 'x12/*')).toEqual([expect.stringContaining('"J30.9"')]);
    for (const [name, shape] of [
      ['SMITHSONIAN', '11 letters'],
      ['J30-9', '5 characters'],
      ['-J309', '5 characters'],
    ] as const) {
      expect(await wordsOf(of(name), 'x12/*')).toEqual([expect.stringContaining(shape)]);
    }
  });
});
