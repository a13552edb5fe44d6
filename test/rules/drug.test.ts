import { describe, expect, test } from 'vitest';
import type { ProductFacts } from '../../src/codes/drugs/facts.ts';
import { XOLAIR as XOLAIR_FACTS } from '../../src/codes/drugs/xolair.ts';
import { repairNdc } from '../../src/codes/products.ts';
import { makeTables } from '../../src/codes/tables.ts';
import { CLINIC_INJECTION, hospitalClaim, INJECTION, officeClaim, on, XOLAIR } from '../../src/rules/examples/claims.ts';
import { findings, judge, messages } from '../support/judge.ts';

interface DrugLine {
  readonly units?: string | number;
  readonly modifiers?: string;
  readonly ndc?: string | undefined;
  readonly quantity?: string | number;
  readonly unit?: string;
  readonly charge?: number;
  readonly pointers?: string;
}

/** A J2357 line; 300 mg in one syringe where nothing else is said. Without NDC where `ndc` is ''. */
function drug({
  units = 60,
  modifiers = ':JZ',
  ndc = '50242022701',
  quantity = 2,
  unit = 'ML',
  charge = 2500,
  pointers = '1',
}: DrugLine = {}) {
  const line = `SV1*HC:J2357${modifiers}*${charge}*UN*${units}***${pointers}`;
  return ndc === '' ? line : `${line}~LIN**N4*${ndc}~CTP****${quantity}*${unit}`;
}

const office = (line: DrugLine, claim = {}) => officeClaim([drug(line), INJECTION], claim);

describe('repairNdc', () => {
  const tables = makeTables();

  test.each([
    ['50242-214-03', '50242021403'],
    ['50242-0214-03', '50242021403'],
    ['50242 214 03', '50242021403'],
    ['50242.214.03', '50242021403'],
    ['50242021403 ', '50242021403'],
    ['N450242021403', '50242021403'],
    ['NDC 50242-214-03', '50242021403'],
    ['5024221403', '50242021403'],
    ['05024221403', '50242021403'],
    ['50242214003', '50242021403'],
    ['50242214030', '50242021403'],
    ['050242021403', '50242021403'],
    ['5024202143', '50242021403'],
    ['50242-0214-3', '50242021403'],
    ['5024204062', '50242004062'],
    ['5024222755', '50242022755'],
  ])('%s is %s', (raw, right) => {
    expect(repairNdc(raw, 'xolair', tables)).toBe(right);
  });

  test('every listed NDC comes back from each of its usual wrong writings', () => {
    for (const { ndc9, packages } of XOLAIR_FACTS.products) {
      for (const pack of packages) {
        const right = `${ndc9}${pack}`;
        const [labeler, product] = [ndc9.slice(0, 5), ndc9.slice(6)];
        for (const wrong of [
          `${labeler}-${product}-${pack}`,
          `${labeler}${product}${pack}`,
          `0${labeler}${product}${pack}`,
          `${labeler}${product}0${pack}`,
          `${ndc9.slice(0, 5)}-${ndc9.slice(5)}-${pack}`,
        ]) {
          expect(repairNdc(wrong, 'xolair', tables)).toBe(right);
        }
      }
    }
  });

  test.each([
    ['another labeler', '00002597501'],
    ['another labeler, ten digits', '0002597501'],
    ['another product of the labeler', '50242005121'],
    ['another product of the labeler, ten digits', '5024205121'],
    ['another product of the labeler, hyphens', '50242-051-21'],
    ['a digit that is no zero in the place of the padding', '50242214503'],
    ['a digit that is no zero in front', '15024221403'],
    ['a package that is not listed, guessed', '5024221477'],
    ['eleven digits cut to ten', '5024202140'],
    ['a text around the digits', 'LOT 50242021403'],
    ['nothing', ''],
    ['a name', 'SMITH'],
    ['two NDCs', '50242-214-03 50242-215-03'],
  ])('%s is left alone', (_, raw) => {
    expect(repairNdc(raw, 'xolair', tables)).toBeUndefined();
  });

  test('a hyphenated NDC says its parts, so a package that is not listed is read too', () => {
    expect(repairNdc('50242-214-77', 'xolair', tables)).toBe('50242021477');
  });
});

