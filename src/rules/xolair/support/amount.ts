import { MG_PER_UNIT } from '../../../codes/products.ts';
import type { Drug, ServiceLine } from '../../../model/claim.ts';
import { plain } from '../../words.ts';

/** Quantities are given with up to three decimals, so a third of a container never comes out even. */
const TOLERANCE = 0.01;
/** Keeps the error of binary fractions from counting as a difference. */
const EPSILON = 1e-9;

/** Milligrams that the NDC and its quantity give; NaN when the product, the quantity or its unit is none that can be counted. */
export function milligramsByNdc(drug: Drug | undefined): number {
  const product = drug?.product;
  if (drug === undefined || product === undefined || !(drug.quantity > 0)) return Number.NaN;
  switch (drug.unit.toUpperCase()) {
    case 'ML':
      return drug.quantity * product.mgPerMl;
    case 'UN':
      return drug.quantity * product.mg;
    case 'ME':
      return drug.quantity;
    case 'GR':
      return drug.quantity * 1000;
    default:
      return Number.NaN;
  }
}

/** Whether two amounts of milligrams, the second one billed, are equal but for rounding. */
export function isSameAmount(byNdc: number, billed: number): boolean {
  return Math.abs(byNdc - billed) <= billed * TOLERANCE + EPSILON;
}

/** Whether the NDC of a line gives other milligrams than its units do. False where one of them cannot be told. */
export function isAmountDifferent(line: ServiceLine): boolean {
  const mg = milligramsByNdc(line.drug);
  return !Number.isNaN(mg) && line.units > 0 && !isSameAmount(mg, line.units * MG_PER_UNIT);
}

/** The arithmetic of the NDC: `2 ML x 150 mg/mL = 300 mg = 60 units`. Undefined where there is none. */
export function sumByNdc(drug: Drug | undefined): string | undefined {
  const mg = milligramsByNdc(drug);
  if (Number.isNaN(mg)) return undefined;
  const { product, quantity } = drug!;
  const unit = drug!.unit.toUpperCase();
  const factor = unit === 'ML' ? ` x ${plain(product!.mgPerMl)} mg/mL` : unit === 'UN' ? ` x ${plain(product!.mg)} mg` : '';
  return `${plain(quantity)} ${unit}${factor} = ${plain(mg)} mg = ${plain(mg / MG_PER_UNIT)} units`;
}
