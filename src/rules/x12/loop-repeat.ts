import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/loop-repeat',
  severity: 'error',
  docs: {
    what: 'No loop occurs more often than the guide allows.',
    why: 'The receiver refuses the set, or reads the first loop and loses the others.',
    fix: 'Remove the extra loop, or move it to where it belongs.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  ack: { segment: '4' },
  messages: {
    often: 'Too many {loop} loops ({name}) in {parent}: at most {max} allowed',
  },
  words: ['loop', 'name', 'max', 'parent'],
  examples: {
    good: [
      'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
      'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*DN*1*DOC*ANN****XX*1987654328~NM1*P3*1*DOC*BOB****XX*1987654328~LX*1~SV1*HC:99213*100*UN*1***1~',
    ],
    bad: [
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*DOC*ANN****XX*1987654328~NM1*82*1*DOC*BOB****XX*1987654328~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'often',
        at: 'NM1',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~LIN**N4*00409490234~CTP****1*ML~LIN**N4*00409490234~CTP****1*ML~',
        message: 'often',
        at: 'LIN',
      },
    ],
  },
});