describe('xolair/drug-code', () => {
  test.each(['J3490', 'J3590', 'C9399', 'J9999', 'Q5154', 'J2182', 'S0189'])('a Xolair NDC under %s', async (code) => {
    const text = officeClaim([`SV1*HC:${code}*2500*UN*60***1~LIN**N4*50242022701~CTP****2*ML`, INJECTION]);
    expect(await findings(text)).toContain('xolair/drug-code');
  });

  test('an NDC that tells what the injection was is no drug line', async () => {
    expect(await findings(officeClaim([`${INJECTION}~LIN**N4*50242022701~CTP****2*ML`]))).toEqual([]);
  });

  test('J2357 with the NDC of the biosimilar gives no second finding about the product', async () => {
    expect(await findings(office({ ndc: '72606003501', units: 15, quantity: 0.5 }))).toEqual(['xolair/drug-code']);
  });

  test('on an institutional claim', async () => {
    const line = 'SV2*0636*HC:J3590*2500*UN*1~LIN**N4*50242022701~CTP****2*ML';
    expect(await findings(hospitalClaim([line, CLINIC_INJECTION]))).toEqual(['xolair/drug-code']);
  });

  test('the text of a description never stands in a message', async () => {
    const [message] = await messages(officeClaim(['SV1*HC:J3490:::::XOLAIR FOR JANE DOE*2500*UN*1***1', INJECTION]));
    expect(message).not.toMatch(/JANE|DOE/);
  });
});

