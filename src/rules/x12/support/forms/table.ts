import { US_STATES } from '../../../../codes/countries.ts';
import { FORMS } from '../../../../codes/forms.ts';
import type { FormRow } from './form-row.ts';

// What codes mean

const isState = (state: string) => US_STATES.has(state);
const isNoState = (state: string) => !US_STATES.has(state);
/** Numbers that the Railroad Retirement Board gave before 2020. */
const RAILROAD = /^(A|CA|H|JA|MA|MH|PA|PD|PH|WA|WCA|WCD|WCH|WD|WH)(\d{6}|\d{9})$/;
/** A mistyped Medicare number, or one of the numbers before it; other texts may be those of a plan. */
const isLikeMedicareId = (id: string) => /^\d/.test(id) || RAILROAD.test(id);

// What examples begin with

const VISIT = 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';
const OUTPATIENT =
  'CLM*A1*100***13:A:1**A*Y*Y~DTP*434*RD8*20261005-20261005~CL1*3*1*01~HI*ABK:J4550~LX*1~SV2*0510*HC:99213*100*UN*1~DTP*472*D8*20261005~';
const STAY =
  'CLM*A1*100***11:A:1**A*Y*Y~DTP*434*RD8*20261001-20261005~DTP*435*DT*202610010930~DTP*096*TM*1400~CL1*3*1*01~HI*ABK:J4550~HI*ABJ:J4551~NM1*71*1*TESTER*DOC****XX*1987654328~LX*1~SV2*0250**100*UN*1~';
const BILLED = (provider: string) =>
  `HL*1**20*1~${provider}~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~N3*PO BOX 1~N4*DENVER*CO*80201~${VISIT}`;
const PROVIDER = 'NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567';
const MEDICARE = (id: string) =>
  `SBR*P*18*******MB~NM1*IL*1*TESTER*PAT****MI*${id}~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19500101*F~NM1*PR*2*MEDICARE*****PI*60054~${VISIT}`;
const OTHER_MEDICARE = (id: string) =>
  VISIT.replace('LX*1', `SBR*S*18***12****MB~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*${id}~NM1*PR*2*MEDICARE*****PI*77777~LX*1`);

