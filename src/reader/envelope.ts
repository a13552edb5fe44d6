import type { EnvelopeSegment, HeaderFault } from '../model/envelope.ts';
import type { Location } from '../model/finding.ts';
import { BLANK, type IsaHeader, isAlphanumeric, isIsa, readIsa } from '../x12/delimiters.ts';
import { text } from '../x12/elements.ts';
import { InputError } from '../x12/errors.ts';
import { BHT, CLM, HL, IEA } from '../x12/ids.ts';
import { idOf, type LocationDetail, locationOf, segmentEnd } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';
import { capture } from './capture.ts';
import type { AssemblerEvents, ReadCounts } from './events.ts';
import { OddBytes, oddBytesOf, type Within } from './odd-bytes.ts';
import {
  type ControlNumbers,
  controlsOf,
  groupOf,
  headlessGroup,
  headlessInterchange,
  headlessSet,
  interchangeOf,
  isReportable,
  isWholeIea,
  type OpenGroup,
  type OpenInterchange,
  type OpenSet,
  type Origin,
  originOf,
  type SetKind,
  setOf,
  shownControlsOf,
  terminatorFault,
  trailersOf,
} from './open.ts';
import { Outline } from './outline.ts';
import { kindOfSet, kindOfVersion } from './set-kind.ts';
import { Unread } from './unread.ts';

/** Who takes what is between the headers and trailers. */
export interface SetTaker {
  /** Begins a set at segment `s`. `isCompared`: sets of its type are compared with their guide. */
  beginSet(set: OpenSet, s: number, isCompared: boolean): void;
  /** Ends it before segment `at`. `isCut`: the file or interchange breaks off here. */
  endSet(at: number, isCut: boolean): void;
  /** Nothing is open any more. */
  leave(): void;
  /** Text of the loop that a segment is in. */
  loopName(segment: number): string;
  /** What a segment, which is the last one taken, is in. */
  within(segment: number): Within;
}

/** Follows ISA, GS, ST and their trailers, with what is missing of them. */
export class Envelope {
  /** The open set. */
  set: OpenSet | undefined;
  /** Ordinal of the last segment in the open set. */
  position = 0;
  /** What is where in the file. */
  readonly outline: Outline;
  /** Set when the reader was moved back to an ISA inside a segment, and must cut again. */
  isSetBack = false;
  /** What is not read. */
  readonly unread: Unread;
  readonly #table: SegmentTable;
  readonly #events: AssemblerEvents;
  readonly #keep: LocationDetail;
  readonly #counts: ReadCounts;
  readonly #sets: SetTaker;
  #interchange: OpenInterchange | undefined;
  #group: OpenGroup | undefined;
  readonly #interchangeControls = new Map<string, Location>();
  /** Inside a stretch of segments that belong to no set, which was reported. */
  #isOutside = false;
  /** The segment before segment `#kept`, when the window was last compacted. */
  #last: Location | undefined;
  #kept = 0;
  /** The file ends in an IEA without its terminator. */
  #hasEnd = false;

  constructor(table: SegmentTable, events: AssemblerEvents, keep: LocationDetail, counts: ReadCounts, sets: SetTaker) {
    this.#table = table;
    this.#events = events;
    this.#keep = keep;
    this.#counts = counts;
    this.#sets = sets;
    this.outline = new Outline(table, counts);
    this.unread = new Unread(table, events, keep, counts);
  }

  get hasInterchange(): boolean {
    return this.#interchange !== undefined;
  }

