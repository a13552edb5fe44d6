import { describe, expect, test } from 'vitest';
import type { DrugFacts } from '../../src/codes/drugs/facts.ts';
import { DRUGS, drugGroup } from '../../src/codes/drugs/index.ts';
import { XOLAIR } from '../../src/codes/drugs/xolair.ts';
import { makeTables } from '../../src/codes/tables.ts';
import { lintInputs } from '../../src/engine/lint.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Report } from '../../src/model/report.ts';
import { INJECTION, officeClaim, XOLAIR as XOLAIR_LINE } from '../../src/rules/examples/claims.ts';
import { RULES } from '../../src/rules/index.ts';
import { drugRules } from '../../src/rules/xolair/index.ts';
import { fromBytes } from '../../src/x12/source.ts';
import { complete } from '../support/example.ts';
import { defaultSettings } from '../support/settings.ts';

/** A drug that does not exist, with other numbers than Xolair in everything that rules count with. */
const EXAMPLAR: DrugFacts = {
  id: 'examplar',
  name: 'Examplar',
  names: ['EXAMPLAR', 'EXAMPLIMAB'],
  code: 'J9998',
  mgPerUnit: 2,
  labeler: { code: '99999', name: 'Example Labs' },
  products: [
    { ndc9: '999990100', name: 'Examplar 40 mg/1 mL', mg: 40, mgPerMl: 40, unit: 'ML', packages: ['01'] },
    { ndc9: '999990200', name: 'Examplar vial 100 mg', mg: 100, mgPerMl: 50, unit: 'UN', packages: ['02'] },
  ],
  containerStepMg: 20,
  maxContainers: 3,
  dosesMg: [40, 80, 100, 200],
  interval: { leastDays: 28, words: 'every 4 weeks' },
  indications: { eczema: { name: 'eczema', minimumAge: 30, maxMg: 100 } },
  diagnoses: [{ indication: 'eczema', codes: 'L209' }],
  deniedDiagnoses: { J4550: 'asthma' },
  otherLabelers: { '50242': 'Genentech' },
  price: { leastCharge: 3, source: 'no price list: the drug does not exist' },
  sources: { coverage: 'no article', administration: 'no article', billing: 'no guide' },
};

const RULES_OF_BOTH = [...RULES, ...drugRules(EXAMPLAR)];

/** Lints a claim with the rules of both drugs. */
function judge(text: string): Promise<Report> {
  const settings = { ...defaultSettings([], RULES_OF_BOTH), tables: makeTables({}, [XOLAIR, EXAMPLAR]) };
  const open = async () => fromBytes(Buffer.from(complete(text), 'latin1'));
  return lintInputs([{ path: '0.edi', open }], { settings, words: messageOf });
}

/** Rule and message of each finding. */
async function found(
  lines: readonly string[],
  claim: Parameters<typeof officeClaim>[1] = {},
): Promise<(readonly [string, string])[]> {
  const report = await judge(officeClaim(lines, { dx: ['L209'], ...claim }));
  return report.findings.map((finding) => [finding.rule, messageOf(finding, report.rules, [])] as const);
}

/** 80 mg from two syringes, without waste. */
const DOSE = 'SV1*HC:J9998:JZ*900*UN*40***1~LIN**N4*99999010001~CTP****2*ML';

test('a sound claim for another drug has no finding, of either family', async () => {
  expect(await found([DOSE, INJECTION])).toEqual([]);
});

test('the rules of another drug have the family of its id, and one for each rule of Xolair', () => {
  const ids = drugRules(EXAMPLAR).map(({ id }) => id);
  expect(ids).toEqual(drugRules(XOLAIR).map(({ id }) => id.replace('xolair/', 'examplar/')));
  expect(new Set(ids).size).toBe(ids.length);
});