describe('xolair/unit-count', () => {
  test.each([
    [
      '1',
      'J2357 bills 1 unit, which is 5 mg: containers were counted, but 1 unit is 5 mg; the NDC gives 1 ML x 150 mg/mL = 150 mg = 30 units',
    ],
    [
      '150',
      'J2357 bills 150 units, which is 750 mg: 150 looks like milligrams, and 150 mg are 30 units; the NDC gives 1 ML x 150 mg/mL = 150 mg = 30 units',
    ],
    ['30.5', 'SV104 is 30.5, but the units of J2357 must be a whole number; the NDC gives 1 ML x 150 mg/mL = 150 mg = 30 units'],
    ['0', 'SV104 is 0, but the units of J2357 must be above 0; the NDC gives 1 ML x 150 mg/mL = 150 mg = 30 units'],
  ])('%s units of a 150 mg syringe', async (units, message) => {
    const text = office({ units, ndc: '50242021503', quantity: 1 });
    expect(await messages(text)).toEqual([message]);
    expect(await findings(text)).toEqual(['xolair/unit-count']);
  });

  test.each([
    ['', 'x12/element-required'],
    ['SMITH', 'x12/element-type'],
  ])('the structure says that "%s" is no number of units', async (units, rule) => {
    expect(await findings(office({ units, ndc: '50242021503', quantity: 1 }))).toEqual([rule]);
  });

  test.each([1, 2, 3, 4, 150, 225, 300, 375, 450, 525, 600])('%i units without an NDC', async (units) => {
    expect(await findings(office({ units, ndc: '' }, { filing: 'MB' }))).toEqual(['xolair/unit-count']);
  });

  test.each([15, 30, 45, 60, 75, '060', '60.00', '+60'])('%s units without an NDC are read as a number', async (units) => {
    const expected = units === '+60' ? ['x12/element-type'] : [];
    expect(await findings(office({ units, ndc: '' }, { filing: 'MB' }))).toEqual(expected);
  });

  test('75 units are 375 mg, unless the NDC says 75 mg', async () => {
    expect(await findings(office({ units: 75, ndc: '50242021403', quantity: 2.5 }))).toEqual([]);
    expect(await findings(office({ units: 75, ndc: '50242021403', quantity: 0.5 }))).toEqual(['xolair/unit-count']);
    expect(await findings(office({ units: 75, ndc: '50242021503', quantity: 1 }))).toEqual(['xolair/ndc-units']);
  });

  test('150 units whose NDC says 750 mg are too many, not milligrams', async () => {
    expect(await messages(office({ units: 150, quantity: 5 }, { dx: ['J330'] }))).toEqual([
      'The visit bills 150 units of J2357 as administered, which is 750 mg, above 120 units (600 mg)',
    ]);
  });

  test('the line whose NDC disagrees is named when a visit has too many units, and ndc-units is silent there', async () => {
    const lines = [drug({ units: 60 }), drug({ units: 90, ndc: '50242021503', quantity: 1 }), INJECTION];
    const report = await judge([officeClaim(lines, { dx: ['J330'] })]);
    expect(report.findings.map((finding) => [finding.rule, finding.serviceLine])).toEqual([['xolair/unit-count', 2]]);
  });

  test('discarded units do not count towards the limit', async () => {
    const lines = [
      drug({ units: 105, modifiers: '', ndc: '50242004062', quantity: 3.5, unit: 'UN' }),
      drug({ units: 15, modifiers: ':JW', ndc: '50242004062', quantity: 0.5, unit: 'UN' }),
      drug({ units: 15, ndc: '50242021403', quantity: 0.5 }),
      INJECTION,
    ];
    expect(await findings(officeClaim(lines, { dx: ['J330'] }))).toEqual([]);
  });

  test('each wrong line has its finding, and is left out of the total', async () => {
    const lines = [
      drug({ units: 150, ndc: '50242021503', quantity: 1 }),
      drug({ units: 1, ndc: '50242021503', quantity: 1 }),
      INJECTION,
    ];
    expect(await findings(officeClaim(lines))).toEqual(['xolair/unit-count', 'xolair/unit-count']);
  });

  test('a JW line of 3 units is 15 mg, of 2.5 none', async () => {
    const pair = (units: string, mg: number) => [
      drug({ units: 27, modifiers: '', ndc: '' }),
      drug({ units, modifiers: ':JW', ndc: '', quantity: mg }),
      INJECTION,
    ];
    expect(await findings(officeClaim(pair('3', 15), { filing: 'MB' }))).toEqual([]);
    expect(await findings(officeClaim(pair('2.5', 12.5), { filing: 'MB' }))).toContain('xolair/unit-count');
  });

  test('the limit is an option', async () => {
    const text = office({ units: 105, ndc: '50242021403', quantity: 3.5 }, { dx: ['J330'] });
    expect(await findings(text)).toEqual([]);
    expect(await findings(text, { options: { 'xolair/unit-count': { maxUnits: 90 } } })).toEqual(['xolair/unit-count']);
    const more = office({ units: 135, quantity: 4.5 }, { filing: 'CH', dx: ['D4701'] });
    expect(await findings(more, { options: { 'xolair/unit-count': { maxUnits: 200 } } })).not.toContain('xolair/unit-count');
  });

  test('on an institutional claim, SV205 is named', async () => {
    const line = 'SV2*0636*HC:J2357:JZ*2500*UN*1.5~LIN**N4*50242022701~CTP****2*ML';
    const report = await judge([hospitalClaim([line, CLINIC_INJECTION])]);
    expect(report.findings.map((finding) => [finding.rule, finding.location.element])).toEqual([['xolair/unit-count', 'SV205']]);
  });

  test('two visits of one claim are counted apart', async () => {
    const days = ['20260907', '20261005'];
    const lines = days.flatMap((day) => [on(day, drug({ units: 120, quantity: 4 })), on(day, INJECTION)]);
    expect(await findings(officeClaim(lines, { dx: ['J330'] }))).toEqual([]);
    const oneDay = days.flatMap(() => [on('20261005', drug({ units: 75, ndc: '50242021503', quantity: 2.5 }))]);
    expect(await findings(officeClaim([...oneDay, on('20261005', INJECTION)], { dx: ['J330'] }))).toContain('xolair/unit-count');
  });

  test('a void claim repeats what was wrong', async () => {
    const text = office({ units: 1, ndc: '50242021503', quantity: 1 }, { facility: '11:B:8' });
    expect((await findings(text)).filter((rule) => rule.startsWith('xolair/'))).toEqual([]);
  });
});

