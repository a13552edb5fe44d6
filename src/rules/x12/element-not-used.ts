import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/element-not-used',
  severity: 'error',
  docs: {
    what: 'No element has a value where the guide does not use the element.',
    why: 'Receivers refuse or ignore elements that the guide does not use.',
    fix: 'Empty the element. If the value belongs to its neighbour, a separator is missing or there is one too many.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  ack: { segment: '8', element: 'I10' },
  messages: {
    used: '{element}{name} has a value, but the guide does not use it in {loop}',
    shifted: {
      text: '{element} has what belongs in {home}: {separators} missing before it, so this and all that follows is in the wrong element',
      fix: 'Put each value into its element again, with a separator for each that is empty.',
    },
  },
  words: ['element', 'name', 'loop', 'home', 'separators'],
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      { text: 'CLM*A1*100*X**11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'used', at: 'CLM03' },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550:D8:20261001~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'used',
        at: 'HI01-3',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*DOC*ANN**DR**XX*1987654328~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'used',
        at: 'NM106',
      },
      { text: 'CLM*A1*100**11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'shifted', at: 'CLM04' },
    ],
  },
});
