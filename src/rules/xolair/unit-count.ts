import { MAX_DOSE_UNITS, MG_PER_UNIT } from '../../codes/products.ts';
import type { ServiceLine } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { counted, plain } from '../words.ts';
import { isAmountDifferent, sumByNdc } from './support/amount.ts';
import { CLINIC_INJECTION, hospitalClaim, INJECTION, officeClaim, on, XOLAIR } from './support/example-claims.ts';
import { administeredUnits, lineAboveLimit, unitFault } from './support/unit-faults.ts';

/** What the NDC of a line says, to stand behind what its units say. */
function byNdc(line: ServiceLine): string {
  const sum = isAmountDifferent(line) || !(line.units > 0) ? sumByNdc(line.drug) : undefined;
  return sum === undefined ? '' : `; the NDC gives ${sum}`;
}

export default defineRule({
  id: 'xolair/unit-count',
  severity: 'error',
  docs: {
    what: 'The units of J2357 are a whole number, 1 for each 5 mg: neither containers nor milligrams, and no more than the highest labelled dose in one visit.',
    why: 'The payer pays what the units say. A syringe billed as 1 unit is paid as 5 mg, a thirtieth of its price; milligrams billed as units are denied as an impossible dose.',
    fix: 'Divide the milligrams by 5: 75 mg is 15 units, 150 mg 30, 300 mg 60, 600 mg 120.',
    source: 'HCPCS Level II, J2357 (5 mg); Xolair prescribing information, section 2 (75 mg to 600 mg)',
  },
  claimStatus: [{ category: 'A7', code: '476' }],
  yields: ['x12/element-required', 'x12/element-type'],
  messages: {
    missing: '{element} is missing: J2357 needs its number of units, 1 for each 5 mg{ndc}',
    number: '{element} is no number: J2357 needs its number of units, 1 for each 5 mg{ndc}',
    negative: '{element} is {units}, but the units of J2357 are above 0{ndc}',
    fraction: '{element} is {units}, but units of J2357 are whole{ndc}',
    containers: 'J2357 bills {units}, which is {mg} mg: containers were counted, but 1 unit is 5 mg{ndc}',
    milligrams: 'J2357 bills {units}, which is {mg} mg: {dose} looks like milligrams, and {dose} mg are {right} units{ndc}',
    maximum: 'The visit bills {units} of J2357 as administered, which is {mg} mg, above {limit} units ({limitMg} mg){ndc}',
  },
  options: {
    maxUnits: {
      type: 'number',
      default: MAX_DOSE_UNITS,
      minimum: 1,
      what: 'Highest number of administered units in one visit. 120 is 600 mg, the highest labelled dose.',
    },
  },
  examples: {
    good: [
      // 375 mg, a labelled dose for asthma: 75 units, not 75 mg.
      officeClaim(['SV1*HC:J2357:JZ*3100*UN*75***1~LIN**N4*50242021503~CTP****2.5*ML', INJECTION]),
      officeClaim(['SV1*HC:J2357:JZ*5000*UN*120***1~LIN**N4*50242022701~CTP****4*ML', INJECTION], { dx: ['J330'] }),
      officeClaim(['SV1*HC:J2357:JZ*2500*UN*060.00***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
      // 3 units discarded are 15 mg, no containers.
      officeClaim([
        'SV1*HC:J2357*1100*UN*27***1~LIN**N4*50242021503~CTP****0.9*ML',
        'SV1*HC:J2357:JW*100*UN*3***1~LIN**N4*50242021503~CTP****0.1*ML',
        INJECTION,
      ]),
      // 120 units in each of two visits.
      officeClaim(
        [
          on('20260907', 'SV1*HC:J2357:JZ*5000*UN*120***1~LIN**N4*50242022701~CTP****4*ML'),
          on('20260907', INJECTION),
          on('20261005', 'SV1*HC:J2357:JZ*5000*UN*120***1~LIN**N4*50242022701~CTP****4*ML'),
          on('20261005', INJECTION),
        ],
        { dx: ['J330'] },
      ),
    ],
    bad: [
      {
        text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*0***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
        message: 'negative',
        at: 'SV104',
      },
      {
        text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*-60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
        message: 'negative',
        at: 'SV104',
      },
      {
        text: officeClaim(['SV1*HC:J2357:JZ*1250*UN*30.5***1~LIN**N4*50242021503~CTP****1*ML', INJECTION]),
        message: 'fraction',
        at: 'SV104',
      },
      {
        text: officeClaim(['SV1*HC:J2357:JZ*1250*UN*1***1~LIN**N4*50242021503~CTP****1*ML', INJECTION]),
        message: 'containers',
        at: 'SV104',
      },
      {
        text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*150***1~LIN**N4*50242021503~CTP****1*ML', INJECTION]),
        message: 'milligrams',
        at: 'SV104',
      },
      // 75 units would be 375 mg, but the NDC says 75 mg.
      {
        text: officeClaim(['SV1*HC:J2357:JZ*1250*UN*75***1~LIN**N4*50242021403~CTP****0.5*ML', INJECTION]),
        message: 'milligrams',
        at: 'SV104',
      },
      {
        text: officeClaim(
          [
            'SV1*HC:J2357:JZ*5000*UN*120***1~LIN**N4*50242022701~CTP****4*ML',
            'SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242021403~CTP****0.5*ML',
            INJECTION,
          ],
          { dx: ['J330'] },
        ),
        message: 'maximum',
        at: 'SV104',
      },
      {
        text: hospitalClaim(['SV2*0636*HC:J2357:JZ*2500*UN*2~LIN**N4*50242021503~CTP****2*ML', CLINIC_INJECTION]),
        message: 'containers',
        at: 'SV205',
      },
      {
        text: officeClaim([XOLAIR.replace('*UN*60', '*UN*'), INJECTION]),
        message: 'missing',
        at: 'SV104',
        run: { off: ['x12/element-required'] },
      },
      {
        text: officeClaim([XOLAIR.replace('*UN*60', '*UN*6O'), INJECTION]),
        message: 'number',
        at: 'SV104',
        run: { off: ['x12/element-type'] },
      },
    ],
  },
  visit(visit, report, { options }) {
    for (const line of visit.drug) {
      const fault = unitFault(line);
      if (fault === undefined) continue;
      const location = line.at('units');
      const element = location.element ?? '';
      const { units } = line;
      const mg = plain(units * MG_PER_UNIT);
      const ndc = byNdc(line);
      if (fault === 'missing' || fault === 'number') report(fault, location, { element, ndc });
      else if (fault === 'negative' || fault === 'fraction') report(fault, location, { element, units: plain(units), ndc });
      else if (fault === 'containers') report(fault, location, { units: counted(units, 'unit'), mg, ndc });
      else
        report(fault, location, {
          units: counted(units, 'unit'),
          mg,
          dose: plain(units),
          right: plain(units / MG_PER_UNIT),
          ndc,
        });
    }
    const { maxUnits } = options;
    const line = lineAboveLimit(visit, maxUnits);
    if (line === undefined) return;
    const total = administeredUnits(visit);
    report('maximum', line.at('units'), {
      units: counted(total, 'unit'),
      mg: plain(total * MG_PER_UNIT),
      limit: plain(maxUnits),
      limitMg: plain(maxUnits * MG_PER_UNIT),
      ndc: byNdc(line),
    });
  },
});
