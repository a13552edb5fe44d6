import { codeKey, ListBuilder, NO_FIRST_DAY, NO_LAST_DAY } from '../../codes/code-list.ts';
import { type CodeSetFacts, cleanCode, PER } from '../../codes/code-sets.ts';
import { isDate } from '../../model/calendar.ts';

/** A row as it is in a file. Empty texts are what it does not say. */
export interface RawRow {
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly limit: string;
  readonly per: string;
}

/** The days that hold for the rows of a file which have none themselves. */
export interface FileSpan {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** A day as yyyymmdd: 2026-10-01, 20261001 or 10/1/2026; NaN for anything else. */
export function readDay(text: string): number {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const day = american
    ? Number(american[3]) * 10_000 + Number(american[1]) * 100 + Number(american[2])
    : /^(?:\d{8}|\d{4}-\d{2}-\d{2})$/.test(text)
      ? Number(text.replaceAll('-', ''))
      : Number.NaN;
  return isDate(day) ? day : Number.NaN;
}

/** A value of a row in quotes, if it is short. Where the wrong file was named, it may hold anything. */
function quoted(text: string): string {
  return /^[\w./ -]{1,12}$/.test(text) ? `"${text}"` : 'a value that is too long or has other characters';
}

/** Checks rows and adds those without faults to a list. */
export class RowChecker {
  readonly builder: ListBuilder;
  /** A sentence for each fault. */
  readonly faults: string[] = [];
  readonly #facts: CodeSetFacts;
  readonly #days = new Map<string, number>([['', Number.NaN]]);

  constructor(facts: CodeSetFacts) {
    this.#facts = facts;
    this.builder = new ListBuilder(facts.isLimit === true);
  }

  /** `where`: gives `row 12`, or is its number. A row without anything is no row. */
  add(where: number | (() => string), row: RawRow, span: FileSpan): void {
    const code = cleanCode(this.#facts, row.code);
    if (code === '' && row.from === '' && row.to === '' && row.limit === '') return;
    if (this.#facts.skip?.test(code)) return;
    const key = this.#facts.shape.test(code) ? codeKey(code) : Number.NaN;
    const from = row.from === '' ? (span.from ?? NO_FIRST_DAY) : this.#day(row.from);
    const to = row.to === '' ? (span.to ?? NO_LAST_DAY) : this.#day(row.to);
    const { isLimit } = this.#facts;
    const limit = isLimit ? (/^\d+(\.\d+)?$/.test(row.limit) ? Number(row.limit) : Number.NaN) : 0;
    const per = isLimit ? PER.find(({ like }) => like.test(row.per)) : PER[0];
    if (key > 0 && from <= to && limit >= 0 && per) this.builder.add(key, from, to, limit, per.isLine);
    else this.#refuse(typeof where === 'number' ? `row ${where}` : where(), row, { key, from, to, limit });
  }

  /** Dates repeat: each is read once. */
  #day(text: string): number {
    let day = this.#days.get(text);
    if (day === undefined) {
      day = readDay(text);
      this.#days.set(text, day);
    }
    return day;
  }

  /** One sentence, about the first fault of the row. */
  #refuse(where: string, row: RawRow, read: { key: number; from: number; to: number; limit: number }): void {
    const { name } = this.#facts;
    const bad = (column: string, text: string, what: string) => `${where}: ${column} is ${quoted(text)}, ${what}.`;
    const date = 'which is not a date. Write it as 2026-10-01';
    const sentence =
      row.code === ''
        ? `${where}: the code is missing.`
        : Number.isNaN(read.key)
          ? bad('the code', row.code, `which does not look like a code of the ${name} list`)
          : Number.isNaN(read.from)
            ? bad('the first day (from)', row.from, date)
            : Number.isNaN(read.to)
              ? bad('the last day (to)', row.to, date)
              : read.from > read.to
                ? `${where}: the last day (to) is before the first one (from).`
                : row.limit === '' && Number.isNaN(read.limit)
                  ? `${where}: the limit is missing. Write how many units are allowed.`
                  : Number.isNaN(read.limit)
                    ? bad('the limit', row.limit, 'which is not a number of units')
                    : bad('per', row.per, 'but must be line or day');
    this.faults.push(sentence);
  }
}
