import type { EnvelopeSegment, UnreadClaims } from '../model/envelope.ts';
import type { Location } from '../model/finding.ts';
import { findClaims } from '../x12/claim-scan.ts';
import { CLM } from '../x12/ids.ts';
import { type LocationDetail, lineAndColumn, locationOf, segmentEnd } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';
import type { AssemblerEvents, ReadCounts } from './events.ts';

/** Why a set is not read: X12 does not know its kind, it is of another kind than claims, it has dental claims, or it is the fault of the file. */
export type Skipped = 'unknown' | 'other' | 'dental' | 'fault';

/** A longer segment of the envelope may have swallowed others. The widest that a guide allows, an ISA, has 106 bytes. */
const ENVELOPE_LIMIT = 160;

/** Counts claims that are not read, and reports each stretch of them. Used for segments outside of sets that are read only. */
export class Unread {
  readonly #table: SegmentTable;
  readonly #events: AssemblerEvents;
  readonly #keep: LocationDetail;
  readonly #counts: ReadCounts;
  /** Where the stretch at hand begins; undefined outside of one. */
  #at: Location | undefined;
  #claims = 0;
  #from = 0;
  #to = 0;
  /** Offset in the file of the segment that was looked into last: several may ask for one that belongs nowhere. */
  #looked = -1;

  constructor(table: SegmentTable, events: AssemblerEvents, keep: LocationDetail, counts: ReadCounts) {
    this.#table = table;
    this.#events = events;
    this.#keep = keep;
    this.#counts = counts;
  }

  /** Counts the claim at segment `s`. */
  claim(s: number): void {
    const line = this.#table.line[s]!;
    this.#add(s, 1, line, line);
  }

  /** Counts the claims in the bytes of segment `s`. `isRead`: the segment itself is read. */
  look(s: number, isRead = false): void {
    const table = this.#table;
    if (this.#looked === table.offset[s]) return;
    this.#looked = table.offset[s]!;
    const from = table.start[s]! + (table.id[s] === CLM && isRead ? 3 : 0);
    const found = findClaims(table.bytes, from, segmentEnd(table, s), table.delimiters);
    if (found) this.#add(s, found.count, lineAndColumn(table, s, found.first).line, lineAndColumn(table, s, found.last).line);
  }

  /** Counts the claims in a header or trailer at segment `s` that is too long for one. */
  lookIfLong(s: number): void {
    if (segmentEnd(this.#table, s) - this.#table.start[s]! > ENVELOPE_LIMIT) this.look(s);
  }

  #add(s: number, claims: number, from: number, to: number): void {
    this.#counts.unreadClaims += claims;
    if (!this.#at) {
      this.#at = locationOf(this.#table, s, 0, 0, '', this.#keep);
      this.#from = from;
    }
    this.#claims += claims;
    this.#to = to;
  }

  /** Ends the stretch at hand, and reports claims that are in no set. */
  endStretch(): void {
    const location = this.#at;
    if (location) this.#events.readerFault({ kind: 'claims', location, ...this.#take() });
  }

  /** Ends a set that is not read, and reports what nobody expects to be in it. */
  endSet(st: EnvelopeSegment | undefined, why: Skipped): void {
    const hasClaims = this.#at !== undefined;
    const unread = this.#take();
    if (why === 'dental') {
      this.#counts.dental.claims += unread.claims;
      return;
    }
    if (!st || why === 'fault' || (why === 'other' && !hasClaims)) return;
    this.#events.readerFault({
      kind: why === 'other' ? 'otherSet' : 'set',
      location: st.at(1),
      type: st.text(1).trim(),
      ...unread,
    });
  }

  #take(): UnreadClaims {
    const unread = { claims: this.#claims, from: this.#from, to: this.#to };
    this.#at = undefined;
    this.#claims = 0;
    this.#from = 0;
    this.#to = 0;
    return unread;
  }
}
