import type { DrugFacts } from '../../../codes/drugs/facts.ts';
import type { Drug, DrugLines, ServiceLine } from '../../../model/claim.ts';
import { plain } from '../../words.ts';
import { productOf } from './products.ts';

/** Relative. Quantities have at most three decimals, so a third of a container is always rounded. */
const TOLERANCE = 0.01;
/** In milligrams. Differences this small come from floating point. */
const EPSILON = 1e-9;

/** Milligrams of a drug that the NDC of loop 2410 and its quantity give; NaN when the product, quantity or unit is unknown. */
export function milligramsByNdc(given: Drug | undefined, drug: DrugFacts): number {
  const product = productOf(given, drug);
  if (given === undefined || product === undefined || !(given.quantity > 0)) return Number.NaN;
  switch (given.unit.toUpperCase()) {
    case 'ML':
      return given.quantity * product.mgPerMl;
    case 'UN':
      return given.quantity * product.mg;
    case 'ME':
      return given.quantity;
    case 'GR':
      return given.quantity * 1000;
    default:
      return Number.NaN;
  }
}

/** Whether two amounts in milligrams are equal except for rounding; `billed` is the one that the units give. */
export function isSameAmount(byNdc: number, billed: number): boolean {
  return Math.abs(byNdc - billed) <= billed * TOLERANCE + EPSILON;
}

/** Whether the NDC of a line gives other milligrams than its units. False if one of the two is unknown. */
export function isAmountDifferent(line: ServiceLine, drug: DrugFacts): boolean {
  const mg = milligramsByNdc(line.drug, drug);
  return !Number.isNaN(mg) && line.units > 0 && !isSameAmount(mg, line.units * drug.mgPerUnit);
}

/** Rounding of quantities such as 0.333 must not count as one container more. */
const PART = 0.01;

/** Syringes, autoinjectors and vials that the administered lines of a visit used by their NDCs; NaN when one is unknown. */
export function containersOf({ administered }: DrugLines, drug: DrugFacts): number {
  const milligrams = new Map<number, number>();
  for (const { drug: given } of administered) {
    const size = productOf(given, drug)?.mg ?? Number.NaN;
    milligrams.set(size, (milligrams.get(size) ?? 0) + milligramsByNdc(given, drug));
  }
  let count = 0;
  for (const [size, mg] of milligrams) count += Math.ceil(mg / size - PART);
  return count;
}

/** The arithmetic of the NDC: `2 ML x 150 mg/mL = 300 mg = 60 units`. Undefined if the amount is unknown. */
export function sumByNdc(given: Drug | undefined, drug: DrugFacts): string | undefined {
  const mg = milligramsByNdc(given, drug);
  if (Number.isNaN(mg)) return undefined;
  const { product, quantity } = given!;
  const unit = given!.unit.toUpperCase();
  const factor = unit === 'ML' ? ` x ${plain(product!.mgPerMl)} mg/mL` : unit === 'UN' ? ` x ${plain(product!.mg)} mg` : '';
  return `${plain(quantity)} ${unit}${factor} = ${plain(mg)} mg = ${plain(mg / drug.mgPerUnit)} units`;
}
