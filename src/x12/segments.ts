import type { Delimiters } from '../model/envelope.ts';
import { type IsaHeader, isIsa } from './delimiters.ts';

/** Packs a segment id of up to three bytes into a number, as the reader stores it. */
export function packId(id: string): number {
  return id.charCodeAt(0) | (id.length > 1 ? id.charCodeAt(1) << 8 : 0) | (id.length > 2 ? id.charCodeAt(2) << 16 : 0);
}

/** The packed id of segments whose id is empty or longer than three bytes. */
export const ODD_ID = 0x7fffffff;

/** Why `scan` stopped. */
export type ScanStop = 'more' | 'isa' | 'full';

const DATA = 0;
const SEPARATOR = 1;
const TERMINATOR = 2;
const ODD = 3;
const DIVIDER = 4;
const LF = 10;
const CR = 13;

/** How many segments fit into the tables of a window of `size` bytes. */
const segmentsOf = (size: number) => (size >> 1) + 16;

/**
 * A window of bytes and, as typed arrays over it, the segments in it. No string or object is made for a segment or an element.
 *
 * Segment `s` begins at byte `start[s]` of the window and at byte `offset[s]` of the file. Its elements begin at
 * `element[first[s]]` (the id), `element[first[s] + 1]` …; `element[first[s + 1] - 1]` is one past its terminator. So element
 * `k` ends before `element[first[s] + k + 1] - 1`, and there are `first[s + 1] - first[s] - 2` elements besides the id.
 */
export class SegmentTable {
  bytes: Buffer;
  /** Bytes filled. */
  used = 0;
  /** First byte that is not yet part of a whole segment. */
  next = 0;
  /** Segments. */
  count = 0;
  id: Int32Array;
  start: Int32Array;
  first: Int32Array;
  line: Int32Array;
  offset: Float64Array;
  /** Offset in the file of the line that the segment begins in. */
  lineOffset: Float64Array;
  /** Ordinal in the transaction set; set by the assembler. */
  position: Int32Array;
  /** Index of the loop; set by the assembler. */
  loop: Uint8Array;
  /** 1 where the segment contains a component or repetition separator. */
  divided: Uint8Array;
  element: Int32Array;
  /** Offset in the file of byte 0 of the window, for bytes from `next` on. */
  shift = 0;
  /** Line of `next`, and where it begins in the file. */
  lineNumber = 1;
  lineStart = 0;
  delimiters: Delimiters = { element: 42, component: 58, repetition: 94, terminator: 126 };
  /**
   * Segments with bytes outside the character sets, as triples: segment, window index of the first such byte, how many. A count
   * of 0 marks a segment that ended without a terminator. Emptied by `compact`.
   */
  readonly odd: number[] = [];
  readonly #kind = new Uint8Array(256);

  /** A window of `size` bytes. Pass `memory` of `memoryFor(size)` bytes when two threads share it. */
  constructor(size: number, memory: ArrayBufferLike = new ArrayBuffer(SegmentTable.memoryFor(size))) {
    const segments = segmentsOf(size);
    let at = 0;
    const next = (bytes: number) => {
      at += bytes;
      return at - bytes;
    };
    this.offset = new Float64Array(memory, next(8 * segments), segments);
    this.lineOffset = new Float64Array(memory, next(8 * segments), segments);
    const int32 = (length: number) => new Int32Array(memory, next(4 * length), length);
    this.id = int32(segments);
    this.start = int32(segments);
    this.first = int32(segments);
    this.line = int32(segments);
    this.position = int32(segments);
    this.element = int32(size + segments + 16);
    this.loop = new Uint8Array(memory, next(segments), segments);
    this.divided = new Uint8Array(memory, next(segments), segments);
    this.bytes = Buffer.from(memory as ArrayBuffer, next(size + 1), size + 1);
  }

  /** Bytes of memory that a table of a window of `size` bytes needs. */
  static memoryFor(size: number): number {
    const segments = segmentsOf(size);
    return (8 * 2 + 4 * 6 + 2) * segments + 4 * (size + 16) + size + 1;
  }

