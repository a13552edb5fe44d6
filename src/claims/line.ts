import { isNamedIn } from '../codes/drugs/facts.ts';
import type { Claim, Diagnosis, Drug, DrugIdentity, LineElement, Segment, ServiceLine } from '../model/claim.ts';
import type { Location, Phi } from '../model/finding.ts';
import { beginOf, cents, componentsOf, date, decimal, endOf, equals, text, upperText, upperTexts } from '../x12/elements.ts';
import { CTP, DTP, LIN, LX, NM1, SV1, SV2 } from '../x12/ids.ts';
import { locationOf } from '../x12/location.ts';
import { packId } from '../x12/segments.ts';
import { DrugView } from './drug.ts';
import { type Context, find, phi, WalkingView } from './segment.ts';

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

/** Component separators before a description: `HC:J2357:::::XOLAIR`. */
const BEFORE_DESCRIPTION = 6;

/** Bytes of a composite that names a drug, at least: the qualifier, the separators, and a name of four letters. */
const SHORTEST_NAMED = 2 + BEFORE_DESCRIPTION + 4;

/** A diagnosis pointer as SV107 may have it: "1." is not one. */
const POINTER = /^\d{1,2}$/;

/** LX01 has six digits at most: more is another number in its place. */
const LAST_NUMBER = 999_999;

const NO_MODIFIERS: readonly string[] = [];

/** What a line needs of its claim, beyond what rules see. */
export interface LineOwner extends Claim {
  /** The diagnosis of a number as a list of one, or none. */
  singleton(index: number): readonly Diagnosis[];
}

/** One service line over the window. It is set to each line in turn. */
export class LineView implements ServiceLine {
  readonly claim: LineOwner;
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

  constructor(claim: LineOwner, context: Context) {
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
    // A line without LX begins with it.
    for (let s = from; s < to; s++) {
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
    const { table } = this.#context;
    const value = table.id[this.#from] === LX ? Number(text(table, this.#from, 1)) : 0;
    return Number.isInteger(value) && value > 0 && value <= LAST_NUMBER ? value : this.index + 1;
  }

  /** Its first segment. */
  get begin(): number {
    return this.#from;
  }

  /** One past its last segment. */
  get end(): number {
    return this.#to;
  }

  /** Whether a segment belongs to the line. */
  holds(segment: number): boolean {
    return segment >= this.#from && segment < this.#to;
  }

  /** Whether the line is professional (SV1) or institutional (SV2); undefined if it has neither. */
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
      for (let t = s + 1; t < this.#to && table.loop[t] === table.loop[s] && id[t] !== LIN; t++) if (id[t] === CTP) ctp = t;
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

  bills(drug: DrugIdentity): boolean {
    return this.procedure === drug.code;
  }

  isOf(drug: DrugIdentity): boolean {
    return this.procedure === drug.code || (this.drug?.product?.drug === drug.id && !this.#billsAlike(drug));
  }

  #billsAlike({ alike }: DrugIdentity): boolean {
    return alike?.includes(this.procedure) ?? false;
  }

  // Looked at as bytes: most lines have no description.
  names(drug: DrugIdentity): boolean {
    if (!this.#isSv1 && !this.#isSv2) return false;
    const { table } = this.#context;
    const element = this.#isSv1 ? 1 : 2;
    const from = beginOf(table, this.#sv, element);
    if (from < 0) return false;
    const to = endOf(table, this.#sv, element);
    if (to - from < SHORTEST_NAMED) return false;
    let left = BEFORE_DESCRIPTION;
    const { component } = table.delimiters;
    for (let i = from; i < to && left > 0; i++) if (table.bytes[i] === component) left--;
    return left === 0 && isNamedIn(this.#text('description'), drug) && !this.#billsAlike(drug);
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
