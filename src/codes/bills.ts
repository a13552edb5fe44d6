/**
 * Patient discharge status (CL103), two digits. NUBC, UB-04 form locator 17, as CMS publishes it in the Claims Processing Manual, chapter
 * 25, 2026-04. 08, 71 and 72 were retired; 10 to 19 and 31 to 39 are reserved.
 */
export const PATIENT_STATUS: ReadonlySet<string> = new Set(
  '01 02 03 04 05 06 07 09 20 21 30 40 41 42 43 50 51 61 62 63 64 65 66 69 70 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95'.split(
    ' ',
  ),
);

/**
 * Bill types by what the guides and the NUBC demand of them: the first two digits (CLM05-1), of UB-04 form locator 4. A bill that is in
 * no list is not judged. NUBC Official UB-04 Data Specifications as CMS quotes them, Medicare Claims Processing Manual chapter 25, 2026.
 */

/** Hospital inpatients whom Part A, or a plan like it, pays for. */
export const HOSPITAL_STAYS: readonly string[] = ['11'];

/** Inpatients of hospitals, swing beds and skilled nursing facilities. */
export const STAYS: readonly string[] = ['11', '18', '21'];

/** Outpatients: hospital, laboratory, clinics, dialysis, therapy, surgery center, critical access. ICD procedures are never on these. */
export const OUTPATIENT_BILLS: readonly string[] = ['13', '14', '71', '72', '73', '74', '75', '76', '77', '83', '85'];

/** Outpatients for whom an unscheduled visit has its reason. */
export const UNSCHEDULED_BILLS: readonly string[] = ['13', '78', '85'];

/** Specimens without a patient: there is no point of origin. */
export const NO_ORIGIN_BILLS: readonly string[] = ['14'];

/** Admission types (CL101) of a visit that nobody scheduled: emergency, urgent, trauma. */
export const UNSCHEDULED_TYPES: readonly string[] = ['1', '2', '5'];

/** CLM05-3 of a bill that ends a stay: admission to discharge, and the last one of several. */
export const FINAL_FREQUENCIES: readonly string[] = ['1', '4'];

/** CLM05-3 of a bill in the middle of a stay: the first one of several, and those that continue it. */
export const INTERIM_FREQUENCIES: readonly string[] = ['2', '3'];

/** Patient status (CL103) of one who is still there. */
export const STILL_PATIENT = '30';
