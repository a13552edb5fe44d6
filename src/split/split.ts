import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import type { ClaimView } from '../claims/claim.ts';
import type { RawPart } from '../claims/raw.ts';
import type { Observer } from '../engine/observer.ts';
import type { Commit } from '../files/commit.ts';
import type { Target } from '../files/target.ts';
import type { Group, Interchange, TransactionSet } from '../model/envelope.ts';
import type { Finding } from '../model/finding.ts';
import type { FileReport, Report } from '../model/report.ts';
import type { Tables } from '../model/tables.ts';
import { readClaimViews } from '../reader/read-source.ts';
import type { Source } from '../x12/source.ts';
import { Hold, type HoldWhen } from './hold.ts';
import { Manifest, type ManifestPart } from './manifest.ts';
import { readBack } from './read-back.ts';
import { ClaimWriter, NoHeadError, type Written } from './writer.ts';

/** A file that cannot be split without losing or changing something. Exit status 2. */
export class SplitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SplitError';
  }
}

/** The three files, or what there is of each. All three are replaced together. */
export interface SplitFiles<Each> {
  readonly good: Each;
  readonly held: Each;
  readonly manifest: Each;
}

export interface SplitOptions extends HoldWhen {
  /** Keep ISA13, GS06 and ST02 instead of assigning new ones. */
  readonly keepControl: boolean;
  readonly tables: Tables;
  /** Puts the files in place, together with what else the command writes. */
  readonly commit: Commit;
  /** Opens the file again, if a finding came after the claim that it holds. */
  open(path: string): Promise<Source>;
}

/** Counts of both files. */
export interface SplitResult {
  readonly good: Written;
  readonly held: Written;
}

/** Whether the file itself is broken: not read whole, or without a header. Then it is not certain which claim belongs where. */
function isBroken({ rule, messageId, location }: Finding): boolean {
  if (rule === 'x12/unread') return true;
  if (rule !== 'x12/truncated' || messageId === 'lastLine') return false;
  return messageId !== 'terminator' || location.segment !== 'IEA';
}

/** The three files while they are written, under temporary names. */
class Outputs {
  readonly #good: ClaimWriter;
  readonly #held: ClaimWriter;
  readonly #manifest: Manifest;

