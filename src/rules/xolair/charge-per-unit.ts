import { defineRule } from '../rule.ts';
import { counted, dollars } from '../words.ts';
import { INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';
import { unitFault } from './support/unit-faults.ts';

const CENTS = 100;

export default defineRule({
  id: 'xolair/charge-per-unit',
  severity: 'info',
  docs: {
    what: 'The charge of J2357 divided by its units is not far below the price of 5 mg.',
    why: 'A payer pays its rate or the charge, whichever is less. A charge for one syringe on a line of two, or a price looked up for 5 mg and not multiplied, gives money away.',
    fix: 'Multiply the price of 5 mg by the units. Leave 0 where a pharmacy bills the drug.',
    source: 'CMS ASP pricing file, second quarter of 2026: $41.823 for 5 mg',
  },
  messages: { low: '{charge} for {units} of J2357 is {each} a unit (5 mg), less than {limit}' },
  options: {
    minCharge: {
      type: 'number',
      default: 10,
      minimum: 0,
      what: 'Charge in dollars for one unit of J2357 below which it is reported.',
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
    if (!line.isXolairCode) return;
    const { charge, units } = line;
    const limit = options.minCharge * CENTS;
    if (!(charge > 0 && units > 0 && charge < limit * units)) return;
    // Units that are wrong make any charge look odd: xolair/unit-count speaks of them.
    if (unitFault(line) !== undefined) return;
    report('low', line.at('charge'), {
      charge: dollars(charge),
      units: counted(units, 'unit'),
      // Rounded down: it is below the limit.
      each: dollars(Math.floor(charge / units)),
      limit: dollars(limit),
    });
  },
});
