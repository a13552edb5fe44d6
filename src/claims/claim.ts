import { payerClassOf } from '../codes/payers.ts';
import { LOOPS_OF, NO_LOOPS } from '../guides/loops.ts';
import type {
  Claim,
  ClaimType,
  Diagnosis,
  DrugIdentity,
  Levels,
  OtherPayer,
  Patient,
  Payers,
  Segment,
  ServiceLine,
  Visit,
} from '../model/claim.ts';
import type { Delimiters } from '../model/envelope.ts';
import type { Phi } from '../model/finding.ts';
import type { PayerClass } from '../model/payer.ts';
import type { Tables } from '../model/tables.ts';
import { cents, date, equals, text } from '../x12/elements.ts';
import { DTP } from '../x12/ids.ts';
import { isWrapped, type LocationDetail } from '../x12/location.ts';
import { packId, type SegmentTable } from '../x12/segments.ts';
import { DiagnosisList } from './diagnosis.ts';
import { LevelsView } from './levels.ts';
import { LineList } from './line-list.ts';
import { Parties } from './parties.ts';
import { BILLING, CLAIM, PATIENT, type Part, SUBSCRIBER } from './parts.ts';
import { readPayers } from './payers.ts';
import { lastLevel, offsetOf, type RawPart, rawPart } from './raw.ts';
import { type Context, find, phi, SegmentView, Walk } from './segment.ts';
import { NO_SET, type SetFacts } from './set-facts.ts';
import { VisitView } from './visit.ts';

/** One claim over the window. There is one view, set to each claim in turn; what it hands out is decoded on first use. */
export class ClaimView implements Claim {
  readonly #context: Context;
  #ranges: Int32Array = new Int32Array(10);
  #type: ClaimType = '837P';
  ordinal = 0;
  /** What all claims of its set have in common: one object for all of them. */
  set: SetFacts = NO_SET;
  /** Set by the engine where a payer or a user names the class. */
  #class: PayerClass | undefined;
  #from = 0;
  #to = 0;
  /** One past the last segment before the first line. */
  #linesFrom = 0;
  readonly #lines: LineList;
  readonly #diagnoses: DiagnosisList;
  readonly #parties: Parties;
  readonly #clm: SegmentView;
  readonly #sbr: SegmentView;
  #charge: number | undefined;
  #payers: Payers | undefined;
  #visits: VisitView[] | undefined;
  #askedDrug: DrugIdentity | undefined;
  #involvesDrug = false;
  #statementFrom: number | undefined | null = null;
  readonly #walk: Walk;
  readonly #levels: LevelsView;

  constructor(table: SegmentTable, tables: Tables, keep: LocationDetail) {
    this.#context = { table, tables, keep, loops: NO_LOOPS };
    this.#clm = new SegmentView(this.#context, 0);
    this.#sbr = new SegmentView(this.#context, 0);
    this.#lines = new LineList(this, this.#context);
    this.#diagnoses = new DiagnosisList(this.#context);
    this.#parties = new Parties(this.#context);
    this.#walk = new Walk(this.#context, (segment) => this.#lineAt(segment));
    this.#levels = new LevelsView(table, tables, keep);
  }

  /** Points the view at the claim in `ranges`. Nothing is decoded yet. */
  reset(ranges: Int32Array, ordinal: number): void {
    const { type } = this.set;
    this.#ranges = ranges;
    this.ordinal = ordinal;
    this.#context.loops = LOOPS_OF[type];
    const from = ranges[2 * CLAIM]!;
    this.#from = from;
    this.#to = ranges[2 * CLAIM + 1]!;
    this.#linesFrom = this.#lines.reset(from, this.#to);
    this.#diagnoses.reset(from, this.#linesFrom);
    this.#parties.reset(ranges);
    // A set that is declared as the other guide has that one finding; its claims are judged as what they are.
    const isProfessional = this.#lines.all[0]?.isProfessional;
    this.#type = isProfessional === undefined ? type : isProfessional ? '837P' : '837I';
    this.#class = undefined;
    this.#charge = undefined;
    this.#payers = undefined;
    this.#visits = undefined;
    this.#askedDrug = undefined;
    this.#statementFrom = null;
  }

  get controlNumbers(): Claim['controlNumbers'] {
    return this.set.controlNumbers;
  }

  get interchangeDate(): number | undefined {
    return this.set.interchangeDate;
  }

  get isCompared(): boolean {
    // A claim with the lines of the other guide has that one finding.
    return this.set.comparedAs === this.#type;
  }

