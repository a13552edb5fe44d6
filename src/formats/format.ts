import type { Finding } from '../model/finding.ts';
import type { FileReport, Report } from '../model/report.ts';

/** Facts of a run that are known before the first file. */
export interface RunHead extends Pick<Report, 'version' | 'shown' | 'rules'> {
  /** Paths of the files of the run that were begun. */
  readonly paths: readonly string[];
}

/** How the output looks; used by the formats that people read. */
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
  /** Absolute folder that relative paths start from, in formats that write relative paths; '' for none. */
  readonly base: string;
}

/** Turns a report into text. Pure: the same report gives the same text. */
export interface Format {
  readonly name: string;
  /** The format draws segments, so locations must keep their shape. */
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
