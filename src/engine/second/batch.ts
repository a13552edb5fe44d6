import { ClaimView } from '../../claims/claim.ts';
import { CLAIM, PART_COUNT } from '../../claims/parts.ts';
import { withMask } from '../../claims/segment.ts';
import { NO_HEADERS, type SetFacts } from '../../claims/set-facts.ts';
import type { Delimiters } from '../../model/envelope.ts';
import type { Tables } from '../../model/tables.ts';
import type { LocationDetail } from '../../x12/location.ts';
import { SegmentTable } from '../../x12/segments.ts';

/** Bytes of claims that a batch holds. */
const WINDOW = 192 * 1024;
/** Claims that a batch holds. */
const MOST_CLAIMS = 128;
const CONTEXT_BYTES = 4096;

/** What all claims of a batch have in common, besides what is in their segments. */
export interface BatchContext {
  /** Index of the file in the run, and its path. */
  readonly file: number;
  readonly path: string;
  readonly set: Omit<SetFacts, 'headers'>;
  readonly delimiters: Delimiters;
}

/** What a claim has in common with all others of its set. */
export function contextOf(claim: ClaimView, path: string, file: number): BatchContext {
  const { headers, ...set } = claim.set;
  return { file, path, set, delimiters: claim.delimiters };
}

/** Numbers at the head of the memory: claims, and bytes of the context. */
const HEAD = 2;
const COUNT = 0;
const CONTEXT_LENGTH = 1;
/** Numbers of a claim: its ordinal, and its parts. */
const RECORD = 1 + 2 * PART_COUNT;

/** Bytes of the table, rounded up so that numbers may follow it. */
const TABLE_BYTES = 8 * Math.ceil(SegmentTable.memoryFor(WINDOW) / 8);

/** Claims of one set, copied out of the window that they were found in, for a second judge. Memory is shared by two threads. */
export class ClaimBatch {
  static readonly BYTES = TABLE_BYTES + 4 * (HEAD + RECORD * MOST_CLAIMS) + CONTEXT_BYTES;
  readonly table: SegmentTable;
  readonly #head: Int32Array;
  readonly #records: Int32Array;
  readonly #context: Buffer;
  /** Where the parts of the last claim came from, and where they are here: most claims share theirs. */
  readonly #offsets = new Float64Array(PART_COUNT);
  readonly #last = new Int32Array(2 * PART_COUNT);

  /** `memory` of `BYTES` bytes. */
  constructor(memory: SharedArrayBuffer) {
    this.table = new SegmentTable(WINDOW, memory);
    this.#head = new Int32Array(memory, TABLE_BYTES, HEAD);
    this.#records = new Int32Array(memory, TABLE_BYTES + 4 * HEAD, RECORD * MOST_CLAIMS);
    const context = TABLE_BYTES + 4 * (HEAD + RECORD * MOST_CLAIMS);
    this.#context = Buffer.from(memory as unknown as ArrayBuffer, context, CONTEXT_BYTES);
  }

  get count(): number {
    return this.#head[COUNT]!;
  }

  /** Empties it for claims of one context. False when that is too long, and nothing can be put in. */
  begin(context: BatchContext): boolean {
    const text = JSON.stringify(context);
    const length = Buffer.byteLength(text);
    if (length > CONTEXT_BYTES) return false;
    this.#context.write(text);
    this.#head[COUNT] = 0;
    this.#head[CONTEXT_LENGTH] = length;
    this.table.clear();
    this.#offsets.fill(-1);
    return true;
  }

  /** Copies a claim with the parts above it; false when there is no room. */
  add(claim: ClaimView): boolean {
    const count = this.count;
    if (count === MOST_CLAIMS) return false;
    const { table, ranges } = claim;
    const at = count * RECORD;
    for (let part = 0; part < PART_COUNT; part++) {
      const from = ranges[2 * part]!;
      const to = ranges[2 * part + 1]!;
      const offset = from < to ? table.offset[from]! : -1;
      const length = to - from;
      const isLast = offset === this.#offsets[part] && length === this.#last[2 * part + 1]! - this.#last[2 * part]!;
      if (!isLast || part === CLAIM) {
        const first = this.table.append(table, from, to);
        if (first < 0) return false;
        this.#offsets[part] = offset;
        this.#last[2 * part] = first;
        this.#last[2 * part + 1] = first + length;
      }
      this.#records[at + 1 + 2 * part] = this.#last[2 * part]!;
      this.#records[at + 2 + 2 * part] = this.#last[2 * part + 1]!;
    }
    this.#records[at] = claim.ordinal;
    this.#head[COUNT] = count + 1;
    return true;
  }

  context(): BatchContext {
    return JSON.parse(this.#context.toString('utf8', 0, this.#head[CONTEXT_LENGTH]!)) as BatchContext;
  }

  ordinalOf(claim: number): number {
    return this.#records[claim * RECORD]!;
  }

  partsOf(claim: number): Int32Array {
    return this.#records.subarray(claim * RECORD + 1, (claim + 1) * RECORD);
  }
}

/** The claims of a batch as views, in another thread than they were found in. */
export class BatchReader {
  readonly #batch: ClaimBatch;
  readonly #view: ClaimView;

  constructor(batch: ClaimBatch, tables: Tables, keep: LocationDetail) {
    this.#batch = batch;
    this.#view = new ClaimView(batch.table, tables, withMask(keep));
  }

  /** Hands over each claim; the view is valid until `take` returns. */
  read(context: BatchContext, take: (claim: ClaimView) => void): void {
    const batch = this.#batch;
    const view = this.#view;
    batch.table.use(context.delimiters);
    view.set = { ...context.set, headers: NO_HEADERS };
    for (let k = 0; k < batch.count; k++) {
      view.reset(batch.partsOf(k), batch.ordinalOf(k));
      take(view);
    }
  }
}
