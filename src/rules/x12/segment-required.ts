import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/segment-required',
  severity: 'error',
  docs: {
    what: 'Every segment that the guide requires is there.',
    why: 'The receiver refuses a set in which a required segment is missing.',
    fix: 'Add the segment after the one named.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  ack: { segment: '3' },
  messages: {
    missing: '{segment} ({name}) is missing in {loop}; it belongs after this segment',
  },
  words: ['segment', 'name', 'loop'],
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'missing', at: 'CLM' },
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~DTP*472*D8*20261005~', message: 'missing', at: 'LX' },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*77*2*CLINIC~N3*1 MAIN ST~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'missing',
        at: 'N3',
      },
    ],
  },
});
