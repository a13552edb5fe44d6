import { COUNTRIES, STATES } from '../../codes/countries.ts';
import { PLACES_OF_SERVICE } from '../../codes/places.ts';
import type { ClaimType } from '../../model/claim.ts';
import { packId } from '../../x12/segments.ts';
import { ELEMENTS } from './elements.ts';
import { INSTITUTIONAL } from './institutional.ts';
import { PROFESSIONAL } from './professional.ts';

/** Usage of a loop, segment, element or component. */
export const NOT_USED = 0;
export const SITUATIONAL = 1;
export const REQUIRED = 2;

/** Types of elements, as numbers. AMOUNT is a decimal of at most 18 digits, PERIOD a date in the format that the element before names. */
export const TEXT = 0;
export const CODE = 1;
export const WHOLE = 2;
export const DECIMAL = 3;
export const AMOUNT = 4;
export const DATE = 5;
export const TIME = 6;
export const PERIOD = 7;
export const COMPOSITE = 8;

/** A repeat without limit. */
export const NO_LIMIT = 0x7fffffff;

/** One element or component at one place of a guide. */
export interface ElementRule {
  readonly name: string;
  readonly usage: number;
  readonly type: number;
  /** Shortest and longest, in characters. */
  readonly min: number;
  readonly max: number;
  /** Number of its list of codes; -1 where any value is legal. */
  readonly codes: number;
  /** Of a composite; empty for all others. */
  readonly components: readonly ElementRule[];
}

/** A list of legal codes. */
export interface CodeList {
  readonly codes: readonly string[];
  /** A public list such as the states, too long to be told whole. */
  readonly external: string | undefined;
}

/** How elements of one segment depend on each other: P all or none, R one at least, C, L if the first then all or one, E one at most, N if not the first then all others. */
export interface Note {
  readonly kind: 'P' | 'R' | 'C' | 'L' | 'E' | 'N';
  readonly elements: readonly number[];
  /** Bit k for element k: of all elements, and of the first. */
  readonly mask: number;
  readonly first: number;
}

/** One segment at one place of a guide. */
export interface SegmentRule {
  readonly index: number;
  readonly id: string;
  readonly packed: number;
  readonly loop: number;
  readonly position: number;
  readonly usage: number;
  readonly max: number;
  readonly name: string;
  /** All that the standard knows, used or not. */
  readonly elements: readonly ElementRule[];
  /** The last element that is required, and the last that is used. */
  readonly lastRequired: number;
  readonly lastUsed: number;
  readonly notes: readonly Note[];
}

/** The segments of one id in one loop, told apart by the codes of one element. */
export interface SegmentGroup {
  readonly rules: readonly SegmentRule[];
  /** Element and component whose codes tell them apart; 0 where there is one only, and no qualifier says what it is. */
  readonly element: number;
  readonly component: number;
  /** Open hash table, a power of two: packed code to index in `rules`, -1 where free. */
  readonly keys: Int32Array;
  readonly values: Int16Array;
}

/** One loop of a guide. */
export interface LoopRule {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  /** 0 for a loop that begins a part of the set: header, levels, claim. */
  readonly parent: number;
  readonly position: number;
  readonly usage: number;
  readonly max: number;
  readonly segments: readonly SegmentRule[];
  readonly children: readonly LoopRule[];
}

/** One guide as tables. Loop 0 is "in no loop that the guide knows". */
export interface Guide {
  readonly type: ClaimType;
  readonly loops: readonly LoopRule[];
  readonly segments: readonly SegmentRule[];
  readonly codeLists: readonly CodeList[];
  /** Segment ids that the guide uses, packed, to their index; see `idIndex`. */
  readonly ids: ReadonlyMap<number, number>;
  /** By loop * ids.size + index of the id. */
  readonly groups: readonly (SegmentGroup | undefined)[];
  loop(id: string): number;
  group(loop: number, packed: number): SegmentGroup | undefined;
}

