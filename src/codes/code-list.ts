import type { CodeSet, CodeSpan, UnitLimit } from '../model/tables.ts';
import type { CodeSetFacts } from './code-sets.ts';

/** Letters and digits have the numbers 1 to 36. */
const BASE = 37;
/** The most characters of a code that one number holds exactly. */
const LONGEST = 10;
const DIGITS_ONLY = 11;
/** What the codes of characters are more than those numbers. */
const BEFORE_DIGITS = 47;
const BEFORE_LETTERS = 54;

/** A code of at most ten letters and digits, or of eleven digits, as a number; NaN for anything else. Equal codes have equal numbers. */
export function codeKey(code: string): number {
  const { length } = code;
  if (length === 0 || length > DIGITS_ONLY) return Number.NaN;
  let key = 0;
  let digits = 0;
  for (let i = 0; i < length; i++) {
    const char = code.charCodeAt(i);
    const digit = char - BEFORE_DIGITS;
    const letter = char - BEFORE_LETTERS;
    if (digit >= 1 && digit <= 10) {
      key = key * BASE + digit;
      digits = digits * 10 + digit - 1;
    } else if (letter >= 11 && letter <= 36 && length <= LONGEST) key = key * BASE + letter;
    else return Number.NaN;
  }
  return length === DIGITS_ONLY ? BASE ** LONGEST + digits : key;
}

/** The day of a row that has no first, or no last one: every day is after, or before it. */
export const NO_FIRST_DAY = 0;
export const NO_LAST_DAY = 99_999_999;

/** A list as columns, by code and then by day. They lie in memory that threads share: a second thread gets no copy. */
export interface PackedList {
  /** See `codeKey`. */
  readonly keys: Float64Array;
  /** First and last day, yyyymmdd. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Units, and whether they are for each line (1) or for the day (0); empty for lists without limits. */
  readonly limits: Float64Array;
  readonly perLine: Uint8Array;
}

/** One list of a run, and what it is for. */
export interface LoadedCodeSet {
  readonly rows: PackedList;
  /** The files that it was read from. */
  readonly files: readonly string[];
}

/** Collects the rows of a list, in any order. */
export class ListBuilder {
  #size = 0;
  #keys = new Float64Array(1024);
  #days = new Int32Array(2048);
  #limits = new Float64Array(0);
  #perLine = new Uint8Array(0);
  readonly #hasLimits: boolean;

  constructor(hasLimits: boolean) {
    this.#hasLimits = hasLimits;
  }

  get size(): number {
    return this.#size;
  }

  add(key: number, from: number, to: number, limit = 0, isPerLine = false): void {
    const i = this.#size++;
    if (i === this.#keys.length) this.#grow();
    this.#keys[i] = key;
    this.#days[2 * i] = from;
    this.#days[2 * i + 1] = to;
    if (!this.#hasLimits) return;
    if (this.#limits.length < this.#keys.length) this.#growLimits();
    this.#limits[i] = limit;
    this.#perLine[i] = isPerLine ? 1 : 0;
  }

  #grow(): void {
    const keys = new Float64Array(2 * this.#keys.length);
    const days = new Int32Array(2 * this.#days.length);
    keys.set(this.#keys);
    days.set(this.#days);
    this.#keys = keys;
    this.#days = days;
  }

  #growLimits(): void {
    const limits = new Float64Array(this.#keys.length);
    const perLine = new Uint8Array(this.#keys.length);
    limits.set(this.#limits);
    perLine.set(this.#perLine);
    this.#limits = limits;
    this.#perLine = perLine;
  }

  #compare(a: number, b: number): number {
    return (
      this.#keys[a]! - this.#keys[b]! ||
      this.#days[2 * a]! - this.#days[2 * b]! ||
      this.#days[2 * a + 1]! - this.#days[2 * b + 1]!
    );
  }

  /** The rows in their order. Most published lists are sorted already. */
  #order(): Uint32Array {
    const order = Uint32Array.from({ length: this.#size }, (_, i) => i);
    for (let i = 1; i < this.#size; i++) if (this.#compare(i - 1, i) > 0) return order.sort((a, b) => this.#compare(a, b));
    return order;
  }

  build(): PackedList {
    const size = this.#size;
    const order = this.#order();
    const limited = this.#hasLimits ? size : 0;
    const list = {
      keys: new Float64Array(new SharedArrayBuffer(8 * size)),
      from: new Int32Array(new SharedArrayBuffer(4 * size)),
      to: new Int32Array(new SharedArrayBuffer(4 * size)),
      limits: new Float64Array(new SharedArrayBuffer(8 * limited)),
      perLine: new Uint8Array(new SharedArrayBuffer(limited)),
    };
    for (let i = 0; i < size; i++) {
      const row = order[i]!;
      list.keys[i] = this.#keys[row]!;
      list.from[i] = this.#days[2 * row]!;
      list.to[i] = this.#days[2 * row + 1]!;
      if (limited === 0) continue;
      list.limits[i] = this.#limits[row]!;
      list.perLine[i] = this.#perLine[row]!;
    }
    return list;
  }
}

/** The first row whose key is not below a number. */
function firstFrom(keys: Float64Array, key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A list that is looked into. */
export function codeSetOf(list: PackedList, { apart = [] }: Pick<CodeSetFacts, 'apart'>): CodeSet {
  const { keys, from, to, limits, perLine } = list;
  const holds = (first: string, length: number) => {
    const row = firstFrom(keys, codeKey(first.padEnd(length, '0')));
    return row < keys.length && keys[row]! <= codeKey(first.padEnd(length, 'Z'));
  };
  const known = new Map<string, boolean>();
  return {
    covers(code) {
      const group = apart.find((firsts) => firsts.includes(code[0]!));
      if (group === undefined) return true;
      let answer = known.get(group);
      if (answer === undefined) {
        answer = [...group].some((first) => holds(first, code.length));
        known.set(group, answer);
      }
      return answer;
    },
    /** The time around the span in which the code is not valid; undefined where it is valid on some day of it. */
    gap(code, span): Partial<CodeSpan> | undefined {
      const key = codeKey(code);
      let ended = NO_FIRST_DAY;
      let begins = NO_LAST_DAY;
      for (let i = firstFrom(keys, key); keys[i] === key; i++) {
        if (from[i]! <= span.to && to[i]! >= span.from) return undefined;
        if (to[i]! < span.from) ended = Math.max(ended, to[i]!);
        else begins = Math.min(begins, from[i]!);
      }
      return { ...(ended !== NO_FIRST_DAY && { from: ended }), ...(begins !== NO_LAST_DAY && { to: begins }) };
    },
    /** Where several rows hold on the day, the one that allows most. */
    limit(code, day): UnitLimit | undefined {
      const key = codeKey(code);
      let found: UnitLimit | undefined;
      for (let i = firstFrom(keys, key); keys[i] === key; i++) {
        if (from[i]! > day || to[i]! < day) continue;
        const units = limits[i]!;
        const isPerLine = perLine[i] === 1;
        if (!found || units > found.units || (units === found.units && isPerLine)) found = { units, isPerLine };
      }
      return found;
    },
  };
}
