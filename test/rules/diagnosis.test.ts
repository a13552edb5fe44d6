import { describe, expect, test } from 'vitest';
import { XOLAIR as XOLAIR_FACTS } from '../../src/codes/drugs/xolair.ts';
import { codeFault, indicationTable } from '../../src/codes/indications.ts';
import {
  CLINIC_INJECTION,
  HOSPITAL_XOLAIR,
  hospitalClaim,
  INJECTION,
  officeClaim,
  on,
  XOLAIR,
} from '../../src/rules/examples/claims.ts';
import { foundIn, judged } from '../support/claims.ts';

const coveredCode = indicationTable(XOLAIR_FACTS);

/** An office claim with these diagnoses, J2357 pointing at some of them, on a day. */
function claimOf(dx: readonly string[], pointers = '1', date = '20261005', born?: string): string {
  const lines = [on(date, XOLAIR.replace('***1~', `***${pointers}~`)), on(date, INJECTION)];
  return officeClaim(lines, { dx, ...(born !== undefined && { born }) });
}

/** What the rules of this file say of a claim; dates in the past are another rule's. */
const ours = (rules: readonly string[]) => rules.filter((rule) => /^xolair\/(diagnosis|age|prior)/.test(rule));

/** The patient is a child on the policy of an adult. */
function ofDependent(claim: string, born: string): string {
  const adult = 'NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER ONE*****PI*60054~';
  const child = `HL*3*2*23*0~PAT*19~NM1*QC*1*TESTER*KID~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*${born}*M~`;
  return `SBR*P********CI~${adult}${child}${claim}`;
}

describe('the table of indications', () => {
  test.each([
    ['J4540', 'asthma', 6],
    ['J4552', 'asthma', 6],
    ['J330', 'nasal polyps', 18],
    ['J338', 'nasal polyps', 18],
    ['L501', 'chronic spontaneous urticaria', 12],
    ['Z91010', 'IgE-mediated food allergy', 1],
    ['Z91018', 'IgE-mediated food allergy', 1],
    ['T7805XA', 'IgE-mediated food allergy', 1],
    ['T78110A', 'IgE-mediated food allergy', 1],
  ])('%s is %s, from %i years', (code, name, minimumAge) => {
    expect(coveredCode(code, 20261005)?.indication).toMatchObject({ name, minimumAge });
  });

  test.each([
    'R062',
    'J301',
    'J4530',
    'J45901',
    'J4599',
    'L500',
    'L209',
    'T782XXA',
    'T7840XA',
    'J45',
    'J33',
    'Z9101',
    'T7801',
    '',
  ])('"%s" is none', (code) => {
    expect(coveredCode(code, 20261005)).toBeUndefined();
  });

  test('codes have dates', () => {
    for (const code of ['Z91011', 'Z91012']) {
      expect(coveredCode(code, 20250930)).toBeDefined();
      expect(coveredCode(code, 20251001)).toBeUndefined();
      expect(codeFault(code, 20250930)).toBeUndefined();
      expect(codeFault(code, 20251001)).toBe('expired');
    }
    for (const code of ['Z910110', 'Z910112', 'Z910120', 'Z910122']) {
      expect(coveredCode(code, 20250930)).toBeUndefined();
      expect(coveredCode(code, 20251001)).toBeDefined();
      expect(codeFault(code, 20250930)).toBe('early');
      expect(codeFault(code, 20251001)).toBeUndefined();
    }
    // Nobody knows the day: no code is wrong for it.
    expect(coveredCode('Z91011', undefined)).toBeDefined();
    expect(codeFault('Z91011', undefined)).toBeUndefined();
  });

  test.each(['J45', 'J454', 'J455', 'J33', 'L50', 'Z910', 'Z9101', 'T78', 'T780', 'T7801', 'T7801X', 'T781', 'D470'])(
    '%s is a header',
    (code) => {
      expect(codeFault(code, 20261005)).toBe('header');
    },
  );

  test.each(['J4550', 'J339', 'L501', 'Z9102', 'T7801XA', 'J459', 'R062', 'J301', 'Z9'])('%s is none', (code) => {
    expect(codeFault(code, 20261005)).toBeUndefined();
  });
});

