import type { Claim, Segment } from '../../model/claim.ts';
import { defineRule, type ReportFunction } from '../rule.ts';
import { badOf, goodOf, messagesOf } from '../support/rows.ts';
import { parseDay } from './support/calendar.ts';
import { Days } from './support/date-orders/days.ts';
import { DATE_ORDERS } from './support/date-orders/table.ts';

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
  ...messagesOf(DATE_ORDERS),
} as const;

type Report = ReportFunction<typeof messages>;

/** How a date is written, by its qualifier (data element 1250) in the guides. */
const FORMS: Readonly<Record<string, string>> = {
  D8: 'eight digits, yyyymmdd',
  RD8: 'two dates with a hyphen, yyyymmdd-yyyymmdd',
  DT: 'twelve digits, yyyymmddhhmm',
};

/** One year, as the difference of two dates yyyymmdd. */
const YEAR = 10_000;

/** Why a date cannot be used. Each is the id of its message. */
type DateFault = 'form' | 'unreal' | 'backwards';

/** A day, or the first and last day of a period, as yyyymmdd. */
interface Period {
  readonly from: number;
  readonly to: number;
}

const oneDay = (day: number): Period => ({ from: day, to: day });

/** What a date says, or what is wrong with the text. Undefined for qualifiers that the guides do not use, which are not judged here. */
function readDate(qualifier: string, text: string): Period | DateFault | undefined {
  switch (qualifier) {
    case 'D8': {
      const day = parseDay(text);
      if (day > 0) return oneDay(day);
      return /^\d{8}$/.test(text) ? 'unreal' : 'form';
    }
    case 'RD8': {
      if (!/^\d{8}-\d{8}$/.test(text)) return 'form';
      const from = parseDay(text.slice(0, 8));
      const to = parseDay(text.slice(9));
      if (!(from > 0 && to > 0)) return 'unreal';
      return from > to ? 'backwards' : { from, to };
    }
    case 'DT': {
      if (!/^\d{12}(\d{2})?$/.test(text)) return 'form';
      const day = parseDay(text.slice(0, 8));
      return day > 0 && Number(text.slice(8, 10)) < 24 && Number(text.slice(10, 12)) < 60 ? oneDay(day) : 'unreal';
    }
    default:
      return undefined;
  }
}

/** Reports what is wrong with a date. Returns what it says if it can be used; otherwise undefined. */
function judge(
  segment: Segment,
  element: number,
  component: number,
  qualifier: string,
  text: string,
  report: Report,
): Period | undefined {
  if (text === '') return undefined;
  const read = readDate(qualifier, text);
  if (typeof read !== 'string') return read;
  const location = segment.at(element, component);
  const name = location.element ?? segment.id;
  if (read === 'form') report('form', location, { element: name, qualifier, form: FORMS[qualifier]! });
  else report(read, location, { element: name });
  return undefined;
}

/** What was already reported about the service dates of one claim: several lines with the same wrong day are one fault. */
class Reported {
  /** Days after the interchange date. */
  readonly future: number[] = [];
  /** Some day is more than a year before the interchange date. */
  old = false;
  /** The statement period is wrong. The lines lie within it, so nothing more is reported. */
  statement = false;
}

function judgeService(
  claim: Claim,
  from: number,
  to: number,
  isStatement: boolean,
  segment: Segment,
  reported: Reported,
  report: Report,
): void {
  const sent = claim.interchangeDate;
  // A period may end after the day of the file: rentals and care are billed ahead.
  if (sent === undefined || (from <= sent && to >= sent - YEAR) || reported.statement) return;
  const text = String(sent);
  const data = {
    date: { phi: 'dos', value: String(from > sent ? from : to) } as const,
    interchange: `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`,
  };
  if (isStatement) reported.statement = true;
  if (from > sent) {
    if (reported.future.includes(from)) return;
    reported.future.push(from);
    report('future', segment.at(3), data);
  } else if (!reported.old) {
    reported.old = true;
    report('old', segment.at(3), data);
  }
}

const ABOVE = ['DMG', 'PAT', 'BHT'];
const INSIDE = ['DTP', 'HI'];
const DTP = 0;
/** Qualifiers of HI for ICD procedures. */
const PROCEDURES: ReadonlySet<string> = new Set(['BBR', 'BBQ', 'BR', 'BQ']);
/** DTP01 of the date of service of a line, and of the statement period of an institutional claim. */
const SERVICE = '472';
const STATEMENT = '434';

