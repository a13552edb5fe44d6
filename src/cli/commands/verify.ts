import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Commit } from '../../files/commit.ts';
import { codeOf, isSystemError } from '../../files/errors.ts';
import { OutputError, UsageError } from '../errors.ts';
import { whenInterrupted } from '../interrupt.ts';
import { print, sayOfEarlierRuns } from '../outputs.ts';

type Parts = Readonly<Record<string, { readonly path: string; readonly sha256: string } | null>>;

/** The parts of each file that a manifest names. Throws UsageError. */
async function partsOf(manifest: string): Promise<readonly Parts[]> {
  const text = await readFile(manifest, 'utf8').catch((error: unknown) => {
    throw new UsageError(`The manifest ${manifest} could not be read (${codeOf(error)}). Check the path.`);
  });
  const all = ((): unknown[] => {
    try {
      const { parts, sources } = (JSON.parse(text) ?? {}) as { parts?: unknown; sources?: unknown };
      // An earlier version named the parts of its one file only at the top.
      return Array.isArray(sources) ? sources.map((source) => (source as { parts?: unknown } | null)?.parts) : [parts];
    } catch {
      return [undefined];
    }
  })();
  const isPart = (part: unknown) => {
    const { path, sha256 } = (part ?? {}) as Record<string, unknown>;
    return part === null || (typeof path === 'string' && typeof sha256 === 'string');
  };
  const isParts = (parts: unknown): parts is Parts =>
    typeof parts === 'object' && parts !== null && Object.values(parts).every(isPart);
  if (all.every(isParts)) return all;
  throw new UsageError(
    `${manifest} is not the manifest of a split, or it is damaged, or an earlier version wrote it. Split again.`,
  );
}

/** The SHA-256 of a file in hex digits; undefined if there is none. */
async function sha256Of(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (isSystemError(error)) throw new OutputError(`${path} could not be read (${codeOf(error)}).`);
    throw error;
  }
}

/**
 * `xolint split --verify MANIFEST`: finishes or undoes what a killed run left beside the manifest, and compares the parts with the
 * manifest. 0: all are of one run; 2: they are not.
 */
export async function verifyCommand(manifest: string): Promise<number> {
  const commit = new Commit(sayOfEarlierRuns);
  const unwatch = whenInterrupted(() => commit.discard(), commit);
  try {
    const folder = await realpath(dirname(manifest)).catch((error: unknown) => {
      throw new UsageError(`The manifest ${manifest} could not be read (${codeOf(error)}). Check the path.`);
    });
    await commit.enter(folder);
    const parts = (await partsOf(manifest)).flatMap((each) => Object.entries(each));
    for (const [part, named] of parts) {
      if (!named) continue;
      const path = resolve(folder, named.path);
      const found = await sha256Of(path);
      if (found === named.sha256) continue;
      const what = found === undefined ? 'is missing' : 'is not the one that this manifest names';
      throw new OutputError(`The ${part} part ${path} ${what}. Split the file again before anything of it is sent.`);
    }
    await print(`${manifest}: every part is as it was written.\n`);
    return 0;
  } catch (error) {
    throw commit.explain(error);
  } finally {
    commit.discard();
    unwatch();
  }
}