describe('xolair/diagnosis', () => {
  test('any of the codes pointed at passes, in any place', async () => {
    expect(await foundIn(claimOf(['R040', 'J301', 'J4550', 'R062'], '3'))).toEqual([]);
    expect(await foundIn(claimOf(['J4550', 'J301', 'R040', 'R062'], '1:2:3:4'))).toEqual([]);
  });

  test('a code of the claim that J2357 does not point at does not count', async () => {
    const { rules, findings, words } = await judged(claimOf(['R062', 'J4550'], '1'));
    expect(rules).toEqual(['xolair/diagnosis']);
    expect(findings[0]!.location).toMatchObject({ segment: 'SV1', element: 'SV107', serviceLine: 1 });
    expect(words[0]).toContain('J4550');
  });

  test('names the first code and whether it is a sure denial', async () => {
    const denied = await judged(claimOf(['J301', 'R040'], '1:2'));
    expect(denied.rules).toEqual(['xolair/diagnosis']);
    expect(denied.words[0]).toMatch(/"J301" \(allergic rhinitis, a sure denial\)/);
    expect(denied.findings[0]!.location).toMatchObject({ segment: 'HI', element: 'HI01-2', serviceLine: 1 });
    const other = await judged(claimOf(['J4530']));
    expect(other.words[0]).toContain('"J4530"');
    expect(other.words[0]).not.toContain('denial');
  });

  test.each(['J4531', 'J45909', 'J3089', 'L500', 'L2084', 'T7840XA', 'R0602'])('%s is no indication', async (code) => {
    expect(await foundIn(claimOf([code]))).toEqual(['xolair/diagnosis']);
  });

  test('a code counts on the days on which it is one', async () => {
    expect(ours(await foundIn(claimOf(['Z91011'], '1', '20250930')))).toEqual([]);
    expect(await foundIn(claimOf(['Z910110'], '1', '20261005'))).toEqual([]);
  });

  test('is silent where a rule about the codes or the pointers speaks', async () => {
    // A point, a header, an expired code, a pointer to nothing, a pointer twice, no pointer.
    for (const dx of ['R06.2', 'J455', 'Z91011', 'T7801']) expect(ours(await foundIn(claimOf([dx])))).toEqual([]);
    for (const pointers of ['3', '13', 'A', '1:1', '']) expect(ours(await foundIn(claimOf(['R062'], pointers)))).toEqual([]);
    // The fault is in a code that J2357 does not point at.
    expect(ours(await foundIn(claimOf(['R062', 'J455'], '1')))).toEqual(['xolair/diagnosis']);
  });

  test('an accepted code with a decimal point is accepted', async () => {
    expect(ours(await foundIn(claimOf(['J45.50'])))).toEqual([]);
    expect(ours(await foundIn(claimOf(['j45.50'])))).toEqual([]);
  });

  test('has one finding for one wrong code, however many lines point at it', async () => {
    const dose = ['30', '15'].map((units) => `SV1*HC:J2357:JZ*1250*UN*${units}***1`);
    expect(ours(await foundIn(officeClaim([...dose, INJECTION], { dx: ['R062'], filing: 'MB' })))).toEqual(['xolair/diagnosis']);
    const apart = [dose[0]!, dose[1]!.replace(/1$/, '2')];
    expect(ours(await foundIn(officeClaim([...apart, INJECTION], { dx: ['R062', 'J301'], filing: 'MB' })))).toEqual([
      'xolair/diagnosis',
      'xolair/diagnosis',
    ]);
    // The second line has a wrong pointer of its own beside a right one.
    const mixed = [dose[0]!, dose[1]!.replace(/1$/, '2')];
    expect(ours(await foundIn(officeClaim([...mixed, INJECTION], { dx: ['J4550', 'J301'], filing: 'MB' })))).toEqual([
      'xolair/diagnosis',
    ]);
  });

  test('a hospital claim counts its principal and other diagnoses, and no others', async () => {
    const bill = (dx: readonly string[]) => hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { dx });
    expect(await foundIn(bill(['J301', 'R040', 'J4550']))).toEqual([]);
    expect(ours(await foundIn(bill(['J301']).replace('~NM1*71', '~HI*APR:J4550~NM1*71')))).toEqual(['xolair/diagnosis']);
    const { rules, findings } = await judged(bill(['R062']));
    expect(rules).toEqual(['xolair/diagnosis']);
    expect(findings[0]!.location).toMatchObject({ segment: 'HI', element: 'HI01-2' });
    expect(ours(await foundIn(bill(['R062']).replace('HI*ABK:R062~', '')))).toEqual(['xolair/diagnosis']);
  });

  test('takes what a config accepts, written either way', async () => {
    for (const code of ['J45.30', 'J4530', 'j4530']) {
      expect(await foundIn(claimOf(['J4530']), { 'xolair/diagnosis': { accept: [code] } })).toEqual([]);
    }
  });

  test('is about J2357 only', async () => {
    const named = 'SV1*HC:96372:::::XOLAIR*60*UN*1***1';
    expect(await foundIn(officeClaim([named], { dx: ['R062'] }))).toEqual([]);
  });
});

