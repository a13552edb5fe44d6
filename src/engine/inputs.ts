import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { findIsa, HEAD_LIMIT } from '../x12/delimiters.ts';
import { InputError } from '../x12/errors.ts';
import { type ByteStream, fromStream, openFile } from '../x12/source.ts';
import type { Input } from './lint.ts';

/** The name of standard input on the command line. */
export const STDIN = '-';

/** Standard input, where it may be named. */
export interface Stdin {
  readonly stream: ByteStream;
  /** In the report. */
  readonly name: string;
}

/** What the paths of the command line come to. */
export interface Inputs {
  readonly inputs: readonly Input[];
  /** Files of folders that hold no ISA. */
  readonly skipped: number;
  /** Paths and patterns that gave no file. */
  readonly unmatched: readonly string[];
}

/** Whether the first bytes of a file (after gunzip) hold an ISA. A file that cannot be read is linted, so that its fault is reported. */
async function holdsIsa(path: string): Promise<boolean> {
  const bytes = new Uint8Array(HEAD_LIMIT);
  let used = 0;
  try {
    const source = await openFile(path);
    try {
      for (let read = -1; read !== 0 && used < HEAD_LIMIT; used += read) read = await source.read(bytes, used, HEAD_LIMIT - used);
    } finally {
      await source.close();
    }
  } catch {
    return true;
  }
  return findIsa(bytes, used).at >= 0;
}

/** Every file below a folder, in the order of names, and every folder that may not be read. Links to folders are not followed. */
async function* walk(folder: string): AsyncGenerator<{ path: string; error?: InputError }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: { code?: string }) => error);
  if (!Array.isArray(entries)) {
    const code = entries.code ?? 'EUNKNOWN';
    yield { path: folder, error: new InputError(code, `The folder could not be read (${code}). Check its permissions.`) };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile() || (entry.isSymbolicLink() && (await stat(path).catch(() => undefined))?.isFile())) yield { path };
  }
}

/** Inputs in the order in which they are added, each file once. */
class InputList {
  readonly inputs: Input[] = [];
  /** Files of folders that hold no ISA. */
  skipped = 0;
  readonly #seen = new Set<string>();

  addStdin(stdin: Stdin): void {
    if (!this.#seen.has(STDIN)) this.inputs.push({ path: stdin.name, open: async () => fromStream(stdin.stream) });
    this.#seen.add(STDIN);
  }

  /** Adds a path or pattern. False where it gave no file. */
  async add(path: string): Promise<boolean> {
    const status = await stat(path).catch(() => undefined);
    if (status?.isDirectory()) return this.#addFolder(path);
    if (!status && isDynamicPattern(path)) return this.#addMatches(path);
    await this.#addFile(path);
    return true;
  }

  async #addFile(path: string): Promise<void> {
    const real = await realpath(path).catch(() => path);
    if (this.#seen.has(real)) return;
    this.#seen.add(real);
    this.inputs.push({ path, open: () => openFile(path) });
  }

  async #addFolder(folder: string): Promise<boolean> {
    let matched = false;
    for await (const { path, error } of walk(folder)) {
      if (!error && !(await holdsIsa(path))) {
        this.skipped++;
        continue;
      }
      matched = true;
      if (error) this.inputs.push({ path, open: () => Promise.reject(error) });
      else await this.#addFile(path);
    }
    return matched;
  }

  async #addMatches(pattern: string): Promise<boolean> {
    const files = await glob(pattern, { expandDirectories: false, dot: true, followSymbolicLinks: false });
    let matched = false;
    for (const file of files.sort()) {
      // Links to folders are given too, but not followed.
      if ((await stat(file).catch(() => undefined))?.isDirectory()) continue;
      matched = true;
      await this.#addFile(file);
    }
    return matched;
  }
}

/** Files, folders, globs and `-` as the inputs of a run; a file that is named twice is linted once. Throws InputError. */
export async function findInputs(paths: readonly string[], stdin?: Stdin): Promise<Inputs> {
  const list = new InputList();
  const unmatched: string[] = [];
  for (const path of paths) {
    if (path === '') throw new InputError('path', 'A path is empty. Check the quotes on the command line.');
    if (path === STDIN && stdin) list.addStdin(stdin);
    else if (!(await list.add(path))) unmatched.push(path);
  }
  return { inputs: list.inputs, skipped: list.skipped, unmatched };
}
