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

/** What a segment is in: a claim, by its ordinal, or what else begins at an offset. */
export interface Within {
  readonly claim: number | undefined;
  /** Of the level, header or trailer. */
  readonly part: number;
}

/** Those of one kind. */
interface Found {
  readonly location: Location;
  readonly byte: number;
  count: number;
  /** As in `Places`. */
  readonly claims: number[];
  readonly offsets: number[];
}

/** Bytes outside the character sets in one set or interchange: by kind the first, how many there are, and what they are in. */
export class OddBytes {
  readonly #found = new Map<Kind, Found>();

  /** Counts one more. `locate` gives the location of the first of its kind. */
  add({ kind, byte }: OddByte, { claim, part }: Within, locate: () => Location): void {
    let found = this.#found.get(kind);
    if (!found) {
      found = { location: locate(), byte, count: 0, claims: [], offsets: [] };
      this.#found.set(kind, found);
    }
    found.count++;
    const { claims, offsets } = found;
    if (claim === undefined) {
      if (offsets.at(-1) !== part) offsets.push(part);
    } else if (claims.at(-1) === claim - 1) claims[claims.length - 1] = claim;
    else if (claims.at(-1) !== claim) claims.push(claim, claim);
  }

  /** Reports one fault for each kind that was found. */
  report(events: { readerFault(fault: ReaderFault): void }): void {
    for (const [kind, { location, byte, count, claims, offsets }] of this.#found)
      events.readerFault({
        kind,
        location,
        byte: byte.toString(16).toUpperCase().padStart(2, '0'),
        count,
        places: { claims, offsets },
      });
  }
}