  /** Bytes that the window can hold. */
  get size(): number {
    return this.bytes.length - 1;
  }

  /** Makes room for `size` bytes and keeps the content. */
  grow(size: number): void {
    const wider = new SegmentTable(size);
    wider.bytes.set(this.bytes.subarray(0, this.used));
    this.bytes = wider.bytes;
    for (const name of [
      'id',
      'start',
      'first',
      'line',
      'offset',
      'lineOffset',
      'position',
      'loop',
      'divided',
      'element',
    ] as const) {
      const array = wider[name];
      array.set(this[name] as never);
      this[name] = array as never;
    }
  }

  /** Takes the separators of a new interchange. */
  use(delimiters: Delimiters): void {
    this.delimiters = delimiters;
    for (let byte = 0; byte < 256; byte++) this.#kind[byte] = byte < 32 || byte > 126 ? ODD : DATA;
    this.#kind[delimiters.element] = SEPARATOR;
    if (delimiters.component >= 0) this.#kind[delimiters.component] = DIVIDER;
    if (delimiters.repetition >= 0) this.#kind[delimiters.repetition] = DIVIDER;
    this.#kind[delimiters.terminator] = TERMINATOR;
  }

  /**
   * Cuts whole segments from `next` to `used`. Stops before an ISA (`isa`), at the end of the bytes (`more`), or when the tables
   * are full. `last`: no more bytes will come, so a CR at the very end is a whole line break.
   */
  scan(last: boolean): ScanStop {
    const { bytes, id, start, first, line, offset, lineOffset, divided, element, used, shift } = this;
    const kind = this.#kind;
    const terminator = this.delimiters.terminator;
    const capacity = id.length - 1;
    let count = this.count;
    let pos = this.next;
    let lineNumber = this.lineNumber;
    let lineStart = this.lineStart;
    let e = count === 0 ? 0 : first[count]!;
    let stop: ScanStop = 'more';
    // A terminator after the last byte ends every inner loop without a test for the end.
    bytes[used] = terminator;
    for (;;) {
      let byte = bytes[pos]!;
      while (byte <= 32 && pos < used) {
        if (byte === LF || (byte === CR && (pos + 1 < used ? bytes[pos + 1] !== LF : last))) {
          lineNumber++;
          lineStart = shift + pos + 1;
        } else if (byte === CR && pos + 1 === used) break;
        byte = bytes[++pos]!;
      }
      this.next = pos;
      if (pos >= used || byte <= 32) break;
      if (byte === terminator) {
        pos++;
        continue;
      }
      if (byte === 73 && (isIsa(bytes, pos, used) || (pos + 4 > used && !last))) {
        if (pos + 4 <= used) stop = 'isa';
        break;
      }
      if (count >= capacity) {
        stop = 'full';
        break;
      }
      const begin = pos;
      const beginLine = lineNumber;
      const beginLineStart = lineStart;
      const beginElement = e;
      element[e++] = begin;
      let odd = -1;
      let oddCount = 0;
      let cut = false;
      let parts = 0;
      for (;;) {
        const what = kind[bytes[pos++]!]!;
        if (what === DATA) continue;
        if (what === SEPARATOR) {
          element[e++] = pos;
          continue;
        }
        if (what === TERMINATOR) break;
        if (what === DIVIDER) {
          parts = 1;
          continue;
        }
        const at = pos - 1;
        const value = bytes[at]!;
        if (value === LF || value === CR) {
          if (value === LF || bytes[pos] !== LF) {
            lineNumber++;
            lineStart = shift + pos;
          }
          // An interchange that begins in the middle of a segment: the segment lost its terminator.
          if (isIsa(bytes, pos, used)) {
            cut = true;
            break;
          }
        }
        if (odd < 0) odd = at;
        oddCount++;
      }
      if (!cut && pos - 1 >= used) {
        // Not whole yet: forget it and read it again when more bytes are there.
        e = beginElement;
        lineNumber = beginLine;
        lineStart = beginLineStart;
        break;
      }
      // A CR as terminator may be half of a CR LF.
      if (terminator === CR && pos === used && !last) {
        e = beginElement;
        lineNumber = beginLine;
        lineStart = beginLineStart;
        break;
      }
      element[e++] = pos;
      id[count] = this.#pack(begin, element[beginElement + 1]! - 1, odd >= 0);
      start[count] = begin;
      first[count] = beginElement;
      line[count] = beginLine;
      offset[count] = shift + begin;
      lineOffset[count] = beginLineStart;
      divided[count] = parts;
      if (cut) this.odd.push(count, pos - 1, 0);
      else if (odd >= 0) this.odd.push(count, odd, oddCount);
      count++;
      first[count] = e;
      if (!cut && (terminator === LF || (terminator === CR && bytes[pos] !== LF))) {
        lineNumber++;
        lineStart = shift + pos;
      }
      this.next = pos;
    }
    this.count = count;
    this.lineNumber = lineNumber;
    this.lineStart = lineStart;
    return stop;
  }

