import { HOSPITAL_PLACES } from '../../codes/places.ts';
import type { DrugIdentity, ServiceLine } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { isRepeated, placeOfService } from './support/visits.ts';

function isHospitalDrug(line: ServiceLine, drug: DrugIdentity): boolean {
  return line.bills(drug) && HOSPITAL_PLACES.has(line.placeOfService);
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/drug-place`,
    severity: 'error',
    types: ['837P'],
    docs: {
      what: `A professional claim does not bill ${drug.code} at a hospital (places 19, 21, 22 and 23).`,
      why: 'The hospital supplies the drug to its patients and bills it on its own claim; the professional line is denied.',
      fix: 'Leave the drug to the claim of the hospital, or correct the place of service.',
      source: '42 CFR 410.42 and 412.50: services to hospital patients are furnished by the hospital',
    },
    claimStatus: [
      { category: 'A8', code: '249' },
      { category: 'A8', code: '507' },
    ],
    messages: { hospital: `${drug.code} is billed at place {place}, a hospital, which bills the drug itself` },
    words: ['place'],
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // The claim has the place of a hospital, but its lines have that of an office.
        officeClaim(['SV1*HC:J2357:JZ*2500*UN*60*11**1~LIN**N4*50242022701~CTP****2*ML', 'SV1*HC:96372*60*UN*1*11**1'], {
          facility: '22:B:1',
        }),
        officeClaim([XOLAIR, INJECTION], { facility: '20:B:1' }),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60*22**1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
          message: 'hospital',
          at: 'SV105',
        },
        { text: officeClaim([XOLAIR, 'SV1*HC:96372*60*UN*1*11**1'], { facility: '21:B:1' }), message: 'hospital', at: 'CLM05-1' },
      ],
    },
    line(line, report) {
      if (!isHospitalDrug(line, drug) || isRepeated(line, (other) => isHospitalDrug(other, drug))) return;
      report('hospital', placeOfService(line), { place: line.placeOfService });
    },
  }),
);
