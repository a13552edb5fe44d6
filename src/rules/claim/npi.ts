import type { Segment } from '../../model/claim.ts';
import { defineRule, type ReportFunction } from '../rule.ts';
import { counted, from } from '../words.ts';

const NPI_LENGTH = 10;
/** Luhn sum of the prefix 80840, which the check digit of an NPI includes. */
const PREFIX_SUM = 24;

const messages = {
  length: 'The NPI has {actual}, but must have 10 digits',
  letters: 'The NPI contains characters that are not digits',
  first: 'The NPI does not begin with 1 or 2, as every NPI does',
  check: 'The last digit of the NPI is {digit}, but its first nine digits require {right} (check digit)',
} as const;

/** The check digit of the first nine digits; NaN if one of them is not a digit. */
function checkDigit(npi: string): number {
  let sum = PREFIX_SUM;
  for (let i = 0; i < NPI_LENGTH - 1; i++) {
    const digit = npi.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

function judge(segment: Segment, report: ReportFunction<typeof messages>): void {
  if (!segment.is(8, 'XX')) return;
  const npi = segment.text(9).trim();
  // An NM108 without NM109 is a fault of the segment; x12/element-syntax reports it.
  if (npi === '') return;
  const right = checkDigit(npi);
  const digit = npi.charCodeAt(NPI_LENGTH - 1) - 48;
  if (npi.length === NPI_LENGTH && digit === right && /^[12]/.test(npi)) return;
  if (npi.length !== NPI_LENGTH) report('length', segment.at(9), { actual: counted(npi.length, 'character') });
  else if (Number.isNaN(right) || digit < 0 || digit > 9) report('letters', segment.at(9));
  else if (!/^[12]/.test(npi)) report('first', segment.at(9));
  else report('check', segment.at(9), from(segment, { digit, right }));
}

const NAMES = ['NM1'];

export default defineRule({
  id: 'claim/npi',
  severity: 'error',
  docs: {
    what: 'A national provider identifier (NM109 where NM108 is XX) has ten digits, begins with 1 or 2, and the last digit is the check digit of the other nine.',
    why: 'A mistyped NPI fails the check of every payer, and the claim is rejected before anyone reads it.',
    fix: 'Copy the NPI from the NPPES registry.',
    source: '45 CFR 162.406; CMS, Requirements for National Provider Identifier check digit (Luhn formula with the prefix 80840)',
  },
  claimStatus: [{ category: 'A7', code: '562', entity: '85' }],
  yields: ['x12/element-length'],
  messages,
  words: ['actual'],
  examples: {
    good: [
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*DOC*ANN****XX*1987654328~LX*1~SV1*HC:99213*150*UN*1***1~',
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*DN*1*DOC*ANN~REF*G2*12345~LX*1~SV1*HC:99213*150*UN*1***1~',
      // An NPI may begin with 2, and the check digit may be 0.
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*DOC*ANN****XX*2000000010~LX*1~SV1*HC:99213*150*UN*1***1~',
    ],
    bad: [
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*DOC*ANN****XX*1987654329~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'check',
        at: 'NM109',
      },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~DTP*472*D8*20261005~NM1*82*1*DOC*ANN****XX*198765432~',
        message: 'length',
        at: 'NM109',
      },
      {
        text: 'CLM*A1*150***13:A:1**A*Y*Y~HI*ABK:J4550~NM1*71*1*DOC*ANN****XX*198765432X~LX*1~SV2*0510*HC:99213*150*UN*1~',
        message: 'letters',
        at: 'NM109',
      },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*DOC*ANN****XX*3456789122~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'first',
        at: 'NM109',
      },
      {
        text: 'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567890~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M1~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~CLM*A2*160***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*160*UN*1***1~',
        message: 'check',
        at: 'NM109',
      },
    ],
  },
  levels(levels, report) {
    levels.each(NAMES, (segment) => judge(segment, report));
  },
  claim(claim, report) {
    claim.each(NAMES, (segment) => judge(segment, report));
  },
});
