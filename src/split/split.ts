import { renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ClaimView } from '../claims/claim.ts';
import type { Input } from '../engine/lint.ts';
import type { Finding } from '../model/finding.ts';
import type { FileReport, Report } from '../model/report.ts';
import type { Tables } from '../model/tables.ts';
import { readClaimViews } from '../reader/read-source.ts';
import { counted, listed } from '../rules/words.ts';
import { openFile, type Source } from '../x12/source.ts';
import { ClaimScan, scanned } from './claim-scan.ts';
import { effectOf, Holds, type HoldWhen } from './hold.ts';
import { Manifest, type SplitOutcome, type SplitPaths } from './manifest.ts';
import { readBack, WrittenWrongError } from './read-back.ts';
import { ClaimWriter, NewControls, NoHeadError } from './writer.ts';

/** Files that cannot be split without losing or changing something. Exit status 2. */
export class SplitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SplitError';
  }
}

export interface SplitOptions extends HoldWhen {
  readonly tables: Tables;
  /** Opens a file once more, to write its claims. */
  open(path: string): Promise<Source>;
  /** Lints files, under the settings that the sources were linted under. */
  lint(files: readonly Input[]): Promise<Report>;
}

/** A file of the run: where its parts go, and where they are until then. */
interface Job {
  readonly paths: SplitPaths;
  readonly names: { readonly good: string; readonly held: string };
}

const temporary = (target: string) => join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);

/** The good and the held part of a file while they are written. */
class Parts {
  readonly good: ClaimWriter;
  readonly held: ClaimWriter;

  constructor({ names }: Job, controls: NewControls | undefined) {
    this.good = new ClaimWriter(names.good, 'good', controls);
    this.held = new ClaimWriter(names.held, 'held', controls);
  }

  /** Claims written so far. */
  get claims(): number {
    return this.good.written.claims + this.held.written.claims;
  }

  finish(): SplitOutcome['written'] {
    this.good.finish();
    this.held.finish();
    return { good: this.good.written, held: this.held.written };
  }

  discard(): void {
    this.good.discard();
    this.held.discard();
  }
}

/**
 * Writes the claims of files into a good and a held part of each, every claim's bytes unchanged, when a file has been linted: only then it is
 * known which claims its findings affect. All files of a run are put in place together, or none.
 */
export class Split {
  readonly #jobs: readonly Job[];
  readonly #manifestPath: string;
  readonly #options: SplitOptions;
  readonly #controls: NewControls | undefined;
  readonly #manifest: Manifest;
  readonly #outcomes: SplitOutcome[] = [];
  /** Why files cannot be split, a sentence each. */
  readonly #refusals: string[] = [];
  #parts: Parts | undefined;

  /** `files` are all files of the run, in the order in which they will be linted. */
  constructor(files: readonly SplitPaths[], manifest: string, options: SplitOptions) {
    this.#jobs = files.map((paths) => ({ paths, names: { good: temporary(paths.good), held: temporary(paths.held) } }));
    this.#manifestPath = manifest;
    this.#options = options;
    this.#controls = options.keepControl ? undefined : new NewControls();
    this.#manifest = new Manifest(temporary(manifest), files);
  }

  /** Writes the parts of the next file, whose findings are these. Throws an InputError, or an error of the file system. */
  async add(file: FileReport, findings: readonly Finding[]): Promise<void> {
    const job = this.#jobs[this.#outcomes.length + this.#refusals.length]!;
    const { source } = job.paths;
    try {
      refuseUnread(file);
      this.#outcomes.push(await this.#write(job, file, findings));
    } catch (error) {
      if (!(error instanceof SplitError)) throw error;
      this.#refusals.push(`${source} cannot be split: ${error.message}`);
    }
  }

