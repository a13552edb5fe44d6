import { isExternalCause } from '../../codes/icd.ts';
import { countsDays } from '../../codes/indications.ts';
import type { Claim, Diagnosis } from '../../model/claim.ts';
import { filed } from '../examples/filed.ts';
import { defineRule } from '../rule.ts';
import { codeText, DIAGNOSIS, from } from '../words.ts';
import { type FormatFault, formatFault } from './support/diagnosis-faults.ts';

/** The fault of a code on the days of the lines that point at it, or on the day of the first line if none does. */
function faultOf(diagnosis: Diagnosis, claim: Claim): FormatFault | undefined {
  const { lines } = claim;
  const first = lines[0]?.date ?? claim.statementFrom;
  const fault = formatFault(diagnosis, first);
  // Only a code that was not always valid, on a claim of several days, must be checked for each line.
  if (fault === 'point' || fault === 'shape' || !countsDays(diagnosis.code) || lines.every((line) => line.date === first))
    return fault;
  const pointing = lines.filter((line) => line.diagnoses.includes(diagnosis));
  for (const line of pointing.length > 0 ? pointing : lines.slice(0, 1)) {
    const onDay = formatFault(diagnosis, line.date);
    if (onDay) return onDay;
  }
  return undefined;
}

/** Whether the principal diagnosis is an external cause, which only says how an injury came about. */
const isExternalFirst = ({ qualifier, code }: Diagnosis) => qualifier === 'ABK' && isExternalCause(code);

export default defineRule({
  id: 'claim/diagnosis-format',
  severity: 'error',
  docs: {
    what: 'A diagnosis in HI is an ICD-10-CM code without a decimal point, with all its characters, and valid on the day of the service; the principal diagnosis is no external cause (V00 to Y99).',
    why: 'Payers reject a code that does not exist on that day or needs more characters. The milk and egg allergy codes Z91.011 and Z91.012 were split on 2025-10-01.',
    fix: 'Correct the code in HI.',
    source:
      '005010X222A1 and 005010X223A2, loop 2300, HI; ICD-10-CM Official Guidelines, sections I.B.2 (all characters) and I.C.20.a.6 (external causes); ICD-10-CM of fiscal year 2026 (Z91.011-, Z91.012-)',
  },
  claimStatus: [{ category: 'A7', code: '255' }],
  messages: {
    point: { text: 'The diagnosis {code} has a decimal point', fix: 'Send the code without its decimal point.' },
    shape: {
      text: 'The diagnosis is {code}, which does not have the form of an ICD-10-CM code',
      fix: 'Correct the code: a letter, a digit, and one to five more characters.',
    },
    external: {
      text: 'The principal diagnosis is {code}, an external cause (V00 to Y99), which never comes first',
      fix: 'Put the injury or illness first (ABK), and the external cause after it (ABF, in 837I ABN).',
    },
    header: {
      text: 'The diagnosis {code} is the heading of a group of codes, not a code that can be billed',
      fix: 'Send the code with all its characters.',
    },
    early: {
      text: 'The diagnosis {code} was not yet valid on the day of the service',
      fix: 'Send the code that was valid on that day.',
    },
    expired: {
      text: 'The diagnosis {code} was no longer valid on the day of the service',
      fix: 'Send the codes that replaced it: for milk Z91.0110 to Z91.0112, for egg Z91.0120 to Z91.0122.',
    },
  },
  examples: {
    good: [
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:C4A0*ABF:Z3A20*ABF:T7805XA~LX*1~SV1*HC:99213*150*UN*1***1~',
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:S0990XA*ABF:W010XXA~LX*1~SV1*HC:99213*150*UN*1***1~',
      // Codes of other code sets are not ICD-10-CM.
      'CLM*A1*150***13:A:1**A*Y*Y~DTP*434*RD8*20261005-20261005~HI*ABK:J4550~HI*BE:80:::150.5~HI*BH:11:D8:20261001~HI*BG:09~LX*1~SV2*0510*HC:99213*150*UN*1~',
      // The milk allergy code that was valid on each day.
      filed('20251015', '20250930', { code: 'Z91011' }),
      filed('20251015', '20251001', { code: 'Z910110' }),
    ],
    bad: [
      { text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J45.50~LX*1~SV1*HC:99213*150*UN*1***1~', message: 'point', at: 'HI01-2' },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:4939~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'shape',
        at: 'HI02-2',
      },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:J45500000~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'shape',
        at: 'HI02-2',
      },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:W010XXA*ABF:S0990XA~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'external',
        at: 'HI01-2',
      },
      { text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J455~LX*1~SV1*HC:99213*150*UN*1***1~', message: 'header', at: 'HI01-2' },
      { text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:Z9101~LX*1~SV1*HC:99213*150*UN*1***1~', message: 'header', at: 'HI01-2' },
      {
        text: 'CLM*A1*150***13:A:1**A*Y*Y~HI*ABK:J4550~HI*APR:L50~LX*1~SV2*0510*HC:99213*150*UN*1~',
        message: 'header',
        at: 'HI01-2',
      },
      { text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:Z91011~LX*1~SV1*HC:99213*150*UN*1***1~', message: 'expired', at: 'HI01-2' },
      { text: filed('20251015', '20250930', { code: 'Z910110' }), message: 'early', at: 'HI01-2' },
    ],
  },
  claim(claim, report) {
    for (const diagnosis of claim.hiCodes) {
      const fault = faultOf(diagnosis, claim) ?? (isExternalFirst(diagnosis) ? 'external' : undefined);
      if (fault) report(fault, diagnosis.at(), from(diagnosis, { code: codeText(diagnosis.raw, DIAGNOSIS) }));
    }
  },
});