describe('xolair/diagnosis-payer', () => {
  test.each(['L508', 'L509', 'J331', 'J338', 'T7800XA', 'T781XXA', 'T78110A', 'D4702', 'L503', 'L2989', 'Z9102'])(
    '%s is accepted by some payers',
    async (code) => {
      expect(await foundIn(claimOf([code]))).toEqual(['xolair/diagnosis-payer:warning']);
    },
  );

  test('J33.9 is doubtful for Medicare alone', async () => {
    const claim = (filing: string) => foundIn(officeClaim([XOLAIR, INJECTION], { dx: ['J339'], filing }));
    expect(await claim('MB')).toEqual(['xolair/diagnosis-payer:warning']);
    expect(await claim('MA')).toEqual(['xolair/diagnosis-payer:warning']);
    for (const filing of ['CI', '16', 'MC', 'CH', 'ZZ']) expect(await claim(filing)).toEqual([]);
  });

  test('a certain code beside a doubtful one settles it, if it comes first', async () => {
    expect(await foundIn(claimOf(['J4550', 'L509'], '1:2'))).toEqual([]);
    expect(await foundIn(claimOf(['J4550', 'L509'], '2:1'))).toEqual(['xolair/diagnosis-payer:warning']);
    expect(await foundIn(claimOf(['L501', 'J4550'], '2:1'))).toEqual([]);
  });

  test('the first pointer is where payers look', async () => {
    const { rules, findings } = await judged(claimOf(['R040', 'J330'], '1:2'));
    expect(rules).toEqual(['xolair/diagnosis-payer:warning']);
    expect(findings[0]!.location).toMatchObject({ segment: 'SV1', element: 'SV107' });
    // A header first is a fault of its own.
    expect(ours(await foundIn(claimOf(['J455', 'J4550'], '1:2')))).toEqual([]);
    expect(await foundIn(hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { dx: ['R040', 'J330'] }))).toEqual([]);
  });

  test('a payer may have said so', async () => {
    expect(await foundIn(claimOf(['L508']), { 'xolair/diagnosis-payer': { accept: ['L50.8'] } })).toEqual([]);
  });

  test('has one finding for one code under several lines', async () => {
    const dose = ['30', '15'].map((units) => `SV1*HC:J2357:JZ*1250*UN*${units}***1`);
    expect(ours(await foundIn(officeClaim([...dose, INJECTION], { dx: ['L509'], filing: 'MB' })))).toEqual([
      'xolair/diagnosis-payer:warning',
    ]);
  });
});

