import { payerClassOf } from '../codes/payers.ts';
import { drugCodeKind, INJECTION_CODE, XOLAIR_CODE } from '../codes/procedures.ts';
import type {
  Claim,
  ClaimType,
  Diagnosis,
  Drug,
  Levels,
  LineElement,
  OtherPayer,
  Patient,
  PayerClass,
  Segment,
  ServiceLine,
  Visit,
} from '../model/claim.ts';
import type { EnvelopeSegment } from '../model/envelope.ts';
import type { Location, Phi } from '../model/finding.ts';
import type { Product, Tables } from '../model/tables.ts';
import type { Delimiters } from '../x12/delimiters.ts';
import {
  beginOf,
  cents,
  componentsOf,
  date,
  day,
  decimal,
  endOf,
  equals,
  sizeOf,
  text,
  upperText,
  upperTexts,
} from '../x12/elements.ts';
import { idOf, type LocationDetail, locationOf } from '../x12/location.ts';
import { packId, type SegmentTable } from '../x12/segments.ts';
import { LOOPS_OF, type Loops, NO_LOOPS } from './loops.ts';
import { BILLING, CLAIM, PARTS, PATIENT, type Part, SUBSCRIBER } from './parts.ts';

const HI = packId('HI');
const LX = packId('LX');
const SV1 = packId('SV1');
const SV2 = packId('SV2');
const DTP = packId('DTP');
const LIN = packId('LIN');
const CTP = packId('CTP');
const NM1 = packId('NM1');
const SBR = packId('SBR');
const DMG = packId('DMG');

/** A diagnosis pointer as SV107 may have it: "1." is none. */
const POINTER = /^\d{1,2}$/;

/** What all views of one table share. */
interface Context {
  readonly table: SegmentTable;
  readonly tables: Tables;
  readonly keep: LocationDetail;
  loops: Loops;
}

class SegmentView implements Segment {
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

