import type { Finding, Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Format, FormatOptions } from './format.ts';
import { relativePath } from './paths.ts';
import { faults, fullMessage, numbered, suppressionWords } from './words.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

function* issues(report: Report, options: FormatOptions): Generator<Record<string, unknown>> {
  for (const { file, message, code } of faults(report)) {
    const path = relativePath(file.path, options.base);
    yield {
      description: message,
      check_name: `fault/${code}`,
      fingerprint: `fault/${code}:${path}`,
      severity: 'blocker',
      location: { path, lines: { begin: 1 } },
    };
  }
  for (const { path: skipped, kind, reason } of report.skipped) {
    const path = relativePath(skipped, options.base);
    yield {
      description: `Not linted: ${reason}`,
      check_name: `skipped/${kind}`,
      fingerprint: `skipped/${kind}:${path}`,
      severity: 'info',
      location: { path, lines: { begin: 1 } },
    };
  }
  for (const { finding, occurrence } of numbered(report, options)) yield issue(finding, occurrence, report, options);
}

function issue(finding: Finding, occurrence: number, report: Report, options: FormatOptions): Record<string, unknown> {
  const suppressed = finding.suppression !== undefined && !finding.suppression.expired;
  return {
    description: [fullMessage(finding, report), suppressionWords(finding)].filter(Boolean).join(' '),
    check_name: finding.rule,
    // Of several issues with the same fingerprint, GitLab keeps one.
    fingerprint: occurrence === 1 ? finding.fingerprint : `${finding.fingerprint}-${occurrence}`,
    severity: suppressed ? 'info' : SEVERITIES[finding.severity],
    location: {
      path: relativePath(report.paths[finding.file]!, options.base),
      lines: { begin: finding.location.line, end: finding.location.end?.line ?? finding.location.line },
    },
  };
}

/** Code Quality report of GitLab. */
export const gitlab: Format = {
  name: 'gitlab',
  *end(report, options) {
    let first = true;
    yield '[';
    for (const item of issues(report, options)) {
      yield `${first ? '' : ','}\n${JSON.stringify(item)}`;
      first = false;
    }
    yield first ? ']\n' : '\n]\n';
  },
};
