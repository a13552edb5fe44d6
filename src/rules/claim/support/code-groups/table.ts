import { type CodeGroup, group } from './group.ts';

const VISIT = (codes: string) =>
  `CLM*A1*150***13:A:1**A*Y*Y~DTP*434*RD8*20261005-20261005~CL1*3*1*01~HI*ABK:J4550~HI*APR:J4550~${codes}NM1*71*1*DOC*ANN****XX*1987654328~LX*1~SV2*0510*HC:99213*150*UN*1~DTP*472*D8*20261005~`;

/** Groups of codes by id; an id is a message of claim/code-duplicate and is never reused. */
export const CODE_GROUPS = {
  condition: group({
    qualifiers: ['BG'],
    components: [2],
    text: 'The condition code {code} is listed twice',
    source:
      'NUBC Official UB-04 Data Specifications, form locators 18 to 28; https://www.stedi.com/changelog/claim-edit-duplicate-condition-codes-in-institutional-claims; loop 2300, HI*BG',
    examples: {
      good: [VISIT('HI*BG:09*BG:10~')],
      bad: [
        { text: VISIT('HI*BG:09*BG:09~'), at: 'HI02-2' },
        { text: VISIT('HI*BG:09~HI*BG:10*BG:09~'), at: 'HI02-2' },
        {
          text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~HI*BG:AA*BG:AA~LX*1~SV1*HC:99213*150*UN*1***1~',
          at: 'HI02-2',
        },
      ],
    },
  }),

  occurrence: group({
    types: ['837I'],
    qualifiers: ['BH'],
    components: [2, 4],
    text: 'The occurrence code {code} is listed twice with the same date',
    source: 'NUBC Official UB-04 Data Specifications, form locators 31 to 34; 005010X223A2, loop 2300, HI*BH',
    examples: {
      // Something may occur on several days.
      good: [VISIT('HI*BH:11:D8:20261001*BH:11:D8:20261003~')],
      bad: [{ text: VISIT('HI*BH:11:D8:20261001*BH:11:D8:20261001~'), at: 'HI02-2' }],
    },
  }),

  span: group({
    types: ['837I'],
    qualifiers: ['BI'],
    components: [2, 4],
    text: 'The occurrence span code {code} is listed twice with the same period',
    source: 'NUBC Official UB-04 Data Specifications, form locators 35 and 36; 005010X223A2, loop 2300, HI*BI',
    examples: {
      good: [VISIT('HI*BI:70:RD8:20260901-20260903*BI:70:RD8:20260910-20260912~')],
      bad: [{ text: VISIT('HI*BI:70:RD8:20260901-20260903*BI:70:RD8:20260901-20260903~'), at: 'HI02-2' }],
    },
  }),

  value: group({
    types: ['837I'],
    qualifiers: ['BE'],
    components: [2],
    text: 'The value code {code} is listed twice',
    fix: 'Add the amounts, or remove the second one.',
    source: 'NUBC Official UB-04 Data Specifications, form locators 39 to 41; 005010X223A2, loop 2300, HI*BE',
    examples: {
      good: [VISIT('HI*BE:80:::3*BE:81:::1~')],
      bad: [{ text: VISIT('HI*BE:80:::3*BE:80:::1~'), at: 'HI02-2' }],
    },
  }),

  reason: group({
    types: ['837I'],
    qualifiers: ['APR', 'PR'],
    components: [2],
    severity: 'warning',
    text: 'The reason for the visit {code} is listed twice',
    source: 'NUBC Official UB-04 Data Specifications, form locator 70; 005010X223A2, loop 2300, HI*APR',
    examples: {
      good: [VISIT('').replace('HI*APR:J4550', 'HI*APR:J4550*APR:R062')],
      bad: [{ text: VISIT('').replace('HI*APR:J4550', 'HI*APR:J4550*APR:J4550'), at: 'HI02-2' }],
    },
  }),
} satisfies Readonly<Record<string, CodeGroup>>;

export type CodeGroupId = keyof typeof CODE_GROUPS;
