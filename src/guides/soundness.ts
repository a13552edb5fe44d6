import { wrongWidths } from '../codes/isa.ts';
import { isDate } from '../model/calendar.ts';
import type { EnvelopeSegment } from '../model/envelope.ts';
import { locate, sizeOf, text, textOf } from '../x12/elements.ts';
import { idOf } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';
import { ElementCheck, type ElementSink, FINE, NOT_CODE } from './element-check.ts';
import { ENVELOPE_ROWS, type EnvelopeRow } from './envelope.ts';
import { FLAT_GUIDES, type FlatGuide } from './flat.ts';
import { AMOUNT, CODE, DATE, type SegmentRule, TIME, WHOLE } from './types.ts';

/**
 * What a segment may be trusted with. A typing error shifts, swaps or glues values, so that a name or an id is where a code or an amount
 * belongs. Where every element is what a guide asks for, no such thing happened, and its values are what they seem to be.
 */
export interface Soundness {
  /** Every element is what the guide asks for, and looks like it. */
  readonly isSound: boolean;
  /** An element deviates by more than a code that is not in its list. */
  readonly isBroken: boolean;
  /** The one element, as `k * 32 + c`, whose code is not in its list but looks like those that are; all else is sound. */
  readonly wrongCode: number;
  /** Whether an element or component holds a code of its own closed list, whatever the others hold. */
  isLegalCode(k: number, c: number): boolean;
}

/** Digits before the point of a number that is shown without a point: an id that was typed into an amount has more. */
const LONGEST_NUMBER = 6;

/** A number as claims have it, and not an id in its place. */
const isPlausible = (value: string) => value.includes('.') || value.replace('-', '').length <= LONGEST_NUMBER;

/** What the characters of a code are: `9` digits, `A` letters, `A9` both; '' where there is another. */
const classOf = (code: string) => (/^\d+$/.test(code) ? '9' : /^[A-Z]+$/.test(code) ? 'A' : /^[A-Z\d]+$/.test(code) ? 'A9' : '');

/** Whether a value could be one of the codes but for a slip: it has the length of one of them, and its kind of characters. */
export function looksLike(value: string, codes: readonly string[]): boolean {
  const kind = classOf(value);
  return kind !== '' && codes.some((code) => code.length === value.length && classOf(code) === kind);
}

const OPAQUE: Soundness = { isSound: false, isBroken: true, wrongCode: 0, isLegalCode: () => false };

/** The codes of an element rule; undefined where it has none. */
const codesOf = ({ guide, elements }: FlatGuide, e: number): readonly string[] | undefined =>
  guide.codeLists[elements[e]!.codes]?.codes;

/** Row of an element or component in the flat guide; -1 if the segment rule has none. */
function rowOf(flat: FlatGuide, rule: number, k: number, c: number): number {
  if (k < 1 || k > flat.elementCount[rule]!) return -1;
  const e = flat.firstElement[rule]! + k - 1;
  if (flat.componentCount[e] === 0) return c <= 1 ? e : -1;
  return c >= 1 && c <= flat.componentCount[e]! ? flat.firstComponent[e]! + c - 1 : -1;
}

/** Judges segments of one table by one guide. */
class Judge implements ElementSink {
  readonly #table: SegmentTable;
  readonly #flat: FlatGuide;
  readonly #check: ElementCheck;
  /** Something is wrong beyond codes. */
  #isBroken = false;
  /** Elements with a wrong code, as `k * 32 + c`. */
  #wrongCodes: number[] = [];

  constructor(table: SegmentTable, flat: FlatGuide) {
    this.#table = table;
    this.#flat = flat;
    this.#check = new ElementCheck(table, this);
    this.#check.use(flat);
  }

