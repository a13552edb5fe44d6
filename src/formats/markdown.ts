import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { counted } from '../rules/words.ts';
import { type Format, type FormatOptions, visible } from './format.ts';
import { worst } from './github.ts';
import { fixOf, messageOf } from './message.ts';
import { relativePath } from './paths.ts';
import { notCheckedRecord, summaryOf } from './records.ts';
import { faults, filesWords, placeWords, sentence, suppressionWords } from './words.ts';

/** Most findings listed: a job summary holds 1 MiB, and nobody reads more findings in one. */
const LIMIT = 50;

/** Escapes text for Markdown, also inside tables. */
function plainText(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').replace(/[\\`*_{}[\]<>#|~&$@]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A table; columns of numbers are aligned to the right. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |\n`);
  const align = head.map((_, i) => (typeof rows[0]?.[i] === 'number' ? ' ---: |' : ' --- |'));
  return `| ${head.join(' | ')} |\n|${align.join('')}\n${lines.join('')}\n`;
}

interface RuleCount {
  readonly rule: string;
  readonly findings: number;
  readonly claims: number;
  readonly first: Finding;
}

/** Findings and claims of each rule; the worst severity first, then the most findings. */
function byRule(findings: readonly Finding[]): RuleCount[] {
  const groups = new Map<string, { first: Finding; findings: number; claims: Set<string> }>();
  for (const finding of findings) {
    let group = groups.get(`${finding.severity}\t${finding.rule}`);
    if (!group) {
      group = { first: finding, findings: 0, claims: new Set() };
      groups.set(`${finding.severity}\t${finding.rule}`, group);
    }
    group.findings++;
    if (finding.claim) group.claims.add(`${finding.file} ${finding.claim.ordinal}`);
  }
  const weight = { error: 0, warning: 1, info: 2 };
  return [...groups.values()]
    .map((group) => ({ rule: group.first.rule, findings: group.findings, claims: group.claims.size, first: group.first }))
    .sort((a, b) => weight[a.first.severity] - weight[b.first.severity] || b.findings - a.findings || (a.rule < b.rule ? -1 : 1));
}

/** path:line:column */
function placeInFile(finding: Finding, report: Report, options: FormatOptions): string {
  return `${relativePath(report.paths[finding.file]!, options.base)}:${finding.location.line}:${finding.location.column}`;
}

function findingRow(finding: Finding, report: Report, options: FormatOptions): string[] {
  const message = sentence(messageOf(finding, report.rules, report.shown));
  const fix = sentence(fixOf(finding, report.rules, report.shown));
  return [
    finding.severity,
    `${plainText(placeInFile(finding, report, options))}<br>${plainText(placeWords(finding))}`,
    `${plainText(message)}<br>**Fix:** ${plainText(fix)}`,
    plainText(finding.rule),
  ];
}

/** The result of the run, in a few words. */
function verdictWords(report: Report): string {
  const sums = summaryOf(report);
  if (sums.faults! > 0) return `${counted(sums.faults!, 'file')} could not be read: this run cannot be trusted`;
  if (sums.errors! > 0) return `${counted(sums.errors!, 'error')} in ${counted(sums.claimsWithErrors!, 'claim')}`;
  return 'No errors';
}

/** Columns of the totals, by the name of each count. */
const TOTALS = {
  files: 'Files',
  claims: 'Claims',
  xolairClaims: 'Xolair claims',
  claimsWithErrors: 'Claims with errors',
  errors: 'Errors',
  warnings: 'Warnings',
  infos: 'Infos',
  suppressed: 'Suppressed',
};

function totals(report: Report): string {
  const sums = summaryOf(report);
  return table(Object.values(TOTALS), [Object.keys(TOTALS).map((count) => sums[count]!)]);
}

function* notRead(report: Report, options: FormatOptions): Generator<string> {
  const broken = faults(report);
  if (broken.length === 0) return;
  yield '### Not read\n\n';
  for (const { file, message } of broken) yield `- ${plainText(relativePath(file.path, options.base))}: ${plainText(message)}\n`;
  yield '\n';
}

function* rulesTable(findings: readonly Finding[], report: Report): Generator<string> {
  yield '### By rule\n\n';
  yield table(
    ['Severity', 'Rule', 'Findings', 'Claims', 'What to do'],
    byRule(findings).map(({ rule, findings: number, claims, first }) => [
      first.severity,
      plainText(rule),
      number,
      claims,
      plainText(sentence(report.rules.get(rule)?.docs.fix ?? '')),
    ]),
  );
}

function* findingsTable(findings: readonly Finding[], report: Report, options: FormatOptions): Generator<string> {
  const severe = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  const shown = worst(severe, LIMIT);
  yield shown.length < findings.length
    ? `### ${shown.length} of ${findings.length} findings, each rule at least once where there is room\n\n`
    : '### Findings\n\n';
  yield table(
    ['Severity', 'Where', 'What is wrong', 'Rule'],
    shown.map((finding) => findingRow(finding, report, options)),
  );
}

/** Text that is folded until the reader opens it. */
function* details(summary: string, content: Iterable<string>): Generator<string> {
  yield `<details><summary>${summary}</summary>\n\n`;
  yield* content;
  yield '</details>\n\n';
}

function* suppressedTable(suppressed: readonly Finding[], report: Report, options: FormatOptions): Generator<string> {
  yield table(
    ['Rule', 'Where', 'Why'],
    suppressed
      .slice(0, LIMIT)
      .map((finding) => [
        plainText(finding.rule),
        plainText(placeInFile(finding, report, options)),
        plainText(suppressionWords(finding)),
      ]),
  );
  if (suppressed.length > LIMIT) yield `and ${suppressed.length - LIMIT} more\n\n`;
}

function notCheckedTable(report: Report): string {
  return table(
    ['Rule', 'Why', 'Claims'],
    report.notChecked
      .map(notCheckedRecord)
      .map(({ rule, reason, claims }) => [
        plainText(String(rule)),
        plainText(String(reason).replaceAll('-', ' ')),
        Number(claims),
      ]),
  );
}

/** For a job summary or a merge request: totals, findings by rule, and the worst of them. */
export const markdown: Format = {
  name: 'markdown',
  *end(report, options) {
    yield `## xolint: ${verdictWords(report)}\n\n`;
    yield totals(report);
    yield `${filesWords(report)}.\n\n`;
    yield* notRead(report, options);
    const findings = visible(report.findings, options);
    if (findings.length > 0) {
      yield* rulesTable(findings, report);
      yield* findingsTable(findings, report, options);
    }
    if (report.skipped.length > 0)
      yield* details(counted(report.skipped.length, 'skipped file'), [
        ...report.skipped.map(({ path, reason }) => `- ${plainText(relativePath(path, options.base))}: ${plainText(reason)}\n`),
        '\n',
      ]);
    const suppressed = visible(report.suppressed, options);
    if (suppressed.length > 0)
      yield* details(counted(suppressed.length, 'suppressed finding'), suppressedTable(suppressed, report, options));
    if (report.notChecked.length > 0) yield* details('Not checked', [notCheckedTable(report)]);
  },
};
