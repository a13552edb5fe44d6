import { isDate } from '../../../model/calendar.ts';

const KNOWN_LIMIT = 4096;

/** The dates of a file repeat by the thousand. */
const known = new Map<string, number>();

/** Eight digits as yyyymmdd when they are a day of the calendar; NaN for all else. */
export function parseDay(text: string): number {
  let value = known.get(text);
  if (value === undefined) {
    value = /^\d{8}$/.test(text) && isDate(Number(text)) ? Number(text) : Number.NaN;
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(text, value);
  }
  return value;
}
