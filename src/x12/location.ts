import type { Location } from '../model/finding.ts';
import { LIMITS } from '../model/limits.ts';
import { beginOf, endOf, locate, sizeOf, textOf } from './elements.ts';
import { ODD_ID, type SegmentTable } from './segments.ts';

/** Whether a component (from 1) of an element, with its text, may be drawn. */
export type Mask = (element: number, component: number, value: string) => boolean;

/** How much of the segment a location carries besides its position. */
export interface LocationDetail {
  /** The raw segment: only when segments are shown. */
  readonly text: boolean;
  /** The lengths of its elements. */
  readonly shape: boolean;
  /** What a shape may show of a segment; if absent, nothing. */
  maskOf?(table: SegmentTable, segment: number): Mask;
}

/** Such as SV104, or SV101-3 with a component. */
export function elementName(segment: string, element: number, component = 0): string {
  return `${segment}${String(element).padStart(2, '0')}${component > 0 ? `-${component}` : ''}`;
}

/** Window index one past the last byte of a segment, its terminator not counted. */
export function segmentEnd(table: SegmentTable, segment: number): number {
  return table.element[table.first[segment + 1]! - 1]! - 1;
}

/** Whether a segment from `from` to before `to` contains a line break: then the file is wrapped, and data may be split over lines. */
export function isWrapped(table: SegmentTable, from: number, to: number): boolean {
  const { bytes, start } = table;
  for (let s = from; s < to; s++) {
    const end = segmentEnd(table, s);
    for (let i = start[s]!; i < end; i++) if (bytes[i] === 10 || bytes[i] === 13) return true;
  }
  return false;
}

/** Ids of three letters: those of claims and of what may be in a file with them. Three other letters may be a name. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'AMT BHT BPR CAS CLM CLP CRC CTP CTX CUR DMG DSB DTM DTP EQY FRM HCP HSD IEA IMM INS ISA LIN LUI MEA MIA MOA MPI MSG NTE PAT PER ' +
    'PLA PLB POC PRV PWK QTY RDM REF SBR SHP SLN STC SVC SVD TOO TRN TST TXI UMO'
  ).split(' '),
);

/** Ids by their packed number. A file has about forty different ones. */
const IDS = new Map<number, string>();

/** Text of the segment id. */
export function idOf(table: SegmentTable, segment: number): string {
  const packed = table.id[segment]!;
  const known = IDS.get(packed);
  if (known !== undefined) return known;
  const id = readId(table, segment);
  if (packed !== ODD_ID && IDS.size < 1024) IDS.set(packed, id);
  return id;
}

function readId(table: SegmentTable, segment: number): string {
  const id = textOf(table.bytes, beginOf(table, segment, 0), endOf(table, segment, 0));
  // Text that is not an id may be anything, even a name: do not repeat it.
  return /^[A-Z][A-Z0-9]?\d$|^[A-Z]\d[A-Z]$|^[A-Z]{2}$/.test(id) || WORDS.has(id) ? id : '?';
}

/** The id of a segment, and for each component its length or, after `=`, its value, as described at `Location.shape`. */
function shapeOf(table: SegmentTable, segment: number, detail: LocationDetail): string {
  const { bytes, delimiters } = table;
  const id = idOf(table, segment);
  const mayShow = detail.maskOf?.(table, segment);
  let shape = id;
  for (let k = 1; k <= sizeOf(table, segment); k++) {
    shape += '*';
    const to = endOf(table, segment, k);
    let from = beginOf(table, segment, k);
    for (let component = 1; from <= to; component++) {
      let end = from;
      while (end < to && bytes[end] !== delimiters.component) end++;
      const value = textOf(bytes, from, end);
      const drawn = value !== '' && mayShow?.(k, component, value);
      shape += `${component > 1 ? ':' : ''}${drawn ? `=${value}` : value.length || ''}`;
      from = end + 1;
    }
  }
  return shape;
}

/** 1-based. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** Bytes beyond which a search for line breaks is worth a call. */
const LONG = 4096;

/** Position of window index `to`, from that of index `from` before it: a segment may itself hold line breaks. */
function advance({ bytes }: SegmentTable, { line, column }: Position, from: number, to: number): Position {
  if (to - from > LONG) {
    const between = bytes.subarray(from, to);
    if (!between.includes(10) && !between.includes(13)) return { line, column: column + to - from };
  }
  let at = column + to - from;
  for (let i = from; i < to; i++) {
    if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) {
      line++;
      at = to - i;
    }
  }
  return { line, column: at };
}

/** 1-based line and column of a window index inside a segment. */
export function lineAndColumn(table: SegmentTable, segment: number, index: number): Position {
  return advance(table, firstPosition(table, segment), table.start[segment]!, index);
}

const firstPosition = (table: SegmentTable, segment: number): Position => ({
  line: table.line[segment]!,
  column: table.offset[segment]! - table.lineOffset[segment]! + 1,
});

/**
 * Where an element (or component) of a segment is; where the segment is when `element` is 0, or when the element is missing or
 * empty (`element` still names it). `detail`: how much of the segment to keep.
 */
export function locationOf(
  table: SegmentTable,
  segment: number,
  element: number,
  component: number,
  loop: string,
  detail: LocationDetail,
  serviceLine?: number,
): Location {
  const id = idOf(table, segment);
  let from = table.start[segment]!;
  let to = segmentEnd(table, segment);
  if (element > 0) {
    const found = locate(table, segment, element, component);
    if (found && found.to > found.from) {
      from = found.from;
      to = found.to;
    }
  }
  const position = table.position[segment]!;
  const start = table.start[segment]!;
  const begin = lineAndColumn(table, segment, from);
  const end = advance(table, begin, from, to);
  // Assigned one by one: a literal of conditional spreads takes several times as long, and there may be a million locations.
  const location: { -readonly [K in keyof Location]: Location[K] } = {
    line: begin.line,
    column: begin.column,
    byteOffset: table.offset[segment]! + from - start,
    byteLength: to - from,
    segment: id,
  };
  if (end.line !== begin.line) location.end = end;
  if (position > 0) location.position = position;
  if (loop !== '') location.loop = loop;
  if (element > 0) location.element = elementName(id, element, component);
  if (serviceLine !== undefined) location.serviceLine = serviceLine;
  const last = segmentEnd(table, segment);
  if (last - start > LIMITS.shown) return location;
  if (detail.shape) location.shape = shapeOf(table, segment, detail);
  if (detail.text) location.text = Buffer.from(table.bytes.subarray(start, last)).toString();
  return location;
}
