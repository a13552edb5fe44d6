import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/segment-not-used',
  severity: 'error',
  docs: {
    what: 'No segment of the standard is in the set if the guide does not use it.',
    why: 'Receivers refuse segments that the guide does not use.',
    fix: 'Remove the segment, or send the data in the guide that has it.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  ack: { segment: 'I4' },
  messages: {
    unused: 'The standard has a segment {segment}, but the {type} guide does not use it',
  },
  words: ['segment', 'type'],
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~HSD*VS*1~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'unused', at: 'HSD' },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~CL1*1*1*01~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'unused',
        at: 'CL1',
      },
    ],
  },
});
