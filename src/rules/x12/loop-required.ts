import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/loop-required',
  severity: 'error',
  docs: {
    what: 'Every loop that the guide requires is there, and begins with the segment that opens it.',
    why: 'Without it the receiver does not know who or what is meant, and refuses the set.',
    fix: 'Add the loop; it begins with the segment named.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  ack: { segment: '3' },
  messages: {
    missing: 'Loop {loop} ({name}) is missing in {parent}: there is no {opener}',
    headless: 'Loop {loop} ({name}) is missing its first segment, {opener}, before this {segment}',
  },
  words: ['loop', 'name', 'opener', 'parent', 'segment'],
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      { text: 'CLM*A1*0***11:B:1*Y*A*Y*Y~HI*ABK:J4550~', message: 'missing', at: 'HI' },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~SBR*S*18*******CI~OI***Y***Y~N3*1 OAK ST~N4*DENVER*CO*80203~NM1*PR*2*PAYER TWO*****PI*77777~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'headless',
        at: 'N3',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~SBR*S*18*******CI~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M1~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'missing',
        at: 'NM1',
      },
    ],
  },
});
