import { mayDraw } from '../codes/safe-elements.ts';
import type { ClaimType } from '../model/claim.ts';
import type { EnvelopeSegment, Group, Interchange, TransactionSet, Trouble } from '../model/envelope.ts';
import type { Place } from '../model/finding.ts';
import type { Tables } from '../model/tables.ts';
import { ISA_WIDTHS, type IsaHeader, isAlphanumeric, isIsa, readIsa } from '../x12/delimiters.ts';
import { beginOf, endOf, equals, sizeOf, text } from '../x12/elements.ts';
import { InputError } from '../x12/errors.ts';
import { type Keep, placeOf, segmentEnd } from '../x12/place.ts';
import { packId, type SegmentTable } from '../x12/segments.ts';
import { Conformance } from './conform.ts';
import { capture, isoDate } from './envelope.ts';
import { envelopeAck, judgeEnvelope } from './guides/envelope.ts';
import { Hierarchy, type Level, LOOP_OF } from './hierarchy.ts';
import { LOOPS_OF, type Loops, NO_LOOPS } from './loops.ts';
import { BILLING, CLAIM, HEADER, PART_COUNT, PATIENT, SUBSCRIBER } from './parts.ts';
import { Situations } from './situations.ts';
import { ClaimView } from './views.ts';

const GS = packId('GS');
const ST = packId('ST');
const SE = packId('SE');
const GE = packId('GE');
const IEA = packId('IEA');
const TA1 = packId('TA1');
const BHT = packId('BHT');
const HL = packId('HL');
const CLM = packId('CLM');
const NM1 = packId('NM1');
const N3 = packId('N3');
const N4 = packId('N4');
const DMG = packId('DMG');
const PER = packId('PER');
const REF = packId('REF');
const PRV = packId('PRV');
const PAT = packId('PAT');
const BILLING_PROVIDER = packId('85');
const PATIENT_NAME = packId('QC');
const SBR = packId('SBR');
const LX = packId('LX');
const LIN = packId('LIN');
const SVD = packId('SVD');
const LQ = packId('LQ');
const SV1 = packId('SV1');
const SV2 = packId('SV2');

/** Which segment ids need a look, by a hash that keeps them apart; 0 for all the others. Most segments are none of these. */
const hashId = (id: number) => (id ^ (id >>> 7) ^ (id >>> 15)) & 1023;
const LOOKED_AT = new Int32Array(1024);
for (const id of [GS, ST, SE, GE, IEA, TA1, BHT, HL, CLM, NM1, SBR, LX, LIN, SVD, LQ, SV1, SV2]) {
  if (LOOKED_AT[hashId(id)] !== 0) throw new Error('two segment ids share a hash');
  LOOKED_AT[hashId(id)] = id;
}

/** Levels of the parts that an HL begins. */
const LEVEL_OF: Readonly<Record<number, Level>> = { [BILLING]: 20, [SUBSCRIBER]: 22, [PATIENT]: 23 };
/** REF01 of what a payer or patient is known by; all others are of a claim. */
const PARTY_REFERENCES: ReadonlySet<string> = new Set(['2U', 'EI', 'FY', 'NF', 'G2', 'LU', 'Y4', '1W', 'SY']);
/** Segments that belong to no part: trailers, and what stands outside every set. */
const NOWHERE = -1;

/** Who is told what was read. Views are valid until the call returns. */
export interface AssemblerEvents {
  claim(claim: ClaimView): void;
  interchange(interchange: Interchange): void;
  group(group: Group): void;
  transaction(set: TransactionSet): void;
  trouble(trouble: Trouble): void;
  fault(fault: InputError): void;
  /** Whether sets of this type are compared with their guide. Claims are compared when `ClaimView.conform` is called. */
  structure?(type: ClaimType): boolean;
}

/** What was counted on the way. */
export interface ReadCounts {
  interchanges: number;
  transactions: number;
  claims: number;
  /** Claims whose CLM is missing; `claims` are the others. */
  headless: number;
  /** Levels of a code that the guides do not know: what stands in them belongs to no claim. */
  unknownLevels: number;
  /** Sets of other kinds that were skipped, by ST01. */
  readonly skipped: Map<string, number>;
  readonly types: Set<ClaimType>;
}

/** Bytes outside the character sets, by kind: where the first of them stands, and how many there are. */
type OddBytes = Map<string, { place: Place; byte: number; count: number }>;

interface Open {
  /** A set in it was read. */
  read: boolean;
  /** A set in it was not: another kind or version. Where that holds for all of them, nothing is said but that. */
  skipped: boolean;
  /** A set in it is compared with its guide, and so are its own elements. */
  conforms: boolean;
}

interface OpenInterchange extends Open {
  /** Undefined where it is missing. */
  isa: EnvelopeSegment | undefined;
  control: string;
  date: number | undefined;
  groups: number;
  groupControls: Map<string, Place>;
  twin: Place | undefined;
  /** Line break behind its terminators; '' for none. */
  newline: string;
  /** What is wrong with its ISA; said when it is known that a set in it is read. */
  troubles: Trouble[];
  oddBytes: OddBytes;
}

interface OpenGroup extends Open {
  /** Undefined where it is missing. */
  gs: EnvelopeSegment | undefined;
  control: string;
  transactions: number;
  setControls: Map<string, Place>;
  twin: Place | undefined;
}

