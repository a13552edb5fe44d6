import { ClaimView } from '../claims/claim.ts';
import { lacksLx } from '../claims/line-begin.ts';
import { BILLING, CLAIM, HEADER, LOOP_OF, PART_COUNT, PATIENT, SUBSCRIBER } from '../claims/parts.ts';
import { withMask } from '../claims/segment.ts';
import { LOOPS_OF } from '../guides/loops.ts';
import type { Tables } from '../model/tables.ts';
import { beginOf, endOf, equals, text } from '../x12/elements.ts';
import { BHT, CLM, GE, GS, HL, IEA, LIN, LQ, LX, NM1, SBR, SE, ST, SV1, SV2, SVD, TA1 } from '../x12/ids.ts';
import { type LocationDetail, locationOf } from '../x12/location.ts';
import { packId, type SegmentTable } from '../x12/segments.ts';
import { Envelope, type SetTaker } from './envelope.ts';
import { type AssemblerEvents, noReadCounts } from './events.ts';
import { LoopCursor } from './loop-cursor.ts';
import type { Within } from './odd-bytes.ts';
import type { OpenSet } from './open.ts';
import type { Outline } from './outline.ts';
import { KIND_OF, LEVEL_OF, PART_OF, Recovery } from './recovery.ts';

const [BILLING_PROVIDER, PATIENT_NAME] = [packId('85'), packId('QC')];

/** Which segment ids need a look, by a hash that keeps them apart; 0 for all the others. Most segments are none of these. */
const hashId = (id: number) => (id ^ (id >>> 7) ^ (id >>> 15)) & 1023;
const LOOKED_AT = new Int32Array(1024);
// TA1 is here only because it may come between ISA and GS: it is not a stray segment.
for (const id of [GS, ST, SE, GE, IEA, TA1, BHT, HL, CLM, NM1, SBR, LX, LIN, SVD, LQ, SV1, SV2]) {
  if (LOOKED_AT[hashId(id)] !== 0) throw new Error('two segment ids share a hash');
  LOOKED_AT[hashId(id)] = id;
}

/** Segments that belong to no part: trailers, and what is outside every set. */
const NOWHERE = -1;

/**
 * Segments to claims. Follows the loops, keeps the parents of the current claim in the window, and hands over each claim when the
 * segment after it has been read. The envelope is followed by `Envelope`.
 */
export class Assembler implements SetTaker {
  readonly counts = noReadCounts();
  /** The window that is read into. */
  readonly table: SegmentTable;
  readonly #events: AssemblerEvents;
  readonly #keep: LocationDetail;
  readonly #view: ClaimView;
  readonly #envelope: Envelope;
  readonly #recovery: Recovery;
  /** First and one-past-last segment of each part; a part that is not there is empty. */
  readonly #ranges = new Int32Array(2 * PART_COUNT);
  #part = NOWHERE;
  #cursor = 0;
  readonly #loops = new LoopCursor();
  /** The first part of which something was dropped: claims below it are not judged. `PART_COUNT` when all are whole. */
  #damaged = PART_COUNT;
  /** The CLM of the open claim is missing: it is compared with the guide, and not judged. */
  #isHeadless = false;
  /** The open set is compared with its guide. */
  #isCompared = false;
  /** The file ends here: what it breaks off in may be half of something. */
  #hasEnded = false;

  constructor(table: SegmentTable, tables: Tables, events: AssemblerEvents, kept: LocationDetail) {
    const keep = withMask(kept);
    this.table = table;
    this.#events = events;
    this.#keep = keep;
    this.#view = new ClaimView(table, tables, keep);
    this.#envelope = new Envelope(table, events, keep, this.counts, this);
    this.#recovery = new Recovery(table);
  }

  /** ISA13, GS06 and ST02 of what is open; '' for what is not. */
  get controlNumbers(): ClaimView['controlNumbers'] {
    return this.#envelope.controlNumbers;
  }

  /** What is where in the file. */
  get outline(): Outline {
    return this.#envelope.outline;
  }

  /** ISA06, GS02 and ISA15 of what is open; '' for what is not. */
  get origin(): { readonly senders: readonly string[]; readonly usage: string } {
    return this.#envelope.origin;
  }

