import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/element-syntax',
  severity: 'error',
  docs: {
    what: 'Elements that depend on each other are given together, or not together, as the standard requires.',
    why: 'Half of a pair has no meaning, and receivers refuse it.',
    fix: 'Fill in the missing element, or empty the other one.',
    source: '005010X222A1 and 005010X223A2; ASC X12.6',
  },
  ack: { segment: '8', element: '2' },
  messages: {
    paired: '{given} has a value, so {missing} needs one too',
    none: 'A value is required in {missing}',
    needs: '{given} has a value, so {missing} needs one too',
    one: '{given} has a value, so {missing} needs one too',
    both: { text: 'Only one of {given} may have a value', ack: { segment: '8', element: '10' } },
  },
  words: ['given', 'missing'],
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*DOC*ANN****XX~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'paired',
        at: 'NM109',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*DOC*ANN*****1987654328~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'paired',
        at: 'NM108',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*77*2*CLINIC~N3*1 MAIN ST~N4*DENVER*CO*802021234*MX***JAL~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'both',
        at: 'N407',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~LQ*UT*01.02~FRM*1A~',
        message: 'none',
        at: 'FRM02',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~SBR*S*18*******CI~CAS*CO*45*20***1~AMT*D*79~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M2~NM1*PR*2*PAYER TWO*****PI*99999~DTP*573*D8*20261020~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'needs',
        at: 'CAS05',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~SBR*S*18*******CI~CAS*CO*45*20**97~AMT*D*80~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M2~NM1*PR*2*PAYER TWO*****PI*99999~DTP*573*D8*20261020~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'one',
        at: 'CAS06',
      },
    ],
  },
});
