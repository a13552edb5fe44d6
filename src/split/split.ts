import { createHash, type Hash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import type { ClaimView } from '../claims/claim.ts';
import type { Input } from '../engine/lint.ts';
import type { Commit } from '../files/commit.ts';
import type { Target } from '../files/target.ts';
import type { Finding } from '../model/finding.ts';
import type { FileReport, Report } from '../model/report.ts';
import type { Tables } from '../model/tables.ts';
import { readClaimViews } from '../reader/read-source.ts';
import { counted, listed } from '../rules/words.ts';
import { InputError } from '../x12/errors.ts';
import { openFile, type Source } from '../x12/source.ts';
import { ClaimScan, scanned } from './claim-scan.ts';
import { effectOf, Holds, type HoldWhen } from './hold.ts';
import { Manifest, type ManifestPart, type SplitOutcome } from './manifest.ts';
import { readBack, WrittenWrongError } from './read-back.ts';
import { ClaimWriter, NewControls, NoHeadError, type Written } from './writer.ts';

/** Files that cannot be split without losing or changing something. Exit status 2. */
export class SplitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SplitError';
  }
}

export interface SplitOptions extends HoldWhen {
  readonly tables: Tables;
  /** Puts the files in place, together with what else the command writes. */
  readonly commit: Commit;
  /** Lints files, under the settings that the sources were linted under. */
  lint(files: readonly Input[]): Promise<Report>;
}

/** A file that is to be split, and where its parts go. */
export interface SplitFile {
  readonly source: string;
  /** Opens it once more, to write its claims. */
  open(): Promise<Source>;
  readonly good: Target;
  readonly held: Target;
}

/** The good and the held part of a file. */
const PARTS = ['good', 'held'] as const;

/** A file of the run, and where its parts are until they are put in place. */
interface Job extends SplitFile {
  readonly names: { readonly good: string; readonly held: string };
}

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
  readonly #options: SplitOptions;
  readonly #controls: NewControls | undefined;
  readonly #target: Target;
  readonly #name: string;
  readonly #manifest: Manifest;
  readonly #outcomes: SplitOutcome[] = [];
  /** Why files cannot be split, a sentence each. */
  readonly #refusals: string[] = [];
  #parts: Parts | undefined;

  /** `files` are all files of the run, in the order in which they will be linted. */
  constructor(files: readonly SplitFile[], manifest: Target, options: SplitOptions) {
    const temporary = ({ folder }: Target) => options.commit.temporary(folder);
    this.#jobs = files.map((file) => ({ ...file, names: { good: temporary(file.good), held: temporary(file.held) } }));
    this.#options = options;
    this.#controls = options.keepControl ? undefined : new NewControls();
    this.#target = manifest;
    this.#name = temporary(manifest);
    this.#manifest = new Manifest(
      this.#name,
      files.map(({ source, good, held }) => ({ source, good: good.path, held: held.path })),
    );
  }

  /** Writes the parts of the next file, whose findings are these. Throws an InputError, or an error of the file system. */
  async add(file: FileReport, findings: readonly Finding[]): Promise<void> {
    const job = this.#jobs[this.#outcomes.length + this.#refusals.length]!;
    try {
      refuseUnread(file);
      this.#outcomes.push(await this.#write(job, file, findings));
    } catch (error) {
      if (!(error instanceof SplitError)) throw error;
      this.#refusals.push(`${job.source} cannot be split: ${error.message}`);
    }
  }

  /** Lints what was written, and plans to put it in place, the manifest last. Throws SplitError, or an error of the file system. */
  async finish(): Promise<readonly SplitOutcome[]> {
    if (this.#refusals.length > 0) throw new SplitError(this.#refusals.join('\n'));
    const { commit } = this.#options;
    await this.#lintGood();
    this.#manifest.finish(this.#outcomes);
    for (const [i, job] of this.#jobs.entries())
      for (const part of PARTS) {
        if (this.#outcomes[i]!.parts[part]) commit.replace(job[part], job.names[part]);
        else commit.remove(job[part]);
      }
    commit.replace(this.#target, this.#name);
    return this.#outcomes;
  }

  /** Deletes the unfinished files. The commit removes the rest. */
  discard(): void {
    this.#parts?.discard();
    this.#manifest.discard();
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
      await readClaimViews(scanned(await job.open(), scan), this.#options.tables, (claim) => {
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
      if (error instanceof NoHeadError) throw new SplitError(`${error.message}. Correct that first.`);
      // The lint has reported what cannot be recognised, with the claims that it holds.
      if (!(error instanceof InputError && error.code === 'unread')) throw error;
    }
    if (scan.bytes !== file.bytes) throw new SplitError('it changed while it was read. Run the command again.');
    refuseLost(parts.claims, file.claims, scan.finish(separators));
    const written = parts.finish();
    const [good, held] = PARTS.map((part) => this.#checked(job, part, written[part]));
    return {
      source: job.source,
      good: job.good.path,
      held: job.held.path,
      written,
      accepted: holds.accepted,
      parts: { good: good!, held: held! },
    };
  }

  /** Reads a part again and checks that every claim and every cent is in it; null for one without claims. Throws SplitError. */
  #checked(job: Job, part: 'good' | 'held', written: Written): ManifestPart | null {
    if (written.claims === 0) return null;
    const hash = createHash('sha256');
    const why = wrongIn(job.names[part], written, hash);
    if (why) throw new SplitError(`its ${part} part would not be whole (${why}). Correct what lint reports for the file first.`);
    const { folder, name } = job[part];
    return { path: relative(this.#target.folder, join(folder, name)).replaceAll(sep, '/'), sha256: hash.digest('hex') };
  }

  /** Lints the good parts together, as their sources were. Throws SplitError if one has an error that would hold a claim. */
  async #lintGood(): Promise<void> {
    const good = this.#jobs.filter((_, i) => this.#outcomes[i]!.parts.good);
    if (good.length === 0) return;
    const files = good.map(({ source, names }) => ({ path: source, open: () => openFile(names.good) }));
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

/** What is wrong with a written file, if anything. `hash` takes its bytes. */
function wrongIn(path: string, { claims, charge, transactions }: Written, hash: Hash): string | undefined {
  try {
    const read = readBack(path, hash);
    if (read.claims === claims && read.charge === charge && read.transactions === transactions) return undefined;
    return `${counted(read.claims, 'claim')} instead of ${claims}`;
  } catch (error) {
    if (error instanceof WrittenWrongError) return error.message;
    throw error;
  }
}
