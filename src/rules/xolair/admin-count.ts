import type { Visit } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { counted } from '../words.ts';
import { milligramsByNdc } from './support/amount.ts';
import { INJECTION, OTHER_DRUG, officeClaim, XOLAIR } from './support/example-claims.ts';
import { isXolairVisit } from './support/visits.ts';

/** Rounding of quantities such as 0.333 must not count as one container more. */
const TOLERANCE = 0.01;

/** Syringes, autoinjectors and vials that the administered lines of a visit took by their NDC; NaN when one cannot be told. */
function containersOf(visit: Visit): number {
  const milligrams = new Map<number, number>();
  for (const { drug } of visit.administered) {
    const size = drug?.product?.mg ?? Number.NaN;
    milligrams.set(size, (milligrams.get(size) ?? 0) + milligramsByNdc(drug));
  }
  let count = 0;
  for (const [size, mg] of milligrams) count += Math.ceil(mg / size - TOLERANCE);
  return count;
}

export default defineRule({
  id: 'xolair/admin-count',
  severity: 'error',
  docs: {
    what: 'One 96372 is billed for a visit, however many syringes the dose took; option count allows one for each syringe.',
    why: 'Most payers pay one injection a session and deny the further units as a duplicate or as bundled.',
    fix: 'Set the units of 96372 to 1. For another drug add a 96372 line of its own with modifier 59 or XU.',
    source: 'Xolair billing guides: one unit an encounter; CPT Assistant, May 2010, for one unit an injection',
  },
  claimStatus: [{ category: 'A7', code: '476' }],
  messages: {
    encounter: '96372 has {units}; the visit gives no drug but Xolair, which is one injection however many syringes it took',
    injection: '96372 has {units}, more than the {containers} of Xolair that the NDCs of the visit give',
    shared: {
      text: '96372 has {units} on one line, and the visit gives another injectable drug too',
      severity: 'warning',
      fix: 'Bill the injection of the other drug on a 96372 line of its own with modifier 59 or XU.',
    },
  },
  options: {
    count: {
      type: 'choice',
      default: 'encounter',
      choices: ['encounter', 'injection'],
      what: 'What one unit of 96372 counts for this payer: the encounter, or each injection (containers by NDC)',
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
      if (!(line.units > 1) || !isXolairVisit(visit)) continue;
      const units = counted(line.units, 'unit');
      if (options.count === 'encounter') {
        report(visit.otherInjectables.length > 0 ? 'shared' : 'encounter', line.at('units'), { units });
        continue;
      }
      const containers = containersOf(visit);
      if (Number.isNaN(containers)) report.notChecked('unknown-product');
      else if (line.units <= Math.max(containers, 1)) continue;
      else if (visit.otherInjectables.length > 0) report('shared', line.at('units'), { units });
      else report('injection', line.at('units'), { units, containers: counted(containers, 'container') });
    }
  },
});
