import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { counted, dollars, from } from '../words.ts';
import { unitFault } from './support/unit-faults.ts';

const CENTS = 100;

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/charge-per-unit`,
    severity: 'info',
    docs: {
      what: `The charge of ${drug.code} divided by its units is not far below the price of ${drug.mgPerUnit} mg.`,
      why: `A payer pays its rate or the charge, whichever is less. Charging one syringe on a line for two, or the price of ${drug.mgPerUnit} mg for a whole dose, gives money away.`,
      fix: `Multiply the price of ${drug.mgPerUnit} mg by the units. Leave the charge at 0 where a pharmacy bills the drug.`,
      source: drug.price.source,
    },
    messages: { low: `{charge} for {units} of ${drug.code} is {each} a unit (${drug.mgPerUnit} mg), less than {limit}` },
    words: ['limit'],
    options: {
      minCharge: {
        type: 'number',
        default: drug.price.leastCharge,
        minimum: 0,
        what: `A charge below this many dollars for one unit of ${drug.code} is reported.`,
      },
    },
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // The pharmacy bills the drug.
        officeClaim(['SV1*HC:J2357:JZ*0*UN*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
        officeClaim(['SV1*HC:J2357:JZ*600*UN*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J2357:JZ*599.99*UN*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
          message: 'low',
          at: 'SV102',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JZ*41.82*UN*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
          message: 'low',
          at: 'SV102',
        },
      ],
    },
    line(line, report, { options }) {
      if (!line.bills(drug)) return;
      const { charge, units } = line;
      const limit = options.minCharge * CENTS;
      if (!(charge > 0 && units > 0 && charge < limit * units)) return;
      // Wrong units make any charge look odd; unit-count reports them.
      if (unitFault(line, drug) !== undefined) return;
      report('low', line.at('charge'), {
        ...from(line.service, {
          charge: dollars(charge),
          units: counted(units, 'unit'),
          // Rounded down: it is below the limit.
          each: dollars(Math.floor(charge / units)),
        }),
        limit: dollars(limit),
      });
    },
  }),
);
