import { ICD10_SINCE, icdGeneration } from '../../codes/icd.ts';
import type { Claim, Diagnosis } from '../../model/claim.ts';
import { filed } from '../examples/filed.ts';
import { defineRule } from '../rule.ts';

/** The first code of a generation. */
const firstOf = (generation: 9 | 10, codes: readonly Diagnosis[]) =>
  codes.find(({ qualifier }) => icdGeneration(qualifier) === generation);

/** The earliest and the latest day on which a service of the claim begins; undefined where the claim says none, or spans the change. */
function sideOf({ lines, statementFrom }: Claim): 'before' | 'after' | undefined {
  let before = statementFrom !== undefined && statementFrom < ICD10_SINCE;
  let after = statementFrom !== undefined && statementFrom >= ICD10_SINCE;
  for (const { date } of lines) {
    if (date === undefined) continue;
    if (date < ICD10_SINCE) before = true;
    else after = true;
  }
  return before === after ? undefined : before ? 'before' : 'after';
}

/** Whether the last day of a period, a stay or a line, is after the change: then either generation may be right. */
function endsAfter(claim: Claim): boolean {
  const lasts = [...claim.segments('DTP', '434'), ...claim.lines.flatMap((line) => line.segments('DTP', '472'))];
  return lasts.some((segment) => segment.is(2, 'RD8') && Number(segment.text(3).slice(9)) >= ICD10_SINCE);
}

const HOSPITAL = (codes: string, from = '20261001', to = '20261005', admitted = from) =>
  `CLM*A1*150***11:A:1**A*Y*Y~DTP*096*TM*1130~DTP*434*RD8*${from}-${to}~DTP*435*DT*${admitted}0930~CL1*3*1*01~${codes}NM1*71*1*DOC*ANN****XX*1987654328~NM1*72*1*DOC*BEA****XX*1245319599~LX*1~SV2*0120**150*DA*4~`;

export default defineRule({
  id: 'claim/code-generation',
  severity: 'error',
  docs: {
    what: 'Diagnoses and ICD procedures are of the generation that holds on the day of the service: ICD-9 until 2015-09-30, ICD-10 from 2015-10-01; and a claim has codes of one generation only.',
    why: 'A code of the other generation names nothing, and claims that have both are rejected.',
    fix: 'Send the codes that were valid on that day, with their qualifiers, such as ABK for ICD-10 and BK for ICD-9. Split a claim whose lines are before and after the change.',
    source: '45 CFR 162.1002; 005010X222A1 and 005010X223A2, loop 2300, HI',
  },
  claimStatus: [{ category: 'A7', code: '255' }],
  yields: ['x12/element-code'],
  messages: {
    icd9: {
      text: 'HI has an ICD-9 code ({qualifier}), but the services are after 2015-09-30',
      // Insurers of accidents are not bound by the law that changed it.
      byPayerClass: { liability: 'warning' },
    },
    icd10: 'HI has an ICD-10 code ({qualifier}), but the services are before 2015-10-01',
    mixed: 'HI has ICD-9 and ICD-10 codes in one claim',
  },
  examples: {
    good: [
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:J309~LX*1~SV1*HC:99213*150*UN*1***1~',
      filed('20151101', '20150930', { code: '49390' }).replace('ABK:', 'BK:'),
      filed('20151101', '20151001'),
      // A stay over the change is coded by its last day.
      HOSPITAL('HI*ABK:J189~HI*ABJ:J189~HI*BBR:0DTJ4ZZ:D8:20261002~'),
    ],
    bad: [
      { text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*BK:4939~LX*1~SV1*HC:99213*150*UN*1***1~', message: 'icd9', at: 'HI01-2' },
      { text: filed('20151101', '20150930'), message: 'icd10', at: 'HI01-2' },
      { text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*BF:4939~LX*1~SV1*HC:99213*150*UN*1***1~', message: 'icd9', at: 'HI02-2' },
      {
        text: filed('20151101', '20151001').replace(
          'HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20151001~',
          'HI*ABK:J4550*BF:49390~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*RD8*20150930-20151001~',
        ),
        message: 'mixed',
        at: 'HI02-2',
      },
      { text: HOSPITAL('HI*ABK:J189~HI*ABJ:J189~HI*BR:4711:D8:20261002~'), message: 'icd9', at: 'HI01-2' },
    ],
  },
  claim(claim, report) {
    const { hiCodes } = claim;
    const nine = firstOf(9, hiCodes);
    // Most claims have ICD-10 codes only, for a day of these years.
    if (!nine && (claim.lines[0]?.date ?? ICD10_SINCE) >= ICD10_SINCE) return;
    const ten = firstOf(10, hiCodes);
    const side = sideOf(claim);
    if (nine && side === 'after') report('icd9', nine.at(), { qualifier: nine.qualifier });
    else if (ten && side === 'before' && !endsAfter(claim)) report('icd10', ten.at(), { qualifier: ten.qualifier });
    else if (nine && ten) report('mixed', laterOf(nine, ten, hiCodes).at());
  },
});

const laterOf = (a: Diagnosis, b: Diagnosis, all: readonly Diagnosis[]) => (all.indexOf(a) > all.indexOf(b) ? a : b);
