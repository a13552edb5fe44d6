import type { FormatOptions } from '../../src/formats/format.ts';
import { FORMATS, type FormatName } from '../../src/formats/index.ts';
import type { Location } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { PLANTED } from '../support/phi.ts';
import { cut, lineAndColumn, misplaced } from '../support/places.mjs';
import { PLAIN, render } from '../support/report.ts';
import { READINGS } from './documents.ts';
import type { Input } from './input.ts';
import { damagedGzip, type Lint, plainly, WAYS } from './ways.ts';

/** What was wrong: the name of the check, and what it saw. */
export interface Failure {
  readonly check: string;
  readonly what: string;
}

/** What checks look at. */
interface Outcome {
  readonly input: Input;
  readonly lint: Lint;
  readonly report: Report;
  readonly documents: Readonly<Record<string, string>>;
}

type Check = (outcome: Outcome) => string | Promise<string>;

const LOOK: FormatOptions = { ...PLAIN, columns: 100, stats: true, statistics: true };

const ALL = Object.keys(FORMATS) as FormatName[];
/** The formats that every input is rendered in; the others take longer, and most of them say the same in another form. */
const OFTEN: readonly FormatName[] = ['stylish', 'json'];

/** What a report says, apart from the rules themselves. */
const said = ({ files, findings, notChecked }: Report) => JSON.stringify({ files, findings, notChecked });

/** Where two texts begin to differ. */
function difference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const around = (text: string) => text.slice(Math.max(0, at - 80), at + 80);
  return `…${around(other)}…, not …${around(one)}…`;
}

async function sameWays({ input, lint, report }: Outcome): Promise<string> {
  const expected = said(report);
  for (const [name, { every, reports }] of Object.entries(WAYS)) {
    if (input.number % every !== 0) continue;
    for (const other of reports(input, lint)) {
      const text = said(await other);
      if (text !== expected) return `${name}: ${difference(expected, text)}`;
    }
  }
  return '';
}

async function sameDamage({ input, lint }: Outcome): Promise<string> {
  if (input.number % 16 !== 0) return '';
  const [whole, pieces] = await Promise.all(damagedGzip(input, lint));
  const [one, other] = [said(whole!), said(pieces!)];
  if (!whole!.files[0]!.fault && input.number % 2 === 0) return 'a gzip that is cut off is no fault';
  return one === other ? '' : difference(one, other);
}

function places({ input: { text }, report }: Outcome): string {
  const segments = cut(text);
  const last = segments.at(-1);
  // Where an interchange begins inside a segment, the plain reader goes on with the separators of the one before, or ends.
  const isTwisted =
    last === undefined ||
    // Nobody knows whether a line break, or what is no ASCII, is ISA16 or an accident.
    /[\r\n\x7f-\xff]/.test(last.component) ||
    last.component === last.element ||
    // A blank in the place of the terminator is not taken for it.
    segments.some((segment) => segment.terminator === ' ') ||
    text.slice(last.at + last.text.length + 1).trim() !== '' ||
    segments.some((segment) => /.ISA[^A-Za-z0-9 \r\n]/s.test(segment.text));
  const wrong = (location: Location) => {
    const { line, column } = lineAndColumn(text, location.byteOffset);
    if (location.byteOffset + location.byteLength > text.length) return 'outside the file';
    if (line !== location.line || column !== location.column)
      return `at ${location.line}:${location.column}, not ${line}:${column}`;
    return isTwisted ? '' : misplaced(text, segments, location);
  };
  for (const { rule, messageId, location, related = [] } of report.findings) {
    for (const each of [location, ...related]) {
      const what = wrong(each);
      if (what) return `${rule} ${messageId}: ${what}`;
    }
  }
  return '';
}

/** CLM segments that a plain scan sees, which knows nothing of interchanges. Lines may break anywhere. */
const claimsIn = (text: string) => text.replace(/[\r\n]/g, '').split(/CLM(?![A-Za-z0-9 ])/).length - 1;

function counts({ input, report }: Outcome): string {
  const { claims } = report.files[0]!;
  const there = claimsIn(input.text);
  return claims > there ? `${claims} claims were read, but there are ${there}` : '';
}

function documents({ documents: texts }: Outcome): string {
  for (const [name, read] of Object.entries(READINGS)) {
    if (texts[name] === undefined) continue;
    let what: string;
    try {
      what = read(texts[name]!);
    } catch (error) {
      what = String(error);
    }
    if (what) return `${name}: ${what}`;
  }
  return '';
}

function rules({ report }: Outcome): string {
  const { fault } = report.files[0]!;
  return fault?.code === 'rule-failed' ? fault.message : '';
}

function unread({ input, report }: Outcome): string {
  const { claims, unreadClaims, fault, errors } = report.files[0]!;
  const there = claimsIn(input.text);
  // A cut or damaged file may hold claims that nobody can tell from data.
  if (fault || errors > 0 || claims + unreadClaims >= there) return '';
  return `${there} claims, of which ${claims} were read and ${unreadClaims} told, and neither a fault nor an error`;
}

function canaries({ input, documents: texts }: Outcome): string {
  if (!input.isPlanted) return '';
  for (const [name, text] of Object.entries(texts)) {
    for (const pattern of PLANTED) {
      const found = pattern.exec(text);
      if (found) return `${name}: …${text.slice(Math.max(0, found.index - 100), found.index + 40)}…`;
    }
  }
  return '';
}

/** Every check by its name: '' or what is wrong. */
const CHECKS: Readonly<Record<string, Check>> = {
  rules,
  places,
  counts,
  unread,
  ways: sameWays,
  gzip: sameDamage,
  documents,
  canaries,
};

export const CHECK_NAMES: readonly string[] = ['exception', 'slow', ...Object.keys(CHECKS)];

/** Milliseconds that an input may take: what the machine adds now and then, and more than a thousand times what a byte takes. */
const timeFor = ({ text }: Input) => 1000 + text.length / 10;

/** Lints an input in every way, renders every format, and gives what is wrong. */
export async function examine(input: Input, lint: Lint, checks: readonly string[] = CHECK_NAMES): Promise<Failure[]> {
  const failures: Failure[] = [];
  const began = performance.now();
  try {
    const report = await plainly(input, lint);
    const took = performance.now() - began;
    if (took > timeFor(input)) failures.push({ check: 'slow', what: `${took.toFixed(0)} ms for ${input.text.length} bytes` });
    const names = input.isPlanted || input.number % 8 === 0 ? ALL : OFTEN;
    const outcome: Outcome = {
      input,
      lint,
      report,
      documents: Object.fromEntries(names.map((name) => [name, render(FORMATS[name], report, LOOK)])),
    };
    for (const [check, run] of Object.entries(CHECKS)) {
      if (!checks.includes(check)) continue;
      const what = await run(outcome);
      if (what) failures.push({ check, what });
    }
  } catch (error) {
    failures.push({ check: 'exception', what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
  return failures.filter(({ check }) => checks.includes(check));
}
