import type { Finding, NotChecked, Severity, Shown } from './finding.ts';

/** What a file holds: one guide, both, or nothing that could be read. */
export type FileType = '837P' | '837I' | 'mixed';

/** Why a file, or part of it, could not be read. The run cannot be trusted then (exit 2). */
export interface Fault {
  readonly code: string;
  /** What the file is instead of an 837, such as `pdf`, where that is known. */
  readonly kind?: string;
  readonly message: string;
}

/** What was counted in one file. */
export interface Counts {
  /** After gunzip. */
  bytes: number;
  interchanges: number;
  transactions: number;
  claims: number;
  /** CLM segments in no set that was read; none of `claims` is among them. */
  unreadClaims: number;
  xolairClaims: number;
  serviceLines: number;
  claimsWithErrors: number;
  errors: number;
  warnings: number;
  infos: number;
}

/** One file of the run. */
export interface FileReport extends Readonly<Counts> {
  /** As the user gave it. */
  readonly path: string;
  readonly type?: FileType;
  readonly fault?: Fault;
  /** Sentences about what was skipped, such as a group of another kind. */
  readonly notes: readonly string[];
}

/** A file of a folder, pattern or archive that was not linted. */
export interface SkippedFile {
  readonly path: string;
  /** Short and stable: a transaction set such as `999`, or `ignored`, `link`, `pdf`, `text` and so on. */
  readonly kind: string;
  /** Why, as a sentence. */
  readonly reason: string;
}

/** A message text with `{slots}`, with a severity of its own where it differs from the rule's. */
export type Message = string | { readonly text: string; readonly severity?: Severity; readonly fix?: string };

/** A rule as reports need it: its words. */
export interface RuleWords {
  readonly id: string;
  readonly severity: string;
  readonly docs: { readonly what: string; readonly why: string; readonly fix: string; readonly source: string };
  readonly messages: Readonly<Record<string, Message>>;
  /** The words of the same rule for other drugs. */
  readonly variants?: readonly (RuleWords & { readonly variant?: string })[];
}

/** Everything a format needs. No clock, no environment: the same input gives the same report. */
export interface Report {
  readonly version: string;
  readonly shown: readonly Shown[];
  readonly files: readonly FileReport[];
  /** Paths of all files of the run, in the order given. */
  readonly paths: readonly string[];
  /** In total order: file, byte offset, rule, message. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly rules: ReadonlyMap<string, RuleWords>;
  /** Files that were not linted, in the order in which they were found. */
  readonly skipped: readonly SkippedFile[];
  /** A file with a finding of this severity or above has to wait. */
  readonly failOn: Severity | 'never';
}
