import { isDate } from '../../../model/calendar.ts';

/** Eight digits as the number yyyymmdd if they are a day of the calendar; NaN for any other text. */
export function parseDay(text: string): number {
  return /^\d{8}$/.test(text) && isDate(Number(text)) ? Number(text) : Number.NaN;
}
