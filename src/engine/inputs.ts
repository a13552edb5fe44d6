import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SkippedFile } from '../model/report.ts';
import { InputError } from '../x12/errors.ts';
import { type ByteStream, fromStream, inputError, openFile } from '../x12/source.ts';
import { Looker } from './inputs/look.ts';
import { CLAIM_FILES, claimNames, type Ignores, ignorer } from './inputs/names.ts';
import { type Found, isPattern, matches, walk } from './inputs/walk.ts';
import type { Input } from './lint.ts';

/** The name of standard input on the command line. */
export const STDIN = '-';

/** Standard input, where it may be named. */
export interface Stdin {
  readonly stream: ByteStream;
  /** In the report. */
  readonly name: string;
}

/** How files are found. */
export interface InputOptions {
  readonly stdin?: Stdin;
  /** Patterns of files that are left out. */
  readonly ignores?: readonly Ignores[];
  /** Globs of names that claim files have; by default `CLAIM_FILES`. */
  readonly claimFiles?: readonly string[] | undefined;
  /** Absolute path of the folder that patterns among the paths start from; by default the working directory. */
  readonly cwd?: string;
}

/** What the paths of the command line come to. */
export interface Inputs {
  readonly inputs: readonly Input[];
  /** Files of folders, patterns and archives that are not linted. */
  readonly skipped: readonly SkippedFile[];
  /** Paths and patterns that gave no file. */
  readonly unmatched: readonly string[];
}

/** Inputs in the order in which they are added, each file once. */
class InputList {
  readonly inputs: Input[] = [];
  readonly skipped: SkippedFile[] = [];
  /** What was added, by its path without links: how it was called. */
  readonly #seen = new Map<string, string>();
  readonly #ignoredBy: (path: string) => string | undefined;
  readonly #isClaimName: (path: string) => boolean;
  readonly #looker: Looker;

  constructor(ignoredBy: (path: string) => string | undefined, isClaimName: (path: string) => boolean) {
    this.#ignoredBy = ignoredBy;
    this.#isClaimName = isClaimName;
    this.#looker = new Looker(isClaimName);
  }

  addStdin(stdin: Stdin): void {
    if (!this.#seen.has(STDIN)) this.inputs.push({ path: stdin.name, open: async () => fromStream(stdin.stream) });
    this.#seen.set(STDIN, stdin.name);
  }

  /** Adds a path or pattern. False where it gave no file. */
  async add(path: string): Promise<boolean> {
    const status = await stat(path).catch(() => undefined);
    if (!status && isPattern(path)) return this.#addMatches(path);
    const ignoredBy = this.#ignoredBy(path);
    if (ignoredBy !== undefined) return this.#ignore(path, ignoredBy);
    if (status?.isDirectory()) return this.#addFolder(path);
    // Only a file can be looked at without taking anything from it, as from a pipe.
    const verdict = status?.isFile() ? await this.#looker.file(path) : 'lint';
    const real = await realpath(path).catch(() => resolve(path));
    if (verdict === 'zip') return this.#addZip(path, real);
    // An interchange of acknowledgements alone has no set that the reader could name.
    if (typeof verdict === 'object' && verdict.kind === 'TA1')
      return this.#addFault(
        path,
        new InputError(
          'no-837',
          `The file has no 837P or 837I claims. ${verdict.reason} Check that it is the 837 export.`,
          'TA1',
        ),
      );
    return this.#addFile(path, real);
  }

