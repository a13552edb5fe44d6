import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, on } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { modifierLocation } from './support/modifier-location.ts';
import { discardedHalves } from './support/waste-pairs.ts';

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/waste-conflict`,
    severity: 'error',
    docs: {
      what: 'JZ (nothing discarded) and JW (discarded) are never on one line, and JZ is never on the administered half of a JW pair.',
      why: 'The two contradict each other, and payers deny both lines.',
      fix: 'If nothing was discarded, keep JZ and remove the JW line. Otherwise the administered line has neither modifier, and the discarded line has JW.',
      source: 'CMS, Discarded Drugs and Biologicals: JW and JZ modifier policy and FAQ',
    },
    claimStatus: [{ category: 'A8', code: '453' }],
    messages: {
      line: 'The line has both JW (discarded) and JZ (nothing discarded)',
      pair: 'JZ says that nothing was discarded, but the visit has a JW line of the same product',
    },
    examples: {
      good: [
        officeClaim([
          'SV1*HC:J2357*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
          'SV1*HC:J2357:JW*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
          INJECTION,
        ]),
        // JZ on a syringe, JW on a vial.
        officeClaim([
          'SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML',
          'SV1*HC:J2357*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
          'SV1*HC:J2357:JW*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
          INJECTION,
        ]),
        // JZ on one day, JW on another.
        officeClaim([
          on('20260907', 'SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242004062~CTP****1*UN'),
          on('20260907', INJECTION),
          on('20261005', 'SV1*HC:J2357*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN'),
          on('20261005', 'SV1*HC:J2357:JW*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN'),
          on('20261005', INJECTION),
        ]),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J2357:JZ:JW*2500*UN*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
          message: 'line',
          at: 'SV101-3',
        },
        {
          text: officeClaim([
            'SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
            'SV1*HC:J2357:JW*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
            INJECTION,
          ]),
          message: 'pair',
          at: 'SV101-3',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JB:JZ*625*UN*15***1', 'SV1*HC:J2357:JW*625*UN*15***1', INJECTION], { filing: 'MB' }),
          message: 'pair',
          at: 'SV101-4',
        },
      ],
    },
    visit(visit, report) {
      const lines = visit.of(drug);
      if (lines.discarded.length === 0) return;
      for (const line of lines.discarded) if (line.has('JZ')) report('line', modifierLocation(line, 'JZ'));
      for (const line of lines.administered) {
        if (!line.has('JZ')) continue;
        const discarded = discardedHalves(line, lines, drug);
        if (discarded.length === 0) continue;
        report('pair', modifierLocation(line, 'JZ'), {}, { related: discarded.map((other) => modifierLocation(other, 'JW')) });
      }
    },
  }),
);
