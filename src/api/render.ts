import type { Format, FormatOptions } from '../formats/format.ts';
import { FORMATS, type FormatName, isFormatName } from '../formats/index.ts';
import { fixOf, messageOf } from '../formats/message.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';

/** Every format by name, as `--format` takes them. */
export const formats = FORMATS;

const PLAIN: FormatOptions = { color: false, columns: 0, quiet: false, stats: false, statistics: false, base: '' };

const NONE: readonly Finding[] = [];

/** Findings by the index of their file. */
function byFile(findings: readonly Finding[]): ReadonlyMap<number, readonly Finding[]> {
  const files = new Map<number, Finding[]>();
  for (const finding of findings) {
    const own = files.get(finding.file);
    if (own) own.push(finding);
    else files.set(finding.file, [finding]);
  }
  return files;
}

/**
 * A report as text. Throws RangeError for a format that does not exist.
 *
 * ```ts
 * await writeFile('report.sarif', render(report, 'sarif'));
 * ```
 */
export function render(report: Report, format: FormatName, options: Partial<FormatOptions> = {}): string {
  // A program in plain JavaScript may pass any name.
  if (!isFormatName(format))
    throw new RangeError(`There is no format "${format}". Formats are ${Object.keys(FORMATS).join(', ')}.`);
  const found: Format = FORMATS[format];
  const look = { ...PLAIN, ...options };
  const findings = byFile(report.findings);
  const suppressed = byFile(report.suppressed);
  let text = [...(found.begin?.(report, look) ?? [])].join('');
  for (const [i, file] of report.files.entries())
    text += [...(found.file?.(file, findings.get(i) ?? NONE, report, look, suppressed.get(i) ?? NONE) ?? [])].join('');
  return text + [...found.end(report, look)].join('');
}

/**
 * The message of a finding. Values that identify the patient are withheld unless the run shows them.
 *
 * ```ts
 * for (const finding of report.findings) console.log(finding.rule, message(finding, report), fix(finding, report));
 * ```
 */
export function message(finding: Finding, report: Pick<Report, 'rules' | 'shown'>): string {
  return messageOf(finding, report.rules, report.shown);
}

/** How to fix a finding. */
export function fix(finding: Finding, report: Pick<Report, 'rules' | 'shown'>): string {
  return fixOf(finding, report.rules, report.shown);
}