  /** Checks what was written, and moves it into place. Leaves no files if it fails. Throws SplitError, or an error of the file system. */
  async finish(): Promise<readonly SplitOutcome[]> {
    try {
      if (this.#refusals.length > 0) throw new SplitError(this.#refusals.join('\n'));
      const outcomes = this.#outcomes;
      await this.#lintGood();
      this.#manifest.finish(outcomes);
      replaceTogether([
        ...outcomes.flatMap(({ good, held, written }, i) => [
          [this.#jobs[i]!.names.good, good, written.good.claims > 0] as const,
          [this.#jobs[i]!.names.held, held, written.held.claims > 0] as const,
        ]),
        [temporary(this.#manifestPath), this.#manifestPath, true],
      ]);
      return outcomes;
    } finally {
      this.discard();
    }
  }

  /** Deletes the temporary files. */
  discard(): void {
    this.#parts?.discard();
    this.#manifest.discard();
    for (const { names } of this.#jobs) for (const name of [names.good, names.held]) rmSync(name, { force: true });
    rmSync(temporary(this.#manifestPath), { force: true });
  }

  /** Reads a file once more, and writes each claim into the part that it belongs in. Throws SplitError. */
  async #write(job: Job, file: FileReport, findings: readonly Finding[]): Promise<SplitOutcome> {
    const holds = new Holds(findings, this.#options);
    const parts = new Parts(job, this.#controls);
    this.#parts = parts;
    this.#manifest.begin();
    const scan = new ClaimScan();
    const separators = new Set<string>();
    let delimiters: ClaimView['delimiters'] | undefined;
    try {
      await readClaimViews(scanned(await this.#options.open(job.paths.source), scan), this.#options.tables, (claim) => {
        if (claim.delimiters !== delimiters) {
          delimiters = claim.delimiters;
          separators.add(String.fromCharCode(delimiters.terminator, delimiters.element));
        }
        const part = claim.raw('claim')!;
        const rules = holds.rulesFor(claim.ordinal);
        const ordinalThere = (rules.length > 0 ? parts.held : parts.good).add(claim, part);
        this.#manifest.claim(claim, part, { ordinalThere, rules, accepted: holds.acceptedFor(claim.ordinal) });
      });
    } catch (error) {
      if (!(error instanceof NoHeadError)) throw error;
      throw new SplitError(`${error.message}. Correct that first.`);
    }
    if (scan.bytes !== file.bytes) throw new SplitError('it changed while it was read. Run the command again.');
    refuseLost(parts.claims, file.claims, scan.finish(separators));
    const written = parts.finish();
    verify(written, job);
    return { ...job.paths, written, accepted: holds.accepted };
  }

  /** Lints the good parts together, as their sources were. Throws SplitError if one has an error that would hold a claim. */
  async #lintGood(): Promise<void> {
    const good = this.#jobs.filter((_, i) => this.#outcomes[i]!.written.good.claims > 0);
    if (good.length === 0) return;
    const files = good.map(({ paths, names }) => ({ path: paths.source, open: () => openFile(names.good) }));
    const report = await this.#options.lint(files);
    const refusals = report.files.flatMap(({ path, fault }, i) => {
      const wrong = report.findings.filter((finding) => finding.file === i && isWrong(finding, this.#options));
      if (!fault && wrong.length === 0) return [];
      const rules = [...new Set(wrong.map(({ rule }) => rule))].sort();
      const what = fault ? `could not be read (${fault.code})` : `would have errors of ${listed(rules)}`;
      return [`${path} cannot be split: its good part ${what}. Correct what lint reports for the file first.`];
    });
    if (refusals.length > 0) throw new SplitError(refusals.join('\n'));
  }
}

/** Whether a good part must not have a finding: an error that nobody let go. */
function isWrong(finding: Finding, when: HoldWhen): boolean {
  const effect = effectOf(finding, when);
  return effect === 'holds' || (effect === 'none' && finding.severity === 'error' && when.rules.length === 0);
}

/** Throws SplitError for a file of which not all was read. */
function refuseUnread({ fault, notes }: FileReport): void {
  if (fault) throw new SplitError(fault.message);
  if (notes.length > 0) throw new SplitError(`not all of it can be written. ${notes.join(' ')}`);
}

/** Throws SplitError if claims are missing in the parts. `read`: claims of the lint; `found`: CLM segments in the bytes of the file. */
function refuseLost(written: number, read: number, found: number): void {
  if (written !== read) throw new SplitError(`${read - written} of its ${read} claims could not be read whole.`);
  if (found > written)
    throw new SplitError(
      `it has ${counted(found, 'CLM segment')}, but only ${counted(written, 'claim')} could be read. Correct what lint reports for the file first.`,
    );
}

/** Reads both parts again and checks that every claim and every cent is in one of them. Throws SplitError. */
function verify(written: SplitOutcome['written'], { names }: Job): void {
  for (const part of ['good', 'held'] as const) {
    const { claims, charge, transactions } = written[part];
    if (claims === 0) continue;
    const why = wrongIn(names[part], { claims, charge, transactions });
    if (why) throw new SplitError(`its ${part} part would not be whole (${why}). Correct what lint reports for the file first.`);
  }
}

/** What is wrong with a written file, if anything. */
function wrongIn(path: string, { claims, charge, transactions }: SplitOutcome['written']['good']): string | undefined {
  try {
    const read = readBack(path);
    if (read.claims === claims && read.charge === charge && read.transactions === transactions) return undefined;
    return `${counted(read.claims, 'claim')} instead of ${claims}`;
  } catch (error) {
    if (error instanceof WrittenWrongError) return error.message;
    throw error;
  }
}

/**
 * Replaces old files by new ones. If one cannot be replaced, the files replaced before it are restored. All calls are synchronous, so
 * that an interrupt waits until this is done.
 */
function replaceTogether(files: readonly (readonly [from: string, to: string, wanted: boolean])[]): void {
  const undo: (() => void)[] = [];
  const backups: string[] = [];
  try {
    for (const [from, to, wanted] of files) {
      const backup = `${from}.old`;
      const existed = moved(to, backup);
      if (existed) backups.push(backup);
      undo.push(() => {
        rmSync(to, { force: true });
        if (existed) renameSync(backup, to);
      });
      if (wanted) renameSync(from, to);
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
  for (const backup of backups) rmSync(backup, { force: true });
}

/** Renames a file; false if it does not exist. */
function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return false;
    throw error;
  }
}
