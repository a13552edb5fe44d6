import { CLINIC_INJECTION, hospitalClaim, INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'claim/units',
  severity: 'warning',
  docs: {
    what: 'A service line has units above 0 (SV104, SV205). On a hospital bill a line without a charge may have 0.',
    why: 'The guides allow 0, but it bills nothing, and clearinghouses and payers reject such a line. Lines of a drug that xolint knows are judged by the rules of that drug.',
    fix: 'Give the number of times that the service was done, or remove the line.',
    source: '005010X222A1, loop 2400, SV104; 005010X223A2, loop 2400, SV205; X12 interpretation 2557: 0 is allowed',
  },
  claimStatus: [{ category: 'A7', code: '476' }],
  messages: {
    zero: '{element} is 0: the line bills nothing',
    negative: '{element} is below 0: units are a number of services',
  },
  words: ['element'],
  examples: {
    good: [
      officeClaim([XOLAIR, INJECTION]),
      officeClaim(['SV1*HC:99213*150*UN*0.5***1']),
      // A line that only classifies the stay has neither charge nor units.
      hospitalClaim(['SV2*0022*HP:ABCDE*0*UN*0', 'SV2*0120**900*DA*1'], { facility: '21:A:1' }),
    ],
    bad: [
      { text: officeClaim([XOLAIR, INJECTION.replace('*UN*1*', '*UN*0*')]), message: 'zero', at: 'SV104' },
      { text: officeClaim(['SV1*HC:99213*150*UN*-1***1']), message: 'negative', at: 'SV104' },
      {
        text: hospitalClaim([
          'SV2*0636*HC:J2357:JZ*2500*UN*60~LIN**N4*50242022701~CTP****2*ML',
          CLINIC_INJECTION.replace('*UN*1', '*UN*0'),
        ]),
        message: 'zero',
        at: 'SV205',
      },
    ],
  },
  line(line, report) {
    const { units } = line;
    if (!(units <= 0) || line.claim.tables.isDrugCode(line.procedure)) return;
    if (units === 0 && line.charge === 0 && line.claim.type === '837I') return;
    const location = line.at('units');
    report(units === 0 ? 'zero' : 'negative', location, { element: location.element ?? '' });
  },
});
