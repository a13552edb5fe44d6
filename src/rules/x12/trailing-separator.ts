import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/trailing-separator',
  severity: 'warning',
  docs: {
    what: 'No segment or composite ends in empty elements.',
    why: 'The standard leaves out empty elements at the end. Most receivers accept them, but some do not.',
    fix: 'Remove the separators after the last value.',
    source: 'ASC X12.6, rules for data elements',
  },
  messages: {
    trailing: '{part} ends in separators with no value after them',
  },
  words: ['part'],
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1**~', message: 'trailing', at: 'SV1' },
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213::*100*UN*1***1~', message: 'trailing', at: 'SV101' },
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1*~SV1*HC:99213*100*UN*1***1~', message: 'trailing', at: 'LX' },
    ],
  },
});
