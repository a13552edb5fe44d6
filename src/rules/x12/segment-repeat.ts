import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/segment-repeat',
  severity: 'error',
  docs: {
    what: 'No segment occurs in its loop more often than the guide allows.',
    why: 'The receiver refuses the set, or reads the first segment and loses the others.',
    fix: 'Remove the extra segment; if it belongs to a new loop, add the segment that opens that loop.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  ack: { segment: '5' },
  messages: {
    often:
      'Too many {segment} segments ({name}) in {loop}: at most {max} allowed. If this one belongs to a new loop, that loop begins with {opener}',
  },
  words: ['segment', 'name', 'max', 'loop', 'opener'],
  examples: {
    good: [
      'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
      'CLM*A1*100***11:B:1*Y*A*Y*Y~NTE*ADD*RUSH~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
    ],
    bad: [
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~HI*ABK:J4551~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'often',
        at: 'HI',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~NTE*ADD*A~NTE*ADD*B~NTE*ADD*C~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'often',
        at: 'NTE',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~SV1*HC:99214*0*UN*1***1~DTP*472*D8*20261005~',
        message: 'often',
        at: 'SV1',
      },
    ],
  },
});
