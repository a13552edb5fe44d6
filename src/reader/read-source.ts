import type { ClaimView } from '../claims/claim.ts';
import type { ReaderFault, UnreadFault } from '../model/envelope.ts';
import type { Location } from '../model/finding.ts';
import { LIMITS } from '../model/limits.ts';
import type { Tables } from '../model/tables.ts';
import { findClaims } from '../x12/claim-scan.ts';
import { findIsa, HEAD_LIMIT, type IsaHeader, isAlphanumeric, readIsa } from '../x12/delimiters.ts';
import { InputError } from '../x12/errors.ts';
import { isOpenEnded, kindOf, LATE_LIMIT, lateIsa, notX12, tooLate } from '../x12/kinds.ts';
import type { LocationDetail } from '../x12/location.ts';
import { SegmentTable } from '../x12/segments.ts';
import type { Source } from '../x12/source.ts';
import { Assembler } from './assembler.ts';
import type { AssemblerEvents, ReadCounts } from './events.ts';

/** Bytes of the window at first. Larger is no faster: the working set should fit the processor's cache. */
const WINDOW = 256 * 1024;
/** Room below which the window grows. */
const SMALL_ROOM = 4 * 1024;

/** Who takes what is read. */
export interface Reader extends AssemblerEvents {
  /** Called once, before the first segment. */
  begun?(assembler: Assembler): void;
  /** Called with the number of bytes that were read more. */
  bytes(read: number): void;
}

/** What places keep, and the tables that claims are read with. */
export interface ReadOptions {
  readonly tables: Tables;
  readonly keep: LocationDetail;
  /** Bytes of the window at first; it grows where a claim needs more. */
  readonly window?: number | undefined;
}

/** The one loop: fill the window, cut segments, hand over claims, move what is still needed to the front. */
export async function readSource(source: Source, reader: Reader, options: ReadOptions): Promise<void> {
  const table = new SegmentTable(Math.max(options.window ?? WINDOW, 2 * HEAD_LIMIT));
  const assembler = new Assembler(table, options.tables, reader, options.keep);
  reader.begun?.(assembler);
  let ended = await findFirstIsa(source, table, reader, assembler.counts);
  let unterminated = false;
  for (;;) {
    const stop = table.scan(ended);
    if (!assembler.feed(unterminated)) continue;
    if (stop === 'isa' && assembler.takeIsa(ended)) continue;
    if (ended && stop === 'more') {
      if (unterminated || !table.takeUnterminated()) break;
      unterminated = true;
      continue;
    }
    assembler.compact();
    if (stop === 'full' || table.size - table.used < SMALL_ROOM) makeRoom(table, assembler, stop === 'full');
    if (stop === 'full') continue;
    const read = await source.read(table.bytes, table.used, table.size - table.used);
    if (read === 0) ended = true;
    table.used += read;
    reader.bytes(read);
  }
  assembler.finish(unterminated);
}

/** A larger window for a large claim; past the limit the claim is dropped. */
function makeRoom(table: SegmentTable, assembler: Assembler, full: boolean): void {
  const crowded = full ? table.count > table.id.length / 2 : table.size - table.used < SMALL_ROOM;
  if (!crowded) return;
  if (table.size < LIMITS.window) table.grow(table.size * 2);
  else {
    assembler.drop(LIMITS.window);
    // What is left is one endless segment.
    if (table.size - table.used < SMALL_ROOM) {
      throw new InputError(
        'endless',
        `A segment of more than ${LIMITS.window / 0x100000} MB has no terminator. The rest of the file was not read.`,
      );
    }
  }
}

/** Fills the window up to `limit` bytes. True when the source has ended. */
async function fill(source: Source, table: SegmentTable, reader: Reader, limit: number): Promise<boolean> {
  while (table.used < limit) {
    const read = await source.read(table.bytes, table.used, limit - table.used);
    if (read === 0) return true;
    table.used += read;
    reader.bytes(read);
  }
  return false;
}

