import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { glob, isDynamicPattern } from 'tinyglobby';
import { findIsa, HEAD_LIMIT } from '../x12/delimiters.ts';
import { InputError } from '../x12/errors.ts';
import { fromStream, openFile } from '../x12/source.ts';
import type { Input } from './lint.ts';

/** The name of standard input on the command line. */
export const STDIN = '-';

/** Standard input, where it may be named. */
export interface Stdin {
  readonly stream: Readable;
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

/** Whether the first bytes of a file (after gunzip) hold an ISA. A file that cannot be read is linted, so that its fault is told. */
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

/** Files, folders, globs and `-` as the inputs of a run; a file that is named twice is linted once. Throws UsageError. */
export async function findInputs(paths: readonly string[], stdin?: Stdin): Promise<Inputs> {
  const inputs: Input[] = [];
  const unmatched: string[] = [];
  const seen = new Set<string>();
  let skipped = 0;
  const add = async (path: string) => {
    const real = await realpath(path).catch(() => path);
    if (seen.has(real)) return;
    seen.add(real);
    inputs.push({ path, open: () => openFile(path) });
  };
  for (const path of paths) {
    if (path === '') throw new InputError('path', 'A path is empty. Check the quotes on the command line.');
    if (path === STDIN && stdin) {
      if (!seen.has(STDIN)) inputs.push({ path: stdin.name, open: async () => fromStream(stdin.stream) });
      seen.add(STDIN);
      continue;
    }
    const status = await stat(path).catch((error: { code?: string }) => error);
    if ('isDirectory' in status && status.isDirectory()) {
      let matched = false;
      for await (const { path: found, error } of walk(path)) {
        if (!error && !(await holdsIsa(found))) {
          skipped++;
          continue;
        }
        matched = true;
        if (error) inputs.push({ path: found, open: () => Promise.reject(error) });
        else await add(found);
      }
      if (!matched) unmatched.push(path);
    } else if ('isDirectory' in status || !isDynamicPattern(path)) await add(path);
    else {
      const files = await glob(path, { expandDirectories: false, dot: true, followSymbolicLinks: false });
      let matched = false;
      for (const file of files.sort()) {
        // Links to folders are given too, but not followed.
        if ((await stat(file).catch(() => undefined))?.isDirectory()) continue;
        matched = true;
        await add(file);
      }
      if (!matched) unmatched.push(path);
    }
  }
  return { inputs, skipped, unmatched };
}
