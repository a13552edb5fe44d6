import { billKind, type PlaceKind, placeKind } from '../../codes/places.ts';
import { isAdministrationCode } from '../../codes/procedures.ts';
import type { ServiceLine } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim, INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';
import { whereabouts } from './support/visits.ts';

/** Places where nobody bills an injection, or somebody else may. */
const SILENT: ReadonlySet<PlaceKind> = new Set<PlaceKind>(['home', 'residence', 'telehealth']);
/** Home health agencies, as 12 and its like on a professional claim. NUBC type of bill. */
const HOME_BILLS: ReadonlySet<string> = new Set(['32', '33', '34']);

/** How sure it is that whoever bills the drug of a line bills its injection too. */
function expectation(line: ServiceLine): 'missing' | 'elsewhere' | undefined {
  const { billType, type } = line.claim;
  if (type === '837I') {
    if (HOME_BILLS.has(billType)) return undefined;
    return billKind(billType) === 'outpatient' ? 'missing' : 'elsewhere';
  }
  const kind = placeKind(line.placeOfService);
  if (SILENT.has(kind)) return undefined;
  return kind === 'office' ? 'missing' : 'elsewhere';
}

export default defineRule({
  id: 'xolair/admin-present',
  severity: 'error',
  docs: {
    what: 'A visit on which Xolair was administered bills the administration, 96372, beside the drug.',
    why: 'The drug is paid and the injection is not; many payers ask who gave the dose, or deny the drug as dispensed only.',
    fix: 'Add a 96372 line of the same date of service. If the patient took the drug home, bill it at place 12.',
    source: 'CMS Claims Processing Manual, chapter 12, section 30.5; Genentech Access Solutions, Xolair billing and coding',
  },
  claimStatus: [{ category: 'A8', code: '736' }],
  messages: {
    missing: 'J2357 was administered {where}, and no line of the visit bills an administration (96372)',
    elsewhere: {
      text: 'J2357 was administered {where}, and no line of the visit bills an administration (96372)',
      severity: 'warning',
      fix: 'Check who bills the injection: a facility or a clinic that is paid by the visit has it on its own claim or in its rate.',
    },
  },
  examples: {
    good: [
      officeClaim([XOLAIR, INJECTION]),
      // Taken home for self-injection.
      officeClaim([XOLAIR], { facility: '12:B:1' }),
      // In assisted living a nurse may give it, whoever pays her.
      officeClaim([XOLAIR], { facility: '13:B:1' }),
      // The pharmacy supplied and billed the drug.
      officeClaim(['SV1*HC:96372:::::XOLAIR*60*UN*1***1']),
      hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION]),
    ],
    bad: [
      { text: officeClaim([XOLAIR]), message: 'missing', at: 'SV101-2' },
      { text: hospitalClaim([HOSPITAL_XOLAIR]), message: 'missing', at: 'SV202-2' },
      { text: officeClaim([XOLAIR], { facility: '50:B:1' }), message: 'elsewhere', at: 'SV101-2', severity: 'warning' },
    ],
  },
  visit(visit, report) {
    if (visit.administered.length === 0 || visit.injections.length > 0) return;
    for (const line of visit.lines) if (isAdministrationCode(line.procedure)) return;
    let unaccompanied: ServiceLine | undefined;
    let message: 'missing' | 'elsewhere' = 'elsewhere';
    for (const line of visit.administered) {
      const expected = expectation(line);
      if (expected === undefined || (expected === 'elsewhere' && unaccompanied !== undefined)) continue;
      unaccompanied = line;
      message = expected;
      if (expected === 'missing') break;
    }
    if (unaccompanied === undefined) return;
    // An administration without a date may be of this visit, or this visit of its.
    const { claim } = visit;
    const undated = (line: ServiceLine) => visit.date === undefined || line.date === undefined;
    if (claim.lines.some((line) => isAdministrationCode(line.procedure) && undated(line))) report.notChecked('no-line-date');
    else report(message, unaccompanied.at('procedure'), { where: whereabouts(unaccompanied) });
  },
});