  /** Takes the bytes from `next` to `used` as one last segment without a terminator. False when only blanks are left. */
  takeUnterminated(): boolean {
    let end = this.used;
    // A separator may be a control character: it ends an empty element, and is no blank.
    const isBlank = (byte: number) => byte <= 32 && this.#kind[byte] !== SEPARATOR && this.#kind[byte] !== DIVIDER;
    while (end > this.next && isBlank(this.bytes[end - 1]!)) end--;
    if (end <= this.next) return false;
    const used = this.used;
    this.used = end + 1;
    const kept = this.bytes[end]!;
    this.bytes[end] = this.delimiters.terminator;
    this.scan(true);
    this.bytes[end] = kept;
    this.used = used;
    this.next = used;
    return true;
  }

  /** Takes the ISA at `next`, read by counting its separators, as a segment. */
  takeIsa(header: IsaHeader): void {
    const { elements, end } = header;
    const s = this.count++;
    const begin = elements[0]!;
    const e = s === 0 ? 0 : this.first[s]!;
    this.first[s] = e;
    for (let k = 0; k < 17; k++) this.element[e + k] = elements[k]!;
    this.element[e + 17] = end + 1;
    this.first[s + 1] = e + 18;
    this.id[s] = packId('ISA');
    this.start[s] = begin;
    this.line[s] = this.lineNumber;
    this.offset[s] = this.shift + begin;
    this.lineOffset[s] = this.lineStart;
    this.divided[s] = 1;
    for (let i = begin; i <= end; i++) {
      if (this.bytes[i] === LF || (this.bytes[i] === CR && this.bytes[i + 1] !== LF)) {
        this.lineNumber++;
        this.lineStart = this.shift + i + 1;
      }
    }
    this.next = end + 1;
  }

  /** Ends segment `s` at window index `at`, forgets everything after it, and continues reading there. */
  rewind(s: number, at: number): void {
    let e = this.first[s]! + 1;
    while (this.element[e]! <= at) e++;
    this.element[e] = at + 1;
    this.first[s + 1] = e + 1;
    this.count = s + 1;
    this.lineNumber = this.line[s]!;
    this.lineStart = this.lineOffset[s]!;
    for (let i = this.start[s]!; i < at; i++) {
      if (this.bytes[i] === LF || (this.bytes[i] === CR && this.bytes[i + 1] !== LF)) {
        this.lineNumber++;
        this.lineStart = this.shift + i + 1;
      }
    }
    this.next = at;
  }

