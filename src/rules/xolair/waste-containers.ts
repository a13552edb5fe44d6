import { containerSizes, type DrugFacts } from '../../codes/drugs/facts.ts';
import type { ServiceLine } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, hospitalClaim, INJECTION, officeClaim } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { from, originsOf, plain } from '../words.ts';
import { modifierLocation } from './support/modifier-location.ts';
import { isAmountDifferent } from './support/ndc-amount.ts';
import { presentationOf, productKey } from './support/products.ts';
import { hasUnitFault, unitFault } from './support/unit-faults.ts';

/** Whether a note gives more NDCs of the drug: some payers want one line, and the NDCs of the other containers in its note. */
function hasMoreNdcs(line: ServiceLine, { labeler }: DrugFacts): boolean {
  return [...line.segments('NTE'), ...line.claim.segments('NTE')].some((note) => note.text(2).includes(labeler.code));
}

const unitsOf = (lines: readonly ServiceLine[]) => lines.reduce((sum, line) => sum + line.units, 0);

export default drugRule((drug) => {
  const sizes = containerSizes(drug);
  const smallest = Math.min(...sizes);
  const largest = Math.max(...sizes);
  return defineRule({
    id: `${drug.id}/waste-containers`,
    severity: 'error',
    docs: {
      what: 'The given and the discarded units of a product add up to whole containers, and less than one container was discarded. With JZ, which says that nothing was discarded, the given units are whole containers.',
      why: 'Only the rest of an opened container can be discarded. Any other amount bills drug that was not opened, or leaves some out.',
      fix: `Correct the units: given and discarded units together are the opened containers, 1 unit for each ${drug.mgPerUnit} mg.`,
      source: `CMS, Discarded Drugs and Biologicals: JW and JZ modifier policy and FAQ; ${drug.name} prescribing information, section 16`,
    },
    claimStatus: [
      { category: 'A8', code: '476' },
      { category: 'A8', code: '453' },
    ],
    messages: {
      uneven:
        '{given} given and {discarded} discarded units are {mg} mg, which is not a whole number of containers of {container} mg',
      unevenSteps:
        '{given} given and {discarded} discarded units are {mg} mg, which is not a sum of containers: the smallest holds {container} mg',
      whole:
        '{discarded} discarded units are {mg} mg, at least a whole container of {container} mg, which did not need to be opened',
      partial: {
        text: 'JZ says that nothing was discarded, but {given} units are {mg} mg, which is not a whole number of containers of {container} mg, the size of the NDC',
        fix: 'If the rest of the container was discarded, remove JZ and bill the rest on a second line with JW. Otherwise correct the NDC or the units.',
      },
    },
    words: ['container'],
    examples: {
      good: [
        officeClaim([
          'SV1*HC:J2357*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
          'SV1*HC:J2357:JW*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
          INJECTION,
        ]),
        // 225 mg from two vials.
        officeClaim([
          'SV1*HC:J2357*1875*UN*45***1~LIN**N4*50242004062~CTP****1.5*UN',
          'SV1*HC:J2357:JW*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
          INJECTION,
        ]),
        officeClaim([
          'SV1*HC:J2357*670*UN*16***1~LIN**N4*50242021503~CTP****0.533*ML',
          'SV1*HC:J2357:JW*580*UN*14***1~LIN**N4*50242021503~CTP****0.467*ML',
          INJECTION,
        ]),
        // Whole containers with JZ: two strengths, and two lines of one.
        officeClaim([
          'SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML',
          'SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242021403~CTP****0.5*ML',
          INJECTION,
        ]),
        officeClaim([
          'SV1*HC:J2357:KP:JZ*625*UN*15***1~LIN**N4*50242021503~CTP****0.5*ML',
          'SV1*HC:J2357:KQ:JZ*625*UN*15***1~LIN**N4*50242021503~CTP****0.5*ML',
          INJECTION,
        ]),
        // 225 mg on one line: the NDC of the second syringe is in the note.
        officeClaim(['SV1*HC:J2357:JZ*1875*UN*45***1~NTE*ADD*N450242021403 ML0.5~LIN**N4*50242021503~CTP****1.5*ML', INJECTION]),
        // Half a vial without JZ, for a payer that does not ask what was discarded.
        officeClaim(['SV1*HC:J2357*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN', INJECTION], { filing: 'CH' }),
        // Without an NDC, 75 mg may be half of a container.
        officeClaim(['SV1*HC:J2357*625*UN*15***1', 'SV1*HC:J2357:JW*625*UN*15***1', INJECTION], { filing: 'MB' }),
      ],
      bad: [
        {
          text: officeClaim([
            'SV1*HC:J2357*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
            'SV1*HC:J2357:JW*1250*UN*30***1~LIN**N4*50242004062~CTP****1*UN',
            INJECTION,
          ]),
          message: 'uneven',
          at: 'SV104',
        },
        // There was no need to open the second vial.
        {
          text: officeClaim([
            'SV1*HC:J2357*1250*UN*30***1~LIN**N4*50242004062~CTP****1*UN',
            'SV1*HC:J2357:JW*1250*UN*30***1~LIN**N4*50242004062~CTP****1*UN',
            INJECTION,
          ]),
          message: 'whole',
          at: 'SV104',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242022701~CTP****1*ML', INJECTION]),
          message: 'partial',
          at: 'SV101-3',
        },
        {
          text: hospitalClaim(['SV2*0636*HC:J2357:TB:JZ*625*UN*15~LIN**N4*50242004062~CTP****0.5*UN', CLINIC_INJECTION]),
          message: 'partial',
          at: 'SV202-4',
        },
        // Without an NDC the containers are unknown, but no containers add up to 145 mg.
        {
          text: officeClaim(
            [
              'SV1*HC:J2357*625*UN*15***1',
              'SV1*HC:J2357:JW*585*UN*14***1',
              'SV1*HC:J2357*1300*UN*31***1~LIN**N4*50242021503~CTP****1.033*ML',
              INJECTION,
            ],
            { filing: 'CH' },
          ),
          message: 'unevenSteps',
          at: 'SV104',
        },
      ],
    },
    visit(visit, report) {
      const lines = visit.of(drug);
      const { discarded } = lines;
      for (const line of lines.administered) {
        if (!line.has('JZ')) continue;
        const product = presentationOf(line, drug);
        if (product === undefined) continue;
        const isSame = (other: ServiceLine) => presentationOf(other, drug)?.ndc9 === product.ndc9;
        // waste-conflict reports JZ beside JW.
        if (discarded.some(isSame)) continue;
        const same = lines.administered.filter(isSame);
        // One finding for a product, at its first JZ.
        if (same.find((other) => other.has('JZ')) !== line) continue;
        const given = unitsOf(same);
        const mg = given * drug.mgPerUnit;
        // dose-multiple reports what no containers add up to, ndc-units other units than those of the NDC.
        if (mg % product.mg === 0 || mg % drug.containerStepMg !== 0 || hasUnitFault(lines, drug)) continue;
        if (same.some((other) => isAmountDifferent(other, drug) || hasMoreNdcs(other, drug))) continue;
        const data = from(originsOf(same), { given: plain(given), mg: plain(mg) });
        report('partial', modifierLocation(line, 'JZ'), { ...data, container: plain(product.mg) });
      }
      for (const line of discarded) {
        const key = productKey(line, drug);
        const isSame = (other: ServiceLine) => productKey(other, drug) === key;
        // One finding for a product, at its first JW line.
        if (discarded.find(isSame) !== line) continue;
        const administered = lines.administered.filter(isSame);
        if (administered.length === 0) continue;
        const wasted = discarded.filter(isSame);
        // Wrong units cannot be added up; unit-count reports them.
        if ([...administered, ...wasted].some((other) => unitFault(other, drug) !== undefined)) continue;
        const given = unitsOf(administered);
        const waste = unitsOf(wasted);
        const known = presentationOf(line, drug)?.mg;
        const step = known ?? smallest;
        const mg = (given + waste) * drug.mgPerUnit;
        const location = line.at('units');
        const extra = { related: administered.map((other) => other.at('units')) };
        const origins = originsOf([...administered, ...wasted]);
        const data = {
          ...from(origins, { given: plain(given), discarded: plain(waste), mg: plain(mg) }),
          container: plain(step),
        };
        if (mg % step !== 0) report(known === undefined ? 'unevenSteps' : 'uneven', location, data, extra);
        else if (waste * drug.mgPerUnit >= (known ?? largest)) {
          report(
            'whole',
            location,
            {
              ...data,
              ...from(origins, { mg: plain(waste * drug.mgPerUnit) }),
              container: plain(known ?? largest),
            },
            extra,
          );
        }
      }
    },
  });
});
