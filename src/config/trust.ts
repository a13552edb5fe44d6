import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from './errors.ts';

/** The user root, who may change every file anyhow. */
const ROOT = 0;
/** The bit of a mode that lets everybody write, also where a sticky folder keeps them from removing what is there. */
const WRITABLE_BY_ALL = 0o002;

/** What is asked of a file or folder. */
interface Holder {
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** Why others than the user of this run may have put something there; undefined if they cannot. */
async function doubt({ path, kind }: Holder, user: number): Promise<string | undefined> {
  const { uid, mode } = await stat(path);
  if (uid !== user && uid !== ROOT) return `the ${kind} ${path} belongs to another user (uid ${uid}, not ${user})`;
  return mode & WRITABLE_BY_ALL ? `everybody may write to the ${kind} ${path}` : undefined;
}

/**
 * Refuses a config that was found and not named, where somebody else may have put it there: it may be code, and it may turn rules off.
 * `above` is the root of the repository that it is above, if it is. Windows has no owners that could be asked. Throws ConfigError.
 */
export async function refuseDoubtful(path: string, above: string | undefined): Promise<void> {
  const reason = above === undefined ? await reasonOf(path) : `it is above ${above}, the root of the repository`;
  if (reason === undefined) return;
  throw new ConfigError(
    `The config ${path} was not used, because ${reason}, and nothing was linted. If you trust it, name it: --config ${path}. To run without a config: --no-config.`,
  );
}

async function reasonOf(path: string): Promise<string | undefined> {
  const user = process.getuid?.();
  if (user === undefined) return undefined;
  try {
    // A link is as good as what it leads to.
    const target = await realpath(path);
    const folders = new Set([dirname(path), dirname(target)]);
    const holders: Holder[] = [
      ...[...folders].map((folder): Holder => ({ path: folder, kind: 'folder' })),
      { path: target, kind: 'file' },
    ];
    for (const holder of holders) {
      const reason = await doubt(holder, user);
      if (reason !== undefined) return reason;
    }
    return undefined;
  } catch (error) {
    return `its owner could not be read (${(error as { code?: string }).code})`;
  }
}
