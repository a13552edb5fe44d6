import { COUNTRIES, STATES } from '../codes/countries.ts';
import { PLACES_OF_SERVICE } from '../codes/places.ts';
import { packId } from '../x12/segments.ts';
import {
  AMOUNT,
  CODE,
  COMPOSITE,
  type CodeList,
  DATE,
  DECIMAL,
  type ElementRule,
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

export interface Dictionary {
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

export function parseDictionary(text: string): Map<string, Dictionary> {
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

export const USAGE: Readonly<Record<string, number>> = { R: REQUIRED, S: SITUATIONAL, '-': NOT_USED };
/** Reads one guide. Throws on what it does not understand: the data are ours. */
export class Reader {
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
