import { defineRule } from '../rule.ts';
import { dollars, from } from '../words.ts';

export default defineRule({
  id: 'claim/charge',
  severity: 'error',
  docs: {
    what: 'The charge of the claim (CLM02) and of each line (SV102, SV203) is an amount in dollars and cents, zero or more.',
    why: 'A payer reads a charge as a decimal number, and rejects the claim if it is not one or is below zero. A correction is a replacement claim, not a negative line.',
    fix: 'Write the amount with digits and at most one decimal point, such as 1250 or 1250.5, without a currency sign or thousands separator.',
    source: '005010X222A1 and 005010X223A2, CLM02, SV102, SV203; X12.6, decimal numbers (type R)',
  },
  claimStatus: [{ category: 'A7', code: '583' }],
  yields: ['x12/element-required', 'x12/element-type', 'x12/element-length', 'x12/element-extra'],
  messages: {
    none: '{element} is empty: the {whole} has no charge',
    text: '{element} is not an amount in dollars and cents',
    negative: '{element} is {charge}, but a charge must not be negative',
  },
  words: ['element', 'whole'],
  examples: {
    good: [
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150.00*UN*1***1~',
      'CLM*A1*0***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*0*UN*1***1~',
      'CLM*A1*.5***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*.50*UN*1***1~',
      'CLM*A1*150.1***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:99213*150.10*UN*1~',
    ],
    bad: [
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~LX*2~SV1*HC:99214*-50*UN*1***1~',
        message: 'negative',
        at: 'SV102',
      },
      {
        text: 'CLM*A1****11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'none',
        at: 'CLM02',
        run: { off: ['x12/element-required'] },
      },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213**UN*1***1~',
        message: 'none',
        at: 'SV102',
        run: { off: ['x12/element-required'] },
      },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*1,50*UN*1***1~',
        message: 'text',
        at: 'SV102',
        run: { off: ['x12/element-type'] },
      },
    ],
  },
  claim(claim, report) {
    // A valid charge is zero or more; a missing or malformed one is NaN.
    if (!(claim.charge >= 0)) {
      const location = claim.clm.at(2);
      if (claim.charge < 0)
        report('negative', location, { element: 'CLM02', ...from(claim.clm, { charge: dollars(claim.charge) }) });
      else if (claim.clm.text(2).trim() === '') report('none', location, { element: 'CLM02', whole: 'claim' });
      else report('text', location, { element: 'CLM02' });
    }
    for (const line of claim.lines) {
      const { charge, service } = line;
      // A line without SV1 and SV2 has only its LX; x12/segment-required reports it.
      if (charge >= 0 || service.id === 'LX') continue;
      const number = service.id === 'SV2' ? 3 : 2;
      const element = `${service.id}0${number}`;
      const location = service.at(number);
      if (charge < 0) report('negative', location, { element, ...from(service, { charge: dollars(charge) }) });
      else if (service.text(number).trim() === '') report('none', location, { element, whole: 'line' });
      else report('text', location, { element });
    }
  },
});
