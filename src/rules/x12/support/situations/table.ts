import {
  FINAL_FREQUENCIES,
  HOSPITAL_STAYS,
  INTERIM_FREQUENCIES,
  NO_ORIGIN_BILLS,
  OUTPATIENT_BILLS,
  STAYS,
  STILL_PATIENT,
  UNSCHEDULED_BILLS,
  UNSCHEDULED_TYPES,
} from '../../../../codes/bills.ts';
import { isProvince, US_STATES } from '../../../../codes/countries.ts';
import { billKind } from '../../../../codes/places.ts';
import { isAmbulanceTransport, isInpatientVisit } from '../../../../codes/procedures.ts';
import {
  DRUG_REVENUE,
  isAmbulanceRevenue,
  isAssessmentRevenue,
  isDrugRevenue,
  isUnscheduledRevenue,
} from '../../../../codes/revenue.ts';
import { isUnlistedCode } from '../../../../codes/unlisted.ts';
import { repeatedRenderings, repeats, soleAddresses } from './among.ts';
import { type Situation, situation } from './situation.ts';

// What codes mean

const isInpatientBill = (bill: string) => billKind(bill) === 'inpatient';
const isOutpatientBill = (bill: string) => billKind(bill) === 'outpatient';
const isState = (state: string) => US_STATES.has(state);
const isFiveDigits = (zip: string) => /^\d{5}$/.test(zip);
const isNineDigits = (zip: string) => /^\d{9}$/.test(zip);
const isNpi = (id: string) => /^\d{10}$/.test(id);

const isBeyondUs = (state: string) => state !== '' && !US_STATES.has(state);
const isSurgery = (code: string) => /^0[0-9A-HJ-NP-Z]{6}$/.test(code);
const isNo = (test: (code: string) => boolean) => (code: string) => !test(code);

/** SBR09 of Medicare, parts A and B. */
const MEDICARE = ['MA', 'MB'];
/** SBR05: why Medicare is not the first payer. Other codes are reported as such. */
const SECOND_PAYER_REASONS = ['12', '13', '14', '15', '16', '41', '42', '43', '47'];
/** PWK02 of paperwork that is sent apart from the claim. */
const SENT_APART = ['BM', 'EL', 'EM', 'FT', 'FX'];
/** Every HI has up to twelve codes. */
const EACH_CODE = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
/** Loops with an address. */
const ADDRESSES = {
  '837P': '2010AA 2010AB 2010AC 2010BA 2010BB 2010CA 2310C 2310E 2310F 2330A 2330B 2420C 2420E 2420G 2420H'.split(' '),
  '837I': '2010AA 2010AB 2010AC 2010BA 2010BB 2010CA 2310E 2330A 2330B'.split(' '),
};

/** The bill type is one of these. With B in CLM05-2 it is a place of service, which is reported as such. */
const billIs = (bills: readonly string[]) =>
  [
    { segment: 'CLM', element: 5, component: 1, is: bills },
    { segment: 'CLM', element: 5, component: 2, isNot: ['B'] },
  ] as const;
const frequencyIs = (frequencies: readonly string[]) => ({ segment: 'CLM', element: 5, component: 3, is: frequencies }) as const;

// What examples begin with

/** A professional claim of one line, with segments of 2300, providers, and segments of the line before and after its date. */
const OFFICE = ({ claim = '', providers = '', sv1 = 'HC:99213*100*UN*1***1', before = '', after = '' } = {}) =>
  `CLM*A1*100***11:B:1*Y*A*Y*Y~${claim}HI*ABK:J4550~${providers}LX*1~SV1*${sv1}~${before}DTP*472*D8*20261005~${after}`;
/** A bill of one line: bill type, CL1, dates, segments of 2300 after CL1, codes, providers, and what follows LX. */
const BILL = ({
  bill = '13:A:1',
  cl1 = '3*1*01',
  days = '20261005-20261005',
  dates = '',
  codes = '',
  providers = '',
  line = 'SV2*0510*HC:99213*100*UN*1~DTP*472*D8*20261005~',
} = {}) =>
  `CLM*A1*100***${bill}**A*Y*Y~${dates}DTP*434*RD8*${days}~${dates.startsWith('DTP*096') ? 'DTP*435*D8*20261001~' : ''}CL1*${cl1}~` +
  `HI*ABK:J4550~${codes}${providers}LX*1~${line}`;
/** A stay in a hospital from admission to discharge. */
const ROOM = (changes: Parameters<typeof BILL>[0] = {}) =>
  BILL({
    bill: '11:A:1',
    days: '20261001-20261005',
    dates: 'DTP*096*TM*1100~',
    codes: 'HI*ABJ:J4551~',
    line: 'SV2*0250**100*UN*1~',
    ...changes,
  });
/** The same file as that of a claim, but whole: nothing is added to it. */
const WHOLE_BILL = (claim: string) =>
  'ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER       *261101*1200*^*00501*000000001*0*P*:~' +
  'GS*HC*SUBMITTER*RECEIVER*20261101*1200*1*X*005010X223A2~ST*837*0001*005010X223A2~BHT*0019*00*BATCH1*20261101*1200*CH~' +
  'NM1*41*2*SUBMITTER ONE*****46*S12345~PER*IC*HELP DESK*TE*3035550100~NM1*40*2*RECEIVER ONE*****46*R12345~HL*1**20*1~' +
  'NM1*85*2*HOSPITAL*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*0~SBR*P*18*******CI~' +
  'NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~' +
  `${claim}SE*${17 + claim.split('~').length}*0001~GE*1*1~IEA*1*000000001~`;
