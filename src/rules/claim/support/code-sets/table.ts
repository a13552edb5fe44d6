import { subscriber } from '../../../examples/claims.ts';
import { badOf, goodOf } from '../../../support/rows.ts';
import { type CodePlace, type CodeSetRow, codeSet } from './place.ts';

const VISIT = 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~';
const HOSPITAL =
  'CLM*A1*150***13:A:1**A*Y*Y~CL1*3*1*01~HI*ABK:J4550~NM1*71*1*DOC*ANN****XX*1987654328~LX*1~SV2*0510*HC:99213*150*UN*1~';

/** A claim that another payer has judged before. */
const ANSWERED = (reasons: string) =>
  `${subscriber()}CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~SBR*P*18*******CI~AMT*D*100~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*X1~NM1*PR*2*FIRST*****PI*70000~` +
  `LX*1~SV1*HC:99213*150*UN*1***1~DTP*472*D8*20261005~SVD*70000*100*HC:99213**1~${reasons}DTP*573*D8*20261020~`;

const HI = (...qualifiers: string[]): CodePlace => ({
  segment: 'HI',
  elements: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  component: 2,
  qualifier: { component: 1, is: qualifiers },
  days: 'claim',
});

const SV1: CodePlace = { segment: 'SV1', elements: [1], component: 2, qualifier: { component: 1, is: ['HC'] }, days: 'line' };
const SV2: CodePlace = { ...SV1, segment: 'SV2', elements: [2] };
const LIN: CodePlace = { segment: 'LIN', elements: [3], qualifier: { element: 2, is: ['N4'] }, days: 'line' };
const PRV: CodePlace = { segment: 'PRV', elements: [3], qualifier: { element: 2, is: ['PXC'] }, days: 'claim' };

/** Lists of codes by id; an id is a message of claim/code-set and is never reused. */
export const CODE_SET_ROWS = {
  icd10cm: codeSet({
    list: 'icd10cm',
    places: [HI('ABK', 'ABF', 'ABJ', 'APR', 'ABN')],
    text: 'The diagnosis {code} {fault} in the ICD-10-CM list',
    source: 'CMS, ICD-10-CM order file of the fiscal year; 005010X222A1 and 005010X223A2, loop 2300, HI',
    examples: {
      // Without a list nothing is looked up.
      good: [VISIT],
      bad: [
        { text: VISIT.replace('J4550', 'J4559'), at: 'HI01-2', run: { codeSets: { icd10cm: { codes: ['J45.50'] } } } },
        {
          text: VISIT.replace('J4550', 'J3089'),
          at: 'HI01-2',
          run: { codeSets: { icd10cm: { codes: [{ code: 'J3089', from: '2015-10-01', to: '2026-09-30' }] } } },
        },
        {
          text: VISIT.replace('ABK:J4550', 'ABK:J4550*ABF:J3081'),
          at: 'HI02-2',
          run: { codeSets: { icd10cm: { codes: ['J4550', { code: 'J3081', from: '2027-10-01' }] } } },
        },
      ],
    },
  }),

  hcpcs: codeSet({
    list: 'hcpcs',
    places: [SV1, SV2],
    text: 'The procedure {code} {fault} in the HCPCS list',
    source: 'CMS, HCPCS quarterly update; 005010X222A1, loop 2400, SV101-2; 005010X223A2, loop 2400, SV202-2',
    examples: {
      good: [],
      bad: [
        { text: VISIT.replace('99213', 'Q9999'), at: 'SV101-2', run: { codeSets: { hcpcs: { codes: ['J2357', '99213'] } } } },
        {
          text: HOSPITAL.replace('99213', 'G0378'),
          at: 'SV202-2',
          run: { codeSets: { hcpcs: { codes: [{ code: 'G0378', to: '2025-12-31' }] } } },
        },
      ],
    },
  }),

  taxonomy: codeSet({
    list: 'taxonomy',
    places: [PRV],
    text: 'The taxonomy code {code} {fault} in the taxonomy list',
    source: 'NUCC, Health Care Provider Taxonomy; 005010X222A1 and 005010X223A2, PRV03 of loops 2000A, 2310 and 2420',
    examples: {
      good: [],
      bad: [
        {
          text: VISIT.replace('LX*1', 'NM1*82*1*DOC*ANN****XX*1987654328~PRV*PE*PXC*207K99999X~LX*1'),
          at: 'PRV03',
          run: { codeSets: { taxonomy: { codes: ['207K00000X'] } } },
        },
        {
          text: `HL*1**20*1~PRV*BI*PXC*207K99999X~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~${VISIT}`,
          at: 'PRV03',
          run: { codeSets: { taxonomy: { codes: ['207K00000X'] } } },
        },
      ],
    },
  }),

  carc: codeSet({
    list: 'carc',
    places: [{ segment: 'CAS', elements: [2, 5, 8, 11, 14, 17], days: 'answer' }],
    text: 'The reason code {code} {fault} in the CARC list',
    fix: 'Copy the reason code from the remittance of the other payer, or load a list of the day on which it answered.',
    source: 'X12 external code source 139; 005010X222A1 and 005010X223A2, CAS of loops 2320 and 2430',
    examples: {
      good: [ANSWERED('CAS*PR*1*50~')],
      bad: [
        { text: ANSWERED('CAS*PR*399*50~'), at: 'CAS02', run: { codeSets: { carc: { codes: ['1', '45'] } } } },
        {
          text: ANSWERED('CAS*PR*1*20**17*30~'),
          at: 'CAS05',
          run: { codeSets: { carc: { codes: ['1', { code: '17', to: '2009-06-30' }] } } },
        },
      ],
    },
  }),

  rarc: codeSet({
    list: 'rarc',
    places: [
      { segment: 'MIA', elements: [5, 20, 21, 22, 23], days: 'answer' },
      { segment: 'MOA', elements: [3, 4, 5, 6, 7], days: 'answer' },
      { segment: 'LQ', elements: [2], qualifier: { element: 1, is: ['HE'] }, days: 'answer' },
    ],
    text: 'The remark code {code} {fault} in the RARC list',
    fix: 'Copy the remark code from the remittance of the other payer, or load a list of the day on which it answered.',
    source: 'X12 external code source 411; 005010X222A1 and 005010X223A2, MIA and MOA of loop 2320',
    examples: {
      good: [],
      bad: [
        {
          text: ANSWERED('CAS*PR*1*50~').replace('OI***Y***Y~', 'OI***Y***Y~MOA***MA01*N999~'),
          at: 'MOA04',
          run: { codeSets: { rarc: { codes: ['MA01'] } } },
        },
      ],
    },
  }),

  ndc: codeSet({
    list: 'ndc',
    places: [LIN],
    text: 'The NDC {code} {fault} in the NDC list',
    source: 'FDA, National Drug Code Directory, packages; 005010X222A1 and 005010X223A2, loop 2410, LIN03',
    examples: {
      good: [],
      bad: [
        {
          text: VISIT.replace('HC:99213*150*UN*1***1~', 'HC:J3420*150*UN*1***1~LIN**N4*00000000101~CTP****1*ML~'),
          at: 'LIN03',
          run: { codeSets: { ndc: { codes: ['0000-0001-02', { code: '00000000101', to: '2025-01-31' }] } } },
        },
      ],
    },
  }),
} as const satisfies Readonly<Record<string, CodeSetRow>>;

export type CodeSetRowId = keyof typeof CODE_SET_ROWS;

/** Good and bad examples of all rows. */
export const CODE_SET_EXAMPLES = { good: goodOf(CODE_SET_ROWS), bad: badOf(CODE_SET_ROWS) };