describe('xolair/dose-multiple', () => {
  const uneven = (modifiers: string) => office({ units: 16, modifiers, ndc: '' }, { filing: 'CH' });

  test('an error with JZ, a warning without', async () => {
    expect(await findings(uneven(':JZ'))).toEqual(['xolair/dose-multiple']);
    expect(await findings(uneven(''))).toEqual(['xolair/dose-multiple:warning']);
  });

  test('silent where the NDC says that the units are wrong', async () => {
    expect(await findings(office({ units: 31, ndc: '50242021503', quantity: 1 }))).toEqual(['xolair/ndc-units']);
  });

  test('counts all lines of the visit, whatever their strength', async () => {
    const lines = [drug({ units: 20, modifiers: '', ndc: '' }), drug({ units: 10, modifiers: '', ndc: '' }), INJECTION];
    expect(await findings(officeClaim(lines, { filing: 'CH' }))).not.toContain('xolair/dose-multiple:warning');
  });

  test('says which sums containers can give', async () => {
    expect(await messages(uneven(''))).toEqual([
      'The visit bills 16 units of J2357 in all, which is 80 mg; containers of 75, 150 and 300 mg give 15 or 30 units',
    ]);
  });
});

describe('xolair/dose-indication', () => {
  const dose = (units: number, dx: string[], pointers = '1') =>
    office({ units, ndc: '50242021403', quantity: units / 30, pointers }, { dx });

  test.each([
    [75, 'J4550', []],
    [90, 'J4550', ['xolair/dose-indication:warning']],
    [60, 'L501', []],
    [75, 'L501', ['xolair/dose-indication:warning']],
    [120, 'J330', []],
    [120, 'Z91010', []],
  ])('%i units for %s', async (units, dx, expected) => {
    expect(await findings(dose(units, [dx]))).toEqual(expected);
  });

  test('only the diagnoses that the line points at count', async () => {
    expect(await findings(dose(120, ['J4550', 'J330'], '1:2'))).toEqual([]);
    expect(await findings(dose(120, ['J4550', 'J330'], '1'))).toEqual(['xolair/dose-indication:warning']);
    // What is no pointer points at nothing, however it reads as a number.
    for (const pointer of ['1.', '+1'])
      expect(await findings(dose(120, ['J4550', 'J330'], pointer))).toEqual(['x12/element-type']);
  });

  test('a use without a labelled dose, or no indication at all, is not judged', async () => {
    expect(await findings(dose(120, ['D4701']))).not.toContain('xolair/dose-indication:warning');
    expect(await findings(dose(120, ['J4550', 'D4701'], '1:2'))).not.toContain('xolair/dose-indication:warning');
    expect(await findings(dose(120, ['R062']))).toEqual(['xolair/diagnosis']);
  });

  test('silent beside unit-count', async () => {
    expect(await findings(office({ units: 375, ndc: '' }, { filing: 'MB' }))).toEqual(['xolair/unit-count']);
  });
});

describe('xolair/ndc-present', () => {
  test.each([
    ['MC', ['xolair/ndc-present']],
    ['CI', ['xolair/ndc-present:warning']],
    ['16', ['xolair/ndc-present:warning']],
    ['MB', []],
    ['CH', []],
    ['WC', []],
    ['ZZ', []],
  ])('payer %s', async (filing, expected) => {
    expect(await findings(office({ ndc: '' }, { filing }))).toEqual(expected);
  });

  test('Medicare with another payer than Medicaid behind it', async () => {
    const other = (filing: string) =>
      office(
        { ndc: '' },
        {
          filing: 'MB',
          born: '19500101',
          other: `SBR*S*18*******${filing}~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M00000002~NM1*PR*2*PAYER TWO*****PI*77777`,
        },
      );
    expect(await findings(other('CI'))).toEqual([]);
    expect(await findings(other('MC'))).toEqual(['xolair/ndc-present:warning']);
  });

  test('points at the line, and names the element that is missing', async () => {
    const report = await judge([office({ ndc: '' }, { filing: 'MC' })]);
    expect(report.findings[0]!.location).toMatchObject({ segment: 'SV1', element: 'LIN03', serviceLine: 1 });
  });

  test('says that it cannot judge a payer of unknown class', async () => {
    const report = await judge([office({ ndc: '' }, { filing: 'ZZ' })]);
    expect(report.notChecked).toContainEqual({ rule: 'xolair/ndc-present', reason: 'unknown-payer-class', claims: 1 });
  });
});

