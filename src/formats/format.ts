import type { Finding } from '../model/finding.ts';
import type { FileReport, Report } from '../model/report.ts';

/** What is known before the first file. */
export interface RunHead extends Pick<Report, 'version' | 'shown' | 'rules'> {
  /** Path of a file of the run that was begun. */
  readonly paths: readonly string[];
}

/** How a format may look; only formats for the eye care. */
export interface FormatOptions {
  readonly color: boolean;
  /** Columns of the terminal; 0 for no wrapping. */
  readonly columns: number;
  /** Findings below an error are hidden; the totals still count them. */
  readonly quiet: boolean;
  /** Counts by rule as well, and what was not checked. */
  readonly stats: boolean;
  /** Counts by rule, payer and file. */
  readonly statistics: boolean;
  /** Absolute folder that paths are told relative to, where a format wants relative ones; '' for none. */
  readonly base: string;
}

/** Turns a report into text. Pure: the same report gives the same text. */
export interface Format {
  readonly name: string;
  /** It draws segments: places must keep their shape. */
  readonly shapes?: boolean;
  /** Before the first file. */
  begin?(run: RunHead, options: FormatOptions): Iterable<string>;
  /** When a file is done; `findings` and `suppressed` are in order. */
  file?(
    file: FileReport,
    findings: readonly Finding[],
    run: RunHead,
    options: FormatOptions,
    suppressed: readonly Finding[],
  ): Iterable<string>;
  /** When all files are done. */
  end(report: Report, options: FormatOptions): Iterable<string>;
}

/** The findings that a format shows. */
export function visible(findings: readonly Finding[], options: Pick<FormatOptions, 'quiet'>): readonly Finding[] {
  return options.quiet ? findings.filter((finding) => finding.severity === 'error') : findings;
}
