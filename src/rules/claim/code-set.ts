import { CODE_SETS, cleanCode } from '../../codes/code-sets.ts';
import { codeFault } from '../../codes/indications.ts';
import { retiredBefore } from '../../codes/procedures.ts';
import type { Claim, Levels, Segment, ServiceLine } from '../../model/claim.ts';
import type { CodeSet, CodeSetId, CodeSpan } from '../../model/tables.ts';
import { defineRule, type ReportFunction } from '../rule.ts';
import { messagesOf } from '../support/rows.ts';
import { codeText, counted, from, plain } from '../words.ts';
import { ANY_DAY, ServiceDays } from './support/code-sets/days.ts';
import type { CodePlace, CodeSetRow } from './support/code-sets/place.ts';
import { CODE_SET_EXAMPLES, CODE_SET_ROWS, type CodeSetRowId } from './support/code-sets/table.ts';
import { excessesOf } from './support/code-sets/units.ts';

const messages = {
  ...messagesOf(CODE_SET_ROWS),
  mue: {
    text: '{units} of {code} {per} are more than the {limit} that the MUE list allows',
    fix: 'Correct the units, or send what the payer asks for with so many.',
    source: 'CMS, Medicare NCCI Medically Unlikely Edits; loop 2400, SV104 and SV205',
  },
};

type Report = ReportFunction<typeof messages>;

/** A place, and the list that its codes are of. */
interface Looked {
  readonly id: CodeSetRowId;
  readonly list: CodeSetId;
  readonly place: CodePlace;
}

const ROWS = Object.entries(CODE_SET_ROWS) as [CodeSetRowId, CodeSetRow][];

const LOOKED = ROWS.flatMap(([id, { list, places }]) => places.map((place): Looked => ({ id, list, place })));

const OF_LINES = LOOKED.filter(({ place }) => place.days === 'line');
const OF_CLAIMS = LOOKED.filter(({ place }) => place.days !== 'line');
const SEGMENTS = OF_CLAIMS.map(({ place }) => place.segment);

/** Providers of the levels above claims. */
const OF_LEVELS = LOOKED.filter(({ place }) => place.segment === 'PRV');
const LEVEL_SEGMENTS = OF_LEVELS.map(({ place }) => place.segment);

/** What another rule says about a code, without a list. */
const KNOWN: Readonly<Partial<Record<CodeSetId, (code: string, day: number) => unknown>>> = {
  icd10cm: codeFault,
  hcpcs: retiredBefore,
};

const dayText = (day: number) => String(day).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

/** What is wrong with a code that is not valid: `in the list` follows. */
function faultText({ from: last, to: first }: Partial<CodeSpan>): string {
  const begins = first !== undefined && `begins ${last === undefined ? '' : 'again '}on ${dayText(first)}`;
  const ended = last !== undefined && `ended on ${dayText(last)}`;
  return [ended, begins].filter(Boolean).join(' and ') || 'is not';
}

/** Whether an element has a code of the list. */
function isOfList({ qualifier }: CodePlace, segment: Segment, element: number): boolean {
  return !qualifier || qualifier.is.some((code) => segment.is(qualifier.element ?? element, code, qualifier.component));
}

/** Looks up the codes that a segment has at a place. */
function lookUp({ id, list, place }: Looked, set: CodeSet, segment: Segment, span: CodeSpan, report: Report): void {
  const facts = CODE_SETS[list];
  const { elements, component = 0 } = place;
  for (const element of elements) {
    if (element > segment.size) return;
    const raw = segment.text(element, component).trim();
    if (raw === '' || !isOfList(place, segment, element)) continue;
    const code = cleanCode(facts, raw);
    if (!facts.shape.test(code) || !set.covers(code)) continue;
    const gap = set.gap(code, span);
    if (!gap || KNOWN[list]?.(code, span.from) || KNOWN[list]?.(code, span.to)) continue;
    report(id, segment.at(element, component), {
      ...from(segment, { code: codeText(code, facts.shape) }),
      fault: faultText(gap),
    });
  }
}