test('nothing that is written about another drug is about Xolair', () => {
  const texts = drugRules(EXAMPLAR).map(({ docs, messages, options, examples }) =>
    JSON.stringify({ docs, messages, options, examples }),
  );
  expect(texts.filter((text) => /xolair|omalizumab|omlyclo|genentech|J2357|50242|Q5154/i.test(text))).toEqual([]);
  expect(texts.filter((text) => /undefined|NaN|\[object/.test(text))).toEqual([]);
});

describe('another drug is judged by its own facts', () => {
  test.each([
    [
      'units: the milligrams of a dose billed as units',
      'SV1*HC:J9998:JZ*900*UN*200***1~LIN**N4*99999020002~CTP****2*UN',
      'examplar/unit-count',
      'J9998 bills 200 units, which is 400 mg: 200 looks like milligrams, and 200 mg are 100 units; the NDC gives 2 UN x 100 mg = 200 mg = 100 units',
    ],
    [
      'units: containers billed as units',
      'SV1*HC:J9998:JZ*900*UN*2***1~LIN**N4*99999010001~CTP****2*ML',
      'examplar/unit-count',
      'J9998 bills 2 units, which is 4 mg: containers were counted, but 1 unit is 2 mg; the NDC gives 2 ML x 40 mg/mL = 80 mg = 40 units',
    ],
    [
      'units: the containers of the drug',
      'SV1*HC:J9998:JZ*900*UN*41***1~LIN**N4*99999010001~CTP****2.05*ML',
      'examplar/dose-multiple',
      'The visit bills 41 units of J9998 in all, which is 82 mg; containers of 40 and 100 mg give 40 or 50 units, and JZ says that nothing was discarded',
    ],
    [
      'NDC: a product of nobody',
      'SV1*HC:J9998:JZ*900*UN*40***1~LIN**N4*99999030001~CTP****2*ML',
      'examplar/ndc-product',
      'NDC 99999030001 is from Example Labs (99999), but its product code 0300 is not Examplar, which has 0100 and 0200',
    ],
    [
      'NDC: hyphens',
      'SV1*HC:J9998:JZ*900*UN*40***1~LIN**N4*99999-100-01~CTP****2*ML',
      'examplar/ndc-format',
      'LIN03 is an NDC of Examplar in the wrong format: it must be 99999010001',
    ],
    [
      'NDC: another amount than the units',
      'SV1*HC:J9998:JZ*900*UN*50***1~LIN**N4*99999010001~CTP****2*ML',
      'examplar/ndc-units',
      '2 ML x 40 mg/mL = 80 mg = 40 units, but the line bills 50',
    ],
  ])('%s', async (_, line, rule, message) => {
    expect(await found([line, INJECTION])).toEqual([[rule, message]]);
  });

  test('waste: neither JW nor JZ', async () => {
    expect(await found([DOSE.replace(':JZ', ''), INJECTION], { filing: 'MB' })).toEqual([
      ['examplar/waste-modifier', 'J9998 has neither JW nor JZ, and the visit has no JW line of the same product'],
    ]);
  });

  test('waste: given and discarded units that are not whole vials', async () => {
    const lines = [
      'SV1*HC:J9998*900*UN*30***1~LIN**N4*99999020002~CTP****0.6*UN',
      'SV1*HC:J9998:JW*300*UN*10***1~LIN**N4*99999020002~CTP****0.2*UN',
      INJECTION,
    ];
    expect(await found(lines)).toEqual([
      [
        'examplar/waste-containers',
        '30 given and 10 discarded units are 80 mg, which is not a whole number of containers of 100 mg',
      ],
    ]);
  });

  test('diagnosis, age and highest dose', async () => {
    expect((await found([DOSE, INJECTION], { dx: ['J4550'] })).map(([, message]) => message)).toEqual([
      'None of the diagnoses that J9998 points at is an indication of Examplar; the first is "J4550" (asthma, a sure denial)',
    ]);
    expect(await found([DOSE, INJECTION], { born: '20000101' })).toEqual([
      [
        'examplar/age',
        'The patient is under 30 on the date of service, but "L209" (eczema) is labelled for patients of 30 years and older',
      ],
    ]);
  });
});

describe('two drugs on one claim', () => {
  test('each is judged as if the other were any other drug', async () => {
    const lines = [DOSE, INJECTION, XOLAIR_LINE.replace('***1~', '***2~'), 'SV1*HC:96372:59*60*UN*1***2'];
    expect(await found(lines, { dx: ['L209', 'J4550'] })).toEqual([]);
  });

  test('the NDC of one under the code of the other is reported by both', async () => {
    const line = 'SV1*HC:J9998:JZ*2500*UN*40***1~LIN**N4*50242022701~CTP****2*ML';
    expect(await found([line, INJECTION])).toEqual([
      ['xolair/drug-code', 'NDC 50242022701 is Xolair 300 mg/2 mL, whose code is J2357, but the line bills J9998'],
      [
        'examplar/ndc-product',
        'NDC 50242022701 is not a product of Examplar: labeler 50242 is Genentech, but the labeler of Examplar is 99999, Example Labs',
      ],
    ]);
  });
});

/** Its biosimilar, which does not exist either: what differs is the code, the labeler, the product, and its first day. */
const EXEMPLIFY: DrugFacts = {
  ...EXAMPLAR,
  id: 'exemplify',
  name: 'Exemplify',
  names: ['EXEMPLIFY', 'EXAMPLIMAB-ZZZZ'],
  biosimilarSubstance: 'examplimab-zzzz',
  code: 'Q9999',
  labeler: { code: '88888', name: 'Likewise Labs' },
  products: [
    {
      ndc9: '888880100',
      name: 'Exemplify 40 mg/1 mL',
      mg: 40,
      mgPerMl: 40,
      unit: 'ML',
      packages: ['01'],
      marketedFrom: 20261006,
    },
  ],
  hasMoreProducts: true,
};

describe('a further product of a drug is one entry in its group', () => {
  const group = drugGroup({ ...EXAMPLAR, notNames: ['ZZZZ'] }, EXEMPLIFY);

  /** Rule and message of each finding in an office claim of 2026-10-05. */
  async function foundInGroup(lines: readonly string[]): Promise<(readonly [string, string])[]> {
    const settings = {
      ...defaultSettings([], [...RULES, ...drugRules(...group)]),
      tables: makeTables({}, [...DRUGS, ...group]),
    };
    const text = complete(officeClaim(lines, { dx: ['L209'], filing: 'MB' }));
    const open = async () => fromBytes(Buffer.from(text, 'latin1'));
    const report = await lintInputs([{ path: '0.edi', open }], { settings, words: messageOf });
    return report.findings.map((finding) => [finding.rule, messageOf(finding, report.rules, [])] as const);
  }

  test('the rules have the ids of its drug', () => {
    expect(drugRules(...group).map(({ id }) => id)).toEqual(drugRules(EXAMPLAR).map(({ id }) => id));
  });

  test('what another product of the group is billed for has no finding', async () => {
    expect(await foundInGroup([DOSE, INJECTION])).toEqual([]);
  });

  test.each([
    [
      'its units, told with its code',
      ['SV1*HC:Q9999:JZ*900*UN*200***1~LIN**N4*88888020001~CTP****1*ML', INJECTION],
      [
        ['examplar/unit-count', 'Q9999 bills 200 units, which is 400 mg: 200 looks like milligrams, and 200 mg are 100 units'],
        [
          'examplar/ndc-product',
          'NDC 88888020001 is from Likewise Labs (88888), but its product code 0200 is not one of those that are known of Exemplify: 0100',
        ],
      ],
    ],
    [
      'its first day',
      ['SV1*HC:Q9999:JZ*900*UN*40***1~LIN**N4*88888010001~CTP****2*ML', INJECTION],
      [
        [
          'examplar/ndc-marketed',
          'NDC 88888010001 is Exemplify 40 mg/1 mL, which is on the market since 2026-10-06, after the date of service',
        ],
      ],
    ],
    [
      'its NDC under the code of the drug, told once',
      ['SV1*HC:J9998:JZ*900*UN*40***1~LIN**N4*88888010001~CTP****2*ML', 'SV1*HC:96372*60*UN*3***1'],
      [
        [
          'examplar/drug-code',
          'NDC 88888010001 is of labeler 88888, Likewise Labs: the biosimilar Exemplify, whose code is Q9999, but the line bills J9998',
        ],
        [
          'examplar/admin-count',
          '96372 has 3 units, but Examplar is the only drug of the visit and counts as one injection, however many syringes it took',
        ],
      ],
    ],
    [
      'an injection that names it',
      ['SV1*HC:96372:::::EXAMPLIMAB-ZZZZ*60*UN*1***1'],
      [['examplar/drug-present', 'The line bills an injection of Exemplify, but no line of the visit bills Q9999']],
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await foundInGroup(lines)).toEqual(expected);
  });

  test('an injection of a visit with both is told once', async () => {
    const lines = [DOSE, DOSE.replace('J9998', 'Q9999').replace('99999010001', '88888010001'), 'SV1*HC:96372:25*60*UN*1***1'];
    const rules = (await foundInGroup(lines)).map(([rule]) => rule);
    expect(rules.filter((rule) => rule === 'examplar/modifier-allowed')).toHaveLength(1);
  });
});

test('a claim for Xolair has no finding of the other family', async () => {
  const report = await judge(officeClaim([XOLAIR_LINE.replace('*UN*60', '*UN*2'), INJECTION]));
  expect(report.findings.map(({ rule }) => rule)).toEqual(['xolair/unit-count']);
});