interface OpenSet {
  /** Undefined where it is missing. */
  st: EnvelopeSegment | undefined;
  control: string;
  /** Undefined for a set that is not read: another kind or version. */
  type: ClaimType | undefined;
  foreignLine: Place | undefined;
  twin: Place | undefined;
  oddBytes: OddBytes;
}

/** Whether there is anything to say about it. */
const matters = (open: Open) => open.read || !open.skipped;

/** Control numbers are numbers in ISA13 and GS06: 905 is 000000905. */
const controlKey = (control: string) => (/^\d{1,15}$/.test(control) ? String(Number(control)) : control);

/** Which guide a version names; an InputError where it names none that is covered. */
export function guideOf(version: string): ClaimType | InputError {
  if (version.startsWith('005010X222')) return '837P';
  if (version.startsWith('005010X223')) return '837I';
  if (version === '') {
    return new InputError(
      'version',
      'A transaction set has no version in ST03, nor its group in GS08, so the guide that it follows is unknown. Export the file again.',
    );
  }
  // The version may be any text that stood in its place: only what looks like a version is repeated.
  const named = /^00\d{4}(X\d{3})?(A\d)?$/.test(version) ? version : 'unknown';
  if (version.startsWith('005010X224'))
    return new InputError('dental', `The set is a dental claim (837D, ${named}). xolint covers 837P and 837I.`);
  return new InputError(
    'version',
    `The set has version ${named}. xolint covers 005010X222 (837P) and 005010X223 (837I); convert the file, or lint the file that it was made from.`,
  );
}

/** What places keep, with what may be drawn of it. */
export const drawing = (kept: Keep): Keep => ({ ...kept, mayDraw });

/**
 * Segments to claims. Follows the envelope and the loops, keeps the parents of the current claim in the window, and hands over each
 * claim when the segment after it has been read.
 */
export class Assembler {
  readonly counts: ReadCounts = {
    interchanges: 0,
    transactions: 0,
    claims: 0,
    headless: 0,
    unknownLevels: 0,
    skipped: new Map(),
    types: new Set(),
  };
  readonly #table: SegmentTable;
  readonly #events: AssemblerEvents;
  readonly #view: ClaimView;
  readonly #keep: Keep;
  /** First and one-past-last segment of each part; a part that is not there is empty. */
  readonly #parts = new Int32Array(2 * PART_COUNT);
  #part = NOWHERE;
  #cursor = 0;
  #position = 0;
  #loops: Loops = NO_LOOPS;
  #loop = 0;
  /** The loop that the search for the next opener starts from; differs from `#loop` in a loop that the guide does not know. */
  #scope = 0;
  /** The first part of which something was dropped: claims that stand on it are not judged. `PART_COUNT` when all are whole. */
  #damaged = PART_COUNT;
  /** Where a level began whose HL is missing, if it is one, and the part that it is; -1 where none did. */
  #lostAt = -1;
  #lostPart = NOWHERE;
  /** The CLM of the open claim is missing: it is compared with the guide, and not judged. */
  #headlessClaim = false;
  readonly #conformance: Conformance;
  readonly #hierarchy: Hierarchy;
  readonly #situations: Situations;
  /** The open set is compared with its guide. */
  #conforms = false;
  /** The file ends here: what it breaks off in may be half of something. */
  #ended = false;
  #interchange: OpenInterchange | undefined;
  #group: OpenGroup | undefined;
  #set: OpenSet | undefined;
  readonly #interchangeControls = new Map<string, Place>();
  /** The segment that stood before segment `#kept`, when the window was last compacted. */
  #last: Place | undefined;
  #kept = 0;
  #outside = false;
  #setBack = false;

  constructor(table: SegmentTable, tables: Tables, events: AssemblerEvents, kept: Keep) {
    const keep = drawing(kept);
    this.#table = table;
    this.#events = events;
    this.#keep = keep;
    this.#view = new ClaimView(table, tables, keep);
    this.#conformance = new Conformance(table, keep, (trouble) => events.trouble(trouble));
    this.#hierarchy = new Hierarchy(table, keep, (trouble) => events.trouble(trouble));
    this.#situations = new Situations(table, keep, (trouble) => events.trouble(trouble));
    this.#view.conform = () => this.#conform(CLAIM);
    this.#view.conformLevels = () => this.#conformLevels();
  }

