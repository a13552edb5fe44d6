import { LX, SV1, SV2 } from '../x12/ids.ts';
import { type LineOwner, LineView } from './line.ts';
import { lacksLx } from './line-begin.ts';
import type { Context } from './segment.ts';

/** The service lines of a claim. Set to each claim in turn; the views are kept for the next. */
export class LineList {
  /** The lines of the claim. */
  all: readonly LineView[] = [];
  readonly #claim: LineOwner;
  readonly #context: Context;
  readonly #pool: LineView[] = [];
  /** The first views of the pool, by how many: the lists are made once and shared by all claims of that many lines. */
  readonly #lists: (readonly LineView[])[] = [];

  constructor(claim: LineOwner, context: Context) {
    this.#claim = claim;
    this.#context = context;
  }

  /** Points the list at the segments `from` to before `to`; where the first line begins, or `to`. */
  reset(from: number, to: number): number {
    const { id } = this.#context.table;
    let count = 0;
    let first = to;
    let open = -1;
    for (let s = from; s < to; s++) {
      if (id[s] !== LX && !((id[s] === SV1 || id[s] === SV2) && id[s - 1] !== LX && lacksLx(id, from, s))) continue;
      if (open < 0) first = s;
      else this.#line(count++, open, s);
      open = s;
    }
    if (open >= 0) this.#line(count++, open, to);
    this.#lists[count] ??= this.#pool.slice(0, count);
    this.all = this.#lists[count]!;
    return first;
  }

  /** The line that a segment belongs to; undefined if it belongs to none. Lines follow each other in the order of the file. */
  of(segment: number): LineView | undefined {
    let low = 0;
    for (let high = this.all.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (this.all[middle]!.end <= segment) low = middle + 1;
      else high = middle;
    }
    const line = this.all[low];
    return line?.holds(segment) ? line : undefined;
  }

  #line(index: number, from: number, to: number): void {
    this.#pool[index] ??= new LineView(this.#claim, this.#context);
    this.#pool[index]!.reset(index, from, to);
  }
}
