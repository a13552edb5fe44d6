import { COUNTRIES, STATES } from '../codes/countries.ts';
import { PLACES_OF_SERVICE } from '../codes/places.ts';
import { packId } from '../x12/segments.ts';
import {
  AMOUNT,
  AMOUNT_DIGITS,
  CODE,
  COMPOSITE,
  type CodeList,
  DATE,
  DECIMAL,
  type ElementRule,
  type LoopRule,
  NO_LIMIT,
  NOT_USED,
  type Note,
  PERIOD,
  REQUIRED,
  type SegmentRule,
  SITUATIONAL,
  TEXT,
  TIME,
  WHOLE,
} from './types.ts';

/*
 * The notation of this room: how a row of elements.ts, professional.ts, institutional.ts and envelope.ts is read.
 *
 * A row is a line; empty lines say nothing. Elements have the numbers that they have in X12: `07` is SV107, in brackets `02` is the
 * second component. `03-06` is a run of four that are alike. Numbers rise from left to right.
 *
 * elements.ts: what X12 knows of a segment, wherever it is used.
 *
 *     ID [notes] 01 element, 02 element …
 *
 *   An element is `name:TYPE`, and a composite is `name(01 component, 02 component …)`. The name `-` means that neither guide uses it.
 *   TYPE is one of these, with a length, or the shortest and the longest:
 *     AN text, ID code, N whole number, R decimal (of at most 18 digits: an amount of money),
 *     DT date (DT6 is YYMMDD), TM time (TM4 is HHMM), DP a date or period in the format that the element before names.
 *   A note is a letter, and the numbers of the elements that depend on each other:
 *     P all or none, R at least one, C the first needs all the others, L the first needs one of the others, E at most one.
 *     N is of the guides and not of X12: where the first is absent, all the others are needed.
 *
 * professional.ts and institutional.ts: what a guide demands at one place. A loop, and the segments in it, of which the first opens it:
 *
 *     loop ID PARENT POSITION USAGE REPEAT name
 *     ID POSITION USAGE REPEAT name | 01 02? 05?=A,B 07(01 02?)
 *
 *   PARENT is the loop around it, or `-`. Segments and loops of one parent come in the order of POSITION, those of the same POSITION in
 *   any order. USAGE is R required or S situational. REPEAT is how often it may come; `*` has no limit.
 *   `01` is required, `02?` is situational, and what is not named is not used. `=A,B` are the codes that are allowed; `=@place` is a
 *   list of src/codes (`@state`, `@country`, `@place`). Brackets hold the components. `<30` is a longest length below that of X12, and
 *   `<8.3` at most 8 digits before the decimal point and 3 behind it.
 *   Segments of one id in a loop are told apart by the codes of the first element that has some, or of the one marked `!`: `02!=A,B`.
 *
 * envelope.ts: an element of the envelope, with how an acknowledgement reports that it is wrong.
 *
 *     ISA01 name:TYPE=A,B | TA1 010
 *
 *   TA1 is TA105 of the interchange, AK9 is AK905 of the group, IK5 is IK502 of the set.
 */

/** An element of a segment, wherever the segment is used. */
export interface Definition {
  readonly name: string;
  readonly type: number;
  readonly min: number;
  readonly max: number;
  readonly components: readonly Definition[];
}

/** What X12 knows of a segment. */
interface SegmentDefinition {
  readonly elements: readonly Definition[];
  readonly notes: readonly Note[];
}

/** Segments by id. */
export type Dictionary = ReadonlyMap<string, SegmentDefinition>;

/** A loop that is being read: what is in it is added row by row. */
type OpenLoop = LoopRule & { segments: SegmentRule[]; children: LoopRule[] };

/** The rows of one guide, read. Loop 0 is "in no loop that the guide knows". */
interface GuideRows {
  readonly loops: readonly LoopRule[];
  readonly segments: readonly SegmentRule[];
  readonly codeLists: readonly CodeList[];
  /** Number of the marked element of the segments that have one. */
  readonly marks: ReadonlyMap<SegmentRule, number>;
}

const TYPES: Readonly<Record<string, number>> = { AN: TEXT, ID: CODE, N: WHOLE, R: DECIMAL, DT: DATE, TM: TIME, DP: PERIOD };

const EXTERNAL: Readonly<Record<string, readonly [name: string, codes: ReadonlySet<string>]>> = {
  '@state': ['US state or Canadian province', STATES],
  '@country': ['ISO country', COUNTRIES],
  '@place': ['CMS place of service', PLACES_OF_SERVICE],
};

/** Calls `read` for each row of a text. Throws an Error that names the row and what is wrong with it. */
export function eachRow(text: string, read: (row: string) => void): void {
  for (const row of text.split('\n')) {
    if (row === '') continue;
    try {
      read(row);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`The row "${row}" cannot be read: ${reason}.`, { cause: error });
    }
  }
}

