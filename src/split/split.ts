import { closeSync, openSync, writeSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ClaimView } from '../claims/views.ts';
import { readClaimViews } from '../engine/read-source.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Tables } from '../model/tables.ts';
import { VERSION } from '../version.ts';
import type { Source } from '../x12/source.ts';
import { HoldIndex, type HoldWhen } from './hold.ts';
import { ClaimWriter, type Written } from './writer.ts';

/** A file that cannot be split without losing or bending something. Exit status 2. */
export class SplitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SplitError';
  }
}

/** Where the parts go. All three are replaced together. */
export interface SplitPaths {
  readonly good: string;
  readonly held: string;
  readonly manifest: string;
}

export interface SplitOptions extends HoldWhen {
  /** Keep ISA13, GS06 and ST02 instead of giving new ones. */
  readonly keepControl: boolean;
  readonly tables: Tables;
  /** Opens the file; it is read once more for writing, and each part once for proof. */
  open(path: string): Promise<Source>;
}

/** What came of it. */
export interface SplitResult {
  readonly good: Written;
  readonly held: Written;
}

/** Findings that say the file itself is broken: cut off, or without a header. What stands where is not certain then. */
function brokenness(findings: readonly Finding[]): Finding | undefined {
  return findings.find(
    (finding) => finding.rule === 'x12/truncated' && !(finding.messageId === 'terminator' && finding.place.segment === 'IEA'),
  );
}

/**
 * Writes the claims of a file that was linted into a good and a held file, every claim's bytes unchanged. `report` is of that file
 * alone, with all rules wanted. Nothing is left behind when it fails. Throws SplitError, InputError, or an error of the file system.
 */
export async function split(path: string, report: Report, paths: SplitPaths, options: SplitOptions): Promise<SplitResult> {
  const file = report.files[0]!;
  if (file.fault) throw new SplitError(`${path} cannot be split: ${file.fault.message}`);
  const broken = brokenness(report.findings);
  if (broken)
    throw new SplitError(
      `${path} cannot be split: its envelope is broken at line ${broken.place.line} (${broken.rule}). Mend that first.`,
    );
  if (file.notes.length > 0)
    throw new SplitError(`${path} cannot be split: it holds more than 837 claims. ${file.notes.join(' ')}`);

  const temporary = (target: string) => join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const parts = { good: temporary(paths.good), held: temporary(paths.held), manifest: temporary(paths.manifest) };
  try {
    const result = await writeParts(path, report, paths, parts, options);
    await prove(file, result, parts, options);
    await replaceTogether([
      [parts.good, paths.good, result.good.claims > 0],
      [parts.held, paths.held, result.held.claims > 0],
      [parts.manifest, paths.manifest, true],
    ]);
    return result;
  } finally {
    await Promise.all(Object.values(parts).map((part) => rm(part, { force: true })));
  }
}

async function writeParts(
  path: string,
  report: Report,
  paths: SplitPaths,
  parts: SplitPaths,
  options: SplitOptions,
): Promise<SplitResult> {
  const hold = new HoldIndex(report.findings, options);
  const good = new ClaimWriter(parts.good, 'good', options.keepControl);
  const held = new ClaimWriter(parts.held, 'held', options.keepControl);
  const manifest = new Manifest(parts.manifest, path, paths);
  try {
    await readClaimViews(await options.open(path), options.tables, (claim) => {
      const rules = hold.rulesFor(claim);
      const ordinal = (rules.length > 0 ? held : good).add(claim);
      manifest.claim(claim, ordinal, rules);
    });
    good.finish();
    held.finish();
    manifest.finish(good.written, held.written);
  } catch (error) {
    for (const writer of [good, held, manifest]) writer.abandon();
    throw error;
  }
  return { good: good.written, held: held.written };
}

/** Reads both parts again and compares: every claim and every cent is in one of them. */
async function prove(
  file: Report['files'][number],
  result: SplitResult,
  parts: SplitPaths,
  options: SplitOptions,
): Promise<void> {
  let claims = 0;
  for (const part of ['good', 'held'] as const) {
    let charge = 0;
    let read = 0;
    if (result[part].claims > 0) {
      await readClaimViews(await options.open(parts[part]), options.tables, (claim) => {
        read++;
        if (Number.isFinite(claim.charge)) charge += claim.charge;
      });
    }
    if (read !== result[part].claims || charge !== result[part].charge) {
      throw new Error(
        `the ${part} part holds ${read} claims of ${charge} cents, but ${result[part].claims} of ${result[part].charge} were written`,
      );
    }
    claims += read;
  }
  if (claims !== file.claims) throw new Error(`${claims} claims were written, but the file holds ${file.claims}`);
}

/** Puts new files in place of old ones. When one cannot be put there, those before it go back to what they were. */
async function replaceTogether(files: readonly (readonly [from: string, to: string, wanted: boolean])[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  const backups: string[] = [];
  try {
    for (const [from, to, wanted] of files) {
      const backup = `${from}.old`;
      const existed = await rename(to, backup).then(
        () => true,
        (error: { code?: string }) => {
          if (error.code === 'ENOENT') return false;
          throw error;
        },
      );
      if (existed) backups.push(backup);
      undo.push(async () => {
        await rm(to, { force: true });
        if (existed) await rename(backup, to);
      });
      if (wanted) await rename(from, to);
    }
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
  await Promise.all(backups.map((backup) => rm(backup, { force: true })));
}

const MANIFEST_BUFFER = 64 * 1024;

/** Says which claim went where and why, by position; no patient's data. One claim a line. */
class Manifest {
  readonly #fd: number;
  #text: string;
  #first = true;

  constructor(path: string, source: string, paths: SplitPaths) {
    this.#fd = openSync(path, 'w', 0o600);
    const head = { schemaVersion: 1, tool: { name: 'xolint', version: VERSION }, source, good: paths.good, held: paths.held };
    this.#text = `${JSON.stringify(head).slice(0, -1)},\n"claims":[`;
  }

  claim(claim: ClaimView, ordinal: number, rules: readonly string[]): void {
    const { line, offset, position } = claim.raw('claim')!;
    const { interchange, group, transaction } = claim.control;
    const to = rules.length > 0 ? 'held' : 'good';
    const place = { line, byteOffset: offset, position };
    const why = rules.length > 0 ? { rules } : {};
    const record = { ordinal: claim.ordinal, interchange, group, transaction, ...place, to, ordinalThere: ordinal, ...why };
    this.#text += `${this.#first ? '' : ','}\n${JSON.stringify(record)}`;
    this.#first = false;
    if (this.#text.length > MANIFEST_BUFFER) this.#flush();
  }

  finish(good: Written, held: Written): void {
    const sums = (written: Written) => ({
      claims: written.claims,
      charge: written.charge / 100,
      transactions: written.transactions,
    });
    const total = { claims: good.claims + held.claims, charge: (good.charge + held.charge) / 100 };
    this.#text += `\n],\n"totals":${JSON.stringify({ input: total, good: sums(good), held: sums(held) })}}\n`;
    this.#flush();
    closeSync(this.#fd);
  }

  abandon(): void {
    try {
      closeSync(this.#fd);
    } catch {
      // It was closed already.
    }
  }

  #flush(): void {
    writeSync(this.#fd, this.#text);
    this.#text = '';
  }
}
