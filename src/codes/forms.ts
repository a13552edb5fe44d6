import { PATIENT_STATUS } from './bills.ts';
import { STATES } from './countries.ts';

/** How a value must be written. */
export interface Form {
  /** What it must be, as it follows "must be". */
  readonly words: string;
  /** The whole value, or each value that is allowed. */
  readonly of: RegExp | ReadonlySet<string>;
  readonly source: string;
}

/** Written forms of identifiers and codes, of which the guides demand more than a length. */
export const FORMS = {
  taxId: {
    words: 'nine digits without a hyphen',
    of: /^\d{9}$/,
    source: 'IRS, Employer Identification Number; SSA, Social Security Number',
  },
  telephone: { words: 'ten digits, the area code first, without punctuation', of: /^\d{10}$/, source: 'X12 RFI 1829' },
  taxonomy: {
    words: 'ten letters and digits, of which the last is an X',
    of: /^[0-9A-Z]{9}X$/,
    source: 'NUCC, Health Care Provider Taxonomy, version 26.1',
  },
  medicareId: {
    words: 'a Medicare Beneficiary Identifier: 11 characters in their order of digits and letters, without hyphens',
    of: /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/,
    source: 'CMS, Understanding the MBI format; the only number that Medicare takes since 2020-01-01',
  },
  zip: { words: 'five or nine digits without a hyphen', of: /^\d{5}(\d{4})?$/, source: 'USPS, Domestic Mail Manual 602' },
  canadianPostalCode: {
    words: 'a Canadian postal code, such as K1A0B1',
    of: /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d$/i,
    source: 'Canada Post, Addressing guidelines',
  },
  nothing: { words: 'empty where NM102 is 2, an organization', of: /^$/, source: 'X12 RFI 2155' },
  state: {
    words: 'a state of the United States or a province of Canada',
    of: STATES,
    source: 'USPS Publication 28; Canada Post',
  },
  streetAddress: {
    words: 'a street address, not a post office box',
    of: /^(?!\s*(P\.?\s*O\.?\s*(BOX|B\.?X)|POST OFFICE BOX|POB)\b)/i,
    source: 'X12 RFI 1451',
  },
  procedure: {
    words: 'a CPT or HCPCS code of five characters, with each modifier in a component of its own',
    of: /^(\d{4}[0-9A-Z]|[A-Z]\d{4})$/,
    source: 'CMS, HCPCS levels I and II',
  },
  hipps: {
    words: 'a HIPPS code of five letters and digits',
    of: /^[0-9A-Z]{5}$/,
    source: 'CMS, Definition and uses of HIPPS codes',
  },
  ndc: { words: '11 digits without hyphens', of: /^\d{11}$/, source: '45 CFR 162.1002; FDA, National Drug Code Directory' },
  icd10Procedure: {
    words: 'an ICD-10-PCS code of seven characters',
    of: /^[0-9A-HJ-NP-Z]{7}$/,
    source: 'CMS, ICD-10-PCS Official Guidelines',
  },
  // Some states group by APR-DRG with the severity as a fourth digit.
  drg: { words: 'a DRG of three digits', of: /^\d{3,4}$/, source: 'CMS, MS-DRG Definitions Manual' },
  revenue: { words: 'four digits that begin with 0, 1, 2 or 3', of: /^[0-3]\d{3}$/, source: 'NUBC, UB-04 form locator 42' },
  billType: {
    words: 'a bill type of two digits: the facility (1 to 8), then the class (1 to 9)',
    of: /^[1-8][1-9]$/,
    source: 'NUBC, UB-04 form locator 4; CMS Claims Processing Manual, chapter 25',
  },
  admissionType: {
    words: '1, 2, 3, 4, 5 or 9',
    of: /^[123459]$/,
    source: 'NUBC, UB-04 form locator 14; CMS Claims Processing Manual, chapter 25',
  },
  admissionSource: {
    words: 'a digit from 1 to 9 or a letter from A to G',
    of: /^[1-9A-G]$/,
    source: 'NUBC, UB-04 form locator 15; CMS Claims Processing Manual, chapter 25',
  },
  patientStatus: {
    words: 'a patient status of two digits that exists',
    of: PATIENT_STATUS,
    source: 'NUBC, UB-04 form locator 17; CMS Claims Processing Manual, chapter 25',
  },
  billCode: { words: 'two letters or digits', of: /^[0-9A-Z]{2}$/, source: 'NUBC, UB-04 form locators 18 to 41' },
} as const satisfies Readonly<Record<string, Form>>;

/** Whether a value is written in a form. */
export function isWritten({ of }: Form, value: string): boolean {
  return of instanceof RegExp ? of.test(value) : of.has(value);
}
