import { isDate } from '../model/calendar.ts';
import type { SegmentTable } from './segments.ts';

/** Short texts repeat by the thousand in a claim file; they are decoded once. Longer ones are decoded each time. */
const CACHE_BITS = 12;
const CACHE_MAX = 11;
const cacheA = new Int32Array(1 << CACHE_BITS);
const cacheB = new Int32Array(1 << CACHE_BITS);
const cacheC = new Int32Array(1 << CACHE_BITS);
const cacheText: string[] = new Array(1 << CACHE_BITS).fill('');
/** The same text as a code: without blanks around it, upper case. Made on first use. */
const cacheCode: (string | undefined)[] = new Array(1 << CACHE_BITS).fill(undefined);
/** Where `textOf` found its last text in the cache; -1 when it did not use the cache. */
let cacheSlot = -1;

function decode(bytes: Buffer, from: number, to: number): string {
  return bytes.toString('latin1', from, to);
}

/** Text of bytes, one character a byte. Line breaks inside (a file wrapped to fixed width) are left out. */
export function textOf(bytes: Buffer, from: number, to: number): string {
  const length = to - from;
  cacheSlot = -1;
  if (length <= 0) return '';
  if (length > CACHE_MAX) {
    const text = decode(bytes, from, to);
    return text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]+/g, '') : text;
  }
  // Up to eleven bytes and the length pack into three integers, which are the whole key.
  let a = 0;
  let b = 0;
  let c = length << 24;
  for (let i = 0; i < length; i++) {
    const byte = bytes[from + i]!;
    if (byte === 10 || byte === 13) return decode(bytes, from, to).replace(/[\r\n]+/g, '');
    if (i < 4) a = (a << 8) | byte;
    else if (i < 8) b = (b << 8) | byte;
    else c |= byte << ((10 - i) << 3);
  }
  const slot = (Math.imul(a ^ Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca6b), 0xc2b2ae35) >>> (32 - CACHE_BITS)) | 0;
  cacheSlot = slot;
  if (cacheA[slot] === a && cacheB[slot] === b && cacheC[slot] === c) return cacheText[slot]!;
  const text = decode(bytes, from, to);
  cacheA[slot] = a;
  cacheB[slot] = b;
  cacheC[slot] = c;
  cacheText[slot] = text;
  cacheCode[slot] = undefined;
  return text;
}

const NO_CODES: readonly string[] = [];
/** Lists of codes by the text that they were split from, for one component separator. */
const lists = new Map<string, { readonly last: number; readonly list: readonly string[] }>();
const LISTS_MAX = 4096;
let listsFor = -1;

/** Text of bytes as a code: without blanks around it, upper case. */
function codeOf(bytes: Buffer, from: number, to: number): string {
  const text = textOf(bytes, from, to);
  if (cacheSlot < 0) return text.trim().toUpperCase();
  const slot = cacheSlot;
  cacheCode[slot] ??= text.trim().toUpperCase();
  return cacheCode[slot];
}

/** Number of elements of a segment, the id not counted. */
export function sizeOf(table: SegmentTable, segment: number): number {
  return table.first[segment + 1]! - table.first[segment]! - 2;
}

/** Window index where element `k` begins (0 is the id); -1 when the segment has fewer elements. */
export function beginOf(table: SegmentTable, segment: number, k: number): number {
  const at = table.first[segment]! + k;
  return at >= table.first[segment + 1]! - 1 ? -1 : table.element[at]!;
}

/** Window index one past element `k`, which must exist. */
export function endOf(table: SegmentTable, segment: number, k: number): number {
  return table.element[table.first[segment]! + k + 1]! - 1;
}

/** Where the last component search found its component. */
const range = { from: 0, to: 0 };

/** Finds an element, or a component of it (from 1), as bytes of the window; undefined when it is absent. */
export function locate(table: SegmentTable, segment: number, k: number, component: number): typeof range | undefined {
  let from = beginOf(table, segment, k);
  if (from < 0) return undefined;
  const end = endOf(table, segment, k);
  let to = end;
  if (component > 0) {
    const separator = table.delimiters.component;
    const { bytes } = table;
    let left = component - 1;
    to = from;
    for (;;) {
      while (to < end && bytes[to] !== separator) to++;
      if (left === 0) break;
      if (to >= end) return undefined;
      left--;
      from = ++to;
    }
  }
  range.from = from;
  range.to = to;
  return range;
}

/** Text of an element or component; '' when absent. */
export function text(table: SegmentTable, segment: number, k: number, component = 0): string {
  const found = locate(table, segment, k, component);
  return found ? textOf(table.bytes, found.from, found.to) : '';
}

/** A whole number of 30 bits for the bytes of an element; 0 when it is empty. */
export function hash(table: SegmentTable, segment: number, k: number): number {
  const from = beginOf(table, segment, k);
  if (from < 0) return 0;
  const { bytes } = table;
  const end = endOf(table, segment, k);
  let sum = 0;
  for (let i = from; i < end; i++) sum = Math.imul(sum ^ bytes[i]!, 0x01000193) + 1;
  return sum & 0x3fffffff;
}

/** A code in an element or component, without blanks around it, upper case; '' when absent. */
export function upperText(table: SegmentTable, segment: number, k: number, component = 0): string {
  const found = locate(table, segment, k, component);
  return found ? codeOf(table.bytes, found.from, found.to) : '';
}

