import { isDate } from '../model/calendar.ts';
import { beginOf, endOf, text } from '../x12/elements.ts';
import type { SegmentTable } from '../x12/segments.ts';
import type { FlatGuide } from './flat.ts';
import {
  AMOUNT,
  CODE,
  COMPOSITE,
  DATE,
  DECIMAL,
  NOT_USED,
  PERIOD,
  packCode,
  REQUIRED,
  slotOf,
  TEXT,
  TIME,
  WHOLE,
} from './types.ts';

/** What can be wrong with a value; 0 nothing. */
export const FINE = 0;
export const SHORT = 1;
export const LONG = 2;
export const NOT_WHOLE = 3;
export const NOT_DECIMAL = 4;
export const NOT_AMOUNT = 5;
export const NOT_DATE = 6;
export const NOT_TIME = 7;
export const NOT_PERIOD = 8;
export const NOT_CODE = 9;
export const DIVIDED = 10;
export const REPEATED = 11;
export const BLANKS = 12;

/** Takes what deviates in the elements of a segment; the letters are those of `ElementCheck`. */
export interface ElementSink {
  elementMissing(s: number, k: number, c: number, name: string): void;
  elementUnused(s: number, k: number, c: number, e: number): void;
  /** There are `size` elements, and `known` that the standard has. */
  elementsExtra(s: number, size: number, known: number): void;
  componentsExtra(s: number, k: number, name: string, known: number): void;
  /** A composite that is divided by another byte than ISA16 gives. */
  elementDivided(s: number, k: number, byte: string, separator: string): void;
  /** Separators after the last value of a segment or, where `k` is given, of a composite. */
  trailing(s: number, k: number): void;
  /** A value with a fault (`SHORT` …), from byte `from` to `to` of the window. */
  value(fault: number, s: number, k: number, c: number, e: number, from: number, to: number): void;
  /** Elements that depend on each other: `mask` are those of the note (see `Note`), `given` those that have a value. */
  note(s: number, rule: number, kind: string, mask: number, given: number): void;
}

/** Classes of bytes, as bits, so that a value is judged by the union of its bytes. */
const DIGIT = 1;
const POINT = 2;
const MINUS = 4;
const BLANK = 8;
const OTHER = 16;
const BREAK = 32;
const COMPONENT_SEPARATOR = 64;
const REPETITION_SEPARATOR = 128;

const NOTE_P = 80;
const NOTE_R = 82;
const NOTE_C = 67;
const NOTE_L = 76;
const NOTE_E = 69;
const NOTE_N = 78;

const D8 = packCode('D8');
const RD8 = packCode('RD8');
const DT = packCode('DT');
const TM = packCode('TM');

/**
 * Compares the elements of one segment with the guide. Nothing is allocated where nothing deviates.
 *
 * In all of it `s` is the segment (its row in the table), `k` the element, `c` the component (0 for the whole element) and `e` the
 * element's row in the guide.
 */
export class ElementCheck {
  readonly #table: SegmentTable;
  readonly #deviations: ElementSink;
  readonly #class = new Uint8Array(256);
  #component = -2;
  #repetition = -2;
  /** Set before anything is compared. */
  #flat!: FlatGuide;
  /** Composites of the part at hand are divided by another byte than the one in ISA16, which was reported. */
  #isMisread = false;
  /** Something is wrong with the elements of the segment at hand. */
  #isFaulty = false;
  /** A value that the guide does not use was reported of it. */
  #hasUnused = false;

  constructor(table: SegmentTable, deviations: ElementSink) {
    this.#table = table;
    this.#deviations = deviations;
  }

  /** Takes up a guide. */
  use(flat: FlatGuide): void {
    this.#flat = flat;
  }

  /** Begins a part. */
  begin(): void {
    this.#isMisread = false;
    this.#learnSeparators();
  }