function judgeAbove(segment: Segment, id: number, report: Report): void {
  if (id === 0) judge(segment, 2, 0, segment.text(1), segment.text(2).trim(), report);
  else if (id === 1) judge(segment, 6, 0, segment.text(5), segment.text(6).trim(), report);
  else judge(segment, 4, 0, 'D8', segment.text(4).trim(), report);
}

/** Procedures and occurrences of an institutional HI: the fourth component is a date, and the third is its qualifier. */
function judgeCodes(segment: Segment, days: Days, report: Report): void {
  for (let element = 1; element <= segment.size; element++) {
    const qualifier = segment.text(element, 3);
    if (qualifier === '') continue;
    const date = judge(segment, element, 4, qualifier, segment.text(element, 4).trim(), report);
    if (date && PROCEDURES.has(segment.text(element, 1))) days.addProcedure(segment, element, date.from);
  }
}

const SHORT_VISIT = 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~';

export default defineRule({
  id: 'claim/dates',
  severity: 'error',
  docs: {
    what: 'Each date exists and has the form that its qualifier requires, a period ends on or after its first day, no service begins after the interchange or is more than a year before it, and dates that can come only in one order are in that order: a birth before the service, an admission before the discharge.',
    why: 'Payers reject a date that does not exist, a service in the future, and dates that contradict each other. A date more than a year old is most often mistyped; if it is right, the claim is past the time for filing.',
    fix: 'Correct the date.',
    source:
      '005010X222A1 and 005010X223A2: DTP, DMG, PAT, HI, BHT; data element 1250. Filing within a year: 42 CFR 424.44 (Medicare)',
  },
  claimStatus: [{ category: 'A7', code: '187' }],
  yields: ['x12/element-type', 'x12/element-length'],
  messages,
  words: ['element', 'qualifier', 'form', 'interchange'],
  examples: {
    good: [
      `${SHORT_VISIT}DTP*472*D8*20261101~`,
      `${SHORT_VISIT}DTP*472*D8*20251101~`,
      `${SHORT_VISIT}DTP*472*RD8*20261005-20261005~`,
      // A month that is billed ahead.
      `${SHORT_VISIT.replace('99213', 'E0601:RR')}DTP*472*RD8*20261101-20261130~`,
      ...goodOf(DATE_ORDERS),
      // A date that is not a date of service may be in the future: the end of a disability.
      'CLM*A1*150***11:B:1*Y*A*Y*Y~DTP*314*RD8*20261005-20271231~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~',
      'CLM*A1*150***13:A:1**A*Y*Y~DTP*434*RD8*20261003-20261005~DTP*435*DT*202610032359~DTP*096*TM*1130~HI*ABK:J4550~HI*BH:11:D8:20240229~HI*BI:70:RD8:20261001-20261003~LX*1~SV2*0510*HC:99213*150*UN*1~DTP*472*D8*20261003~',
    ],
    bad: [
      { text: `${SHORT_VISIT}DTP*472*RD8*20261006-20261005~`, message: 'backwards', at: 'DTP03' },
      { text: `${SHORT_VISIT}DTP*472*D8*20261102~`, message: 'future', at: 'DTP03' },
      { text: `${SHORT_VISIT}DTP*472*D8*20251031~`, message: 'old', at: 'DTP03', severity: 'warning' },
      { text: `${SHORT_VISIT}DTP*472*D8*10/05/26~`, message: 'form', at: 'DTP03', run: { off: ['x12/element-type'] } },
      { text: `${SHORT_VISIT}DTP*472*D8*20260931~`, message: 'unreal', at: 'DTP03', run: { off: ['x12/element-type'] } },
      ...badOf(DATE_ORDERS),
    ],
  },
  levels(levels, report) {
    levels.each(ABOVE, (segment, id) => judgeAbove(segment, id, report));
  },
  claim(claim, report) {
    const reported = new Reported();
    const days = new Days();
    const isInstitutional = claim.type === '837I';
    claim.each(INSIDE, (segment, id) => {
      if (id !== DTP) {
        if (isInstitutional) judgeCodes(segment, days, report);
        return;
      }
      // Fast path: most dates are one valid day, which is read without making a string.
      let from = segment.is(2, 'D8') ? segment.day(3) : 0;
      let to = from;
      if (from === 0) {
        const date = judge(segment, 3, 0, segment.text(2), segment.text(3).trim(), report);
        if (date === undefined) return;
        ({ from, to } = date);
      }
      const isService = segment.is(1, SERVICE);
      if (isService) days.addService(to);
      else days.addDate(segment, from, to);
      const isStatement = !isService && isInstitutional && segment.is(1, STATEMENT);
      if (isService || isStatement) judgeService(claim, from, to, isStatement, segment, reported, report);
    });
    days.judge(claim, report);
  },
});
