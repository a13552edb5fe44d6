import type { Product, Tables } from '../model/tables.ts';
import type { DrugFacts, ProductFacts } from './drugs/facts.ts';

/** A lookup in the presentations of drugs and those that a config adds. Rules use `claim.tables`, or a line's `drug.product`. */
export function productTable(drugs: readonly DrugFacts[], added: readonly Product[] = []): Tables['product'] {
  const byNdc9 = new Map([...drugs.flatMap(productsOf), ...added].map((product) => [product.ndc9, product]));
  return (ndc) => (ndc.length === 11 ? byNdc9.get(ndc.slice(0, 9)) : undefined);
}

/** The presentations of a drug, each with the id of the drug. */
export function productsOf({ id, products }: { readonly id: string; readonly products: readonly ProductFacts[] }): Product[] {
  return products.map((product) => ({ ...product, drug: id }));
}

/** An NDC as people write it: digits with hyphens, dots or spaces, sometimes after its qualifier. */
const WRITTEN_NDC = /^(?:NDC|N4)?[:\s]*(\d[\d\s.-]*)$/i;

/**
 * The eleven-digit NDC of a drug that a wrongly written NDC means: hyphens and spaces are removed, and a missing or misplaced
 * zero is put where the 5-4-2 form has it. Undefined if it cannot be read as an NDC of the drug. If the digits do not show which
 * zero is wrong, only a listed package counts, so that the NDC of another drug is never taken for one of this drug.
 */
export function repairNdc(raw: string, drug: string, tables: Pick<Tables, 'product'>): string | undefined {
  const text = WRITTEN_NDC.exec(raw.trim())?.[1];
  if (text === undefined) return undefined;
  const named = (ndc: string) => {
    const found = tables.product(ndc);
    return found?.drug === drug ? found : undefined;
  };
  const [labeler = '', product = '', pack = '', ...more] = text.split(/[\s.-]+/).filter(Boolean);
  const digits = text.replace(/\D/g, '');
  const certain = [digits];
  if (pack !== '' && more.length === 0)
    certain.push(`${labeler.padStart(5, '0')}${product.padStart(4, '0')}${pack.padStart(2, '0')}`);
  // One zero too many in front: 0-50242-0214-03.
  if (digits.length === 12 && digits.startsWith('0')) certain.push(digits.slice(1));
  const found = certain.find((candidate) => named(candidate) !== undefined);
  if (found !== undefined) return found;

  const guesses: string[] = [];
  // The zero of the product, or of the package, is missing: 50242-214-03, 50242-0214-3.
  if (digits.length === 10) guesses.push(`${digits.slice(0, 5)}0${digits.slice(5)}`, `${digits.slice(0, 9)}0${digits.slice(9)}`);
  // It is in front, after the product, before the package, or at the end: 0-50242-214-03, 50242-2140-03, 50242-214-030.
  if (digits.length === 11) {
    const [front, middle, end] = [digits[0], digits[8], digits[10]];
    if (front === '0') guesses.push(`${digits.slice(1, 6)}0${digits.slice(6)}`);
    if (middle === '0') guesses.push(`${digits.slice(0, 5)}0${digits.slice(5, 8)}${digits.slice(9)}`);
    if (end === '0') guesses.push(`${digits.slice(0, 5)}0${digits.slice(5, 10)}`);
  }
  return guesses.find((candidate) => named(candidate)?.packages.includes(candidate.slice(9)));
}
