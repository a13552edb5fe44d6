import type { Delimiters } from '../model/envelope.ts';
import { isAlphanumeric } from './delimiters.ts';

/** Claims that were found in bytes: how many, and where the first and the last begin. */
export interface FoundClaims {
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** Bytes that follow words in ordinary text, and are no element separators in practice: - _ . , ; ' " ( ) / \ */
const PUNCTUATION: ReadonlySet<number> = new Set(Buffer.from('-_.,;\'"()/\\'));
const LF = 10;
const CR = 13;
const BLANK = 32;

const isBlank = (byte: number) => byte === BLANK || byte === LF || byte === CR;

/** Whether bytes may be an amount (CLM02), or nothing. */
function isAmount(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (!(byte >= 48 && byte <= 57) && byte !== 46 && byte !== 45 && byte > BLANK) return false;
  }
  return to - from <= 20;
}

/** What ends the segment before index `at`: its terminator; -1 if the bytes begin there, undefined if no segment ends there. */
function terminatorBefore(bytes: Uint8Array, at: number, from: number, known: number): number | undefined {
  let control = -1;
  for (let i = at - 1; i >= from; i--) {
    const byte = bytes[i]!;
    if (byte === known) return byte;
    if (byte > BLANK) return isAlphanumeric(byte) ? (control < 0 ? undefined : control) : byte;
    if (byte < BLANK) control = byte;
  }
  return -1;
}

/** Whether `CLM` at index `at` begins a segment. Bytes `from` to `to` are looked at. */
function isClaim(bytes: Uint8Array, at: number, from: number, to: number, delimiters: Delimiters | undefined): boolean {
  const separator = at + 3 < to ? bytes[at + 3]! : BLANK;
  if (isBlank(separator) || isAlphanumeric(separator)) return false;
  const before = terminatorBefore(bytes, at, from, delimiters?.terminator ?? -1);
  if (before === undefined || before === separator) return false;
  if (separator === delimiters?.element && (before === -1 || before === delimiters.terminator)) return true;
  // The separators may be others than those that are known: it must look like a claim, an id and an amount.
  if (PUNCTUATION.has(separator)) return false;
  const ends = (i: number) => i >= to || bytes[i] === before;
  let amount = at + 4;
  while (!ends(amount) && bytes[amount] !== separator) amount++;
  if (ends(amount)) return false;
  let end = ++amount;
  while (!ends(end) && bytes[end] !== separator) end++;
  return isAmount(bytes, amount, end);
}

/**
 * Finds the claims in bytes `from` to `to` of which no more is known than perhaps the separators: a terminator, `CLM` and a separator.
 * Undefined if there are none.
 */
export function findClaims(bytes: Uint8Array, from: number, to: number, delimiters?: Delimiters): FoundClaims | undefined {
  let count = 0;
  let first = -1;
  let last = -1;
  for (let at = from; at + 3 < to; at++) {
    if (bytes[at] !== 67 || bytes[at + 1] !== 76 || bytes[at + 2] !== 77 || !isClaim(bytes, at, from, to, delimiters)) continue;
    count++;
    if (first < 0) first = at;
    last = at;
  }
  return count > 0 ? { count, first, last } : undefined;
}
