import { placeKind } from '../../codes/places.ts';
import type { ServiceLine } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { isGivenOn, isRepeated, placeOfService } from './support/visits.ts';

const KINDS = { home: 'the home of the patient', telehealth: 'a telehealth visit' } as const;

/** The words for a place where nobody from the practice can give an injection; undefined for other places. */
function remoteKind(line: ServiceLine): string | undefined {
  const kind = placeKind(line.placeOfService);
  return kind === 'home' || kind === 'telehealth' ? KINDS[kind] : undefined;
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/admin-home`,
    severity: 'error',
    docs: {
      what: `96372 is not billed for ${drug.name} that the patient injects at home.`,
      why: 'The code pays for an injection that a clinician gives. A patient is not a provider.',
      fix: 'Remove 96372. If the injection was given in the practice, correct the place of service.',
      source: 'CMS Benefit Policy Manual, chapter 15, section 60 (incident to); CMS place of service code set',
    },
    claimStatus: [
      { category: 'A8', code: '249' },
      { category: 'A8', code: '454' },
    ],
    messages: { remote: '96372 is billed at place {place}, {kind}, where the practice does not inject anything' },
    words: ['place', 'kind'],
    examples: {
      good: [
        officeClaim([XOLAIR], { facility: '12:B:1' }),
        // Assisted living, where a nurse is present.
        officeClaim([XOLAIR, INJECTION], { facility: '13:B:1' }),
        // The claim has the place of the patient's home, but its lines have another.
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
        if (kind === undefined || !isGivenOn(visit, drug)) continue;
        if (isRepeated(line, (other) => visit.injections.includes(other))) continue;
        report('remote', placeOfService(line), { place: line.placeOfService, kind });
      }
    },
  }),
);
