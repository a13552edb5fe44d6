import { describe, expect, test } from 'vitest';
import { messageOf } from '../../src/formats/message.ts';
import { ClaimLog } from '../../src/rules/claim/support/claim-log.ts';
import { complete, lintTexts, summary } from '../support/example.ts';

const line = (n: number, sv1: string, date = '20261005') => `LX*${n}~SV1*${sv1}***1~DTP*472*D8*${date}~`;
const visit = (id: string, date = '20261005', sv1 = 'HC:99213*150*UN*1') =>
  `CLM*${id}*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~${line(1, sv1, date)}`;
const found = async (...texts: string[]) => summary(await lintTexts(texts.map((text) => complete(text))));

describe('claim/duplicate', () => {
  test('over files: the finding stands at the later claim and names the earlier one', async () => {
    const [first, second] = [complete(visit('A1', '20261004') + visit('A2')), complete(visit('B1'))];
    const { findings } = await lintTexts([first!, second!]);
    expect(findings).toMatchObject([
      {
        rule: 'claim/duplicate',
        file: 1,
        location: { segment: 'CLM', byteOffset: second!.indexOf('CLM*B1') },
        related: [{ file: 0, segment: 'CLM', loop: '2300', byteOffset: first!.indexOf('CLM*A2') }],
      },
    ]);
    const { byteOffset, byteLength } = findings[0]!.related![0]!;
    expect(first!.slice(byteOffset, byteOffset + byteLength)).toBe('CLM*A2*150***11:B:1*Y*A*Y*Y');
  });

  test('in one file the earlier place names no other file; three alike are two findings', async () => {
    const { findings } = await lintTexts([complete(visit('A1') + visit('A2') + visit('A3'))]);
    expect(findings.map((f) => [f.rule, f.related![0]!.file, f.related![0]!.position])).toEqual([
      ['claim/duplicate', undefined, 18],
      ['claim/duplicate', undefined, 18],
    ]);
  });

  const subscriber = (name: string, member: string, born: string) =>
    `SBR*P*18*******CI~NM1*IL*1*${name}****MI*${member}~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*${born}*F~NM1*PR*2*PAYER ONE*****PI*60054~`;
  const kid = (name: string) =>
    `SBR*P********CI~NM1*IL*1*TESTER*PAT****MI*M1~NM1*PR*2*PAYER ONE*****PI*60054~HL*3*2*23*0~PAT*19~NM1*QC*1*${name}~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*20150101*F~`;

  test('a patient is a member id, a birth date and a first name: a family may share an id, and have twins', async () => {
    const one = subscriber('TESTER*PAT', 'M1', '19800101') + visit('A1');
    expect(await found(one, subscriber('MARRIED*Pat', 'm1', '19800101') + visit('A2'))).toEqual(['claim/duplicate']);
    expect(await found(one, subscriber('TESTER*TOM', 'M1', '19800101') + visit('A2'))).toEqual([]);
    expect(await found(one, subscriber('TESTER*PAT', 'M2', '19800101') + visit('A2'))).toEqual([]);
    expect(await found(one, subscriber('TESTER*PAT', 'M1', '19800102') + visit('A2'))).toEqual([]);
    expect(await found(kid('TESTER*ANN') + visit('A1'), kid('TESTER*EVE') + visit('A2'))).toEqual([]);
    expect(await found(kid('TESTER*ANN') + visit('A1'), kid('OTHER*Ann') + visit('A2'))).toEqual(['claim/duplicate']);
  });

  test('lines in another order are the same claim; other units, dates or charges are not', async () => {
    const two = (a: string, b: string, charge = 150) =>
      `CLM*A*${charge}***11:B:1*Y*A*Y*Y~HI*ABK:J4550~${line(1, a)}${line(2, b)}`;
    const [x, y] = ['HC:99213*100*UN*1', 'HC:94010*50*UN*1'];
    expect(await found(two(x, y), two(y, x))).toEqual(['claim/duplicate']);
    expect(await found(two(x, y), two(x, y.replace('UN*1', 'UN*2')))).toEqual([]);
    expect(await found(two(x, y), two(x, y.replace('94010', '94060')))).toEqual([]);
    expect(await found(two(x, y), two(x, y.replace('*50*', '*51*'), 151))).toEqual([]);
  });

  test('of many distinct claims none is a duplicate, and each repeated one is found in the tables that turn', () => {
    const log = new ClaimLog(1000);
    const service = { is: () => true, components: () => 2 };
    const claimOf = (n: number) =>
      ({
        type: '837P',
        memberId: { phi: 'private', value: 'M1' },
        patient: { birthDate: 19800101, firstName: { phi: 'private', value: 'PAT' } },
        payerId: '60054',
        facility: '11',
        each: () => {},
        billingNpi: '1234567893',
        charge: n,
        lines: [
          {
            date: 20261005,
            procedure: '99213',
            revenueCode: '',
            units: 1,
            modifiers: [],
            placeOfService: '11',
            description: { phi: 'private', value: '' },
            claim: { type: '837P' },
            service,
          },
        ],
        clm: { at: () => ({ line: n + 1, column: 1, byteOffset: n * 100, byteLength: 30, segment: 'CLM', position: 18 }) },
      }) as never;
    for (let n = 0; n < 1900; n++) expect(log.add(claimOf(n), 0)).toBeUndefined();
    for (let n = 0; n < 1900; n++) expect(log.add(claimOf(n), 1)).toMatchObject({ byteOffset: n * 100, file: 0 });
    // Two more tables: the first claims are forgotten.
    for (let n = 1900; n < 3500; n++) log.add(claimOf(n), 0);
    expect(log.add(claimOf(5), 0)).toBeUndefined();
    expect(log.add(claimOf(3400), 0)).toBeDefined();
  });
});

