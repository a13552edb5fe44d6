import { defineRule } from '../rule.ts';

/** The message for each kind of trouble. */
const MESSAGES = {
  'element-short': 'short',
  'element-long': 'long',
} as const;

export default defineRule({
  id: 'x12/element-length',
  severity: 'error',
  docs: {
    what: 'Every value is as long as the standard allows. Signs and decimal points are not counted.',
    why: 'Values that are too long are refused, or cut off.',
    fix: 'Shorten the value, or correct it.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  messages: {
    short: { text: '{element} ({name}) has {length} characters; at least {min} are needed', ack: { segment: '8', element: '4' } },
    long: { text: '{element} ({name}) has {length} characters; at most {max} are allowed', ack: { segment: '8', element: '5' } },
  },
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      'CLM*AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
      'CLM*A1*100***11:B:1*Y*A*Y*Y~NTE*ADD*XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
      'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213:2*100*UN*1***1~',
    ],
  },
  troubles: Object.keys(MESSAGES),
  trouble({ kind, place, data }, report) {
    report(MESSAGES[kind as keyof typeof MESSAGES], place, data as never);
  },
});
