import { repairNdc } from '../../../codes/products.ts';
import type { Drug, DrugIdentity, ServiceLine } from '../../../model/claim.ts';
import type { Product } from '../../../model/tables.ts';

/** The presentation of a drug that the NDC of loop 2410 names; undefined for other drugs and unknown NDCs. */
export function productOf(given: Drug | undefined, drug: DrugIdentity): Product | undefined {
  const product = given?.product;
  return product?.drug === drug.id ? product : undefined;
}

/** The presentation of a drug that a line names, even if the NDC is written in a wrong format. */
export function presentationOf(line: ServiceLine, drug: DrugIdentity): Product | undefined {
  const product = productOf(line.drug, drug);
  if (product !== undefined || line.drug === undefined) return product;
  const { tables } = line.claim;
  return tables.product(repairNdc(line.drug.raw, drug.id, tables) ?? '');
}

/** Equal for lines with the same product: the first nine digits of the NDC; '' without an NDC. */
export function productKey(line: ServiceLine, drug: DrugIdentity): string {
  const { drug: given } = line;
  if (given === undefined) return '';
  return presentationOf(line, drug)?.ndc9 ?? (given.ndc === '' ? given.raw.trim() : given.ndc.slice(0, 9));
}
