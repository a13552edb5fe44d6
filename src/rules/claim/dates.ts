import type { Claim, Segment } from '../../model/claim.ts';
import { defineRule, type ReportFunction } from '../rule.ts';
import { parseDay } from './support/calendar.ts';

const messages = {
  form: '{element} does not have the form that its qualifier {qualifier} requires: {form}',
  unreal: '{element} is a date or time that does not exist',
  backwards: 'The period in {element} ends before it begins',
  future: 'The service date {date} is after the interchange date, {interchange} (ISA09)',
  old: {
    text: 'The service date {date} is more than a year before the interchange date, {interchange} (ISA09)',
    severity: 'warning',
    fix: 'Check the date. If it is right, check that the payer still accepts the claim: Medicare and most others do so for one year or less.',
  },
} as const;

type Report = ReportFunction<typeof messages>;

/** How each qualifier (data element 1250) of the guides writes a date. */
const FORMS: Readonly<Record<string, string>> = {
  D8: 'eight digits, yyyymmdd',
  RD8: 'two dates with a hyphen, yyyymmdd-yyyymmdd',
  DT: 'twelve digits, yyyymmddhhmm',
};

/** A year as the difference of two dates yyyymmdd. */
const YEAR = 10_000;

/** The last day of what was read last; NaN when it was no date. */
let lastDay = Number.NaN;

/**
 * What is wrong with the text of a date, or of a period, by its qualifier. Leaves its last day in `lastDay`. Qualifiers that are
 * none of the guides', and empty texts, are not judged.
 */
function faultOf(qualifier: string, text: string): 'form' | 'unreal' | 'backwards' | undefined {
  lastDay = Number.NaN;
  switch (qualifier) {
    case 'D8':
      lastDay = parseDay(text);
      if (lastDay > 0) return undefined;
      return /^\d{8}$/.test(text) ? 'unreal' : 'form';
    case 'RD8': {
      if (!/^\d{8}-\d{8}$/.test(text)) return 'form';
      const from = parseDay(text.slice(0, 8));
      lastDay = parseDay(text.slice(9));
      if (!(from > 0 && lastDay > 0)) return 'unreal';
      return from > lastDay ? 'backwards' : undefined;
    }
    case 'DT':
      if (!/^\d{12}(\d{2})?$/.test(text)) return 'form';
      lastDay = parseDay(text.slice(0, 8));
      return lastDay > 0 && Number(text.slice(8, 10)) < 24 && Number(text.slice(10, 12)) < 60 ? undefined : 'unreal';
    default:
      return undefined;
  }
}

/** Says what is wrong with a date. True when it is sound; `lastDay` is its last day then. */
function judge(segment: Segment, element: number, component: number, qualifier: string, text: string, report: Report): boolean {
  if (text === '') return false;
  const fault = faultOf(qualifier, text);
  if (!fault) return lastDay > 0;
  const location = segment.at(element, component);
  const name = location.element ?? segment.id;
  if (fault === 'form') report('form', location, { element: name, qualifier, form: FORMS[qualifier]! });
  else report(fault, location, { element: name });
  return false;
}

/** Days that the services of one claim were found wrong with: a day that several lines repeat is one fault. */
class Told {
  readonly days = new Set<number>();
  /** The period of the statement is wrong, and its lines are in it. */
  statement = false;
  old = false;
}

let told = new Told();

function judgeService(claim: Claim, day: number, isStatement: boolean, segment: Segment, report: Report): void {
  const sent = claim.interchangeDate;
  if (sent === undefined || (day <= sent && day >= sent - YEAR) || told.statement) return;
  const text = String(sent);
  const data = {
    date: { phi: 'dos', value: String(day) } as const,
    interchange: `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`,
  };
  if (isStatement) told.statement = true;
  if (day > sent) {
    if (!told.days.has(day)) report('future', segment.at(3), data);
    told.days.add(day);
  } else if (!told.old) {
    told.old = true;
    report('old', segment.at(3), data);
  }
}

const ABOVE = ['DMG', 'PAT', 'BHT'];
const INSIDE = ['DTP', 'HI'];
const DTP = 0;
/** The service of a line, and the period of an institutional statement. */
const SERVICE = '472';
const STATEMENT = '434';