describe('xolair/ndc-format, ndc-qualifier and ndc-product', () => {
  test.each([
    ['50242-227-01', 'LIN03 is an NDC of Xolair in the wrong format: it must be 50242022701'],
    ['50242227001', 'LIN03 is an NDC of Xolair in the wrong format: it must be 50242022701'],
    ['0002597501', 'LIN03 has 10 digits, but an NDC has 11'],
    ['123-45-6789', 'LIN03 is not an NDC: it must be exactly 11 digits'],
    ['JANE DOE', 'LIN03 is not an NDC: it must be exactly 11 digits'],
    [
      '00002597501',
      'NDC 00002597501 is not a product of Xolair: labeler 00002 is Eli Lilly, but the labeler of Xolair is 50242, Genentech',
    ],
    [
      '50242005121',
      'NDC 50242005121 is from Genentech (50242), but its product code 0051 is not Xolair, which has 0040, 0214, 0215 and 0227',
    ],
  ])('%s', async (ndc, message) => {
    expect(await messages(office({ ndc }))).toEqual([message]);
  });

  test('a wrong qualifier is one fault; a wrong number under it another', async () => {
    const under = (qualifier: string, ndc: string) =>
      officeClaim([`SV1*HC:J2357:JZ*2500*UN*60***1~LIN**${qualifier}*${ndc}~CTP****2*ML`, INJECTION]);
    expect(await findings(under('UP', '350242227014'))).toEqual(['xolair/ndc-qualifier']);
    expect(await findings(under('ND', '50242022701'))).toEqual(['x12/element-code']);
    expect(await findings(under('ND', '50242-227-01'))).toEqual(['x12/element-code', 'xolair/ndc-format']);
  });

  test('a presentation that a config adds is known to all of them', async () => {
    const added: ProductFacts = {
      ndc9: '502420300',
      name: 'Xolair 600 mg/4 mL',
      mg: 600,
      mgPerMl: 150,
      unit: 'ML',
      packages: ['01'],
    };
    const tables = { products: [added] };
    const text = office({ units: 120, ndc: '50242030001', quantity: 4 }, { dx: ['J330'] });
    expect(await findings(text)).toEqual(['xolair/ndc-product']);
    expect(await findings(text, { tables })).toEqual([]);
    expect(await findings(office({ units: 120, ndc: '50242-300-01', quantity: 4 }, { dx: ['J330'] }), { tables })).toEqual([
      'xolair/ndc-format',
    ]);
    expect(await findings(office({ units: 60, ndc: '50242030001', quantity: 4 }), { tables })).toEqual(['xolair/ndc-units']);
  });
});

