/** The kinds of places of service. */
export type PlaceKind = 'office' | 'facility' | 'home' | 'residence' | 'telehealth' | 'clinic' | 'other';

/**
 * Place of service codes, grouped by what they mean for a drug that is bought and given there. CMS place of service code set,
 * 2026-04. `clinic`: rural health clinic and FQHC, paid by the visit. `residence`: 13, 14, 33, where a nurse may give the
 * injection.
 */
const PLACES: Readonly<Record<Exclude<PlaceKind, 'other'>, string>> = {
  office: '03 04 11 15 17 20 49 71 99',
  facility: '19 21 22 23 24 26 31 34 51 52 53 56 61',
  home: '12',
  residence: '13 14 33',
  telehealth: '02 10',
  clinic: '50 72',
};

const KIND = new Map(Object.entries(PLACES).flatMap(([kind, list]) => list.split(' ').map((code) => [code, kind as PlaceKind])));

/** The kind of place that a code means. */
export function placeKind(code: string): PlaceKind {
  return KIND.get(code) ?? 'other';
}

/** Places where the hospital, not the practitioner, bills the drug. */
export const HOSPITAL_PLACES: ReadonlySet<string> = new Set(['19', '21', '22', '23']);

/** Kind of a bill, by its first two digits (NUBC). */
export type BillKind = 'outpatient' | 'inpatient' | 'clinic' | 'other';

/** 13 85 83 74 75 76 outpatient; 11 18 21 inpatient; 71 73 77 rural health clinic and FQHC. NUBC type of bill, 2026. */
const BILLS: Readonly<Record<Exclude<BillKind, 'other'>, string>> = {
  outpatient: '13 85 83 74 75 76',
  inpatient: '11 18 21',
  clinic: '71 73 77',
};

const BILL_KIND = new Map(
  Object.entries(BILLS).flatMap(([kind, list]) => list.split(' ').map((code) => [code, kind as BillKind])),
);

/** The kind of bill that CLM05-1 of an institutional claim means. */
export function billKind(type: string): BillKind {
  return BILL_KIND.get(type) ?? 'other';
}

/** Every place of service. CMS place of service code set, 2026-04. */
export const PLACES_OF_SERVICE: ReadonlySet<string> = new Set(
  `01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 31 32 33 34 41 42 49 50 51 52 53 54 55 56 57 58 60
   61 62 65 66 71 72 81 99`
    .trim()
    .split(/\s+/),
);
