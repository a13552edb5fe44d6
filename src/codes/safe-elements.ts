/**
 * Elements of an 837 that do not identify a patient and may be printed by default. Everything that is not listed is withheld.
 * From the eighteen identifiers of 45 CFR 164.514(b)(2), read against 005010X222A1 and 005010X223A2, 2026-11.
 * A number is an element; `1-2` a component of one. NM1, LIN and REF depend on their qualifier; see `maySee`.
 */
const SAFE: Readonly<Record<string, string>> = {
  ISA: '1 3 5 6 7 8 9 10 11 12 13 14 15 16',
  GS: '1 2 3 4 5 6 7 8',
  ST: '1 2 3',
  SE: '1 2',
  GE: '1 2',
  IEA: '1 2',
  BHT: '1 2 4 5 6',
  HL: '1 2 3 4',
  PRV: '1 2 3',
  CUR: '1 2',
  PER: '1 3 5 7',
  SBR: '1 2 5 6 7 8 9',
  PAT: '1 2 3 4 9',
  N4: '2 4',
  DMG: '1 3',
  REF: '1',
  DTP: '1 2',
  CLM: '2 5 6 7 8 9 10 11 12 20',
  CL1: '1 2 3 4',
  PWK: '1 2',
  CN1: '1 2 3',
  AMT: '1 2',
  NTE: '1',
  CRC: '1 2 3 4 5',
  // Qualifier, code, amount of a value code, present on admission; not the dates of occurrences.
  HI: Array.from({ length: 12 }, (_, i) => [1, 2, 5, 9].map((component) => `${i + 1}-${component}`).join(' ')).join(' '),
  HCP: '1 2 3 5 6 7 8 9 10 11 12 13 14 15',
  QTY: '1 2',
  CAS: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19',
  OI: '1 2 3 4 5 6',
  MIA: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24',
  MOA: '1 2 3 4 5 6 7 8 9',
  LX: '1',
  SV1: '1-1 1-2 1-3 1-4 1-5 1-6 2 3 4 5 6 7 9 11 12 15',
  SV2: '1 2-1 2-2 2-3 2-4 2-5 2-6 3 4 5 6 7',
  SV5: '1 2 3 4 5 6',
  LIN: '1 2',
  CTP: '1 2 3 4 5',
  SVD: '1 2 3-1 3-2 3-3 3-4 3-5 3-6 4 5 6',
  MEA: '1 2 3',
  LQ: '1 2',
};

const TABLE = new Map(Object.entries(SAFE).map(([id, list]) => [id, new Set(list.split(' '))]));

/** Entities that are not a patient, a subscriber or a relative of one: submitter, receiver, payer and providers (NM101). */
const BUSINESSES: ReadonlySet<string> = new Set('40 41 71 72 77 82 85 87 DK DN DQ P3 PE PR QB ZZ'.split(' '));

/**
 * Qualifiers of NM108 whose ids name a business: NPI, payer, submitter or plan number. Tax and social security numbers are not
 * among them.
 */
const BUSINESS_IDS: ReadonlySet<string> = new Set(['XX', 'PI', 'XV', '46']);

/** Whether an element, or a component of it, may be printed by default. `text` gives the elements of its segment. */
export function maySee(id: string, element: number, component: number, text: (element: number) => string): boolean {
  if (id === 'NM1') {
    if (element === 1 || element === 2 || element === 8) return true;
    if (!BUSINESSES.has(text(1))) return false;
    // The name of an organisation. Names of people are withheld, those of physicians too.
    if (element === 3) return text(2) === '2';
    return element === 9 && BUSINESS_IDS.has(text(8));
  }
  // A drug's code; serial numbers of devices (UP, UK …) are withheld.
  if (id === 'LIN' && element === 3) return text(2) === 'N4';
  const known = TABLE.get(id);
  return known !== undefined && (known.has(String(element)) || (component > 0 && known.has(`${element}-${component}`)));
}

/** Dates of service among the dates of an 837 (DTP01): of the line, the statement, admission and discharge. */
export const SERVICE_DATES: ReadonlySet<string> = new Set(['472', '434', '435', '096']);

/**
 * Segments whose elements are codes, counts and amounts, and that hold no name: of a service line, of levels and trailers, and
 * the qualifiers of references, dates and amounts. In the others a value in the wrong place may be a short name.
 */
const DRAWN: ReadonlySet<string> = new Set('SV1 SV2 CTP LIN HI LX HL SBR REF DTP AMT CAS SVD ST SE GE IEA'.split(' '));

/** A short code or number, a procedure, a diagnosis, an NDC. A name, a date or an id in the wrong place does not match. */
const PLAIN = /^(?:[A-Z\d]{1,3}|\d{1,6}(?:\.\d{1,4})?|[A-Z]\d{4}|\d{4}[A-Z]|[A-Z]\d[A-Z\d]{1,5})$/;
const NDC = /^\d{11}$/;

/**
 * Whether a value may be shown in a drawn segment that is otherwise masked: it is an element that does not identify a patient,
 * of a segment that holds no name, and looks like the code or number that belongs there.
 */
export function mayShow(
  id: string,
  element: number,
  component: number,
  value: string,
  text: (element: number) => string,
): boolean {
  if (!DRAWN.has(id) || !maySee(id, element, component, text)) return false;
  return PLAIN.test(value) || (id === 'LIN' && element === 3 && NDC.test(value));
}
