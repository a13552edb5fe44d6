/** Procedure codes, by number only. HCPCS Level II and CPT code sets of 2026. */

/** Subcutaneous or intramuscular injection. */
export const INJECTION_CODE = '96372';

/** Turns a list of codes and ranges, such as `99202-99205 G0463`, into a test for a code. */
function codes(list: string): (code: string) => boolean {
  const all = new Set<string>();
  for (const item of list.trim().split(/\s+/)) {
    const [from, to] = item.split('-');
    if (to === undefined) all.add(from!);
    else for (let code = Number(from); code <= Number(to); code++) all.add(String(code));
  }
  return (code) => all.has(code);
}

/** Visits that are paid on the day of an injection only with modifier 25. */
export const isVisitCode = codes(
  '99202-99205 99212-99215 99242-99245 99281-99285 99341-99350 99381-99387 99391-99397 G0402 G0438 G0439 92002-92014 G0463',
);

/** Visits and observation that are part of the injection, with or without modifier 25. */
export const isObservationCode = codes('99211 99218-99220 99234-99236 G0378');

/** Intravenous, infusion, chemotherapy and hydration administration: not a plain injection of a drug. */
export const isInfusionCode = codes('96360-96371 96373-96379 96401-96425');

/** Allergen immunotherapy injections. */
export const isImmunotherapyCode = codes('95115 95116 95117');

/** Chemotherapy injection, subcutaneous or intramuscular, of a drug that is not a hormone. */
export const CHEMOTHERAPY_INJECTION = '96401';

/** Any code for an injection or infusion. */
export function isAdministrationCode(code: string): boolean {
  return code === INJECTION_CODE || isInfusionCode(code) || isImmunotherapyCode(code);
}

/** Office visits that a hospital outpatient department bills as G0463. */
export const isOfficeVisit = codes('99202-99205 99211-99215');

/** Visits to an inpatient, and the discharge. */
export const isInpatientVisit = codes('99221-99223 99231-99233 99238 99239');

/** Transport of a patient by ambulance, ground and air: the base rates. Mileage and supplies come with one of them. */
export const isAmbulanceTransport = codes('A0426 A0427 A0428 A0429 A0430 A0431 A0432 A0433 A0434');

/** Education and training for self-management. */
export const isTrainingCode = codes('98960-98962');

/** Codes for a drug that has no code of its own. */
export const isUnlistedDrug = codes('J3490 J3590 C9399 J9999');

/** A drug code by its form: J0001-J9999, C9000-C9999, or a Q or S code. Q and S codes count as drugs only with an NDC. */
export function drugCodeKind(code: string): 'drug' | 'maybe' | 'none' {
  if (code.length !== 5) return 'none';
  const number = Number(code.slice(1));
  if (!Number.isInteger(number)) return 'none';
  switch (code[0]) {
    case 'J':
      return number >= 1 ? 'drug' : 'none';
    case 'C':
      return number >= 9000 ? 'drug' : 'none';
    case 'Q':
    case 'S':
      return 'maybe';
    default:
      return 'none';
  }
}

/** A procedure code that was deleted, the first day it was no longer valid (yyyymmdd), and what to bill instead. */
export interface RetiredCode {
  readonly from: string;
  readonly to: string;
  readonly since: number;
  readonly instead: string;
}

/** Deletions that matter to the claims of a practice. CPT changes of 2021 and 2023. */
export const RETIRED: readonly RetiredCode[] = [
  { from: '99201', to: '99201', since: 20210101, instead: '99202' },
  { from: '99218', to: '99220', since: 20230101, instead: '99221 to 99223' },
  { from: '99241', to: '99241', since: 20230101, instead: '99242' },
  { from: '99251', to: '99251', since: 20230101, instead: '99252' },
];

/** The deletion of a code, if it was no longer valid on a date of service. */
export function retiredBefore(code: string, date: number): RetiredCode | undefined {
  return RETIRED.find((row) => code >= row.from && code <= row.to && code.length === 5 && date >= row.since);
}

const DISTINCT = new Set(
  (
    '59 XE XP XS XU 76 77 91 26 TC 50 LT RT E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 ' +
    'LC LD LM RC RI'
  ).split(' '),
);

/**
 * Modifiers that mark a service as separate from the same service on that day: distinct (59, X-), repeated (76, 77, 91),
 * professional and technical component, sides, eyelids, fingers, toes, coronary arteries. CPT appendix A and HCPCS Level II
 * modifiers, 2026.
 */
export function isDistinctModifier(modifier: string): boolean {
  return DISTINCT.has(modifier);
}