const REFERRER = 'NM1*DN*1*REFERRER*KIM****XX*1245319599~';
const OTHER_PAYER = (sbr: string) => `SBR*${sbr}~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M00000002~NM1*PR*2*PAYER TWO*****PI*60055~`;
/** A claim to this payer, after another one. */
const SECOND = (sbr: string) =>
  `SBR*${sbr}~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~` +
  OFFICE({ providers: OTHER_PAYER('P*18*******CI') });
const AMBULANCE = ({ cr1 = 'CR1*LB*180**A*DH*12~', up = 'NM1*PW*2~N3*1 PICK UP~N4*DENVER*CO*80204~', off = true } = {}) =>
  OFFICE({
    claim: cr1,
    providers: `${up}${off ? 'NM1*45*2~N3*2 DROP OFF~N4*DENVER*CO*80205~' : ''}`,
    sv1: 'HC:A0428:RH*100*UN*1***1',
  }).replace('11:B', '41:B');

const SUBSCRIBER =
  'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~N3*PO BOX 1~N4*DENVER*CO*80201~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';
const PATIENT =
  'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*1~SBR*P********CI~NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER ONE*****PI*60054~HL*3*2*23*0~PAT*19~NM1*QC*1*TESTER*KID~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*20150301*M~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';
const ACCIDENT = (claim: string) => `${claim}~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~`;
const RENDERED =
  'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*TESTER*DOC****XX*1987654328~PRV*PE*PXC*207K00000X~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';
