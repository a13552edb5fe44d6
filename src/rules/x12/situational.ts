import { defineRule } from '../rule.ts';

const ACCIDENT = (claim: string) => `${claim}~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~`;
const RENDERED =
  'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*TESTER*DOC****XX*1987654328~PRV*PE*PXC*207K00000X~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';
const SUBSCRIBER =
  'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~N3*PO BOX 1~N4*DENVER*CO*80201~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';
const STAY =
  'CLM*A1*100***11:A:1**A*Y*Y~DTP*434*RD8*20261001-20261005~DTP*435*DT*202610010930~CL1*3*1*01~HI*ABK:J4550~HI*ABJ:J4551~LX*1~SV2*0250**100*UN*1~';
const VISIT = 'CLM*A1*100***21:B:1*Y*A*Y*Y~DTP*435*D8*20261004~HI*ABK:J4550~LX*1~SV1*HC:99232*100*UN*1***1~DTP*472*D8*20261005~';
const SPINE =
  'CLM*A1*100***11:B:1*Y*A*Y*Y~DTP*453*D8*20261004~CR2********A~HI*ABK:M9901~LX*1~SV1*HC:98941:AT*100*UN*1***1~DTP*472*D8*20261005~';
const DRUG =
  'CLM*A1*100***13:A:1**A*Y*Y~DTP*434*RD8*20261005-20261005~CL1*3*1*01~HI*ABK:J4550~LX*1~SV2*0636*HC:J1100*100*UN*1~DTP*472*D8*20261005~';

