import type { ClaimType, Segment } from '../../../../model/claim.ts';
import type { Location, SlotValue } from '../../../../model/finding.ts';
import { counted, listed, shapeOf } from '../../../words.ts';
import { demandOf, missingIn } from './demands.ts';
import { Statement } from './parts.ts';
import type { Condition, Demand, Part, Situation, Word } from './situation.ts';
import { allOf, elementTest, firstOf, isOfLevel, otherTest, ownTest, SHARED } from './tests.ts';

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
  /** Begins a part; absent if nothing is kept for one. */
  begin?(part: Part): void;
  /** Whether a segment shows the situation, and lacks what is demanded of it, as far as it can tell by itself. */
  shows(segment: Segment, part: Part): boolean;
  /** Whether the other segments agree, given the one that is looked at. */
  agrees(part: Part, segment: Segment): boolean;
  /** What lacks what the guide demands: of segments that show the situation, those to report. */
  lacking(segments: readonly Segment[], part: Part): readonly Segment[];
}

const momentOf = ({ withFirstClaim }: Situation, loop: string): Moment =>
  withFirstClaim ? 'firstClaim' : isOfLevel(loop) ? 'level' : 'claim';

/** Judges claims and levels by a table of situations, whose conditions are made functions once. */
export class SituationJudge<K extends string> {
  readonly #watches: Readonly<Record<Moment, Readonly<Record<ClaimType, Watch<K>>>>>;

  constructor(situations: Readonly<Record<K, Situation>>) {
    const of = (moment: Moment) => ({
      '837P': watchOf(situations, '837P', moment),
      '837I': watchOf(situations, '837I', moment),
    });
    this.#watches = { claim: of('claim'), level: of('level'), firstClaim: of('firstClaim') };
  }

  judge(moment: Moment, part: Part, report: ReportSituation<K>): void {
    const watch = this.#watches[moment][part.type];
    for (const { row, segments } of watch.over(part).found) judgeRow(row, segments, part, report);
  }
}

/** Whether a condition of the segment itself asks for a few codes, and is answered at once by most segments. */
const isSelective = (condition: Condition): boolean =>
  'is' in condition && !('segment' in condition) && condition.is.length < 4 && !condition.is.includes('');

/** Rows that ask the same of a segment first: it is asked once. */
interface Group<K extends string> {
  readonly gate?: (segment: Segment) => boolean;
  readonly rows: Row<K>[];
}

function groupsOf<K extends string>(rows: readonly Row<K>[]): Group<K>[] {
  const tests: ((text: string) => boolean)[] = [];
  const gated = new Map<string, Group<K>>();
  const groups: Group<K>[] = [];
  for (const row of rows) {
    const { must, when } = row.situation;
    const first = when[0];
    const isA = 'has' in must && first && 'isA' in first && !('segment' in first) ? first : undefined;
    const key =
      isA && `${isA.element} ${isA.component} ${tests.indexOf(isA.isA) < 0 ? tests.push(isA.isA) - 1 : tests.indexOf(isA.isA)}`;
    const known = key && gated.get(key);
    if (known) known.rows.push(row);
    else {
      const group = { rows: [row], ...(isA && { gate: elementTest(isA) }) };
      groups.push(group);
      if (key) gated.set(key, group);
    }
  }
  return groups;
}

/** The situations of one guide and moment, by the segments that they look at. It serves every claim: nothing is made where no situation is. */
class Watch<K extends string> {
  readonly #keeping: readonly Row<K>[];
  readonly #ids: readonly string[];
  /** By number of the id. */
  readonly #groups: readonly (readonly Group<K>[])[];
  readonly #see: (segment: Segment, id: number) => void;
  #part: Part | undefined;
  /** Of the last part: the rows whose situation is there, each with the segments that show it. */
  found: { readonly row: Row<K>; readonly segments: Segment[] }[] = [];

  readonly #statement: Statement;
  readonly #asksStatement: boolean;

