import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintExample, whereOf } from '../../src/api/test-rule.ts';
import { codeKey, codeSetOf, ListBuilder, NO_FIRST_DAY, NO_LAST_DAY } from '../../src/codes/code-list.ts';
import { messageOf } from '../../src/formats/message.ts';
import rule from '../../src/rules/claim/code-set.ts';
import { subscriber } from '../../src/rules/examples/claims.ts';

/** What the rule finds with some lists: the element, and the message. */
async function found(text: string, codeSets: Readonly<Record<string, unknown>>): Promise<string[]> {
  const report = await lintExample(rule, text, { codeSets });
  expect(report.files[0]?.fault).toBeUndefined();
  return report.findings
    .filter((finding) => finding.rule === rule.id)
    .map((finding) => `${whereOf(finding.location)}: ${messageOf(finding, report.rules, [])}`);
}

const places = async (text: string, codeSets: Readonly<Record<string, unknown>>) =>
  (await found(text, codeSets)).map((line) => line.split(':')[0]);

const list = (...codes: unknown[]) => ({ codes });

const VISIT = (lines: string, codes = 'ABK:J4550') => `CLM*A1*150***11:B:1*Y*A*Y*Y~HI*${codes}~${lines}`;
const LINE = 'LX*1~SV1*HC:99213*150*UN*1***1~';
const ANSWERED = (claim: string, line: string) =>
  `${subscriber()}CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~SBR*P*18*******CI~${claim}OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*X1~` +
  `NM1*PR*2*FIRST*****PI*70000~${LINE}DTP*472*D8*20261005~SVD*70000*100*HC:99213**1~${line}DTP*573*D8*20261020~`;
const STAY = (codes: string, more = '') =>
  `CLM*A1*150***11:A:1**A*Y*Y~DTP*096*TM*1130~DTP*434*RD8*20260928-20261003~DTP*435*DT*202609280930~CL1*3*1*01~${codes}NM1*71*1*DOC*ANN****XX*1987654328~${more}LX*1~SV2*0120**150*DA*5~`;

describe('codes are looked up', () => {
  test('in each element of HI that has a diagnosis, and in no other', async () => {
    const diagnoses = Array.from({ length: 12 }, (_, i) => `${i === 0 ? 'ABK' : 'ABF'}:J30${10 + i}`).join('*');
    expect(await places(VISIT(LINE, diagnoses), { icd10cm: list('J3015') })).toEqual(
      Array.from({ length: 12 }, (_, i) => `HI${String(i + 1).padStart(2, '0')}-2`).filter((_, i) => i !== 5),
    );
    const others = STAY(
      'HI*ABK:J189~HI*ABJ:J189~HI*ABN:W19XXXA~HI*ABF:J4550~HI*BBR:0DTJ4ZZ:D8:20261002~HI*BH:11:D8:20260928~HI*BG:09~',
    );
    expect(await places(others, { icd10cm: list('J4550') })).toEqual(['HI01-2', 'HI01-2', 'HI01-2']);
  });

  test('in the procedures of lines', async () => {
    expect(await places(VISIT('LX*1~SV1*HC:Q9999*150*UN*1***1~'), { hcpcs: list('J2357') })).toEqual(['SV101-2']);
    expect(await places(VISIT('LX*1~SV1*ER:Q9999*150*UN*1***1~'), { hcpcs: list('J2357') })).toEqual([]);
    const hospital = `CLM*A1*150***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:Q9999*150*UN*1~`;
    expect(await places(hospital, { hcpcs: list('J2357') })).toEqual(['SV202-2']);
  });

  test('in the reasons and remarks of other payers', async () => {
    const carc = { carc: list('1') };
    expect(await places(ANSWERED('CAS*CO*1*10**2*10**3*10**4*10**5*5**6*5~', 'CAS*CO*7*50~'), carc)).toEqual([
      'CAS05',
      'CAS08',
      'CAS11',
      'CAS14',
      'CAS17',
      'CAS02',
    ]);
    const rarc = { rarc: list('M1') };
    expect(
      await places(ANSWERED('AMT*D*100~', 'CAS*CO*1*50~').replace('OI***Y***Y~', 'OI***Y***Y~MOA***M1*N2*MA3*M1*N5~'), rarc),
    ).toEqual(['MOA04', 'MOA05', 'MOA07']);
    const stay = STAY(
      'HI*ABK:J189~',
      `SBR*P*18*******CI~AMT*D*100~OI***Y***Y~MIA*1****N1***************N2*M1*N3*N4~NM1*IL*1*T*P****MI*X1~NM1*PR*2*F*****PI*7~`,
    );
    expect(await places(stay, rarc)).toEqual(['MIA05', 'MIA20', 'MIA22', 'MIA23']);
  });

  test('in forms of a line, where one has a remark', async () => {
    const form = (code: string) => VISIT(`LX*1~SV1*HC:99213*150*UN*1***1~LQ*${code}~FRM*1*Y~`);
    expect(await places(form('HE*N9'), { rarc: list('M1') })).toEqual(['LQ02']);
    expect(await places(form('UT*N9'), { rarc: list('M1') })).toEqual([]);
  });

  test('in loop 2410', async () => {
    const drug = (code: string) => VISIT(`LX*1~SV1*HC:J3420*150*UN*1***1~LIN**${code}~CTP****1*ML~`);
    expect(await places(drug('N4*00000000101'), { ndc: list('0000-0001-02') })).toEqual(['LIN03']);
    expect(await places(drug('N4*00000000102'), { ndc: list('0000-0001-02') })).toEqual([]);
    expect(await places(drug('UP*00000000101'), { ndc: list('0000-0001-02') })).toEqual([]);
  });

  test('in no void claim', async () => {
    const text = 'CLM*A1*150***11:B:8*Y*A*Y*Y~REF*F8*X1~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~';
    expect(await places(text, { icd10cm: list('J3089') })).toEqual([]);
  });

  test('only where the list has codes of that kind: the HCPCS file has neither CPT nor dental codes', async () => {
    for (const code of ['99213', '0001F', 'D0120'])
      expect(await places(VISIT(`LX*1~SV1*HC:${code}*150*UN*1***1~`), { hcpcs: list('J2357', 'G0378') })).toEqual([]);
    expect(await places(VISIT(LINE), { hcpcs: list('J2357', '99202') })).toEqual(['SV101-2']);
    expect(await places(VISIT('LX*1~SV1*HC:D0120*150*UN*1***1~'), { hcpcs: list('D0999') })).toEqual(['SV101-2']);
  });

  test('by what is written: small letters and a decimal point are other rules’', async () => {
    expect(await places(VISIT(LINE, 'ABK:J45.50'), { icd10cm: list('j45.50') })).toEqual([]);
    expect(await places(VISIT(LINE, 'ABK:NAME'), { icd10cm: list('J4550') })).toEqual([]);
  });
});