  get controlNumbers(): ControlNumbers {
    return controlsOf(this.#interchange, this.#group, this.set);
  }

  get shownNumbers(): ControlNumbers {
    return shownControlsOf(this.controlNumbers, this.#interchange, this.#group, this.set);
  }

  get origin(): Origin {
    return originOf(this.#interchange, this.#group);
  }

  get headers(): { isa: EnvelopeSegment | undefined; gs: EnvelopeSegment | undefined; newline: string } {
    return { isa: this.#interchange?.isa, gs: this.#group?.gs, newline: this.#interchange?.newline ?? '' };
  }

  /** ISA09 as yyyymmdd; undefined if it is not a date. */
  get interchangeDate(): number | undefined {
    return this.#interchange?.date;
  }

  /** Remembers the last segment, before the window is compacted. */
  keepLast(): void {
    const { count } = this.#table;
    if (count > 0) this.#last = this.#before(count);
  }

  /** Takes note that `count` segments were kept. */
  kept(count: number): void {
    this.#kept = count;
  }

  /** Location of the segment before `segment`. */
  #before(segment: number): Location {
    if (segment > this.#kept) return this.#at(segment - 1, this.#sets.loopName(segment - 1));
    return this.#last ?? { line: 1, column: 1, byteOffset: 0, byteLength: 0 };
  }

  #at(segment: number, loop = ''): Location {
    return locationOf(this.#table, segment, 0, 0, loop, this.#keep);
  }

  // Headers

  /**
   * Reads the ISA that `scan` stopped at. False when more bytes are needed to read it.
   * Throws InputError when it is too short to give its separators.
   */
  takeIsa(isLast: boolean): boolean {
    const table = this.#table;
    const header = readIsa(table.bytes, table.next, table.used);
    if (!header) {
      if (!isLast && table.used - table.next < 400) return false;
      throw new InputError(
        'isa',
        'The ISA is too short to define its separators: it needs sixteen elements. Export the file again.',
      );
    }
    const { element, terminator } = header.delimiters;
    if (element === terminator || isAlphanumeric(terminator)) {
      throw new InputError('isa', 'The ISA has no usable segment terminator (the byte after ISA16). Export the file again.');
    }
    this.closeInterchange(undefined, 'ISA', table.count);
    table.use(header.delimiters);
    table.takeIsa(header);
    this.#openInterchange(table.count - 1, header);
    if (terminator === BLANK) this.#refuseBlanks();
    return true;
  }

  /** Ends an interchange whose segments end with blanks, of which values are full: nothing in it can be read. */
  #refuseBlanks(): never {
    const { isa, isaLength, control, groups, duplicateOf } = this.#interchange!;
    const { delimiters } = this.#table;
    this.#interchange = undefined;
    const interchange = { isa: isa!, delimiters, isaLength, iea: undefined, control, groups, duplicateOf, isCompared: false };
    this.#events.interchange(interchange);
    throw new InputError(
      'isa',
      'The segment terminator, which is character 106 of the ISA, is a blank. Blanks are in the data too, so nothing can be read. Export the file again with a terminator such as ~.',
    );
  }

  #openInterchange(s: number, header: IsaHeader): void {
    const table = this.#table;
    this.#counts.interchanges++;
    this.#isOutside = false;
    this.unread.endStretch();
    this.#sets.leave();
    this.position = 0;
    table.position[s] = 0;
    table.loop[s] = 0;
    this.#interchange = interchangeOf(capture(table, s, '', this.#keep), header, table, this.#interchangeControls);
    this.outline.begin('interchange', s);
  }

  openGroup(s: number): void {
    this.position = 0;
    this.#table.position[s] = 0;
    this.#sets.leave();
    const interchange = this.#needInterchange(s);
    interchange.groups++;
    this.#group = groupOf(capture(this.#table, s, '', this.#keep), interchange);
    this.outline.begin('group', s);
  }

  openSet(s: number): void {
    const table = this.#table;
    this.position = 1;
    table.position[s] = 1;
    const group = this.#needGroup(s);
    const st = capture(table, s, '', this.#keep);
    group.transactions++;
    const [id = '', version = '', ofGroup = ''] = [st.text(1), st.text(3), group.gs?.text(8)].map((text) => text?.trim());
    this.#beginSet(setOf(st, this.#kindOrFault(kindOfSet(id, version, ofGroup, this.#counts)), group), s);
  }

  /** A set that cannot be read is a fault of the file. */
  #kindOrFault(kind: SetKind | InputError): SetKind {
    if (!(kind instanceof InputError)) return kind;
    this.#events.fault(kind);
    return { skipped: 'fault' };
  }

  #beginSet(set: OpenSet, s: number): void {
    this.set = set;
    this.#isOutside = false;
    this.outline.begin('set', s);
    this.unread.endStretch();
    const isCompared = set.type !== undefined && (this.#events.comparer?.beginSet(set.type, set.version) ?? false);
    for (const open of [this.#interchange, this.#group]) {
      if (!open) continue;
      if (set.type) open.isRead = true;
      else open.isSkipped = true;
      if (isCompared) open.isCompared = true;
    }
    if (set.type) {
      this.#counts.transactions++;
      this.#counts.types.add(set.type);
    }
    this.#sets.beginSet(set, s, isCompared);
  }

  // Headers that are missing

  /** A group or set without ISA: the interchange is taken as begun here, with one fault. */
  #needInterchange(s: number): OpenInterchange {
    if (this.#interchange) return this.#interchange;
    this.#isOutside = false;
    this.reportHeader(s, 'ISA');
    this.#counts.interchanges++;
    this.#interchange = headlessInterchange();
    this.outline.begin('interchange', s);
    return this.#interchange;
  }

  /** A set without GS: the group is taken as begun here, with one fault. */
  #needGroup(s: number): OpenGroup {
    if (this.#group) return this.#group;
    if (this.#interchange) this.reportHeader(s, 'GS');
    this.#needInterchange(s).groups++;
    this.#group = headlessGroup();
    this.outline.begin('group', s);
    return this.#group;
  }

  /** A segment of a set without ST: the set is taken as begun here, with one fault. False outside every interchange. */
  needSet(s: number): boolean {
    if (this.set) return true;
    if (!this.#interchange) {
      this.takeStray(s);
      return false;
    }
    if (!this.#isOutside) this.reportHeader(s, 'ST');
    const id = this.#table.id[s];
    // Only BHT, HL or CLM start a new set; GE01 counts it. Anything else is a leftover of the previous set.
    if (this.#group && (id === BHT || id === HL || id === CLM)) this.#group.transactions++;
    const kind = this.#kindOrFault(kindOfVersion(this.#group?.gs?.text(8).trim() ?? '', this.#counts));
    this.position = 1;
    this.#table.position[s] = 1;
    this.#beginSet(headlessSet(kind), s);
    return true;
  }

  /** Reports a trailer, or a level, whose header is missing. */
  reportHeader(s: number, header: HeaderFault['header']): void {
    this.#events.readerFault({ kind: 'header', location: this.#at(s), header, before: idOf(this.#table, s) });
  }

  // Outside of sets

  /** A segment outside every set. One fault for each stretch of them. If it hides an ISA, that is read next. */
  takeStray(s: number): void {
    if (!this.#interchange) this.findIsa(s);
    this.unread.look(s);
    if (this.#isOutside) return;
    this.#isOutside = true;
    this.#table.position[s] = 0;
    this.#events.readerFault({ kind: 'outside', location: this.#at(s) });
  }

  /** Sets the reader back to an ISA inside a segment, which lost its terminator. */
  findIsa(s: number): void {
    const table = this.#table;
    const end = segmentEnd(table, s);
    for (let i = table.start[s]! + 1; i < end; i++) {
      if (!isIsa(table.bytes, i, end)) continue;
      table.rewind(s, i);
      this.isSetBack = true;
      if (this.#interchange) this.#reportTerminator(s, '');
      return;
    }
  }

  /** Takes the bytes of a segment that are outside the character sets, from `at` on. `count` 0: it had no terminator. */
  takeOdd(s: number, at: number, count: number): void {
    const { set } = this;
    const loop = this.#sets.loopName(s);
    if (count === 0) {
      // If the interchange is not complete, it was cut off here; that is reported when the next one opens. Data outside every
      // interchange is one fault, terminated or not.
      if (this.#interchange ? this.#table.id[s] === IEA : !this.#isOutside) this.#reportTerminator(s, loop);
      return;
    }
    if ((set && !set.type) || this.#isOutside) return;
    for (const odd of oddBytesOf(this.#table, s, at)) {
      // A file that is wrapped to a fixed width has one fault, however many sets are in it.
      const known = (odd.kind === 'newline' ? this.#interchange : (set ?? this.#interchange))?.oddBytes ?? new OddBytes();
      known.add(odd, this.#sets.within(s), () => locationOf(this.#table, s, odd.element, 0, loop, this.#keep));
      if (!this.#interchange && !set) known.report(this.#events);
    }
  }

  // Trailers

  /** Reports which trailers are missing before segment `at`, all in one fault. Those of a missing header are not asked for. */
  reportTrailers(next: 'ST' | 'GE' | 'GS' | 'IEA' | 'ISA' | 'end', at: number): void {
    const { set } = this;
    const group = next === 'ST' || next === 'GE' ? undefined : this.#group;
    const interchange = next === 'ISA' || next === 'end' ? this.#interchange : undefined;
    const missing = trailersOf(set, group, interchange);
    if (missing.length === 0 || (set && !set.type)) return;
    if ((group && !isReportable(group)) || (interchange && !isReportable(interchange))) return;
    const location = this.#before(at);
    if (next === 'end') this.#events.readerFault({ kind: 'ended', location, missing });
    else this.#events.readerFault({ kind: 'trailer', location, missing, next });
  }

  /** Ends the set: at its SE, or before segment `at` when that is missing. `isCut`: the file or interchange breaks off here. */
  closeSet(se: number | undefined, at: number, isCut = false): void {
    const { set } = this;
    if (!set) return;
    this.#sets.endSet(at, isCut);
    this.outline.resume(se === undefined ? 'group' : 'set', at);
    if (set.type) {
      set.oddBytes.report(this.#events);
      if (set.st) {
        this.#events.transaction({
          st: set.st,
          se: se === undefined ? undefined : capture(this.#table, se, '', this.#keep),
          gs: this.#group?.gs,
          control: set.control,
          segments: this.position,
          type: set.type,
          duplicateOf: set.duplicateOf,
          foreignLine: set.foreignLine,
          isCompared: this.#group?.isCompared === true,
        });
      }
    } else if (set.skipped) this.unread.endSet(set.st, set.skipped);
    if (se !== undefined) this.outline.resume('group', se + 1);
    this.set = undefined;
    this.#sets.leave();
  }

  /** Ends the group: at its GE, or before segment `at` when that is missing. */
  closeGroup(ge: number | undefined, at: number, isCut = false): void {
    this.closeSet(undefined, at, isCut);
    const group = this.#group;
    if (!group) return;
    if (ge !== undefined) this.#table.position[ge] = 0;
    if (group.gs && isReportable(group)) {
      this.#events.group({
        gs: group.gs,
        ge: ge === undefined ? undefined : capture(this.#table, ge, '', this.#keep),
        control: group.control,
        transactions: group.transactions,
        duplicateOf: group.duplicateOf,
        isCompared: group.isCompared,
        hasInterchange: this.#interchange?.isa !== undefined,
      });
    }
    this.outline.resume('interchange', ge === undefined ? at : ge + 1);
    this.#group = undefined;
  }

  /** Ends the interchange: at its IEA, or before segment `at` when that is missing. */
  closeInterchange(iea: number | undefined, next: 'IEA' | 'ISA' | 'end', at: number): void {
    const interchange = this.#interchange;
    if (!interchange) return;
    this.reportTrailers(next, at);
    this.closeGroup(undefined, at, next !== 'IEA');
    if (iea !== undefined) this.#table.position[iea] = 0;
    if (isReportable(interchange)) {
      interchange.oddBytes.report(this.#events);
      if (interchange.isa) {
        this.#events.interchange({
          isa: interchange.isa,
          delimiters: this.#table.delimiters,
          isaLength: interchange.isaLength,
          iea: iea === undefined ? undefined : capture(this.#table, iea, '', this.#keep),
          control: interchange.control,
          groups: interchange.groups,
          duplicateOf: interchange.duplicateOf,
          isCompared: interchange.isCompared,
        });
      }
    }
    this.outline.resume(undefined, iea === undefined ? at : iea + 1);
    this.#interchange = undefined;
    this.#isOutside = false;
  }

  // The end of the file

  /** A GE, wherever it is. */
  takeGe(s: number): void {
    this.reportTrailers('GE', s);
    this.closeSet(undefined, s);
    if (this.#group) this.closeGroup(s, s);
    else if (this.#interchange) this.reportHeader(s, 'GS');
    else this.takeStray(s);
  }

  /** Ends the file. `isUnterminated`: the last segment had no terminator. */
  finish(isUnterminated: boolean): void {
    const { count } = this.#table;
    if (this.#interchange) this.closeInterchange(undefined, 'end', count);
    else if (isUnterminated && !this.#isOutside && !this.#hasEnd)
      this.#events.readerFault({ kind: 'terminator', location: this.#before(count), isComplete: false });
    this.unread.endStretch();
  }

  /** Ends the interchange at an IEA that the file ends in, without its terminator. */
  endWithIea(s: number): void {
    this.#hasEnd = true;
    this.closeInterchange(this.#reportTerminator(s, '') ? s : undefined, 'IEA', s);
  }

  /** Reports a segment without its terminator; whether it is complete, an IEA with its whole control number. */
  #reportTerminator(s: number, loop: string): boolean {
    const isComplete = this.#table.id[s] === IEA && isWholeIea(text(this.#table, s, 2), this.#interchange);
    this.#events.readerFault(terminatorFault(this.#at(s, loop), isComplete, this.#table.delimiters));
    return isComplete;
  }
}