  get isWrapped(): boolean {
    return isWrapped(this.#context.table, this.#from, this.#to);
  }

  /** The window that it is over. */
  get table(): SegmentTable {
    return this.#context.table;
  }

  /** First and one-past-last segment of each part that it is under, and of itself. */
  get ranges(): Int32Array {
    return this.#ranges;
  }

  get type(): ClaimType {
    return this.#type;
  }

  get tables(): Tables {
    return this.#context.tables;
  }

  get lines(): readonly ServiceLine[] {
    return this.#lines.all;
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

  get submitter(): string {
    return this.#parties.submitter;
  }

  get receiver(): string {
    return this.#parties.receiver;
  }

  get billingNpi(): string {
    return this.#parties.billingNpi;
  }

  get payerId(): string {
    return this.#parties.payerId;
  }

  get sbr(): Segment | undefined {
    const index = this.#parties.sbr;
    if (index < 0) return undefined;
    this.#sbr.index = index;
    return this.#sbr;
  }

  /** The payer's id where reports may show it; '' otherwise. */
  get shownPayerId(): string {
    return this.#parties.shownPayerId;
  }

  get filing(): string {
    return this.#parties.filing;
  }

  get otherPayers(): readonly OtherPayer[] {
    return this.#parties.otherPayers(this.#from, this.#linesFrom);
  }

  get payers(): Payers {
    this.#payers ??= readPayers(this.#context, this.#from, this.#linesFrom, this.#lines.all);
    return this.#payers;
  }

  get memberId(): Phi {
    return this.#parties.memberId;
  }

  get patient(): Patient {
    return this.#parties.patient;
  }

  get rendering(): string {
    return this.#parties.rendering(this.#type);
  }

  get hiCodes(): readonly Diagnosis[] {
    return this.#diagnoses.codes;
  }

  get diagnoses(): readonly Diagnosis[] {
    return this.#diagnoses.diagnoses;
  }

  /** The diagnosis of a number as a list of one, or none; the same list for all lines that point there alone. */
  singleton(index: number): readonly Diagnosis[] {
    return this.#diagnoses.singleton(index);
  }

  /** Where a part of the set begins in the file; -1 if there is none. */
  offsetOf(part: Part): number {
    return offsetOf(this.#context.table, this.#ranges, part);
  }

  /** A part of the set as it is in the file; undefined if there is none. */
  raw(part: Part): RawPart | undefined {
    return rawPart(this.#context.table, this.#ranges, part);
  }

  /** Where the last of the levels that it is under begins in the file. */
  get lastLevel(): number {
    return lastLevel(this.#context.table, this.#ranges);
  }

  get payerClass(): PayerClass {
    this.#class ??= payerClassOf(this.filing);
    return this.#class;
  }

  set payerClass(value: PayerClass) {
    this.#class = value;
  }

  get visits(): readonly Visit[] {
    if (this.#visits) return this.#visits;
    const visits: VisitView[] = [];
    // Most claims have one day, and no need of a table.
    let byDay: Map<number | undefined, VisitView> | undefined;
    for (const line of this.#lines.all) {
      const day = line.date;
      let visit = visits[0]?.date === day ? visits[0] : byDay?.get(day);
      if (!visit) {
        visit = new VisitView(this, day);
        if (visits.length > 0) byDay = (byDay ?? new Map()).set(day, visit);
        visits.push(visit);
      }
      visit.add(line);
    }
    this.#visits = visits;
    return visits;
  }

  involves(drug: DrugIdentity): boolean {
    if (this.#askedDrug !== drug) {
      this.#askedDrug = drug;
      this.#involvesDrug = involves(this.#lines.all, drug);
    }
    return this.#involvesDrug;
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

  segments(id: string, qualifier?: string): readonly Segment[] {
    const { loops } = this.#context;
    return find(this.#context, this.#from, this.#linesFrom, packId(id), qualifier, loops.claim);
  }

  each(ids: readonly string[], see: (segment: Segment, id: number) => void): void {
    this.#walk.each(this.#from, this.#to, ids, see);
  }

  /** The levels that begin after byte `after` of the file; -1 for all. One view for all claims. */
  levels(after: number): Levels {
    return this.#levels.reset(this.set.type, this.#ranges, after);
  }

  get all(): readonly Segment[] {
    return this.#range(this.#from, this.#to);
  }

  get parents(): readonly Segment[] {
    return [0, BILLING, SUBSCRIBER, PATIENT].flatMap((part) => this.#range(this.#ranges[2 * part]!, this.#ranges[2 * part + 1]!));
  }

  #range(from: number, to: number): Segment[] {
    const segments: Segment[] = [];
    const lines = this.#lines.all;
    let line = lines[0];
    for (let s = from; s < to; s++) {
      // Lines follow each other, and so do the segments asked for.
      while (line && s >= line.end) line = lines[line.index + 1];
      segments.push(new SegmentView(this.#context, s, line?.holds(s) ? line.number : undefined));
    }
    return segments;
  }

  /** LX01 of the line that a segment belongs to. */
  #lineAt(segment: number): number | undefined {
    return this.#lines.of(segment)?.number;
  }
}

/** Whether lines are of a drug, or name it where no line bills a drug that is alike. */
function involves(lines: readonly ServiceLine[], drug: DrugIdentity): boolean {
  let isNamed = false;
  for (const line of lines) {
    if (line.isOf(drug)) return true;
    isNamed ||= line.names(drug);
  }
  return isNamed && !lines.some(({ procedure }) => drug.alike?.includes(procedure));
}