describe('the date of service decides', () => {
  const on = (days: string, line = LINE) => VISIT(`${line}DTP*472*${days}~`);
  const FALL = { icd10cm: list({ code: 'J4550', from: '2026-10-01', to: '2026-10-31' }) };

  test.each([
    ['D8*20261001', []],
    ['D8*20261031', []],
    ['D8*20260930', ['HI01-2: The diagnosis "J4550" begins on 2026-10-01 in the ICD-10-CM list']],
    ['D8*20261101', ['HI01-2: The diagnosis "J4550" ended on 2026-10-31 in the ICD-10-CM list']],
    // A period is judged by all its days.
    ['RD8*20260915-20261001', []],
    ['RD8*20261031-20261115', []],
    ['RD8*20260915-20260930', ['HI01-2: The diagnosis "J4550" begins on 2026-10-01 in the ICD-10-CM list']],
  ])('on %s', async (days, expected) => {
    expect(await found(on(days), FALL)).toEqual(expected);
  });

  test('also between two times of a code', async () => {
    const twice = { hcpcs: list({ code: 'G0378', to: '2025-12-31' }, { code: 'G0378', from: '2027-01-01' }) };
    expect(await found(on('D8*20261005', LINE.replace('99213', 'G0378')), twice)).toEqual([
      'SV101-2: The procedure "G0378" ended on 2025-12-31 and begins again on 2027-01-01 in the HCPCS list',
    ]);
  });

  test('and the whole stay, for the diagnoses of a hospital', async () => {
    const codes = 'HI*ABK:J189~HI*ABJ:J189~';
    expect(await places(STAY(codes), { icd10cm: list({ code: 'J189', from: '2026-10-01' }) })).toEqual([]);
    expect(await places(STAY(codes), { icd10cm: list({ code: 'J189', from: '2026-10-04' }) })).toEqual(['HI01-2', 'HI01-2']);
  });

  test('where no day is known, a code of any time counts', async () => {
    expect(await places(on('D8*20261399'), FALL)).toEqual([]);
  });

  test('for what another payer answered, any day from the service to that of the file', async () => {
    const text = ANSWERED('AMT*D*100~', 'CAS*CO*17*50~');
    expect(await places(text, { carc: list({ code: '17', from: '2026-10-20' }) })).toEqual([]);
    expect(await places(text, { carc: list({ code: '17', from: '2026-11-02' }) })).toEqual(['CAS02']);
    expect(await places(text, { carc: list({ code: '17', to: '2026-10-04' }) })).toEqual(['CAS02']);
  });

  test('what another rule says of a code is not said twice', async () => {
    expect(await places(on('D8*20261005', LINE.replace('99213', '99201')), { hcpcs: list('99202') })).toEqual([]);
    expect(await places(on('D8*20261005').replace('J4550', 'J455'), { icd10cm: list('J4550') })).toEqual([]);
  });
});