interface Dictionary {
  readonly elements: readonly Definition[];
  readonly notes: readonly Note[];
}

interface Definition {
  readonly name: string;
  readonly type: number;
  readonly min: number;
  readonly max: number;
  readonly components: readonly Definition[];
}

const TYPES: Readonly<Record<string, number>> = { AN: TEXT, ID: CODE, N: WHOLE, R: DECIMAL, DT: DATE, TM: TIME, DP: PERIOD };

/** Splits at a separator that stands outside brackets. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of text) {
    if (letter === '(') depth++;
    else if (letter === ')') depth--;
    if (letter === separator && depth === 0) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  parts.push(part);
  return parts.map((each) => each.trim()).filter(Boolean);
}

/** Writes `3*x` out as x, x, x. */
function repeated(parts: readonly string[]): string[] {
  return parts.flatMap((part) => {
    const times = /^(\d+)\*(.*)$/s.exec(part);
    return times ? Array<string>(Number(times[1])).fill(times[2]!) : [part];
  });
}

function parseDefinition(text: string): Definition {
  const composite = /^([^(:]+)\((.*)\)$/s.exec(text);
  if (composite) {
    const components = splitOutside(composite[2]!, ',').map(parseDefinition);
    return { name: composite[1]!, type: COMPOSITE, min: 0, max: 0, components };
  }
  const simple = /^(.+):(AN|ID|N|R|DT|TM|DP)(\d+)(?:-(\d+))?$/.exec(text);
  if (!simple) throw new Error(`element "${text}" is not understood`);
  const max = Number(simple[4] ?? simple[3]);
  const type = simple[2] === 'R' && max === 18 ? AMOUNT : TYPES[simple[2]!]!;
  return { name: simple[1]!, type, min: Number(simple[3]), max, components: [] };
}

function parseNote(text: string): Note {
  const elements = (text.slice(1).match(/\d\d/g) ?? []).map(Number);
  return {
    kind: text[0] as Note['kind'],
    elements,
    mask: elements.reduce((mask, element) => mask | (1 << element), 0),
    first: 1 << elements[0]!,
  };
}

function parseDictionary(text: string): Map<string, Dictionary> {
  const dictionary = new Map<string, Dictionary>();
  for (const row of text.trim().split('\n')) {
    const parts = /^(\S+)\s+\[(.*?)\]\s+(.*)$/.exec(row);
    if (!parts) throw new Error(`row "${row}" is not understood`);
    dictionary.set(parts[1]!, {
      notes: parts[2]!.split(' ').filter(Boolean).map(parseNote),
      elements: repeated(splitOutside(parts[3]!, ',')).map(parseDefinition),
    });
  }
  return dictionary;
}

const EXTERNAL: Readonly<Record<string, readonly [name: string, codes: ReadonlySet<string>]>> = {
  '@state': ['US state or Canadian province', STATES],
  '@country': ['ISO country', COUNTRIES],
  '@place': ['CMS place of service', PLACES_OF_SERVICE],
};

const USAGE: Readonly<Record<string, number>> = { R: REQUIRED, S: SITUATIONAL, '-': NOT_USED };

/** Packs a code of up to four characters. */
export function packCode(code: string): number {
  let packed = 0;
  for (let i = 0; i < code.length; i++) packed |= code.charCodeAt(i) << (8 * i);
  return packed;
}

/** Slot where the search for a key begins in a table of `mask + 1` entries. */
export function slotOf(key: number, mask: number): number {
  return (Math.imul(key, 0x9e3779b1) >>> 16) & mask;
}

/** Reads one guide. Throws on what it does not understand: the data are ours. */
class Reader {
  readonly codeLists: CodeList[] = [];
  readonly segments: SegmentRule[] = [];
  readonly #dictionary: ReadonlyMap<string, Dictionary>;
  readonly #lists = new Map<string, number>();
  /** Place of the element marked `!` in the row at hand. */
  #marked: readonly [number, number] | undefined;

  constructor(dictionary: ReadonlyMap<string, Dictionary>) {
    this.#dictionary = dictionary;
  }

  #codes(text: string | undefined): number {
    if (!text) return -1;
    const known = this.#lists.get(text);
    if (known !== undefined) return known;
    const external = EXTERNAL[text];
    this.codeLists.push({ codes: external ? [...external[1]] : text.split(','), external: external?.[0] });
    this.#lists.set(text, this.codeLists.length - 1);
    return this.codeLists.length - 1;
  }

  #element(token: string | undefined, definition: Definition, element: number, component: number): ElementRule {
    const parts = /^([RS-])(!?)(?:=([^(]+))?(?:\((.*)\))?$/.exec(token ?? '-');
    if (!parts) throw new Error(`element "${token}" is not understood`);
    if (parts[2]) this.#marked = [element, component];
    const usage = USAGE[parts[1]!]!;
    const tokens = parts[4] ? splitOutside(parts[4], ' ') : [];
    if (tokens.length > definition.components.length) throw new Error(`"${token}" has too many components`);
    return {
      name: definition.name,
      usage,
      type: definition.type,
      min: definition.min,
      max: definition.max,
      codes: this.#codes(parts[3]),
      components:
        usage === NOT_USED ? [] : definition.components.map((each, k) => this.#element(tokens[k], each, element, k + 1)),
    };
  }

  segment(row: string, loop: number): { rule: SegmentRule; marked: readonly [number, number] | undefined } {
    const parts = /^(\S+)\s+(\d+) ([RS]) (\d+|\*)\s+(.*?) \| (.*)$/.exec(row);
    const dictionary = parts && this.#dictionary.get(parts[1]!);
    if (!parts || !dictionary) throw new Error(`row "${row}" is not understood`);
    const tokens = repeated(splitOutside(parts[6]!, ' '));
    if (tokens.length > dictionary.elements.length) throw new Error(`row "${row}" has too many elements`);
    this.#marked = undefined;
    const elements = dictionary.elements.map((each, k) => this.#element(tokens[k], each, k + 1, 0));
    const last = (usage: number) => elements.findLastIndex((element) => element.usage >= usage) + 1;
    const rule: SegmentRule = {
      index: this.segments.length,
      id: parts[1]!,
      packed: packId(parts[1]!),
      loop,
      position: Number(parts[2]),
      usage: USAGE[parts[3]!]!,
      max: parts[4] === '*' ? NO_LIMIT : Number(parts[4]),
      name: parts[5]!,
      elements,
      lastRequired: last(REQUIRED),
      lastUsed: last(SITUATIONAL),
      notes: dictionary.notes,
    };
    this.segments.push(rule);
    return { rule, marked: this.#marked };
  }
}

/** Segments that say by a qualifier what they are, even where a loop has only one of them. */
const QUALIFIED: ReadonlySet<string> = new Set(['AMT', 'CRC', 'DTP', 'HI', 'QTY', 'REF']);

/** Where the first element or component with codes stands. */
function discriminator(rule: SegmentRule): readonly [number, number] {
  const element = rule.elements.findIndex((each) => each.codes >= 0 || each.components[0]?.codes !== undefined);
  return [element + 1, (rule.elements[element]?.components.length ?? 0) > 0 ? 1 : 0];
}

function makeGroup(
  rules: readonly SegmentRule[],
  marked: readonly [number, number] | undefined,
  lists: readonly CodeList[],
): SegmentGroup {
  if (rules.length === 1 && !QUALIFIED.has(rules[0]!.id))
    return { rules, element: 0, component: 0, keys: new Int32Array(1), values: new Int16Array(1) };
  const [element, component] = marked ?? discriminator(rules[0]!);
  const entries = rules.flatMap((rule, index) => {
    const part = rule.elements[element - 1];
    const codes = component > 0 ? part?.components[component - 1]?.codes : part?.codes;
    if (codes === undefined || codes < 0) throw new Error(`${rule.id} ${rule.name} cannot be told from its neighbours`);
    return lists[codes]!.codes.map((code) => [packCode(code), index] as const);
  });
  if (new Set(entries.map(([key]) => key)).size !== entries.length) throw new Error(`two ${rules[0]!.id} share a qualifier`);
  let size = 4;
  while (size < entries.length * 2) size *= 2;
  const keys = new Int32Array(size);
  const values = new Int16Array(size).fill(-1);
  for (const [key, index] of entries) {
    let slot = slotOf(key, size - 1);
    while (values[slot]! >= 0) slot = (slot + 1) & (size - 1);
    keys[slot] = key;
    values[slot] = index;
  }
  return { rules, element, component, keys, values };
}

function compile(type: ClaimType, text: string, dictionary: ReadonlyMap<string, Dictionary>): Guide {
  const reader = new Reader(dictionary);
  const loops: (LoopRule & { segments: SegmentRule[]; children: LoopRule[] })[] = [];
  const marks = new Map<SegmentRule, readonly [number, number]>();
  const nowhere = { number: 0, id: '', name: '', parent: 0, position: 0, usage: SITUATIONAL, max: NO_LIMIT };
  loops.push({ ...nowhere, segments: [], children: [] });
  for (const row of text.split('\n')) {
    if (row === '') continue;
    const head = /^loop (\S+) (\S+) (\d+) ([RS]) (\d+|\*) (.*)$/.exec(row);
    if (!head) {
      const { rule, marked } = reader.segment(row, loops.length - 1);
      loops.at(-1)!.segments.push(rule);
      if (marked) marks.set(rule, marked);
      continue;
    }
    const parent = head[2] === '-' ? 0 : loops.findIndex((loop) => loop.id === head[2]);
    if (parent < 0) throw new Error(`loop ${head[1]} stands in no loop`);
    const loop = {
      number: loops.length,
      id: head[1]!,
      name: head[6]!,
      parent,
      position: Number(head[3]),
      usage: USAGE[head[4]!]!,
      max: head[5] === '*' ? NO_LIMIT : Number(head[5]),
      segments: [],
      children: [],
    };
    loops.push(loop);
    loops[parent]!.children.push(loop);
  }
  const ids = new Map<number, number>();
  for (const rule of reader.segments) if (!ids.has(rule.packed)) ids.set(rule.packed, ids.size);
  const groups: (SegmentGroup | undefined)[] = Array(loops.length * ids.size).fill(undefined);
  for (const loop of loops) {
    for (const [packed, index] of ids) {
      const rules = loop.segments.filter((rule) => rule.packed === packed);
      const marked = rules.map((rule) => marks.get(rule)).find(Boolean);
      if (rules.length > 0) groups[loop.number * ids.size + index] = makeGroup(rules, marked, reader.codeLists);
    }
  }
  const numbers = new Map(loops.map((loop, number) => [loop.id, number]));
  return {
    type,
    loops,
    segments: reader.segments,
    codeLists: reader.codeLists,
    ids,
    groups,
    loop: (id) => numbers.get(id) ?? -1,
    group: (loop, packed) => {
      const index = ids.get(packed);
      return index === undefined ? undefined : groups[loop * ids.size + index];
    },
  };
}

const DICTIONARY = parseDictionary(ELEMENTS);

/** What there is once for each guide, made when it is first asked for: most runs need one of the two. */
export function byGuide<T>(make: (type: ClaimType) => T): Readonly<Record<ClaimType, T>> {
  const lazy = (type: ClaimType) => {
    let made: T | undefined;
    return () => {
      made ??= make(type);
      return made;
    };
  };
  const [professional, institutional] = [lazy('837P'), lazy('837I')];
  return {
    get '837P'() {
      return professional();
    },
    get '837I'() {
      return institutional();
    },
  };
}

const SOURCES = { '837P': PROFESSIONAL, '837I': INSTITUTIONAL };

/** The compiled guides. */
export const GUIDES = byGuide((type) => compile(type, SOURCES[type].trim(), DICTIONARY));
