import type { CodeSetId } from '../model/tables.ts';

/** What the codes of an open list look like. The lists themselves are others': a user loads them. */
export interface CodeSetFacts {
  /** Such as `ICD-10-CM`. */
  readonly name: string;
  /** A code of the list, cleaned. What looks otherwise is not looked up. */
  readonly shape: RegExp;
  /** Takes away what is only written: points and hyphens. Upper case is for all lists. */
  readonly clean?: (text: string) => string;
  /** Rows of the published file that are no codes of this list. */
  readonly skip?: RegExp;
  /** First characters of codes that many lists leave out: they are looked up only in a list that has such a code. */
  readonly apart?: readonly string[];
  /** Each row needs a number of units. */
  readonly isLimit?: true;
}

/** An NDC of ten digits with hyphens, as the FDA writes it, has eleven in claims: each part is filled with zeros to 5-4-2. */
function elevenDigits(text: string): string {
  const first = text.indexOf('-');
  const last = text.lastIndexOf('-');
  if (first === last) return text;
  return (
    text.slice(0, first).padStart(5, '0') + text.slice(first + 1, last).padStart(4, '0') + text.slice(last + 1).padStart(2, '0')
  );
}

/** CPT, and dental codes (CDT): their owners license them, so that the public HCPCS file has neither. */
const LICENSED = ['0123456789', 'D'];

const PROCEDURE = /^[A-Z0-9]\d{3}[A-Z0-9]$/;

/** The lists by id. Where each code is in a claim: rules/claim/support/code-sets. */
export const CODE_SETS: Readonly<Record<CodeSetId, CodeSetFacts>> = {
  icd10cm: { name: 'ICD-10-CM', shape: /^[A-Z]\d[0-9A-Z]{1,5}$/, clean: (text) => text.replace('.', '') },
  // The HCPCS file lists modifiers, of two characters, too.
  hcpcs: { name: 'HCPCS', shape: PROCEDURE, skip: /^[A-Z0-9]{2}$/, apart: LICENSED },
  taxonomy: { name: 'taxonomy', shape: /^[0-9A-Z]{9}X$/ },
  carc: { name: 'CARC', shape: /^(?:\d{1,3}|[A-Z]\d{1,2})$/ },
  rarc: { name: 'RARC', shape: /^(?:MA?|N)\d{1,4}$/ },
  ndc: { name: 'NDC', shape: /^\d{11}$/, clean: elevenDigits },
  mue: { name: 'MUE', shape: PROCEDURE, isLimit: true },
};

/** The ids, in the order of the catalogue. */
export const CODE_SET_IDS = Object.keys(CODE_SETS) as readonly CodeSetId[];

/** A code as lists are looked up for it. */
export function cleanCode({ clean }: CodeSetFacts, text: string): string {
  const upper = text.trim().toUpperCase();
  return clean ? clean(upper) : upper;
}

/** A file with columns: the names of its header row, in lower case, without anything but letters and digits. */
export interface ColumnLayout {
  readonly of: string;
  readonly code: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: string;
  /** `line` or `day`, or a number that means it, see `PER`. */
  readonly per?: string;
}

/** Files with columns, as they are published, one a line: NUCC's has the column `Code`, as a list of one's own. */
export const COLUMN_LAYOUTS: readonly ColumnLayout[] = [
  { of: 'a list of your own', code: 'code', from: 'from', to: 'to', limit: 'limit', per: 'per' },
  { of: 'HCPCS (CMS)', code: 'hcpc', from: 'adddt', to: 'termdt' },
  { of: 'NDC directory (FDA), packages', code: 'ndcpackagecode', from: 'startmarketingdate', to: 'endmarketingdate' },
  {
    of: 'MUE (CMS), practitioners',
    code: 'hcpcscptcode',
    limit: 'practitionerservicesmuevalues',
    per: 'mueadjudicationindicator',
  },
  {
    of: 'MUE (CMS), outpatient hospital',
    code: 'hcpcscptcode',
    limit: 'outpatienthospitalservicesmuevalues',
    per: 'mueadjudicationindicator',
  },
  {
    of: 'MUE (CMS), DME suppliers',
    code: 'hcpcscptcode',
    limit: 'dmesupplierservicesmuevalues',
    per: 'mueadjudicationindicator',
  },
];

/** A file of lines of which each column begins and ends at one character, counted from 0; the end is one past it. */
export interface FixedLayout {
  readonly of: string;
  /** What its first line looks like. */
  readonly like: RegExp;
  readonly code: readonly [number, number];
  /** Only lines with this character there are codes that may be billed. */
  readonly only?: { readonly at: number; readonly is: string };
}

/** Files without a header row, one a line. ICD-10-CM order file: CMS, its documentation of 2026. */
export const FIXED_LAYOUTS: readonly FixedLayout[] = [
  { of: 'ICD-10-CM order file (CMS)', like: /^\d{5} [A-Z]\d[0-9A-Z]{1,5} +[01] /, code: [6, 13], only: { at: 14, is: '1' } },
];

/** Whether a limit is for each line (`true`) or for all lines of a day. Of MUE, the adjudication indicator 1 is the line, 2 and 3 the day. */
export const PER: readonly { readonly like: RegExp; readonly isLine: boolean }[] = [
  { like: /^(?:line|1\b.*)$/i, isLine: true },
  { like: /^(?:day|[23]\b.*)?$/i, isLine: false },
];
