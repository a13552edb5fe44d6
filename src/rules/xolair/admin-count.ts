import type { DrugFacts } from '../../codes/drugs/facts.ts';
import type { DrugLines } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, OTHER_DRUG, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { counted, from, originsOf } from '../words.ts';
import { milligramsByNdc } from './support/ndc-amount.ts';
import { productOf } from './support/products.ts';
import { isGivenOn } from './support/visits.ts';

/** Rounding of quantities such as 0.333 must not count as one container more. */
const TOLERANCE = 0.01;

/** Syringes, autoinjectors and vials that the administered lines of a visit used by their NDCs; NaN when one is unknown. */
function containersOf({ administered }: DrugLines, drug: DrugFacts): number {
  const milligrams = new Map<number, number>();
  for (const { drug: given } of administered) {
    const size = productOf(given, drug)?.mg ?? Number.NaN;
    milligrams.set(size, (milligrams.get(size) ?? 0) + milligramsByNdc(given, drug));
  }
  let count = 0;
  for (const [size, mg] of milligrams) count += Math.ceil(mg / size - TOLERANCE);
  return count;
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/admin-count`,
    severity: 'error',
    docs: {
      what: 'One 96372 is billed for a visit, however many syringes the dose took. The option count allows one for each syringe.',
      why: 'Most payers pay one injection a session and deny the other units as duplicates or as bundled.',
      fix: 'Set the units of 96372 to 1. For another drug, add a separate 96372 line with modifier 59 or XU.',
      source: `${drug.name} billing guides: one unit an encounter; CPT Assistant, May 2010: one unit an injection`,
    },
    claimStatus: [{ category: 'A7', code: '476' }],
    messages: {
      encounter: `96372 has {units}, but ${drug.name} is the only drug of the visit and counts as one injection, however many syringes it took`,
      injection: `96372 has {units}, but by its NDCs the visit used only {containers} of ${drug.name}`,
      shared: {
        text: '96372 has {units} on one line, and the visit bills another injectable drug too',
        severity: 'warning',
        fix: 'Bill the injection of the other drug on a separate 96372 line with modifier 59 or XU.',
      },
    },
    options: {
      count: {
        type: 'choice',
        default: 'encounter',
        choices: ['encounter', 'injection'],
        what: 'What one unit of 96372 means to this payer: the encounter, or each injection (containers by NDC)',
      },
    },
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // 225 mg from two syringes.
        officeClaim([
          'SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML',
          'SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242021403~CTP****0.5*ML',
          INJECTION,
        ]),
        officeClaim([XOLAIR, INJECTION, OTHER_DRUG, 'SV1*HC:96372:59*60*UN*1***1']),
        officeClaim([XOLAIR, 'SV1*HC:96372*60*UN*1.0***1']),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242021503~CTP****2*ML', 'SV1*HC:96372*120*UN*2***1']),
          message: 'encounter',
          at: 'SV104',
        },
        {
          text: officeClaim([XOLAIR, OTHER_DRUG, 'SV1*HC:96372*120*UN*2***1']),
          message: 'shared',
          at: 'SV104',
          severity: 'warning',
        },
        {
          text: officeClaim([XOLAIR, 'SV1*HC:96372*60*UN*2***1']),
          message: 'injection',
          at: 'SV104',
          run: { options: { count: 'injection' } },
        },
      ],
    },
    visit(visit, report, { options }) {
      for (const line of visit.injections) {
        if (!(line.units > 1) || !isGivenOn(visit, drug)) continue;
        const lines = visit.of(drug);
        const { otherInjectables } = lines;
        const units = counted(line.units, 'unit');
        if (options.count === 'encounter') {
          report(otherInjectables.length > 0 ? 'shared' : 'encounter', line.at('units'), from(line.service, { units }));
          continue;
        }
        const containers = containersOf(lines, drug);
        if (Number.isNaN(containers)) report.notChecked('unknown-product');
        else if (line.units <= Math.max(containers, 1)) continue;
        else if (otherInjectables.length > 0) report('shared', line.at('units'), from(line.service, { units }));
        else
          report('injection', line.at('units'), {
            ...from(line.service, { units }),
            ...from(originsOf(lines.billed), { containers: counted(containers, 'container') }),
          });
      }
    },
  }),
);
