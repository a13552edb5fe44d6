import { describe, expect, test } from 'vitest';
import {
  CLINIC_INJECTION,
  HOSPITAL_XOLAIR,
  hospitalClaim,
  INJECTION,
  OTHER_DRUG,
  officeClaim,
  on,
  XOLAIR,
} from '../../src/rules/examples/claims.ts';
import { foundIn, judged } from '../support/claims.ts';

const MARKED = 'SV1*HC:96372:59*60*UN*1***1';
const VISIT = 'SV1*HC:99213*150*UN*1***1';
const NAMED_INJECTION = 'SV1*HC:96372:::::Xolair from pharmacy*60*UN*1***1';
const VIAL_WASTE = 'SV1*HC:J2357:JW*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN';

/** A professional line at a place of its own. */
const at = (place: string, line: string) => line.replace(/^(SV1\*[^*]*\*[^*]*\*[^*]*\*[^*]*)\*[^*]*/, `$1*${place}`);

describe('xolair/admin-present', () => {
  const office = ['03', '04', '11', '15', '17', '20', '49', '71', '99'];
  const home = ['12', '13', '14', '33', '02', '10'];
  const other = ['50', '72', '24', '31', '01', '65'];

  test.each(office)('is an error at place %s', async (place) => {
    expect(await foundIn(officeClaim([XOLAIR], { facility: `${place}:B:1` }))).toEqual(['xolair/admin-present']);
  });

  test.each(home)('is silent at place %s', async (place) => {
    expect(await foundIn(officeClaim([XOLAIR], { facility: `${place}:B:1` }))).toEqual([]);
  });

  test.each(other)('is a warning at place %s', async (place) => {
    expect(await foundIn(officeClaim([XOLAIR], { facility: `${place}:B:1` }))).toEqual(['xolair/admin-present:warning']);
  });

  test.each(['13', '85', '83', '74', '75', '76'])('is an error on bill type %sx', async (type) => {
    expect(await foundIn(hospitalClaim([HOSPITAL_XOLAIR], { facility: `${type}:A:1` }))).toContain('xolair/admin-present');
  });

  test('is a warning on other bills, silent on those of home health', async () => {
    const bill = (type: string) => foundIn(hospitalClaim([HOSPITAL_XOLAIR], { facility: `${type}:A:1` }));
    expect(await bill('11')).toEqual(['xolair/admin-present:warning', 'xolair/bill-type:warning']);
    expect(await bill('22')).toEqual(['xolair/admin-present:warning']);
    expect(await bill('34')).toEqual([]);
  });

  test('goes by the place of the line', async () => {
    expect(await foundIn(officeClaim([at('12', XOLAIR)]))).toEqual([]);
    expect(await foundIn(officeClaim([at('11', XOLAIR)], { facility: '12:B:1' }))).toEqual(['xolair/admin-present']);
  });

  test('looks at one visit, not at the claim', async () => {
    const lines = [on('20260907', XOLAIR), on('20261005', XOLAIR), on('20261005', INJECTION)];
    const { rules, findings } = await judged(officeClaim(lines));
    expect(rules).toEqual(['xolair/admin-present']);
    expect(findings[0]).toMatchObject({ serviceLine: 1, location: { segment: 'SV1', element: 'SV101-2' } });
  });

  test('has one finding for a dose of two lines', async () => {
    const lines = [
      'SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML',
      'SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242021403~CTP****0.5*ML',
    ];
    expect(await foundIn(officeClaim(lines))).toEqual(['xolair/admin-present']);
  });

  test('has nothing to say of a visit that only discarded, or of a pharmacy’s drug', async () => {
    expect(await foundIn(officeClaim([VIAL_WASTE]))).not.toContain('xolair/admin-present');
    expect(await foundIn(officeClaim([NAMED_INJECTION]))).toEqual([]);
  });

  test('leaves an injection of the wrong kind to the rule about its code', async () => {
    expect(await foundIn(officeClaim([XOLAIR, 'SV1*HC:96413*90*UN*1***1']))).toEqual(['xolair/admin-code']);
  });

  test('does not guess where an injection has no date', async () => {
    const { rules, notChecked } = await judged(officeClaim([on('20261005', XOLAIR), INJECTION]));
    expect(rules).not.toContain('xolair/admin-present');
    expect(notChecked).toContain('xolair/admin-present no-line-date');
  });

  test('does not judge a void claim, which repeats the original', async () => {
    const voided = officeClaim([XOLAIR], { facility: '11:B:8', authorization: 'REF*F8*PCC1~' });
    expect(await foundIn(voided)).toEqual([]);
  });
});

