/** Days of each month, for a year that is no leap year. */
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FIRST_YEAR = 1800;
const KNOWN_LIMIT = 4096;

/** The dates of a file repeat by the thousand. */
const known = new Map<string, number>();

function read(text: string): number {
  if (!/^\d{8}$/.test(text)) return Number.NaN;
  const value = Number(text);
  const year = Math.trunc(value / 10_000);
  const month = Math.trunc(value / 100) % 100;
  const day = value % 100;
  if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1) return Number.NaN;
  const isLeap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= DAYS[month - 1]! + (isLeap ? 1 : 0) ? value : Number.NaN;
}

/** Eight digits as yyyymmdd when they are a day of the calendar; NaN for all else. */
export function dayOf(text: string): number {
  let value = known.get(text);
  if (value === undefined) {
    value = read(text);
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(text, value);
  }
  return value;
}