  /**
   * Takes the segments that were cut since the last call; `isUnterminated` says that the last of them is what the file ends in.
   * False when the reader was set back, and must cut again.
   */
  feed(isUnterminated = false): boolean {
    const { table } = this;
    const envelope = this.#envelope;
    const loops = this.#loops;
    const { id, position, loop } = table;
    let odd = 0;
    for (let s = this.#cursor; s < table.count; s++) {
      const segmentId = id[s]!;
      position[s] = envelope.set === undefined ? 0 : ++envelope.position;
      // Those of an IEA are part of the interchange that it closes, and so is its missing terminator.
      if (segmentId === IEA && table.odd[odd] === s && envelope.hasInterchange) {
        loop[s] = 0;
        envelope.takeOdd(s, table.odd[odd + 1]!, table.odd[odd + 2]!);
        odd += 3;
      }
      if (isUnterminated && s === table.count - 1) this.#takeRest(s, segmentId);
      else if (LOOKED_AT[hashId(segmentId)] === segmentId) this.#take(s, segmentId);
      else if (envelope.set === undefined) envelope.takeStray(s);
      loop[s] = loops.open || loops.behindUnknown(segmentId);
      if (odd < table.odd.length && table.odd[odd] === s) {
        envelope.takeOdd(s, table.odd[odd + 1]!, table.odd[odd + 2]!);
        odd += 3;
      }
    }
    table.odd.length = 0;
    this.#cursor = table.count;
    const goesOn = !envelope.isSetBack;
    envelope.isSetBack = false;
    return goesOn;
  }

