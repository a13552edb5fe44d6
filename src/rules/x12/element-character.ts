import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/element-character',
  severity: 'error',
  docs: {
    what: 'A value holds more than blanks, and composites are divided by the separator of ISA16.',
    why: 'A blank is no value: receivers refuse it, or store a blank. A composite that is divided by another byte is read as one piece.',
    fix: 'Fill in the element, or leave it empty; write the separator in ISA16 that the file uses.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  ack: { segment: '8', element: '6' },
  messages: {
    blank: '{element} ({name}) holds nothing but blanks',
    divided: {
      text: '{element} is divided by "{byte}", but ISA16 says that "{separator}" divides composites; it and all others are read as one piece',
      once: true,
    },
  },
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1*  **1~',
      'CLM*A1*100***11:B:1*Y*A*Y*Y~NTE*ADD* ~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
    ],
  },
});
