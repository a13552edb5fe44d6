const QUOTE = 34;
const LF = 10;
const CR = 13;
/** No separator is above it: most characters need one comparison. */
const SEMICOLON = 59;

/** A file of more columns is no list of codes. */
const MOST_CELLS = 1000;

/**
 * Cuts a text into rows and cells, of which only those that are asked for become strings. A cell in quotes may have separators and line
 * breaks in it, but not where a tab separates: such files have quotes as they come.
 */
export class Records {
  /** Counts rows from 1, as a spreadsheet does. */
  row = 0;
  /** Cells of the row. */
  count = 0;
  /** A quote was opened and never closed. */
  isOpen = false;
  readonly #text: string;
  readonly #separator: number;
  readonly #quotes: boolean;
  #at = 0;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator.charCodeAt(0);
    this.#quotes = separator !== '\t';
  }

  /** Goes to the next row; false after the last one. */
  next(): boolean {
    const text = this.#text;
    const separator = this.#separator;
    const { length } = text;
    let at = this.#at;
    if (at >= length) return false;
    this.row++;
    let count = 0;
    for (let char = separator; char === separator && at <= length; ) {
      const start = at;
      if (this.#quotes && text.charCodeAt(at) === QUOTE) at = this.#closed(at);
      char = text.charCodeAt(at);
      while (at < length && (char > SEMICOLON || (char !== separator && char !== LF && char !== CR)))
        char = text.charCodeAt(++at);
      if (count < MOST_CELLS) {
        this.#starts[count] = start;
        this.#ends[count++] = at;
      }
      at++;
      if (char === CR && text.charCodeAt(at) === LF) at++;
    }
    this.count = count;
    this.#at = at;
    return true;
  }

  /** One past the quote that closes the one at `at`. */
  #closed(at: number): number {
    for (let end = at + 1; ; end += 2) {
      end = this.#text.indexOf('"', end);
      if (end < 0) {
        this.isOpen = true;
        return this.#text.length;
      }
      if (this.#text.charCodeAt(end + 1) !== QUOTE) return end + 1;
    }
  }

  /** A cell without blanks and quotes around it; '' where the row ends before, or for a column of -1. */
  cell(column: number): string {
    if (column < 0 || column >= this.count) return '';
    const text = this.#text.slice(this.#starts[column], this.#ends[column]).trim();
    if (!text.startsWith('"')) return text;
    return text.replace(/^"|"$/g, '').replaceAll('""', '"').trim();
  }
}
