import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { modifierLocation } from './support/modifier-location.ts';

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/waste-pair`,
    severity: 'warning',
    byPayerClass: { medicare: 'error' },
    docs: {
      what: `A visit with a JW line also has a ${drug.code} line for the dose that was given on the same day.`,
      why: 'Medicare pays only for drug that was discarded after a dose was given to a patient. A drug prepared for a patient who did not come does not count as waste, except for a few payers.',
      fix: `Add the administered units on a ${drug.code} line without JW and with the same date, or remove the JW line if no dose was given.`,
      source:
        'CMS, Discarded Drugs and Biologicals: JW and JZ modifier policy and FAQ; Medicare Claims Processing Manual, chapter 17, section 40',
    },
    claimStatus: [
      { category: 'A8', code: '736' },
      { category: 'A8', code: '453' },
    ],
    messages: {
      alone: `${drug.code} with JW bills discarded drug, but no ${drug.code} line of the same day bills a dose that was given`,
    },
    examples: {
      good: [
        officeClaim([
          'SV1*HC:J2357*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
          'SV1*HC:J2357:JW*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
          INJECTION,
        ]),
        // The order of the lines does not matter.
        officeClaim(['SV1*HC:J2357:JW*625*UN*15***1', INJECTION, 'SV1*HC:J2357*625*UN*15***1'], { filing: 'MB' }),
        officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1', INJECTION], { filing: 'MB' }),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J2357:JW*1250*UN*30***1'], { filing: 'MB' }),
          message: 'alone',
          at: 'SV101-3',
          severity: 'error',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JW*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML']),
          message: 'alone',
          at: 'SV101-3',
        },
      ],
    },
    visit(visit, report) {
      const { administered, discarded } = visit.of(drug);
      if (discarded.length === 0 || administered.length > 0) return;
      // A line with both JW and JZ may be the dose; waste-conflict reports it.
      if (discarded.some((line) => line.has('JZ'))) return;
      for (const line of discarded) report('alone', modifierLocation(line, 'JW'));
    },
  }),
);
