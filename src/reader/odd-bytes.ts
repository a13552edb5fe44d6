import type { CharacterFault, ReaderFault } from '../model/envelope.ts';
import type { Location } from '../model/finding.ts';
import { beginOf, sizeOf } from '../x12/elements.ts';
import { segmentEnd } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';

type Kind = CharacterFault['kind'];

/** One byte outside the character sets. */
export interface OddByte {
  readonly kind: Kind;
  readonly byte: number;
  /** The element that it is in; 0 for the segment id. */
  readonly element: number;
}

/** The bytes outside the character sets of a segment, of which `at` is the first. Of a line break in two bytes, the first counts. */
export function* oddBytesOf(table: SegmentTable, segment: number, at: number): Generator<OddByte> {
  const { bytes } = table;
  const end = segmentEnd(table, segment);
  for (let i = at; i < end; i++) {
    const byte = bytes[i]!;
    if (byte >= 32 && byte <= 126) continue;
    if (byte === 10 && bytes[i - 1] === 13) continue;
    let element = 0;
    while (element < sizeOf(table, segment) && beginOf(table, segment, element + 1) <= i) element++;
    yield { kind: byte === 10 || byte === 13 ? 'newline' : byte < 32 ? 'control' : 'foreign', byte, element };
  }
}

/** Bytes outside the character sets in one set or interchange: by kind the first, and how many there are. */
export class OddBytes {
  readonly #found = new Map<Kind, { readonly location: Location; readonly byte: number; count: number }>();

  /** Counts one more. `locate` gives the location of the first of its kind. */
  add({ kind, byte }: OddByte, locate: () => Location): void {
    const earlier = this.#found.get(kind);
    if (earlier) earlier.count++;
    else this.#found.set(kind, { location: locate(), byte, count: 1 });
  }

  /** One fault for each kind that was found. */
  *faults(): Generator<ReaderFault> {
    for (const [kind, { location, byte, count }] of this.#found)
      yield { kind, location, byte: byte.toString(16).toUpperCase().padStart(2, '0'), count };
  }
}