function judgeAbove(segment: Segment, id: number, report: Report): void {
  if (id === 0) judge(segment, 2, 0, segment.text(1), segment.text(2).trim(), report);
  else if (id === 1) judge(segment, 6, 0, segment.text(5), segment.text(6).trim(), report);
  else judge(segment, 4, 0, 'D8', segment.text(4).trim(), report);
}

/** Procedures and occurrences of an institutional HI: the fourth component is a date, and the third says how it is written. */
function judgeCodes(segment: Segment, report: Report): void {
  for (let element = 1; element <= segment.size; element++) {
    const qualifier = segment.text(element, 3);
    if (qualifier !== '') judge(segment, element, 4, qualifier, segment.text(element, 4).trim(), report);
  }
}

const SHORT_VISIT = 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~';

export default defineRule({
  id: 'claim/dates',
  severity: 'error',
  docs: {
    what: 'Each date exists and has the form that its qualifier requires, a period ends on or after its first day, and no service is dated after the interchange or more than a year before it.',
    why: 'Payers reject a date that does not exist and a service in the future. A date more than a year old is most often mistyped; if it is right, the claim is past the time for filing.',
    fix: 'Correct the date.',
    source:
      '005010X222A1 and 005010X223A2: DTP, DMG, PAT, HI, BHT; data element 1250. Filing within a year: 42 CFR 424.44 (Medicare)',
  },
  claimStatus: [{ category: 'A7', code: '187' }],
  yields: ['x12/element-type', 'x12/element-length'],
  messages,
  examples: {
    good: [
      `${SHORT_VISIT}DTP*472*D8*20261101~`,
      `${SHORT_VISIT}DTP*472*D8*20251101~`,
      `${SHORT_VISIT}DTP*472*RD8*20261005-20261005~`,
      // Dates that lie ahead are right where they are no service: the end of a disability.
      'CLM*A1*150***11:B:1*Y*A*Y*Y~DTP*314*RD8*20261005-20271231~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~',
      'CLM*A1*150***13:A:1**A*Y*Y~DTP*434*RD8*20261003-20261005~DTP*435*DT*202610032359~DTP*096*TM*1130~HI*ABK:J4550~HI*BH:11:D8:20240229~HI*BI:70:RD8:20261001-20261003~LX*1~SV2*0510*HC:99213*150*UN*1~',
    ],
    bad: [
      { text: `${SHORT_VISIT}DTP*472*RD8*20261006-20261005~`, message: 'backwards', at: 'DTP03' },
      { text: `${SHORT_VISIT}DTP*472*D8*20261102~`, message: 'future', at: 'DTP03' },
      { text: `${SHORT_VISIT}DTP*472*D8*20251031~`, message: 'old', at: 'DTP03', severity: 'warning' },
      { text: `${SHORT_VISIT}DTP*472*D8*10/05/26~`, message: 'form', at: 'DTP03', run: { off: ['x12/element-type'] } },
      { text: `${SHORT_VISIT}DTP*472*D8*20260931~`, message: 'unreal', at: 'DTP03', run: { off: ['x12/element-type'] } },
    ],
  },
  levels(levels, report) {
    levels.each(ABOVE, (segment, id) => judgeAbove(segment, id, report));
  },
  claim(claim, report) {
    if (told.statement || told.old || told.days.size > 0) told = new Told();
    const isInstitutional = claim.type === '837I';
    claim.each(INSIDE, (segment, id) => {
      if (id !== DTP) {
        if (isInstitutional) judgeCodes(segment, report);
        return;
      }
      // Most dates are sound ones of one day: those are judged as they stand, without a text.
      const day = segment.is(2, 'D8') ? segment.day(3) : 0;
      if (day === 0 && !judge(segment, 3, 0, segment.text(2), segment.text(3).trim(), report)) return;
      const isService = segment.is(1, SERVICE);
      const isStatement = !isService && isInstitutional && segment.is(1, STATEMENT);
      if (isService || isStatement) judgeService(claim, day || lastDay, isStatement, segment, report);
    });
  },
});