  /** `wrapped`: the segment may hold line breaks (a file wrapped to fixed width), which do not count. */
  #pack(begin: number, end: number, wrapped: boolean): number {
    const { bytes } = this;
    if (wrapped) {
      const id = bytes.subarray(begin, end).filter((byte) => byte !== LF && byte !== CR);
      return id.length > 0 && id.length < 4 ? packId(String.fromCharCode(...id)) : ODD_ID;
    }
    const length = end - begin;
    if (length === 2) return bytes[begin]! | (bytes[begin + 1]! << 8);
    if (length === 3) return bytes[begin]! | (bytes[begin + 1]! << 8) | (bytes[begin + 2]! << 16);
    return length === 1 ? bytes[begin]! : ODD_ID;
  }

  /** Forgets everything. */
  clear(): void {
    this.used = 0;
    this.count = 0;
    this.first[0] = 0;
  }

  /**
   * Adds segments `from` to `to` of another table, which must be of the same interchange. Returns the number of the first; -1
   * if there is no room.
   */
  append(other: SegmentTable, from: number, to: number): number {
    const { id, start, first, line, offset, lineOffset, position, loop, divided, element } = this;
    const at = this.count;
    if (from >= to) return at;
    const begin = other.start[from]!;
    const end = other.element[other.first[to]! - 1]!;
    if (this.used + end - begin > this.size || at + to - from >= id.length) return -1;
    const byteDelta = this.used - begin;
    const elementDelta = first[at]! - other.first[from]!;
    this.bytes.set(other.bytes.subarray(begin, end), this.used);
    for (let e = other.first[from]!; e < other.first[to]!; e++) element[e + elementDelta] = other.element[e]! + byteDelta;
    for (let s = from, t = at; s < to; s++, t++) {
      id[t] = other.id[s]!;
      start[t] = other.start[s]! + byteDelta;
      first[t] = other.first[s]! + elementDelta;
      line[t] = other.line[s]!;
      offset[t] = other.offset[s]!;
      lineOffset[t] = other.lineOffset[s]!;
      position[t] = other.position[s]!;
      loop[t] = other.loop[s]!;
      divided[t] = other.divided[s]!;
    }
    this.used += end - begin;
    this.count = at + to - from;
    first[this.count] = other.first[to]! + elementDelta;
    return at;
  }

  /**
   * Moves the segments of the given ranges (pairs of first segment and one past the last, ascending and apart) and the bytes
   * from `next` on to the front, and forgets the rest. `ranges` is rewritten to the new numbers.
   */
  compact(ranges: Int32Array, pairs: number): void {
    const { bytes, id, start, first, line, offset, lineOffset, position, loop, divided, element } = this;
    let toByte = 0;
    let toSegment = 0;
    let toElement = 0;
    for (let r = 0; r < pairs; r++) {
      const from = ranges[2 * r]!;
      const to = ranges[2 * r + 1]!;
      ranges[2 * r] = toSegment;
      if (from < to) {
        const begin = start[from]!;
        const end = element[first[to]! - 1]!;
        bytes.copyWithin(toByte, begin, end);
        const byteDelta = toByte - begin;
        const elementDelta = toElement - first[from]!;
        for (let e = first[from]!; e < first[to]!; e++) element[e + elementDelta] = element[e]! + byteDelta;
        const lastElement = first[to]! + elementDelta;
        for (let s = from, t = toSegment; s < to; s++, t++) {
          id[t] = id[s]!;
          start[t] = start[s]! + byteDelta;
          first[t] = first[s]! + elementDelta;
          line[t] = line[s]!;
          offset[t] = offset[s]!;
          lineOffset[t] = lineOffset[s]!;
          position[t] = position[s]!;
          loop[t] = loop[s]!;
          divided[t] = divided[s]!;
        }
        toByte = end + byteDelta;
        toSegment += to - from;
        toElement = lastElement;
        first[toSegment] = toElement;
      }
      ranges[2 * r + 1] = toSegment;
    }
    bytes.copyWithin(toByte, this.next, this.used);
    this.shift += this.next - toByte;
    this.used -= this.next - toByte;
    this.next = toByte;
    this.count = toSegment;
    first[toSegment] = toElement;
    this.odd.length = 0;
  }
}
