import { placeKind } from '../../codes/places.ts';
import { INJECTION_CODE } from '../../codes/procedures.ts';
import type { ServiceLine } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { isRepeated, placeOfService } from './support/visits.ts';

function isFacilityInjection(line: ServiceLine): boolean {
  return line.procedure === INJECTION_CODE && placeKind(line.placeOfService) === 'facility';
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/admin-place`,
    severity: 'error',
    types: ['837P'],
    docs: {
      what: 'A professional claim bills 96372 only where the practice itself gives the injection, not in a facility.',
      why: 'In a facility its own staff gives the injection. 96372 has no professional part, and modifier 26 does not give it one.',
      fix: 'Leave the injection to the claim of the facility, or correct the place of service.',
      source: 'Medicare Physician Fee Schedule, PC/TC indicator 5 of 96372; CMS place of service code set',
    },
    claimStatus: [
      { category: 'A8', code: '249' },
      { category: 'A8', code: '454' },
    ],
    messages: { facility: '96372 is billed at place {place}, a facility, which bills the injection itself' },
    words: ['place'],
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // The line has place 11, which overrides that of the claim.
        officeClaim(['SV1*HC:J2357:JZ*2500*UN*60*11**1~LIN**N4*50242022701~CTP****2*ML', 'SV1*HC:96372*60*UN*1*11**1'], {
          facility: '22:B:1',
        }),
        officeClaim([XOLAIR, INJECTION], { facility: '49:B:1' }),
      ],
      bad: [
        { text: officeClaim([XOLAIR, 'SV1*HC:96372*60*UN*1*22**1']), message: 'facility', at: 'SV105' },
        // A pharmacy supplied the drug.
        {
          text: officeClaim(['SV1*HC:96372:::::XOLAIR*60*UN*1***1'], { facility: '19:B:1' }),
          message: 'facility',
          at: 'CLM05-1',
        },
      ],
    },
    line(line, report) {
      if (!isFacilityInjection(line) || isRepeated(line, isFacilityInjection)) return;
      report('facility', placeOfService(line), { place: line.placeOfService });
    },
  }),
);
