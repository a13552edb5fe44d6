import type { Scope } from '../model/finding.ts';
import type { SegmentTable } from '../x12/segments.ts';
import type { ReadCounts } from './events.ts';

/** What may begin in a file, from the outside in. */
const KINDS = ['interchange', 'group', 'set', 'billing', 'subscriber', 'patient'] as const satisfies readonly Scope[];
export type OutlineKind = (typeof KINDS)[number];

/** A part of the file, and the ordinals of the first and last claim in it: none if the last is before the first. */
export interface Stretch {
  readonly scope: OutlineKind | 'file';
  /** Where it begins. */
  readonly offset: number;
  readonly first: number;
  readonly last: number;
}

/** Places in the order of the file, each with the number of claims before it. */
class Marks {
  count = 0;
  #offsets = new Float64Array(16);
  #claims = new Int32Array(16);

  add(offset: number, claims: number): void {
    if (this.count === this.#offsets.length) {
      const [offsets, counts] = [this.#offsets, this.#claims];
      this.#offsets = new Float64Array(2 * this.count);
      this.#offsets.set(offsets);
      this.#claims = new Int32Array(2 * this.count);
      this.#claims.set(counts);
    }
    this.#offsets[this.count] = offset;
    this.#claims[this.count] = claims;
    this.count++;
  }

  /** The last mark at or before an offset; -1 if there is none. */
  before(offset: number): number {
    let low = -1;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#offsets[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  offset(mark: number): number {
    return this.#offsets[mark]!;
  }

  claims(mark: number): number {
    return this.#claims[mark]!;
  }
}

/**
 * Where each interchange, group, set and level of a file begins, and how many claims were before it: enough to say which claims are in what
 * any byte of the file is in. Sixteen bytes a level.
 */
export class Outline {
  /** By kind: where each one begins, and where something in it has ended and its own segments follow. */
  readonly #begins = KINDS.map(() => new Marks());
  readonly #resumes = KINDS.map(() => new Marks());
  /** Where each interchange has ended. */
  readonly #ends = new Marks();

  readonly #table: SegmentTable;
  readonly #counts: Pick<ReadCounts, 'claims'>;

  constructor(table: SegmentTable, counts: Pick<ReadCounts, 'claims'>) {
    this.#table = table;
    this.#counts = counts;
  }

  /** Begins one of a kind at segment `s`, which ends all that are open of this kind and those inside it. */
  begin(kind: OutlineKind, s: number): void {
    this.#begins[KINDS.indexOf(kind)]!.add(this.#table.offset[s]!, this.#counts.claims);
  }

  /** What was open inside one of a kind has ended before segment `at`; undefined for what was open in the file. */
  resume(kind: OutlineKind | undefined, at: number): void {
    const { count, offset } = this.#table;
    // Where the window has no more segments, the last one has ended.
    const place = at < count ? offset[at]! : count > 0 ? offset[count - 1]! + 1 : undefined;
    if (place === undefined) return;
    (kind === undefined ? this.#ends : this.#resumes[KINDS.indexOf(kind)]!).add(place, this.#counts.claims);
  }

  /** The smallest part that a byte is in. `total`: claims read so far. */
  smallestAt(offset: number, total: number): Stretch {
    for (let k = KINDS.length - 1; k >= 0; k--) {
      const stretch = this.#at(k, offset, total);
      if (stretch) return stretch;
    }
    return { scope: 'file', offset: 0, first: 1, last: total };
  }

  /** The part of a kind that a byte is in; if it is in none, the smallest that it is in. */
  partAt(kind: OutlineKind, offset: number, total: number): Stretch {
    return this.#at(KINDS.indexOf(kind), offset, total) ?? this.smallestAt(offset, total);
  }

  #at(k: number, offset: number, total: number): Stretch | undefined {
    const begins = this.#begins[k]!;
    const mark = begins.before(offset);
    if (mark < 0) return undefined;
    const from = begins.offset(mark);
    let end = mark + 1 < begins.count ? begins.claims(mark + 1) : total;
    for (const outer of this.#outside(k)) {
      const before = outer.before(from);
      // What is outside it went on between its begin and the byte.
      if (outer.before(offset) > before) return undefined;
      if (before + 1 < outer.count) end = Math.min(end, outer.claims(before + 1));
    }
    return { scope: KINDS[k]!, offset: from, first: begins.claims(mark) + 1, last: end };
  }

  /** What ends one of a kind, besides the next one. */
  *#outside(k: number): Generator<Marks> {
    yield this.#ends;
    for (let outer = 0; outer < k; outer++) {
      yield this.#begins[outer]!;
      yield this.#resumes[outer]!;
    }
  }
}
