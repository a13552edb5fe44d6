import { containerSizes, type DrugFacts, maxDoseMg, maxDoseUnits } from '../../codes/drugs/facts.ts';
import type { ServiceLine } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, hospitalClaim, INJECTION, officeClaim, on, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { counted, from, originsOf, plain } from '../words.ts';
import { isAmountDifferent, sumByNdc } from './support/ndc-amount.ts';
import { administeredUnits, lineAboveLimit, unitFault } from './support/unit-faults.ts';

/** The amount that the NDC of a line gives, to be added after the amount that its units give. */
function byNdc(line: ServiceLine, drug: DrugFacts): string {
  const sum = isAmountDifferent(line, drug) || !(line.units > 0) ? sumByNdc(line.drug, drug) : undefined;
  // Where the drug's segments do not conform, their values are left out, with the words around them.
  const isSound = [line.drug?.lin, line.drug?.ctp].every((segment) => segment?.isSound !== false);
  return sum === undefined || !isSound ? '' : `; the NDC gives ${sum}`;
}

export default drugRule((drug) => {
  const { mgPerUnit } = drug;
  const amounts = [...new Set([...containerSizes(drug), maxDoseMg(drug)])].map(
    (mg) => `${mg} mg is ${plain(mg / mgPerUnit)} units`,
  );
  return defineRule({
    id: `${drug.id}/unit-count`,
    severity: 'error',
    docs: {
      what: `The units of ${drug.code} are a whole number, 1 for each ${mgPerUnit} mg. They count neither containers nor milligrams, and one visit has no more than the highest labelled dose.`,
      why: `The payer pays for the units. A syringe billed as 1 unit is paid as ${mgPerUnit} mg, a fraction of its price. Milligrams billed as units are denied as an impossible dose.`,
      fix: `Divide the milligrams by ${mgPerUnit}: ${amounts.join(', ')}.`,
      source: `HCPCS Level II, ${drug.code} (${mgPerUnit} mg); ${drug.name} prescribing information, section 2`,
    },
    claimStatus: [{ category: 'A7', code: '476' }],
    yields: ['x12/element-required', 'x12/element-type'],
    messages: {
      missing: `{element} is missing: ${drug.code} needs a number of units, 1 for each ${mgPerUnit} mg{ndc}`,
      number: `{element} is not a number: ${drug.code} needs a number of units, 1 for each ${mgPerUnit} mg{ndc}`,
      negative: `{element} is {units}, but the units of ${drug.code} must be above 0{ndc}`,
      fraction: `{element} is {units}, but the units of ${drug.code} must be a whole number{ndc}`,
      containers: `${drug.code} bills {units}, which is {mg} mg: containers were counted, but 1 unit is ${mgPerUnit} mg{ndc}`,
      milligrams: `${drug.code} bills {units}, which is {mg} mg: {dose} looks like milligrams, and {dose} mg are {right} units{ndc}`,
      maximum: `The visit bills {units} of ${drug.code} as administered, which is {mg} mg, above {limit} units ({limitMg} mg){ndc}`,
    },
    words: ['element', 'ndc', 'limit', 'limitMg'],
    options: {
      maxUnits: {
        type: 'number',
        default: maxDoseUnits(drug),
        minimum: 1,
        what: `Highest number of administered units in one visit. ${plain(maxDoseUnits(drug))} units are ${plain(maxDoseMg(drug))} mg, the highest labelled dose.`,
      },
    },
    examples: {
      good: [
        // 375 mg, a labelled dose for asthma: 75 units, not 75 mg.
        officeClaim(['SV1*HC:J2357:JZ*3100*UN*75***1~LIN**N4*50242021403~CTP****2.5*ML', INJECTION]),
        officeClaim(['SV1*HC:J2357:JZ*5000*UN*120***1~LIN**N4*50242022701~CTP****4*ML', INJECTION], { dx: ['J330'] }),
        officeClaim(['SV1*HC:J2357:JZ*2500*UN*060.00***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
        // 3 discarded units are 15 mg, not 3 containers.
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
        // 75 units would be 375 mg, but the NDC gives 75 mg.
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
      const lines = visit.of(drug);
      for (const line of lines.billed) {
        const fault = unitFault(line, drug);
        if (fault === undefined) continue;
        const location = line.at('units');
        const element = location.element ?? '';
        const { units, service } = line;
        const mg = plain(units * mgPerUnit);
        const ndc = { ndc: byNdc(line, drug) };
        if (fault === 'missing' || fault === 'number') report(fault, location, { element, ...ndc });
        else if (fault === 'negative' || fault === 'fraction')
          report(fault, location, { element, ...from(service, { units: plain(units) }), ...ndc });
        else if (fault === 'containers')
          report(fault, location, { ...from(service, { units: counted(units, 'unit'), mg }), ...ndc });
        else
          report(fault, location, {
            ...from(service, { units: counted(units, 'unit'), mg, dose: plain(units), right: plain(units / mgPerUnit) }),
            ...ndc,
          });
      }
      const { maxUnits } = options;
      const line = lineAboveLimit(lines, maxUnits, drug);
      if (line === undefined) return;
      const total = administeredUnits(lines, drug);
      report('maximum', line.at('units'), {
        ...from(originsOf(lines.administered), { units: counted(total, 'unit'), mg: plain(total * mgPerUnit) }),
        limit: plain(maxUnits),
        limitMg: plain(maxUnits * mgPerUnit),
        ndc: byNdc(line, drug),
      });
    },
  });
});
