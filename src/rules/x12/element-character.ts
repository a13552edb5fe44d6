import { PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/element-character',
  severity: 'error',
  docs: {
    what: 'No value consists only of blanks, and composites are divided by the separator in ISA16.',
    why: 'A blank is not a value: receivers refuse it, or store a blank. A composite that is divided by another character is read as one piece.',
    fix: 'Fill in the element, or leave it empty. Put the separator that the file uses into ISA16.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  ack: { segment: '8', element: '6' },
  messages: {
    blank: '{element} ({name}) contains only blanks',
    divided: {
      text: '{element} is divided by "{byte}", but the separator of composites in ISA16 is "{separator}"; this and all other composites are read as one piece',
      once: 'interchange',
    },
  },
  words: ['element', 'name', 'byte', 'separator'],
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1*  **1~', message: 'blank', at: 'SV105' },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~NTE*ADD* ~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'blank',
        at: 'NTE02',
      },
      // ISA16 defines another component separator than the one that a single element uses.
      {
        text: sound({
          isa: PARTS.isa.replace('*P*:', '*P*>'),
          set: PARTS.set.replace('11:B:1', '11>B>1').replace('ABK:', 'ABK>'),
        }),
        message: 'divided',
        at: 'SV101',
      },
    ],
  },
});
