import { MG_PER_UNIT } from '../../../codes/products.ts';
import type { ServiceLine, Visit } from '../../../model/claim.ts';
import { isAmountDifferent, isSameAmount, milligramsByNdc } from './amount.ts';

/** What is wrong with the units of one J2357 line, the most telling cause only. */
export type UnitFault = 'missing' | 'number' | 'fraction' | 'negative' | 'containers' | 'milligrams';

/** No dose has so few units, and no visit needs more containers. */
const MOST_CONTAINERS = 4;
/** The labelled dose in milligrams that is a labelled number of units too (375 mg). */
const AMBIGUOUS_DOSE = 75;
/** The other labelled doses in milligrams. As units they are all above the highest dose. Prescribing information, section 2. */
const DOSES_MG: ReadonlySet<number> = new Set([150, 225, 300, 375, 450, 525, 600]);
const LEAST_DOSE_MG = 150;

/** What is wrong with the units of a J2357 line by itself; undefined when nothing is. */
export function unitFault(line: ServiceLine): UnitFault | undefined {
  const { units } = line;
  if (!Number.isInteger(units) || units <= 0) {
    if (line.unitsText === '') return 'missing';
    return Number.isNaN(units) ? 'number' : units <= 0 ? 'negative' : 'fraction';
  }
  if (units > MOST_CONTAINERS && units < LEAST_DOSE_MG && units !== AMBIGUOUS_DOSE) return undefined;
  // What was discarded comes in any number of units.
  if (line.has('JW')) return undefined;
  if (units <= MOST_CONTAINERS) return 'containers';
  const mg = milligramsByNdc(line.drug);
  if (units === AMBIGUOUS_DOSE) return isSameAmount(mg, units) ? 'milligrams' : undefined;
  return DOSES_MG.has(units) && !isSameAmount(mg, units * MG_PER_UNIT) ? 'milligrams' : undefined;
}

/** The administered units of a visit that count, those of a line with a fault of its own left out. */
export function administeredUnits(visit: Visit): number {
  let total = 0;
  for (const line of visit.administered) if (unitFault(line) === undefined) total += line.units;
  return total;
}

/**
 * The line to name when the administered units of a visit exceed a limit: one whose NDC says something else, or the largest.
 * Undefined when they do not.
 */
export function lineAboveLimit(visit: Visit, maxUnits: number): ServiceLine | undefined {
  if (administeredUnits(visit) <= maxUnits) return undefined;
  let largest: ServiceLine | undefined;
  for (const line of visit.administered) {
    if (unitFault(line) !== undefined) continue;
    if (isAmountDifferent(line)) return line;
    if (largest === undefined || line.units > largest.units) largest = line;
  }
  return largest;
}

/** Whether the units of a visit are wrong in a way that `xolair/unit-count` speaks of. */
export function hasUnitFault(visit: Visit, maxUnits: number): boolean {
  for (const line of visit.drug) if (unitFault(line) !== undefined) return true;
  return administeredUnits(visit) > maxUnits;
}
