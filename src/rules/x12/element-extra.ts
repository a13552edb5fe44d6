import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/element-extra',
  severity: 'error',
  docs: {
    what: 'No segment has more elements and no composite has more components than the standard allows, and only elements that may repeat do so.',
    why: 'Receivers refuse anything after the last element that the standard has.',
    fix: 'Remove the extra elements or components. Replace a separator inside a text with a blank.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  ack: { segment: '8', element: '3' },
  messages: {
    elements: '{segment} has {count} elements, but the standard has {max}',
    components: {
      text: '{element} ({name}) has too many components: at most {max} allowed',
      ack: { segment: '8', element: '3' },
    },
    repeated: {
      text: '{element} ({name}) contains a repetition separator, but must not be repeated',
      ack: { segment: '8', element: '12' },
    },
  },
  words: ['segment', 'count', 'max', 'element', 'name'],
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1*1~SV1*HC:99213*100*UN*1***1~', message: 'elements', at: 'LX02' },
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100:5*UN*1***1~', message: 'components', at: 'SV102' },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~NTE*ADD*A^B~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'repeated',
        at: 'NTE02',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~NTE*ADD*RUSH*X~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'elements',
        at: 'NTE03',
      },
    ],
  },
});