describe('xolair/ndc-quantity and ndc-units', () => {
  test.each([
    ['ML of a syringe', {}, []],
    ['UN of a syringe', { quantity: 1, unit: 'UN' }, ['xolair/ndc-quantity:warning']],
    ['ME of a syringe', { quantity: 300, unit: 'ME' }, ['xolair/ndc-quantity:warning']],
    ['GR of a syringe', { quantity: 0.3, unit: 'GR' }, ['xolair/ndc-quantity:warning']],
    ['F2 of a syringe', { quantity: 300, unit: 'F2' }, ['xolair/ndc-quantity:warning']],
    ['ME of twice the dose', { quantity: 600, unit: 'ME' }, ['xolair/ndc-quantity:warning', 'xolair/ndc-units']],
    ['a unit that there is not', { quantity: 300, unit: 'MG' }, ['x12/element-code']],
    ['no quantity and a unit that there is not', { quantity: 0, unit: 'EA' }, ['x12/element-code', 'xolair/ndc-quantity']],
    ['a vial in UN', { ndc: '50242004062', quantity: 2, unit: 'UN' }, []],
    ['a vial in ML', { ndc: '50242004062', quantity: 2.4, unit: 'ML' }, ['xolair/ndc-quantity:warning']],
    ['two vials, one reported', { ndc: '50242004062', quantity: 1, unit: 'UN' }, ['xolair/ndc-units']],
    ['1 % less', { quantity: 1.98 }, []],
    ['2 % less', { quantity: 1.96 }, ['xolair/ndc-units']],
    ['UN for ML', { quantity: 2, unit: 'UN' }, ['xolair/ndc-quantity:warning', 'xolair/ndc-units']],
  ])('%s', async (_, line, expected) => {
    expect(await findings(office(line))).toEqual(expected);
  });

  test('the sum stands in the message', async () => {
    expect(await messages(office({ units: 30 }))).toEqual(['2 ML x 150 mg/mL = 300 mg = 60 units, but the line bills 30']);
    expect(await messages(office({ units: 30, ndc: '50242004062', quantity: 2, unit: 'UN' }))).toEqual([
      '2 UN x 150 mg = 300 mg = 60 units, but the line bills 30',
    ]);
  });

  test('an unknown product is said to be unchecked', async () => {
    const report = await judge([office({ ndc: '00002597501' }), office({ ndc: '' }, { filing: 'MB' })]);
    expect(report.notChecked).toContainEqual({ rule: 'xolair/ndc-units', reason: 'unknown-product', claims: 1 });
  });
});

describe('xolair/charge-per-unit', () => {
  test.each([
    [0, []],
    [599.99, ['xolair/charge-per-unit:info']],
    [600, []],
  ])('$%f for 60 units', async (charge, expected) => {
    expect(await findings(office({ charge }))).toEqual(expected);
  });

  test('the limit is an option', async () => {
    const options = { 'xolair/charge-per-unit': { minCharge: 41.67 } };
    expect(await findings(office({ charge: 2500 }), { options })).toEqual(['xolair/charge-per-unit:info']);
    expect(await findings(office({ charge: 2501 }), { options })).toEqual([]);
  });
});

