import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { OutputError } from './errors.ts';
import { statusOf } from './system.ts';

/** What is at a path: a file, with what shows that it is still the same; or nothing. */
export interface Snapshot {
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
}

/** A file that is to be replaced or created. */
export interface Target {
  /** As the user gave it. */
  readonly path: string;
  /** Where it really is, links resolved: folder and name. */
  readonly folder: string;
  readonly name: string;
  /** What was there when the run began; undefined for nothing. */
  readonly before: (Snapshot & { readonly mode: number }) | undefined;
  /** A pipe or device, which is written in place. */
  readonly inPlace: boolean;
}

const MOST_LINKS = 40;
const WRITABLE_BY_OTHERS = 0o022n;

/** Refuses a link that another user put into a folder which several may write: it may lead anywhere. */
function checkLink(link: string, folder: string, uid: bigint): void {
  const me = process.geteuid?.();
  if (me === undefined || uid === BigInt(me) || uid === 0n) return;
  if ((statSync(folder, { bigint: true }).mode & WRITABLE_BY_OTHERS) === 0n) return;
  throw new OutputError(
    `${link} is a link that another user put into a folder which others may write. Nothing is written through it. Remove it, or name another path.`,
  );
}

/** Finds where an output is to be written. Throws OutputError or an error of the file system. */
export function targetOf(path: string): Target {
  let at = resolve(path);
  for (let links = 0; ; links++) {
    const folder = realpathSync(dirname(at));
    const name = basename(at);
    const status = statusOf(join(folder, name));
    if (!status?.isSymbolicLink()) {
      if (status?.isDirectory()) throw systemError('EISDIR', path);
      const before = status?.isFile() ? { ...snapshotOf(status), mode: Number(status.mode & 0o7777n) } : undefined;
      return { path, folder, name, before, inPlace: status !== undefined && before === undefined };
    }
    // Names below /proc lead to open files, whatever their text says.
    const led = statSync(join(folder, name), { throwIfNoEntry: false });
    if (led && !led.isFile() && !led.isDirectory()) return { path, folder, name, before: undefined, inPlace: true };
    if (links === MOST_LINKS) throw systemError('ELOOP', path);
    checkLink(join(folder, name), folder, status.uid);
    at = resolve(folder, readlinkSync(join(folder, name)));
  }
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'open', path });
}

function snapshotOf({ ino, size, mtimeNs }: Snapshot): Snapshot {
  return { ino, size, mtimeNs };
}

/** Whether there is at a target what was there when the run began. */
export function isUnchanged({ folder, name, before }: Target): boolean {
  const now = statusOf(join(folder, name));
  if (!now || !before) return now === undefined && before === undefined;
  return now.ino === before.ino && now.size === before.size && now.mtimeNs === before.mtimeNs;
}
