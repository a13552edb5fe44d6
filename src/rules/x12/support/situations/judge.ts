import type { ClaimType, Segment } from '../../../../model/claim.ts';
import type { Location, SlotValue } from '../../../../model/finding.ts';
import { counted, listed, shapeOf } from '../../../words.ts';
import type { Condition, Demand, Part, Situation, Test, Word } from './situation.ts';

/** When a situation is judged; see `Situation.withFirstClaim`. */
export type Moment = 'claim' | 'level' | 'firstClaim';

/** Reports a finding: id of the situation, location, and the slots of its text. */
export type ReportSituation<K extends string> = (id: K, location: Location, data: Readonly<Record<string, SlotValue>>) => void;

/** A situation of one guide, with its conditions as functions. */
interface Row<K extends string> {
  readonly id: K;
  readonly situation: Situation;
  /** Loops of the segment, of which a finding outside of them gets the first. */
  readonly loops: readonly string[];
  /** Whether a segment shows the situation, and lacks what is demanded of it, as far as it can tell by itself. */
  shows(segment: Segment, part: Part): boolean;
  /** Whether the other segments agree. */
  agrees(part: Part): boolean;
  /** Whether a part has all that is demanded, whatever shows the situation; only of demands that can be answered so. */
  readonly isMet?: (part: Part) => boolean;
  /** What lacks what the guide demands: of segments that show the situation, those to report. */
  lacking(segments: readonly Segment[], part: Part): readonly Segment[];
}

/**
 * Segments that several loops of a guide have: their loop tells which one is meant. Others are looked at in whatever loop, since one that
 * is out of place is reported by x12/segment-place; they count as in their own.
 */
const SHARED: ReadonlySet<string> = new Set('NM1 N3 N4 PER REF PRV DTP AMT CAS CN1 CR1 CRC HCP K3 NTE PWK QTY'.split(' '));

/** Whether a loop is that of a level, 1000A to 2010CA. */
const isOfLevel = (loop: string) => loop < '2300';

const momentOf = ({ withFirstClaim }: Situation, loop: string): Moment =>
  withFirstClaim ? 'firstClaim' : isOfLevel(loop) ? 'level' : 'claim';

/** Judges claims and levels by a table of situations, whose conditions are made functions once. */
export class SituationJudge<K extends string> {
  readonly #watches: Readonly<Record<Moment, Readonly<Record<ClaimType, Watch<K>>>>>;

  constructor(situations: Readonly<Record<K, Situation>>) {
    const of = (moment: Moment) => ({
      '837P': new Watch(rowsOf(situations, '837P', moment)),
      '837I': new Watch(rowsOf(situations, '837I', moment)),
    });
    this.#watches = { claim: of('claim'), level: of('level'), firstClaim: of('firstClaim') };
  }

  judge(moment: Moment, part: Part, report: ReportSituation<K>): void {
    const watch = this.#watches[moment][part.type];
    if (watch.isMet(part)) return;
    for (const { row, segments } of watch.over(part).found) judgeRow(row, segments, part, report);
  }
}

/** The situations of one guide and moment, by the segments that they look at. It serves every claim: nothing is made where no situation is. */
class Watch<K extends string> {
  readonly #all: readonly Row<K>[];
  readonly #ids: readonly string[];
  /** By number of the id. */
  readonly #rows: readonly (readonly Row<K>[])[];
  readonly #see: (segment: Segment, id: number) => void;
  #part: Part | undefined;
  /** Of the last part: the rows whose situation is there, each with the segments that show it. */
  found: { readonly row: Row<K>; readonly segments: Segment[] }[] = [];

  constructor(rows: readonly Row<K>[]) {
    this.#all = rows;
    const byId = new Map<string, Row<K>[]>();
    for (const row of rows) byId.set(row.situation.look, [...(byId.get(row.situation.look) ?? []), row]);
    this.#ids = [...byId].map(([id, own]) => (SHARED.has(id) ? `${id}@${own.flatMap(({ loops }) => loops)}` : id));
    this.#rows = [...byId.values()];
    this.#see = (segment, id) => {
      for (const row of this.#rows[id]!) if (row.shows(segment, this.#part!)) this.#add(row, segment.snapshot());
    };
  }

