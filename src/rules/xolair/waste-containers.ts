import { LARGEST_CONTAINER_MG, MG_PER_UNIT, SMALLEST_CONTAINER_MG } from '../../codes/products.ts';
import type { ServiceLine } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { plain } from '../words.ts';
import { INJECTION, officeClaim } from './support/example-claims.ts';
import { presentationOf, productKey } from './support/pairs.ts';
import { unitFault } from './support/unit-faults.ts';

const unitsOf = (lines: readonly ServiceLine[]) => lines.reduce((sum, line) => sum + line.units, 0);

export default defineRule({
  id: 'xolair/waste-containers',
  severity: 'error',
  docs: {
    what: 'What was given and what was discarded of a product make whole containers, and less than one container was discarded.',
    why: 'The rest of an opened container is all that can be discarded. Anything else bills drug that was not opened, or leaves some of it out.',
    fix: 'Correct the units: given and discarded ones together are the containers opened, at 30 units for each 150 mg.',
    source: 'CMS, Discarded Drugs and Biologicals: JW and JZ modifier policy and FAQ; Xolair prescribing information, section 16',
  },
  claimStatus: [
    { category: 'A8', code: '476' },
    { category: 'A8', code: '453' },
  ],
  messages: {
    uneven: '{given} given and {discarded} discarded units are {mg} mg, which is no whole number of containers of {container} mg',
    unevenSteps:
      '{given} given and {discarded} discarded units are {mg} mg, which no containers make: the smallest has {container} mg',
    whole:
      '{discarded} discarded units are {mg} mg, a whole container of {container} mg or more, which need not have been opened',
  },
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
      // The second vial was not opened for anything.
      {
        text: officeClaim([
          'SV1*HC:J2357*1250*UN*30***1~LIN**N4*50242004062~CTP****1*UN',
          'SV1*HC:J2357:JW*1250*UN*30***1~LIN**N4*50242004062~CTP****1*UN',
          INJECTION,
        ]),
        message: 'whole',
        at: 'SV104',
      },
      // Which containers they are nobody says, but no container holds 145 mg.
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
    const { discarded } = visit;
    for (const line of discarded) {
      const key = productKey(line);
      const isSame = (other: ServiceLine) => productKey(other) === key;
      // One finding for a product, at its first JW line.
      if (discarded.find(isSame) !== line) continue;
      const administered = visit.administered.filter(isSame);
      if (administered.length === 0) continue;
      const wasted = discarded.filter(isSame);
      // Containers or milligrams billed as units are nothing to add up: xolair/unit-count speaks of them.
      if ([...administered, ...wasted].some((other) => unitFault(other) !== undefined)) continue;
      const given = unitsOf(administered);
      const waste = unitsOf(wasted);
      const known = presentationOf(line)?.mg;
      const step = known ?? SMALLEST_CONTAINER_MG;
      const mg = (given + waste) * MG_PER_UNIT;
      const location = line.at('units');
      const extra = { related: administered.map((other) => other.at('units')) };
      const data = { given: plain(given), discarded: plain(waste), mg: plain(mg), container: plain(step) };
      if (mg % step !== 0) report(known === undefined ? 'unevenSteps' : 'uneven', location, data, extra);
      else if (waste * MG_PER_UNIT >= (known ?? LARGEST_CONTAINER_MG)) {
        report(
          'whole',
          location,
          { ...data, mg: plain(waste * MG_PER_UNIT), container: plain(known ?? LARGEST_CONTAINER_MG) },
          extra,
        );
      }
    }
  },
});
