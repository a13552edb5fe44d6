/**
 * Patient discharge status (CL103), two digits. NUBC, UB-04 form locator 17, as CMS publishes it in the Claims Processing Manual, chapter
 * 25, 2026-04. 08, 71 and 72 were retired; 10 to 19 and 31 to 39 are reserved.
 */
export const PATIENT_STATUS: ReadonlySet<string> = new Set(
  '01 02 03 04 05 06 07 09 20 21 30 40 41 42 43 50 51 61 62 63 64 65 66 69 70 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95'.split(
    ' ',
  ),
);
