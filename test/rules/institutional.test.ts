import { describe, expect, test } from 'vitest';
import {
  CLINIC_INJECTION,
  HOSPITAL_XOLAIR,
  hospitalClaim,
  INJECTION,
  officeClaim,
  XOLAIR,
} from '../../src/rules/examples/claims.ts';
import { foundIn, judged } from '../support/claims.ts';

const injectionIn = (revenue: string) => `SV2*${revenue}*HC:96372*60*UN*1`;
const drugIn = (revenue: string) => HOSPITAL_XOLAIR.replace('0636', revenue);
const withInjectionIn = (revenue: string) => hospitalClaim([HOSPITAL_XOLAIR, injectionIn(revenue)]);

describe('xolair/revenue-drug', () => {
  test.each(['0250', '0252', '0637', '0635', '0510', '250', '63'])('J2357 does not belong in %s', async (revenue) => {
    const { rules, findings } = await judged(hospitalClaim([drugIn(revenue), CLINIC_INJECTION]));
    expect(rules).toEqual(['xolair/revenue-drug']);
    expect(findings[0]!.location).toMatchObject({ segment: 'SV2', element: 'SV201', serviceLine: 1 });
  });

  test('636 is 0636, and a line without a code is a fault of its own', async () => {
    expect(await foundIn(hospitalClaim([drugIn('636'), CLINIC_INJECTION]))).toEqual([]);
    expect(await foundIn(hospitalClaim([drugIn(''), CLINIC_INJECTION]))).not.toContain('xolair/revenue-drug');
  });

  test('text in the place of the code is not repeated', async () => {
    const { words } = await judged(hospitalClaim([drugIn('SMITH'), CLINIC_INJECTION]));
    expect(words.join()).not.toContain('SMITH');
  });

  test('each J2357 line has its own', async () => {
    const waste = 'SV2*0250*HC:J2357:JW*625*UN*15~LIN**N4*50242004062~CTP****0.5*UN';
    const given = 'SV2*0636*HC:J2357*625*UN*15~LIN**N4*50242004062~CTP****0.5*UN';
    expect(await foundIn(hospitalClaim([given, waste, CLINIC_INJECTION]))).toEqual(['xolair/revenue-drug']);
  });
});

describe('xolair/revenue-admin', () => {
  test.each(['0636', '0637', '0250', '0259', '258', '636'])('an injection in %s is an error: a drug code', async (revenue) => {
    const { rules, words } = await judged(withInjectionIn(revenue));
    expect(rules).toEqual(['xolair/revenue-admin']);
    expect(words[0]).toContain('for drugs');
  });

  test.each(['0260', '0450', '0456', '0500', '0511', '0519', '0520', '0529', '0760', '0761', '0940', '0949', '0360', '940'])(
    'an injection in %s is a warning',
    async (revenue) => {
      expect(await foundIn(withInjectionIn(revenue))).toEqual(['xolair/revenue-admin:warning']);
    },
  );

  test.each(['0300', '0331', '0459', '0530', '0762', '0270', '0001', 'ABC'])(
    'an injection in %s is an error',
    async (revenue) => {
      expect(await foundIn(withInjectionIn(revenue))).toEqual(['xolair/revenue-admin']);
    },
  );

  test.each(['0510', '510'])('an injection in %s is usual', async (revenue) => {
    expect(await foundIn(withInjectionIn(revenue))).toEqual([]);
  });

  test('takes what a config accepts', async () => {
    const accept = { 'xolair/revenue-admin': { accept: ['940', '0300'] } };
    expect(await foundIn(withInjectionIn('0940'), accept)).toEqual([]);
    expect(await foundIn(withInjectionIn('0300'), accept)).toEqual([]);
    expect(await foundIn(withInjectionIn('0761'), accept)).toEqual(['xolair/revenue-admin:warning']);
  });

  test('0940 for the injection, 0510 for the visit: one warning', async () => {
    const visit = 'SV2*0510*HC:G0463:25*150*UN*1';
    expect(await foundIn(hospitalClaim([HOSPITAL_XOLAIR, injectionIn('0940'), visit], { filing: 'MA' }))).toEqual([
      'xolair/revenue-admin:warning',
    ]);
  });

  test('0250 for the drug and a visit without 25: two faults', async () => {
    const visit = 'SV2*0510*HC:G0463*150*UN*1';
    expect(await foundIn(hospitalClaim([drugIn('0250'), CLINIC_INJECTION, visit]))).toEqual([
      'xolair/em-modifier-25',
      'xolair/revenue-drug',
    ]);
  });
});

describe('xolair/bill-type', () => {
  test.each(['11', '18', '21', '71', '77'])('%sx does not pay Xolair apart', async (type) => {
    const { rules, findings } = await judged(hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { facility: `${type}:A:1` }));
    expect(rules).toEqual(['xolair/bill-type:warning']);
    expect(findings[0]!.location).toMatchObject({ segment: 'CLM', element: 'CLM05-1' });
  });

  test.each(['13', '85', '83', '12', '14', '22', '23', '34', '73', '76'])('%sx may', async (type) => {
    expect(await foundIn(hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { facility: `${type}:A:1` }))).toEqual([]);
  });

  test('place 11 is an office, not a stay', async () => {
    expect(await foundIn(officeClaim([XOLAIR, INJECTION], { facility: '11:B:1' }))).toEqual([]);
  });

  test('a stay without Xolair is any claim', async () => {
    expect(await foundIn(hospitalClaim([CLINIC_INJECTION], { facility: '11:A:1' }))).toEqual([]);
  });
});

describe('xolair/clinic-visit', () => {
  const visit = (code: string) => `SV2*0510*HC:${code}:25*150*UN*1`;

  test.each(['99202', '99205', '99212', '99215'])('Medicare takes no %s from a hospital', async (code) => {
    const lines = [HOSPITAL_XOLAIR, CLINIC_INJECTION, visit(code)];
    expect(await foundIn(hospitalClaim(lines, { filing: 'MA' }))).toEqual(['xolair/clinic-visit:warning']);
    for (const filing of ['CI', '16', 'MC']) expect(await foundIn(hospitalClaim(lines, { filing }))).toEqual([]);
  });

  test('an office may bill it', async () => {
    const lines = [XOLAIR, INJECTION, 'SV1*HC:99213:25*150*UN*1***1'];
    expect(await foundIn(officeClaim(lines, { filing: 'MB' }))).toEqual([]);
  });

  test('bills that are no hospital outpatient’s are not judged', async () => {
    const lines = [HOSPITAL_XOLAIR, CLINIC_INJECTION, visit('99213')];
    expect(await foundIn(hospitalClaim(lines, { filing: 'MA', facility: '22:A:1' }))).toEqual([]);
  });
});
