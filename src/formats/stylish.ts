import pc from 'picocolors';
import type { ClaimRef, Finding, Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { counted } from '../rules/words.ts';
import { type Format, type FormatOptions, type RunHead, visible } from './format.ts';
import { cutFrame, frameOf, MASK } from './frame.ts';
import { fixOf, messageOf, revealed } from './message.ts';
import { summaryOf } from './records.ts';
import { tally } from './tally.ts';
import { faults, filesWords, suppressionWords } from './words.ts';
import { wrap } from './wrap.ts';

const COLORS: Readonly<Record<Severity, 'red' | 'yellow' | 'cyan'>> = { error: 'red', warning: 'yellow', info: 'cyan' };

function claimTitle(claim: ClaimRef, run: RunHead): string {
  const control = [
    claim.interchange && `interchange ${claim.interchange}`,
    claim.group && `group ${claim.group}`,
    claim.transaction && `set ${claim.transaction}`,
    claim.id && `CLM01 ${revealed(claim.id, run.shown)}`,
    claim.dos && `service ${revealed(claim.dos, run.shown)}`,
  ].filter(Boolean);
  return `Claim ${claim.ordinal} (${control.join(', ')})`;
}

function where(finding: Finding): string {
  const { location, serviceLine } = finding;
  return [
    location.element ?? location.segment,
    location.loop && `loop ${location.loop}`,
    serviceLine !== undefined && `line ${serviceLine}`,
    location.position && `segment ${location.position} of the set`,
  ]
    .filter(Boolean)
    .join(', ');
}

function* block(finding: Finding, run: RunHead, options: FormatOptions): Generator<string> {
  const colors = pc.createColors(options.color);
  const { location } = finding;
  const path = run.paths[finding.file];
  const width = options.columns > 0 ? Math.max(40, options.columns) - 6 : 0;
  yield `  ${colors.underline(`${path}:${location.line}:${location.column}`)}  ${colors[COLORS[finding.severity]](finding.severity)}  ${where(finding)}\n`;
  for (const [i, line] of wrap(`Fix: ${fixOf(finding, run.rules, run.shown)}`, width).entries())
    yield `    ${i === 0 ? line.replace(/^Fix:/, colors.bold('Fix:')) : line}\n`;
  yield* frame(finding, width, options);
  const words = wrap(messageOf(finding, run.rules, run.shown), width);
  const last = words.pop()!;
  for (const line of words) yield `    ${line}\n`;
  const room = width > 0 && last.length + finding.rule.length + 2 > width;
  yield room ? `    ${last}\n    ${colors.dim(finding.rule)}\n` : `    ${last}  ${colors.dim(finding.rule)}\n`;
  for (const other of finding.related ?? [])
    yield colors.dim(`    See also ${run.paths[other.file ?? finding.file]}:${other.line}:${other.column}\n`);
  if (finding.suppression) for (const line of wrap(suppressionWords(finding), width)) yield `    ${line}\n`;
}

/** The segment with a caret under the element; values are drawn only when segments are shown. */
function* frame(finding: Finding, width: number, options: FormatOptions): Generator<string> {
  const colors = pc.createColors(options.color);
  const whole = frameOf(finding.location);
  if (!whole) return;
  // The segment was to be shown, but its bytes do not fit the shape: print it as it is.
  if (finding.location.text !== undefined && whole.text.includes(MASK)) yield `      ${finding.location.text}\n`;
  const { text, from, to } = cutFrame(whole, width > 0 ? width - 2 : 0);
  const caret = colors[COLORS[finding.severity]]('^'.repeat(Math.max(1, to - from)));
  yield `      ${colors.dim(text)}\n      ${' '.repeat(from)}${caret}\n`;
}

function* suppressedLines(findings: readonly Finding[], run: RunHead, options: FormatOptions): Generator<string> {
  const colors = pc.createColors(options.color);
  const width = options.columns > 0 ? Math.max(40, options.columns) - 6 : 0;
  yield '\n  Suppressed\n';
  for (const finding of findings) {
    const { line, column } = finding.location;
    yield colors.dim(`  ${run.paths[finding.file]}:${line}:${column}  ${finding.severity}  ${finding.rule}\n`);
    for (const words of wrap(suppressionWords(finding), width)) yield colors.dim(`    ${words}\n`);
  }
}

function* totals(report: Report, options: FormatOptions): Generator<string> {
  const colors = pc.createColors(options.color);
  const sums = summaryOf(report);
  const problems = sums.errors! + sums.warnings! + sums.infos!;
  const scope = `${counted(sums.files!, 'file')}, ${counted(sums.claims!, 'claim')} (${sums.xolairClaims} Xolair), ${counted(sums.serviceLines!, 'service line')}`;
  const verdict =
    problems > 0
      ? `${counted(sums.errors!, 'error')}, ${counted(sums.warnings!, 'warning')}, ${counted(sums.infos!, 'info')}; ${counted(sums.claimsWithErrors!, 'claim')} with errors`
      : sums.faults! > 0
        ? colors.red('No findings in what could be read')
        : colors.green('No findings');
  const hidden = sums.suppressed! > 0 ? `; ${sums.suppressed} suppressed` : '';
  yield `${colors.bold(verdict)}${hidden}; read ${scope}.\n`;
  if (options.quiet && sums.warnings! + sums.infos! > 0) yield 'Warnings and infos are not shown (--quiet).\n';
  if (report.files.length + report.skipped.length > 1) yield `${filesWords(report)}.\n`;
  if (sums.faults! > 0) yield colors.red(`${counted(sums.faults!, 'file')} could not be read: this run cannot be trusted.\n`);
  if (sums.unreadClaims) yield colors.red(`${counted(sums.unreadClaims, 'claim')} (CLM) could not be read.\n`);
  // The reason of each is on standard error.
  for (const { file, code } of faults(report)) yield `  ${file.path}  ${colors.dim(code)}\n`;
  if (sums.skipped! > 0) yield `Skipped ${counted(sums.skipped!, 'file')}:\n`;
  for (const { path, reason } of report.skipped) yield `  ${path}  ${colors.dim(reason)}\n`;
  const unchecked = report.notChecked.length;
  if (unchecked > 0 && options.stats) {
    yield 'Not checked:\n';
    for (const { rule, reason, claims } of report.notChecked)
      yield `  ${rule}: ${reason.replaceAll('-', ' ')}, ${counted(claims, 'claim')}\n`;
  } else if (unchecked > 0) yield `${counted(unchecked, 'rule')} could not check some claims; --stats shows why.\n`;
  if (options.stats) yield* ruleCounts(report);
  if (options.statistics) yield* statistics(report);
}

/** Errors, warnings and infos by rule, payer and file. */
function* statistics(report: Report): Generator<string> {
  if (report.findings.length === 0) return;
  const column = (text: string | number) => String(text).padStart(9);
  for (const by of ['rule', 'payer', 'file'] as const) {
    const rows = tally(report.findings, by, report);
    const width = Math.max(20, ...rows.map((row) => row.name.length)) + 2;
    yield `\n${`By ${by}`.padEnd(width)}${['errors', 'warnings', 'infos'].map(column).join('')}\n`;
    for (const { name, errors, warnings, infos } of rows)
      yield `${`  ${name}`.padEnd(width)}${[errors, warnings, infos].map(column).join('')}\n`;
  }
}

function* ruleCounts(report: Report): Generator<string> {
  const byRule = new Map<string, number>();
  for (const finding of report.findings) byRule.set(finding.rule, (byRule.get(finding.rule) ?? 0) + 1);
  if (byRule.size === 0) return;
  yield 'Findings by rule:\n';
  for (const [rule, findings] of [...byRule].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
    yield `  ${String(findings).padStart(6)}  ${rule}\n`;
}

/** For people: by file, then by claim; the location comes first, so that terminals can link it. */
export const stylish: Format = {
  name: 'stylish',
  shapes: true,
  *file(file, all, run, options, allSuppressed) {
    const colors = pc.createColors(options.color);
    const findings = visible(all, options);
    const suppressed = visible(allSuppressed, options);
    if (findings.length + suppressed.length === 0) return;
    yield `${colors.bold(file.path)}${file.type ? ` (${file.type}, ${counted(file.claims, 'claim')})` : ''}\n`;
    let current: number | undefined | null = null;
    for (const finding of findings) {
      const ordinal = finding.claim?.ordinal;
      if (ordinal !== current) {
        current = ordinal;
        yield `\n  ${finding.claim ? claimTitle(finding.claim, run) : 'Envelope'}\n`;
      }
      yield* block(finding, run, options);
    }
    if (suppressed.length > 0) yield* suppressedLines(suppressed, run, options);
    yield '\n';
  },
  *end(report, options) {
    yield* totals(report, options);
  },
};
