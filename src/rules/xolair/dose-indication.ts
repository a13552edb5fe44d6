import type { DrugFacts } from '../../codes/drugs/facts.ts';
import type { ServiceLine } from '../../model/claim.ts';
import type { Indication } from '../../model/tables.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { counted, from, listed, originsOf, plain } from '../words.ts';
import { hasUnitFault } from './support/unit-faults.ts';

/** `asthma up to 375 mg and nasal polyps up to 600 mg`. */
function labelledDoses({ indications }: DrugFacts): string {
  return listed(Object.values(indications).map(({ name, maxMg }) => `${name} up to ${plain(maxMg)} mg`));
}

/** The labelled indications that lines point at on a day; undefined when one of them points at a use without a labelled dose. */
function labelled(lines: readonly ServiceLine[], date: number | undefined, drug: DrugFacts): readonly Indication[] | undefined {
  const found: Indication[] = [];
  for (const line of lines) {
    for (const { code } of line.diagnoses) {
      const covered = line.claim.tables.coveredCode(drug.id, code, date);
      if (covered === undefined) continue;
      const { indication } = covered;
      if (indication === undefined) return undefined;
      if (!found.includes(indication)) found.push(indication);
    }
  }
  return found;
}

export default drugRule((drug) => {
  // A dose up to this is on the label for every indication.
  const alwaysLabelledMg = Math.min(...Object.values(drug.indications).map(({ maxMg }) => maxMg));
  return defineRule({
    id: `${drug.id}/dose-indication`,
    severity: 'warning',
    docs: {
      what: `The dose of a visit is on the label for an indication that the line points at: ${labelledDoses(drug)}.`,
      why: 'Payers limit the units by diagnosis, and deny what is above the limit.',
      fix: 'Check the units, and point at the diagnosis that the dose was given for.',
      source: `${drug.name} prescribing information, section 2`,
    },
    messages: {
      above: `The visit bills {units} of ${drug.code} as administered, which is {mg} mg, but the label allows {limits}`,
    },
    words: ['limits'],
    examples: {
      good: [
        officeClaim(['SV1*HC:J2357:JZ*3100*UN*75***1~LIN**N4*50242021403~CTP****2.5*ML', INJECTION]),
        // Asthma and polyps: 600 mg is a dose for polyps.
        officeClaim(['SV1*HC:J2357:JZ*5000*UN*120***1:2~LIN**N4*50242022701~CTP****4*ML', INJECTION], { dx: ['J4550', 'J330'] }),
        officeClaim(['SV1*HC:J2357:JZ*5000*UN*120***1~LIN**N4*50242022701~CTP****4*ML', INJECTION], { dx: ['Z91010'] }),
        // Discarded units were not given.
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
      const lines = visit.of(drug);
      const { administered } = lines;
      let units = 0;
      for (const line of administered) units += line.units;
      const mg = units * drug.mgPerUnit;
      if (!(mg > alwaysLabelledMg) || hasUnitFault(lines, drug)) return;
      const indications = labelled(administered, visit.date, drug);
      if (indications === undefined || indications.length === 0) return;
      if (indications.some(({ maxMg }) => mg <= maxMg)) return;
      const largest = administered.reduce((a, b) => (b.units > a.units ? b : a));
      const limits = indications.map(
        ({ name, maxMg }) => `at most ${plain(maxMg / drug.mgPerUnit)} units (${plain(maxMg)} mg) for ${name}`,
      );
      report('above', largest.at('units'), {
        ...from(originsOf(administered), { units: counted(units, 'unit'), mg: plain(mg) }),
        limits: listed(limits),
      });
    },
  });
});