  /**
   * Takes the segments that were cut since the last call; `unterminated` says that the last of them is what the file ends in.
   * False when the reader was set back, and must cut again.
   */
  feed(unterminated = false): boolean {
    const table = this.#table;
    const { id, position, loop } = table;
    let odd = 0;
    for (let s = this.#cursor; s < table.count; s++) {
      const segmentId = id[s]!;
      position[s] = this.#set === undefined ? 0 : ++this.#position;
      // Those of an IEA are part of the interchange that it closes.
      if (segmentId === IEA && this.#interchange && table.odd[odd] === s && table.odd[odd + 2]! > 0) {
        loop[s] = 0;
        this.#odd(s, table.odd[odd + 1]!, table.odd[odd + 2]!);
        odd += 3;
      }
      if (unterminated && s === table.count - 1) this.#lookAtRest(s, segmentId);
      else if (LOOKED_AT[hashId(segmentId)] === segmentId) this.#look(s, segmentId);
      else if (this.#set === undefined) this.#stray(s);
      loop[s] = this.#loop;
      if (odd < table.odd.length && table.odd[odd] === s) {
        this.#odd(s, table.odd[odd + 1]!, table.odd[odd + 2]!);
        odd += 3;
      }
    }
    table.odd.length = 0;
    this.#cursor = table.count;
    const forward = !this.#setBack;
    this.#setBack = false;
    return forward;
  }

  /** Forgets what no claim needs any more, and moves the rest to the front of the window. */
  compact(): void {
    const table = this.#table;
    if (table.count > 0) this.#last = this.#placeBefore(table.count);
    if (this.#part !== NOWHERE) this.#parts[2 * this.#part + 1] = table.count;
    if (this.#lostAt >= 0) this.#lostAt -= this.#parts[2 * this.#part]!;
    table.compact(this.#parts, PART_COUNT);
    if (this.#lostAt >= 0) this.#lostAt += this.#parts[2 * this.#part]!;
    this.#cursor = table.count;
    this.#kept = table.count;
  }

  /** Drops the part that has outgrown the window; the claim in it is not judged. */
  drop(limit: number): void {
    const table = this.#table;
    if (this.#part === NOWHERE) return;
    if (table.count > 0 && this.#damaged === PART_COUNT) {
      const from = this.#parts[2 * this.#part]!;
      this.#trouble('oversize', placeOf(table, from, 0, 0, this.#loopName(from), this.#keep), {
        megabytes: limit / 0x100000,
      });
    }
    this.#damaged = Math.min(this.#damaged, this.#part);
    this.#lostAt = -1;
    this.#parts[2 * this.#part] = table.count;
    this.compact();
  }

  /**
   * Reads the ISA that `scan` stopped at. False when more bytes are needed to read it.
   * Throws InputError when it is too short to give its separators.
   */
  takeIsa(last: boolean): boolean {
    const table = this.#table;
    const header = readIsa(table.bytes, table.next, table.used);
    if (!header) {
      if (!last && table.used - table.next < 400) return false;
      throw new InputError(
        'isa',
        'The ISA is too short to define its separators: it needs sixteen elements. Export the file again.',
      );
    }
    const { element, terminator } = header.delimiters;
    if (element === terminator || isAlphanumeric(terminator)) {
      throw new InputError('isa', 'The ISA has no usable segment terminator (the byte after ISA16). Export the file again.');
    }
    this.#closeInterchange(undefined, 'ISA', table.count);
    table.use(header.delimiters);
    table.takeIsa(header);
    this.#openInterchange(table.count - 1, header);
    this.#cursor = table.count;
    return true;
  }

  /** Ends the file. `unterminated`: the last segment had no terminator. */
  finish(unterminated: boolean): void {
    this.#ended = true;
    const table = this.#table;
    if (this.#interchange) this.#closeInterchange(undefined, 'end', table.count);
    else if (unterminated && !this.#outside) this.#trouble('terminator', this.#placeBefore(table.count), {});
  }

  /** Text of the loop that a segment stands in. */
  #loopName(segment: number): string {
    return this.#loops.ids[this.#table.loop[segment]!] ?? '';
  }

  /** Place of the segment before `segment`. */
  #placeBefore(segment: number): Place {
    if (segment > this.#kept) {
      return placeOf(this.#table, segment - 1, 0, 0, this.#loopName(segment - 1), this.#keep);
    }
    return this.#last ?? { line: 1, column: 1, byteOffset: 0, byteLength: 0 };
  }

  #trouble(kind: string, place: Place, data: Trouble['data']): void {
    this.#events.trouble({ kind, place, data });
  }

  /** A segment that opens or closes something, or may. */
  #look(s: number, id: number): void {
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
        if (!this.#needSet(s)) return;
        if (this.#lostAt >= 0 && this.#lostPart !== BILLING && this.#isLevel()) this.#recoverLevel(s);
        this.#endClaim(s);
        this.#begin(CLAIM, s);
        this.#enter(this.#loops.claim);
        return;
      case HL:
        if (!this.#needSet(s)) return;
        if (this.#lostAt >= 0 && this.#isChildOfLost(s)) this.#recoverLevel(s);
        this.#endClaim(s);
        this.#openLevel(s);
        return;
      case SV1:
      case SV2: {
        const set = this.#set;
        if (set?.type !== undefined && !set.foreignLine && (id === SV1) !== (set.type === '837P')) {
          set.foreignLine = placeOf(this.#table, s, 0, 0, '2400', this.#keep);
        }
        return;
      }
      case GS:
        this.#missing('GS', s);
        this.#closeGroup(undefined, s);
        this.#openGroup(s);
        return;
      case ST:
        this.#missing('ST', s);
        this.#closeSet(undefined, s);
        this.#openSet(s);
        return;
      case SE:
        if (this.#set) this.#closeSet(s, s);
        else if (this.#interchange) this.#headless(s, 'ST');
        else this.#stray(s);
        return;
      case GE:
        this.#missing('GE', s);
        this.#closeSet(undefined, s);
        if (this.#group) this.#closeGroup(s, s);
        else if (this.#interchange) this.#headless(s, 'GS');
        else this.#stray(s);
        return;
      case IEA:
        if (!this.#interchange) this.#stray(s);
        else {
          this.#findIsa(s);
          this.#closeInterchange(s, 'IEA', s);
        }
        return;
      case BHT:
        this.#needSet(s);
        return;
      default:
        return;
    }
  }

  /** The last segment of a file that ends without a terminator: a header or trailer may be half of one, and is not read. */
  #lookAtRest(s: number, id: number): void {
    const { control = '' } = this.#interchange ?? {};
    switch (id) {
      case GS:
      case ST:
        return;
      case SE:
        if (this.#set) this.#closeSet(undefined, s);
        return;
      case GE:
        this.#missing('GE', s);
        this.#closeGroup(undefined, s);
        return;
      case IEA:
        if (!this.#interchange) this.#stray(s);
        else this.#closeInterchange(text(this.#table, s, 2).trim().length < control.length ? undefined : s, 'IEA', s);
        return;
      default:
        // Between sets it may be the beginning of a header or trailer.
        if (!this.#set && this.#interchange) return;
        this.#ended = true;
        if (LOOKED_AT[hashId(id)] === id) this.#look(s, id);
        else if (!this.#set) this.#stray(s);
    }
  }

  #openLoop(s: number, id: number): void {
    if (!this.#needSet(s)) return;
    const table = this.#table;
    const from = beginOf(table, s, 1);
    let value = 0;
    if (id === NM1 && from >= 0) {
      const length = endOf(table, s, 1) - from;
      value = length === 2 ? table.bytes[from]! | (table.bytes[from + 1]! << 8) : -1;
      // A file that is wrapped to a fixed width may break in the middle of it.
      if (length === 3 || length === 4) value = packId(text(table, s, 1));
    }
    if (id === LX) {
      this.#lostAt = -1;
      if (this.#part === SUBSCRIBER || this.#part === PATIENT) this.#recoverClaim(s);
    } else if (id === SBR) this.#noticeLevel(SUBSCRIBER, s);
    const opened = this.#loops.open(this.#scope, id, value);
    if (opened >= 0) this.#enter(opened);
    else if (id === NM1) {
      this.#loop = 0;
      if (value === BILLING_PROVIDER) this.#noticeLevel(BILLING, s);
      else if (value === PATIENT_NAME) this.#noticeLevel(PATIENT, s);
    }
  }

  /** Keeps in mind that a segment begins what a level has, in a place where that level cannot begin without its HL. */
  #noticeLevel(part: number, s: number): void {
    // Behind the lines of a claim, nothing of a claim comes any more.
    const may = this.#part === CLAIM ? this.#loops.isLine(this.#scope) : this.#part === part - 1;
    if (!may || this.#lostAt >= 0) return;
    const first = part === BILLING ? PRV : part === PATIENT ? PAT : -1;
    this.#lostAt = this.#table.id[s - 1] === first && s - 1 > this.#parts[2 * this.#part]! ? s - 1 : s;
    this.#lostPart = part;
  }

  /** Whether what was noticed is a level, and not another payer (2320) in the wrong place: that has an OI before the name. */
  #isLevel(): boolean {
    const next = this.#table.id[this.#lostAt + 1];
    return this.#lostPart !== SUBSCRIBER || next === NM1 || next === PAT;
  }

  /** Whether the HL at segment `s` is of the level below the one that was noticed, and names no other as its parent. */
  #isChildOfLost(s: number): boolean {
    const table = this.#table;
    const part = this.#lostPart;
    if (part === PATIENT || !equals(table, s, 3, part === BILLING ? '22' : '23') || !this.#isLevel()) return false;
    const open = this.#parts[2 * part]!;
    return open === this.#parts[2 * part + 1]! || table.id[open] !== HL || text(table, s, 2) !== text(table, open, 1);
  }

  /** Begins a level whose HL is missing, where it was noticed, now that segment `s` shows that it is one. */
  #recoverLevel(s: number): void {
    const at = this.#lostAt;
    const part = this.#lostPart;
    const level = LEVEL_OF[part]!;
    this.#lostAt = -1;
    if (this.#ended || !this.#set?.type) return;
    this.#endClaim(at);
    this.#end(at);
    if (this.#conforms) this.#hierarchy.lost(level, this.#parts[2 * BILLING]!, this.#parts[2 * SUBSCRIBER]!);
    if (part !== PATIENT) this.#situations.reset();
    this.#begin(part, at);
    this.#replay(at, s, this.#loops.number(LOOP_OF[level]));
  }

  /** Begins a claim whose CLM is missing, now that its first line begins at segment `s`: behind the names of payer or patient. */
  #recoverClaim(s: number): void {
    if (this.#ended || !this.#set?.type) return;
    const { id, loop } = this.#table;
    const last = this.#loops.number(this.#part === PATIENT ? '2010CA' : '2010BB');
    let at = this.#parts[2 * this.#part]!;
    while (at < s && loop[at] !== last) at++;
    for (at++; at < s; at++) {
      const own = id[at] === N3 || id[at] === N4 || id[at] === DMG || id[at] === PER;
      if (!own && !(id[at] === REF && PARTY_REFERENCES.has(text(this.#table, at, 1)))) break;
    }
    if (at >= s) return;
    this.#begin(CLAIM, at);
    this.#headlessClaim = true;
    this.#replay(at, s, this.#loops.claim);
  }

  /** Assigns the loops of segments anew, from a loop that they turned out to stand in. */
  #replay(from: number, to: number, loop: number): void {
    const table = this.#table;
    this.#enter(loop);
    for (let s = from; s < to; s++) {
      const id = table.id[s]!;
      if (id === NM1 || id === SBR) this.#openLoop(s, id);
      table.loop[s] = this.#loop;
    }
  }

  #enter(loop: number): void {
    this.#loop = loop;
    this.#scope = loop;
  }

  /** HL03 20, 22, 23. */
  #openLevel(s: number): void {
    const table = this.#table;
    if (equals(table, s, 3, '20')) this.#enterLevel(20, BILLING, s);
    else if (equals(table, s, 3, '22')) this.#enterLevel(22, SUBSCRIBER, s);
    else if (equals(table, s, 3, '23')) this.#enterLevel(23, PATIENT, s);
    else {
      this.#end(s);
      this.#enter(0);
      if (this.#set?.type) this.counts.unknownLevels++;
      if (this.#conforms && this.#set?.type && !this.#ended) this.#hierarchy.unknown(s);
    }
  }

  #enterLevel(level: Level, part: number, s: number): void {
    // What ends here is compared before what begins, so that findings stand in the order of the file.
    this.#end(s);
    if (this.#conforms && this.#set?.type && !this.#ended) {
      this.#hierarchy.open(level, s, this.#parts[2 * BILLING]!, this.#parts[2 * SUBSCRIBER]!);
    }
    if (part !== PATIENT) this.#situations.reset();
    this.#begin(part, s);
    this.#enter(this.#loops.number(LOOP_OF[level]));
  }

  /** Ends the open part before segment `s`. */
  #end(s: number): void {
    const part = this.#part;
    if (part === NOWHERE) return;
    this.#parts[2 * part + 1] = s;
    this.#part = NOWHERE;
    if (part !== CLAIM && this.#conforms && !this.#ended && this.#damaged === PART_COUNT) this.#conform(part);
  }

  /** Compares a part with the guide. A claim whose lines are those of the other guide has one finding for that. */
  #conform(part: number): void {
    const type = this.#guideOf(part);
    if (type === undefined) return;
    const from = this.#parts[2 * part]!;
    const to = this.#parts[2 * part + 1]!;
    this.#conformance.walk(type, from, to);
    if (part === CLAIM) this.#situations.claim(type, this.#parts);
    else if (part !== HEADER) this.#situations.level(type, from, to);
  }

  /** The guide that a part is compared with, if any. */
  #guideOf(part: number): ClaimType | undefined {
    const type = this.#set?.type;
    if (type === undefined || !this.#conforms) return undefined;
    // A set without ST, and a claim with the lines of the other guide, have that one finding.
    return (part === HEADER ? !this.#set?.st : part === CLAIM && this.#view.type !== type) ? undefined : type;
  }

  /** Compares the open levels with what their first claim tells of them. */
  #conformLevels(): void {
    const type = this.#guideOf(CLAIM);
    if (type === undefined) return;
    const from = this.#parts[2 * SUBSCRIBER]!;
    const to = this.#parts[2 * SUBSCRIBER + 1]!;
    this.#hierarchy.claim(this.#parts[2 * CLAIM]!, from, to);
    if (this.#parts[2 * PATIENT] === this.#parts[2 * PATIENT + 1]) this.#situations.subscriber(type, from, to);
  }

  /** Begins a part at segment `s`; it and the parts below it are new. */
  #begin(part: number, s: number): void {
    this.#end(s);
    this.#lostAt = -1;
    this.#part = part;
    if (part <= this.#damaged) this.#damaged = PART_COUNT;
    for (let p = part; p < PART_COUNT; p++) {
      this.#parts[2 * p] = s;
      this.#parts[2 * p + 1] = s;
    }
  }

  /** Hands over the claim that ends before segment `s`. */
  #endClaim(s: number): void {
    if (this.#part !== CLAIM) return;
    this.#end(s);
    const set = this.#set;
    if (set?.type === undefined) return;
    if (this.#headlessClaim) {
      this.#headlessClaim = false;
      this.counts.headless++;
      if (this.#conforms && !this.#ended && this.#damaged === PART_COUNT)
        this.#conformance.walk(set.type, this.#parts[2 * CLAIM]!, s);
      return;
    }
    this.counts.claims++;
    if (this.#damaged < PART_COUNT) return;
    this.#view.reset(this.#parts, this.counts.claims, set.type);
    this.#events.claim(this.#view);
  }

  /** ISA13, GS06 and ST02 of what is open; '' for what is not. */
  get control(): ClaimView['control'] {
    return {
      interchange: this.#interchange?.control ?? '',
      group: this.#group?.control ?? '',
      transaction: this.#set?.control ?? '',
    };
  }

  /** ISA06, GS02 and ISA15 of what is open; '' for what is not. */
  get origin(): { readonly senders: readonly string[]; readonly usage: string } {
    const { isa } = this.#interchange ?? {};
    return { senders: [isa?.text(6).trim() ?? '', this.#group?.gs?.text(2).trim() ?? ''], usage: isa?.text(15).trim() ?? '' };
  }

  #controlOf(): void {
    this.#view.control = this.control;
    this.#view.envelope = { isa: this.#interchange?.isa, gs: this.#group?.gs, newline: this.#interchange?.newline ?? '' };
    this.#view.interchangeDate = this.#interchange?.date;
    const { senders, usage } = this.origin;
    this.#view.senders = senders;
    this.#view.usage = usage;
  }

  #openInterchange(s: number, header: IsaHeader): void {
    const table = this.#table;
    this.counts.interchanges++;
    this.#outside = false;
    this.#enter(0);
    this.#position = 0;
    table.position[s] = 0;
    table.loop[s] = 0;
    const isa = capture(table, s, '', this.#keep);
    const control = isa.text(13).trim();
    const year = 2000 + Number(isa.text(9).slice(0, 2));
    this.#interchange = {
      isa,
      control,
      date: isoDate(`${year}${isa.text(9).slice(2)}`),
      groups: 0,
      groupControls: new Map(),
      twin: this.#twin(this.#interchangeControls, controlKey(control), isa.at(13)),
      newline: /^(?:\r\n|\n|\r)?/.exec(String.fromCharCode(...table.bytes.subarray(header.end + 1, header.end + 3)))![0],
      troubles: [],
      oddBytes: new Map(),
      read: false,
      skipped: false,
      conforms: false,
    };
    this.#checkIsa(this.#interchange.troubles, isa, header);
  }

  /** The earlier place of a control number, or none; an empty one has no twin. */
  #twin(controls: Map<string, Place>, control: string, place: Place): Place | undefined {
    if (control === '') return undefined;
    const twin = controls.get(control);
    if (!twin) controls.set(control, place);
    return twin;
  }

  #checkIsa(troubles: Trouble[], isa: EnvelopeSegment, header: IsaHeader): void {
    const { element, component, repetition, terminator } = header.delimiters;
    const say = (kind: string, place: Place, data: Trouble['data']) => troubles.push({ kind, place, data });
    const wrong = ISA_WIDTHS.map((width, i) => ({ element: i + 1, width, actual: isa.text(i + 1).length })).filter(
      (e) => e.actual !== e.width,
    );
    const first = wrong[0];
    if (first) {
      say('width', isa.at(first.element), {
        element: `ISA${String(first.element).padStart(2, '0')}`,
        actual: first.actual,
        width: first.width,
        total: header.end - header.elements[0]! + 1,
        others: wrong.length - 1,
      });
    } else {
      const dotted = [2, 4, 6, 8].find((k) => /\.\.+$/.test(isa.text(k)));
      if (dotted) say('dots', isa.at(dotted), { element: `ISA${String(dotted).padStart(2, '0')}` });
    }
    const named: [string, number][] = [
      ['element separator', element],
      ['sub-element separator (ISA16)', component >= 0 ? component : isa.text(16).charCodeAt(0) || -1],
      ['repetition separator (ISA11)', repetition >= 0 ? repetition : isa.text(11).charCodeAt(0) || -1],
      ['segment terminator', terminator],
    ];
    for (let i = 0; i < named.length; i++) {
      const [name, byte] = named[i]!;
      const element = i === 1 ? 16 : i === 2 ? 11 : 0;
      if (byte < 0) continue;
      const twin = named.slice(0, i).find((other) => other[1] === byte);
      if (twin) say('repeated', isa.at(element), { name, other: twin[0] });
      else if (isAlphanumeric(byte)) {
        // ISA11 was "U" before version 00402, and many senders never changed it: a warning, the file is readable all the same.
        say(i === 2 && byte === 85 ? 'standards' : 'letter', isa.at(element), { name });
      }
    }
  }

  #openGroup(s: number): void {
    this.#position = 0;
    this.#table.position[s] = 0;
    this.#enter(0);
    this.#needInterchange(s);
    const gs = capture(this.#table, s, '', this.#keep);
    const control = gs.text(6).trim();
    const interchange = this.#interchange!;
    interchange.groups++;
    const twin = this.#twin(interchange.groupControls, controlKey(control), gs.at(6));
    this.#group = { gs, control, transactions: 0, setControls: new Map(), twin, read: false, skipped: false, conforms: false };
  }

  /** A group or set without ISA: the interchange is taken as begun here, with one finding. */
  #needInterchange(s: number): void {
    if (this.#interchange) return;
    this.#outside = false;
    this.#headless(s, 'ISA');
    this.counts.interchanges++;
    this.#interchange = {
      isa: undefined,
      control: '',
      date: undefined,
      groups: 0,
      groupControls: new Map(),
      twin: undefined,
      newline: '',
      troubles: [],
      oddBytes: new Map(),
      read: false,
      skipped: false,
      conforms: false,
    };
  }

  /** A set without GS: the group is taken as begun here, with one finding. */
  #needGroup(s: number): OpenGroup {
    if (this.#group) return this.#group;
    if (this.#interchange) this.#headless(s, 'GS');
    this.#needInterchange(s);
    this.#interchange!.groups++;
    this.#group = {
      gs: undefined,
      control: '',
      transactions: 0,
      setControls: new Map(),
      twin: undefined,
      read: false,
      skipped: false,
      conforms: false,
    };
    return this.#group;
  }

  #openSet(s: number): void {
    const table = this.#table;
    this.#position = 1;
    table.position[s] = 1;
    const group = this.#needGroup(s);
    const st = capture(table, s, '', this.#keep);
    const control = st.text(2).trim();
    group.transactions++;
    const twin = this.#twin(group.setControls, control, st.at(2));
    const kind = st.text(1).trim();
    let type: ClaimType | undefined;
    if (kind !== '837') {
      const name = /^[A-Z0-9]{3}$/.test(kind) ? kind : '?';
      this.counts.skipped.set(name, (this.counts.skipped.get(name) ?? 0) + 1);
    } else {
      const version = st.text(3).trim() || (group.gs?.text(8).trim() ?? '');
      let guide = guideOf(version);
      // A version that cannot be read does not hide a set that the group names.
      if (guide instanceof InputError && guide.code === 'version' && !/^00[34]/.test(version) && group.gs)
        guide = guideOf(group.gs.text(8).trim());
      if (guide instanceof InputError) this.#events.fault(guide);
      else type = guide;
    }
    this.#startSet({ st, control, type, foreignLine: undefined, twin, oddBytes: new Map() }, s);
  }

  #startSet(set: OpenSet, s: number): void {
    this.#set = set;
    this.#damaged = PART_COUNT;
    this.#outside = false;
    const structure = set.type !== undefined && (this.#events.structure?.(set.type) ?? false);
    for (const open of [this.#interchange, this.#group]) {
      if (!open) continue;
      if (set.type) open.read = true;
      else open.skipped = true;
      if (structure) open.conforms = true;
    }
    if (set.type) {
      this.counts.transactions++;
      this.counts.types.add(set.type);
      this.#loops = LOOPS_OF[set.type];
      // Where no separator divides composites, that is the fault.
      const { component, repetition } = this.#table.delimiters;
      this.#conforms = component >= 0 && component !== repetition && structure;
      this.#hierarchy.reset();
      this.#situations.reset();
      this.#begin(HEADER, s);
    }
    this.#enter(this.#loops.head);
    this.#controlOf();
    this.#view.guide = this.#conforms ? set.type : undefined;
  }

  /** A segment of a set without ST: the set is taken as begun here, with one finding. False outside every interchange. */
  #needSet(s: number): boolean {
    if (this.#set) return true;
    if (!this.#interchange) {
      this.#stray(s);
      return false;
    }
    if (!this.#outside) this.#headless(s, 'ST');
    const id = this.#table.id[s];
    // What begins as a set does is one that its trailers count; a leftover of another set is none.
    if (this.#group && (id === BHT || id === HL || id === CLM)) this.#group.transactions++;
    const guide = guideOf(this.#group?.gs?.text(8).trim() ?? '');
    if (guide instanceof InputError) this.#events.fault(guide);
    this.#position = 1;
    this.#table.position[s] = 1;
    this.#startSet(
      {
        st: undefined,
        control: '',
        type: guide instanceof InputError ? undefined : guide,

        foreignLine: undefined,
        twin: undefined,
        oddBytes: new Map(),
      },
      s,
    );
    return true;
  }

  /** A trailer, or a level, whose header is missing. */
  #headless(s: number, header: string): void {
    const table = this.#table;
    this.#trouble('header', placeOf(table, s, 0, 0, '', this.#keep), { header, before: text(table, s, 0) });
  }

  /** A segment outside every set. One finding for each stretch of them. Where it hides an ISA, that is read next. */
  #stray(s: number): void {
    if (!this.#interchange) this.#findIsa(s);
    if (this.#outside) return;
    this.#outside = true;
    this.#table.position[s] = 0;
    this.#trouble('outside', placeOf(this.#table, s, 0, 0, '', this.#keep), {});
  }

  /** Sets the reader back to an ISA inside a segment, which lost its terminator. */
  #findIsa(s: number): void {
    const table = this.#table;
    const end = segmentEnd(table, s);
    for (let i = table.start[s]! + 1; i < end; i++) {
      if (!isIsa(table.bytes, i, end)) continue;
      table.rewind(s, i);
      this.#setBack = true;
      if (this.#interchange) this.#trouble('terminator', placeOf(table, s, 0, 0, '', this.#keep), {});
      return;
    }
  }

  /** Bytes of a segment that are outside the character sets, from the first one on. `count` 0: it had no terminator. */
  #odd(s: number, at: number, count: number): void {
    const table = this.#table;
    if (count === 0) {
      // Where the interchange is not complete, it was cut off here; that is said when the next one opens. What stands outside
      // every interchange is one fault, whether it is terminated or not.
      if (!this.#interchange && !this.#outside)
        this.#trouble('terminator', placeOf(table, s, 0, 0, this.#loopName(s), this.#keep), {});
      return;
    }
    const set = this.#set;
    if ((set && !set.type) || this.#outside) return;
    const end = segmentEnd(table, s);
    for (let i = at; i < end; i++) {
      const byte = table.bytes[i]!;
      if (byte >= 32 && byte <= 126) continue;
      const kind = byte === 10 || byte === 13 ? 'newline' : byte < 32 ? 'control' : 'foreign';
      // Of a line break in two bytes, the first counts.
      if (byte === 10 && table.bytes[i - 1] === 13) continue;
      // A file that is wrapped to a fixed width has one fault, however many sets are in it.
      const known = (kind === 'newline' ? this.#interchange : (set ?? this.#interchange))?.oddBytes;
      const earlier = known?.get(kind);
      if (earlier) {
        earlier.count++;
        continue;
      }
      let element = 0;
      while (element < sizeOf(table, s) && beginOf(table, s, element + 1) <= i) element++;
      const odd = { place: placeOf(table, s, element, 0, this.#loopName(s), this.#keep), byte, count: 1 };
      if (known) known.set(kind, odd);
      else this.#tellOdd(new Map([[kind, odd]]));
    }
  }

  #tellOdd(odd: OddBytes): void {
    for (const [kind, { place, byte, count }] of odd) {
      this.#trouble(kind, place, { byte: byte.toString(16).toUpperCase().padStart(2, '0'), count });
    }
  }

  /** Says which trailers are missing before segment `at`, all in one finding. Those of a missing header are not asked for. */
  #missing(next: 'ST' | 'GE' | 'GS' | 'IEA' | 'ISA' | 'end', at: number): void {
    const set = this.#set;
    const group = next === 'ST' || next === 'GE' ? undefined : this.#group;
    const interchange = next === 'ISA' || next === 'end' ? this.#interchange : undefined;
    const missing = [set?.st && 'SE', group?.gs && 'GE', interchange?.isa && 'IEA'].filter(Boolean).join(', ');
    if (missing === '' || (set && !set.type) || (group && !matters(group)) || (interchange && !matters(interchange))) return;
    if (next === 'end') this.#trouble('ended', this.#placeBefore(at), { missing });
    else this.#trouble('trailer', this.#placeBefore(at), { missing, next });
  }

  /** Ends the set: at its SE, or before segment `at` when that is missing. `cut`: the file or interchange breaks off here. */
  #closeSet(se: number | undefined, at: number, cut = false): void {
    const set = this.#set;
    if (!set) return;
    // What the file breaks off in may be half of a claim: what it lacks is no finding.
    if (cut) this.#damaged = HEADER;
    this.#endClaim(at);
    this.#end(at);
    if (set.type && this.#conforms && this.#damaged === PART_COUNT) {
      this.#hierarchy.close(20, this.#parts[2 * BILLING]!, this.#parts[2 * SUBSCRIBER]!);
    }
    if (set.type) {
      this.#tellOdd(set.oddBytes);
      if (set.st) {
        const trailer = se === undefined ? undefined : capture(this.#table, se, '', this.#keep);
        if (trailer && this.#group?.conforms) this.#judgeTrailer(trailer, this.#position, set.control);
        this.#events.transaction({
          st: set.st,
          se: trailer,
          gs: this.#group?.gs,
          control: set.control,
          segments: this.#position,
          type: set.type,
          twin: set.twin,
          foreignLine: set.foreignLine,
        });
      }
    }
    this.#set = undefined;
    this.#damaged = PART_COUNT;
    this.#enter(0);
    this.#parts.fill(0);
  }

  /** Judges the elements of an ISA or GS. `control`: where its number stands, of which x12/control-number speaks if the trailer has another. */
  #judgeHeader(header: EnvelopeSegment, control: number, trailer: EnvelopeSegment | undefined): void {
    const differs = trailer && controlKey(trailer.text(2).trim()) !== controlKey(header.text(control).trim());
    for (const trouble of judgeEnvelope(header, (element) => element === control && differs === true)) {
      // What a TA1 tells is told with the interchange.
      if (envelopeAck(trouble.place.element)?.interchange === undefined) this.#events.trouble(trouble);
      else this.#interchange!.troubles.push(trouble);
    }
  }

  /** Judges the elements of an SE, GE or IEA that say the right thing: where they do not, x12/count and x12/control-number speak. */
  #judgeTrailer(trailer: EnvelopeSegment, count: number, control: string): void {
    const [stated, repeated] = [trailer.text(1).trim(), trailer.text(2).trim()];
    const counts = /^\d{1,15}$/.test(stated) && Number(stated) === count;
    const repeats = /^\d+$/.test(repeated) && controlKey(repeated) === controlKey(control);
    for (const trouble of judgeEnvelope(trailer, (element) => !(element === 1 ? counts : repeats))) this.#events.trouble(trouble);
  }

  /** Ends the group: at its GE, or before segment `at` when that is missing. */
  #closeGroup(ge: number | undefined, at: number, cut = false): void {
    this.#closeSet(undefined, at, cut);
    const group = this.#group;
    if (!group) return;
    if (ge !== undefined) this.#table.position[ge] = 0;
    if (group.gs && matters(group)) {
      const trailer = ge === undefined ? undefined : capture(this.#table, ge, '', this.#keep);
      if (group.conforms) this.#judgeHeader(group.gs, 6, trailer);
      if (group.conforms && trailer) this.#judgeTrailer(trailer, group.transactions, group.control);
      this.#events.group({
        gs: group.gs,
        ge: trailer,
        control: group.control,
        transactions: group.transactions,
        twin: group.twin,
      });
    }
    this.#group = undefined;
  }

  /** Ends the interchange: at its IEA, or before segment `at` when that is missing. */
  #closeInterchange(iea: number | undefined, next: 'IEA' | 'ISA' | 'end', at: number): void {
    const interchange = this.#interchange;
    if (!interchange) return;
    this.#missing(next, at);
    this.#closeGroup(undefined, at, next !== 'IEA');
    if (iea !== undefined) this.#table.position[iea] = 0;
    if (matters(interchange)) {
      const { isa, conforms } = interchange;
      const trailer = iea === undefined ? undefined : capture(this.#table, iea, '', this.#keep);
      // Where its widths are wrong, what stands in them may belong elsewhere.
      if (isa && conforms && !interchange.troubles.some(({ kind }) => kind === 'width')) this.#judgeHeader(isa, 13, trailer);
      if (isa && conforms && trailer) this.#judgeTrailer(trailer, interchange.groups, interchange.control);
      for (const trouble of interchange.troubles) this.#events.trouble(trouble);
      this.#tellOdd(interchange.oddBytes);
      if (isa) {
        this.#events.interchange({
          isa,
          iea: trailer,
          control: interchange.control,
          groups: interchange.groups,
          twin: interchange.twin,
        });
      }
    }
    this.#interchange = undefined;
    this.#outside = false;
  }
}