  constructor(names: SplitFiles<string>, path: string, targets: SplitFiles<Target>, keepControl: boolean) {
    this.#good = new ClaimWriter(names.good, 'good', keepControl);
    this.#held = new ClaimWriter(names.held, 'held', keepControl);
    this.#manifest = new Manifest(names.manifest, {
      source: path,
      good: targets.good.path,
      held: targets.held.path,
    });
  }

  /** Claims written so far. */
  get claims(): number {
    return this.#good.written.claims + this.#held.written.claims;
  }

  /** Writes a claim (`part`: its bytes) to the held file if any rules hold it, else to the good file. */
  add(claim: ClaimView, part: RawPart, rules: readonly string[]): void {
    const writer = rules.length > 0 ? this.#held : this.#good;
    this.#manifest.claim(claim, part, writer.add(claim, part), rules);
  }

  /** Completes the parts. */
  finish(): SplitResult {
    this.#good.finish();
    this.#held.finish();
    return { good: this.#good.written, held: this.#held.written };
  }

  finishManifest({ good, held }: SplitResult, parts: Readonly<Record<'good' | 'held', ManifestPart | null>>): void {
    this.#manifest.finish(good, held, parts);
  }

  /** Deletes the files that are not finished. */
  discard(): void {
    for (const file of [this.#good, this.#held, this.#manifest]) file.discard();
  }
}

/**
 * Writes the claims of a file into a good and a held file while it is linted, every claim's bytes unchanged. A finding normally comes
 * before the claims that it holds; if one comes after such a claim, the file is read a second time.
 */
export class Split implements Observer {
  readonly #path: string;
  readonly #targets: SplitFiles<Target>;
  #names: SplitFiles<string>;
  readonly #options: SplitOptions;
  #hold: Hold;
  #outputs: Outputs;
  /** Whether the claims written so far are in the right files. */
  #isUsable = true;
  #error: unknown;

  constructor(path: string, targets: SplitFiles<Target>, options: SplitOptions) {
    this.#path = path;
    this.#targets = targets;
    this.#options = options;
    this.#hold = new Hold(options);
    this.#names = this.#newNames();
    this.#outputs = this.#begin();
  }

  claim(claim: ClaimView, findings: readonly Finding[]): void {
    this.#take(findings);
    if (!this.#isUsable) return;
    try {
      this.#add(claim, claim.raw('claim')!);
    } catch (error) {
      // The file is still linted to its end: findings that come later may be the reason to refuse it.
      if (!(error instanceof NoHeadError)) this.#error = error;
      this.#giveUp();
    }
  }

  transaction(_set: TransactionSet, findings: readonly Finding[]): void {
    this.#take(findings);
  }

  group(_group: Group, findings: readonly Finding[]): void {
    this.#take(findings);
  }

  interchange(_interchange: Interchange, findings: readonly Finding[]): void {
    this.#take(findings);
  }

  /**
   * Verifies the written files and plans to put them in place, the manifest last. `report` must be of this file alone. Throws SplitError,
   * InputError, or an error of the file system.
   */
  async finish(report: Report): Promise<SplitResult> {
    const file = report.files[0]!;
    this.#refuse(file, report.findings);
    if (this.#error) throw this.#error;
    if (!this.#isUsable || this.#outputs.claims !== file.claims || !this.#hold.isComplete(report.findings))
      await this.#splitAgain(report);
    if (this.#outputs.claims !== file.claims)
      throw new SplitError(
        `${this.#path} cannot be split: ${file.claims - this.#outputs.claims} of its ${file.claims} claims could not be read whole.`,
      );
    const result = this.#outputs.finish();
    const hashes = verify(result, this.#names);
    this.#outputs.finishManifest(result, { good: this.#part('good', hashes.good), held: this.#part('held', hashes.held) });
    for (const part of ['good', 'held'] as const) {
      if (hashes[part]) this.#options.commit.replace(this.#targets[part], this.#names[part]);
      else this.#options.commit.remove(this.#targets[part]);
    }
    this.#options.commit.replace(this.#targets.manifest, this.#names.manifest);
    return result;
  }

  /** Deletes the unfinished files. The commit removes the rest. */
  discard(): void {
    this.#outputs.discard();
  }

  /** A part as the manifest names it; null if it has no claims. */
  #part(part: 'good' | 'held', sha256: string | undefined): ManifestPart | null {
    if (sha256 === undefined) return null;
    const { folder, name } = this.#targets[part];
    const path = relative(this.#targets.manifest.folder, join(folder, name)).replaceAll(sep, '/');
    return { path, sha256 };
  }

  #newNames(): SplitFiles<string> {
    const { good, held, manifest } = this.#targets;
    const temporary = ({ folder }: Target) => this.#options.commit.temporary(folder);
    return { good: temporary(good), held: temporary(held), manifest: temporary(manifest) };
  }

  #begin(): Outputs {
    return new Outputs(this.#names, this.#path, this.#targets, this.#options.keepControl);
  }

  #add(claim: ClaimView, part: RawPart): void {
    this.#outputs.add(claim, part, this.#hold.rulesFor(claim, part));
  }

  #take(findings: readonly Finding[]): void {
    for (const finding of findings) if (isBroken(finding) || !this.#hold.take(finding)) this.#giveUp();
  }

  #giveUp(): void {
    this.#isUsable = false;
    this.#outputs.discard();
  }

  #refuse(file: FileReport, findings: readonly Finding[]): void {
    const refuse = (why: string) => {
      throw new SplitError(`${this.#path} cannot be split: ${why}`);
    };
    if (file.fault) refuse(file.fault.message);
    const broken = findings.find(isBroken);
    if (broken) refuse(`its envelope is broken at line ${broken.location.line} (${broken.rule}). Correct that first.`);
    if (file.notes.length > 0) refuse(`not all of it can be written. ${file.notes.join(' ')}`);
  }

  /** Reads and writes the file a second time, now with all findings known. */
  async #splitAgain({ findings }: Report): Promise<void> {
    this.#giveUp();
    this.#names = this.#newNames();
    this.#outputs = this.#begin();
    this.#hold = new Hold(this.#options);
    let next = 0;
    try {
      await readClaimViews(await this.#options.open(this.#path), this.#options.tables, (claim) => {
        const part = claim.raw('claim')!;
        for (; next < findings.length && findings[next]!.location.byteOffset < part.offset + part.length; next++)
          this.#hold.take(findings[next]!);
        this.#add(claim, part);
      });
    } catch (error) {
      if (!(error instanceof NoHeadError)) throw error;
      throw new SplitError(`${this.#path} cannot be split: ${error.message}. Correct that first.`);
    }
  }
}

/** Reads both files again and checks that every claim and every cent is in one of them. Gives the SHA-256 of those that have claims. */
function verify(result: SplitResult, names: SplitFiles<string>): { readonly good?: string; readonly held?: string } {
  const hashes: { good?: string; held?: string } = {};
  for (const part of ['good', 'held'] as const) {
    const written = result[part];
    if (written.claims === 0) continue;
    const hash = createHash('sha256');
    const read = readBack(names[part], hash);
    if (read.claims !== written.claims || read.charge !== written.charge || read.transactions !== written.transactions) {
      throw new Error(
        `the ${part} part holds ${read.claims} claims of ${read.charge} cents, but ${written.claims} of ${written.charge} were written`,
      );
    }
    hashes[part] = hash.digest('hex');
  }
  return hashes;
}