  text(element: number, component = 0): string {
    return text(this.#context.table, this.index, element, component);
  }

  is(element: number, expected: string): boolean {
    return equals(this.#context.table, this.index, element, expected);
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

/** One view that is set to one segment after the other. The number of its line is looked up only for a place. */
class WalkingView extends SegmentView {
  readonly #lineAt: (segment: number) => number | undefined;
  readonly #own: (segment: number) => Segment;

  constructor(context: Context, lineAt: (segment: number) => number | undefined) {
    super(context, 0);
    this.#lineAt = lineAt;
    this.#own = (segment) => new SegmentView(context, segment, lineAt(segment));
  }

  override snapshot(): Segment {
    return this.#own(this.index);
  }

  override at(element = 0, component = 0): Location {
    this.line = this.#lineAt(this.index);
    return super.at(element, component);
  }
}

class DiagnosisView implements Diagnosis {
  qualifier = '';
  raw = '';
  code = '';
  readonly #context: Context;
  #segment = 0;
  #element = 0;

  constructor(context: Context) {
    this.#context = context;
  }

  reset(segment: number, element: number): void {
    const { table } = this.#context;
    this.#segment = segment;
    this.#element = element;
    this.qualifier = text(table, segment, element, 1);
    this.raw = text(table, segment, element, 2);
    this.code = upperText(table, segment, element, 2);
    if (this.raw.includes('.')) this.code = this.code.replace('.', '');
  }

  at(): Location {
    return locationOf(this.#context.table, this.#segment, this.#element, 2, '2300', this.#context.keep);
  }
}

const phi = (kind: Phi['phi'], value: string): Phi => ({ phi: kind, value });

/** ICD-10 principal and other diagnoses, and their ICD-9 forerunners: what SV107 counts. */
const DIAGNOSIS_QUALIFIERS: ReadonlySet<string> = new Set(['ABK', 'ABF', 'BK', 'BF']);

/** Elements of SV1 and SV2 by what they say: element and component; 0 where the segment has none. */
const ELEMENTS: Readonly<Record<LineElement, readonly [sv1: number, component1: number, sv2: number, component2: number]>> = {
  procedure: [1, 2, 2, 2],
  modifier1: [1, 3, 2, 3],
  modifier2: [1, 4, 2, 4],
  modifier3: [1, 5, 2, 5],
  modifier4: [1, 6, 2, 6],
  description: [1, 7, 2, 7],
  charge: [2, 0, 3, 0],
  basis: [3, 0, 4, 0],
  units: [4, 0, 5, 0],
  placeOfService: [5, 0, 0, 0],
  pointer: [7, 0, 0, 0],
  revenue: [0, 0, 1, 0],
};

/** Bytes of `HC:J2357:::::XOLAIR` without the qualifier and the code. */
const NAMED_LENGTH = 12;

const NO_DIAGNOSES: readonly Diagnosis[] = [];
const NO_MODIFIERS: readonly string[] = [];

const ELEVEN_DIGITS = /^\d{11}$/;

class DrugView implements Drug {
  readonly qualifier: string;
  readonly raw: string;
  readonly ndc: string;
  readonly product: Product | undefined;
  readonly quantity: number;
  readonly quantityText: string;
  readonly unit: string;
  readonly #context: Context;
  readonly #lin: number;
  readonly #ctp: number | undefined;
  readonly #line: ServiceLine;

  constructor(context: Context, lin: number, ctp: number | undefined, line: ServiceLine) {
    const { table, tables } = context;
    this.#context = context;
    this.#lin = lin;
    this.#ctp = ctp;
    this.#line = line;
    this.qualifier = text(table, lin, 2).trim();
    this.raw = text(table, lin, 3);
    this.ndc = this.qualifier === 'N4' && ELEVEN_DIGITS.test(this.raw) ? this.raw : '';
    this.product = tables.product(this.ndc);
    this.quantityText = ctp === undefined ? '' : text(table, ctp, 4).trim();
    this.quantity = decimal(this.quantityText);
    this.unit = ctp === undefined ? '' : text(table, ctp, 5, 1).trim();
  }

  get lin(): Segment {
    return new SegmentView(this.#context, this.#lin, this.#line.number);
  }

  get ctp(): Segment | undefined {
    return this.#ctp === undefined ? undefined : new SegmentView(this.#context, this.#ctp, this.#line.number);
  }
}

class LineView implements ServiceLine {
  readonly claim: ClaimView;
  readonly #context: Context;
  index = 0;
  /** First and one-past-last segment of the line. */
  #from = 0;
  #to = 0;
  /** The SV1 or SV2, or the LX. */
  #sv = 0;
  #isSv1 = false;
  #isSv2 = false;
  #procedure: string | undefined;
  #modifiers: readonly string[] | undefined;
  #charge: number | undefined;
  #units: number | undefined;
  #date: number | undefined | null = null;
  #drug: Drug | undefined | null = null;
  #pointers: readonly string[] | undefined;
  #diagnoses: readonly Diagnosis[] | undefined;
  readonly #service: WalkingView;
  #isXolair: boolean | undefined;

  constructor(claim: ClaimView, context: Context) {
    this.claim = claim;
    this.#context = context;
    this.#service = new WalkingView(context, () => this.number);
  }

  reset(index: number, from: number, to: number): void {
    this.index = index;
    this.#from = from;
    this.#to = to;
    this.#sv = from;
    this.#isSv1 = false;
    this.#isSv2 = false;
    const { id } = this.#context.table;
    for (let s = from + 1; s < to; s++) {
      if (id[s] !== SV1 && id[s] !== SV2) continue;
      this.#sv = s;
      this.#isSv1 = id[s] === SV1;
      this.#isSv2 = !this.#isSv1;
      break;
    }
    this.#procedure = undefined;
    this.#modifiers = undefined;
    this.#charge = undefined;
    this.#units = undefined;
    this.#date = null;
    this.#drug = null;
    this.#pointers = undefined;
    this.#diagnoses = undefined;
    this.#isXolair = undefined;
  }

  #elementOf(what: LineElement): number {
    return ELEMENTS[what][this.#isSv2 ? 2 : 0];
  }

  #componentOf(what: LineElement): number {
    return ELEMENTS[what][this.#isSv2 ? 3 : 1];
  }

  #text(what: LineElement): string {
    if (!this.#isSv1 && !this.#isSv2) return '';
    const element = this.#elementOf(what);
    return element === 0 ? '' : text(this.#context.table, this.#sv, element, this.#componentOf(what));
  }

  get service(): Segment {
    this.#service.index = this.#sv;
    return this.#service;
  }

  get number(): number {
    const value = Number(text(this.#context.table, this.#from, 1));
    return Number.isInteger(value) && value > 0 ? value : this.index + 1;
  }

  /** One past its last segment. */
  get end(): number {
    return this.#to;
  }

  /** Whether a segment belongs to the line. */
  holds(segment: number): boolean {
    return segment >= this.#from && segment < this.#to;
  }

  /** Whether the line is of the other guide than its set says. */
  get isProfessional(): boolean | undefined {
    return this.#isSv1 ? true : this.#isSv2 ? false : undefined;
  }

  get procedure(): string {
    this.#procedure ??= this.#isSv1 || this.#isSv2 ? upperText(this.#context.table, this.#sv, this.#isSv1 ? 1 : 2, 2) : '';
    return this.#procedure;
  }

  get modifiers(): readonly string[] {
    if (this.#modifiers !== undefined) return this.#modifiers;
    this.#modifiers =
      this.#isSv1 || this.#isSv2 ? upperTexts(this.#context.table, this.#sv, this.#isSv1 ? 1 : 2, 3, 6) : NO_MODIFIERS;
    return this.#modifiers;
  }

  get description(): Phi {
    return phi('private', this.#text('description'));
  }

  get charge(): number {
    this.#charge ??= this.#isSv1
      ? cents(this.#context.table, this.#sv, 2)
      : this.#isSv2
        ? cents(this.#context.table, this.#sv, 3)
        : Number.NaN;
    return this.#charge;
  }

  get unitBasis(): string {
    return this.#isSv1 || this.#isSv2 ? upperText(this.#context.table, this.#sv, this.#isSv1 ? 3 : 4) : '';
  }

  get unitsText(): string {
    return this.#text('units').trim();
  }

  get units(): number {
    this.#units ??= decimal(this.unitsText);
    return this.#units;
  }

  get placeOfService(): string {
    if (this.claim.type === '837I') return '';
    return this.#text('placeOfService').trim() || this.claim.facility;
  }

  get revenueCode(): string {
    return this.#text('revenue').trim();
  }

  get pointers(): readonly string[] {
    if (this.#pointers) return this.#pointers;
    const { table } = this.#context;
    const count = this.#isSv1 ? componentsOf(table, this.#sv, 7) : 0;
    const pointers: string[] = [];
    for (let component = 1; component <= count; component++) pointers.push(upperText(table, this.#sv, 7, component));
    this.#pointers = pointers;
    return pointers;
  }

  get diagnoses(): readonly Diagnosis[] {
    if (this.#diagnoses) return this.#diagnoses;
    const all = this.claim.diagnoses;
    this.#diagnoses = this.#isSv1 ? this.#pointedAt(all) : all;
    return this.#diagnoses;
  }

  #pointedAt(all: readonly Diagnosis[]): readonly Diagnosis[] {
    if (this.pointers.length === 1 && POINTER.test(this.pointers[0]!)) return this.claim.singleton(Number(this.pointers[0]) - 1);
    const found: Diagnosis[] = [];
    for (const pointer of this.pointers) {
      if (!POINTER.test(pointer)) continue;
      const diagnosis = all[Number(pointer) - 1];
      if (diagnosis) found.push(diagnosis);
    }
    return found;
  }

  get date(): number | undefined {
    if (this.#date !== null) return this.#date;
    const { table } = this.#context;
    const { id, loop } = table;
    const own = this.#context.loops.line;
    let found: number | undefined;
    let given = false;
    for (let s = this.#from + 1; s < this.#to && !given; s++) {
      if (id[s] === DTP && loop[s] === own && equals(table, s, 1, '472')) {
        given = true;
        found = date(table, s, 3);
      }
    }
    this.#date = given || this.claim.type === '837P' ? found : this.claim.statementFrom;
    return this.#date;
  }

  get drug(): Drug | undefined {
    if (this.#drug !== null) return this.#drug;
    const { table } = this.#context;
    const { id } = table;
    this.#drug = undefined;
    for (let s = this.#from + 1; s < this.#to; s++) {
      if (id[s] !== LIN) continue;
      let ctp: number | undefined;
      for (let t = s + 1; t < this.#to && table.loop[t] === table.loop[s]; t++) if (id[t] === CTP) ctp = t;
      this.#drug = new DrugView(this.#context, s, ctp, this);
      break;
    }
    return this.#drug;
  }

  get rendering(): string {
    const { table, loops } = this.#context;
    const own = loops.number(this.claim.type === '837P' ? '2420A' : '2420C');
    for (let s = this.#from + 1; s < this.#to; s++) {
      if (table.id[s] === NM1 && table.loop[s] === own) return equals(table, s, 8, 'XX') ? text(table, s, 9).trim() : '';
    }
    return this.claim.rendering;
  }

  has(modifier: string): boolean {
    return this.modifiers.includes(modifier);
  }

  get isXolairCode(): boolean {
    return this.procedure === XOLAIR_CODE;
  }

  get isXolair(): boolean {
    this.#isXolair ??= this.isXolairCode || (this.drug !== undefined && this.drug.product !== undefined);
    return this.#isXolair;
  }

  /** The description names the drug; looked at as bytes, since most lines have none. */
  get namesXolair(): boolean {
    if (!this.#isSv1 && !this.#isSv2) return false;
    const { table } = this.#context;
    const element = this.#isSv1 ? 1 : 2;
    const from = beginOf(table, this.#sv, element);
    if (from < 0) return false;
    // The shortest is the qualifier, the code, four empty modifiers and XOLAIR.
    const to = endOf(table, this.#sv, element);
    if (to - from < NAMED_LENGTH) return false;
    let left = 6;
    const { component } = table.delimiters;
    for (let i = from; i < to && left > 0; i++) if (table.bytes[i] === component) left--;
    return left === 0 && /XOLAIR|OMALIZUMAB/i.test(this.#text('description'));
  }

  segments(id: string, qualifier?: string): readonly Segment[] {
    const { loops } = this.#context;
    return find(this.#context, this.#from, this.#to, packId(id), qualifier, loops.line, this.number);
  }

  at(what: LineElement): Location {
    return locationOf(
      this.#context.table,
      this.#sv,
      this.#elementOf(what),
      this.#componentOf(what),
      '2400',
      this.#context.keep,
      this.number,
    );
  }
}

const NO_PAYERS: readonly OtherPayer[] = [];
const NO_SEGMENTS: readonly Segment[] = [];

/** Segments of a range by id, first element and loop. */
function find(
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

class PatientView implements Patient {
  readonly isSubscriber: boolean;
  readonly birthDate: number | undefined;
  readonly #context: Context;
  /** The NM1; -1 if none. */
  readonly #name: number;

  constructor(context: Context, isSubscriber: boolean, birthDate: number | undefined, name: number) {
    this.#context = context;
    this.isSubscriber = isSubscriber;
    this.birthDate = birthDate;
    this.#name = name;
  }

  get firstName(): Phi {
    return phi('private', this.#name < 0 ? '' : text(this.#context.table, this.#name, 4).trim());
  }

  get lastName(): Phi {
    return phi('private', this.#name < 0 ? '' : text(this.#context.table, this.#name, 3).trim());
  }
}

/** Most visits have no discarded drug and no other injection: they share one empty list. */
const NO_LINES: readonly ServiceLine[] = [];

function append(lines: readonly ServiceLine[], line: ServiceLine): readonly ServiceLine[] {
  if (lines === NO_LINES) return [line];
  (lines as ServiceLine[]).push(line);
  return lines;
}

class VisitView implements Visit {
  readonly claim: Claim;
  readonly date: number | undefined;
  lines = NO_LINES;
  drug = NO_LINES;
  administered = NO_LINES;
  discarded = NO_LINES;
  injections = NO_LINES;
  otherInjectables = NO_LINES;

  constructor(claim: Claim, date: number | undefined) {
    this.claim = claim;
    this.date = date;
  }

  add(line: ServiceLine): void {
    this.lines = append(this.lines, line);
    if (line.isXolairCode) {
      this.drug = append(this.drug, line);
      if (line.has('JW')) this.discarded = append(this.discarded, line);
      else this.administered = append(this.administered, line);
    } else if (line.procedure === INJECTION_CODE) this.injections = append(this.injections, line);
    else if (!line.isXolair && isInjectable(line)) this.otherInjectables = append(this.otherInjectables, line);
  }
}

function isInjectable(line: ServiceLine): boolean {
  return drugCodeKind(line.procedure) === 'drug' || line.drug !== undefined;
}

/** A part of a set as bytes. Valid as long as the view. */
export interface RawPart {
  readonly bytes: Uint8Array;
  /** Of its first byte, in the file. */
  readonly offset: number;
  /** In the file. */
  readonly length: number;
  readonly segments: number;
  /** Line of its first segment, and ordinal of that in the set. */
  readonly line: number;
  readonly position: number;
  /** Bytes of its first segment (ST, HL or CLM), its terminator counted. */
  readonly head: number;
}

/** One claim over the window. There is one view, set to each claim in turn; what it hands out is decoded on first use. */
export class ClaimView implements Claim {
  readonly #context: Context;
  #parts: Int32Array = new Int32Array(10);
  #type: ClaimType = '837P';
  #setType: ClaimType = '837P';
  ordinal = 0;
  controlNumbers = { interchange: '', group: '', transaction: '' };
  interchangeDate: number | undefined;
  /** The headers that the claim stands under, and the line break behind their terminators; one object for all claims of a set. */
  envelope: { isa: EnvelopeSegment | undefined; gs: EnvelopeSegment | undefined; newline: string } = {
    isa: undefined,
    gs: undefined,
    newline: '',
  };
  /** ISA06 and GS02. */
  senders: readonly string[] = ['', ''];
  /** ISA15. */
  usage = '';
  /** Compares the claim with its guide; what deviates goes to whom made the view. */
  conform: () => void = () => {};
  /** Compares the levels that the claim stands under with what it tells of them, once for their first claim. */
  conformLevels: () => void = () => {};
  /** The type of its set, where claims of the set are compared with its guide. */
  comparedAs: ClaimType | undefined;
  /** Set by the engine where a payer or a user names the class. */
  #class: PayerClass | undefined;
  #from = 0;
  #to = 0;
  /** One past the last segment before the first line. */
  #linesFrom = 0;
  readonly #pool: LineView[] = [];
  /** The first views of the pool, by how many: the lists are made once and shared by all claims of that many lines. */
  readonly #lists: (readonly LineView[])[] = [];
  #lines: readonly LineView[] = [];
  readonly #clm: SegmentView;
  #charge: number | undefined;
  readonly #diagnosisPool: DiagnosisView[] = [];
  readonly #diagnosisLists: (readonly Diagnosis[])[] = [];
  #codes: readonly Diagnosis[] | undefined;
  #diagnoses: readonly Diagnosis[] | undefined;
  #only: (readonly Diagnosis[])[] = [];
  #visits: VisitView[] | undefined;
  #isXolair: boolean | undefined;
  #filing: string | undefined;
  #payerId: string | undefined;
  #patient: Patient | undefined;
  #statementFrom: number | undefined | null = null;
  readonly #walking: WalkingView;
  readonly #levels: Levels = { each: (ids, see) => this.#eachLevel(ids, see) };
  #levelsAfter = -1;
  /** Ids as the table stores them, by the list that a rule asks with. */
  readonly #packed = new WeakMap<readonly string[], Int32Array>();

  constructor(table: SegmentTable, tables: Tables, keep: LocationDetail) {
    this.#context = { table, tables, keep, loops: NO_LOOPS };
    this.#clm = new SegmentView(this.#context, 0);
    this.#walking = new WalkingView(this.#context, (segment) => this.#lineAt(segment));
  }

  /** Points the view at the claim in `parts`. Nothing is decoded yet. */
  reset(parts: Int32Array, ordinal: number, type: ClaimType): void {
    const { table } = this.#context;
    this.#parts = parts;
    this.ordinal = ordinal;
    this.#setType = type;
    this.#context.loops = LOOPS_OF[type];
    this.#from = parts[2 * CLAIM]!;
    this.#to = parts[2 * CLAIM + 1]!;
    const { id } = table;
    let count = 0;
    let open = -1;
    this.#linesFrom = this.#to;
    for (let s = this.#from; s < this.#to; s++) {
      if (id[s] !== LX) continue;
      if (open < 0) this.#linesFrom = s;
      else this.#line(count++, open, s);
      open = s;
    }
    if (open >= 0) this.#line(count++, open, this.#to);
    this.#lists[count] ??= this.#pool.slice(0, count);
    this.#lines = this.#lists[count]!;
    // A set that is declared as the other guide has that one finding; its claims are judged as what they are.
    const professional = this.#lines[0]?.isProfessional;
    this.#type = professional === undefined ? type : professional ? '837P' : '837I';
    this.#class = undefined;
    this.#charge = undefined;
    this.#codes = undefined;
    this.#diagnoses = undefined;
    if (this.#only.length > 0) this.#only = [];
    this.#visits = undefined;
    this.#isXolair = undefined;
    this.#filing = undefined;
    this.#payerId = undefined;
    this.#patient = undefined;
    this.#statementFrom = null;
  }

  /** The type that its set declares. */
  get setType(): ClaimType {
    return this.#setType;
  }

  /** The window that it is over. */
  get table(): SegmentTable {
    return this.#context.table;
  }

  /** First and one-past-last segment of each part that it stands on. */
  get ranges(): Int32Array {
    return this.#parts;
  }

  #line(index: number, from: number, to: number): void {
    this.#pool[index] ??= new LineView(this, this.#context);
    this.#pool[index]!.reset(index, from, to);
  }

  get type(): ClaimType {
    return this.#type;
  }

  get tables(): Tables {
    return this.#context.tables;
  }

  get lines(): readonly ServiceLine[] {
    return this.#lines;
  }

  get clm(): Segment {
    this.#clm.index = this.#from;
    return this.#clm;
  }

  get id(): Phi {
    return phi('pcn', text(this.#context.table, this.#from, 1));
  }

  get charge(): number {
    this.#charge ??= cents(this.#context.table, this.#from, 2);
    return this.#charge;
  }

  get facility(): string {
    return text(this.#context.table, this.#from, 5, 1).trim();
  }

  get billType(): string {
    // B is a place of service: hospital lines in a professional claim have no bill type.
    if (this.type !== '837I' || text(this.#context.table, this.#from, 5, 2) === 'B') return '';
    return this.facility;
  }

  get frequency(): string {
    return text(this.#context.table, this.#from, 5, 3).trim();
  }

  /** First NM1 of a loop in a part; -1 if none. */
  #nm1(part: number, loop: string): number {
    const { table, loops } = this.#context;
    const number = loops.number(loop);
    for (let s = this.#parts[2 * part]!; s < this.#parts[2 * part + 1]!; s++)
      if (table.id[s] === NM1 && table.loop[s] === number) return s;
    return -1;
  }

  /** NM109 of a loop in a part. */
  #partyId(part: number, loop: string): string {
    const s = this.#nm1(part, loop);
    return s < 0 ? '' : text(this.#context.table, s, 9).trim();
  }

  get submitter(): string {
    return this.#partyId(0, '1000A');
  }

  get receiver(): string {
    return this.#partyId(0, '1000B');
  }

  get billingNpi(): string {
    const s = this.#nm1(BILLING, '2010AA');
    return s >= 0 && equals(this.#context.table, s, 8, 'XX') ? text(this.#context.table, s, 9).trim() : '';
  }

  get payerId(): string {
    this.#payerId ??= this.#partyId(SUBSCRIBER, '2010BB');
    return this.#payerId;
  }

  get filing(): string {
    if (this.#filing === undefined) {
      const { table } = this.#context;
      this.#filing = '';
      for (let s = this.#parts[2 * SUBSCRIBER]!; s < this.#parts[2 * SUBSCRIBER + 1]!; s++) {
        if (table.id[s] !== SBR) continue;
        this.#filing = upperText(table, s, 9);
        break;
      }
    }
    return this.#filing;
  }

  get payerClass(): PayerClass {
    this.#class ??= payerClassOf(this.filing);
    return this.#class;
  }

  set payerClass(value: PayerClass) {
    this.#class = value;
  }

  get otherPayers(): readonly OtherPayer[] {
    const { table, loops } = this.#context;
    let payers: { filing: string; id: string }[] | undefined;
    const payer = loops.number('2330B');
    for (let s = this.#from; s < this.#linesFrom; s++) {
      if (table.id[s] === SBR && table.loop[s] === loops.otherSubscriber)
        payers = [...(payers ?? NO_PAYERS), { filing: text(table, s, 9).trim().toUpperCase(), id: '' }];
      else if (payers && table.id[s] === NM1 && table.loop[s] === payer) payers.at(-1)!.id = text(table, s, 9).trim();
    }
    return payers ?? NO_PAYERS;
  }

  get memberId(): Phi {
    return phi('private', this.#partyId(SUBSCRIBER, '2010BA'));
  }

  get patient(): Patient {
    if (this.#patient) return this.#patient;
    const { table } = this.#context;
    const dependent = this.#parts[2 * PATIENT]! < this.#parts[2 * PATIENT + 1]!;
    const part = dependent ? PATIENT : SUBSCRIBER;
    const name = this.#nm1(part, dependent ? '2010CA' : '2010BA');
    let birthDate: number | undefined;
    for (let s = this.#parts[2 * part]!; s < this.#parts[2 * part + 1]!; s++) {
      if (table.id[s] === DMG) {
        birthDate = date(table, s, 2);
        break;
      }
    }
    this.#patient = new PatientView(this.#context, !dependent, birthDate, name);
    return this.#patient;
  }

  get hiCodes(): readonly Diagnosis[] {
    if (this.#codes) return this.#codes;
    const { table } = this.#context;
    let count = 0;
    for (let s = this.#from; s < this.#linesFrom; s++) {
      if (table.id[s] !== HI) continue;
      const size = sizeOf(table, s);
      for (let element = 1; element <= size; element++) {
        if (endOf(table, s, element) <= beginOf(table, s, element)) continue;
        this.#diagnosisPool[count] ??= new DiagnosisView(this.#context);
        this.#diagnosisPool[count++]!.reset(s, element);
      }
    }
    this.#diagnosisLists[count] ??= this.#diagnosisPool.slice(0, count);
    const codes = this.#diagnosisLists[count]!;
    this.#codes = codes;
    return codes;
  }

  get diagnoses(): readonly Diagnosis[] {
    if (this.#diagnoses) return this.#diagnoses;
    const { hiCodes } = this;
    const isDiagnosis = ({ qualifier }: Diagnosis) => DIAGNOSIS_QUALIFIERS.has(qualifier);
    this.#diagnoses = hiCodes.every(isDiagnosis) ? hiCodes : hiCodes.filter(isDiagnosis);
    return this.#diagnoses;
  }

  /** The diagnosis of a number as a list of one, or none; the same list for all lines that point there alone. */
  singleton(index: number): readonly Diagnosis[] {
    const diagnosis = this.diagnoses[index];
    if (!diagnosis) return NO_DIAGNOSES;
    this.#only[index] ??= [diagnosis];
    return this.#only[index]!;
  }

  get rendering(): string {
    const s = this.#nm1(CLAIM, this.type === '837P' ? '2310B' : '2310D');
    return s >= 0 && equals(this.#context.table, s, 8, 'XX') ? text(this.#context.table, s, 9).trim() : '';
  }

  get visits(): readonly Visit[] {
    if (this.#visits) return this.#visits;
    const visits: VisitView[] = [];
    for (const line of this.#lines) {
      const day = line.date;
      let visit = visits.find((v) => v.date === day);
      if (!visit) {
        visit = new VisitView(this, day);
        visits.push(visit);
      }
      visit.add(line);
    }
    this.#visits = visits;
    return visits;
  }

  get isXolair(): boolean {
    this.#isXolair ??= this.#lines.some((line) => line.isXolair || line.namesXolair);
    return this.#isXolair;
  }

  get statementFrom(): number | undefined {
    if (this.#statementFrom !== null) return this.#statementFrom;
    const { table } = this.#context;
    this.#statementFrom = undefined;
    for (let s = this.#from; s < this.#linesFrom; s++) {
      if (table.id[s] === DTP && equals(table, s, 1, '434')) this.#statementFrom = date(table, s, 3);
    }
    return this.#statementFrom;
  }

  /** The separators of the interchange. */
  get delimiters(): Delimiters {
    return this.#context.table.delimiters;
  }

  /** Where a part of the set begins in the file; -1 when there is none. */
  offsetOf(part: Part): number {
    const index = PARTS.indexOf(part);
    const from = this.#parts[2 * index]!;
    return from < this.#parts[2 * index + 1]! ? this.#context.table.offset[from]! : -1;
  }

  /** A part of the set as it stands in the file, from its first segment to its last terminator; undefined when there is none. */
  raw(part: Part): RawPart | undefined {
    const { table } = this.#context;
    const index = PARTS.indexOf(part);
    const from = this.#parts[2 * index]!;
    const to = this.#parts[2 * index + 1]!;
    if (from >= to) return undefined;
    const start = table.start[from]!;
    const end = table.element[table.first[to]! - 1]!;
    return {
      bytes: table.bytes.subarray(start, end),
      offset: table.offset[from]!,
      length: table.offset[to - 1]! - table.offset[from]! + end - table.start[to - 1]!,
      segments: to - from,
      line: table.line[from]!,
      position: table.position[from]!,
      head: table.element[table.first[from + 1]! - 1]! - start,
    };
  }

  segments(id: string, qualifier?: string): readonly Segment[] {
    const { loops } = this.#context;
    return find(this.#context, this.#from, this.#linesFrom, packId(id), qualifier, loops.claim);
  }

  each(ids: readonly string[], see: (segment: Segment, id: number) => void): void {
    this.#walk(this.#from, this.#to, ids, see);
  }

  /** Where the last of the levels that it stands under begins in the file. */
  get lastLevel(): number {
    const { offset } = this.#context.table;
    let last = -1;
    for (let part = 0; part < CLAIM; part++) {
      const from = this.#parts[2 * part]!;
      if (from < this.#parts[2 * part + 1]! && offset[from]! > last) last = offset[from]!;
    }
    return last;
  }

  /** The levels that begin behind byte `after` of the file; -1 for all. One view for all claims. */
  levels(after: number): Levels {
    this.#levelsAfter = after;
    return this.#levels;
  }

  #eachLevel(ids: readonly string[], see: (segment: Segment, id: number) => void): void {
    const { offset } = this.#context.table;
    for (let part = 0; part < CLAIM; part++) {
      const from = this.#parts[2 * part]!;
      const to = this.#parts[2 * part + 1]!;
      if (from < to && offset[from]! > this.#levelsAfter) this.#walk(from, to, ids, see);
    }
  }

  #walk(from: number, to: number, ids: readonly string[], see: (segment: Segment, id: number) => void): void {
    let packed = this.#packed.get(ids);
    if (!packed) {
      packed = Int32Array.from(ids, packId);
      this.#packed.set(ids, packed);
    }
    const { id } = this.#context.table;
    const count = packed.length;
    const view = this.#walking;
    for (let s = from; s < to; s++) {
      const segmentId = id[s]!;
      for (let k = 0; k < count; k++) {
        if (packed[k] !== segmentId) continue;
        view.index = s;
        see(view, k);
        break;
      }
    }
  }

  get all(): readonly Segment[] {
    return this.#range(this.#from, this.#to);
  }

  get parents(): readonly Segment[] {
    return [0, BILLING, SUBSCRIBER, PATIENT].flatMap((part) => this.#range(this.#parts[2 * part]!, this.#parts[2 * part + 1]!));
  }

  #range(from: number, to: number): Segment[] {
    const segments: Segment[] = [];
    let line = this.#lines[0];
    for (let s = from; s < to; s++) {
      // Lines stand one behind the other, and so do the segments asked for.
      while (line && s >= line.end) line = this.#lines[line.index + 1];
      segments.push(new SegmentView(this.#context, s, line?.holds(s) ? line.number : undefined));
    }
    return segments;
  }

  /** LX01 of the line that a segment belongs to. */
  #lineAt(segment: number): number | undefined {
    return this.#lines.find((line) => line.holds(segment))?.number;
  }
}
