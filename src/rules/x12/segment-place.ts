import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/segment-place',
  severity: 'error',
  docs: {
    what: 'Every segment is in its loop, and the segments of a loop are in the order of the guide.',
    why: 'A receiver recognizes a segment by its place. In the wrong place it is refused, or read as something else.',
    fix: 'Move the segment to its place, or add the segment that should open its loop.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  ack: { segment: '2' },
  messages: {
    misplaced: '{segment} does not belong in {here}; it belongs in {belongs}',
    late: { text: '{segment} ({name}) is out of order in {loop}: it belongs before {before}', ack: { segment: '7' } },
    loopLate: 'Loop {loop} ({name}) is out of order in {parent}',
  },
  words: ['segment', 'name', 'before', 'loop', 'parent', 'here', 'belongs'],
  examples: {
    good: [
      'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
      'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*DOC*ANN****XX*1987654328~PRV*PE*PXC*207K00000X~LX*1~SV1*HC:99213*100*UN*1***1~',
    ],
    bad: [
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~REF*G1*AUTH1~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'late',
        at: 'REF',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~DTP*435*D8*20261001~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'late',
        at: 'DTP',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~NM1*82*1*DOC*ANN****XX*1987654328~PRV*PE*PXC*207K00000X~NTE*ADD*RUSH~',
        message: 'misplaced',
        at: 'NTE',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~PAT*19~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'misplaced',
        at: 'PAT',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*85*2*CLINIC*****XX*1234567893~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'misplaced',
        at: 'NM1',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~SBR*S*18*******CI~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M2~NM1*PR*2*PAYER TWO*****PI*99999~NM1*PW*2~N3*12 OAK ST~N4*DENVER*CO*80203~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'loopLate',
        at: 'NM1',
      },
    ],
  },
});