describe('xolair/age', () => {
  /** Birthdays against the day of service, 2026-10-05. */
  test.each([
    ['J4550', '20201005', []],
    ['J4550', '20201006', ['xolair/age']],
    ['L501', '20141005', []],
    ['L501', '20141006', ['xolair/age']],
    ['J330', '20081005', []],
    ['J330', '20081006', ['xolair/age']],
    ['Z91010', '20251005', []],
    ['Z91010', '20251006', ['xolair/age']],
  ])('%s of a patient born %s', async (code, born, expected) => {
    expect(await foundIn(claimOf([code], '1', '20261005', born))).toEqual(expected);
  });

  test('a leap day’s child is a year older on 1 March', async () => {
    expect(ours(await foundIn(claimOf(['J4550'], '1', '20260228', '20200229')))).toEqual(['xolair/age']);
    expect(ours(await foundIn(claimOf(['J4550'], '1', '20260301', '20200229')))).toEqual([]);
  });

  test('is of the patient, not of the subscriber', async () => {
    expect(await foundIn(ofDependent(claimOf(['L501']), '20150301'))).toEqual(['xolair/age']);
    expect(await foundIn(ofDependent(claimOf(['L501', 'J4550'], '1:2'), '20150301'))).toEqual([]);
    expect(await foundIn(ofDependent(claimOf(['L501', 'J4550'], '1'), '20150301'))).toEqual(['xolair/age']);
    const { findings } = await judged(ofDependent(claimOf(['L501']), '20150301'));
    expect(findings[0]).toMatchObject({ location: { element: 'SV101-2' }, related: [{ loop: '2010CA', element: 'DMG02' }] });
  });

  test('of twins on one policy each claim has the patient that it stands under', async () => {
    const twin = (born: string) =>
      `HL*3*2*23*0~PAT*19~NM1*QC*1*TESTER*KID~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*${born}*M~${claimOf(['L501'])}`;
    const policy = 'SBR*P********CI~NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER ONE*****PI*60054~';
    const text = `${policy}${twin('20150301')}${twin('20130301').replace('HL*3*', 'HL*4*').replace('CLM*A1*', 'CLM*A2*')}`;
    const { rules, findings } = await judged(text);
    expect(rules).toEqual(['xolair/age']);
    expect(findings[0]!.claim!.ordinal).toBe(1);
  });

  test('is counted on the day of the visit, and said once', async () => {
    const dose = XOLAIR.replace('UN*60', 'UN*60');
    const lines = [on('20261004', dose), on('20261004', INJECTION), on('20261005', dose), on('20261005', INJECTION)];
    const claim = (born: string) => officeClaim(lines, { dx: ['L501'], born });
    expect(ours(await foundIn(claim('20141005')))).toEqual(['xolair/age']);
    expect(ours(await foundIn(claim('20150101')))).toEqual(['xolair/age']);
    expect(ours(await foundIn(claim('20141004')))).toEqual([]);
  });

  test('a code that some payers accept has the age of its indication', async () => {
    expect(await foundIn(claimOf(['L509'], '1', '20261005', '20150301'))).toEqual([
      'xolair/age',
      'xolair/diagnosis-payer:warning',
    ]);
    // No label gives an age for a use that is on none.
    expect(await foundIn(claimOf(['D4702'], '1', '20261005', '20150301'))).toEqual(['xolair/diagnosis-payer:warning']);
  });

  test('an autoinjector is for twelve and older', async () => {
    const pen = 'SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242022755~CTP****2*ML';
    const claim = (born: string, dx = ['J4550']) => officeClaim([pen, INJECTION], { dx, born });
    expect(await foundIn(claim('20141005'))).toEqual([]);
    const { rules, findings } = await judged(claim('20141006'));
    expect(rules).toEqual(['xolair/age:warning']);
    expect(findings[0]!.location).toMatchObject({ segment: 'LIN', element: 'LIN03' });
    // Too young for the indication is what matters then.
    expect(await foundIn(claim('20150301', ['L501']))).toEqual(['xolair/age']);
  });

  test('says when the age is not known', async () => {
    const noBirth = claimOf(['L501'], '1', '20261005', '20150301').replace(/DMG\*D8\*\d+\*F~/, '');
    expect((await judged(noBirth)).notChecked).toContain('xolair/age no-birth-date');
    const noDay = await judged(claimOf(['L501'], '1', '20261399', '20150301'));
    expect(noDay.notChecked).toContain('xolair/age no-line-date');
    expect(ours(noDay.rules)).toEqual([]);
    // A sound claim has nothing to say.
    expect((await judged(claimOf(['L501']))).notChecked).toEqual([]);
  });

  test('tells no birth date and no age', async () => {
    const { words } = await judged(claimOf(['L501'], '1', '20261005', '20150301'));
    expect(words.join()).not.toMatch(/2015|\b11\b/);
  });
});

