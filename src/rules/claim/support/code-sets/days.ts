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

/** The days of a claim and of its lines. */
export class ServiceDays {
  readonly #claim: Claim;
  /** Of a hospital's bill. */
  readonly #statement: CodeSpan | undefined;

  constructor(claim: Claim) {
    this.#claim = claim;
    const statement = claim.type === '837I' ? claim.segments('DTP', '434')[0] : undefined;
    this.#statement = statement && daysOf(statement.text(3));
  }

  /** The days of a line; of a hospital's line without a date, those of the statement. */
  ofLine(line: ServiceLine): CodeSpan | undefined {
    const own = line.segments('DTP', '472')[0];
    return own ? daysOf(own.text(3)) : this.#statement;
  }

  /** From the first to the last day of the lines and of the statement: every day, if none is known. */
  ofClaim(): CodeSpan {
    let from = ANY_DAY.to;
    let to = ANY_DAY.from;
    const add = (days: CodeSpan | undefined) => {
      if (!days) return;
      from = Math.min(from, days.from);
      to = Math.max(to, days.to);
    };
    add(this.#statement);
    for (const line of this.#claim.lines) add(this.ofLine(line));
    return from <= to ? { from, to } : ANY_DAY;
  }
}
