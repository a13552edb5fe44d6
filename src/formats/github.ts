import type { Finding, Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { counted } from '../rules/words.ts';
import { type Format, type FormatOptions, visible } from './format.ts';
import { relativePath } from './paths.ts';
import { faults, fullMessage, placeWords, suppressionWords, totalsWords } from './words.ts';

/** GitHub shows ten annotations for each level and step, and silently drops the rest. */
const LIMIT = 10;

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

const escapeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const words = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${words.join(',')}::${escapeData(message)}\n`;
}

/** At most `limit` findings: the first of each rule before the second of any, so that no kind of fault hides another. */
export function worst(findings: readonly Finding[], limit: number): Finding[] {
  const seen = new Map<string, number>();
  const ranked = findings.map((finding, order) => {
    const round = seen.get(finding.rule) ?? 0;
    seen.set(finding.rule, round + 1);
    return { finding, order, round };
  });
  return ranked
    .sort((a, b) => a.round - b.round || a.order - b.order)
    .slice(0, limit)
    .sort((a, b) => a.order - b.order)
    .map(({ finding }) => finding);
}

function annotation(finding: Finding, report: Report, options: FormatOptions): string {
  const { location } = finding;
  const end = location.end ?? { line: location.line, column: location.column + location.byteLength };
  const properties = {
    file: relativePath(report.paths[finding.file]!, options.base),
    line: location.line,
    endLine: end.line,
    // Columns are allowed on one line only.
    ...(end.line === location.line && { col: location.column, endColumn: end.column }),
    title: `${finding.rule} (${placeWords(finding)})`,
  };
  const words = [fullMessage(finding, report), suppressionWords(finding)].filter(Boolean).join(' ');
  return command(COMMANDS[finding.severity], properties, words);
}

/** Lines of the log that are folded; none if there are none. */
function* folded(title: string, lines: readonly string[]): Generator<string> {
  if (lines.length === 0) return;
  yield `::group::${title}\n`;
  for (const line of lines) yield `${escapeData(`xolint: ${line}`)}\n`;
  yield '::endgroup::\n';
}

/** Workflow commands for a log of GitHub Actions: the ten worst findings of each level as annotations, and the totals. */
export const github: Format = {
  name: 'github',
  *end(report, options) {
    const broken = faults(report);
    for (const { file, message, code } of broken.slice(0, LIMIT))
      yield command('error', { file: relativePath(file.path, options.base), title: `xolint fault ${code}` }, message);
    let hidden = Math.max(0, broken.length - LIMIT);
    for (const severity of ['error', 'warning', 'info'] as const) {
      const findings = visible(report.findings, options).filter((finding) => finding.severity === severity);
      const room = severity === 'error' ? Math.max(0, LIMIT - broken.length) : LIMIT;
      const chosen = worst(findings, room);
      for (const finding of chosen) yield annotation(finding, report, options);
      hidden += findings.length - chosen.length;
    }
    const rest = hidden > 0 ? ` ${hidden} more have no annotation: see the full report.` : '';
    yield escapeData(`xolint: ${totalsWords(report)}.${rest}`);
    yield '\n';
    yield* folded(
      `${counted(Math.max(0, broken.length - LIMIT), 'more file')} that could not be read`,
      broken.slice(LIMIT).map(({ file, message }) => `${relativePath(file.path, options.base)}: ${message}`),
    );
    yield* folded(
      counted(report.skipped.length, 'skipped file'),
      report.skipped.map(({ path, reason }) => `${relativePath(path, options.base)}: ${reason}`),
    );
    const suppressed = visible(report.suppressed, options);
    yield* folded(
      counted(suppressed.length, 'suppressed finding'),
      suppressed.map(
        (finding) =>
          `${relativePath(report.paths[finding.file]!, options.base)}:${finding.location.line}:${finding.location.column} ${finding.rule}: ${suppressionWords(finding)}`,
      ),
    );
  },
};
