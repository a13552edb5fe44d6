import { INDICATIONS } from '../../codes/indications.ts';
import { MAX_DOSE_UNITS, MG_PER_UNIT } from '../../codes/products.ts';
import type { ServiceLine } from '../../model/claim.ts';
import type { Indication } from '../../model/tables.ts';
import { defineRule } from '../rule.ts';
import { counted, listed, plain } from '../words.ts';
import { INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';
import { hasUnitFault } from './support/unit-faults.ts';

/** A dose up to this is on the label for every indication. */
const ALWAYS_LABELLED = Math.min(...Object.values(INDICATIONS).map((indication) => indication.maxUnits));

/** The labelled indications that lines point at on a day; undefined when one of them points at a use without a labelled dose. */
function labelled(lines: readonly ServiceLine[], date: number | undefined): readonly Indication[] | undefined {
  const found: Indication[] = [];
  for (const line of lines) {
    for (const { code } of line.diagnoses) {
      const covered = line.claim.tables.coveredCode(code, date);
      if (covered === undefined) continue;
      const { indication } = covered;
      if (indication === undefined) return undefined;
      if (!found.includes(indication)) found.push(indication);
    }
  }
  return found;
}

export default defineRule({
  id: 'xolair/dose-indication',
  severity: 'warning',
  docs: {
    what: 'The dose of a visit is one that the label knows for an indication that the line points at: asthma up to 375 mg, urticaria up to 300 mg, nasal polyps and food allergy up to 600 mg.',
    why: 'Payers set the limit of units by diagnosis, and deny what is above it.',
    fix: 'Check the units, and point at the diagnosis that the dose was given for.',
    source: 'Xolair prescribing information, section 2 (75 to 375 mg, 150 or 300 mg, 75 to 600 mg)',
  },
  messages: { above: 'The visit bills {units} of J2357 as administered, which is {mg} mg, but the label gives {limits}' },
  examples: {
    good: [
      officeClaim(['SV1*HC:J2357:JZ*3100*UN*75***1~LIN**N4*50242021503~CTP****2.5*ML', INJECTION]),
      // Asthma beside polyps: 600 mg is a dose for polyps.
      officeClaim(['SV1*HC:J2357:JZ*5000*UN*120***1:2~LIN**N4*50242022701~CTP****4*ML', INJECTION], { dx: ['J4550', 'J330'] }),
      officeClaim(['SV1*HC:J2357:JZ*5000*UN*120***1~LIN**N4*50242022701~CTP****4*ML', INJECTION], { dx: ['Z91010'] }),
      // What was discarded was not given.
      officeClaim(
        [
          'SV1*HC:J2357*1875*UN*45***1~LIN**N4*50242004062~CTP****1.5*UN',
          'SV1*HC:J2357:JW*1250*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
          INJECTION,
        ],
        { dx: ['L501'] },
      ),
    ],
    bad: [
      {
        text: officeClaim(['SV1*HC:J2357:JZ*3700*UN*90***1~LIN**N4*50242021503~CTP****3*ML', INJECTION]),
        message: 'above',
        at: 'SV104',
      },
      {
        text: officeClaim([XOLAIR, 'SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242021403~CTP****0.5*ML', INJECTION], {
          dx: ['L501'],
        }),
        message: 'above',
        at: 'SV104',
      },
    ],
  },
  visit(visit, report) {
    const { administered, date } = visit;
    let units = 0;
    for (const line of administered) units += line.units;
    if (!(units > ALWAYS_LABELLED) || hasUnitFault(visit, MAX_DOSE_UNITS)) return;
    const indications = labelled(administered, date);
    if (indications === undefined || indications.length === 0) return;
    if (indications.some((indication) => units <= indication.maxUnits)) return;
    const largest = administered.reduce((a, b) => (b.units > a.units ? b : a));
    const limits = indications.map(
      ({ name, maxUnits }) => `at most ${plain(maxUnits)} units (${plain(maxUnits * MG_PER_UNIT)} mg) for ${name}`,
    );
    report('above', largest.at('units'), {
      units: counted(units, 'unit'),
      mg: plain(units * MG_PER_UNIT),
      limits: listed(limits),
    });
  },
});
