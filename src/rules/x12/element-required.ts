import { PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/element-required',
  severity: 'error',
  docs: {
    what: 'Every element that the guide requires has a value.',
    why: 'The receiver refuses the segment, and with it the set.',
    fix: 'Fill in the element.',
    source: '005010X222A1 and 005010X223A2, with appendix C for ISA, GS, GE and IEA; ASC X12.5 and X12.6',
  },
  ack: { segment: '8', element: '1' },
  messages: {
    empty: '{element} ({name}) is required, but is empty or missing',
    tooMany: {
      text: '{element} is empty because of an element separator too many before it, so all that follows is in the wrong element',
      fix: 'Remove the separator.',
      ack: { segment: '8', element: '5' },
    },
  },
  words: ['element', 'name'],
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      { text: 'CLM*A1*100***11:B:1*Y**Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'empty', at: 'CLM07' },
      { text: 'CLM*A1*100***11:B:1*Y*A*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'empty', at: 'CLM09' },
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1~', message: 'empty', at: 'SV107' },
      { text: 'CLM*A1*100****11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'tooMany', at: 'CLM05' },
      { text: sound({ isa: PARTS.isa.replace('SUBMITTER', '         ') }), message: 'empty', at: 'ISA06' },
      { text: sound({ gs: PARTS.gs.replace('*RECEIVER*', '**') }), message: 'empty', at: 'GS03' },
      { text: sound({ gs: PARTS.gs.replace('*1200*', '**') }), message: 'empty', at: 'GS05' },
      { text: sound({ gs: PARTS.gs.replace('*1*X', '**X'), ge: 'GE*1~' }), message: 'empty', at: 'GS06' },
    ],
  },
});
