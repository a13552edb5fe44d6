import { defineRule } from '../rule.ts';
import { codeText, DIAGNOSIS, from } from '../words.ts';

export default defineRule({
  id: 'claim/diagnosis-duplicate',
  severity: 'warning',
  docs: {
    what: 'A claim lists each diagnosis once among its principal and other diagnoses. The admitting diagnosis and the reason for the visit may repeat one of them.',
    why: 'A professional claim has room for only twelve diagnoses, and some payers refuse a claim that lists one twice.',
    fix: 'Remove the second one, and renumber the pointers (SV107).',
    source: '005010X222A1 and 005010X223A2, loop 2300, HI; ICD-10-CM Official Guidelines, section I.B.12',
  },
  messages: { twice: 'The diagnosis {code} is listed twice' },
  examples: {
    good: [
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:J4551~LX*1~SV1*HC:99213*150*UN*1***1~',
      'CLM*A1*150***13:A:1**A*Y*Y~HI*ABK:J4550~HI*ABJ:J4550~HI*APR:J4550~LX*1~SV2*0510*HC:99213*150*UN*1~',
      'CLM*A1*150***13:A:1**A*Y*Y~HI*ABK:J4550~HI*ABN:W010XXA*ABN:W010XXA~LX*1~SV2*0510*HC:99213*150*UN*1~',
    ],
    bad: [
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:J309*ABF:J4550~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'twice',
        at: 'HI03-2',
      },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:j4550~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'twice',
        at: 'HI02-2',
      },
      {
        text: 'CLM*A1*150***13:A:1**A*Y*Y~HI*ABK:J4550~HI*ABF:J4550~LX*1~SV2*0510*HC:99213*150*UN*1~',
        message: 'twice',
        at: 'HI01-2',
      },
    ],
  },
  claim({ diagnoses }, report) {
    for (let k = 1; k < diagnoses.length; k++) {
      const { code } = diagnoses[k]!;
      let earlier = 0;
      while (earlier < k && diagnoses[earlier]!.code !== code) earlier++;
      if (earlier === k || code === '') continue;
      report('twice', diagnoses[k]!.at(), from(diagnoses[k]!, { code: codeText(diagnoses[k]!.raw, DIAGNOSIS) }), {
        related: [diagnoses[earlier]!.at()],
      });
    }
  },
});
