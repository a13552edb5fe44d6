/** NUBC revenue codes of institutional claims for an injected drug, four digits. */

/** Drugs that need a HCPCS code. NUBC; CMS Claims Processing Manual, chapter 17. */
export const DRUG_REVENUE = '0636';

/** Clinic: where hospitals bill an injection given in an outpatient department. */
export const CLINIC_REVENUE = '0510';

/** Self-administrable drugs, which Medicare and Medicaid do not pay here. */
export const SELF_ADMINISTERED_REVENUE = '0637';

/**
 * Other cost centers where 96372 is rightly billed: clinics, infusion, emergency and urgent care, outpatient services,
 * freestanding clinics, operating room, treatment room, other therapy. State Medicaid and hospital charge manuals, read 2026-10.
 */
const INJECTION_ALTERNATES: ReadonlySet<string> = new Set(
  (
    '0260 0360 0450 0456 0500 0511 0512 0513 0514 0515 0516 0517 0518 0519 ' +
    '0520 0521 0522 0523 0524 0525 0526 0527 0528 0529 0760 0761 0940 0949'
  ).split(' '),
);

/** Ambulance (054x): the only services that need no attending provider. */
export const isAmbulanceRevenue = (code: string): boolean => fourDigits(code).startsWith('054');

/** Pharmacy (025x, 063x): drugs, whose lines need no date of their own. */
export const isDrugRevenue = (code: string): boolean => /^0(25|63)/.test(fourDigits(code));

/** Emergency room, urgent care, observation: where visits come unscheduled. NUBC, form locator 70. */
export const isUnscheduledRevenue = (code: string): boolean => /^0(45\d|516|526|762)$/.test(fourDigits(code));

/** Lines that carry a payment group (HIPPS) and are dated by its assessment: 0022, 0023, 0024. NUBC. */
export const isAssessmentRevenue = (code: string): boolean => /^002[234]$/.test(fourDigits(code));

/** A revenue code with four digits. Some systems omit the leading zero, as on old paper forms. */
export function fourDigits(code: string): string {
  return code.length === 3 ? `0${code}` : code;
}

/**
 * What a revenue code means for an injection: `usual`, `alternate` (some payers take it), `drug` (for drugs only), or `other`.
 */
export function injectionRevenue(code: string): 'usual' | 'alternate' | 'drug' | 'other' {
  const full = fourDigits(code);
  if (full === CLINIC_REVENUE) return 'usual';
  if (INJECTION_ALTERNATES.has(full)) return 'alternate';
  return full === DRUG_REVENUE || full === SELF_ADMINISTERED_REVENUE || full.startsWith('025') ? 'drug' : 'other';
}
