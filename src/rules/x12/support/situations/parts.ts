import { isDate } from '../../../../model/calendar.ts';
import type { Segment } from '../../../../model/claim.ts';
import type { Part } from './situation.ts';

/** The segments of the service line that a segment is in, LX first; those outside of lines, if it is in none. Not for every claim. */
export function linesOf(part: Part, segment: Segment): readonly Segment[] {
  const at = segment.at().byteOffset;
  let line: Segment[] = [];
  let isIt = false;
  for (const each of part.all) {
    if (each.id === 'LX') {
      if (isIt) break;
      line = [];
    }
    line.push(each);
    isIt ||= each.id === segment.id && each.at().byteOffset === at;
  }
  return line;
}

const STATEMENT = ['DTP@2300'];

/** The days of DTP*434 of a claim. */
export class Statement {
  #from = 0;
  #to = 0;
  readonly #see = (segment: Segment) => {
    if (segment.is(1, '434')) [this.#from, this.#to] = daysOf(segment);
  };

  /** Takes those of a claim, or none of a level. */
  read(part: Part): void {
    this.#from = 0;
    this.#to = 0;
    part.each(STATEMENT, this.#see);
  }

  get coversDays(): boolean {
    return this.#from > 0 && this.#from < this.#to;
  }

  /** Whether the day, or days, in DTP03 are known and not all within it. */
  isPassedBy(segment: Segment): boolean {
    const [from, to] = daysOf(segment);
    // A statement that ends before it begins is reported by claim/dates.
    return from > 0 && this.#from > 0 && this.#from <= this.#to && (from < this.#from || to > this.#to);
  }
}

const NO_DAYS: readonly [from: number, to: number] = [0, 0];

/** First and last day of DTP03, yyyymmdd; 0 where it is not a date. */
function daysOf(segment: Segment): readonly [from: number, to: number] {
  const day = segment.day(3);
  if (day > 0) return [day, day];
  const days = /^(\d{8})-(\d{8})$/.exec(segment.text(3));
  const [from, to] = [Number(days?.[1] ?? 0), Number(days?.[2] ?? 0)];
  return isDate(from) && isDate(to) ? [from, to] : NO_DAYS;
}