/** Reads up to the first ISA, past a byte order mark, blanks and a little junk. True when the source has ended. */
async function findFirstIsa(source: Source, table: SegmentTable, reader: Reader, counts: ReadCounts): Promise<boolean> {
  const ended = await fill(source, table, reader, HEAD_LIMIT);
  const { bytes, used } = table;
  const { start, at } = findIsa(bytes, used);
  if (at !== start) await refuse(source, table, reader, at);
  const header = readIsa(bytes, at, used);
  if (!header) {
    throw new InputError(
      'isa',
      'The ISA is too short to define its separators: it needs sixteen elements. Export the file again.',
    );
  }
  if (at > start) {
    const { line, column } = lineAt(bytes, start);
    const length = at - start;
    const location = { line, column, byteOffset: start, byteLength: length };
    const lost = lostInterchange(bytes, location, header);
    counts.unreadClaims += lost?.claims ?? 0;
    reader.readerFault(lost ?? { kind: 'junk', location, bytes: length });
  }
  table.next = at;
  const isa = lineAt(bytes, at);
  table.lineNumber = isa.line;
  table.lineStart = at - isa.column + 1;
  return ended;
}

/** Throws what a file is that has no ISA, or whose ISA is packed with other bytes. Returns if the bytes before it are junk. */
async function refuse(source: Source, table: SegmentTable, reader: Reader, at: number): Promise<void> {
  const { bytes } = table;
  const kind = kindOf(bytes.subarray(0, table.used));
  if (kind.isContainer) throw notX12(kind);
  if (at >= 0) return;
  const before = table.used;
  if (isOpenEnded(kind)) await fill(source, table, reader, Math.min(table.size, LATE_LIMIT));
  const late = lateIsa(bytes, 0, table.used);
  // Blanks may be followed by something.
  throw late >= 0
    ? tooLate(late)
    : notX12(kind.id === 'blank' && table.used > before ? kindOf(bytes.subarray(0, table.used)) : kind);
}

/** Ids of headers and trailers. */
const ENVELOPE = ['ISA', 'GS', 'ST', 'SE', 'GE', 'IEA'];

/** Whether bytes hold a header or trailer, with its separator, after a byte that can end a segment. */
function holdsEnvelope(bytes: Buffer, from: number, to: number, { delimiters }: IsaHeader): boolean {
  const separator = String.fromCharCode(delimiters.element);
  const junk = bytes.toString('latin1', from, to);
  return ENVELOPE.some((id) => {
    const at = junk.indexOf(id + separator);
    return at === 0 || (at > 0 && !isAlphanumeric(junk.charCodeAt(at - 1)));
  });
}

/** An interchange among the bytes before the first ISA that can be read; undefined if they are something else. */
function lostInterchange(bytes: Buffer, location: Location, isa: IsaHeader): UnreadFault | undefined {
  const from = location.byteOffset;
  const to = from + location.byteLength;
  const found = findClaims(bytes, from, to, isa.delimiters);
  if (!found && !holdsEnvelope(bytes, from, to, isa)) return undefined;
  const line = (at: number | undefined) => (at === undefined ? 0 : lineAt(bytes, at).line);
  return { kind: 'interchange', location, claims: found?.count ?? 0, from: line(found?.first), to: line(found?.last) };
}

function lineAt(bytes: Uint8Array, at: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < at; i++) {
    if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) {
      line++;
      lineStart = i + 1;
    }
  }
  return { line, column: at - lineStart + 1 };
}

/** Faults of the reader that say what was not read. */
const UNREAD: ReadonlySet<string> = new Set(['set', 'otherSet', 'interchange', 'claims'] satisfies ReaderFault['kind'][]);

/**
 * Reads the claims of a source without judging them. Throws InputError, for a set that is not covered or cannot be recognised too,
 * after the claims of the others. Closes the source.
 */
export async function readClaimViews(source: Source, tables: Tables, take: (claim: ClaimView) => void): Promise<void> {
  let fault: InputError | undefined;
  let unread: number | undefined;
  const ignore = () => {};
  const reader: Reader = {
    claim: take,
    bytes: ignore,
    interchange: ignore,
    group: ignore,
    transaction: ignore,
    readerFault: ({ kind, location }) => {
      if (UNREAD.has(kind)) unread ??= location.line;
    },
    fault: (error) => {
      fault ??= error;
    },
  };
  try {
    await readSource(source, reader, { tables, keep: { text: false, shape: false } });
  } finally {
    await source.close();
  }
  if (fault) throw fault;
  if (unread !== undefined)
    throw new InputError('unread', `A set or interchange cannot be recognised, and was not read: line ${unread}. Mend it there.`);
}
