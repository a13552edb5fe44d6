import type { ClaimType, Levels, Segment } from '../model/claim.ts';
import type { Tables } from '../model/tables.ts';
import { isWrapped, type LocationDetail } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';
import { LevelView } from './level.ts';
import { CLAIM, PATIENT } from './parts.ts';
import { lastLevel } from './raw.ts';

/** The levels above a claim, or those that no claim follows, from some byte of the file on. It is set to each in turn. */
export class LevelsView implements Levels {
  readonly #table: SegmentTable;
  readonly tables: Tables;
  readonly #each: LevelView;
  readonly #last: LevelView;
  #ranges: Int32Array = new Int32Array(10);
  #type: ClaimType = '837P';
  #after = -1;

  constructor(table: SegmentTable, tables: Tables, keep: LocationDetail) {
    this.#table = table;
    this.tables = tables;
    this.#each = new LevelView(table, tables, keep);
    this.#last = new LevelView(table, tables, keep);
  }

  /** Points the view at those of the levels in `ranges` that begin after byte `after` of the file; -1 for all. */
  reset(type: ClaimType, ranges: Int32Array, after: number): this {
    this.#type = type;
    this.#ranges = ranges;
    this.#after = after;
    return this;
  }

  get type(): ClaimType {
    return this.#type;
  }

  get isWrapped(): boolean {
    return this.#parts.some(([from, to]) => isWrapped(this.#table, from, to));
  }

  get all(): readonly Segment[] {
    return this.#parts.flatMap(([from, to]) => this.#each.reset(this.#type, from, to).all);
  }

  get last(): LevelView {
    let part = PATIENT;
    while (part > 0 && this.#ranges[2 * part]! >= this.#ranges[2 * part + 1]!) part--;
    return this.#last.reset(this.#type, this.#ranges[2 * part]!, this.#ranges[2 * part + 1]!);
  }

  /** Where the last level begins in the file; -1 if there is none. */
  get lastOffset(): number {
    return lastLevel(this.#table, this.#ranges);
  }

  each(ids: readonly string[], see: (segment: Segment, id: number) => void): void {
    for (let part = 0; part < CLAIM; part++) {
      const from = this.#ranges[2 * part]!;
      const to = this.#ranges[2 * part + 1]!;
      if (this.#isNew(from, to)) this.#each.reset(this.#type, from, to).each(ids, see);
    }
  }

  /** First and one-past-last segments of the new levels. */
  get #parts(): [from: number, to: number][] {
    const ranges = this.#ranges;
    const all = Array.from({ length: CLAIM }, (_, part): [number, number] => [ranges[2 * part]!, ranges[2 * part + 1]!]);
    return all.filter(([from, to]) => this.#isNew(from, to));
  }

  #isNew(from: number, to: number): boolean {
    return from < to && this.#table.offset[from]! > this.#after;
  }
}
