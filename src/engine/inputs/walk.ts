import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import picomatch from 'picomatch';
import { InputError } from '../../x12/errors.ts';
import { inputError } from '../../x12/source.ts';

/** Something in a folder. */
export interface Found {
  readonly path: string;
  /** Without links. */
  readonly real: string;
  /** A file; a link to a folder, which is not followed; a pipe, socket or device; or what may not be read. */
  readonly what: 'file' | 'folder-link' | 'special' | 'unreadable';
  /** Of what may not be read. */
  readonly error?: InputError;
  /** The pattern that leaves it out, files and folders alike. */
  readonly ignoredBy?: string;
}

/** What a walk is asked. Paths have the separators of the system. */
export interface WalkOptions {
  /** The pattern that leaves a path out; undefined for none. */
  ignoredBy(path: string): string | undefined;
  /** Whether to walk a folder; all are if absent. `below` is its path from where the walk began, with slashes. */
  enters?(below: string): boolean;
  /** Whether to give a file; all are if absent. */
  takes?(below: string): boolean;
}

/** What a link leads to, as an entry of its folder. */
async function linked(path: string): Promise<Pick<Found, 'what' | 'error'> & { readonly real: string }> {
  try {
    const status = await stat(path);
    const real = await realpath(path);
    return { what: status.isDirectory() ? 'folder-link' : status.isFile() ? 'file' : 'special', real };
  } catch (error) {
    const { code } = error as { code?: string };
    const sentence =
      code === 'ENOENT' ? 'It is a link to something that is not there. Put the file there, or remove the link.' : undefined;
    return {
      what: 'unreadable',
      error: sentence === undefined ? inputError(error) : new InputError('ENOENT', sentence, 'link'),
      real: path,
    };
  }
}

/** Everything below a folder, in the order of names. Links to folders are given, and not followed. */
export async function* walk(folder: string, options: WalkOptions): AsyncGenerator<Found> {
  yield* walkFrom(folder, await realpath(folder).catch(() => folder), '', options);
}

async function* walkFrom(folder: string, real: string, below: string, options: WalkOptions): AsyncGenerator<Found> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: { code?: string }) => error);
  if (!Array.isArray(entries)) {
    const code = entries.code ?? 'EUNKNOWN';
    const error = new InputError(code, `The folder could not be read (${code}). Check its permissions.`);
    yield { path: folder, real, what: 'unreadable', error };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const inside = below === '' ? entry.name : `${below}/${entry.name}`;
    const isFolder = entry.isDirectory();
    const link = entry.isSymbolicLink() ? await linked(path) : undefined;
    const enters = (isFolder || link?.what === 'folder-link') && (options.enters?.(inside) ?? true);
    if (!enters && (isFolder || !(options.takes?.(inside) ?? true))) continue;
    const ignoredBy = options.ignoredBy(path);
    if (ignoredBy !== undefined) yield { path, real: path, what: 'file', ignoredBy };
    else if (isFolder) yield* walkFrom(path, join(real, entry.name), inside, options);
    else if (link) yield { path, ...link };
    else yield { path, real: join(real, entry.name), what: entry.isFile() ? 'file' : 'special' };
  }
}

/** Whether a path has the signs of a pattern. */
export const isPattern = (path: string) => picomatch.scan(path).isGlob === true;

/** Upper and lower case are the same: what one system calls A.EDI is a.edi on another. */
const LIKE_GLOBS = { dot: true, nocase: true };

/** Which folders a pattern may have files in: a test of paths from where the pattern begins. */
function folderTest(pattern: string): (below: string) => boolean {
  // Where braces or parentheses span several folders, all are walked.
  const isPlain = !/[{(][^})]*\/[^})]*[})]/.test(pattern);
  const parts = pattern.split('/').slice(0, -1);
  const any = parts.indexOf('**');
  const tests = (any < 0 ? parts : parts.slice(0, any)).map((part) => picomatch(part, LIKE_GLOBS));
  return (below) => {
    if (!isPlain) return true;
    const names = below.split('/');
    if (any < 0 && names.length > tests.length) return false;
    return names.every((name, i) => i >= tests.length || tests[i]!(name));
  };
}

/** The files that a pattern names, in the order of their paths. None if the folder that it begins with does not exist. */
export async function matches(pattern: string, options: WalkOptions): Promise<Found[]> {
  const slashed = sep === '\\' ? pattern.replaceAll('\\', '/') : pattern;
  const { base, glob, prefix } = picomatch.scan(slashed);
  const folder = base.replace(/\\(.)/g, '$1') || (prefix.startsWith('/') ? '/' : '.');
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) return [];
  const found: Found[] = [];
  const rest = glob.replace(/^\//, '');
  const all = { ...options, enters: folderTest(rest), takes: picomatch(rest, LIKE_GLOBS) };
  for await (const each of walk(folder, all)) found.push(each);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}
