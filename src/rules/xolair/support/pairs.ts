import { repairNdc } from '../../../codes/products.ts';
import type { ServiceLine, Visit } from '../../../model/claim.ts';
import type { Product } from '../../../model/tables.ts';

/** The presentation that a line names; an NDC that is only written wrongly counts as what it means. */
export function presentationOf(line: ServiceLine): Product | undefined {
  const { drug } = line;
  if (drug === undefined || drug.product !== undefined) return drug?.product;
  const { tables } = line.claim;
  return tables.product(repairNdc(drug.raw, tables) ?? '');
}

/** What makes two lines the same product: the first nine digits of the NDC; '' where there is none. */
export function productKey(line: ServiceLine): string {
  const { drug } = line;
  if (drug === undefined) return '';
  return presentationOf(line)?.ndc9 ?? (drug.ndc === '' ? drug.raw.trim() : drug.ndc.slice(0, 9));
}

/** The JW lines that make pairs with an administered line: those of the visit that are of the same product, or have no NDC either. */
export function discardedHalves(line: ServiceLine, visit: Visit): readonly ServiceLine[] {
  if (visit.discarded.length === 0) return visit.discarded;
  const key = productKey(line);
  return visit.discarded.filter((other) => productKey(other) === key);
}
