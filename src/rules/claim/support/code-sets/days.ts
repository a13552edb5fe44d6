import type { Claim, ServiceLine } from '../../../../model/claim.ts';
import type { CodeSpan } from '../../../../model/tables.ts';
import { parseDay } from '../calendar.ts';

/** Every day. */
export const ANY_DAY: CodeSpan = { from: 0, to: 99_999_999 };

/** The days of a DTP: one, or those of a period (RD8); undefined where it is not a date. */
function daysOf(text: string): CodeSpan | undefined {
  const from = parseDay(text.slice(0, 8));
  const to = text.length > 8 ? parseDay(text.slice(9)) : from;
  return from <= to ? { from, to } : undefined;
}

const statementOf = (claim: Claim) => {
  const statement = claim.segments('DTP', '434')[0];
  return statement && daysOf(statement.text(3));
};

/** The days of a line; of a hospital's line without a date, those of the statement. */
export function daysOfLine(line: ServiceLine): CodeSpan | undefined {
  const own = line.segments('DTP', '472')[0];
  if (own) return daysOf(own.text(3));
  return line.claim.type === '837I' ? statementOf(line.claim) : undefined;
}

/** The first and the last day of the lines and of the statement: every day, if none is known. */
export function daysOfClaim(claim: Claim): CodeSpan {
  let from = ANY_DAY.to;
  let to = ANY_DAY.from;
  for (const days of [statementOf(claim), ...claim.lines.map(daysOfLine)]) {
    if (!days) continue;
    from = Math.min(from, days.from);
    to = Math.max(to, days.to);
  }
  return from <= to ? { from, to } : ANY_DAY;
}
