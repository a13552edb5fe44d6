import { US_STATES } from '../../../../codes/countries.ts';
import { billKind } from '../../../../codes/places.ts';
import { isInpatientVisit } from '../../../../codes/procedures.ts';
import { DRUG_REVENUE } from '../../../../codes/revenue.ts';
import { repeatedRenderings, soleAddresses } from './among.ts';
import { type Situation, situation } from './situation.ts';

// What codes mean

const isInpatientBill = (bill: string) => billKind(bill) === 'inpatient';
const isOutpatientBill = (bill: string) => billKind(bill) === 'outpatient';
const isState = (state: string) => US_STATES.has(state);
const isNineDigits = (zip: string) => /^\d{9}$/.test(zip);
const isNpi = (id: string) => /^\d{10}$/.test(id);

// What examples begin with

const SUBSCRIBER =
  'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~N3*PO BOX 1~N4*DENVER*CO*80201~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';
const PATIENT =
  'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*1~SBR*P********CI~NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER ONE*****PI*60054~HL*3*2*23*0~PAT*19~NM1*QC*1*TESTER*KID~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*20150301*M~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';
const ACCIDENT = (claim: string) => `${claim}~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~`;
const RENDERED =
  'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*TESTER*DOC****XX*1987654328~PRV*PE*PXC*207K00000X~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';
const STAY =
  'CLM*A1*100***11:A:1**A*Y*Y~DTP*434*RD8*20261001-20261005~DTP*435*DT*202610010930~CL1*3*1*01~HI*ABK:J4550~HI*ABJ:J4551~LX*1~SV2*0250**100*UN*1~';
const VISIT = 'CLM*A1*100***21:B:1*Y*A*Y*Y~DTP*435*D8*20261004~HI*ABK:J4550~LX*1~SV1*HC:99232*100*UN*1***1~DTP*472*D8*20261005~';
const SPINE =
  'CLM*A1*100***11:B:1*Y*A*Y*Y~DTP*453*D8*20261004~CR2********A~HI*ABK:M9901~LX*1~SV1*HC:98941:AT*100*UN*1***1~DTP*472*D8*20261005~';
const DRUG =
  'CLM*A1*100***13:A:1**A*Y*Y~DTP*434*RD8*20261005-20261005~CL1*3*1*01~HI*ABK:J4550~LX*1~SV2*0636*HC:J1100*100*UN*1~DTP*472*D8*20261005~';