  #learnSeparators(): void {
    const { component, repetition } = this.#table.delimiters;
    if (component === this.#component && repetition === this.#repetition) return;
    this.#component = component;
    this.#repetition = repetition;
    for (let byte = 0; byte < 256; byte++) {
      this.#class[byte] =
        byte >= 48 && byte <= 57
          ? DIGIT
          : byte === 46
            ? POINT
            : byte === 45
              ? MINUS
              : byte === 32
                ? BLANK
                : byte === 10 || byte === 13
                  ? BREAK
                  : OTHER;
    }
    if (repetition >= 0) this.#class[repetition] = REPETITION_SEPARATOR;
    if (component >= 0) this.#class[component] = COMPONENT_SEPARATOR;
  }

  /** Compares the elements of segment `s` with segment rule `rule`. */
  check(s: number, rule: number): void {
    const table = this.#table;
    const { bytes, element, first, divided } = table;
    const flat = this.#flat;
    const { usage, type, codes, shortest, longest } = flat;
    const isWhole = divided[s] === 0;
    const start = first[s]!;
    const size = first[s + 1]! - start - 2;
    const known = flat.elementCount[rule]!;
    const count = Math.min(size, known);
    const base = flat.firstElement[rule]! - 1;
    let present = 0;
    this.#isFaulty = false;
    this.#hasUnused = false;
    let from = element[start + 1]!;
    let before = from;
    for (let k = 1; k <= count; k++) {
      const next = element[start + k + 1]!;
      const e = base + k;
      if (next - 1 === from) {
        if (usage[e] === REQUIRED) this.#reportMissing(s, k, 0, e);
      } else {
        present |= 1 << k;
        if (usage[e] === NOT_USED) this.#reportUnused(s, k, 0, e);
        else if (type[e] === COMPOSITE) this.#composite(s, k, e, from, next - 1);
        else {
          // Plain text is most of a file; what looks odd about it is judged with all the rest.
          if (type[e] === TEXT && codes[e]! < 0) {
            const length = next - 1 - from;
            if (isWhole && bytes[from] !== 32 && length <= longest[e]! && length >= shortest[e]!) {
              before = from;
              from = next;
              continue;
            }
          }
          const fault = this.#judge(e, from, next - 1, before);
          if (fault !== FINE) this.#reportValue(fault, s, k, 0, e, from, next - 1);
        }
      }
      before = from;
      from = next;
    }
    if (size > known) this.#reportExtra(s, size, known);
    else if (size < flat.lastRequired[rule]!) {
      for (let k = size + 1; ; k++) {
        if (usage[base + k] !== REQUIRED) continue;
        this.#reportMissing(s, k, 0, base + k);
        break;
      }
    }
    if (size > 0 && element[start + size + 1]! - 1 === element[start + size]! && !this.#isFaulty) {
      this.#reportTrailing(s, 0);
    }
    if (flat.firstNote[rule] !== flat.lastNote[rule] && !this.#isFaulty) this.#notes(s, rule, present);
  }

  #composite(s: number, k: number, e: number, from: number, to: number): void {
    const { bytes } = this.#table;
    const { usage } = this.#flat;
    const separator = this.#component;
    const known = this.#flat.componentCount[e]!;
    const base = this.#flat.firstComponent[e]! - 1;
    let c = 1;
    let begin = from;
    let before = from;
    for (let i = from; i <= to; i++) {
      if (i < to && bytes[i] !== separator) continue;
      if (c > known) {
        if (i > begin) {
          this.#isFaulty = true;
          this.#deviations.componentsExtra(s, k, this.#flat.elements[e]!.name, known);
          return;
        }
      } else if (i === begin) {
        if (usage[base + c] === REQUIRED) this.#reportMissing(s, k, c, base + c);
        else if (i === to) this.#reportTrailing(s, k);
      } else if (usage[base + c] === NOT_USED) this.#reportUnused(s, k, c, base + c);
      else {
        const fault = this.#judge(base + c, begin, i, before);
        if (fault !== FINE) {
          if (c === 1 && this.isMisread(s, k)) return;
          this.#reportValue(fault, s, k, c, base + c, begin, i);
        }
      }
      before = begin;
      begin = i + 1;
      c++;
    }
    for (; c <= known; c++) {
      if (usage[base + c] !== REQUIRED) continue;
      this.#reportMissing(s, k, c, base + c);
      return;
    }
  }

