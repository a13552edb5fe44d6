import { billKind, type PlaceKind, placeKind } from '../../codes/places.ts';
import { isAdministrationCode } from '../../codes/procedures.ts';
import type { DrugIdentity, ServiceLine, Visit } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim, INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { spanOf } from './support/spans.ts';
import { isOfPharmacy, whereabouts } from './support/visits.ts';

/** Places where nobody bills an injection, or where another provider may bill it. */
const SILENT: ReadonlySet<PlaceKind> = new Set<PlaceKind>(['home', 'residence', 'telehealth']);
/** Home health agencies, like place 12 on a professional claim. NUBC type of bill. */
const HOME_BILLS: ReadonlySet<string> = new Set(['32', '33', '34']);

/** A claim of a pharmacy, which dispensed the drug. */
const PHARMACY =
  'HL*1**20*1~PRV*BI*PXC*3336S0011X~NM1*85*2*PHARMACY ONE*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802031234~REF*EI*123456789~' +
  `HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~${officeClaim([XOLAIR])}`;

/** Whether the provider that bills the drug of a line must bill its injection too. */
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

/** Days of a month and of a year are counted alike: it only matters which date is nearer. */
const distance = (one: number, other: number) => Math.abs(one - other);

/**
 * The administration that must be that of a visit without one, but for its date: on its own day nothing is injected, and no other visit
 * without one is nearer.
 */
function administrationOfOtherDay({ claim, date }: Visit, drug: DrugIdentity): ServiceLine | undefined {
  if (date === undefined) return undefined;
  const isDrugDay = (day: number | undefined) => claim.lines.some((line) => line.date === day && line.bills(drug));
  const isLonely = (line: ServiceLine) =>
    isAdministrationCode(line.procedure) &&
    claim.visits.some(
      (visit) => visit.date === line.date && visit.of(drug).billed.length === 0 && visit.of(drug).otherInjectables.length === 0,
    );
  const lonely = claim.lines.filter(isLonely).sort((a, b) => distance(a.date!, date) - distance(b.date!, date));
  const [nearest] = lonely;
  if (nearest === undefined) return undefined;
  const rivals = claim.visits.filter(
    (visit) => visit.date !== undefined && visit.date !== date && isDrugDay(visit.date) && visit.injections.length === 0,
  );
  const gap = distance(nearest.date!, date);
  return rivals.some((visit) => distance(visit.date!, nearest.date!) < gap) ? undefined : nearest;
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/admin-present`,
    severity: 'error',
    docs: {
      what: `A visit on which ${drug.name} was administered bills the administration, 96372, too.`,
      why: 'Otherwise only the drug is paid. Many payers ask who gave the dose, or deny the drug as dispensed but not given.',
      fix: 'Add a 96372 line with the same date of service. If the patient took the drug home, bill it at place 12.',
      source: `CMS Claims Processing Manual, chapter 12, section 30.5; ${drug.sources.billing}`,
    },
    claimStatus: [{ category: 'A8', code: '736' }],
    messages: {
      otherDay: {
        text: `The administration ({procedure}) is dated another day than ${drug.code} on line {line}, which has none on its own day`,
        fix: 'Give both lines the date on which the drug was given.',
      },
      missing: `${drug.code} was administered {where}, and no line of the visit bills an administration (96372)`,
      elsewhere: {
        text: `${drug.code} was administered {where}, and no line of the visit bills an administration (96372)`,
        severity: 'warning',
        fix: 'Check who bills the injection. A facility bills it on its own claim; for a clinic that is paid by the visit it is part of the rate.',
      },
    },
    words: ['where', 'procedure', 'line'],
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // Taken home for self-injection.
        officeClaim([XOLAIR], { facility: '12:B:1' }),
        // In assisted living a nurse of another provider may give it.
        officeClaim([XOLAIR], { facility: '13:B:1' }),
        // The pharmacy supplied and billed the drug.
        officeClaim(['SV1*HC:96372:::::XOLAIR*60*UN*1***1']),
        // A pharmacy bills the drug that a practice injects.
        PHARMACY,
        hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION]),
      ],
      bad: [
        { text: officeClaim([XOLAIR]), message: 'missing', at: 'SV101-2' },
        { text: hospitalClaim([HOSPITAL_XOLAIR]), message: 'missing', at: 'SV202-2' },
        {
          text: officeClaim([XOLAIR.replace('~', '~DTP*472*D8*20261005~'), `${INJECTION}~DTP*472*D8*20261006`]),
          message: 'otherDay',
          at: 'DTP03',
        },
        { text: officeClaim([XOLAIR], { facility: '50:B:1' }), message: 'elsewhere', at: 'SV101-2', severity: 'warning' },
      ],
    },
    visit(visit, report) {
      const { administered } = visit.of(drug);
      if (administered.length === 0 || visit.injections.length > 0) return;
      for (const line of visit.lines) if (isAdministrationCode(line.procedure)) return;
      let unaccompanied: ServiceLine | undefined;
      let message: 'missing' | 'elsewhere' = 'elsewhere';
      for (const line of administered) {
        const expected = expectation(line);
        if (expected === undefined || (expected === 'elsewhere' && unaccompanied !== undefined)) continue;
        unaccompanied = line;
        message = expected;
        if (expected === 'missing') break;
      }
      if (unaccompanied === undefined) return;
      // Without dates it is unknown whether an administration belongs to this visit.
      const { claim } = visit;
      const administrations = claim.lines.filter((line) => isAdministrationCode(line.procedure));
      if (administrations.some((line) => visit.date === undefined || line.date === undefined)) report.notChecked('no-line-date');
      // Nor is it where the dose has a span of days, which drug-date reports.
      else if (administrations.length > 0 && administered.some(spanOf)) report.notChecked('span-of-days');
      else if (!isOfPharmacy(claim)) {
        const other = administrationOfOtherDay(visit, drug);
        if (other) {
          const at = other.segments('DTP', '472')[0]?.at(3) ?? other.at('procedure');
          report('otherDay', at, { procedure: other.procedure, line: unaccompanied.number });
        } else report(message, unaccompanied.at('procedure'), { where: whereabouts(unaccompanied) });
      }
    },
  }),
);