describe('xolair/prior-auth', () => {
  const none = { authorization: '' };

  test.each([
    ['CI', true],
    ['BL', true],
    ['12', true],
    ['FI', true],
    ['MC', true],
    ['16', true],
    ['CH', true],
    ['VA', true],
    ['MA', false],
    ['MB', false],
    ['WC', false],
    ['ZZ', false],
    ['', false],
  ])('payers of SBR09 "%s" ask for it: %s', async (filing, asks) => {
    expect(ours(await foundIn(officeClaim([XOLAIR, INJECTION], { ...none, filing })))).toEqual(
      asks ? ['xolair/prior-auth:warning'] : [],
    );
  });

  test('a number of the line counts, one of another payer does not', async () => {
    const line = (ref: string) => officeClaim([on('20261005', XOLAIR.replace('~', `~${ref}~`)), on('20261005', INJECTION)], none);
    expect(await foundIn(line('REF*G1*AUTH1'))).toEqual([]);
    expect(await foundIn(line('REF*G1*AUTH1**2U:77777~REF*G1*AUTH2'))).toEqual([]);
    expect(await foundIn(line('REF*9F*AUTH1'))).toEqual(['xolair/prior-auth:warning']);
    const { rules, findings } = await judged(line('REF*G1*AUTH1**2U:77777'));
    expect(rules).toEqual(['xolair/prior-auth:warning']);
    expect(findings[0]!.location).toMatchObject({ segment: 'REF', element: 'REF04', serviceLine: 1 });
  });

  test('a number on the line of the injection is not one of the drug', async () => {
    const lines = [on('20261005', XOLAIR), on('20261005', `${INJECTION}~REF*G1*AUTH1`)];
    expect(await foundIn(officeClaim(lines, none))).toEqual(['xolair/prior-auth:warning']);
  });

  test('each visit needs one, each line of a visit does not', async () => {
    const numbered = XOLAIR.replace('~', '~REF*G1*AUTH1~');
    const together = [on('20261005', numbered), on('20261005', XOLAIR), on('20261005', INJECTION)];
    expect(ours(await foundIn(officeClaim(together, none)))).toEqual([]);
    const apart = [on('20260907', numbered), on('20260907', INJECTION), on('20261005', XOLAIR), on('20261005', INJECTION)];
    expect(ours(await foundIn(officeClaim(apart, none)))).toEqual(['xolair/prior-auth:warning']);
  });

  test('another payer’s number in 2330B is not one of this payer', async () => {
    const other = 'SBR*S*18*******BL~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M00000002~NM1*PR*2*PAYER TWO*****PI*77777~REF*G1*AUTHX';
    expect(ours(await foundIn(officeClaim([XOLAIR, INJECTION], { ...none, other })))).toEqual(['xolair/prior-auth:warning']);
  });

  test('the payer is that of 2000B, not of 2320', async () => {
    const other = 'SBR*S*18*******CI~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M00000002~NM1*PR*2*PAYER TWO*****PI*77777';
    expect(ours(await foundIn(officeClaim([XOLAIR, INJECTION], { ...none, other, filing: 'MB' })))).toEqual([]);
  });

  test('a hospital’s claim has it in loop 2300 only', async () => {
    const line = HOSPITAL_XOLAIR.replace('~', '~REF*G1*AUTH1~');
    expect(ours(await foundIn(hospitalClaim([line, CLINIC_INJECTION], none)))).toEqual(['xolair/prior-auth:warning']);
  });

  test('names the CLM as the place, and needs a value', async () => {
    const { rules, findings } = await judged(officeClaim([XOLAIR, INJECTION], { authorization: 'REF*G1~' }));
    expect(ours(rules)).toEqual(['xolair/prior-auth:warning']);
    const own = findings.find((finding) => finding.rule === 'xolair/prior-auth');
    expect(own!.location).toMatchObject({ segment: 'CLM', loop: '2300', element: 'REF02' });
  });

  test('an injection of a pharmacy’s drug needs none', async () => {
    expect(await foundIn(officeClaim(['SV1*HC:96372:::::XOLAIR*60*UN*1***1'], none))).toEqual([]);
  });
});
