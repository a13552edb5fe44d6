import type { DrugIdentity, DrugLines, ServiceLine } from '../../../model/claim.ts';
import { productKey } from './products.ts';

/**
 * The JW lines that pair with an administered line: those of the visit with the same product, or, if that line has no NDC, those
 * without one.
 */
export function discardedHalves(line: ServiceLine, { discarded }: DrugLines, drug: DrugIdentity): readonly ServiceLine[] {
  if (discarded.length === 0) return discarded;
  const key = productKey(line, drug);
  return discarded.filter((other) => productKey(other, drug) === key);
}