describe('xolair/admin-code', () => {
  test.each(['96365', '96374', '96360', '96369', '96413', '96415', '96409', '96425'])('takes no %s for Xolair', async (code) => {
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, `SV1*HC:${code}*90*UN*1***1`]))).toEqual(['xolair/admin-code']);
  });

  test('takes any of them for another drug of the visit, not of another visit', async () => {
    const infusion = 'SV1*HC:96365*120*UN*1***1';
    const iron = 'SV1*HC:J1756*90*UN*100***1';
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, iron, infusion]))).toEqual([]);
    const apart = [on('20261005', XOLAIR), on('20261005', infusion), on('20261012', iron), on('20261012', INJECTION)];
    expect(await foundIn(officeClaim(apart))).toEqual(['xolair/admin-code']);
  });

  test('counts a Q code as a drug only with an NDC', async () => {
    const infusion = 'SV1*HC:96365*120*UN*1***1';
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, 'SV1*HC:Q9967*5*UN*1***1', infusion]))).toEqual(['xolair/admin-code']);
    const withNdc = 'SV1*HC:Q9967*5*UN*1***1~LIN**N4*00407141491~CTP****1*ML';
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, withNdc, infusion]))).toEqual([]);
  });

  test('is a warning for 96401 to Medicare and for a neoplasm, an error else', async () => {
    const chemo = 'SV1*HC:96401*90*UN*1***1';
    const both = XOLAIR.replace('***1~', '***1:2~');
    expect(await foundIn(officeClaim([XOLAIR, chemo], { filing: 'MB' }))).toEqual(['xolair/admin-code:warning']);
    expect(await foundIn(officeClaim([XOLAIR, chemo], { filing: '16' }))).toEqual(['xolair/admin-code']);
    expect(await foundIn(officeClaim([both, chemo], { dx: ['J4550', 'D4702'] }))).toEqual(['xolair/admin-code:warning']);
    expect(await foundIn(officeClaim([both, chemo], { dx: ['J4550', 'D500'] }))).toEqual(['xolair/admin-code']);
    // The neoplasm is on the claim, and J2357 does not point at it.
    expect(await foundIn(officeClaim([XOLAIR, chemo], { dx: ['J4550', 'C3490'] }))).toEqual(['xolair/admin-code']);
    expect(await foundIn(officeClaim([both, 'SV1*HC:96413*90*UN*1***1'], { dx: ['J4550', 'C3490'] }))).toEqual([
      'xolair/admin-code',
    ]);
  });

  test('takes what a config allows', async () => {
    const lines = [XOLAIR, 'SV1*HC:96401*90*UN*1***1', 'SV1*HC:96365*120*UN*1***1'];
    const { rules, words } = await judged(officeClaim(lines), { 'xolair/admin-code': { allow: ['96401'] } });
    expect(rules).toEqual(['xolair/admin-code']);
    expect(words[0]).toMatch(/^96365 /);
  });

  test('has nothing to say of visits without Xolair', async () => {
    const lines = [on('20261005', XOLAIR), on('20261005', INJECTION), on('20261012', 'SV1*HC:95117*40*UN*1***1')];
    expect(await foundIn(officeClaim(lines))).toEqual([]);
  });
});