  /** Whether nothing can be lacking, since all that is demanded is there. */
  isMet(part: Part): boolean {
    for (const row of this.#all) if (!row.isMet?.(part)) return false;
    return true;
  }

  /** Walks over a claim or level once. */
  over(part: Part): this {
    if (this.found.length > 0) this.found = [];
    this.#part = part;
    part.each(this.#ids, this.#see);
    return this;
  }

  #add(row: Row<K>, segment: Segment): void {
    const known = this.found.find((each) => each.row === row);
    if (known) known.segments.push(segment);
    else this.found.push({ row, segments: [segment] });
  }
}

function judgeRow<K extends string>(row: Row<K>, shown: readonly Segment[], part: Part, report: ReportSituation<K>): void {
  const { among, must, once, words = {} } = row.situation;
  const lacking = row.lacking(among ? among(part).filter((segment) => row.shows(segment, part)) : shown, part);
  if (lacking.length === 0 || !row.agrees(part) || part.isWrapped) return;
  for (const segment of once ? lacking.slice(0, 1) : lacking) {
    const data = Object.fromEntries(
      Object.entries(words).map(([slot, word]) => [slot, fill(word, must, segment, part, lacking.length)]),
    );
    report(row.id, locationOf(row, segment, part), data);
  }
}

function locationOf<K extends string>({ loops, situation: { must } }: Row<K>, segment: Segment, part: Part): Location {
  if ('has' in must) return ('clm' in part ? part.clm : segment).at();
  const location = 'element' in must ? segment.at(must.element, firstOf(must.component)) : segment.at();
  return SHARED.has(segment.id) || location.loop === loops[0] ? location : { ...location, loop: loops[0]! };
}

const firstOf = (component: number | readonly number[] = 0) => (typeof component === 'number' ? component : component[0]!);
const allOf = (component: number | readonly number[] = 0) => (typeof component === 'number' ? [component] : component);

/** A code or an NPI: a name or a text in its place is not one. */
const isCode = (text: string) => /^(?=.*\d)[A-Za-z\d]{1,10}$/.test(text) || /^[A-Z]{1,3}$/.test(text);

function fill(word: Word, must: Demand, segment: Segment, part: Part, count: number): SlotValue {
  if ('byLoop' in word) return word.byLoop[segment.loop] ?? '';
  if ('count' in word) return counted(count, word.count);
  if ('missing' in word) return 'hasAll' in must ? listed(missingIn(part, segment, must), 'or') : '';
  const texts = allOf(word.component).map((component) => segment.text(word.element, component));
  if ('is' in word) return word.is.find((code) => texts.includes(code)) ?? '';
  const [value = ''] = texts;
  return { value: isCode(value) ? value : { phi: 'segment', value, shape: shapeOf(value) }, from: [segment] };
}

// The table as functions

function rowsOf<K extends string>(situations: Readonly<Record<K, Situation>>, type: ClaimType, moment: Moment): Row<K>[] {
  return (Object.entries(situations) as [K, Situation][]).flatMap(([id, situation]) => {
    const loops = [situation.where[type] ?? []].flat().filter((loop) => momentOf(situation, loop) === moment);
    return loops.length > 0 ? [makeRow(id, situation, loops)] : [];
  });
}

function makeRow<K extends string>(id: K, situation: Situation, loops: readonly string[]): Row<K> {
  const { look, when, must } = situation;
  const isShared = SHARED.has(look);
  const own = when.flatMap((condition) => ('segment' in condition ? [] : [ownTest(condition)]));
  if ('element' in must) {
    const isMet = elementTest(must);
    // First, since most segments meet it.
    own.unshift((segment) => !isMet(segment));
  }
  const others = when.flatMap((condition) => ('segment' in condition ? [otherTest(condition)] : []));
  return {
    id,
    situation,
    loops,
    shows: (segment, part) => {
      if (isShared && !loops.includes(segment.loop)) return false;
      for (const test of own) if (!test(segment, part)) return false;
      return true;
    },
    agrees: (part) => others.every((test) => test(part)),
    ...('hasAll' in must && { isMet: hasAllOf(must.hasAll, loops) }),
    lacking: lackingBy(must),
  };
}

/** Whether an element is what a test asks for. */
function elementTest(test: Test): (segment: Segment) => boolean {
  const { element } = test;
  const tests = allOf(test.component).map((component) => {
    if ('isFilled' in test) return (segment: Segment) => isFilled(segment, element, component) === test.isFilled;
    if ('isA' in test) return (segment: Segment) => test.isA(segment.text(element, component));
    const { is } = test;
    const orEmpty = is.includes('');
    const codes = is.filter((code) => code !== '');
    return (segment: Segment) => {
      for (const code of codes) if (segment.is(element, code, component)) return true;
      return orEmpty && !isFilled(segment, element, component);
    };
  });
  const [first, ...more] = tests;
  const passes = first && more.length === 0 ? first : (segment: Segment) => tests.some((each) => each(segment));
  // Most segments end before the element: a code cannot be in it.
  return 'is' in test && !test.is.includes('') ? (segment) => segment.size >= element && passes(segment) : passes;
}

const isFilled = (segment: Segment, element: number, component: number) =>
  component > 0 ? segment.text(element, component).trim() !== '' : segment.components(element) > 0;

type OtherCondition = Extract<Condition, { readonly segment: string }>;

function ownTest(condition: Exclude<Condition, OtherCondition>): (segment: Segment, part: Part) => boolean {
  if (!('place' in condition)) return elementTest(condition);
  const { place } = condition;
  return (segment, part) => {
    if (!('clm' in part)) return false;
    if (segment.is(5, place)) return true;
    if (segment.components(5) > 0) return false;
    return part.clm.is(5, place, 1);
  };
}

function otherTest(condition: OtherCondition): (part: Part) => boolean {
  const { segment: id, loop } = condition;
  const test = elementTest(condition);
  const ids = [id];
  const isAbove = loop !== undefined && isOfLevel(loop);
  const isWhere = (segment: Segment) => loop === undefined || segment.loop === loop || !SHARED.has(id);
  const passes = (segment: Segment) => isWhere(segment) && test(segment);
  return (part) => {
    if (isAbove && 'parents' in part) return part.parents.some((segment) => segment.id === id && passes(segment));
    let found = false;
    part.each(ids, (segment) => {
      found ||= passes(segment);
    });
    return found;
  };
}

function lackingBy(must: Demand): Row<string>['lacking'] {
  if ('has' in must) {
    const has = otherTest({ segment: must.has, element: 1, is: [must.qualifier] });
    return (segments, part) => (has(part) ? [] : segments.slice(0, 1));
  }
  if ('hasAll' in must)
    return (segments, part) => segments.slice(-1).filter((segment) => missingIn(part, segment, must).length > 0);
  return (segments) => segments;
}

/** Whether all of these segments are there, in one of these loops if they are shared. */
function hasAllOf(ids: readonly string[], loops: readonly string[]): (part: Part) => boolean {
  const all = (1 << ids.length) - 1;
  const isShared = ids.map((id) => SHARED.has(id));
  let found = 0;
  const see = (segment: Segment, k: number) => {
    if (!isShared[k] || loops.includes(segment.loop)) found |= 1 << k;
  };
  return (part) => {
    found = 0;
    part.each(ids, see);
    return found === all;
  };
}

/** Which segments the loop of a segment lacks; none where something unexpected is in it. */
function missingIn(
  part: Part,
  { id, loop }: Segment,
  { hasAll, beside }: Extract<Demand, { hasAll: unknown }>,
): readonly string[] {
  const isInLoop = (segment: Segment) => segment.loop === loop || segment.loop === '';
  let found = 0;
  part.each(hasAll, (segment, k) => {
    if (!SHARED.has(hasAll[k]!) || isInLoop(segment)) found |= 1 << k;
  });
  const missing = hasAll.filter((_, k) => (found & (1 << k)) === 0);
  if (missing.length === 0) return missing;
  const isExpected = (segment: Segment) =>
    hasAll.includes(segment.id) || beside.includes(segment.id) || (segment.id === id && segment.loop === loop);
  return part.all.some((segment) => isInLoop(segment) && !isExpected(segment)) ? [] : missing;
}