  /** How a segment looks as segment rule `rule`. */
  judge(s: number, rule: SegmentRule): Soundness {
    this.#isBroken = false;
    this.#wrongCodes = [];
    this.#check.begin();
    this.#check.check(s, rule.index);
    const { bytes, start, element, first } = this.#table;
    // Values of a segment that holds a line break may be those of two.
    for (let i = start[s]!; i < element[first[s + 1]! - 1]! - 1; i++)
      if (bytes[i] === 10 || bytes[i] === 13) this.#isBroken = true;
    if (!this.#isBroken) this.#judgeNumbers(s, rule);
    const [only] = this.#wrongCodes;
    const isLikely = this.#wrongCodes.length === 1 && this.#isLikely(s, rule, only!);
    return {
      isSound: !this.#isBroken && this.#wrongCodes.length === 0,
      isBroken: this.#isBroken,
      wrongCode: !this.#isBroken && isLikely ? only! : 0,
      isLegalCode: (k, c) => this.#isLegal(s, rule, k, c),
    };
  }

  #isLikely(s: number, rule: SegmentRule, at: number): boolean {
    const [k, c] = [at >> 5, at & 31];
    const codes = codesOf(this.#flat, rowOf(this.#flat, rule.index, k, c));
    return codes !== undefined && looksLike(text(this.#table, s, k, c), codes);
  }

  #isLegal(s: number, rule: SegmentRule, k: number, c: number): boolean {
    const e = rowOf(this.#flat, rule.index, k, c);
    if (e < 0 || this.#flat.type[e] !== CODE) return false;
    const isComposite = rule.elements[k - 1]!.components.length > 0;
    const value = text(this.#table, s, k, isComposite ? c : 0);
    return codesOf(this.#flat, e)?.includes(value) === true;
  }

  #judgeNumbers(s: number, rule: SegmentRule): void {
    for (const [i, element] of rule.elements.entries()) {
      const parts = element.components.length > 0 ? element.components : [element];
      for (const [j, { type }] of parts.entries()) {
        if (type < WHOLE || type > AMOUNT) continue;
        const found = locate(this.#table, s, i + 1, element.components.length > 0 ? j + 1 : 0);
        if (found && found.to > found.from && !isPlausible(textOf(this.#table.bytes, found.from, found.to)))
          this.#isBroken = true;
      }
    }
  }

  elementMissing(): void {
    this.#isBroken = true;
  }

  elementUnused(): void {
    this.#isBroken = true;
  }

  elementsExtra(): void {
    this.#isBroken = true;
  }

  componentsExtra(): void {
    this.#isBroken = true;
  }

  elementDivided(): void {
    this.#isBroken = true;
  }

  /** Nothing follows the separators. */
  trailing(): void {}

  value(fault: number, _s: number, k: number, c: number): void {
    if (fault === NOT_CODE) this.#wrongCodes.push(k * 32 + c);
    else if (fault !== FINE) this.#isBroken = true;
  }

  note(): void {
    this.#isBroken = true;
  }
}

const JUDGES = new WeakMap<SegmentTable, readonly Judge[]>();

function judgesOf(table: SegmentTable): readonly Judge[] {
  const known = JUDGES.get(table);
  if (known) return known;
  const judges = [FLAT_GUIDES['837P'], FLAT_GUIDES['837I']].map((flat) => new Judge(table, flat));
  JUDGES.set(table, judges);
  return judges;
}

/** The better of two. */
const better = (a: Soundness, b: Soundness) => (b.isSound || (!a.isSound && b.wrongCode > 0 && a.wrongCode === 0) ? b : a);

/**
 * How sound a segment is, by what either guide says of a segment of this id and qualifier anywhere: a segment in the wrong place
 * still holds what it says. For findings only: it takes its time.
 */
export function soundnessOf(table: SegmentTable, s: number): Soundness {
  const id = idOf(table, s);
  if (ENVELOPE_ROWS.has(id)) {
    const elements = Array.from({ length: sizeOf(table, s) + 1 }, (_, k) => text(table, s, k));
    return envelopeSoundness(elements);
  }
  const packed = table.id[s]!;
  let best: Soundness | undefined;
  for (const [i, judge] of judgesOf(table).entries()) {
    const { guide } = FLAT_GUIDES[i === 0 ? '837P' : '837I'];
    for (const rule of guide.segments) {
      if (rule.packed !== packed) continue;
      const soundness = judge.judge(s, rule);
      if (soundness.isSound) return soundness;
      best = best === undefined ? soundness : better(best, soundness);
    }
  }
  return best ?? OPAQUE;
}

// Envelope

const isClock = (value: string) => /^([01]\d|2[0-3])[0-5]\d([0-5]\d\d{0,2})?$/.test(value);

/** What is wrong with the value of an element of the envelope; undefined for nothing. */
export type EnvelopeFault = 'empty' | 'period' | 'whole' | 'long' | 'short' | 'date' | 'time' | 'code';

/** Compares a value with what the guides ask of an element of the envelope. */
export function envelopeFault({ type, min, max, codes }: EnvelopeRow, value: string): EnvelopeFault | undefined {
  if (value.trim() === '') return 'empty';
  if (type === DATE && max === 6) return /^\d{6}$/.test(value) && isDate(20_000_000 + Number(value)) ? undefined : 'period';
  if (type === TIME && max === 4) return isClock(value) ? undefined : 'period';
  if (type === WHOLE && !/^\d+$/.test(value)) return 'whole';
  if (value.length > max) return 'long';
  if (value.length < min) return 'short';
  if (type === DATE) return /^\d{8}$/.test(value) && isDate(Number(value)) ? undefined : 'date';
  if (type === TIME) return isClock(value) ? undefined : 'time';
  return codes.length > 0 && !codes.includes(value) ? 'code' : undefined;
}

/** Elements that are counts: an id in their place is longer. */
const COUNTS: ReadonlySet<string> = new Set(['SE01', 'GE01', 'IEA01']);

/** The elements of each segment of the envelope: more than these, and it is another segment. */
const SIZES: Readonly<Record<string, number>> = { ISA: 16, GS: 8, ST: 3, SE: 2, GE: 2, IEA: 2 };

/** A control number: digits, at most as many as the guides allow. */
const isControl = (value: string) => /^\d{1,9}$/.test(value.trim());

/** How sound a segment of the envelope is; `elements` are its texts, the id first. */
export function envelopeSoundness(elements: readonly string[]): Soundness {
  const id = elements[0] ?? '';
  const size = SIZES[id];
  const rows = ENVELOPE_ROWS.get(id) ?? [];
  const isLegalCode = (k: number) => rows.find((row) => row.index === k)?.codes.includes(elements[k] ?? '') === true;
  const broken = { isSound: false, isBroken: true, wrongCode: 0, isLegalCode };
  if (size === undefined || elements.slice(size + 1).some((text) => text !== '')) return broken;
  if (id === 'ISA' && wrongWidths(elements).length > 0) return broken;
  if (id === 'ST' && !(elements[1]?.trim() === '837' && isControl(elements[2] ?? ''))) return broken;
  if (id === 'SE' && !isControl(elements[2] ?? '')) return broken;
  const wrong: EnvelopeRow[] = [];
  for (const row of rows) {
    const value = elements[row.index] ?? '';
    const fault = envelopeFault(row, value);
    if (fault === 'code') wrong.push(row);
    else if (fault !== undefined || (COUNTS.has(row.element) && !isPlausible(value))) return broken;
  }
  const [only] = wrong;
  const isLikely = wrong.length === 1 && looksLike(elements[only!.index]!, only!.codes);
  return { isSound: wrong.length === 0, isBroken: false, wrongCode: isLikely ? only!.index * 32 : 0, isLegalCode };
}

/** A control number as reports may show it; '' where its segment does not conform, or it is not a number. */
export function shownControl(control: string, header: EnvelopeSegment | undefined): string {
  return header && isControl(control) && !envelopeSoundness(header.elements).isBroken ? control : '';
}
