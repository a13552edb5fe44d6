import type { Finding, Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';

const WEIGHT: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };

/** When a run fails. */
export interface FailOn {
  readonly level: Severity | 'never';
  /** More warnings than this fail too; -1 for no limit. */
  readonly maxWarnings: number;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorts the findings of one file into total order: byte offset, rule, message, and then whatever still differs. */
export function inOrder(findings: readonly Finding[], words: (finding: Finding) => string): Finding[] {
  return [...findings].sort(
    (a, b) =>
      a.location.byteOffset - b.location.byteOffset ||
      compareText(a.rule, b.rule) ||
      compareText(words(a), words(b)) ||
      compareText(a.location.element ?? '', b.location.element ?? ''),
  );
}

/** 0 clean, 1 findings, 2 a run that cannot be trusted. 2 wins. */
export function verdict(report: Report, failOn: FailOn): 0 | 1 | 2 {
  if (report.files.some((file) => file.fault)) return 2;
  const count = (severity: Severity) =>
    report.files.reduce(
      (sum, file) => sum + (severity === 'error' ? file.errors : severity === 'warning' ? file.warnings : file.infos),
      0,
    );
  if (failOn.maxWarnings >= 0 && count('warning') > failOn.maxWarnings) return 1;
  if (failOn.level === 'never') return 0;
  const limit = WEIGHT[failOn.level];
  return (Object.keys(WEIGHT) as Severity[]).some((severity) => WEIGHT[severity] >= limit && count(severity) > 0) ? 1 : 0;
}