  /** Forgets what no claim needs any more, and moves the rest to the front of the window. */
  compact(): void {
    const { table } = this;
    this.#envelope.keepLast();
    const begin = 2 * this.#part;
    if (this.#part !== NOWHERE) this.#ranges[begin + 1] = table.count;
    this.#recovery.shift(this.#ranges[begin] ?? 0);
    table.compact(this.#ranges, PART_COUNT);
    this.#recovery.shift(-(this.#ranges[begin] ?? 0));
    this.#cursor = table.count;
    this.#envelope.kept(table.count);
  }

  /** Drops the part that has outgrown the window; the claim in it is not judged. */
  drop(limit: number): void {
    const { table } = this;
    if (this.#part === NOWHERE) return;
    if (table.count > 0 && this.#damaged === PART_COUNT) {
      const from = this.#ranges[2 * this.#part]!;
      const location = locationOf(table, from, 0, 0, this.loopName(from), this.#keep);
      this.#events.readerFault({ kind: 'oversize', location, megabytes: limit / 0x100000 });
    }
    this.#damaged = Math.min(this.#damaged, this.#part);
    this.#recovery.forget();
    this.#ranges[2 * this.#part] = table.count;
    this.compact();
  }

  /** Reads the ISA that `scan` stopped at; see `Envelope.takeIsa`. */
  takeIsa(isLast: boolean): boolean {
    if (!this.#envelope.takeIsa(isLast)) return false;
    this.#cursor = this.table.count;
    return true;
  }

  /** Ends the file. `isUnterminated`: the last segment had no terminator. */
  finish(isUnterminated: boolean): void {
    this.#hasEnded = true;
    this.#envelope.finish(isUnterminated);
  }

  loopName(segment: number): string {
    return this.#loops.of.ids[this.table.loop[segment]!] ?? '';
  }

  /** A segment that opens or closes something, or may. */
  #take(s: number, id: number): void {
    const envelope = this.#envelope;
    switch (id) {
      case NM1:
      case SBR:
      case LX:
      case LIN:
      case SVD:
      case LQ:
        this.#openLoop(s, id);
        return;
      case CLM:
        if (!envelope.needSet(s)) return;
        if (!envelope.set?.type) envelope.unread.claim(s);
        if (this.#recovery.isShownByClaim()) this.#recoverLevel(s);
        this.#endClaim(s);
        this.#begin(CLAIM, s);
        this.#loops.enter(this.#loops.of.claim);
        return;
      case HL:
        if (!envelope.needSet(s)) return;
        if (this.#recovery.isShownByLevel(s, this.#ranges)) this.#recoverLevel(s);
        this.#endClaim(s);
        this.#openLevel(s);
        return;
      case SV1:
      case SV2:
        this.#takeService(s, id);
        return;
      case GS:
        envelope.unread.lookIfLong(s);
        envelope.reportTrailers('GS', s);
        envelope.closeGroup(undefined, s);
        envelope.openGroup(s);
        return;
      case ST:
        envelope.unread.lookIfLong(s);
        envelope.reportTrailers('ST', s);
        envelope.closeSet(undefined, s);
        envelope.openSet(s);
        return;
      case SE:
        envelope.unread.lookIfLong(s);
        if (envelope.set) envelope.closeSet(s, s);
        else if (envelope.hasInterchange) envelope.reportHeader(s, 'ST');
        else envelope.takeStray(s);
        return;
      case GE:
        envelope.unread.lookIfLong(s);
        envelope.takeGe(s);
        return;
      case IEA:
        if (!envelope.hasInterchange) envelope.takeStray(s);
        else {
          envelope.findIsa(s);
          envelope.unread.lookIfLong(s);
          envelope.closeInterchange(s, 'IEA', s);
        }
        return;
      case BHT:
        envelope.needSet(s);
        return;
      default:
        return;
    }
  }

  /** The last segment of a file that ends without a terminator: a header or trailer may be half of one, and is not read. */
  #takeRest(s: number, id: number): void {
    const envelope = this.#envelope;
    envelope.unread.look(s, envelope.set !== undefined);
    switch (id) {
      case GS:
      case ST:
        return;
      case SE:
        envelope.closeSet(undefined, s);
        return;
      case GE:
        envelope.reportTrailers('GE', s);
        envelope.closeGroup(undefined, s);
        return;
      case IEA:
        if (!envelope.hasInterchange) envelope.takeStray(s);
        else envelope.endWithIea(s);
        return;
      default:
        // Between sets it may be the beginning of a header or trailer.
        if (!envelope.set && envelope.hasInterchange) return;
        this.#hasEnded = true;
        if (LOOKED_AT[hashId(id)] === id) this.#take(s, id);
        else if (!envelope.set) envelope.takeStray(s);
    }
  }

  #takeService(s: number, id: number): void {
    const { set } = this.#envelope;
    if (this.#part === CLAIM && lacksLx(this.table.id, this.#ranges[2 * CLAIM]!, s)) this.#loops.enter(this.#loops.of.line);
    if (set?.type === undefined || set.foreignLine || (id === SV1) === (set.type === '837P')) return;
    set.foreignLine = locationOf(this.table, s, 0, 0, '2400', this.#keep);
  }

  // Loops

  #openLoop(s: number, id: number): void {
    if (!this.#envelope.needSet(s)) return;
    const { table } = this;
    const from = beginOf(table, s, 1);
    let value = 0;
    if (id === NM1 && from >= 0) {
      const length = endOf(table, s, 1) - from;
      value = length === 2 ? table.bytes[from]! | (table.bytes[from + 1]! << 8) : -1;
      // A file that is wrapped to a fixed width may break in the middle of it.
      if (length === 3 || length === 4) value = packId(text(table, s, 1));
    }
    if (id === LX) {
      this.#recovery.forget();
      if (this.#part === SUBSCRIBER || this.#part === PATIENT) this.#recoverClaim(s);
    } else if (id === SBR) this.#noticeLevel(SUBSCRIBER, s);
    if (this.#loops.tryOpen(id, value)) return;
    if (id === NM1) {
      this.#loops.leaveKnown(value);
      if (value === BILLING_PROVIDER) this.#noticeLevel(BILLING, s);
      else if (value === PATIENT_NAME) this.#noticeLevel(PATIENT, s);
    }
  }

  // Levels and claims

  /** HL03 20, 22, 23. */
  #openLevel(s: number): void {
    const level = PART_OF.find(([code]) => equals(this.table, s, 3, code));
    if (level) {
      this.#enterLevel(level[1], s);
      return;
    }
    this.#end(s);
    this.#loops.enter(0);
    if (!this.#envelope.set?.type) return;
    this.counts.unknownLevels++;
    if (this.#isCompared && !this.#hasEnded) this.#events.comparer?.unknownLevel(s);
  }

  #enterLevel(part: number, s: number): void {
    const level = LEVEL_OF[part]!;
    // What ends here is compared before what begins, so that findings are in the order of the file.
    this.#end(s);
    if (this.#isCompared && !this.#hasEnded) this.#events.comparer?.openLevel(level, s, this.#ranges);
    this.#begin(part, s);
    this.#loops.enter(this.#loops.of.number(LOOP_OF[level]));
  }

  /** Begins a part at segment `s`; it and the parts below it are new. */
  #begin(part: number, s: number): void {
    this.#end(s);
    this.#recovery.forget();
    this.#part = part;
    const level = KIND_OF[part];
    if (level !== undefined) this.#envelope.outline.begin(level, s);
    if (part <= this.#damaged) this.#damaged = PART_COUNT;
    if (part === CLAIM && this.#isCompared && !this.#hasEnded) this.#events.comparer?.openClaim();
    for (let p = part; p < PART_COUNT; p++) {
      this.#ranges[2 * p] = s;
      this.#ranges[2 * p + 1] = s;
    }
  }

  /** Ends the open part before segment `s`. */
  #end(s: number): void {
    const part = this.#part;
    if (part === NOWHERE) return;
    this.#ranges[2 * part + 1] = s;
    this.#part = NOWHERE;
    if (part === CLAIM || !this.#isCompared || this.#hasEnded || this.#damaged !== PART_COUNT) return;
    // A set without ST has that one finding.
    if (part !== HEADER || this.#envelope.set?.st) this.#events.comparer?.endPart(part, this.#ranges);
  }

  /** Hands over the claim that ends before segment `s`. */
  #endClaim(s: number): void {
    if (this.#part !== CLAIM) return;
    this.#end(s);
    if (this.#envelope.set?.type === undefined) return;
    if (this.#isHeadless) {
      this.#isHeadless = false;
      this.counts.headless++;
      if (this.#isCompared && !this.#hasEnded && this.#damaged === PART_COUNT)
        this.#events.comparer?.headlessClaim(this.#ranges[2 * CLAIM]!, s);
      return;
    }
    this.counts.claims++;
    if (this.#damaged < PART_COUNT) return;
    this.#view.reset(this.#ranges, this.counts.claims);
    this.#events.claim(this.#view);
  }

  // Sets, for the envelope

  beginSet(set: OpenSet, s: number, isCompared: boolean): void {
    const envelope = this.#envelope;
    this.#damaged = PART_COUNT;
    this.#isCompared = false;
    if (set.type) {
      this.#loops.of = LOOPS_OF[set.type];
      // If no separator divides composites, that is the fault.
      const { component, repetition } = this.table.delimiters;
      this.#isCompared = isCompared && component >= 0 && component !== repetition;
      this.#begin(HEADER, s);
    }
    this.#loops.enter(this.#loops.of.head);
    if (!set.type) return;
    this.#view.set = {
      type: set.type,
      controlNumbers: envelope.controlNumbers,
      shownNumbers: envelope.shownNumbers,
      interchangeDate: envelope.interchangeDate,
      headers: envelope.headers,
      ...envelope.origin,
      version: set.version,
      comparedAs: this.#isCompared ? set.type : undefined,
    };
  }

  endSet(at: number, isCut: boolean): void {
    // What the file breaks off in may be half of a claim: what it lacks is not a finding.
    if (isCut) this.#damaged = HEADER;
    this.#endClaim(at);
    this.#end(at);
    if (this.#envelope.set?.type && this.#isCompared && this.#damaged === PART_COUNT) this.#events.comparer?.endSet(this.#ranges);
    this.#damaged = PART_COUNT;
    this.#ranges.fill(0);
  }

  leave(): void {
    this.#loops.enter(0);
  }

  within(s: number): Within {
    const part = this.#part;
    const from = part === NOWHERE ? s : this.#ranges[2 * part]!;
    const isClaim = part === CLAIM && !this.#isHeadless && this.#envelope.set?.type !== undefined;
    return { claim: isClaim ? this.counts.claims + 1 : undefined, part: this.table.offset[Math.min(from, s)]! };
  }

  // What lacks its first segment

  #noticeLevel(part: number, s: number): void {
    this.#recovery.notice(part, s, this.#part, this.#ranges[2 * this.#part]!, this.#loops.isInLine);
  }

  /** Begins a level whose HL is missing, now that segment `s` shows that it is one. */
  #recoverLevel(s: number): void {
    const { at, part } = this.#recovery.found;
    const level = LEVEL_OF[part]!;
    this.#recovery.forget();
    if (this.#hasEnded || !this.#envelope.set?.type) return;
    this.#endClaim(at);
    this.#end(at);
    if (this.#isCompared) this.#events.comparer?.openLostLevel(level, this.#ranges);
    this.#begin(part, at);
    this.#replay(at, s, this.#loops.of.number(LOOP_OF[level]));
  }

  /** Begins a claim whose CLM is missing, now that its first line begins at segment `s`. */
  #recoverClaim(s: number): void {
    if (this.#hasEnded || !this.#envelope.set?.type) return;
    const at = this.#recovery.claimBefore(s, this.#part, this.#ranges[2 * this.#part]!, this.#loops.of);
    if (at >= s) return;
    this.#begin(CLAIM, at);
    this.#isHeadless = true;
    this.#replay(at, s, this.#loops.of.claim);
  }

  /** Assigns the loops of segments anew, from a loop that they turned out to be in. */
  #replay(from: number, to: number, loop: number): void {
    const { table } = this;
    this.#loops.enter(loop);
    for (let s = from; s < to; s++) {
      const id = table.id[s]!;
      if (id === NM1 || id === SBR) this.#openLoop(s, id);
      table.loop[s] = this.#loops.open || this.#loops.behindUnknown(id);
    }
  }
}
