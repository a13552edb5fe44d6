import { defineRule } from '../rule.ts';
import { dollars, from } from '../words.ts';

export default defineRule({
  id: 'claim/balance',
  severity: 'error',
  docs: {
    what: 'The total charge of the claim (CLM02) is the sum of its line charges.',
    why: 'Payers reject the whole claim if it does not balance, not single lines of it.',
    fix: 'Correct CLM02, or add the missing line.',
    source: '005010X222A1 and 005010X223A2, loop 2300, CLM02',
  },
  claimStatus: [{ category: 'A7', code: '400' }],
  messages: { unbalanced: 'CLM02 is {total}, but the charges of the {count} service lines add up to {sum}' },
  words: ['count'],
  examples: {
    good: [
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~LX*2~SV1*HC:96372*50*UN*1***1~',
      'CLM*A1*150.10***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100.1*UN*1***1~LX*2~SV1*HC:96372*50.00*UN*1***1~',
      'CLM*A1*0***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*0*UN*1***1~',
    ],
    bad: [
      { text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'unbalanced', at: 'CLM02' },
    ],
  },
  claim(claim, report) {
    let sum = 0;
    let sound = claim.charge >= 0;
    for (const line of claim.lines) {
      sum += line.charge;
      sound &&= line.charge >= 0;
    }
    // claim/charge reports a charge that is negative or not an amount; the sum would mean nothing.
    if (sum === claim.charge || !sound) return;
    report('unbalanced', claim.clm.at(2), {
      ...from(claim.clm, { total: dollars(claim.charge) }),
      ...from(
        claim.lines.map((line) => line.service),
        { sum: dollars(sum) },
      ),
      count: claim.lines.length,
    });
  },
});