const STAY =
  'CLM*A1*100***11:A:1**A*Y*Y~DTP*096*TM*1100~DTP*434*RD8*20261001-20261005~DTP*435*DT*202610010930~CL1*3*1*01~HI*ABK:J4550~HI*ABJ:J4551~LX*1~SV2*0250**100*UN*1~';
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
    // An address elsewhere has no such ZIP code, one without a ZIP code is reported as `address`, and any other text by x12/element-form.
    when: [
      { element: 4, is: ['', 'US'] },
      { element: 2, isA: isState },
      { element: 3, isA: isFiveDigits },
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
        STAY.replace('11:A', '18:A').replace('HI*ABJ:J4551~', '').replace('DTP*435*DT*202610010930~', ''),
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
        DRUG.replace('13:A:1', '18:A:1').replace('HC:J1100', '').replace('~CL1', '~DTP*435*D8*20261005~CL1'),
      ],
      bad: [{ text: DRUG.replace('HC:J1100', ''), at: 'SV202' }],
    },
  }),

  filing: situation({
    where: { '837P': ['2000B', '2320'], '837I': ['2000B', '2320'] },
    look: 'SBR',
    // An SBR with nothing in it is reported as such.
    when: [{ element: 1, isFilled: true }],
    must: { element: 9, isFilled: true },
    text: 'SBR09 is empty: it must say what kind of payer this is, as long as payers have no national number',
    ack: { element: 'I9' },
    source: '005010X222A1 and 005010X223A2, loops 2000B and 2320, SBR09',
    examples: {
      good: [OFFICE({ providers: OTHER_PAYER('S*18*******CI') })],
      bad: [
        { text: `SBR*P*18~${OFFICE()}`, at: 'SBR09' },
        { text: OFFICE({ providers: OTHER_PAYER('S*18') }), at: 'SBR09' },
      ],
    },
  }),

  medicareSecond: situation({
    where: { '837P': ['2000B', '2320'] },
    look: 'SBR',
    when: [
      { element: 9, is: MEDICARE },
      { element: 1, isNot: ['P', 'U'] },
    ],
    must: { element: 5, isFilled: true },
    text: 'Medicare is not the first payer here (SBR01 is {order}), but SBR05 does not say why',
    words: { order: { element: 1, is: [...'STABCDEFGH'] } },
    fix: 'Put the reason why Medicare pays second into SBR05, such as 12 or 47, or correct SBR01.',
    ack: { element: 'I9' },
    source: '005010X222A1, loops 2000B and 2320, SBR05; CMS Medicare Secondary Payer Manual, chapter 5',
    examples: {
      good: [SECOND('S*18***12****MB'), `SBR*P*18*******MB~${OFFICE()}`],
      bad: [
        { text: SECOND('S*18*******MB'), at: 'SBR05' },
        { text: OFFICE({ providers: OTHER_PAYER('T*18*******MA') }), at: 'SBR05' },
      ],
    },
  }),

  medicareFirst: situation({
    where: { '837P': ['2000B', '2320'] },
    look: 'SBR',
    when: [
      { element: 5, is: SECOND_PAYER_REASONS },
      { element: 9, is: MEDICARE },
      { element: 1, is: ['P'] },
    ],
    must: { element: 5, isFilled: false },
    severity: 'warning',
    text: 'Medicare is the first payer here (SBR01 is P), but SBR05 gives a reason why it is not',
    ack: { element: 'I10' },
    source: '005010X222A1, loops 2000B and 2320, SBR05',
    examples: { good: [], bad: [{ text: `SBR*P*18***12****MB~${OFFICE()}`, at: 'SBR05' }] },
  }),

  insuranceType: situation({
    where: { '837P': ['2000B', '2320'] },
    look: 'SBR',
    // Plans instead of Medicare (16), and what is of no kind, may have their reasons.
    when: [
      { element: 5, is: SECOND_PAYER_REASONS },
      { element: 9, isNot: [...MEDICARE, '16', 'ZZ'] },
    ],
    must: { element: 5, isFilled: false },
    severity: 'warning',
    text: 'SBR05 is for Medicare that is not the first payer, but SBR09 is {filing}',
    words: { filing: { element: 9, is: '11 12 13 14 15 17 AM BL CH CI DS FI HM LM MC OF TV VA WC'.split(' ') } },
    ack: { element: 'I10' },
    source: '005010X222A1, loops 2000B and 2320, SBR05',
    examples: {
      good: [SECOND('S*18***12****16')],
      bad: [{ text: `SBR*P*18***12****CI~${OFFICE()}`, at: 'SBR05' }],
    },
  }),

  billingNumber: situation({
    where: { '837P': '2010AA', '837I': '2010AA' },
    withFirstClaim: true,
    look: 'NM1',
    when: [
      { element: 8, isFilled: false },
      { segment: 'REF', loop: ['2010AA', '2010BB'], element: 1, is: ['G2', '0B', '1G', 'LU'], isAbsent: true },
    ],
    must: { element: 9, isFilled: true },
    text: 'The billing provider has no NPI (NM109), and no number of the payer either (REF*G2 or REF*LU in 2010BB)',
    fix: 'Put XX into NM108 and the NPI into NM109. A provider who can have none is known to the payer by REF*G2 in 2010BB.',
    ack: { element: 'I9' },
    source: '005010X222A1 and 005010X223A2, loop 2010AA, NM109, and loop 2010BB, REF',
    examples: {
      // A provider of transport or of care at home may have a number of the payer only.
      good: [SUBSCRIBER.replace('*****XX*1234567893', '').replace('*CO*80201~', '*CO*80201~REF*G2*1234~')],
      bad: [{ text: SUBSCRIBER.replace('*****XX*1234567893', ''), at: 'NM109' }],
    },
  }),

  dependentAddress: situation({
    where: { '837P': '2010BA', '837I': '2010BA' },
    look: 'N3',
    when: [
      { segment: 'HL', loop: '2000B', element: 4, is: ['1'] },
      { segment: 'SBR', loop: '2000B', element: 2, is: [''] },
    ],
    must: { isAbsent: true },
    severity: 'warning',
    text: 'The patient is not the subscriber, so 2010BA must not have the address of the subscriber',
    fix: 'Leave out N3, N4 and DMG of 2010BA; the address and birth date of the patient belong into 2010CA.',
    ack: { segment: 'I9' },
    source: '005010X222A1 and 005010X223A2, loop 2010BA, N3 and N4; X12 RFI 1925',
    examples: {
      good: [PATIENT],
      bad: [{ text: PATIENT.replace('~NM1*PR', '~N3*12 OAK ST~N4*DENVER*CO*80203~NM1*PR'), at: 'N3' }],
    },
  }),

  canadaProvince: situation({
    where: ADDRESSES,
    look: 'N4',
    when: [{ element: 4, is: ['CA'] }],
    must: { element: 2, isA: isBeyondUs },
    text: 'N404 is CA (Canada), but N402 has no province of it',
    fix: 'Put the province or territory into N402, such as ON, or correct N404.',
    ack: { element: 'I9' },
    source: '005010X222A1 and 005010X223A2, N402 of every address; code source 22',
    examples: {
      good: [SUBSCRIBER.replace('DENVER*CO*80203', 'TORONTO*ON*M5V2T6*CA')],
      bad: [
        { text: SUBSCRIBER.replace('DENVER*CO*80203', 'TORONTO**M5V2T6*CA'), at: 'N402' },
        { text: SUBSCRIBER.replace('DENVER*CO*80203', 'SAN DIEGO*CA*92101*CA'), at: 'N402' },
        { text: OFFICE({ providers: 'NM1*77*2*CLINIC~N3*1 MAIN ST~N4*TORONTO**M5V2T6*CA~' }), at: 'N402' },
      ],
    },
  }),

  canadaPostalCode: situation({
    where: ADDRESSES,
    look: 'N4',
    when: [{ element: 4, is: ['CA'] }],
    must: { element: 3, isFilled: true },
    text: 'N404 is CA (Canada), but N403 has no postal code',
    ack: { element: 'I9' },
    source: '005010X222A1 and 005010X223A2, N403 of every address',
    examples: { good: [], bad: [{ text: SUBSCRIBER.replace('DENVER*CO*80203', 'TORONTO*ON**CA'), at: 'N403' }] },
  }),

  provinceCountry: situation({
    where: ADDRESSES,
    look: 'N4',
    when: [
      { element: 2, isA: isProvince },
      { element: 3, isFilled: true },
    ],
    must: { element: 4, isA: (country) => country !== '' && country !== 'US' },
    severity: 'warning',
    text: 'N402 is {province}, a province of Canada, but N404 does not name the country',
    words: { province: { element: 2 } },
    fix: 'Put CA into N404.',
    ack: { element: 'I9' },
    source: '005010X222A1 and 005010X223A2, N404 of every address',
    examples: {
      good: [],
      bad: [
        { text: SUBSCRIBER.replace('DENVER*CO*80203', 'TORONTO*ON*M5V2T6'), at: 'N404' },
        { text: SUBSCRIBER.replace('DENVER*CO*80203', 'TORONTO*ON*M5V2T6*US'), at: 'N404' },
      ],
    },
  }),

  pwk06: situation({
    where: { '837P': ['2300', '2400'], '837I': ['2300', '2400'] },
    look: 'PWK',
    // One of PWK05 and PWK06 without the other is reported as such.
    when: [
      { element: 2, is: SENT_APART },
      { element: 5, isFilled: false },
    ],
    must: { element: 6, isFilled: true },
    text: 'PWK02 is {way}: the paperwork is sent apart from the claim, but PWK05 and PWK06 give no control number of it',
    words: { way: { element: 2, is: SENT_APART } },
    fix: 'Put AC into PWK05 and the control number of the attachment into PWK06.',
    ack: { element: 'I9' },
    source: '005010X222A1 and 005010X223A2, loops 2300 and 2400, PWK05 and PWK06',
    examples: {
      good: [OFFICE({ claim: 'PWK*OZ*AA~' }), OFFICE({ claim: 'PWK*OZ*EL***AC*A1~' })],
      bad: [
        { text: OFFICE({ claim: 'PWK*OZ*EL~' }), at: 'PWK06' },
        { text: OFFICE({ before: 'PWK*OZ*BM~' }), at: 'PWK06' },
        { text: BILL().replace('~HI', '~PWK*OZ*FX~HI'), at: 'PWK06' },
      ],
    },
  }),

  unlisted: situation({
    where: { '837P': '2400' },
    look: 'SV1',
    // A drug may be named by its NDC.
    when: [
      { element: 1, component: 2, isA: isUnlistedCode },
      { lacks: 'LIN', in: 'line' },
    ],
    must: { element: 1, component: 7, isFilled: true },
    text: 'Procedure {code} does not say what was done or supplied, and SV101-7 has no description of it',
    words: { code: { element: 1, component: 2 } },
    fix: 'Describe it in SV101-7, a drug with its name and dose, or bill the code that it has.',
    ack: { element: 'I9' },
    source: '005010X222A1, loop 2400, SV101-7; CMS edits of 837P (X222.351.2400.SV101-7)',
    examples: {
      good: [
        OFFICE({ sv1: 'HC:J3490:::::DRUG, 5 MG*100*UN*1***1' }),
        OFFICE({ sv1: 'HC:J3490*100*UN*1***1', after: 'LIN**N4*00000000001~CTP****1*UN~' }),
      ],
      bad: [
        { text: OFFICE({ sv1: 'HC:J3490*100*UN*1***1' }), at: 'SV101-7' },
        { text: OFFICE({ sv1: 'HC:E1399:NU*100*UN*1***1' }), at: 'SV101-7' },
      ],
    },
  }),

  equipmentCode: situation({
    where: { '837P': '2400' },
    look: 'SV5',
    when: [],
    must: { element: 1, component: 2, equals: { segment: 'SV1', element: 1, component: 2 } },
    text: 'SV501-2 is not the procedure of SV101-2: equipment is rented or bought under one code',
    ack: { element: 'I12' },
    source: '005010X222A1, loop 2400, SV501-2',
    examples: {
      good: [OFFICE({ sv1: 'HC:E0601:RR*100*UN*1***1', before: 'SV5*HC:E0601*DA*30*50*500*4~' })],
      bad: [
        {
          text: OFFICE({ sv1: 'HC:E0601:RR*100*UN*1***1', before: 'SV5*HC:E0565*DA*30*50*500*4~' }),
          at: 'SV501-2',
        },
      ],
    },
  }),

  referringOnce: situation({
    where: { '837P': ['2310A', '2420F'] },
    look: 'NM1',
    when: [{ element: 1, is: ['DN', 'P3'] }],
    must: { element: 1, isUnique: 'line' },
    text: 'A second provider has the code {role} in NM101, which the claim and each line have once only',
    words: { role: { element: 1 } },
    fix: 'Leave out one of them; the primary care provider who comes second has the code P3.',
    ack: { element: 'I12' },
    source: '005010X222A1, loops 2310A and 2420F, NM101',
    examples: {
      good: [OFFICE({ providers: `${REFERRER}NM1*P3*1*PRIMARY*LEE****XX*1588667638~` })],
      bad: [
        { text: OFFICE({ providers: `${REFERRER}NM1*DN*1*OTHER*LEE****XX*1588667638~` }), at: 'NM101' },
        {
          text: OFFICE({ providers: REFERRER, after: 'NM1*DN*1*A*LEE****XX*1588667638~NM1*DN*1*B*KIM****XX*1679576722~' }),
          at: 'NM101',
        },
      ],
    },
  }),

  primaryCare: situation({
    where: { '837P': ['2310A', '2420F'] },
    look: 'NM1',
    when: [{ element: 1, is: ['P3'] }],
    must: { has: 'NM1', qualifier: 'DN', loop: ['2310A', '2420F'], at: 'look' },
    text: 'The primary care provider (P3) comes after the referring provider (NM1*DN), but there is none',
    fix: 'Name the referring provider first, or use the code DN.',
    ack: { segment: 'I6' },
    source: '005010X222A1, loops 2310A and 2420F, NM101',
    examples: {
      good: [],
      bad: [{ text: OFFICE({ providers: 'NM1*P3*1*PRIMARY*LEE****XX*1588667638~' }), at: 'NM1' }],
    },
  }),

  referral: situation({
    where: { '837P': '2300' },
    look: 'REF',
    // A claim that replaces another, or that explains why nothing was authorized, may have its reasons.
    when: [
      { element: 1, is: ['9F'] },
      frequencyIs(['1']),
      { segment: 'REF', loop: '2300', element: 1, is: ['4N'], isAbsent: true },
    ],
    must: { has: 'NM1', qualifier: ['DN', 'P3'], loop: ['2310A', '2420F'], at: 'look' },
    text: 'The claim has a referral number (REF*9F), but does not name who referred the patient (2310A)',
    fix: 'Name the referring provider in 2310A, or leave out the referral number.',
    ack: { segment: 'I6' },
    source: '005010X222A1, loops 2300, REF*9F, and 2310A',
    examples: {
      good: [OFFICE({ claim: 'REF*9F*R1~', providers: REFERRER })],
      bad: [{ text: OFFICE({ claim: 'REF*9F*R1~' }), at: 'REF' }],
    },
  }),

  lineReferring: situation({
    where: { '837P': '2420F' },
    look: 'NM1',
    when: [
      { element: 8, is: ['XX'] },
      { element: 9, isA: isNpi },
    ],
    among: repeats('2310A', '2420F'),
    must: { isAbsent: true },
    once: true,
    severity: 'warning',
    text: '2420F of {lines} names the referring provider of the claim (2310A), NPI {npi}, again',
    words: { npi: { element: 9 }, lines: { count: 'line' } },
    fix: 'Leave out 2420F if the line and the claim have the same referring provider.',
    ack: { segment: 'I9' },
    source: '005010X222A1, loop 2420F',
    examples: {
      // The same number under another name is something else.
      good: [OFFICE({ providers: REFERRER, after: REFERRER.replace('REFERRER', 'OTHER') })],
      bad: [{ text: OFFICE({ providers: REFERRER, after: REFERRER }), at: 'NM1' }],
    },
  }),

  lineSupervising: situation({
    where: { '837P': '2420D' },
    look: 'NM1',
    when: [
      { element: 8, is: ['XX'] },
      { element: 9, isA: isNpi },
    ],
    among: repeats('2310D', '2420D'),
    must: { isAbsent: true },
    once: true,
    severity: 'warning',
    text: '2420D of {lines} names the supervising provider of the claim (2310D), NPI {npi}, again',
    words: { npi: { element: 9 }, lines: { count: 'line' } },
    fix: 'Leave out 2420D if the line and the claim have the same supervising provider.',
    ack: { segment: 'I9' },
    source: '005010X222A1, loop 2420D',
    examples: {
      good: [],
      bad: [
        {
          text: OFFICE({
            providers: 'NM1*DQ*1*SUPER*KIM****XX*1679576722~',
            after: 'NM1*DQ*1*SUPER*KIM****XX*1679576722~',
          }),
          at: 'NM1',
        },
      ],
    },
  }),

  lineReferringAlone: situation({
    where: { '837P': '2420F' },
    look: 'NM1',
    when: [],
    must: { has: 'NM1', qualifier: ['DN', 'P3'], loop: '2310A', at: 'look' },
    once: true,
    severity: 'warning',
    text: 'A line names a referring provider (2420F) that differs from that of the claim, but the claim names none (2310A)',
    fix: 'Name the referring provider of the claim in 2310A.',
    ack: { segment: 'I6' },
    source: '005010X222A1, loops 2310A and 2420F',
    examples: { good: [], bad: [{ text: OFFICE({ after: REFERRER }), at: 'NM1' }] },
  }),

  ambulance: situation({
    where: { '837P': '2400' },
    look: 'SV1',
    when: [{ element: 1, component: 2, isA: isAmbulanceTransport }],
    must: { has: 'CR1' },
    text: 'Procedure {code} is a transport by ambulance, but neither the claim nor the line describes it (CR1)',
    words: { code: { element: 1, component: 2 } },
    source: '005010X222A1, loops 2300 and 2400, CR1',
    examples: {
      good: [AMBULANCE()],
      bad: [{ text: AMBULANCE({ cr1: '' }), at: 'CLM' }],
    },
  }),

  ambulancePickUp: situation({
    where: { '837P': '2400' },
    look: 'SV1',
    when: [{ element: 1, component: 2, isA: isAmbulanceTransport }],
    must: { has: 'NM1', qualifier: 'PW', loop: ['2310E', '2420G'] },
    text: 'Procedure {code} is a transport by ambulance, but the claim does not say where the patient was picked up (2310E)',
    words: { code: { element: 1, component: 2 } },
    source: '005010X222A1, loops 2310E and 2420G',
    examples: { good: [], bad: [{ text: AMBULANCE({ up: '' }), at: 'CLM' }] },
  }),

  ambulanceDropOff: situation({
    where: { '837P': '2400' },
    look: 'SV1',
    when: [{ element: 1, component: 2, isA: isAmbulanceTransport }],
    must: { has: 'NM1', qualifier: '45', loop: ['2310F', '2420H'] },
    text: 'Procedure {code} is a transport by ambulance, but the claim does not say where the patient was taken (2310F)',
    words: { code: { element: 1, component: 2 } },
    source: '005010X222A1, loops 2310F and 2420H',
    examples: { good: [], bad: [{ text: AMBULANCE({ off: false }), at: 'CLM' }] },
  }),

  screeningReferred: situation({
    where: { '837P': '2300', '837I': '2300' },
    look: 'CRC',
    when: [
      { element: 1, is: ['ZZ'] },
      { element: 2, is: ['Y'] },
    ],
    must: { element: 3, isNot: ['NU'] },
    text: 'CRC02 is Y (the screening led to a referral), but CRC03 is NU (no referral)',
    ack: { element: 'I12' },
    source: '005010X222A1 and 005010X223A2, loop 2300, CRC*ZZ, CRC02 and CRC03',
    examples: {
      good: [OFFICE({ claim: 'CRC*ZZ*Y*ST~' }), OFFICE({ claim: 'CRC*ZZ*N*NU~' })],
      bad: [{ text: OFFICE({ claim: 'CRC*ZZ*Y*NU~' }), at: 'CRC03' }],
    },
  }),

  screeningNotReferred: situation({
    where: { '837P': '2300', '837I': '2300' },
    look: 'CRC',
    when: [
      { element: 1, is: ['ZZ'] },
      { element: 2, is: ['N'] },
      { element: 3, isFilled: true },
    ],
    must: { element: 3, is: ['NU'] },
    text: 'CRC02 is N (the screening led to no referral), but CRC03 is not NU',
    ack: { element: 'I12' },
    source: '005010X222A1 and 005010X223A2, loop 2300, CRC*ZZ, CRC02 and CRC03',
    examples: { good: [], bad: [{ text: OFFICE({ claim: 'CRC*ZZ*N*AV~' }), at: 'CRC03' }] },
  }),

  lineCounter: situation({
    where: { '837P': '2400', '837I': '2400' },
    look: 'LX',
    when: [],
    must: { element: 1, counts: true },
    text: 'LX01 does not count on: the lines of a claim are numbered 1, 2, 3 and so on',
    ack: { element: 'I12' },
    source: '005010X222A1 and 005010X223A2, loop 2400, LX01; X12 RFI 417',
    examples: {
      good: [OFFICE().replace('LX*1', 'LX*01')],
      bad: [
        { text: OFFICE().replace('LX*1', 'LX*2'), at: 'LX01' },
        { text: OFFICE().replace('*100***', '*150***').concat('LX*1~SV1*HC:94010*50*UN*1***1~DTP*472*D8*20261005~'), at: 'LX01' },
        { text: OFFICE().replace('*100***', '*150***').concat('LX*3~SV1*HC:94010*50*UN*1***1~DTP*472*D8*20261005~'), at: 'LX01' },
      ],
    },
  }),

  lineControl: situation({
    where: { '837P': '2400', '837I': '2400' },
    look: 'REF',
    when: [{ element: 1, is: ['6R'] }],
    must: { element: 2, isUnique: 'claim' },
    text: 'Another line of the claim has this control number (REF*6R): the payer could not say which line it means',
    fix: 'Give each line a number of its own, or none.',
    ack: { element: 'I12' },
    source: '005010X222A1 and 005010X223A2, loop 2400, REF*6R',
    examples: {
      good: [],
      bad: [
        {
          text: `${OFFICE({ after: 'REF*6R*L1~' }).replace('*100***', '*150***')}LX*2~SV1*HC:94010*50*UN*1***1~DTP*472*D8*20261005~REF*6R*L1~`,
          at: 'REF02',
        },
      ],
    },
  }),

  attending: situation({
    where: { '837I': '2300' },
    look: 'CLM',
    when: [{ segment: 'SV2', element: 1, isA: isNo(isAmbulanceRevenue) }],
    must: { has: 'NM1', qualifier: '71', loop: ['2310A', ''] },
    text: 'The claim names no attending provider (2310A): only transport by ambulance needs none',
    fix: 'Add NM1*71 with the person who has overall responsibility for the care of the patient.',
    source: '005010X223A2, loop 2310A; NUBC form locator 76',
    examples: {
      good: [WHOLE_BILL(BILL({ line: 'SV2*0540*HC:A0429:HH*100*UN*1~DTP*472*D8*20261005~' }))],
      bad: [
        { text: WHOLE_BILL(BILL()), at: 'CLM' },
        { text: WHOLE_BILL(ROOM()), at: 'CLM' },
      ],
    },
  }),

  admittingDiagnosis: situation({
    where: { '837I': '2300' },
    look: 'CLM',
    when: [...billIs(HOSPITAL_STAYS)],
    must: { has: 'HI', qualifier: ['ABJ', 'BJ'] },
    text: 'Bill type {bill}x is a stay in a hospital, but the claim has no admitting diagnosis (HI*ABJ)',
    words: { bill: { element: 5, component: 1 } },
    source: '005010X223A2, loop 2300, HI*ABJ; NUBC form locator 69; X12 RFI 1479',
    examples: {
      // The UB-04 manual has exceptions among the other bills of inpatients.
      good: [ROOM(), ROOM({ bill: '21:A:1', codes: '' })],
      bad: [{ text: ROOM({ codes: '' }), at: 'CLM' }],
    },
  }),

  dischargeHour: situation({
    where: { '837I': '2300' },
    look: 'CLM',
    when: [
      ...billIs(HOSPITAL_STAYS),
      { element: 5, component: 3, is: FINAL_FREQUENCIES },
      { segment: 'CL1', element: 3, isNot: [STILL_PATIENT] },
    ],
    must: { has: 'DTP', qualifier: '096' },
    text: 'Bill type {bill}{frequency} ends a stay in a hospital, but the claim has no discharge hour (DTP*096)',
    words: { bill: { element: 5, component: 1 }, frequency: { element: 5, component: 3 } },
    source: '005010X223A2, loop 2300, DTP*096; NUBC form locator 16',
    examples: {
      good: [ROOM(), ROOM({ bill: '11:A:2', cl1: '3*1*30', dates: 'DTP*435*D8*20261001~' })],
      bad: [{ text: ROOM({ dates: 'DTP*435*D8*20261001~' }), at: 'CLM' }],
    },
  }),

  pointOfOrigin: situation({
    where: { '837I': '2300' },
    look: 'CL1',
    when: [
      { element: 1, isFilled: true },
      { segment: 'CLM', element: 5, component: 1, isNot: NO_ORIGIN_BILLS },
    ],
    must: { element: 2, isFilled: true },
    text: 'CL102 is empty: the claim must say where the patient came from',
    fix: 'Put the point of origin into CL102, or 9 if nobody knows it.',
    ack: { element: 'I9' },
    source: '005010X223A2, loop 2300, CL102; NUBC form locator 15',
    examples: {
      good: [BILL({ bill: '14:A:1', cl1: '3**01' })],
      bad: [
        { text: BILL({ cl1: '3**01' }), at: 'CL102' },
        { text: ROOM({ cl1: '3**01' }), at: 'CL102' },
      ],
    },
  }),

  reasonForVisit: situation({
    where: { '837I': '2300' },
    look: 'CLM',
    when: [
      ...billIs(UNSCHEDULED_BILLS),
      { segment: 'CL1', element: 1, is: UNSCHEDULED_TYPES },
      { segment: 'SV2', element: 1, isA: isUnscheduledRevenue },
    ],
    must: { has: 'HI', qualifier: ['APR', 'PR'] },
    text: 'Bill type {bill}x is for an unscheduled visit (CL101 is 1, 2 or 5) in an emergency room or the like, but the claim has no reason for it (HI*APR)',
    words: { bill: { element: 5, component: 1 } },
    source: '005010X223A2, loop 2300, HI*APR; NUBC form locator 70; CMS Claims Processing Manual, chapter 25',
    examples: {
      good: [
        BILL({ cl1: '1*1*01', codes: 'HI*APR:R079~', line: 'SV2*0450*HC:99283*100*UN*1~DTP*472*D8*20261005~' }),
        BILL({ cl1: '3*1*01', line: 'SV2*0450*HC:99283*100*UN*1~DTP*472*D8*20261005~' }),
        BILL({ cl1: '1*1*01' }),
      ],
      bad: [
        { text: BILL({ cl1: '1*1*01', line: 'SV2*0450*HC:99283*100*UN*1~DTP*472*D8*20261005~' }), at: 'CLM' },
        { text: BILL({ bill: '85:A:1', cl1: '5*1*01', line: 'SV2*0762*HC:G0378*100*UN*9~DTP*472*D8*20261005~' }), at: 'CLM' },
      ],
    },
  }),

  stillPatient: situation({
    where: { '837I': '2300' },
    look: 'CL1',
    when: [...billIs(STAYS), frequencyIs(FINAL_FREQUENCIES), { element: 3, isFilled: true }],
    must: { element: 3, isNot: [STILL_PATIENT] },
    text: 'CL103 is 30 (still a patient), but CLM05-3 says that the bill ends the stay',
    fix: 'Correct the patient status, or bill it as one of several (CLM05-3 2 or 3).',
    ack: { element: 'I12' },
    source: '005010X223A2, loop 2300, CL103 and CLM05-3; NUBC form locators 4 and 17',
    examples: {
      good: [BILL({ cl1: '3*1*30' })],
      bad: [
        { text: ROOM({ cl1: '3*1*30' }), at: 'CL103' },
        { text: ROOM({ bill: '21:A:4', cl1: '3*1*30' }), at: 'CL103' },
      ],
    },
  }),

  gone: situation({
    where: { '837I': '2300' },
    look: 'CL1',
    when: [...billIs(HOSPITAL_STAYS), frequencyIs(INTERIM_FREQUENCIES), { element: 3, isFilled: true }],
    must: { element: 3, is: [STILL_PATIENT] },
    severity: 'warning',
    text: 'CLM05-3 says that the stay goes on after this bill, but CL103 is not 30 (still a patient)',
    fix: 'Correct the patient status, or bill it as the last one (CLM05-3 4).',
    ack: { element: 'I12' },
    source: '005010X223A2, loop 2300, CL103 and CLM05-3; NUBC form locators 4 and 17',
    examples: { good: [], bad: [{ text: ROOM({ bill: '11:A:3' }), at: 'CL103' }] },
  }),

  outpatientProcedure: situation({
    where: { '837I': '2300' },
    look: 'HI',
    when: [{ element: 1, component: 1, is: ['BBR', 'BBQ', 'BR', 'BQ'] }, ...billIs(OUTPATIENT_BILLS)],
    must: { isAbsent: true },
    once: true,
    text: 'ICD procedures (HI*{list}) are for inpatients, but the bill is for an outpatient',
    words: { list: { element: 1, component: 1 } },
    fix: 'Bill procedures of outpatients with HCPCS codes in SV202, or correct the bill type.',
    ack: { segment: 'I9' },
    source: '005010X223A2, loop 2300, HI*BBR and HI*BBQ; NUBC form locator 74',
    examples: {
      good: [ROOM({ codes: 'HI*ABJ:J4551~HI*BBR:3E0234Z:D8:20261002~' })],
      bad: [{ text: BILL({ codes: 'HI*BBR:3E0234Z:D8:20261005~' }), at: 'HI' }],
    },
  }),

  operating: situation({
    where: { '837I': '2300' },
    look: 'HI',
    when: [
      { element: 1, component: 1, is: ['BBR', 'BBQ'] },
      { element: EACH_CODE, component: 2, isA: isSurgery },
      ...billIs(STAYS),
    ],
    must: { has: 'NM1', qualifier: '72', loop: ['2310B', '2420A'] },
    text: 'The claim has a surgical procedure (HI*{list}), but names no operating physician (2310B)',
    words: { list: { element: 1, component: 1 } },
    source: '005010X223A2, loop 2310B; NUBC form locator 77; ICD-10-PCS section 0',
    examples: {
      good: [
        ROOM({ codes: 'HI*ABJ:J4551~HI*BBR:0DTJ4ZZ:D8:20261002~', providers: 'NM1*72*1*SURGEON*KIM****XX*1245319599~' }),
        // An infusion needs no surgeon.
        ROOM({ codes: 'HI*ABJ:J4551~HI*BBR:3E0234Z:D8:20261002~' }),
      ],
      bad: [{ text: ROOM({ codes: 'HI*ABJ:J4551~HI*BBR:0DTJ4ZZ:D8:20261002~' }), at: 'CLM' }],
    },
  }),

  lineOutsideStatement: situation({
    where: { '837I': '2400' },
    look: 'DTP',
    // A group for payment is dated by its assessment, which may be before or after.
    when: [
      { element: 1, is: ['472'] },
      { segment: 'SV2', in: 'line', element: 1, isA: isNo(isAssessmentRevenue) },
    ],
    must: { element: 3, isWithin: 'statement' },
    text: 'The date of the line is not within the days that the bill covers (DTP*434)',
    fix: 'Correct the date of the line, or the first or last day of the bill.',
    ack: { element: 'I12' },
    source: '005010X223A2, loop 2400, DTP*472, and loop 2300, DTP*434; NUBC form locator 45',
    examples: {
      good: [
        BILL({ days: '20261001-20261005' }),
        BILL({
          bill: '21:A:2',
          cl1: '3*1*30',
          line: 'SV2*0022*HP:AAAA1*100*UN*1~DTP*472*D8*20260925~',
          dates: 'DTP*435*D8*20260901~',
        }),
      ],
      bad: [
        { text: BILL({ days: '20261001-20261004' }), at: 'DTP03' },
        {
          text: BILL({ days: '20261001-20261004', line: 'SV2*0510*HC:99213*100*UN*1~DTP*472*RD8*20261003-20261005~' }),
          at: 'DTP03',
        },
      ],
    },
  }),

  lineDate: situation({
    where: { '837I': '2400' },
    look: 'SV2',
    when: [
      ...billIs(OUTPATIENT_BILLS),
      { statement: 'days' },
      { element: 1, isA: isNo(isDrugRevenue) },
      { lacks: 'LIN', in: 'line' },
    ],
    must: { has: 'DTP', qualifier: '472', in: 'line', at: 'look' },
    text: 'The bill is for an outpatient and covers more than a day, but the line has no date of service (DTP*472)',
    source: '005010X223A2, loop 2400, DTP*472; NUBC form locator 45',
    examples: {
      good: [
        BILL({ line: 'SV2*0510*HC:99213*100*UN*1~' }),
        BILL({ days: '20261001-20261005', line: 'SV2*0250**100*UN*1~' }),
        ROOM(),
      ],
      bad: [{ text: BILL({ days: '20261001-20261005', line: 'SV2*0510*HC:99213*100*UN*1~' }), at: 'SV2' }],
    },
  }),
} satisfies Readonly<Record<string, Situation>>;

export type SituationId = keyof typeof SITUATIONS;
