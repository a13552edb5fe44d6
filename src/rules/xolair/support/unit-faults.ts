import { type DrugFacts, maxDoseUnits } from '../../../codes/drugs/facts.ts';
import type { DrugLines, ServiceLine } from '../../../model/claim.ts';
import { isAmountDifferent, isSameAmount, milligramsByNdc } from './ndc-amount.ts';

/** What is wrong with the units of one line of a drug. A line has at most one: the most likely cause. */
export type UnitFault = 'missing' | 'number' | 'fraction' | 'negative' | 'containers' | 'milligrams';

/** What is wrong with the units of a line of a drug, judged without its visit; undefined if nothing is. */
export function unitFault(line: ServiceLine, drug: DrugFacts): UnitFault | undefined {
  const { units } = line;
  if (!Number.isInteger(units) || units <= 0) {
    if (line.unitsText === '') return 'missing';
    return Number.isNaN(units) ? 'number' : units <= 0 ? 'negative' : 'fraction';
  }
  const isFew = units <= drug.maxContainers;
  if (!isFew && !drug.dosesMg.includes(units)) return undefined;
  // Any number of units may have been discarded.
  if (line.has('JW')) return undefined;
  if (isFew) return 'containers';
  if (drug.mgPerUnit === 1) return undefined;
  const mg = milligramsByNdc(line.drug, drug);
  // A number that can be a dose in milligrams and in units (75) is a fault only if the NDC gives that many milligrams.
  if (units <= maxDoseUnits(drug)) return isSameAmount(mg, units) ? 'milligrams' : undefined;
  return isSameAmount(mg, units * drug.mgPerUnit) ? undefined : 'milligrams';
}

/** The administered units of a visit that count: lines with a fault of their own are left out. */
export function administeredUnits({ administered }: DrugLines, drug: DrugFacts): number {
  let total = 0;
  for (const line of administered) if (unitFault(line, drug) === undefined) total += line.units;
  return total;
}

/**
 * The line to name when the administered units of a visit exceed a limit: the first whose NDC gives another amount, or the
 * largest. Undefined when they do not exceed it.
 */
export function lineAboveLimit(lines: DrugLines, maxUnits: number, drug: DrugFacts): ServiceLine | undefined {
  if (administeredUnits(lines, drug) <= maxUnits) return undefined;
  let largest: ServiceLine | undefined;
  for (const line of lines.administered) {
    if (unitFault(line, drug) !== undefined) continue;
    if (isAmountDifferent(line, drug)) return line;
    if (largest === undefined || line.units > largest.units) largest = line;
  }
  return largest;
}

/** Whether the units of a visit are wrong in a way that the rule `unit-count` reports. */
export function hasUnitFault(lines: DrugLines, drug: DrugFacts): boolean {
  for (const line of lines.billed) if (unitFault(line, drug) !== undefined) return true;
  return administeredUnits(lines, drug) > maxDoseUnits(drug);
}
