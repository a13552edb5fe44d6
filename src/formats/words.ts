import type { Finding } from '../model/finding.ts';
import type { FileReport, Report } from '../model/report.ts';
import { counted } from '../rules/words.ts';
import { type FormatOptions, type RunHead, visible } from './format.ts';
import { fixOf, messageOf } from './message.ts';
import { fileVerdicts, summaryOf } from './records.ts';

/** A text as a sentence of its own. */
export function sentence(text: string): string {
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The message and the fix of a finding, as two sentences. */
export function fullMessage(finding: Finding, run: RunHead): string {
  return [messageOf(finding, run.rules, run.shown), fixOf(finding, run.rules, run.shown)].map(sentence).filter(Boolean).join(' ');
}

/** The location in words: `Claim 2, service line 3, SV104, loop 2400, segment 24 of the set`. */
export function placeWords(finding: Finding): string {
  const { location, claim, serviceLine } = finding;
  return [
    claim && `claim ${claim.ordinal}`,
    serviceLine !== undefined && `service line ${serviceLine}`,
    location.element ?? location.segment,
    location.loop && `loop ${location.loop}`,
    location.position && `segment ${location.position} of the set`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Why a finding is suppressed, until when and by whom; or that the suppression has expired. */
export function suppressionWords(finding: Finding): string {
  const { suppression } = finding;
  if (!suppression) return '';
  const { reason, until, by, expired } = suppression;
  const who = by ? ` by ${by}` : '';
  return expired
    ? `Its suppression${who} ended on ${until}: ${sentence(reason)}`
    : `Suppressed${until ? ` until ${until}` : ''}${who}: ${sentence(reason)}`;
}

/** `3 files may go, 1 has to wait, 1 was not read, 2 were skipped`: what becomes of the files of a run. */
export function filesWords(report: Report): string {
  const { mayGo, wait, notRead } = fileVerdicts(report);
  const skipped = report.skipped.length;
  const parts = [
    `${counted(mayGo, 'file')} may go`,
    wait > 0 && `${wait} ${wait === 1 ? 'has' : 'have'} to wait`,
    notRead > 0 && `${notRead} ${notRead === 1 ? 'was' : 'were'} not read`,
    skipped > 0 && `${skipped} ${skipped === 1 ? 'was' : 'were'} skipped`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** `2 errors, 1 warning, 0 infos in 1 of 12 claims`: the totals of a run, also in formats that hide some findings. */
export function totalsWords(report: Report): string {
  const sums = summaryOf(report);
  const parts = [
    `${counted(sums.errors!, 'error')}, ${counted(sums.warnings!, 'warning')}, ${counted(sums.infos!, 'info')}`,
    `${counted(sums.claims!, 'claim')} (${sums.xolairClaims} Xolair) in ${counted(sums.files!, 'file')}`,
    sums.suppressed! > 0 && `${sums.suppressed} suppressed`,
    sums.faults! > 0 && `${counted(sums.faults!, 'file')} that could not be read`,
    sums.skipped! > 0 && `${counted(sums.skipped!, 'file')} skipped`,
  ];
  return parts.filter(Boolean).join('; ');
}

/** A finding among those with the same fingerprint: 1, 2, … */
export interface Numbered {
  readonly finding: Finding;
  readonly occurrence: number;
}

/** Numbers findings that share a fingerprint (several claims of a set may), so that a tool that needs unique ones has them. */
export function* numbered(report: Report, options: FormatOptions): Generator<Numbered> {
  const seen = new Map<string, number>();
  for (const findings of [report.findings, report.suppressed]) {
    for (const finding of visible(findings, options)) {
      const occurrence = (seen.get(finding.fingerprint) ?? 0) + 1;
      seen.set(finding.fingerprint, occurrence);
      yield { finding, occurrence };
    }
  }
}

/** Findings by the index of their file. */
export function byFile(findings: readonly Finding[]): ReadonlyMap<number, readonly Finding[]> {
  const files = new Map<number, Finding[]>();
  for (const finding of findings) {
    const list = files.get(finding.file);
    if (list) list.push(finding);
    else files.set(finding.file, [finding]);
  }
  return files;
}

/** Files that could not be read, with the reason. */
export function faults(report: Report): { file: FileReport; message: string; code: string }[] {
  return report.files.flatMap((file) => (file.fault ? [{ file, message: file.fault.message, code: file.fault.code }] : []));
}