/** Situations by id; an id is a message of x12/situational and is never reused. */
export const SITUATIONS = {
  subscriber: situation({
    where: { '837P': '2010BA', '837I': '2010BA' },
    withFirstClaim: true,
    look: 'NM1',
    // Where HL04 and SBR02 do not agree, x12/hierarchy says so.
    when: [
      { segment: 'HL', loop: '2000B', element: 4, is: ['0'] },
      { segment: 'SBR', loop: '2000B', element: 2, is: ['18'] },
      { element: 2, is: ['1'] },
    ],
    must: { hasAll: ['N3', 'N4', 'DMG'], beside: ['REF', 'PER', 'SBR'] },
    once: true,
    text: 'The subscriber is the patient (SBR02 is 18, HL04 is 0), but 2010BA has no {missing}',
    words: { missing: { missing: true } },
    source: '005010X222A1 and 005010X223A2, loop 2010BA, N3, N4 and DMG',
    examples: {
      good: [
        SUBSCRIBER,
        // A subscriber who is not the patient may keep his address to himself.
        PATIENT,
        // An organization has no birth date.
        SUBSCRIBER.replace(
          'NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F',
          'NM1*IL*2*EMPLOYER',
        ),
      ],
      bad: [
        { text: SUBSCRIBER.replace('N3*12 OAK ST~', ''), at: 'NM1' },
        { text: SUBSCRIBER.replace('N4*DENVER*CO*80203~', ''), at: 'NM1' },
        { text: SUBSCRIBER.replace('DMG*D8*19800101*F~', ''), at: 'NM1' },
        { text: SUBSCRIBER.replace('N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~', ''), at: 'NM1' },
      ],
    },
  }),

  memberId: situation({
    where: { '837P': '2010BA', '837I': '2010BA' },
    look: 'NM1',
    when: [
      { element: 2, is: ['1'] },
      { element: 8, isFilled: false },
    ],
    must: { element: 9, isFilled: true },
    text: 'The subscriber is a person (NM102 is 1), but NM108 and NM109 have no member id',
    fix: 'Put MI into NM108 and the member id into NM109.',
    ack: { element: 'I9' },
    source: '005010X222A1 and 005010X223A2, loop 2010BA, NM108 and NM109',
    examples: {
      good: [],
      bad: [{ text: SUBSCRIBER.replace('****MI*M00000001', ''), at: 'NM109' }],
    },
  }),

  zip: situation({
    where: { '837P': ['2010AA', '2310C'], '837I': ['2010AA', '2310E'] },
    look: 'N4',
    // An address elsewhere has no such ZIP code, and one without a ZIP code is reported as `address`.
    when: [
      { element: 4, is: ['', 'US'] },
      { element: 2, isA: isState },
      { element: 3, isFilled: true },
    ],
    among: soleAddresses,
    must: { element: 3, isA: isNineDigits },
    severity: 'warning',
    text: 'N403 of the {party} is not a ZIP code of nine digits, which the guide requires in the United States',
    words: { party: { byLoop: { '2010AA': 'billing provider', '2310C': 'service facility', '2310E': 'service facility' } } },
    fix: 'Send ZIP+4 without the hyphen.',
    ack: { element: 'I12' },
    source: '005010X222A1, loops 2010AA and 2310C, and 005010X223A2, loops 2010AA and 2310E, N403',
    examples: {
      // Canada has no ZIP codes.
      good: [SUBSCRIBER.replace('DENVER*CO*802021234', 'TORONTO*ON*M5V2T6*CA')],
      bad: [
        { text: SUBSCRIBER.replace('802021234', '80202'), at: 'N403' },
        { text: SUBSCRIBER.replace('802021234', '80202-1234'), at: 'N403' },
        { text: RENDERED.replace('NM1*82', 'NM1*77*2*CLINIC~N3*1 MAIN ST~N4*DENVER*CO*80202~NM1*82'), at: 'N403' },
      ],
    },
  }),

  admissionBill: situation({
    where: { '837I': '2300' },
    look: 'CLM',
    // With the bill type alone, that may be what is wrong.
    when: [
      { element: 5, component: 1, isA: isInpatientBill },
      { segment: 'HI', element: 1, component: 1, is: ['ABJ', 'BJ'] },
    ],
    must: { has: 'DTP', qualifier: '435' },
    text: 'Bill type {bill}x is inpatient, and there is an admitting diagnosis, but the claim has no admission date (DTP*435)',
    words: { bill: { element: 5, component: 1 } },
    source: '005010X223A2, loop 2300, DTP*435; NUBC type of bill',
    examples: {
      good: [
        STAY,
        // Inpatients whom Part B pays for are billed as outpatients are.
        STAY.replace('11:A', '12:A').replace('DTP*435*DT*202610010930~', ''),
        // Nothing but the bill type says that a patient was admitted: it may be the one that is wrong.
        STAY.replace('HI*ABJ:J4551~', '').replace('DTP*435*DT*202610010930~', ''),
      ],
      bad: [
        { text: STAY.replace('DTP*435*DT*202610010930~', ''), at: 'CLM' },
        { text: STAY.replace('11:A:1', '18:A:4').replace('DTP*435*DT*202610010930~', ''), at: 'CLM' },
      ],
    },
  }),

  admissionVisit: situation({
    where: { '837P': '2400' },
    look: 'SV1',
    when: [{ place: '21' }, { element: 1, component: 2, isA: isInpatientVisit }],
    must: { has: 'DTP', qualifier: '435' },
    text: 'Procedure {code} at place of service 21 is a visit to an inpatient, but the claim has no admission date (DTP*435)',
    words: { code: { element: 1, component: 2 } },
    source: '005010X222A1, loop 2300, DTP*435',
    examples: {
      good: [
        VISIT,
        VISIT.replace('21:B', '11:B').replace('DTP*435*D8*20261004~', ''),
        VISIT.replace('99232', '71046').replace('DTP*435*D8*20261004~', ''),
      ],
      bad: [
        { text: VISIT.replace('DTP*435*D8*20261004~', ''), at: 'CLM' },
        {
          text: VISIT.replace('21:B', '22:B').replace('UN*1***1', 'UN*1*21**1').replace('DTP*435*D8*20261004~', ''),
          at: 'CLM',
        },
      ],
    },
  }),

  manipulation: situation({
    where: { '837P': '2300' },
    look: 'CR2',
    when: [
      { element: 8, is: ['A', 'M'] },
      { segment: 'SBR', loop: '2000B', element: 9, is: ['MA', 'MB'] },
    ],
    must: { has: 'DTP', qualifier: '453' },
    text: 'CR208 is {condition} (acute) on a claim to Medicare, but the claim has no date of the acute manifestation (DTP*453)',
    words: { condition: { element: 8 } },
    source: '005010X222A1, loop 2300, DTP*453 and CR208',
    examples: {
      good: [
        `SBR*P*18*******MB~${SPINE}`,
        SPINE.replace('DTP*453*D8*20261004~', ''),
        `SBR*P*18*******MB~${SPINE.replace('CR2********A', 'CR2********C').replace('DTP*453*D8*20261004~', '')}`,
      ],
      bad: [{ text: `SBR*P*18*******MB~${SPINE.replace('DTP*453*D8*20261004~', '')}`, at: 'CLM' }],
    },
  }),

  accidentDate: situation({
    where: { '837P': '2300' },
    look: 'CLM',
    // An accident that is told of a job only needs none.
    when: [{ element: 11, component: [1, 2], is: ['AA', 'OA'] }],
    must: { has: 'DTP', qualifier: '439' },
    text: 'CLM11 gives an accident as the cause ({cause}), but the claim has no accident date (DTP*439)',
    words: { cause: { element: 11, component: [1, 2], is: ['AA', 'OA'] } },
    source: '005010X222A1, loop 2300, DTP*439 and CLM11',
    examples: {
      good: [ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**OA~DTP*439*D8*20261001'), ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**EM')],
      bad: [
        { text: ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**AA:::CO'), at: 'CLM' },
        { text: ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**EM:OA'), at: 'CLM' },
      ],
    },
  }),

  accidentState: situation({
    where: { '837P': '2300' },
    look: 'CLM',
    // An accident abroad has a country instead.
    when: [
      { element: 11, component: [1, 2], is: ['AA'] },
      { element: 11, component: 5, isFilled: false },
    ],
    must: { element: 11, component: 4, isFilled: true },
    text: 'CLM11 gives a car accident as the cause (AA), but CLM11-4 has no state',
    ack: { element: 'I9' },
    source: '005010X222A1, loop 2300, CLM11-4',
    examples: {
      good: [
        ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**AA:::CO~DTP*439*D8*20261001'),
        ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**AA::::MX~DTP*439*D8*20261001'),
      ],
      bad: [{ text: ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**AA~DTP*439*D8*20261001'), at: 'CLM11-4' }],
    },
  }),

  rendering: situation({
    where: { '837P': '2420A' },
    look: 'NM1',
    when: [
      { element: 8, is: ['XX'] },
      { element: 9, isA: isNpi },
    ],
    among: repeatedRenderings,
    must: { isAbsent: true },
    once: true,
    severity: 'warning',
    text: '2420A of {lines} names NPI {npi}, which 2310B already names for the whole claim',
    words: { npi: { element: 9 }, lines: { count: 'line' } },
    fix: 'Leave out 2420A if the line and the claim have the same rendering provider.',
    ack: { segment: 'I9' },
    source: '005010X222A1, loop 2420A',
    examples: {
      good: [
        RENDERED,
        `${RENDERED}NM1*82*1*TESTER*OTHER****XX*1234567893~`,
        // Another specialty is a reason to name the provider again.
        `${RENDERED}NM1*82*1*TESTER*DOC****XX*1987654328~PRV*PE*PXC*207R00000X~`,
      ],
      bad: [
        { text: `${RENDERED}NM1*82*1*TESTER*DOC****XX*1987654328~`, at: 'NM1' },
        { text: `${RENDERED}NM1*82*1*TESTER*DOC****XX*1987654328~PRV*PE*PXC*207K00000X~`, at: 'NM1' },
      ],
    },
  }),

  drugProcedure: situation({
    where: { '837I': '2400' },
    look: 'SV2',
    when: [
      { element: 1, is: [DRUG_REVENUE] },
      { segment: 'CLM', element: 5, component: 1, isA: isOutpatientBill },
    ],
    must: { element: 2, isFilled: true },
    text: 'Revenue code 0636 is for drugs that need a HCPCS code, but SV202 has none',
    fix: 'Put the HCPCS code of the drug into SV202, or correct the revenue code.',
    ack: { element: 'I9' },
    source: '005010X223A2, loop 2400, SV202; NUBC revenue code 0636',
    examples: {
      good: [
        DRUG,
        DRUG.replace('0636*HC:J1100', '0250*'),
        // Inpatient bills need no procedures.
        DRUG.replace('13:A:1', '11:A:1').replace('HC:J1100', '').replace('~CL1', '~DTP*435*D8*20261005~CL1'),
      ],
      bad: [{ text: DRUG.replace('HC:J1100', ''), at: 'SV202' }],
    },
  }),
} satisfies Readonly<Record<string, Situation>>;

export type SituationId = keyof typeof SITUATIONS;
