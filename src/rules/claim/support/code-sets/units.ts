import type { Claim, ServiceLine } from '../../../../model/claim.ts';
import type { CodeSet, UnitLimit } from '../../../../model/tables.ts';
import type { ServiceDays } from './days.ts';

/** Units of a code that are more than its limit. */
export interface Excess {
  /** The line with which the limit is passed, and those before it that count. */
  readonly line: ServiceLine;
  readonly before: readonly ServiceLine[];
  readonly units: number;
  readonly limit: UnitLimit;
}

/** The day of a line that bills units of a HCPCS code; undefined for what has no limit: minutes, days, periods. */
function dayOf(line: ServiceLine, all: ServiceDays): number | undefined {
  const element = line.service.id === 'SV2' ? 2 : 1;
  if (line.unitBasis !== 'UN' || !(line.units > 0) || !line.service.is(element, 'HC', 1)) return undefined;
  const days = all.ofLine(line);
  return days?.from === days?.to ? days?.from : undefined;
}

/** Where the lines of a claim pass the limits of a list: each alone, or those of a day and provider together. */
export function excessesOf(claim: Claim, list: CodeSet, days: ServiceDays): readonly Excess[] {
  const found: Excess[] = [];
  const sums = new Map<string, { units: number; lines: ServiceLine[] }>();
  for (const line of claim.lines) {
    const day = dayOf(line, days);
    const limit = day === undefined ? undefined : list.limit(line.procedure, day);
    if (!limit) continue;
    const key = limit.isPerLine ? String(line.index) : `${line.procedure}*${day}*${line.rendering}`;
    const sum = sums.get(key) ?? { units: 0, lines: [] };
    const before = sum.units;
    sum.units += line.units;
    if (sum.units > limit.units && before <= limit.units) found.push({ line, before: [...sum.lines], units: sum.units, limit });
    sum.lines.push(line);
    sums.set(key, sum);
  }
  return found;
}