function judgeLine(line: ServiceLine, days: ServiceDays, report: Report): void {
  const { tables, type } = line.claim;
  const span = days.ofLine(line) ?? ANY_DAY;
  for (const segment of [line.service, line.drug?.lin])
    for (const looked of OF_LINES) {
      const set = segment?.id === looked.place.segment && tables.codeSet(looked.list, type);
      if (segment && set) lookUp(looked, set, segment, span, report);
    }
}

function judgeClaim(claim: Claim, all: ServiceDays, report: Report): void {
  const { tables, type, interchangeDate } = claim;
  const days = all.ofClaim();
  const spans = { claim: days, answer: { from: days.from, to: Math.max(days.to, interchangeDate ?? ANY_DAY.to) } };
  claim.each(SEGMENTS, (segment) => {
    for (const looked of OF_CLAIMS) {
      const { days } = looked.place;
      const set = looked.place.segment === segment.id && tables.codeSet(looked.list, type);
      if (set && days !== 'line') lookUp(looked, set, segment, spans[days], report);
    }
  });
}

function judgeLevels(levels: Levels, report: Report): void {
  levels.each(LEVEL_SEGMENTS, (segment) => {
    for (const looked of OF_LEVELS) {
      const set = levels.tables.codeSet(looked.list, levels.type);
      if (set) lookUp(looked, set, segment, ANY_DAY, report);
    }
  });
}

const UNITS = (first: string, second: string) =>
  `CLM*A1*300***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:J3420*150*UN*${first}***1~LX*2~SV1*HC:J3420:59*150*UN*${second}***1~`;

export default defineRule({
  id: 'claim/code-set',
  severity: 'warning',
  docs: {
    what: 'Codes are in the open lists that the config loads (`codeSets`), and valid on the date of service. Without lists nothing is looked up: xolint has none of its own.',
    why: 'Payers reject a code that is not valid on the day of the service.',
    fix: 'Use a code that is valid on that day, or load a list of that time.',
    source: 'The lists that the config names, and the places that each message names',
  },
  yields: ['x12/element-code', 'x12/element-type', 'x12/element-length', 'x12/element-form'],
  messages,
  words: ['fault', 'per', 'limit'],
  examples: {
    good: CODE_SET_EXAMPLES.good,
    bad: [
      ...CODE_SET_EXAMPLES.bad,
      {
        text: UNITS('2', '1'),
        message: 'mue',
        at: 'SV104',
        run: { codeSets: { mue: { codes: [{ code: 'J3420', limit: 1, per: 'line' }] } } },
      },
      {
        text: UNITS('1', '1'),
        message: 'mue',
        at: 'SV104',
        run: { codeSets: { mue: { codes: [{ code: 'J3420', limit: 1 }] } } },
      },
    ],
  },
  levels(levels, report) {
    if (levels.tables.hasCodeSets) judgeLevels(levels, report);
  },
  claim(claim, report) {
    const { tables } = claim;
    if (!tables.hasCodeSets) return;
    const days = new ServiceDays(claim);
    judgeClaim(claim, days, report);
    for (const line of claim.lines) judgeLine(line, days, report);
    const limits = tables.codeSet('mue', claim.type);
    if (!limits) return;
    for (const { line, before, units, limit } of excessesOf(claim, limits, days))
      report(
        'mue',
        line.at('units'),
        {
          ...from(
            [line, ...before].map(({ service }) => service),
            { units: counted(units, 'unit'), code: codeText(line.procedure, CODE_SETS.mue.shape) },
          ),
          per: limit.isPerLine ? 'in one line' : 'on one day',
          limit: plain(limit.units),
        },
        before.length > 0 ? { related: before.map((each) => each.at('units')) } : {},
      );
  },
});
