/** The generations of ICD codes, by the qualifier that a code has in HI (data element 1270, as 005010X222A1 and 005010X223A2 use it). */
const GENERATIONS: ReadonlyMap<string, 9 | 10> = new Map(
  Object.entries({
    BK: 9,
    BF: 9,
    BJ: 9,
    PR: 9,
    BN: 9,
    BR: 9,
    BQ: 9,
    ABK: 10,
    ABF: 10,
    ABJ: 10,
    APR: 10,
    ABN: 10,
    BBR: 10,
    BBQ: 10,
  } as const),
);

/** The generation of a code; undefined for codes that are not ICD. */
export function icdGeneration(qualifier: string): 9 | 10 | undefined {
  return GENERATIONS.get(qualifier);
}

/** First day of ICD-10-CM and ICD-10-PCS, yyyymmdd: 45 CFR 162.1002(c). */
export const ICD10_SINCE = 20151001;

/** Whether an ICD-10-CM code is an external cause, V00 to Y99. ICD-10-CM Official Guidelines, section I.C.20. */
export function isExternalCause(code: string): boolean {
  return /^[VWXY]\d/.test(code);
}
