import { LOOPS_OF, NO_LOOPS } from '../guides/loops.ts';
import type { ClaimType, Level, Segment } from '../model/claim.ts';
import type { Location } from '../model/finding.ts';
import type { Tables } from '../model/tables.ts';
import { isWrapped, type LocationDetail } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';
import { type Context, SegmentView, Walk } from './segment.ts';

/** One level over the window. It is set to each level in turn. */
export class LevelView implements Level {
  readonly #context: Context;
  readonly #walk: Walk;
  #type: ClaimType = '837P';
  #from = 0;
  #to = 0;

  constructor(table: SegmentTable, tables: Tables, keep: LocationDetail) {
    this.#context = { table, tables, keep, loops: NO_LOOPS };
    this.#walk = new Walk(this.#context, () => undefined);
  }

  /** Points the view at segments `from` to before `to`. */
  reset(type: ClaimType, from: number, to: number): this {
    this.#type = type;
    this.#context.loops = LOOPS_OF[type];
    this.#from = from;
    this.#to = to;
    return this;
  }

  get type(): ClaimType {
    return this.#type;
  }

  get isWrapped(): boolean {
    return isWrapped(this.#context.table, this.#from, this.#to);
  }

  each(ids: readonly string[], see: (segment: Segment, id: number) => void): void {
    this.#walk.each(this.#from, this.#to, ids, see);
  }

  get all(): readonly Segment[] {
    return Array.from({ length: this.#to - this.#from }, (_, i) => new SegmentView(this.#context, this.#from + i));
  }

  /** Location of its first segment. */
  at(): Location {
    return new SegmentView(this.#context, this.#from).at();
  }
}