describe('xolair/admin-count', () => {
  const twice = 'SV1*HC:96372*120*UN*2***1';
  const syringes = 'SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242021503~CTP****2*ML';
  const injection = { 'xolair/admin-count': { count: 'injection' } };

  test('compares numbers, not texts', async () => {
    expect(await foundIn(officeClaim([XOLAIR, 'SV1*HC:96372*60*UN*01***1']))).toEqual([]);
    expect(await foundIn(officeClaim([XOLAIR, 'SV1*HC:96372*60*UN*1.00***1']))).toEqual([]);
  });

  test('counts containers where a config says so', async () => {
    expect(await foundIn(officeClaim([syringes, twice]), injection)).toEqual([]);
    expect(await foundIn(officeClaim([XOLAIR, twice]), injection)).toEqual(['xolair/admin-count']);
    // 225 mg: one syringe of 150 mg and one of 75 mg.
    const mixed = [
      'SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML',
      'SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242021403~CTP****0.5*ML',
    ];
    expect(await foundIn(officeClaim([...mixed, twice]), injection)).toEqual([]);
    // Half a vial is one container.
    const half = ['SV1*HC:J2357*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN', VIAL_WASTE];
    expect(await foundIn(officeClaim([...half, twice]), injection)).toEqual(['xolair/admin-count']);
  });

  test('says when it cannot count containers', async () => {
    const { rules, notChecked } = await judged(
      officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1', twice], { filing: 'MB' }),
      injection,
    );
    expect(rules).toEqual([]);
    expect(notChecked).toContain('xolair/admin-count unknown-product');
  });

  test('has nothing to say of visits without Xolair, but of a pharmacy’s Xolair', async () => {
    expect(await foundIn(officeClaim([on('20261005', XOLAIR), on('20261005', INJECTION), on('20261012', twice)]))).toEqual([]);
    expect(await foundIn(officeClaim([NAMED_INJECTION.replace('UN*1*', 'UN*2*')]))).toEqual(['xolair/admin-count']);
  });
});

describe('xolair/admin-distinct', () => {
  test.each(['59', 'XU', 'XE', 'XS', 'XP', '76'])('takes %s', async (modifier) => {
    const marked = INJECTION.replace('96372', `96372:${modifier}`);
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, OTHER_DRUG, marked]))).toEqual([]);
  });

  test('takes the modifier in any place and case, and on either line', async () => {
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, OTHER_DRUG, 'SV1*HC:96372:GC:xu*60*UN*1***1']))).toEqual([]);
    expect(await foundIn(officeClaim([XOLAIR, MARKED, OTHER_DRUG, INJECTION]))).toEqual([]);
  });

  test('names the line and the slot that lack it', async () => {
    const { rules, findings } = await judged(officeClaim([XOLAIR, INJECTION, OTHER_DRUG, 'SV1*HC:96372:GC*60*UN*1***1']));
    expect(rules).toEqual(['xolair/admin-distinct']);
    expect(findings[0]).toMatchObject({ serviceLine: 4, location: { element: 'SV101-4' } });
  });

  test('warns of a marked line without another drug on the same day', async () => {
    const apart = [on('20261005', XOLAIR), on('20261005', INJECTION), on('20261005', MARKED), on('20261012', OTHER_DRUG)];
    expect(await foundIn(officeClaim(apart))).toEqual(['xolair/admin-distinct:warning']);
  });

  test('has one finding for each line too many', async () => {
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, OTHER_DRUG, INJECTION, INJECTION]))).toEqual([
      'xolair/admin-distinct',
      'xolair/admin-distinct',
    ]);
  });
});