describe('xolair/dose-interval', () => {
  interface Dose {
    readonly day: string;
    readonly id?: string;
    readonly member?: string;
    readonly born?: string;
    /** First name of a dependent. */
    readonly kid?: string;
    readonly frequency?: string;
  }

  let serial = 0;

  /** A file of claims, each under a subscriber of its own. */
  function file(doses: readonly Dose[]): string {
    let hl = 1;
    const claims = doses.map(({ day, id = `A${++serial}`, member = 'M1', born = '19800101', kid, frequency = '1' }) => {
      const patient = `N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*${born}*F~`;
      const parent = ++hl;
      const subscriber = `HL*${parent}*1*22*${kid ? 1 : 0}~SBR*P*${kid ? '' : '18'}*******CI~NM1*IL*1*TESTER*PAT****MI*${member}~`;
      const payer = 'NM1*PR*2*PAYER ONE*****PI*60054~';
      const dependent = kid ? `${payer}HL*${++hl}*${parent}*23*0~PAT*19~NM1*QC*1*TESTER*${kid}~${patient}` : patient + payer;
      const f8 = frequency === '1' ? '' : 'REF*F8*PCC1~';
      const claim = officeClaim([on(day, XOLAIR), on(day, INJECTION)], { id, facility: `11:B:${frequency}` });
      return subscriber + dependent + claim.replace('REF*G1', `${f8}REF*G1`);
    });
    const head =
      'ST*837*0001*005010X222A1~BHT*0019*00*BATCH1*20261101*1200*CH~NM1*41*2*SUBMITTER ONE*****46*S12345~PER*IC*HELP DESK*TE*3035550100~' +
      'NM1*40*2*RECEIVER ONE*****46*R12345~HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~';
    return head + claims.join('');
  }

  const close = 'xolair/dose-interval:warning';

  test.each<[string, readonly Dose[], readonly string[]]>([
    ['13 days', [{ day: '20260922' }, { day: '20261005' }], [close]],
    ['14 days', [{ day: '20260921' }, { day: '20261005' }], []],
    ['over the end of a year', [{ day: '20251228' }, { day: '20260105' }], [close]],
    ['the later one first', [{ day: '20261005' }, { day: '20260922' }], [close]],
    ['two members', [{ day: '20260922' }, { day: '20261005', member: 'M2' }], []],
    ['two birth dates of one member', [{ day: '20260922' }, { day: '20261005', born: '19800102' }], []],
    [
      'twins',
      [
        { day: '20260922', kid: 'ANN' },
        { day: '20261005', kid: 'BOB' },
      ],
      [],
    ],
    [
      'one dependent',
      [
        { day: '20260922', kid: 'ANN' },
        { day: '20261005', kid: 'Ann' },
      ],
      [close],
    ],
    ['weekly doses, out of order', [{ day: '20260928' }, { day: '20261012' }, { day: '20261005' }], [close]],
    ['weekly doses, in order', [{ day: '20260928' }, { day: '20261005' }, { day: '20261012' }], [close, close]],
    ['a replacement with another date', [{ day: '20260928' }, { day: '20261005', frequency: '7' }], []],
    ['a replacement read before its original', [{ day: '20261005', frequency: '7' }, { day: '20260928' }], []],
    [
      'a replacement of a replacement',
      [
        { day: '20260928', id: 'B1', frequency: '7' },
        { day: '20261005', id: 'B1', frequency: '7' },
      ],
      [],
    ],
    [
      'two replacements',
      [
        { day: '20260928', frequency: '7' },
        { day: '20261005', frequency: '7' },
      ],
      [close],
    ],
    ['a void', [{ day: '20260928', frequency: '8' }, { day: '20261005' }], []],
  ])('%s', async (_, doses, expected) => {
    const found = await findings(file(doses));
    expect(found.filter((rule) => rule.startsWith('xolair/'))).toEqual(expected);
  });

  test('another file of the run is named', async () => {
    const report = await judge([file([{ day: '20260928' }]), file([{ day: '20261005' }])]);
    const found = report.findings.filter((finding) => finding.rule === 'xolair/dose-interval');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ file: 1, location: { segment: 'DTP', element: 'DTP03' } });
    expect(found[0]!.related).toMatchObject([{ file: 0, segment: 'SV1', element: 'SV101-2', serviceLine: 1 }]);
  });

  test('a second run knows nothing of the first', async () => {
    await judge([file([{ day: '20260928' }])]);
    expect(await findings(file([{ day: '20261005' }]))).toEqual([]);
  });

  test('two visits of one claim', async () => {
    const lines = ['20260928', '20261005'].flatMap((day) => [on(day, XOLAIR), on(day, INJECTION)]);
    expect(await findings(officeClaim(lines))).toEqual([close]);
    expect(await findings(officeClaim(lines, { facility: '11:B:7' }).replace('REF*G1', 'REF*F8*PCC1~REF*G1'))).toEqual([close]);
  });

  test('of a hospital, by the date of the statement', async () => {
    const stay = (id: string, day: string) =>
      hospitalClaim(['SV2*0636*HC:J2357:JZ*2500*UN*60~LIN**N4*50242022701~CTP****2*ML', CLINIC_INJECTION], { id }).replace(
        'CL1*',
        `DTP*434*RD8*${day}-${day}~CL1*`,
      );
    const report = await judge([stay('A1', '20260928') + stay('A2', '20261005')]);
    expect(report.findings.map((finding) => [finding.rule, finding.location.element])).toEqual([
      ['xolair/dose-interval', 'DTP03'],
    ]);
    expect(report.findings[0]!.related).toMatchObject([{ segment: 'SV2', element: 'SV202-2' }]);
  });

  test('a claim without a birth date cannot be told apart from others', async () => {
    const text = file([{ day: '20260928' }]).replace('DMG*D8*19800101*F~', '');
    const report = await judge([text]);
    expect(report.notChecked).toContainEqual({ rule: 'xolair/dose-interval', reason: 'no-birth-date', claims: 1 });
  });

  test('no date of service stands in the message', async () => {
    expect(await messages(file([{ day: '20260928' }, { day: '20261005' }]))).toEqual([
      'This dose and another one of the same patient are 7 days apart, but Xolair is given every 2 or 4 weeks',
    ]);
  });
});
