import { mayShow } from '../codes/safe-elements.ts';
import type { Loops } from '../guides/loops.ts';
import { soundnessOf } from '../guides/soundness.ts';
import type { Segment } from '../model/claim.ts';
import type { Location, Phi } from '../model/finding.ts';
import type { Tables } from '../model/tables.ts';
import { cents, componentEquals, componentsOf, day, equals, hash, sizeOf, text } from '../x12/elements.ts';
import { idOf, type LocationDetail, locationOf, type Mask } from '../x12/location.ts';
import { packId, type SegmentTable } from '../x12/segments.ts';

/** What all views of one table share. */
export interface Context {
  readonly table: SegmentTable;
  readonly tables: Tables;
  readonly keep: LocationDetail;
  loops: Loops;
}

export class SegmentView implements Segment {
  index: number;
  /** LX01 of the line that it belongs to. */
  line: number | undefined;
  readonly #context: Context;

  constructor(context: Context, index: number, line?: number) {
    this.#context = context;
    this.index = index;
    this.line = line;
  }

  get id(): string {
    return idOf(this.#context.table, this.index);
  }

  get loop(): string {
    return this.#context.loops.ids[this.#context.table.loop[this.index]!] ?? '';
  }

  get size(): number {
    return sizeOf(this.#context.table, this.index);
  }

  get isSound(): boolean {
    return soundnessOf(this.#context.table, this.index).isSound;
  }

  isSlip(element: number, component = 0): boolean {
    return soundnessOf(this.#context.table, this.index).wrongCode === element * 32 + component;
  }

  text(element: number, component = 0): string {
    return text(this.#context.table, this.index, element, component);
  }

  is(element: number, expected: string, component = 0): boolean {
    const { table } = this.#context;
    return component === 0
      ? equals(table, this.index, element, expected)
      : componentEquals(table, this.index, element, component, expected);
  }

  hash(element: number): number {
    return hash(this.#context.table, this.index, element);
  }

  day(element: number): number {
    return day(this.#context.table, this.index, element);
  }

  cents(element: number): number {
    return cents(this.#context.table, this.index, element);
  }

  components(element: number): number {
    return componentsOf(this.#context.table, this.index, element);
  }

  at(element = 0, component = 0): Location {
    return locationOf(this.#context.table, this.index, element, component, this.loop, this.#context.keep, this.line);
  }

  snapshot(): Segment {
    return this;
  }
}

/** A view that looks up the number of its line only for a place. */
class LinedView extends SegmentView {
  readonly #lineAt: (segment: number) => number | undefined;

  constructor(context: Context, index: number, lineAt: (segment: number) => number | undefined) {
    super(context, index);
    this.#lineAt = lineAt;
  }

  override at(element = 0, component = 0): Location {
    this.line = this.#lineAt(this.index);
    return super.at(element, component);
  }
}

/** One view that is set to one segment after the other. */
export class WalkingView extends LinedView {
  readonly #own: (segment: number) => Segment;

  constructor(context: Context, lineAt: (segment: number) => number | undefined) {
    super(context, 0, lineAt);
    this.#own = (segment) => new LinedView(context, segment, lineAt);
  }

  override snapshot(): Segment {
    return this.#own(this.index);
  }
}

/** Ids that a rule asks for under one guide, as a hash table without deletions; 0 is a free slot. */
interface Asked {
  readonly loops: Loops;
  /** Ids as the segment table stores them. */
  readonly keys: Int32Array;
  /** Which one of the list each key is. */
  readonly numbers: Uint8Array;
  /** By slot, the loops in which a segment is asked for: 1 by number of the loop; undefined for all. */
  readonly within: (Uint8Array | undefined)[];
}

const SLOT_BITS = 7;
const LAST_SLOT = (1 << SLOT_BITS) - 1;

const slotOf = (id: number) => Math.imul(id, 0x9e3779b1) >>> (32 - SLOT_BITS);

/** `N4` is asked for wherever it is, `N4@2010AA,2310C` in these loops. */
function askFor(ids: readonly string[], loops: Loops): Asked {
  if (ids.length > LAST_SLOT) throw new RangeError(`A rule may ask for at most ${LAST_SLOT} segment ids at once.`);
  const slots = LAST_SLOT + 1;
  const asked: Asked = {
    loops,
    keys: new Int32Array(slots),
    numbers: new Uint8Array(slots),
    within: Array(slots).fill(undefined),
  };
  for (const [k, word] of ids.entries()) {
    const [id = '', names] = word.split('@');
    const key = packId(id);
    let slot = slotOf(key);
    while (asked.keys[slot] !== 0 && asked.keys[slot] !== key) slot = (slot + 1) & LAST_SLOT;
    if (asked.keys[slot] === key) continue;
    asked.keys[slot] = key;
    asked.numbers[slot] = k;
    if (names === undefined) continue;
    const within = new Uint8Array(loops.ids.length);
    for (const name of names.split(',')) if (loops.number(name) >= 0) within[loops.number(name)] = 1;
    asked.within[slot] = within;
  }
  return asked;
}

/** Hands over the segments of a range that are asked for, all in one view. */
export class Walk {
  readonly #context: Context;
  readonly #view: WalkingView;
  /** By the list that a rule asks with. */
  readonly #asked = new WeakMap<readonly string[], Asked>();

  constructor(context: Context, lineAt: (segment: number) => number | undefined) {
    this.#context = context;
    this.#view = new WalkingView(context, lineAt);
  }

  each(from: number, to: number, ids: readonly string[], see: (segment: Segment, id: number) => void): void {
    let asked = this.#asked.get(ids);
    if (asked?.loops !== this.#context.loops) {
      asked = askFor(ids, this.#context.loops);
      this.#asked.set(ids, asked);
    }
    const { keys, numbers, within } = asked;
    const { id, loop } = this.#context.table;
    const view = this.#view;
    for (let s = from; s < to; s++) {
      const segmentId = id[s]!;
      let slot = slotOf(segmentId);
      while (keys[slot] !== 0 && keys[slot] !== segmentId) slot = (slot + 1) & LAST_SLOT;
      if (keys[slot] === 0) continue;
      const inLoops = within[slot];
      if (inLoops !== undefined && inLoops[loop[s]!] === 0) continue;
      view.index = s;
      see(view, numbers[slot]!);
    }
  }
}

const NO_SEGMENTS: readonly Segment[] = [];

/** Segments of a range by id, first element and loop. */
export function find(
  context: Context,
  from: number,
  to: number,
  id: number,
  qualifier: string | undefined,
  loop: number,
  line?: number,
): readonly Segment[] {
  let found: Segment[] | undefined;
  const { table } = context;
  for (let s = from; s < to; s++) {
    if (table.id[s] !== id || table.loop[s] !== loop || (qualifier !== undefined && !equals(table, s, 1, qualifier))) continue;
    found ??= [];
    found.push(new SegmentView(context, s, line));
  }
  return found ?? NO_SEGMENTS;
}

export const phi = (kind: Phi['phi'], value: string): Phi => ({ phi: kind, value });

/** What may be drawn of a segment: nothing but codes where it is not sound. */
function maskOf(table: SegmentTable, s: number): Mask {
  const id = idOf(table, s);
  const element = (k: number) => text(table, s, k);
  const { isSound, wrongCode, isLegalCode } = soundnessOf(table, s);
  return (k, component, value) =>
    mayShow(id, k, component, value, element) && (isSound || wrongCode >> 5 === k || isLegalCode(k, component));
}

/** What places keep, with what may be drawn of it. */
export const withMask = (kept: LocationDetail): LocationDetail => ({ ...kept, maskOf });
