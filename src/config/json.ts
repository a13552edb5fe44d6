import { createScanner, type ParseError, parse, printParseErrorCode, visit } from 'jsonc-parser';
import { LIMITS } from '../model/limits.ts';
import { ConfigError } from './errors.ts';

/** Most faults of a file that one error lists. */
export const MOST_FAULTS = 8;

/** `overrides[0].rules["xolair/unit-count"]`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, i) => {
      if (typeof key === 'number') return `[${key}]`;
      const name = shortened(String(key));
      return /^[A-Za-z_$][\w$]*$/.test(name) ? `${i > 0 ? '.' : ''}${name}` : `[${JSON.stringify(name)}]`;
    })
    .join('');
}

/** A text of a file as a sentence may quote it. */
export const shortened = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text);

/** The error for a file, from its sentences. */
export function refusal(file: string, sentences: readonly string[]): ConfigError {
  const shown = sentences.slice(0, MOST_FAULTS);
  const more = sentences.length - shown.length;
  return new ConfigError(
    [...shown, ...(more > 0 ? [`And ${more} more.`] : [])].map((text) => `${file}: ${text}`).join('\nxolint: '),
  );
}

/** Line and column of an offset, from 1. */
function lineColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${before.at(-1)!.length + 1}`;
}

/** The text of a file from its bytes, without a byte order mark. Throws ConfigError if it is not UTF-8. */
export function decoded(bytes: Uint8Array, path: string): string {
  if (bytes.length > LIMITS.json)
    throw new ConfigError(
      `${path} has more than ${LIMITS.json / 0x100000} MB, which no file of this kind needs. Check that it is the right one.`,
    );
  try {
    // The decoder leaves out a byte order mark.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigError(`${path} is not text in UTF-8. Save it as UTF-8.`);
  }
}

/** Tokens by their number in `SyntaxKind`, an enum that exists for the compiler only. */
const OPENING: readonly number[] = [1, 3];
const CLOSING: readonly number[] = [2, 4];
const END = 17;

/**
 * The value of a JSON text, with comments and trailing commas. Throws ConfigError with a sentence for what is not valid, is nested too
 * deep, or has a key that would be lost.
 */
export function parseJson(text: string, path: string): unknown {
  const deep = tooDeep(text);
  if (deep !== undefined)
    throw new ConfigError(
      `${path}: ${lineColumn(text, deep)}: lists and objects are nested deeper than ${LIMITS.jsonDepth} levels. Remove some.`,
    );
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first) {
    const what = printParseErrorCode(first.error)
      .replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
      .trim();
    throw new ConfigError(`${path}: ${lineColumn(text, first.offset)}: ${what}. The file is not valid JSON.`);
  }
  const lost = lostKeys(text);
  if (lost.length > 0) throw refusal(path, lost);
  return value;
}

/** Where a text is nested deeper than the parser may follow; undefined if it is nowhere. */
function tooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== END; token = scanner.scan()) {
    if (CLOSING.includes(token)) depth--;
    else if (OPENING.includes(token) && ++depth > LIMITS.jsonDepth) return scanner.getTokenOffset();
  }
  return undefined;
}

/**
 * A sentence for each key that would be lost without a word: one that an object has twice, of which the last would win, and
 * `__proto__`, which is no key of an object but what it inherits from.
 */
function lostKeys(text: string): string[] {
  const sentences: string[] = [];
  /** Line by key, for each object that is still open. */
  const open: Map<string, number>[] = [];
  visit(text, {
    onObjectBegin: () => {
      open.push(new Map());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (name, _offset, _length, line, _column, pathTo) => {
      const keys = open.at(-1)!;
      const first = keys.get(name);
      if (name === '__proto__')
        sentences.push(`${pathText([...pathTo(), name])} on line ${line + 1} cannot be a key. Remove it.`);
      else if (first === undefined) keys.set(name, line + 1);
      else sentences.push(`${pathText([...pathTo(), name])} is on line ${first} and again on line ${line + 1}. Keep one.`);
    },
  });
  return sentences;
}
