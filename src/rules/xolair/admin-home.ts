import { placeKind } from '../../codes/places.ts';
import type { ServiceLine } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';
import { isRepeated, isXolairVisit, placeOfService } from './support/visits.ts';

const KINDS = { home: 'the home of the patient', telehealth: 'a telehealth visit' } as const;

/** Where nobody of the practice can give an injection; undefined elsewhere. */
function remoteKind(line: ServiceLine): string | undefined {
  const kind = placeKind(line.placeOfService);
  return kind === 'home' || kind === 'telehealth' ? KINDS[kind] : undefined;
}

export default defineRule({
  id: 'xolair/admin-home',
  severity: 'error',
  docs: {
    what: '96372 is not billed for Xolair that the patient injects at home.',
    why: 'The code pays for an injection that a clinician gives; a patient is no provider.',
    fix: 'Remove 96372. If the injection was given in the practice, correct the place of service.',
    source: 'CMS Benefit Policy Manual, chapter 15, section 60 (incident to); CMS place of service code set',
  },
  claimStatus: [
    { category: 'A8', code: '249' },
    { category: 'A8', code: '454' },
  ],
  messages: { remote: '96372 is billed at place {place}, {kind}, where the practice injects nothing' },
  examples: {
    good: [
      officeClaim([XOLAIR], { facility: '12:B:1' }),
      // A home of a kind where a nurse is on the spot.
      officeClaim([XOLAIR, INJECTION], { facility: '13:B:1' }),
      // The claim is the patient's home, the injection was not.
      officeClaim(['SV1*HC:J2357:JZ*2500*UN*60*11**1~LIN**N4*50242022701~CTP****2*ML', 'SV1*HC:96372*60*UN*1*11**1'], {
        facility: '12:B:1',
      }),
    ],
    bad: [
      { text: officeClaim([XOLAIR, INJECTION], { facility: '12:B:1' }), message: 'remote', at: 'CLM05-1' },
      { text: officeClaim([XOLAIR, 'SV1*HC:96372*60*UN*1*02**1']), message: 'remote', at: 'SV105' },
    ],
  },
  visit(visit, report) {
    for (const line of visit.injections) {
      const kind = remoteKind(line);
      if (kind === undefined || !isXolairVisit(visit)) continue;
      if (isRepeated(line, (other) => visit.injections.includes(other))) continue;
      report('remote', placeOfService(line), { place: line.placeOfService, kind });
    }
  },
});