/** Codes of components `first` to `last` of an element, the empty ones left out. Lists repeat: the same one is the same array. */
export function upperTexts(table: SegmentTable, segment: number, k: number, first: number, last: number): readonly string[] {
  const found = locate(table, segment, k, first);
  if (!found) return NO_CODES;
  const key = codeOf(table.bytes, found.from, endOf(table, segment, k));
  if (listsFor !== table.delimiters.component) {
    lists.clear();
    listsFor = table.delimiters.component;
  }
  const known = lists.get(key);
  if (known && known.last === last) return known.list;
  const list: string[] = [];
  for (let component = first; component <= last; component++) {
    const one = upperText(table, segment, k, component);
    if (one) list.push(one);
  }
  if (key.length <= CACHE_MAX) {
    if (lists.size >= LISTS_MAX) lists.clear();
    lists.set(key, { last, list });
  }
  return list;
}

/** Number of components of an element; 0 when it is absent or empty. */
export function componentsOf(table: SegmentTable, segment: number, k: number): number {
  const from = beginOf(table, segment, k);
  if (from < 0) return 0;
  const to = endOf(table, segment, k);
  if (from >= to) return 0;
  let count = 1;
  for (let i = from; i < to; i++) if (table.bytes[i] === table.delimiters.component) count++;
  return count;
}

/** Whether an element equals a short ASCII text. Nothing is decoded, unless it is longer and may hold a line break. */
export function equals(table: SegmentTable, segment: number, k: number, expected: string): boolean {
  const from = beginOf(table, segment, k);
  if (from < 0) return false;
  const more = endOf(table, segment, k) - from - expected.length;
  if (more !== 0) return more > 0 && more <= 2 && text(table, segment, k) === expected;
  for (let i = 0; i < expected.length; i++) if (table.bytes[from + i] !== expected.charCodeAt(i)) return false;
  return true;
}

/** Whether a component, from 1, equals a short ASCII text, as `equals` does. */
export function componentEquals(table: SegmentTable, segment: number, k: number, component: number, expected: string): boolean {
  const found = locate(table, segment, k, component);
  if (!found) return false;
  const { from } = found;
  const more = found.to - from - expected.length;
  if (more !== 0) return more > 0 && more <= 2 && text(table, segment, k, component) === expected;
  for (let i = 0; i < expected.length; i++) if (table.bytes[from + i] !== expected.charCodeAt(i)) return false;
  return true;
}

/** An amount in cents; NaN when the element is absent, is not a decimal number, or has a fraction of a cent. */
export function cents(table: SegmentTable, segment: number, k: number): number {
  const found = locate(table, segment, k, 0);
  return found ? amountOf(table.bytes, found.from, found.to) : Number.NaN;
}

/** The amount in bytes `from` to `to` in cents; NaN when they are not a decimal number, or have a fraction of a cent. */
export function amountOf(bytes: Uint8Array, from: number, to: number): number {
  let i = from;
  const negative = bytes[i] === 45;
  if (negative) i++;
  let value = 0;
  let digits = 0;
  let decimals = -1;
  for (; i < to; i++) {
    const byte = bytes[i]!;
    if (byte >= 48 && byte <= 57) {
      digits++;
      if (decimals < 2) {
        value = value * 10 + (byte - 48);
        if (decimals >= 0) decimals++;
      } else if (byte !== 48) return Number.NaN;
    } else if (byte === 46 && decimals < 0) decimals = 0;
    else if (byte !== 10 && byte !== 13) return Number.NaN;
  }
  if (digits === 0 || digits > 15) return Number.NaN;
  if (decimals < 1) value *= 100;
  else if (decimals === 1) value *= 10;
  return negative ? -value : value;
}

const DECIMAL = /^-?(?:\d+\.?\d*|\.\d+)$/;

/** An X12 decimal number; NaN when the text is not one. */
export function decimal(value: string): number {
  return DECIMAL.test(value) ? Number(value) : Number.NaN;
}

/** An element of exactly eight digits that are a date, as yyyymmdd; 0 otherwise. */
export function day(table: SegmentTable, segment: number, k: number): number {
  const from = beginOf(table, segment, k);
  if (from < 0 || endOf(table, segment, k) - from !== 8) return 0;
  let value = 0;
  for (let i = from; i < from + 8; i++) {
    const digit = table.bytes[i]! - 48;
    if (digit < 0 || digit > 9) return 0;
    value = value * 10 + digit;
  }
  // A file has few different days: most calls ask for the same one as the call before.
  if (value === lastDay) return value;
  if (!isDate(value)) return 0;
  lastDay = value;
  return value;
}

let lastDay = 0;

/** Eight digits at the start of an element as yyyymmdd, when they are a date; else undefined. The bytes after them are ignored. */
export function date(table: SegmentTable, segment: number, k: number): number | undefined {
  const found = locate(table, segment, k, 0);
  if (!found) return undefined;
  let value = 0;
  let digits = 0;
  for (let i = found.from; i < found.to && digits < 8; i++) {
    const byte = table.bytes[i]!;
    if (byte === 10 || byte === 13) continue;
    const digit = byte - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
    digits++;
  }
  if (digits < 8) return undefined;
  return isDate(value) ? value : undefined;
}
