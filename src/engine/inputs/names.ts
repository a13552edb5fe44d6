import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';

/** Names of claim files unless a config names others, in upper or lower case. */
export const CLAIM_FILES: readonly string[] = ['*837*', '*.edi', '*.x12', '*.txt', '*.dat', '*.clm', '*.in', '*.out'];

/** Endings that packing and encryption add to a name. */
const WRAPPED = /\.(?:gz|gzip|z|zip|bz2|xz|lzma|zst|lz4|7z|rar|tar|tgz|tbz2?|txz|pgp|gpg|asc|p7m|enc|age|b64|base64)$/i;

/** Patterns that leave files out, and the folder that they start from. */
export interface Ignores {
  readonly patterns: readonly string[];
  /** Absolute. */
  readonly folder: string;
}

/** A test of paths by the name of the file: whether it is like one of the globs, also below endings such as `.zip` and `.pgp`. */
export function claimNames(globs: readonly string[]): (path: string) => boolean {
  const inPath = globs.filter((glob) => glob.includes('/'));
  const byName = picomatch([...globs.filter((glob) => !glob.includes('/'))], { dot: true, nocase: true });
  const byPath = picomatch(
    inPath.map((glob) => (glob.startsWith('/') ? glob : `**/${glob.replace(/^\.\//, '')}`)),
    { dot: true, nocase: true },
  );
  return (path) => {
    const slashed = path.split(sep).join('/');
    for (let name = slashed; ; name = name.replace(WRAPPED, '')) {
      if (byName(basename(name)) || (inPath.length > 0 && byPath(name))) return true;
      if (!WRAPPED.test(name)) return false;
    }
  };
}

interface Rule {
  readonly pattern: string;
  readonly folder: string;
  /** It takes a file back that an earlier pattern leaves out. */
  readonly takesBack: boolean;
  /** Whether it fits a path from its folder, or a whole path; with slashes. */
  readonly fits: (path: string) => boolean;
}

const slashed = (path: string) => path.split(sep).join('/');

/** Whether a test holds for a path or a folder that the path is in. */
function holdsWithin(path: string, test: (path: string) => boolean): boolean {
  for (let end = path.indexOf('/', 1); end >= 0; end = path.indexOf('/', end + 1)) if (test(path.slice(0, end))) return true;
  return test(path);
}

function ruleOf(pattern: string, folder: string): Rule {
  const body = pattern
    .replace(/^!/, '')
    .replace(/^\.\//, '')
    .replace(/(?<=.)\/+$/, '');
  const test = picomatch(body, { dot: true });
  const rule = { pattern, folder, takesBack: pattern.startsWith('!') };
  // A name holds in every folder; a path that begins with a slash holds from the folder, and from the root.
  if (!body.includes('/')) return { ...rule, fits: (path) => test(path.slice(path.lastIndexOf('/') + 1)) };
  if (!body.startsWith('/')) return { ...rule, fits: test };
  const fromFolder = picomatch(body.slice(1), { dot: true });
  return { ...rule, fits: (path) => (path.startsWith('/') ? test(path) : fromFolder(path)) };
}

/**
 * A test of paths: the pattern that leaves a file or folder out, or undefined. A pattern without a slash is a name at any depth, one with
 * a slash starts from its folder; a folder that fits is left out with all that is in it; `!` takes back what an earlier one leaves out.
 */
export function ignorer(ignores: readonly Ignores[], cwd: string): (path: string) => string | undefined {
  const rules = ignores.flatMap(({ patterns, folder }) => patterns.map((pattern) => ruleOf(pattern, folder)));
  if (rules.length === 0) return () => undefined;
  return (path) => {
    const full = resolve(cwd, path);
    let found: string | undefined;
    for (const { pattern, folder, takesBack, fits } of rules) {
      const below = slashed(relative(folder, full));
      const isInside = below !== '' && below !== '..' && !below.startsWith('../') && !isAbsolute(below);
      // Of what is outside, only the file itself is tested, and whole paths.
      if (
        holdsWithin(slashed(full), (each) => each.startsWith('/') && pattern.includes('/') && fits(each)) ||
        (isInside ? holdsWithin(below, fits) : below !== '' && fits(basename(full)))
      )
        found = takesBack ? undefined : pattern;
    }
    return found;
  };
}
