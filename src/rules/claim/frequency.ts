import { isFrequency } from '../../codes/frequencies.ts';
import { defineRule } from '../rule.ts';
import { codeText, from, slipOf } from '../words.ts';

const ORIGINAL = '1';
const REPLACEMENT = '7';
const VOID = '8';

export default defineRule({
  id: 'claim/frequency',
  severity: 'error',
  voids: true,
  docs: {
    what: 'CLM05-3 is 1 for an original claim, 7 for a replacement and 8 for a void (837I: a frequency of the NUBC list). A replacement or void names the earlier claim in REF*F8; an original does not.',
    why: 'A payer cannot match a replacement without its claim control number, and rejects it or denies it as a duplicate.',
    fix: 'Put the payer’s claim control number, from the remittance, into REF*F8, or send the claim as an original (1).',
    source:
      '005010X222A1 and 005010X223A2, loop 2300, CLM05-3 and REF, payer claim control number; NUBC Official UB-04 Data Specifications, type of bill',
  },
  claimStatus: [{ category: 'A7', code: '535' }],
  yields: ['x12/element-required', 'x12/element-length', 'x12/element-character'],
  messages: {
    missing: { text: 'CLM05-3 is empty', fix: 'Put 1 for an original claim, 7 for a replacement, 8 for a void.' },
    unknown: {
      text: 'CLM05-3 is {code}, which is not a claim frequency of an {type}',
      fix: 'Put 1 for an original claim, 7 for a replacement, 8 for a void.',
    },
    original: 'CLM05-3 is {code} ({kind}), but no REF*F8 names the earlier claim',
    leftover: {
      text: 'CLM05-3 is 1 (original), but REF*F8 names an earlier claim',
      severity: 'warning',
      fix: 'Send a correction as 7 (replacement), or remove REF*F8.',
    },
    medicare: {
      text: 'CLM05-3 is {code} ({kind}), but Medicare Part B accepts only originals (1)',
      severity: 'warning',
      fix: 'If Medicare Part B has processed the claim, ask for a reopening or an appeal; if it returned the claim, send it again as an original.',
    },
  },
  words: ['type', 'kind'],
  examples: {
    good: [
      'CLM*A1*150***11:B:7*Y*A*Y*Y~REF*F8*PCC1~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~',
      'CLM*A1*150***11:B:8*Y*A*Y*Y~REF*D9*X1~REF*F8*PCC1~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~',
      'CLM*A1*150***13:A:3**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:99213*150*UN*1~',
      'SBR*P*18*******MA~CLM*A1*150***13:A:7**A*Y*Y~REF*F8*PCC1~HI*ABK:J4550~LX*1~SV2*0510*HC:99213*150*UN*1~',
    ],
    bad: [
      { text: 'CLM*A1*150***11:B:7*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~', message: 'original', at: 'REF02' },
      {
        text: 'CLM*A1*150***11:B:6*Y*A*Y*Y~REF*F8*PCC1~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'unknown',
        at: 'CLM05-3',
      },
      {
        text: 'CLM*A1*150***13:A:R**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:99213*150*UN*1~',
        message: 'unknown',
        at: 'CLM05-3',
      },
      { text: 'CLM*A1*150***13:A:7**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:99213*150*UN*1~', message: 'original', at: 'REF02' },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~REF*F8*PCC1~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'leftover',
        at: 'REF02',
        severity: 'warning',
      },
      {
        text: 'SBR*P*18*******MB~CLM*A1*150***11:B:7*Y*A*Y*Y~REF*F8*PCC1~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'medicare',
        at: 'CLM05-3',
        severity: 'warning',
      },
      {
        text: 'CLM*A1*150***11:B*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'missing',
        at: 'CLM05-3',
        run: { off: ['x12/element-required'] },
      },
    ],
  },
  claim(claim, report) {
    const { frequency: code, type } = claim;
    if (!isFrequency(type, code)) {
      if (code === '') report('missing', claim.clm.at(5, 3));
      else
        report('unknown', claim.clm.at(5, 3), {
          ...from(slipOf(claim.clm, 5, 3), { code: codeText(code, /^[A-Za-z0-9]{1,2}$/) }),
          type,
        });
      return;
    }
    if (code !== ORIGINAL && code !== REPLACEMENT && code !== VOID) return;
    const references = claim.segments('REF', 'F8');
    const reference = references.find((ref) => ref.text(2).trim() !== '');
    if (code === ORIGINAL) {
      if (reference) report('leftover', reference.at(2));
      return;
    }
    const kind = code === VOID ? 'void' : 'replacement';
    // If there is a REF with an empty number, the finding is there.
    if (!reference)
      report('original', references[0]?.at(2) ?? { ...claim.clm.at(), element: 'REF02' }, { ...from(claim.clm, { code }), kind });
    else if (type === '837P' && claim.payerClass === 'medicare')
      report('medicare', claim.clm.at(5, 3), { ...from(claim.clm, { code }), kind });
  },
});
