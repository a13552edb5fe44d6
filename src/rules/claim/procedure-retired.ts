import { retiredBefore } from '../../codes/procedures.ts';
import { filed } from '../examples/filed.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'claim/procedure-retired',
  severity: 'error',
  docs: {
    what: 'A procedure is billed only while its code is valid: 99201 ended on 2021-01-01, and 99218 to 99220, 99241 and 99251 on 2023-01-01.',
    why: 'Payers reject a code that was deleted before the date of service.',
    fix: 'Bill the code that replaced it, at the level that the record supports.',
    source: 'CPT changes of 2021 (99201) and of 2023 (99218-99220, 99241, 99251)',
  },
  claimStatus: [{ category: 'A7', code: '507' }],
  messages: { retired: 'The procedure {procedure} was deleted on {since} and replaced by {instead}' },
  words: ['procedure', 'since', 'instead'],
  examples: {
    good: [
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99202*150*UN*1***1~',
      // The code was still valid on the day of the visit.
      filed('20210115', '20201231', { procedure: '99201' }),
      filed('20230115', '20221231', { procedure: '99241' }),
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99242*150*UN*1***1~',
    ],
    bad: [
      { text: filed('20210115', '20210101', { procedure: '99201' }), message: 'retired', at: 'SV101-2' },
      { text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99201*150*UN*1***1~', message: 'retired', at: 'SV101-2' },
      { text: 'CLM*A1*150***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:99219*150*UN*1~', message: 'retired', at: 'SV202-2' },
      { text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99241*150*UN*1***1~', message: 'retired', at: 'SV101-2' },
      { text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99251:25*150*UN*1***1~', message: 'retired', at: 'SV101-2' },
    ],
  },
  line(line, report) {
    const { procedure } = line;
    if (!procedure.startsWith('992') || line.date === undefined) return;
    const row = retiredBefore(procedure, line.date);
    if (row) report('retired', line.at('procedure'), { procedure, since: day(row.since), instead: row.instead });
  },
});

function day(date: number): string {
  const text = String(date);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