describe('places', () => {
  test.each(['19', '21', '22', '23'])('neither drug nor injection is the practice’s at place %s', async (place) => {
    expect(await foundIn(officeClaim([XOLAIR, INJECTION], { facility: `${place}:B:1` }))).toEqual([
      'xolair/admin-place',
      'xolair/drug-place',
    ]);
  });

  test.each(['24', '26', '31', '34', '51', '52', '53', '56', '61'])('the injection is not at place %s', async (place) => {
    expect(await foundIn(officeClaim([XOLAIR, INJECTION], { facility: `${place}:B:1` }))).toEqual(['xolair/admin-place']);
  });

  test('the place of the line counts, and is where the finding points', async () => {
    const line = await judged(officeClaim([XOLAIR, at('22', INJECTION)]));
    expect(line.rules).toEqual(['xolair/admin-place']);
    expect(line.findings[0]!.location).toMatchObject({ segment: 'SV1', element: 'SV105', serviceLine: 2 });
    const claim = await judged(officeClaim([at('11', XOLAIR), INJECTION], { facility: '22:B:1' }));
    expect(claim.rules).toEqual(['xolair/admin-place']);
    expect(claim.findings[0]!.location).toMatchObject({ segment: 'CLM', element: 'CLM05-1', serviceLine: 2 });
  });

  test('one wrong place of the claim is one finding, two wrong lines are two', async () => {
    const dose = ['30', '15'].map((units) => `SV1*HC:J2357:JZ*1250*UN*${units}***1`);
    const claim = { filing: 'MB' };
    const place = (rules: readonly string[]) => rules.filter((rule) => rule === 'xolair/drug-place').length;
    expect(place(await foundIn(officeClaim(dose, { ...claim, facility: '22:B:1' })))).toBe(1);
    expect(
      place(
        await foundIn(
          officeClaim(
            dose.map((line) => at('22', line)),
            claim,
          ),
        ),
      ),
    ).toBe(2);
  });

  test('a hospital’s own claim has no place of service', async () => {
    expect(await foundIn(hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { facility: '22:A:1' }))).toEqual([]);
  });

  test.each(['12', '02', '10'])('nobody injects at place %s', async (place) => {
    expect(await foundIn(officeClaim([XOLAIR, INJECTION], { facility: `${place}:B:1` }))).toEqual(['xolair/admin-home']);
  });

  test('Medicare pays no drug at home', async () => {
    expect(await foundIn(officeClaim([XOLAIR], { filing: 'MB', facility: '12:B:1' }))).toEqual(['xolair/home-drug:warning']);
    for (const filing of ['CI', '16', 'MC', 'CH', 'WC', 'ZZ']) {
      const rules = await foundIn(officeClaim([XOLAIR], { filing, facility: '12:B:1' }));
      expect(rules.filter((rule) => rule.startsWith('xolair/home-drug'))).toEqual([]);
    }
  });

  test('an injection on another day of the claim may be a home visit', async () => {
    const lines = [on('20261005', XOLAIR), on('20261005', INJECTION), on('20261012', at('12', INJECTION))];
    expect(await foundIn(officeClaim(lines))).toEqual([]);
  });
});

