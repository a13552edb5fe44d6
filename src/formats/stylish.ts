import pc from 'picocolors';
import type { ClaimRef, Finding, Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { type Format, type FormatOptions, type RunHead, visible } from './format.ts';
import { fixOf, messageOf, revealed } from './message.ts';
import { summaryOf } from './records.ts';
import { count, wrap } from './wrap.ts';

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
  const { place, serviceLine } = finding;
  return [
    place.element ?? place.segment,
    place.loop && `loop ${place.loop}`,
    serviceLine !== undefined && `line ${serviceLine}`,
    place.position && `segment ${place.position} of the set`,
  ]
    .filter(Boolean)
    .join(', ');
}

function* block(finding: Finding, run: RunHead, options: FormatOptions): Generator<string> {
  const colors = pc.createColors(options.color);
  const { place } = finding;
  const path = run.paths[finding.file];
  const width = options.columns > 0 ? Math.max(40, options.columns) - 6 : 0;
  yield `  ${colors.underline(`${path}:${place.line}:${place.column}`)}  ${colors[COLORS[finding.severity]](finding.severity)}  ${where(finding)}\n`;
  for (const line of wrap(messageOf(finding, run.rules, run.shown), width)) yield `    ${line}\n`;
  for (const other of finding.related ?? []) {
    yield colors.dim(`    See also ${run.paths[other.file ?? finding.file]}:${other.line}:${other.column}\n`);
  }
  const fix = wrap(`Fix: ${fixOf(finding, run.rules, run.shown)}`, width);
  const last = fix.pop()!;
  for (const line of fix) yield `    ${line}\n`;
  const room = width > 0 && last.length + finding.rule.length + 2 > width;
  yield room ? `    ${last}\n    ${colors.dim(finding.rule)}\n` : `    ${last}  ${colors.dim(finding.rule)}\n`;
  if (place.text !== undefined) yield colors.dim(`    ${place.text}\n`);
}

function* totals(report: Report, options: FormatOptions): Generator<string> {
  const colors = pc.createColors(options.color);
  const sums = summaryOf(report);
  const problems = sums.errors! + sums.warnings! + sums.infos!;
  const scope = `${count(sums.files!, 'file')}, ${count(sums.claims!, 'claim')} (${sums.xolairClaims} Xolair), ${count(sums.serviceLines!, 'service line')}`;
  const verdict =
    problems === 0
      ? colors.green('No findings')
      : `${count(sums.errors!, 'error')}, ${count(sums.warnings!, 'warning')}, ${count(sums.infos!, 'info')} in ${count(sums.claimsWithErrors!, 'claim')} with errors`;
  yield `${colors.bold(verdict)}; read ${scope}.\n`;
  if (options.quiet && sums.warnings! + sums.infos! > 0) yield 'Warnings and infos are not shown (--quiet).\n';
  if (sums.faults! > 0) yield colors.red(`${count(sums.faults!, 'file')} could not be read: this run cannot be trusted.\n`);
  if (sums.skipped! > 0) yield `${count(sums.skipped!, 'file')} of the folders hold no ISA and were skipped.\n`;
  const unchecked = report.notChecked.length;
  if (unchecked > 0 && options.stats) {
    yield 'Not checked:\n';
    for (const { rule, reason, claims } of report.notChecked)
      yield `  ${rule}: ${reason.replaceAll('-', ' ')}, ${count(claims, 'claim')}\n`;
  } else if (unchecked > 0) yield `${count(unchecked, 'rule')} could not judge some claims; --stats says why.\n`;
  if (options.stats) yield* statistics(report);
}

function* statistics(report: Report): Generator<string> {
  const byRule = new Map<string, number>();
  for (const finding of report.findings) byRule.set(finding.rule, (byRule.get(finding.rule) ?? 0) + 1);
  if (byRule.size === 0) return;
  yield 'Findings by rule:\n';
  for (const [rule, findings] of [...byRule].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
    yield `  ${String(findings).padStart(6)}  ${rule}\n`;
}

/** For people: by file, then by claim; the place first, so that a terminal makes a link of it. */
export const stylish: Format = {
  name: 'stylish',
  *file(file, all, run, options) {
    const colors = pc.createColors(options.color);
    const findings = visible(all, options);
    if (findings.length === 0) return;
    yield `${colors.bold(file.path)}${file.type ? ` (${file.type}, ${count(file.claims, 'claim')})` : ''}\n`;
    let current: number | undefined | null = null;
    for (const finding of findings) {
      const ordinal = finding.claim?.ordinal;
      if (ordinal !== current) {
        current = ordinal;
        yield `\n  ${finding.claim ? claimTitle(finding.claim, run) : 'Envelope'}\n`;
      }
      yield* block(finding, run, options);
    }
    yield '\n';
  },
  *end(report, options) {
    yield* totals(report, options);
  },
};