describe('the units of MUE', () => {
  const lines = (...all: string[]) =>
    `CLM*A1*${150 * all.length}***11:B:1*Y*A*Y*Y~HI*ABK:J4550~${all.map((line, i) => `LX*${i + 1}~${line}`).join('')}`;
  const line = (units: string, day = 'D8*20261005', more = '') => `SV1*HC:J3420:59*150*${units}***1~DTP*472*${day}~${more}`;
  const one = (row: Readonly<Record<string, unknown>>) => ({ mue: list({ code: 'J3420', ...row }) });

  test('are those of a day', async () => {
    expect(await found(lines(line('UN*2'), line('UN*2'), line('UN*1')), one({ limit: 3 }))).toEqual([
      'SV104: 4 units of "J3420" on one day are more than the 3 that the MUE list allows',
    ]);
    expect(await found(lines(line('UN*2'), line('UN*2', 'D8*20261006')), one({ limit: 3 }))).toEqual([]);
    expect(await found(lines(line('UN*3')), one({ limit: 3 }))).toEqual([]);
  });

  test('or of a line', async () => {
    expect(await found(lines(line('UN*2'), line('UN*2')), one({ limit: 3, per: 'line' }))).toEqual([]);
    expect(await found(lines(line('UN*2'), line('UN*4')), one({ limit: 3, per: 'line' }))).toEqual([
      'SV104: 4 units of "J3420" in one line are more than the 3 that the MUE list allows',
    ]);
  });

  test('are of one provider', async () => {
    const by = (npi: string) => line('UN*2', undefined, `NM1*82*1*DOC*ANN****XX*${npi}~PRV*PE*PXC*207K00000X~`);
    expect(await found(lines(by('1987654328'), by('1245319599')), one({ limit: 3 }))).toEqual([]);
    expect(await found(lines(by('1987654328'), by('1987654328')), one({ limit: 3 }))).toHaveLength(1);
  });

  test('are not judged for minutes, periods and days without a limit', async () => {
    expect(await found(lines(line('MJ*20')), one({ limit: 3 }))).toEqual([]);
    expect(await found(lines(line('UN*20', 'RD8*20261005-20261009')), one({ limit: 3 }))).toEqual([]);
    expect(await found(lines(line('UN*20', 'RD8*20261005-20261005')), one({ limit: 3 }))).toHaveLength(1);
    expect(await found(lines(line('UN*20')), one({ limit: 3, to: '2026-09-30' }))).toEqual([]);
    expect(await found(lines(line('UN*20')), { mue: list({ code: 'J2357', limit: 1 }) })).toEqual([]);
  });

  test('where two limits hold, are judged by the higher one', async () => {
    const two = { mue: list({ code: 'J3420', limit: 9, from: '2026-10-01' }, { code: 'J3420', limit: 3 }) };
    expect(await found(lines(line('UN*9')), two)).toEqual([]);
    expect(await found(lines(line('UN*9', 'D8*20260930')), two)).toHaveLength(1);
  });
});

describe('a list', () => {
  const day = fc.integer({ min: 20260101, max: 20260112 });
  const row = fc.record({
    code: fc.constantFrom('A', 'A0', 'B0001', '00000000001', '9ZZZZZZZZZ', '207K00000X'),
    days: fc.tuple(day, day).map((days) => [Math.min(...days), Math.max(...days)] as const),
    hasFirst: fc.boolean(),
    hasLast: fc.boolean(),
    units: fc.integer({ min: 0, max: 5 }),
    isPerLine: fc.boolean(),
  });

  test('answers the same in any order of its rows, and as its rows say', () => {
    const rows = fc.array(row, { maxLength: 40 });
    const shuffled = rows.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, row, day, ([all, other], { code, days: [from, to] }, on) => {
        const [one, two] = [all, other].map((each) => {
          const builder = new ListBuilder(true);
          for (const { code, days, hasFirst, hasLast, units, isPerLine } of each)
            builder.add(codeKey(code), hasFirst ? days[0] : NO_FIRST_DAY, hasLast ? days[1] : NO_LAST_DAY, units, isPerLine);
          return codeSetOf(builder.build(), {});
        });
        const own = all
          .filter((each) => each.code === code)
          .map(({ days, hasFirst, hasLast, units }) => ({
            from: hasFirst ? days[0] : NO_FIRST_DAY,
            to: hasLast ? days[1] : NO_LAST_DAY,
            units,
          }));
        const gap = one!.gap(code, { from, to });
        expect(two!.gap(code, { from, to })).toEqual(gap);
        expect(gap === undefined).toBe(own.some((each) => each.from <= to && each.to >= from));
        const limit = one!.limit(code, on);
        expect(two!.limit(code, on)).toEqual(limit);
        const holding = own.filter((each) => each.from <= on && each.to >= on).map(({ units }) => units);
        expect(limit?.units).toBe(holding.length > 0 ? Math.max(...holding) : undefined);
      }),
    );
  });

  test('keeps codes apart', () => {
    const code = fc.oneof(fc.stringMatching(/^[0-9A-Z]{1,10}$/), fc.stringMatching(/^\d{11}$/));
    fc.assert(fc.property(code, code, (a, b) => (codeKey(a) === codeKey(b)) === (a === b)));
    for (const text of ['', 'a', 'A-1', 'ABCDEFGHIJK', '123456789012', ' 1']) expect(codeKey(text)).toBeNaN();
  });
});
