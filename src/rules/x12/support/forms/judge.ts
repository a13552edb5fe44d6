import { type Form, isWritten } from '../../../../codes/forms.ts';
import type { Claim, ClaimType, Level, Segment } from '../../../../model/claim.ts';
import type { FormCondition, FormRow, Where } from './form-row.ts';

/** Reports a value that is not written in its form. */
export type ReportForm<K extends string> = (id: K, segment: Segment, element: number, component: number) => void;

/** A form of one guide. */
interface Row<K extends string> {
  readonly id: K;
  readonly form: Form;
  readonly elements: readonly number[];
  readonly component: number;
  readonly when: readonly ((segment: Segment, element: number) => boolean)[];
  /** What must come before; undefined if nothing is asked. */
  readonly after: Before | undefined;
}

/** The loops of levels come before those of claims. */
const isOfLevel = (loop: string) => loop < '2300';

/** Judges the values of claims and levels by a table of forms. */
export class FormJudge<K extends string> {
  readonly #watches: Readonly<Record<'level' | 'claim', Readonly<Record<ClaimType, Watch<K>>>>>;

  constructor(rows: Readonly<Record<K, FormRow>>) {
    const of = (part: 'level' | 'claim') => ({ '837P': new Watch(rows, '837P', part), '837I': new Watch(rows, '837I', part) });
    this.#watches = { level: of('level'), claim: of('claim') };
  }

  level(level: Level, report: ReportForm<K>): void {
    if (!level.isWrapped) this.#watches.level[level.type].over(level, report);
  }

  claim(claim: Claim, report: ReportForm<K>): void {
    if (!claim.isWrapped) this.#watches.claim[claim.type].over(claim, report);
  }
}

/** What is looked at in the segments of one id. */
interface Spot<K extends string> {
  /** Loops of these segments; `*` if that does not matter. */
  readonly loops: string[] | '*';
  readonly rows: (Row<K> & { readonly loops: readonly string[] | '*' })[];
  /** What other forms ask for: whether the nearest segment before has one of the codes. */
  readonly before: Before[];
}

interface Before {
  readonly element: number;
  readonly codes: readonly string[];
  holds: boolean;
}

/** The forms of one guide, by the segments that they are about. It serves every part: nothing is made where nothing is wrong. */
class Watch<K extends string> {
  readonly #ids: readonly string[];
  /** By number of the id. */
  readonly #spots: readonly Spot<K>[];
  readonly #before: readonly Before[];
  readonly #see: (segment: Segment, id: number) => void;
  #report: ReportForm<K> | undefined;

  constructor(table: Readonly<Record<K, FormRow>>, type: ClaimType, part: 'level' | 'claim') {
    const spots = new Map<string, Spot<K>>();
    const add = (id: string, loops: readonly string[] | '*') => {
      const known = spots.get(id) ?? { loops: [], rows: [], before: [] };
      const all = known.loops === '*' || loops === '*' ? '*' : [...known.loops, ...loops];
      const spot = { ...known, loops: all } as const;
      spots.set(id, spot);
      return spot;
    };
    for (const [id, row] of Object.entries(table) as [K, FormRow][]) {
      const where = row.where[type];
      const loops = where === '*' ? '*' : (where?.filter((loop) => isOfLevel(loop) === (part === 'level')) ?? []);
      if (loops.length === 0) continue;
      const after = row.after && { element: row.after.element, codes: row.after.is, holds: false };
      if (row.after && after) add(row.after.segment, '*').before.push(after);
      const { form, elements, component = 0, when = [] } = row;
      add(row.segment, loops).rows.push({ id, loops, form, elements, component, when: when.map(conditionOf), after });
    }
    this.#ids = [...spots].map(([id, { loops }]) => (loops === '*' ? id : `${id}@${loops}`));
    this.#spots = [...spots.values()];
    this.#before = this.#spots.flatMap(({ before }) => before);
    this.#see = (segment, id) => {
      const { rows, before, loops } = this.#spots[id]!;
      for (const each of before) each.holds = each.codes.some((code) => segment.is(each.element, code));
      for (const row of rows)
        if (row.loops === loops || row.loops === '*' || row.loops.includes(segment.loop)) this.#judge(row, segment);
    };
  }

  over(part: Level | Claim, report: ReportForm<K>): void {
    if (this.#ids.length === 0) return;
    for (const each of this.#before) each.holds = false;
    this.#report = report;
    part.each(this.#ids, this.#see);
  }

  #judge(row: Row<K>, segment: Segment): void {
    if (row.after?.holds === false) return;
    const { size } = segment;
    for (const element of row.elements) {
      if (element > size) return;
      if (segment.is(element, '')) continue;
      if (!row.when.every((holds) => holds(segment, element))) continue;
      const value = segment.text(element, row.component).trim();
      if (value !== '' && !isWritten(row.form, value)) this.#report!(row.id, segment.snapshot(), element, row.component);
    }
  }
}

function conditionOf(condition: FormCondition): (segment: Segment, element: number) => boolean {
  const { at } = condition;
  if ('isA' in condition)
    return (segment, element) => condition.isA(segment.text(elementOf(at, element), at === 'first' ? 1 : 0));
  const { is } = condition;
  const component = at === 'first' ? 1 : 0;
  const orEmpty = is.includes('');
  const codes = is.filter((code) => code !== '');
  return (segment, element) => {
    const k = elementOf(at, element);
    for (const code of codes) if (segment.is(k, code, component)) return true;
    // Most empty elements have no blanks, and are seen without a text being made.
    return orEmpty && (segment.is(k, '', component) || segment.text(k, component).trim() === '');
  };
}

const elementOf = (at: Where, element: number) => (at === 'before' ? element - 1 : at === 'first' ? element : at);
