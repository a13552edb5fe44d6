import { PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/element-length',
  severity: 'error',
  docs: {
    what: 'The length of every value is one that the standard allows. Signs and decimal points are not counted.',
    why: 'Receivers refuse values that are too long, or cut them off.',
    fix: 'Shorten the value, or correct it.',
    source:
      '005010X222A1 and 005010X223A2, with appendix C for ISA, GS, GE and IEA; ASC X12.5 and X12.6; for numbers X12 RFI 1526, 1924, 2072, 2164 and 2204',
  },
  messages: {
    short: { text: '{element} ({name}) has a length of {length}, but needs at least {min}', ack: { segment: '8', element: '4' } },
    whole: {
      text: '{element} ({name}) has {length} digits before the decimal point; at most {max} allowed',
      ack: { segment: '8', element: '5' },
    },
    decimals: {
      text: '{element} ({name}) has {length} digits behind the decimal point; at most {max} allowed',
      ack: { segment: '8', element: '5' },
    },
    glued: {
      text: '{element} goes on with the value of {next}: the element separator between them is missing, so all that follows is in the wrong element',
      fix: 'Put the separator between the two values.',
      ack: { segment: '8', element: '5' },
    },
    long: { text: '{element} ({name}) has a length of {length}; at most {max} allowed', ack: { segment: '8', element: '5' } },
  },
  words: ['element', 'name', 'length', 'max', 'min', 'next'],
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      {
        text: 'CLM*AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'long',
        at: 'CLM01',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~NTE*ADD*XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'long',
        at: 'NTE02',
      },
      {
        text: 'CLM*A1*100000000.00***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100000000.00*UN*1***1~',
        message: 'whole',
        at: 'CLM02',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1.0005***1~',
        message: 'decimals',
        at: 'SV104',
      },
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213:2*100*UN*1***1~', message: 'short', at: 'SV101-3' },
      { text: 'CLM*A1*100***11:B:1*YA*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'glued', at: 'CLM06' },
      { text: sound({ gs: PARTS.gs.replace('*SUBMITTER*', '*S*') }), message: 'short', at: 'GS02' },
      { text: sound({ gs: PARTS.gs.replace('*20261101*', '*261101*') }), message: 'short', at: 'GS04' },
      { text: sound({ se: 'SE*00000000023*0001~' }), message: 'long', at: 'SE01' },
      { text: sound({ ge: 'GE*0000001*1~' }), message: 'long', at: 'GE01' },
      { text: sound({ iea: 'IEA*000001*000000905~' }), message: 'long', at: 'IEA01' },
      { text: sound({ gs: PARTS.gs.replace('*1*X', '*1234567890*X'), ge: 'GE*1*1234567890~' }), message: 'long', at: 'GS06' },
    ],
  },
});
