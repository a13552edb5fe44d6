import type { Claim, DrugIdentity, LineElement, ServiceLine, Visit } from '../../../model/claim.ts';
import type { Location } from '../../../model/finding.ts';
import { codeText } from '../../words.ts';

/** Whether a drug was given on a visit: a line bills it, has its NDC, or names it (a pharmacy may have supplied the drug). */
export function isGivenOn(visit: Visit, drug: DrugIdentity): boolean {
  if (visit.of(drug).billed.length > 0) return true;
  for (const line of visit.lines) if (line.isOf(drug) || line.names(drug)) return true;
  return false;
}

/** Pharmacies of every kind. Health Care Provider Taxonomy, `Suppliers / Pharmacy`. */
const PHARMACY = '3336';

/** Whether the billing provider is a pharmacy by its taxonomy: it dispenses drugs, and injects nothing. */
export function isOfPharmacy({ parents }: Claim): boolean {
  return parents.some((segment) => segment.id === 'PRV' && segment.is(1, 'BI') && segment.text(3).startsWith(PHARMACY));
}

/** How many injections the 96372 lines of a visit bill; NaN when one has no number of units. */
export function injectionsOf({ injections }: Visit): number {
  return injections.reduce((sum, line) => sum + line.units, 0);
}

/** Whether a line bills a service: its units are not 0 or less. */
export function isBilled(line: ServiceLine): boolean {
  return !(line.units <= 0);
}

/** Whether a visit has lines other than those of the drug and 96372. Most visits do not, so that rules can skip them. */
export function hasOtherLines(visit: Visit, drug: DrugIdentity): boolean {
  return visit.lines.length > visit.of(drug).billed.length + visit.injections.length;
}

/** Whether several lines count as one visit only because none has a date of service. */
export function isUndated(visit: Visit): boolean {
  return visit.date === undefined && visit.lines.length > 1;
}

/** The location of a professional line's place of service: SV105, or CLM05-1 if SV105 is empty. */
export function placeOfService(line: ServiceLine): Location {
  if (line.service.text(5).trim() !== '') return line.at('placeOfService');
  return { ...line.claim.clm.at(5, 1), serviceLine: line.number };
}

/** Whether a line and an earlier line that passes a test both take their place of service from the claim: one fault, not two. */
export function isRepeated(line: ServiceLine, test: (line: ServiceLine) => boolean): boolean {
  const ofClaim = (l: ServiceLine) => l.service.text(5).trim() === '';
  return ofClaim(line) && line.claim.lines.some((other) => other.index < line.index && ofClaim(other) && test(other));
}

/** Where a service was given, in words: `at place 11`, `on bill type 13x`. */
export function whereabouts(line: ServiceLine): string {
  const { claim } = line;
  const pattern = /^[A-Z0-9]{2}$/i;
  if (claim.type === '837I') {
    return pattern.test(claim.billType) ? `on bill type ${claim.billType}x` : 'on a bill without a known type';
  }
  if (line.placeOfService === '') return 'at no place of service';
  return pattern.test(line.placeOfService)
    ? `at place ${line.placeOfService}`
    : `at place of service ${codeText(line.placeOfService, pattern)}`;
}

const SLOTS: readonly LineElement[] = ['modifier1', 'modifier2', 'modifier3', 'modifier4'];

/** The slot where a missing modifier belongs: the first one after those that the line has. */
export function nextModifier(line: ServiceLine): LineElement {
  return SLOTS[Math.min(line.modifiers.length, SLOTS.length - 1)]!;
}
