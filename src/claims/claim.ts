import { payerClassOf } from '../codes/payers.ts';
import { LOOPS_OF, NO_LOOPS } from '../guides/loops.ts';
import type {
  Claim,
  ClaimType,
  Diagnosis,
  Levels,
  OtherPayer,
  Patient,
  PayerClass,
  Segment,
  ServiceLine,
  Visit,
} from '../model/claim.ts';
import type { Delimiters, EnvelopeSegment } from '../model/envelope.ts';
import type { Phi } from '../model/finding.ts';
import type { Tables } from '../model/tables.ts';
import { beginOf, cents, date, endOf, equals, sizeOf, text, upperText } from '../x12/elements.ts';
import { DMG, DTP, HI, LX, NM1, SBR } from '../x12/ids.ts';
import { isWrapped, type LocationDetail } from '../x12/location.ts';
import { packId, type SegmentTable } from '../x12/segments.ts';
import { DIAGNOSIS_QUALIFIERS, DiagnosisView } from './diagnosis.ts';
import { LevelView } from './level.ts';
import { LineView } from './line.ts';
import { BILLING, CLAIM, PARTS, PATIENT, type Part, SUBSCRIBER } from './parts.ts';
import { PatientView } from './patient.ts';
import type { RawPart } from './raw.ts';
import { type Context, find, phi, SegmentView, Walk } from './segment.ts';
import { VisitView } from './visit.ts';

const NO_DIAGNOSES: readonly Diagnosis[] = [];

const NO_PAYERS: readonly OtherPayer[] = [];

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
  readonly #walk: Walk;
  readonly #levels: Levels;
  #levelsAfter = -1;

  constructor(table: SegmentTable, tables: Tables, keep: LocationDetail) {
    this.#context = { table, tables, keep, loops: NO_LOOPS };
    this.#clm = new SegmentView(this.#context, 0);
    this.#walk = new Walk(this.#context, (segment) => this.#lineAt(segment));
    const last = new LevelView(table, tables, keep);
    const pointed = () => this.#pointAtLast(last);
    this.#levels = {
      get last() {
        return pointed();
      },
      each: (ids, see) => this.#eachLevel(ids, see),
    };
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

  get isCompared(): boolean {
    // A claim with the lines of the other guide has that one finding.
    return this.comparedAs === this.#type;
  }

  get isWrapped(): boolean {
    return isWrapped(this.#context.table, this.#from, this.#to);
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
    this.#walk.each(this.#from, this.#to, ids, see);
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
      if (from < to && offset[from]! > this.#levelsAfter) this.#walk.each(from, to, ids, see);
    }
  }

  /** Points a view at the level right above the claim. */
  #pointAtLast(view: LevelView): LevelView {
    let part = PATIENT;
    while (part > 0 && this.#parts[2 * part]! >= this.#parts[2 * part + 1]!) part--;
    return view.reset(this.#setType, this.#parts[2 * part]!, this.#parts[2 * part + 1]!);
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