describe('xolair/em-modifier-25', () => {
  test.each(['99202', '99215', '99245', '99285', '99350', '99381', '99397', 'G0402', 'G0438', 'G0439', '92014', 'G0463'])(
    '%s needs 25',
    async (code) => {
      expect(await foundIn(officeClaim([XOLAIR, INJECTION, `SV1*HC:${code}*150*UN*1***1`]))).toEqual(['xolair/em-modifier-25']);
      expect(await foundIn(officeClaim([XOLAIR, INJECTION, `SV1*HC:${code}:25*150*UN*1***1`]))).toEqual([]);
    },
  );

  test.each(['99417', 'G2212', 'G2211', '99238', '94010', '99495'])('%s does not', async (code) => {
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, `SV1*HC:${code}*150*UN*1***1`]))).toEqual([]);
  });

  test('25 on another line does not count, lower case does', async () => {
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, VISIT, 'SV1*HC:94010:25*40*UN*1***1']))).toEqual([
      'xolair/em-modifier-25',
    ]);
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, 'SV1*HC:99213:95:25*150*UN*1***1']))).toEqual([]);
  });

  test('points at the first free modifier', async () => {
    const element = async (line: string) => (await judged(officeClaim([XOLAIR, INJECTION, line]))).findings[0]!.location.element;
    expect(await element(VISIT)).toBe('SV101-3');
    expect(await element('SV1*HC:99213:GC:95*150*UN*1***1')).toBe('SV101-5');
    expect(await element('SV1*HC:99213:GC:95:57:24*150*UN*1***1')).toBe('SV101-6');
  });

  const provider = (line: string, npi: string) => `${line}~NM1*82*1*DOC*ANN****XX*${npi}`;

  test('is a warning only where both providers are given and differ', async () => {
    const [ann, bob] = ['1987654328', '1234567893'];
    const lines = (visit: string, injection: string) => officeClaim([XOLAIR, injection, visit]);
    expect(await foundIn(lines(provider(VISIT, bob), provider(INJECTION, ann)))).toEqual(['xolair/em-modifier-25:warning']);
    expect(await foundIn(lines(provider(VISIT, bob), provider(INJECTION, bob)))).toEqual(['xolair/em-modifier-25']);
    expect(await foundIn(lines(provider(VISIT, bob), INJECTION))).toEqual(['xolair/em-modifier-25']);
    // The injection is of the claim's provider.
    const claim = lines(provider(VISIT, bob), INJECTION).replace('LX*1~', `NM1*82*1*DOC*ANN****XX*${ann}~LX*1~`);
    expect(await foundIn(claim)).toEqual(['xolair/em-modifier-25:warning']);
  });

  test('needs an injection on the same day', async () => {
    const lines = [on('20261002', VISIT), on('20261005', XOLAIR), on('20261005', INJECTION)];
    expect(await foundIn(officeClaim(lines))).toEqual([]);
    // 96401 is no injection code: only its own rule speaks.
    expect(await foundIn(officeClaim([XOLAIR, VISIT, 'SV1*HC:96401*90*UN*1***1']))).toEqual(['xolair/admin-code']);
  });

  test('holds for a pharmacy’s Xolair and for hospitals', async () => {
    expect(await foundIn(officeClaim([NAMED_INJECTION, VISIT]))).toEqual(['xolair/em-modifier-25']);
    const clinic = 'SV2*0510*HC:G0463*150*UN*1';
    expect(await foundIn(hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION, clinic]))).toEqual(['xolair/em-modifier-25']);
  });

  test('does not guess the day of lines without dates', async () => {
    // The visit has no date, the injection has.
    expect(await foundIn(officeClaim([on('20261005', XOLAIR), on('20261005', INJECTION), VISIT]))).not.toContain(
      'xolair/em-modifier-25',
    );
    const bare = officeClaim([`${XOLAIR}~DTP*472*D8*20261399`, `${INJECTION}~DTP*472*D8*20261399`, VISIT]);
    const undated = await judged(bare);
    expect(undated.rules).not.toContain('xolair/em-modifier-25');
    expect(undated.notChecked).toContain('xolair/em-modifier-25 no-line-date');
  });
});

describe('xolair/em-99211', () => {
  test.each(['99211', '99234', '99236', 'G0378'])('%s is part of the injection, with 25 or without', async (code) => {
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, `SV1*HC:${code}*40*UN*1***1`]))).toEqual(['xolair/em-99211']);
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, `SV1*HC:${code}:25*40*UN*1***1`]))).toEqual(['xolair/em-99211']);
  });

  test('99218 was observation until 2022', async () => {
    const lines = [XOLAIR, INJECTION, 'SV1*HC:99218*40*UN*1***1'].map((line) => on('20221005', line));
    const text = officeClaim(lines);
    expect(await foundIn(text)).toEqual(['xolair/em-99211']);
  });
});

describe('xolair/training', () => {
  test.each(['98960', '98961', '98962'])('%s is told', async (code) => {
    const training = `SV1*HC:${code}*50*UN*1***1`;
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, training]))).toEqual(['xolair/training:info']);
    expect(await foundIn(officeClaim([XOLAIR, INJECTION, training], { filing: 'MA' }))).toEqual(['xolair/training:warning']);
  });
});