describe('what stands above many claims is judged once', () => {
  const many = Array.from({ length: 40 }, (_, n) =>
    visit(`A${n}`, `202610${String((n % 28) + 1).padStart(2, '0')}`, `HC:99213*150*UN*${n + 1}`),
  );
  const claims = many.join('');

  test('an NPI of the billing provider, and a birth date', async () => {
    const text = complete(claims).replace('XX*1234567893', 'XX*1234567890').replace('DMG*D8*19800101', 'DMG*D8*19800230');
    expect(summary(await lintTexts([text]))).toEqual(['claim/npi', 'x12/element-type']);
  });

  test('in each file anew', async () => {
    const text = (n: number) => complete(many[n]!).replace('XX*1234567893', 'XX*1234567890');
    expect(summary(await lintTexts([text(0), text(1)]))).toEqual(['claim/npi', 'claim/npi']);
  });

  test('also where the first claim under it is void', async () => {
    const voided = visit('V').replace('11:B:1', '11:B:8').replace('~HI', '~REF*F8*P1~HI');
    const text = complete(voided + visit('A1')).replace('XX*1234567893', 'XX*1234567890');
    expect(summary(await lintTexts([text]))).toEqual(['claim/npi']);
  });
});

describe('claim/dates', () => {
  const lines = (...dates: string[]) =>
    `CLM*A*${dates.length * 10}***11:B:1*Y*A*Y*Y~HI*ABK:J4550~${dates.map((d, k) => line(k + 1, `HC:9920${k + 2}*10*UN*1`, d)).join('')}`;

  test('a day that several lines repeat is one fault', async () => {
    expect(await found(lines('20261102', '20261102', '20261102'))).toEqual(['claim/dates']);
    expect(await found(lines('20261102', '20261103', '20261005'))).toEqual(['claim/dates', 'claim/dates']);
    expect(await found(lines('20251031', '20251030'))).toEqual(['claim/dates:warning']);
  });

  test('the lines of an institutional statement that lies ahead are silent', async () => {
    const text =
      'CLM*A*10***13:A:1**A*Y*Y~DTP*434*RD8*20261102-20261103~HI*ABK:J4550~LX*1~SV2*0510*HC:99213*10*UN*1~DTP*472*D8*20261102~';
    expect(await found(text)).toEqual(['claim/dates']);
  });

  test('no date of a patient is repeated', async () => {
    const report = await lintTexts([complete(lines('20261102'))]);
    expect(messageOf(report.findings[0]!, report.rules, [])).not.toMatch(/1102|11-02/);
    expect(messageOf(report.findings[0]!, report.rules, ['dos'])).toContain('2026-11-02');
  });
});

describe('claim/duplicate-line', () => {
  test('finds the same in a claim of many lines', async () => {
    const of = (count: number) => {
      const codes = Array.from({ length: count }, (_, k) => `HC:${94000 + (k === count - 1 ? 0 : k)}*10*UN*1`);
      return `CLM*A*${count * 10}***11:B:1*Y*A*Y*Y~HI*ABK:J4550~${codes.map((c, k) => line(k + 1, c)).join('')}`;
    };
    for (const count of [2, 16, 17, 40]) {
      const { findings } = await lintTexts([complete(of(count))]);
      expect(findings.map((f) => [f.rule, f.serviceLine, f.related![0]!.serviceLine])).toEqual([
        ['claim/duplicate-line', count, 1],
      ]);
    }
  });
});

describe('claim/frequency', () => {
  test('void claims are judged by it and by no other rule of claims', async () => {
    const text = visit('A').replace('*150***11:B:1', '*999***11:B:8').replace('J4550', 'J45.50');
    expect(await found(text)).toEqual(['claim/frequency']);
  });

  test('a REF*F8 without a number is one fault of that segment', async () => {
    for (const ref of ['REF*F8', 'REF*F8*']) {
      const text = complete(visit('A').replace('11:B:1*Y*A*Y*Y', `11:B:7*Y*A*Y*Y~${ref}`));
      expect(summary(await lintTexts([text]))).toEqual(['x12/element-required']);
      const { findings } = await lintTexts([text], { words: [{ pattern: 'x12/element-required', severity: 'off' }] });
      expect(findings.map(({ rule, location }) => [rule, location.element, location.byteOffset])).toEqual([
        ['claim/frequency', 'REF02', text.indexOf('REF*F8')],
      ]);
    }
    expect(await found(visit('A').replace('11:B:1*Y*A*Y*Y', '11:B:7*Y*A*Y*Y~REF*F8* '))).toEqual(['x12/element-character']);
  });
});

test('a code of milk allergy that the lines of its days point at is sound on both sides of the split', async () => {
  const at = (n: number, pointer: number, date: string) => `LX*${n}~SV1*HC:99213*10*UN*1***${pointer}~DTP*472*D8*${date}~`;
  const text = complete(
    `CLM*A*20***11:B:1*Y*A*Y*Y~HI*ABK:Z91011*ABF:Z910110~${at(1, 1, '20250930')}${at(2, 2, '20251001')}`,
  ).replace('*261101*1200*^', '*251015*1200*^');
  expect(summary(await lintTexts([text]))).toEqual([]);
  expect(summary(await lintTexts([text.replace('***1~', '***2~')]))).toEqual(['claim/diagnosis-format']);
});
