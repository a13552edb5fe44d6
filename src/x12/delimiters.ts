import type { Delimiters } from '../model/envelope.ts';
import { LIMITS } from '../model/limits.ts';

/** An ISA as it was read, conformant or not. Positions are indices into the bytes that were searched. */
export interface IsaHeader {
  readonly delimiters: Delimiters;
  /** First byte of each element: 0 the id, 16 the last; then one past the separator that would follow. */
  readonly elements: Int32Array;
  /** Index of the terminator. */
  readonly end: number;
}

/** A longer segment is not taken for an ISA. The widest ISA seen in practice has 136 bytes. */
export const ISA_LIMIT = 400;

/** ASCII letter or digit. */
export function isAlphanumeric(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}

/** Whether `ISA` and a possible separator are at `at`. */
export function isIsa(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 4 > end || bytes[at] !== 73 || bytes[at + 1] !== 83 || bytes[at + 2] !== 65) return false;
  const separator = bytes[at + 3]!;
  return !isAlphanumeric(separator) && separator !== 32 && separator !== 10 && separator !== 13;
}

/** Bytes of junk before the first ISA that are skipped. */
const JUNK_LIMIT = LIMITS.head;

/** Bytes needed to decide whether a file holds an interchange: junk, then the longest ISA. */
export const HEAD_LIMIT = 2 * JUNK_LIMIT;

/**
 * Finds the first ISA after a byte order mark, blanks and a little junk in the first `used` bytes of a file. `start` is where
 * the junk begins; `at` is the ISA, or -1. Prefers an ISA whose separators can be read: junk may hold the three letters too.
 */
export function findIsa(bytes: Uint8Array, used: number): { start: number; at: number } {
  let start = used >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (start < used && bytes[start]! <= 32) start++;
  const limit = Math.min(used, start + JUNK_LIMIT);
  let short = -1;
  for (let at = start; at < limit; at++) {
    if (!isIsa(bytes, at, used)) continue;
    if (readIsa(bytes, at, used)) return { start, at };
    if (short < 0) short = at;
  }
  return { start, at: short };
}

export const BLANK = 32;

/** Bytes behind an ISA in which a GS that is whole ends. */
const GS_LIMIT = 200;

/**
 * Whether segments end with the byte at `at`, behind a blank in the place of the terminator: a GS follows, and ends with that byte, but
 * with no blank before it. Undefined when more bytes are needed to know.
 */
function endsBehindBlank(bytes: Uint8Array, at: number, end: number, element: number): boolean | undefined {
  const terminator = bytes[at]!;
  let next = at + 1;
  while (next < end && bytes[next]! <= BLANK) next++;
  if (next + GS_LIMIT > end && end - at < GS_LIMIT && bytes.indexOf(terminator, next) < 0) return undefined;
  if (terminator <= BLANK || terminator === element || isAlphanumeric(terminator)) return false;
  if (bytes[next] !== 71 || bytes[next + 1] !== 83 || bytes[next + 2] !== element) return false;
  const last = bytes.indexOf(terminator, next);
  return last > 0 && last < end && last - next < GS_LIMIT && bytes[last - 1] !== BLANK;
}

/**
 * Reads an ISA by counting its sixteen separators, whatever their distance. `undefined` when the bytes end before all
 * separators are known; the caller decides whether more bytes could come.
 */
export function readIsa(bytes: Uint8Array, at: number, end: number): IsaHeader | undefined {
  const element = bytes[at + 3]!;
  const elements = new Int32Array(18);
  elements[0] = at;
  let count = 1;
  let i = at + 3;
  const limit = Math.min(end, at + ISA_LIMIT);
  for (; i < limit && count <= 16; i++) if (bytes[i] === element) elements[count++] = i + 1;
  // A valid header ends in a component separator and a terminator. The bytes after the 16th separator show whether ISA16 is empty.
  if (count <= 16 || i + 1 >= end) return undefined;
  const first = bytes[i]!;
  const second = bytes[i + 1]!;
  // An empty ISA16: the terminator comes at once, and the next segment begins after it.
  const empty = isAlphanumeric(second) && !isAlphanumeric(first);
  // Only a blank before the terminator of the ISA shifts it by one.
  const isShifted = !empty && second === BLANK ? endsBehindBlank(bytes, i + 2, end, element) : false;
  if (isShifted === undefined) return undefined;
  const terminator = empty ? first : isShifted ? bytes[i + 2]! : second;
  const repetition = bytes[elements[11]!]!;
  const finish = empty ? i : isShifted ? i + 2 : i + 1;
  elements[17] = finish + 1;
  return {
    delimiters: {
      element,
      component: empty || first === element || first === terminator ? -1 : first,
      repetition:
        elements[12]! - elements[11]! !== 2 ||
        isAlphanumeric(repetition) ||
        repetition === 32 ||
        repetition === element ||
        repetition === terminator
          ? -1
          : repetition,
      terminator,
    },
    elements,
    end: finish,
  };
}