/** Splits at a separator that is outside of brackets. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let begin = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '(') depth++;
    else if (letter === ')') depth--;
    else if (letter === separator && depth === 0) {
      parts.push(text.slice(begin, i).trim());
      begin = i + 1;
    }
  }
  if (depth !== 0) throw new Error(`the brackets of "${text}" do not match`);
  parts.push(text.slice(begin).trim());
  return parts.filter(Boolean);
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** The number of two digits at `at`; NaN where there is none. */
function numberAt(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** What follows the number of each element, by that number less one; undefined for those that are not named. */
function byNumber(parts: readonly string[]): (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  for (const part of parts) {
    const first = numberAt(part, 0);
    const isRun = part[2] === '-';
    const last = isRun ? numberAt(part, 3) : first;
    if (Number.isNaN(first + last))
      throw new Error(`"${part}" does not begin with a number of two digits, or a run such as 03-06`);
    if (first <= texts.length) throw new Error(`number ${twoDigits(first)} comes after ${twoDigits(texts.length)}`);
    if (last < first) throw new Error(`the run ${twoDigits(first)}-${twoDigits(last)} ends before it begins`);
    while (texts.length < first - 1) texts.push(undefined);
    const text = part.slice(isRun ? 5 : 2).trim();
    while (texts.length < last) texts.push(text);
  }
  return texts;
}

function readDefinitions(text: string): Definition[] {
  const texts = byNumber(splitOutside(text, ','));
  const definitions: Definition[] = [];
  for (const [index, each] of texts.entries()) {
    if (each === undefined) throw new Error(`number ${twoDigits(index + 1)} is missing`);
    // A run is read once.
    definitions.push(each === texts[index - 1] ? definitions[index - 1]! : readDefinition(each));
  }
  return definitions;
}

/** Reads `name:TYPE` or `name(01 component, 02 component …)`. Throws an Error that names what is wrong. */
export function readDefinition(text: string): Definition {
  const composite = /^([^(:]+)\((.*)\)$/s.exec(text);
  if (composite) return { name: composite[1]!, type: COMPOSITE, min: 0, max: 0, components: readDefinitions(composite[2]!) };
  const simple = /^(.+):(AN|ID|N|R|DT|TM|DP)(\d+)(?:-(\d+))?$/.exec(text);
  if (!simple) throw new Error(`"${text}" is not a name with a type and length, such as city:AN2-30`);
  const max = Number(simple[4] ?? simple[3]);
  const type = simple[2] === 'R' && max === 18 ? AMOUNT : TYPES[simple[2]!]!;
  return { name: simple[1]!, type, min: Number(simple[3]), max, components: [] };
}

function readNote(text: string): Note {
  if (!/^[PRCLEN](\d\d){2,}$/.test(text)) throw new Error(`"${text}" is not a note such as P0304`);
  const elements = (text.slice(1).match(/\d\d/g) ?? []).map(Number);
  return {
    kind: text[0] as Note['kind'],
    elements,
    mask: elements.reduce((mask, element) => mask | (1 << element), 0),
    first: 1 << elements[0]!,
  };
}

/** Reads the rows of elements.ts. Throws an Error that names a row that cannot be read. */
export function readDictionary(text: string): Dictionary {
  const dictionary = new Map<string, SegmentDefinition>();
  eachRow(text, (row) => {
    const parts = /^(\S+)\s+\[(.*?)\]\s+(.*)$/.exec(row);
    if (!parts) throw new Error('it is not of the form ID [notes] 01 element, 02 element');
    const [, id, notes, elements] = parts;
    if (dictionary.has(id!)) throw new Error(`${id} has a row already`);
    dictionary.set(id!, { notes: notes!.split(' ').filter(Boolean).map(readNote), elements: readDefinitions(elements!) });
  });
  return dictionary;
}

const usageOf = (letter: string) => (letter === 'R' ? REQUIRED : SITUATIONAL);
const repeatOf = (text: string) => (text === '*' ? NO_LIMIT : Number(text));

/** The number of the element that is marked. */
function markedOf(texts: readonly (string | undefined)[]): number {
  const marked = texts.flatMap((text, index) => (text?.includes('!') ? [index + 1] : []));
  if (marked.length > 1) throw new Error('more than one element is marked with !');
  return marked[0]!;
}

class GuideReader {
  readonly loops: OpenLoop[] = [];
  readonly segments: SegmentRule[] = [];
  readonly codeLists: CodeList[] = [];
  readonly marks = new Map<SegmentRule, number>();
  readonly #dictionary: Dictionary;
  /** Numbers of code lists, by how a row writes them. */
  readonly #lists = new Map<string, number>();

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
    const nowhere = { number: 0, id: '', name: '', parent: 0, position: 0, usage: SITUATIONAL, max: NO_LIMIT };
    this.loops.push({ ...nowhere, segments: [], children: [] });
  }

  row(row: string): void {
    if (row.startsWith('loop ')) this.#loop(row);
    else this.#segment(row);
  }

  #loop(row: string): void {
    const parts = /^loop (\S+) (\S+) (\d+) ([RS]) (\d+|\*) (.*)$/.exec(row);
    if (!parts) throw new Error('it is not of the form loop ID PARENT POSITION USAGE REPEAT name');
    const [, id, parentId, position, usage, repeat, name] = parts;
    if (this.loops.some((loop) => loop.id === id)) throw new Error(`loop ${id} has a row already`);
    const parent = parentId === '-' ? 0 : this.loops.findIndex((loop) => loop.id === parentId);
    if (parent < 0) throw new Error(`there is no loop ${parentId} above it`);
    const loop = {
      number: this.loops.length,
      id: id!,
      name: name!,
      parent,
      position: Number(position),
      usage: usageOf(usage!),
      max: repeatOf(repeat!),
      segments: [],
      children: [],
    };
    this.loops.push(loop);
    this.loops[parent]!.children.push(loop);
  }

  #segment(row: string): void {
    const parts = /^(\S+)\s+(\d+) ([RS]) (\d+|\*)\s+(.*?) \| (.*)$/.exec(row);
    if (!parts) throw new Error('it is not of the form ID POSITION USAGE REPEAT name | elements');
    const [, id, position, usage, repeat, name, elements] = parts;
    const definition = this.#dictionary.get(id!);
    if (!definition) throw new Error(`elements.ts has no segment ${id}`);
    const loop = this.loops.length - 1;
    if (loop === 0) throw new Error('no loop begins above it');
    const texts = byNumber(splitOutside(elements!, ' '));
    const rules = this.#elements(texts, definition.elements, id!);
    const rule: SegmentRule = {
      index: this.segments.length,
      id: id!,
      packed: packId(id!),
      loop,
      position: Number(position),
      usage: usageOf(usage!),
      max: repeatOf(repeat!),
      name: name!,
      elements: rules,
      lastRequired: rules.findLastIndex((element) => element.usage === REQUIRED) + 1,
      notes: definition.notes,
    };
    this.segments.push(rule);
    this.loops[loop]!.segments.push(rule);
    if (elements!.includes('!')) this.marks.set(rule, markedOf(texts));
  }

  /** `texts` are what follows the numbers of a segment's elements, or of a composite's components; `owner` is what they belong to. */
  #elements(texts: readonly (string | undefined)[], definitions: readonly Definition[], owner: string): ElementRule[] {
    if (texts.length > definitions.length)
      throw new Error(`${owner} has no number ${twoDigits(texts.length)}: its last one is ${twoDigits(definitions.length)}`);
    const rules: ElementRule[] = [];
    for (let i = 0; i < definitions.length; i++) {
      const isAsBefore = i > 0 && texts[i] === texts[i - 1] && definitions[i] === definitions[i - 1];
      rules.push(isAsBefore ? rules[i - 1]! : this.#element(texts[i], definitions[i]!, owner, i + 1));
    }
    return rules;
  }

  #element(text: string | undefined, { name, type, min, max, components }: Definition, owner: string, k: number): ElementRule {
    const digits = type === AMOUNT ? AMOUNT_DIGITS : { whole: NO_LIMIT, decimals: NO_LIMIT };
    if (text === undefined) return { name, usage: NOT_USED, type, min, max, ...digits, codes: -1, components: [] };
    // An owner of four letters or more is an element, such as HI01; no id of a segment is longer than three.
    const isComponent = owner.length > 3;
    const place = isComponent ? `${owner}-${k}` : `${owner}${twoDigits(k)}`;
    const parts = /^(\??)(!?)(?:<(\d+)(?:\.(\d+))?)?(?:=([^(]+))?(?:\((.*)\))?$/s.exec(text);
    if (!parts) throw new Error(`"${text}" after the number of ${place} is not made of ?, !, <length, =codes and (components)`);
    const [, , , length, decimals] = parts;
    if (parts[2] && isComponent) throw new Error(`${place} is a component, and only an element can be marked with !`);
    if (parts[6] !== undefined && type !== COMPOSITE) throw new Error(`${place} is not a composite`);
    return {
      name,
      usage: parts[1] ? SITUATIONAL : REQUIRED,
      type,
      min,
      max: length !== undefined && decimals === undefined ? Number(length) : max,
      ...(length !== undefined && decimals !== undefined ? { whole: Number(length), decimals: Number(decimals) } : digits),
      codes: this.#codes(parts[5]),
      components: components.length > 0 ? this.#elements(byNumber(splitOutside(parts[6] ?? '', ' ')), components, place) : [],
    };
  }

  #codes(text: string | undefined): number {
    if (text === undefined) return -1;
    const known = this.#lists.get(text);
    if (known !== undefined) return known;
    const external = EXTERNAL[text];
    if (!external && text.startsWith('@')) throw new Error(`there is no list ${text}, only ${Object.keys(EXTERNAL).join(', ')}`);
    this.codeLists.push({ codes: external ? [...external[1]] : text.split(','), external: external?.[0] });
    this.#lists.set(text, this.codeLists.length - 1);
    return this.codeLists.length - 1;
  }
}

/** Reads the rows of professional.ts or institutional.ts. Throws an Error that names a row that cannot be read. */
export function readGuide(text: string, dictionary: Dictionary): GuideRows {
  const reader = new GuideReader(dictionary);
  eachRow(text, (row) => reader.row(row));
  return reader;
}