  constructor(rows: readonly Row<K>[], statement: Statement) {
    this.#statement = statement;
    this.#asksStatement = rows.some(({ situation }) => asksStatement(situation));
    this.#keeping = rows.filter((row) => row.begin);
    const byId = new Map<string, Row<K>[]>();
    for (const row of rows) byId.set(row.situation.look, [...(byId.get(row.situation.look) ?? []), row]);
    this.#ids = [...byId].map(([id, own]) => (SHARED.has(id) ? `${id}@${own.flatMap(({ loops }) => loops)}` : id));
    this.#groups = [...byId.values()].map(groupsOf);
    this.#see = (segment, id) => {
      for (const { gate, rows } of this.#groups[id]!) {
        if (gate && !gate(segment)) continue;
        for (const row of rows) if (row.shows(segment, this.#part!)) this.#add(row, segment.snapshot());
      }
    };
  }

  /** Walks over a claim or level once. */
  over(part: Part): this {
    if (this.found.length > 0) this.found = [];
    this.#part = part;
    if (this.#asksStatement) this.#statement.read(part);
    for (const row of this.#keeping) row.begin?.(part);
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
  const agreeing = (segments: readonly Segment[]) => segments.filter((segment) => row.agrees(part, segment));
  const found = among ? among(part).filter((segment) => row.shows(segment, part)) : shown;
  // What most claims have is looked for first, and other segments before all that a loop must have.
  const lacking = 'hasAll' in must ? row.lacking(agreeing(found), part) : agreeing(row.lacking(found, part));
  if (lacking.length === 0 || part.isWrapped) return;
  for (const segment of once ? lacking.slice(0, 1) : lacking) {
    const data = Object.fromEntries(
      Object.entries(words).map(([slot, word]) => [slot, fill(word, must, segment, part, lacking.length)]),
    );
    report(row.id, locationOf(row, segment, part), data);
  }
}

function locationOf<K extends string>({ loops, situation: { must } }: Row<K>, segment: Segment, part: Part): Location {
  if ('has' in must && must.at !== 'look') return ('clm' in part ? part.clm : segment).at();
  if ('counts' in must) return { ...segment.at(must.element), serviceLine: ordinalOf(segment, part) };
  const location = 'element' in must ? segment.at(firstOf(must.element), firstOf(must.component ?? 0)) : segment.at();
  return SHARED.has(segment.id) || location.loop === loops[0] ? location : { ...location, loop: loops[0]! };
}

/** Which line LX begins, counted from 1: LX01 itself is in doubt. */
function ordinalOf(segment: Segment, part: Part): number {
  const { byteOffset } = segment.at();
  return part.all.filter(({ id }) => id === segment.id).findIndex((each) => each.at().byteOffset === byteOffset) + 1;
}

/** A code or an NPI: a name or a text in its place is not one. */
const isCode = (text: string) => /^(?=.*\d)[A-Za-z\d]{1,10}$/.test(text) || /^[A-Z]{1,3}$/.test(text);

function fill(word: Word, must: Demand, segment: Segment, part: Part, count: number): SlotValue {
  if ('byLoop' in word) return word.byLoop[segment.loop] ?? '';
  if ('count' in word) return counted(count, word.count);
  if ('missing' in word) return 'hasAll' in must ? listed(missingIn(part, segment, must), 'or') : '';
  const texts = allOf(word.element).flatMap((element) =>
    allOf(word.component ?? 0).map((component) => segment.text(element, component)),
  );
  if ('is' in word) return word.is.find((code) => texts.includes(code)) ?? '';
  const [value = ''] = texts;
  return { value: isCode(value) ? value : { phi: 'segment', value, shape: shapeOf(value) }, from: [segment] };
}

// The table as functions

const asksStatement = ({ when, must }: Situation) => 'isWithin' in must || when.some((condition) => 'statement' in condition);

function watchOf<K extends string>(situations: Readonly<Record<K, Situation>>, type: ClaimType, moment: Moment): Watch<K> {
  const statement = new Statement();
  return new Watch(rowsOf(situations, type, moment, statement), statement);
}

function rowsOf<K extends string>(
  situations: Readonly<Record<K, Situation>>,
  type: ClaimType,
  moment: Moment,
  statement: Statement,
): Row<K>[] {
  return (Object.entries(situations) as [K, Situation][]).flatMap(([id, situation]) => {
    const loops = [situation.where[type] ?? []].flat().filter((loop) => momentOf(situation, loop) === moment);
    return loops.length > 0 ? [makeRow(id, situation, loops, statement)] : [];
  });
}

function makeRow<K extends string>(id: K, situation: Situation, loops: readonly string[], statement: Statement): Row<K> {
  const { look, when, must } = situation;
  const isShared = SHARED.has(look);
  const own = when.flatMap((condition) => (isSelective(condition) ? [] : (ownTest(condition, statement) ?? [])));
  const others = when.flatMap((condition) => otherTest(condition) ?? []);
  const demand = demandOf(must, loops, statement);
  if (demand.first) own.unshift(demand.first);
  // Before anything else: most segments do not have these codes.
  own.unshift(...when.flatMap((condition) => (isSelective(condition) ? (ownTest(condition, statement) ?? []) : [])));
  if (demand.last) own.push(demand.last);
  return {
    id,
    situation,
    loops,
    ...(demand.begin && { begin: demand.begin }),
    shows: (segment, part) => {
      if (isShared && !loops.includes(segment.loop)) return false;
      for (const test of own) if (!test(segment, part)) return false;
      return true;
    },
    agrees: (part, segment) => others.every((test) => test(part, segment)),
    lacking: demand.lacking,
  };
}