export default defineRule({
  id: 'x12/situational',
  severity: 'error',
  docs: {
    what: 'What the guide requires only in some situations is present where the file itself shows the situation: the address, birth date and id of a subscriber; nine digits in the ZIP code of a provider in the United States; the state and ZIP code of an address without a country; the date of an admission, accident or acute manifestation; the state of a car accident; the procedure code of an outpatient drug in revenue code 0636. A line does not repeat the rendering provider of the claim.',
    why: 'Receivers reject a claim that lacks what its own codes call for; repeated data is ignored at best.',
    fix: 'Add what is missing, or correct the code that requires it.',
    source:
      '005010X222A1 and 005010X223A2, loops 2010AA, 2310C and 2310E (N403), 2010BA, 2300 (CLM11, DTP), 2420A, 2400 (SV202); NUBC type of bill and revenue code 0636',
  },
  ack: { segment: 'I6' },
  messages: {
    subscriber: 'The subscriber is the patient (SBR02 is 18, HL04 is 0), but 2010BA has no {missing}',
    memberId: {
      text: 'The subscriber is a person (NM102 is 1), but NM108 and NM109 have no member id',
      fix: 'Put MI into NM108 and the member id into NM109.',
      ack: { element: 'I9' },
    },
    zip: {
      text: 'N403 of the {party} is not a ZIP code of nine digits, which the guide requires in the United States',
      severity: 'warning',
      fix: 'Send ZIP+4 without the hyphen.',
      ack: { element: 'I12' },
    },
    address: {
      text: '{missing} must not be empty if N404 names no other country: an address in the United States needs a state and a ZIP code',
      fix: 'Fill in what is missing, or name the country in N404.',
      ack: { element: 'I9' },
    },
    admissionBill:
      'Bill type {bill}x is inpatient, and there is an admitting diagnosis, but the claim has no admission date (DTP*435)',
    admissionVisit:
      'Procedure {code} at place of service 21 is a visit to an inpatient, but the claim has no admission date (DTP*435)',
    manipulation:
      'CR208 is {condition} (acute) on a claim to Medicare, but the claim has no date of the acute manifestation (DTP*453)',
    accidentDate: 'CLM11 gives an accident as the cause ({cause}), but the claim has no accident date (DTP*439)',
    accidentState: {
      text: 'CLM11 gives a car accident as the cause (AA), but CLM11-4 has no state',
      ack: { element: 'I9' },
    },
    rendering: {
      text: '2420A of {lines} names NPI {npi}, which 2310B already names for the whole claim',
      severity: 'warning',
      fix: 'Leave out 2420A if the line and the claim have the same rendering provider.',
      ack: { segment: 'I9' },
    },
    drugProcedure: {
      text: 'Revenue code 0636 is for drugs that need a HCPCS code, but SV202 has none',
      fix: 'Put the HCPCS code of the drug into SV202, or correct the revenue code.',
      ack: { element: 'I9' },
    },
  },
  examples: {
    good: [
      SUBSCRIBER,
      // A subscriber who is not the patient may keep his address to himself.
      'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*1~SBR*P********CI~NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER ONE*****PI*60054~HL*3*2*23*0~PAT*19~NM1*QC*1*TESTER*KID~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*20150301*M~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
      // An organization has no birth date.
      SUBSCRIBER.replace(
        'NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F',
        'NM1*IL*2*EMPLOYER',
      ),
      ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**AA:::CO~DTP*439*D8*20261001'),
      ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**AA::::MX~DTP*439*D8*20261001'),
      ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**OA~DTP*439*D8*20261001'),
      ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**EM'),
      RENDERED,
      `${RENDERED}NM1*82*1*TESTER*OTHER****XX*1234567893~`,
      STAY,
      // Inpatients whom Part B pays for are billed as outpatients are.
      STAY.replace('11:A', '12:A').replace('DTP*435*DT*202610010930~', ''),
      // Nothing but the bill type says that a patient was admitted: it may be the one that is wrong.
      STAY.replace('HI*ABJ:J4551~', '').replace('DTP*435*DT*202610010930~', ''),
      VISIT,
      VISIT.replace('21:B', '11:B').replace('DTP*435*D8*20261004~', ''),
      VISIT.replace('99232', '71046').replace('DTP*435*D8*20261004~', ''),
      `SBR*P*18*******MB~${SPINE}`,
      SPINE.replace('DTP*453*D8*20261004~', ''),
      `SBR*P*18*******MB~${SPINE.replace('CR2********A', 'CR2********C').replace('DTP*453*D8*20261004~', '')}`,
      // Canada has no ZIP codes, and other countries have no states.
      SUBSCRIBER.replace('DENVER*CO*802021234', 'TORONTO*ON*M5V2T6*CA'),
      SUBSCRIBER.replace('DENVER*CO*80203~DMG', 'PARIS***FR~DMG'),
      // Another specialty is a reason to name the provider again.
      `${RENDERED}NM1*82*1*TESTER*DOC****XX*1987654328~PRV*PE*PXC*207R00000X~`,
      DRUG,
      DRUG.replace('0636*HC:J1100', '0250*'),
      // Inpatient bills need no procedures.
      DRUG.replace('13:A:1', '11:A:1').replace('HC:J1100', '').replace('~CL1', '~DTP*435*D8*20261005~CL1'),
    ],
    bad: [
      { text: SUBSCRIBER.replace('N3*12 OAK ST~', ''), message: 'subscriber', at: 'NM1' },
      { text: SUBSCRIBER.replace('N4*DENVER*CO*80203~', ''), message: 'subscriber', at: 'NM1' },
      { text: SUBSCRIBER.replace('DMG*D8*19800101*F~', ''), message: 'subscriber', at: 'NM1' },
      { text: SUBSCRIBER.replace('N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~', ''), message: 'subscriber', at: 'NM1' },
      { text: ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**AA:::CO'), message: 'accidentDate', at: 'CLM' },
      { text: ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**EM:OA'), message: 'accidentDate', at: 'CLM' },
      { text: ACCIDENT('CLM*A1*100***11:B:1*Y*A*Y*Y**AA~DTP*439*D8*20261001'), message: 'accidentState', at: 'CLM11-4' },
      { text: `${RENDERED}NM1*82*1*TESTER*DOC****XX*1987654328~`, message: 'rendering', at: 'NM1', severity: 'warning' },
      {
        text: `${RENDERED}NM1*82*1*TESTER*DOC****XX*1987654328~PRV*PE*PXC*207K00000X~`,
        message: 'rendering',
        at: 'NM1',
        severity: 'warning',
      },
      { text: DRUG.replace('HC:J1100', ''), message: 'drugProcedure', at: 'SV202' },
      { text: STAY.replace('DTP*435*DT*202610010930~', ''), message: 'admissionBill', at: 'CLM' },
      { text: STAY.replace('11:A:1', '18:A:4').replace('DTP*435*DT*202610010930~', ''), message: 'admissionBill', at: 'CLM' },
      { text: VISIT.replace('DTP*435*D8*20261004~', ''), message: 'admissionVisit', at: 'CLM' },
      {
        text: VISIT.replace('21:B', '22:B').replace('UN*1***1', 'UN*1*21**1').replace('DTP*435*D8*20261004~', ''),
        message: 'admissionVisit',
        at: 'CLM',
      },
      { text: `SBR*P*18*******MB~${SPINE.replace('DTP*453*D8*20261004~', '')}`, message: 'manipulation', at: 'CLM' },
      { text: SUBSCRIBER.replace('****MI*M00000001', ''), message: 'memberId', at: 'NM109' },
      { text: SUBSCRIBER.replace('802021234', '80202'), message: 'zip', at: 'N403', severity: 'warning' },
      { text: SUBSCRIBER.replace('802021234', '80202-1234'), message: 'zip', at: 'N403', severity: 'warning' },
      {
        text: RENDERED.replace('NM1*82', 'NM1*77*2*CLINIC~N3*1 MAIN ST~N4*DENVER*CO*80202~NM1*82'),
        message: 'zip',
        at: 'N403',
        severity: 'warning',
      },
      { text: SUBSCRIBER.replace('DENVER*CO*80203~DMG', 'DENVER*CO~DMG'), message: 'address', at: 'N403' },
      { text: SUBSCRIBER.replace('DENVER*CO*80203~DMG', 'PARIS~DMG'), message: 'address', at: 'N402' },
    ],
  },
});
