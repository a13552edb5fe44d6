import type { Product, Tables } from '../model/tables.ts';

/**
 * Xolair, labeler 50242 (Genentech). Packages: DailyMed and openFDA NDC directory, read 2026-10; strengths and volumes: the label.
 * Vial 150 mg in 1.2 mL (125 mg/mL) after reconstitution, billed by the vial; syringes and autoinjectors 150 mg/mL, billed by volume.
 */
export const PRODUCTS: readonly Product[] = [
  { ndc9: '502420040', name: 'Xolair vial 150 mg', mg: 150, mgPerMl: 125, unit: 'UN', packages: ['62', '86'] },
  {
    ndc9: '502420214',
    name: 'Xolair 75 mg/0.5 mL',
    mg: 75,
    mgPerMl: 150,
    unit: 'ML',
    packages: ['01', '03', '55', '83', '86', '99'],
  },
  {
    ndc9: '502420215',
    name: 'Xolair 150 mg/1 mL',
    mg: 150,
    mgPerMl: 150,
    unit: 'ML',
    packages: ['01', '03', '55', '83', '86', '99'],
  },
  { ndc9: '502420227', name: 'Xolair 300 mg/2 mL', mg: 300, mgPerMl: 150, unit: 'ML', packages: ['01', '55', '86', '99'] },
];

/** Labelers met on Xolair claims by mistake. openFDA NDC directory, read 2026-10. */
export const LABELERS: Readonly<Record<string, string>> = {
  '50242': 'Genentech',
  '00002': 'Eli Lilly',
  '72606': 'Celltrion (the biosimilar Omlyclo, billed with Q5154)',
};

/** Labeler of the biosimilar Omlyclo (omalizumab-igec), Q5154. openFDA, read 2026-10. */
export const BIOSIMILAR_LABELER = '72606';

/** Package code of the autoinjectors. Genentech's NDC listing, 2023-08. */
export const AUTOINJECTOR_PACKAGE = '55';

/** A lookup in the table of presentations and in those that a config adds. A rule asks `claim.tables`, or a line's `drug.product`. */
export function productTable(added: readonly Product[] = []): Tables['product'] {
  const byNdc9 = new Map([...PRODUCTS, ...added].map((product) => [product.ndc9, product]));
  return (ndc) => (ndc.length === 11 ? byNdc9.get(ndc.slice(0, 9)) : undefined);
}

/** Milligrams of one HCPCS unit of J2357. CMS HCPCS Level II, "5 mg". */
export const MG_PER_UNIT = 5;

/** Containers hold 75 mg or a multiple of it, so a dose is a multiple of 15 units. Prescribing information, section 16. */
export const DOSE_STEP_UNITS = 15;

/** The smallest container of Xolair, in milligrams. */
export const SMALLEST_CONTAINER_MG = Math.min(...PRODUCTS.map((product) => product.mg));

/** The largest container of Xolair, in milligrams. */
export const LARGEST_CONTAINER_MG = Math.max(...PRODUCTS.map((product) => product.mg));

/** Highest labelled dose of one administration: 600 mg. Prescribing information, section 2. */
export const MAX_DOSE_UNITS = 120;

/** An NDC as people write it: digits with hyphens, dots or blanks, sometimes with its qualifier in front. */
const WRITTEN_NDC = /^(?:NDC|N4)?[:\s]*(\d[\d\s.-]*)$/i;

/**
 * The eleven-digit NDC that a wrongly written one means: hyphens and blanks removed, a missing zero put where the 5-4-2 form has it,
 * or a zero moved there. Undefined when it is no NDC of the tables however it is read. Where the digits do not say which zero is the
 * wrong one, only a listed package counts, so that the NDC of another drug is never taken for one of Xolair.
 */
export function repairNdc(raw: string, tables: Pick<Tables, 'product'>): string | undefined {
  const text = WRITTEN_NDC.exec(raw.trim())?.[1];
  if (text === undefined) return undefined;
  const [labeler = '', product = '', pack = '', ...more] = text.split(/[\s.-]+/).filter(Boolean);
  const digits = text.replace(/\D/g, '');
  const certain = [digits];
  if (pack !== '' && more.length === 0)
    certain.push(`${labeler.padStart(5, '0')}${product.padStart(4, '0')}${pack.padStart(2, '0')}`);
  // One zero too many in front: 0-50242-0214-03.
  if (digits.length === 12 && digits.startsWith('0')) certain.push(digits.slice(1));
  const found = certain.find((candidate) => tables.product(candidate) !== undefined);
  if (found !== undefined) return found;

  const guesses: string[] = [];
  // The zero of the product, or of the package, is missing: 50242-214-03, 50242-0214-3.
  if (digits.length === 10) guesses.push(`${digits.slice(0, 5)}0${digits.slice(5)}`, `${digits.slice(0, 9)}0${digits.slice(9)}`);
  // It stands in front, behind the product or before the package, or at the end: 0-50242-214-03, 50242-2140-03, 50242-214-030.
  if (digits.length === 11) {
    const [front, middle, end] = [digits[0], digits[8], digits[10]];
    if (front === '0') guesses.push(`${digits.slice(1, 6)}0${digits.slice(6)}`);
    if (middle === '0') guesses.push(`${digits.slice(0, 5)}0${digits.slice(5, 8)}${digits.slice(9)}`);
    if (end === '0') guesses.push(`${digits.slice(0, 5)}0${digits.slice(5, 10)}`);
  }
  return guesses.find((candidate) => tables.product(candidate)?.packages.includes(candidate.slice(9)));
}
