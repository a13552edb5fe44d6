import type { Location } from '../../model/finding.ts';

const PAGE_BITS = 12;
const PAGE_MASK = (1 << PAGE_BITS) - 1;
/** Numbers of an entry: offset, line and position, each relative to its base, and length. */
const WIDTH = 4;
const MOST = 0xffff;
/** Marks a length that does not fit into 16 bits: the entry has the length of its base. */
const LONG = MOST;

/** A location in full, which the entries after it are relative to. */
interface Base {
  /** Its first entry. */
  readonly first: number;
  readonly file: number;
  readonly byteOffset: number;
  readonly line: number;
  readonly column: number;
  readonly position: number;
  readonly byteLength: number;
}

/**
 * A list of locations, for runs that keep hundreds of thousands of them: eight bytes each. Locations are added in the order of
 * the files, so each can be stored relative to one shortly before it; if it is too far from that, it becomes a new base.
 */
export class LocationLog {
  count = 0;
  readonly #pages: Uint16Array[] = [];
  readonly #bases: Base[] = [];

  /** Adds a location of a file. Its number in the log is the `count` before the call. */
  add(location: Location, file: number): void {
    const { byteOffset, byteLength, line, column, position = 0 } = location;
    const e = this.count++;
    let base = this.#bases.at(-1);
    if (!base || !fits(base, location, file)) {
      base = { first: e, file, byteOffset, line, column, position, byteLength };
      this.#bases.push(base);
    }
    let page = this.#pages[e >>> PAGE_BITS];
    if (!page) {
      page = new Uint16Array(WIDTH << PAGE_BITS);
      this.#pages.push(page);
    }
    const at = (e & PAGE_MASK) * WIDTH;
    page[at] = byteOffset - base.byteOffset;
    page[at + 1] = line - base.line;
    page[at + 2] = position - base.position;
    page[at + 3] = byteLength < LONG ? byteLength : LONG;
  }

  /** The location with a number. It has `file` only if that differs from the file `here`. */
  at(e: number, here: number): Pick<Location, 'line' | 'column' | 'byteOffset' | 'byteLength' | 'position' | 'file'> {
    const base = this.#baseOf(e);
    const page = this.#pages[e >>> PAGE_BITS]!;
    const at = (e & PAGE_MASK) * WIDTH;
    const steps = page[at]!;
    const line = base.line + page[at + 1]!;
    const position = base.position + page[at + 2]!;
    return {
      line,
      column: columnIn(base, line, steps),
      byteOffset: base.byteOffset + steps,
      byteLength: page[at + 3] === LONG ? base.byteLength : page[at + 3]!,
      ...(position > 0 && { position }),
      ...(base.file !== here && { file: base.file }),
    };
  }

  fileOf(e: number): number {
    return this.#baseOf(e).file;
  }

  #baseOf(e: number): Base {
    let low = 0;
    let high = this.#bases.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#bases[middle]!.first <= e) low = middle;
      else high = middle - 1;
    }
    return this.#bases[low]!;
  }
}

/**
 * In a file with line breaks all locations of a kind have the same column; in a file of one line the column grows with the
 * offset.
 */
function columnIn(base: Base, line: number, steps: number): number {
  return line === base.line ? base.column + steps : base.column;
}

/** Whether a location can be stored relative to a base. */
function fits(base: Base, location: Location, file: number): boolean {
  const { byteOffset, byteLength, line, column, position = 0 } = location;
  const steps = byteOffset - base.byteOffset;
  const within = (step: number) => step >= 0 && step <= MOST;
  return (
    base.file === file &&
    within(steps) &&
    within(line - base.line) &&
    within(position - base.position) &&
    byteLength < LONG &&
    column === columnIn(base, line, steps)
  );
}