const BOTH_ALL = { '837P': '*', '837I': '*' } as const;
const HOSPITAL = { '837I': ['2300'] } as const;
const HI_ELEMENTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** Written forms by id; an id is a message of x12/element-form and is never reused. */
export const FORM_ROWS = {
  taxId: {
    where: BOTH_ALL,
    segment: 'REF',
    elements: [2],
    when: [{ at: 1, is: ['EI', 'SY'] }],
    name: 'the tax id or social security number',
    form: FORMS.taxId,
    source: '005010X222A1 and 005010X223A2, REF*EI and REF*SY',
    examples: {
      good: [BILLED(PROVIDER), BILLED(PROVIDER.replace('EI*841234567', 'SY*841234567'))],
      bad: [
        { text: BILLED(PROVIDER.replace('841234567', '84-1234567')), at: 'REF02' },
        { text: BILLED(PROVIDER.replace('841234567', '84123456')), at: 'REF02' },
        { text: BILLED(PROVIDER.replace('EI*841234567', 'SY*123-45-6789')), at: 'REF02' },
      ],
    },
  },
  telephone: {
    where: BOTH_ALL,
    segment: 'PER',
    elements: [4, 6, 8],
    when: [{ at: 'before', is: ['TE', 'FX'] }],
    name: 'the telephone or fax number',
    form: FORMS.telephone,
    severity: 'warning',
    fix: 'Write the ten digits alone; an extension goes into the next pair, with EX.',
    source: '005010X222A1 and 005010X223A2, PER04, PER06 and PER08',
    examples: {
      good: [
        BILLED(`${PROVIDER}~PER*IC*DESK*TE*3035550100*EX*12*FX*3035550101`),
        BILLED(`${PROVIDER}~PER*IC*DESK*EM*DESK-X.EXAMPLE`),
      ],
      bad: [
        { text: BILLED(`${PROVIDER}~PER*IC*DESK*TE*303-555-0100`), at: 'PER04' },
        { text: BILLED(`${PROVIDER}~PER*IC*DESK*TE*3035550100*FX*5550101`), at: 'PER06' },
      ],
    },
  },
  taxonomy: {
    where: BOTH_ALL,
    segment: 'PRV',
    elements: [3],
    when: [{ at: 2, is: ['PXC'] }],
    name: 'the taxonomy code',
    form: FORMS.taxonomy,
    source: '005010X222A1 and 005010X223A2, PRV03',
    examples: {
      good: [BILLED(`PRV*BI*PXC*207K00000X~${PROVIDER}`)],
      bad: [
        { text: BILLED(`PRV*BI*PXC*207K0000~${PROVIDER}`), at: 'PRV03' },
        { text: BILLED(`PRV*BI*PXC*207K000000~${PROVIDER}`), at: 'PRV03' },
      ],
    },
  },
  medicareId: {
    where: { '837P': ['2010BA', '2330A'], '837I': ['2010BA', '2330A'] },
    segment: 'NM1',
    elements: [9],
    when: [
      { at: 8, is: ['MI'] },
      { at: 9, isA: isLikeMedicareId },
    ],
    after: { segment: 'SBR', element: 9, is: ['MA', 'MB'] },
    name: 'the id of a Medicare patient',
    form: FORMS.medicareId,
    fix: 'Copy the number from the Medicare card of the patient, without hyphens.',
    source: '005010X222A1 and 005010X223A2, loops 2010BA and 2330A, NM109',
    examples: {
      // Texts of another kind may be the number of a plan, and are not judged.
      good: [MEDICARE('1EG4TE5MK73'), OTHER_MEDICARE('1EG4TE5MK73'), MEDICARE('M00000001'), VISIT],
      bad: [
        { text: MEDICARE('123456789A'), at: 'NM109' },
        { text: MEDICARE('1EG4-TE5-MK73'), at: 'NM109' },
        { text: MEDICARE('1SG4TE5MK73'), at: 'NM109' },
        { text: MEDICARE('WA123456789'), at: 'NM109' },
        { text: OTHER_MEDICARE('123456789A'), at: 'NM109' },
      ],
    },
  },
  zip: {
    where: BOTH_ALL,
    segment: 'N4',
    elements: [3],
    when: [
      { at: 4, is: ['', 'US'] },
      { at: 2, isA: isState },
    ],
    name: 'the ZIP code',
    form: FORMS.zip,
    source: '005010X222A1 and 005010X223A2, N403 of every address',
    examples: {
      good: [BILLED(PROVIDER), BILLED(PROVIDER.replace('CO*802021234', 'ON*M5V2T6*CA'))],
      bad: [
        {
          text: VISIT.replace(
            /^/,
            'SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*802031~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~',
          ),
          at: 'N403',
        },
        { text: BILLED(PROVIDER).replace('CO*80203', 'CO*80203-1234'), at: 'N403' },
      ],
    },
  },
  canadianPostalCode: {
    where: BOTH_ALL,
    segment: 'N4',
    elements: [3],
    // With a state of the United States, the country may be what is wrong.
    when: [
      { at: 4, is: ['CA', 'CAN'] },
      { at: 2, isA: isNoState },
    ],
    name: 'the postal code',
    form: FORMS.canadianPostalCode,
    source: '005010X222A1 and 005010X223A2, N403 of every address',
    examples: {
      good: [BILLED(PROVIDER.replace('DENVER*CO*802021234', 'TORONTO*ON*M5V 2T6*CA'))],
      bad: [{ text: BILLED(PROVIDER.replace('DENVER*CO*802021234', 'TORONTO*ON*80202*CA')), at: 'N403' }],
    },
  },
  organizationName: {
    where: BOTH_ALL,
    segment: 'NM1',
    elements: [4, 5],
    when: [{ at: 2, is: ['2'] }],
    name: 'the first or middle name',
    form: FORMS.nothing,
    fix: 'Put the whole name of the organization into NM103, or 1 into NM102 if it is a person.',
    source: '005010X222A1 and 005010X223A2, NM104 and NM105',
    examples: {
      good: [BILLED(PROVIDER), BILLED(PROVIDER.replace('NM1*85*2*ALLERGY CLINIC*', 'NM1*85*1*TESTER*DOC'))],
      bad: [{ text: BILLED(PROVIDER.replace('NM1*85*2*ALLERGY CLINIC*', 'NM1*85*2*TESTER*DOC')), at: 'NM104' }],
    },
  },
  accidentState: {
    where: HOSPITAL,
    segment: 'REF',
    elements: [2],
    when: [{ at: 1, is: ['LU'] }],
    name: 'the state of the accident',
    form: FORMS.state,
    source: '005010X223A2, loop 2300, REF*LU',
    examples: {
      good: [OUTPATIENT.replace('HI*ABK', 'REF*LU*CO~HI*ABK')],
      bad: [{ text: OUTPATIENT.replace('HI*ABK', 'REF*LU*ZZ~HI*ABK'), at: 'REF02' }],
    },
  },
  postBox: {
    where: { '837P': ['2010AA'], '837I': ['2010AA'] },
    segment: 'N3',
    elements: [1, 2],
    name: 'the address of the billing provider',
    form: FORMS.streetAddress,
    fix: 'Send the street address here, and the post office box as the pay-to address in loop 2010AB.',
    source: '005010X222A1 and 005010X223A2, loop 2010AA, N3; X12 RFI 1451',
    examples: {
      good: [
        BILLED(PROVIDER),
        BILLED(PROVIDER.replace('1 MAIN ST', '12 BOX ELDER RD')),
        BILLED(PROVIDER.replace('1 MAIN ST', '1 POBLANO ST')),
      ],
      bad: [
        { text: BILLED(PROVIDER.replace('1 MAIN ST', 'PO BOX 12')), at: 'N301' },
        { text: BILLED(PROVIDER.replace('1 MAIN ST', 'P.O. Box 12')), at: 'N301' },
        { text: BILLED(PROVIDER.replace('1 MAIN ST', '1 MAIN ST*POST OFFICE BOX 12')), at: 'N302' },
      ],
    },
  },
  procedure: {
    where: { '837P': ['2400'] },
    segment: 'SV1',
    elements: [1],
    component: 2,
    when: [{ at: 'first', is: ['HC'] }],
    name: 'the procedure code',
    form: FORMS.procedure,
    source: '005010X222A1, loop 2400, SV101-2',
    examples: {
      good: [VISIT, VISIT.replace('99213', 'J3420')],
      bad: [
        { text: VISIT.replace('99213', '9921325'), at: 'SV101-2' },
        { text: VISIT.replace('99213', '9921'), at: 'SV101-2' },
        { text: VISIT.replace('99213', 'JXXXX'), at: 'SV101-2' },
      ],
    },
  },
  hospitalProcedure: {
    where: { '837I': ['2400'] },
    segment: 'SV2',
    elements: [2],
    component: 2,
    when: [{ at: 'first', is: ['HC'] }],
    name: 'the procedure code',
    form: FORMS.procedure,
    source: '005010X223A2, loop 2400, SV202-2',
    examples: {
      good: [OUTPATIENT],
      bad: [{ text: OUTPATIENT.replace('99213', '9921325'), at: 'SV202-2' }],
    },
  },
  paidProcedure: {
    where: { '837P': ['2430'], '837I': ['2430'] },
    segment: 'SVD',
    elements: [3],
    component: 2,
    when: [{ at: 'first', is: ['HC'] }],
    name: 'the procedure code that the payer paid',
    form: FORMS.procedure,
    source: '005010X222A1 and 005010X223A2, loop 2430, SVD03-2',
    examples: {
      good: [],
      bad: [
        {
          text: `${VISIT.replace('LX*1', 'SBR*S*18*******CI~AMT*D*100~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER TWO*****PI*77777~LX*1')}SVD*77777*100*HC:992132**1~DTP*573*D8*20261010~`,
          at: 'SVD03-2',
        },
      ],
    },
  },
  hipps: {
    where: { '837I': ['2400'] },
    segment: 'SV2',
    elements: [2],
    component: 2,
    when: [{ at: 'first', is: ['HP'] }],
    name: 'the HIPPS code',
    form: FORMS.hipps,
    source: '005010X223A2, loop 2400, SV202-2',
    examples: {
      good: [STAY.replace('0250*', '0022*HP:KA1AA')],
      bad: [{ text: STAY.replace('0250*', '0022*HP:KA'), at: 'SV202-2' }],
    },
  },
  revenue: {
    where: { '837I': ['2400'] },
    segment: 'SV2',
    elements: [1],
    name: 'the revenue code',
    form: FORMS.revenue,
    fix: 'Send four digits, with the leading zero: 0510.',
    source: '005010X223A2, loop 2400, SV201',
    examples: {
      good: [OUTPATIENT],
      bad: [
        { text: OUTPATIENT.replace('0510', '510'), at: 'SV201' },
        { text: OUTPATIENT.replace('0510', '9999'), at: 'SV201' },
      ],
    },
  },
  paidRevenue: {
    where: { '837I': ['2430'] },
    segment: 'SVD',
    elements: [4],
    name: 'the revenue code that the payer paid',
    form: FORMS.revenue,
    source: '005010X223A2, loop 2430, SVD04',
    examples: {
      good: [],
      bad: [
        {
          text: `${OUTPATIENT.replace('LX*1', 'SBR*S*18*******CI~AMT*D*100~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER TWO*****PI*77777~LX*1')}SVD*77777*100*HC:99213*510*1~DTP*573*D8*20261010~`,
          at: 'SVD04',
        },
      ],
    },
  },
  billType: {
    where: HOSPITAL,
    segment: 'CLM',
    elements: [5],
    component: 1,
    name: 'the bill type',
    form: FORMS.billType,
    source: '005010X223A2, loop 2300, CLM05-1',
    examples: {
      good: [OUTPATIENT, STAY],
      bad: [
        { text: OUTPATIENT.replace('13:A', '99:A'), at: 'CLM05-1' },
        { text: OUTPATIENT.replace('13:A', '01:A'), at: 'CLM05-1' },
        { text: OUTPATIENT.replace('13:A', '1:A'), at: 'CLM05-1' },
      ],
    },
  },
  admissionType: {
    where: HOSPITAL,
    segment: 'CL1',
    elements: [1],
    name: 'the admission type',
    form: FORMS.admissionType,
    source: '005010X223A2, loop 2300, CL101',
    examples: { good: [STAY], bad: [{ text: STAY.replace('CL1*3', 'CL1*6'), at: 'CL101' }] },
  },
  admissionSource: {
    where: HOSPITAL,
    segment: 'CL1',
    elements: [2],
    name: 'the admission source',
    form: FORMS.admissionSource,
    source: '005010X223A2, loop 2300, CL102',
    examples: {
      good: [STAY, STAY.replace('CL1*3*1', 'CL1*3*D')],
      bad: [{ text: STAY.replace('CL1*3*1', 'CL1*3*Z'), at: 'CL102' }],
    },
  },
  patientStatus: {
    where: HOSPITAL,
    segment: 'CL1',
    elements: [3],
    name: 'the patient status',
    form: FORMS.patientStatus,
    source: '005010X223A2, loop 2300, CL103',
    examples: {
      good: [STAY],
      bad: [
        { text: STAY.replace('CL1*3*1*01', 'CL1*3*1*1'), at: 'CL103' },
        { text: STAY.replace('CL1*3*1*01', 'CL1*3*1*77'), at: 'CL103' },
      ],
    },
  },
  billCode: {
    where: { '837P': ['2300'], '837I': ['2300'] },
    segment: 'HI',
    elements: HI_ELEMENTS,
    component: 2,
    when: [{ at: 'first', is: ['BG', 'BH', 'BI', 'BE'] }],
    name: 'the condition, occurrence, occurrence span or value code',
    form: FORMS.billCode,
    source: '005010X222A1, loop 2300, HI*BG; 005010X223A2, loop 2300, HI*BG, HI*BH, HI*BI and HI*BE',
    examples: {
      good: [STAY.replace('NM1*71', 'HI*BH:11:D8:20261001~HI*BE:80:::4~HI*BG:C5~NM1*71')],
      bad: [
        { text: STAY.replace('NM1*71', 'HI*BE:A12:::4~NM1*71'), at: 'HI01-2' },
        { text: STAY.replace('NM1*71', 'HI*BG:C5*BG:7~NM1*71'), at: 'HI02-2' },
      ],
    },
  },
  icd10Procedure: {
    where: HOSPITAL,
    segment: 'HI',
    elements: HI_ELEMENTS,
    component: 2,
    when: [{ at: 'first', is: ['BBR', 'BBQ'] }],
    name: 'the ICD-10 procedure',
    form: FORMS.icd10Procedure,
    source: '005010X223A2, loop 2300, HI*BBR and HI*BBQ',
    examples: {
      good: [
        STAY.replace(
          'NM1*71*1*TESTER*DOC****XX*1987654328',
          'HI*BBR:0DTJ4ZZ:D8:20261002~NM1*71*1*TESTER*DOC****XX*1987654328~NM1*72*1*TESTER*DOC****XX*1987654328',
        ),
      ],
      bad: [
        {
          text: STAY.replace(
            'NM1*71*1*TESTER*DOC****XX*1987654328',
            'HI*BBR:0DT:D8:20261002~NM1*71*1*TESTER*DOC****XX*1987654328~NM1*72*1*TESTER*DOC****XX*1987654328',
          ),
          at: 'HI01-2',
        },
      ],
    },
  },
  drg: {
    where: HOSPITAL,
    segment: 'HI',
    elements: [1],
    component: 2,
    when: [{ at: 'first', is: ['DR'] }],
    name: 'the DRG',
    form: FORMS.drg,
    source: '005010X223A2, loop 2300, HI*DR',
    examples: {
      good: [STAY.replace('NM1*71', 'HI*DR:470~NM1*71')],
      bad: [{ text: STAY.replace('NM1*71', 'HI*DR:47~NM1*71'), at: 'HI01-2' }],
    },
  },
} as const satisfies Readonly<Record<string, FormRow>>;

/** Ids of the forms. */
export type FormId = keyof typeof FORM_ROWS;