  /** Adds a file, unless it was added before. */
  #addFile(path: string, real: string, open: Input['open'] = () => openFile(path)): true {
    const other = this.#seen.get(real);
    if (other === undefined) {
      this.#seen.set(real, path);
      this.inputs.push({ path, open });
    } else if (resolve(other) !== resolve(path)) this.#skip(path, 'link', `It is the same file as ${other}, which is linted.`);
    return true;
  }

  #addFault(path: string, error: InputError): true {
    this.inputs.push({ path, open: () => Promise.reject(error) });
    return true;
  }

  #skip(path: string, kind: string, reason: string): false {
    // A file that two paths lead to is named once.
    const known = `${kind}\0${resolve(path)}`;
    if (!this.#seen.has(known)) this.skipped.push({ path, kind, reason });
    this.#seen.set(known, path);
    return false;
  }

  #ignore(path: string, pattern: string): false {
    return this.#skip(path, 'ignored', `It is left out by the pattern ${pattern}.`);
  }

  async #addFolder(folder: string): Promise<boolean> {
    let matched = false;
    for await (const found of walk(folder, { ignoredBy: this.#ignoredBy })) if (await this.#addFound(found)) matched = true;
    return matched;
  }

  async #addMatches(pattern: string): Promise<boolean> {
    let matched = false;
    for (const found of await matches(pattern, { ignoredBy: this.#ignoredBy })) if (await this.#addFound(found)) matched = true;
    return matched;
  }

  /** Adds what was found in a folder, or by a pattern; false if it is skipped. */
  async #addFound({ path, real, what, error, ignoredBy }: Found): Promise<boolean> {
    if (ignoredBy !== undefined) return this.#ignore(path, ignoredBy);
    if (error) return this.#addFault(path, error);
    if (what === 'folder-link') return this.#skip(path, 'link', 'It is a link to a folder, and is not followed.');
    if (what === 'special') {
      if (!this.#isClaimName(path)) return this.#skip(path, 'special', 'It is a pipe, socket or device, not a file.');
      return this.#addFault(
        path,
        new InputError('special', 'It is a pipe, socket or device, not a file. Name it by itself to read it.', 'special'),
      );
    }
    const verdict = await this.#looker.file(path);
    if (verdict === 'zip') return this.#addZip(path, real);
    return verdict === 'lint' ? this.#addFile(path, real) : this.#skip(path, verdict.kind, verdict.reason);
  }

  /** Adds the files of a zip archive; false if all are skipped. */
  async #addZip(path: string, real: string): Promise<boolean> {
    if (this.#seen.has(real)) return this.#addFile(path, real);
    this.#seen.set(real, path);
    let matched = false;
    try {
      // Few runs have an archive.
      const { openZip } = await import('./inputs/zip.ts');
      for (const [i, { name, open }] of (await openZip(path)).entries()) {
        const inside = `${path}/${name}`;
        const ignoredBy = this.#ignoredBy(inside);
        const verdict = ignoredBy === undefined ? await this.#looker.source(inside, open) : undefined;
        if (ignoredBy !== undefined) this.#ignore(inside, ignoredBy);
        else if (typeof verdict === 'object') this.#skip(inside, verdict.kind, verdict.reason);
        // An archive in an archive is a fault, which its reader tells.
        else matched = this.#addFile(inside, `${real}\0${i}`, open);
      }
    } catch (error) {
      if (!(error instanceof InputError) && (error as { syscall?: unknown }).syscall === undefined) throw error;
      return this.#addFault(path, inputError(error));
    }
    return matched;
  }
}

/**
 * Files, folders, globs, zip archives and `-` as the inputs of a run; a file that is named twice is linted once. A path that begins with
 * `!` is a pattern of files that are left out. Throws InputError.
 */
export async function findInputs(paths: readonly string[], options: InputOptions = {}): Promise<Inputs> {
  const { stdin, ignores = [], claimFiles = CLAIM_FILES, cwd = resolve('.') } = options;
  const isLeftOut = (path: string) => path.startsWith('!');
  const patterns = paths.filter(isLeftOut).map((path) => path.slice(1));
  const list = new InputList(ignorer([...ignores, { patterns, folder: cwd }], cwd), claimNames(claimFiles));
  const unmatched: string[] = [];
  for (const path of paths) {
    if (path === '') throw new InputError('path', 'A path is empty. Check the quotes on the command line.');
    if (isLeftOut(path)) continue;
    if (path === STDIN && stdin) list.addStdin(stdin);
    else if (!(await list.add(path))) unmatched.push(path);
  }
  return { inputs: list.inputs, skipped: list.skipped, unmatched };
}
