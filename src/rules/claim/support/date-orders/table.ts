import { type DateOrder, order } from './order.ts';

/** A visit of 2026-10-05 with dates of choice in loop 2300. */
const VISIT = (dates: string, clm = '11:B:1*Y*A*Y*Y', service = 'D8*20261005') =>
  `CLM*A1*150***${clm}~${dates}HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~DTP*472*${service}~`;
/** A stay from 2026-10-01 to 2026-10-05. */
const STAY = (more = '', admission = '20261001', providers = '') =>
  `CLM*A1*150***11:A:1**A*Y*Y~DTP*096*TM*1130~DTP*434*RD8*20261001-20261005~DTP*435*DT*${admission}0930~CL1*3*1*01~HI*ABK:J4550~HI*ABJ:J4550~${more}NM1*71*1*DOC*ANN****XX*1987654328~${providers}LX*1~SV2*0120**150*DA*4~`;
const OPERATED = 'NM1*72*1*DOC*BEA****XX*1245319599~';
const BORN = (day: string, claim: string) =>
  `SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*${day}*F~NM1*PR*2*PAYER ONE*****PI*60054~${claim}`;
const PAID = (day: string) =>
  `SBR*S*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~SBR*P*18*******CI~CAS*PR*1*20~AMT*D*80~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M1~NM1*PR*2*PAYER TWO*****PI*77777~DTP*573*D8*${day}~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~`;

const SCRUBBERS = 'edits of practice systems and clearinghouses';

/** A date of loop 2300 that comes before the services, if it is about them; only a warning, since some payers have other uses for it. */
const beforeService = (qualifier: DateOrder['earlier'], name: string, clm?: string) =>
  order({
    types: ['837P'],
    earlier: qualifier,
    later: 'ended',
    severity: 'warning',
    text: `The date of ${name} (DTP*${qualifier}) is after the last service of the claim`,
    source: `005010X222A1, loop 2300, DTP*${qualifier}; ${SCRUBBERS}`,
    examples: {
      good: [VISIT(`DTP*${qualifier}*D8*20261005~`, clm)],
      bad: [{ text: VISIT(`DTP*${qualifier}*D8*20261006~`, clm), at: 'DTP03' }],
    },
  });

/** Orders of dates by id; an id is a message of claim/dates and is never reused. */
export const DATE_ORDERS = {
  born: order({
    earlier: 'birth',
    later: 'served',
    text: 'The patient was born (DMG02) after the service',
    fix: 'Correct DMG02 of the patient, or the date of the service.',
    source:
      '005010X222A1 and 005010X223A2, loops 2010BA and 2010CA, DMG02; https://www.stedi.com/changelog/new-claim-edit-invalid-date-of-birth',
    examples: {
      good: [
        // A newborn, on the first day and in a stay that begins with the birth.
        BORN('20261005', VISIT('')),
        BORN('20261001', STAY()),
        BORN('20261003', VISIT('', undefined, 'RD8*20261001-20261005')),
      ],
      bad: [
        { text: BORN('20261006', VISIT('')), at: 'DMG02' },
        { text: BORN('20261006', STAY()), at: 'DMG02' },
      ],
    },
  }),

  accident: order({
    types: ['837P'],
    earlier: '439',
    later: 'ended',
    text: 'The accident (DTP*439) is dated after the last service of the claim',
    fix: 'Correct the date of the accident or of the service.',
    source: '005010X222A1, loop 2300, DTP*439; https://www.stedi.com/changelog/claim-edit-accident-date-after-the-service-date',
    examples: {
      good: [
        VISIT('DTP*439*D8*20261005~', '11:B:1*Y*A*Y*Y**OA'),
        VISIT('DTP*439*D8*20261006~', '11:B:1*Y*A*Y*Y**OA', 'RD8*20261005-20261007'),
      ],
      bad: [{ text: VISIT('DTP*439*D8*20261006~', '11:B:1*Y*A*Y*Y**OA'), at: 'DTP03' }],
    },
  }),

  onset: beforeService('431', 'the onset of the illness'),
  period: beforeService('484', 'the last menstrual period'),
  initial: beforeService('454', 'the first treatment'),
  seen: beforeService('304', 'the last visit to the doctor'),

  discharge: order({
    types: ['837P'],
    earlier: '435',
    later: '096',
    text: 'The admission (DTP*435) is dated after the discharge (DTP*096)',
    fix: 'Correct one of the two dates.',
    source: '005010X222A1, loop 2300, DTP*435 and DTP*096',
    examples: {
      good: [VISIT('DTP*435*D8*20261005~DTP*096*D8*20261005~', '21:B:1*Y*A*Y*Y')],
      bad: [{ text: VISIT('DTP*435*D8*20261004~DTP*096*D8*20261003~', '21:B:1*Y*A*Y*Y'), at: 'DTP03' }],
    },
  }),

  admission: order({
    types: ['837I'],
    earlier: '435',
    later: '434',
    text: 'The admission (DTP*435) is dated after the last day of the statement (DTP*434)',
    fix: 'Correct the date of admission or the statement.',
    source: '005010X223A2, loop 2300, DTP*434 and DTP*435; NUBC form locators 6 and 12',
    examples: {
      // Services of the days before the admission may be on its bill, and a bill of a month begins after it.
      good: [STAY('', '20261003'), STAY('', '20260915')],
      bad: [{ text: STAY('', '20261006'), at: 'DTP03' }],
    },
  }),

  procedure: order({
    types: ['837I'],
    earlier: 'procedure',
    later: '434',
    severity: 'warning',
    text: 'A procedure (HI) is dated after the last day of the statement (DTP*434)',
    fix: 'Correct the date of the procedure or the statement.',
    source: 'CMS Claims Processing Manual, chapter 25, form locator 74; 005010X223A2, loop 2300, HI*BBR and HI*BBQ',
    examples: {
      good: [STAY('HI*BBR:0DTJ4ZZ:D8:20261005~', undefined, OPERATED)],
      bad: [{ text: STAY('HI*BBR:0DTJ4ZZ:D8:20261006~', undefined, OPERATED), at: 'HI01-4' }],
    },
  }),

  work: order({
    types: ['837P'],
    earlier: '297',
    later: '296',
    severity: 'warning',
    text: 'The patient returned to work (DTP*296) before the last day of work (DTP*297)',
    source: `005010X222A1, loop 2300, DTP*296 and DTP*297; ${SCRUBBERS}`,
    examples: {
      good: [VISIT('DTP*297*D8*20261001~DTP*296*D8*20261201~')],
      bad: [{ text: VISIT('DTP*297*D8*20261001~DTP*296*D8*20260901~'), at: 'DTP03' }],
    },
  }),

  adjudicated: order({
    earlier: '573',
    later: 'sent',
    severity: 'warning',
    text: 'Another payer is said to have judged the claim (DTP*573) after the file was made (ISA09)',
    fix: 'Copy the date of its remittance.',
    source: `005010X222A1 and 005010X223A2, loops 2330B and 2430, DTP*573; ${SCRUBBERS}`,
    examples: {
      good: [PAID('20261101')],
      bad: [{ text: PAID('20261102'), at: 'DTP03' }],
    },
  }),
} satisfies Readonly<Record<string, DateOrder>>;

export type DateOrderId = keyof typeof DATE_ORDERS;
