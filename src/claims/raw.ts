import type { SegmentTable } from '../x12/segments.ts';
import { CLAIM, PARTS, type Part } from './parts.ts';

/** A part of a set as bytes. Valid as long as the view. */
export interface RawPart {
  readonly bytes: Uint8Array;
  /** Of its first byte, in the file. */
  readonly offset: number;
  /** In the file. */
  readonly length: number;
  readonly segments: number;
  /** Line of its first segment, and ordinal of that in the set. */
  readonly line: number;
  readonly position: number;
  /** Bytes of its first segment (ST, HL or CLM), its terminator counted. */
  readonly head: number;
}

/** Where a part begins in the file; -1 if there is none. */
export function offsetOf(table: SegmentTable, ranges: Int32Array, part: Part): number {
  const index = PARTS.indexOf(part);
  const from = ranges[2 * index]!;
  return from < ranges[2 * index + 1]! ? table.offset[from]! : -1;
}

/** A part as it is in the file, from its first segment to its last terminator; undefined if there is none. */
export function rawPart(table: SegmentTable, ranges: Int32Array, part: Part): RawPart | undefined {
  const index = PARTS.indexOf(part);
  const from = ranges[2 * index]!;
  const to = ranges[2 * index + 1]!;
  if (from >= to) return undefined;
  const start = table.start[from]!;
  const end = table.element[table.first[to]! - 1]!;
  return {
    bytes: table.bytes.subarray(start, end),
    offset: table.offset[from]!,
    length: table.offset[to - 1]! - table.offset[from]! + end - table.start[to - 1]!,
    segments: to - from,
    line: table.line[from]!,
    position: table.position[from]!,
    head: table.element[table.first[from + 1]! - 1]! - start,
  };
}

/** Where the last of the levels that a claim is under begins in the file; -1 if there is none. */
export function lastLevel(table: SegmentTable, ranges: Int32Array): number {
  let last = -1;
  for (let part = 0; part < CLAIM; part++) {
    const from = ranges[2 * part]!;
    if (from < ranges[2 * part + 1]! && table.offset[from]! > last) last = table.offset[from]!;
  }
  return last;
}