  /** What is required and is empty or missing. */
  #reportMissing(s: number, k: number, c: number, e: number): void {
    this.#isFaulty = true;
    this.#deviations.elementMissing(s, k, c, this.#flat.elements[e]!.name);
  }

  /** A run of values that the guide does not use is one deviation: a name too many, or a separator. */
  #reportUnused(s: number, k: number, c: number, e: number): void {
    if (this.#hasUnused) return;
    this.#hasUnused = true;
    this.#isFaulty = true;
    this.#deviations.elementUnused(s, k, c, e);
  }

  #reportTrailing(s: number, k: number): void {
    if (this.#isFaulty) return;
    this.#isFaulty = true;
    this.#deviations.trailing(s, k);
  }

  #reportExtra(s: number, size: number, known: number): void {
    let last = size;
    while (last > known && beginOf(this.#table, s, last) === endOf(this.#table, s, last)) last--;
    if (last === known) return;
    this.#isFaulty = true;
    this.#deviations.elementsExtra(s, size, known);
  }

  #reportValue(fault: number, s: number, k: number, c: number, e: number, from: number, to: number): void {
    this.#isFaulty = true;
    this.#deviations.value(fault, s, k, c, e, from, to);
  }

  /** Whether a composite is divided by another byte than the one in ISA16. Reported once for a part. */
  isMisread(s: number, k: number): boolean {
    const value = text(this.#table, s, k);
    const separator = String.fromCharCode(this.#component);
    const divided = /^[A-Za-z0-9]{1,5}([:><|^!;&+/\\])/.exec(value);
    if (!divided || value.includes(separator)) return false;
    this.#isFaulty = true;
    if (!this.#isMisread) {
      this.#isMisread = true;
      this.#deviations.elementDivided(s, k, divided[1]!, separator);
    }
    return true;
  }

  /** What is wrong with a value, which is not empty; `before` is where the element or component before it begins. */
  #judge(e: number, from: number, to: number, before: number): number {
    const { bytes } = this.#table;
    const flat = this.#flat;
    const kind = this.#class;
    const length = to - from;
    const type = flat.type[e]!;
    if (type === CODE) {
      const list = flat.codes[e]!;
      if (list >= 0 && length <= 4) {
        let key = bytes[from]!;
        if (length > 1) key |= bytes[from + 1]! << 8;
        if (length > 2) key |= bytes[from + 2]! << 16;
        if (length > 3) key |= bytes[from + 3]! << 24;
        if (this.#isCode(list, key)) return FINE;
      }
    }
    let union = 0;
    for (let i = from; i < to; i++) union |= kind[bytes[i]!]!;
    // A break inside is a fault of the file with a finding of its own.
    if ((union & BREAK) !== 0) return FINE;
    if ((union & (COMPONENT_SEPARATOR | REPETITION_SEPARATOR)) !== 0)
      return (union & COMPONENT_SEPARATOR) !== 0 ? DIVIDED : REPEATED;
    if (union === BLANK) return BLANKS;
    if (type >= WHOLE && type <= AMOUNT) return this.#judgeNumber(e, type, union, from, to);
    if (length > flat.longest[e]!) return LONG;
    if (type === PERIOD) return this.#isPeriod(union, from, to, before) ? FINE : NOT_PERIOD;
    if (length < flat.shortest[e]!) return SHORT;
    if (type === DATE) return union === DIGIT && this.#isDay(from) ? FINE : NOT_DATE;
    if (type === TIME) return union === DIGIT && this.#isTime(from, to) ? FINE : NOT_TIME;
    const list = flat.codes[e]!;
    if (list < 0 || (type !== CODE && this.#isCode(list, this.#key(from, to)))) return FINE;
    // A country may be given in three letters, which the list does not have.
    return type === CODE && length === 3 && flat.guide.codeLists[list]!.external?.endsWith('country') ? FINE : NOT_CODE;
  }

  #key(from: number, to: number): number {
    const { bytes } = this.#table;
    let key = 0;
    for (let i = from; i < to; i++) key |= bytes[i]! << (8 * (i - from));
    return to - from > 4 ? -1 : key;
  }

  #isCode(list: number, key: number): boolean {
    const { codeStart, codeMask, codeKeys } = this.#flat;
    const start = codeStart[list]!;
    const mask = codeMask[list]!;
    if (mask === 0) return codeKeys[start] === key;
    let slot = slotOf(key, mask);
    for (let found = codeKeys[start + slot]!; found !== 0; found = codeKeys[start + slot]!) {
      if (found === key) return true;
      slot = (slot + 1) & mask;
    }
    return false;
  }

  #judgeNumber(e: number, type: number, union: number, from: number, to: number): number {
    const { bytes } = this.#table;
    const wrong = type === WHOLE ? NOT_WHOLE : type === DECIMAL ? NOT_DECIMAL : NOT_AMOUNT;
    let digits = to - from;
    if (union !== DIGIT) {
      if ((union & ~(DIGIT | POINT | MINUS)) !== 0 || (union & DIGIT) === 0) return wrong;
      if (type === WHOLE && (union & POINT) !== 0) return wrong;
      let points = 0;
      let decimals = 0;
      for (let i = from; i < to; i++) {
        if (bytes[i] === 45) {
          if (i !== from) return wrong;
          digits--;
        } else if (bytes[i] === 46) {
          digits--;
          if (++points > 1) return wrong;
          decimals = to - i - 1;
        }
      }
      if (decimals > this.#flat.decimals[e]!) return type === AMOUNT ? wrong : LONG;
      if (digits - decimals > this.#flat.whole[e]!) return LONG;
    } else if (digits > this.#flat.whole[e]!) return LONG;
    return digits > this.#flat.longest[e]! ? LONG : digits < this.#flat.shortest[e]! ? SHORT : FINE;
  }

  #number(from: number, to: number): number {
    const { bytes } = this.#table;
    let value = 0;
    for (let i = from; i < to; i++) value = value * 10 + bytes[i]! - 48;
    return value;
  }

  #isDay(from: number): boolean {
    return isDate(this.#number(from, from + 8));
  }

  /** HHMM, HHMMSS, HHMMSSD or HHMMSSDD. */
  #isTime(from: number, to: number): boolean {
    const length = to - from;
    if (length !== 4 && length < 6) return false;
    if (this.#number(from, from + 2) > 23 || this.#number(from + 2, from + 4) > 59) return false;
    return length === 4 || this.#number(from + 4, from + 6) <= 59;
  }

  /** A date or period in the format that the value before it names. An unknown format is reported there. */
  #isPeriod(union: number, from: number, to: number, before: number): boolean {
    const { bytes } = this.#table;
    const length = to - from;
    const format = this.#key(before, from - 1);
    if (format === D8) return length === 8 && union === DIGIT && this.#isDay(from);
    if (format === RD8)
      return length === 17 && union === (DIGIT | MINUS) && bytes[from + 8] === 45 && this.#isDay(from) && this.#isDay(from + 9);
    if (format === DT) return length === 12 && union === DIGIT && this.#isDay(from) && this.#isTime(from + 8, to);
    if (format === TM) return length === 4 && union === DIGIT && this.#isTime(from, to);
    return true;
  }

  #notes(s: number, rule: number, present: number): void {
    const { noteKinds, noteMasks, noteFirsts, firstNote, lastNote } = this.#flat;
    for (let n = firstNote[rule]!; n < lastNote[rule]!; n++) {
      const mask = noteMasks[n]!;
      const given = present & mask;
      if (given === mask && noteKinds[n] !== NOTE_E) continue;
      const first = given & noteFirsts[n]!;
      let broken = false;
      switch (noteKinds[n]) {
        case NOTE_P:
          broken = given !== 0;
          break;
        case NOTE_R:
          broken = given === 0;
          break;
        case NOTE_C:
          broken = first !== 0;
          break;
        case NOTE_L:
          broken = given !== 0 && given === first;
          break;
        case NOTE_N:
          broken = first === 0 && given !== (mask ^ noteFirsts[n]!);
          break;
        default:
          broken = (given & (given - 1)) !== 0;
      }
      if (broken) {
        // The element without which the others are needed is not missed itself.
        const asked = noteKinds[n] === NOTE_N ? mask ^ noteFirsts[n]! : mask;
        this.#deviations.note(s, rule, String.fromCharCode(noteKinds[n]!), asked, given);
        return;
      }
    }
  }
}
