import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/segment-known',
  severity: 'error',
  docs: {
    what: 'Every segment is one that the guide of the set has.',
    why: 'An unknown segment makes the receiver refuse the set.',
    fix: 'Remove the segment. If its id is misspelt, or the segment before it lost its terminator, correct that.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  ack: { segment: '1' },
  messages: {
    unknown: 'The {type} guide has no segment {segment}',
  },
  words: ['segment', 'type'],
  examples: {
    good: [
      'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
      'CLM*A1*100***11:B:1*Y*A*Y*Y~NTE*ADD*RUSH~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
    ],
    bad: [
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~ZZZ*1~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'unknown', at: '?' },
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~QQ*1*2~', message: 'unknown', at: 'QQ' },
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~H1*1~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'unknown', at: 'H1' },
    ],
  },
});
