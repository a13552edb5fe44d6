import { linkSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, OutputError, reasonOf } from './errors.ts';
import { type Kind, nameOf, ownName } from './names.ts';
import { remove, statusOf, syncFolder, writeWhole } from './system.ts';

/** One output of a commit. Folders are absolute, names are of files in them. */
export interface Item {
  readonly folder: string;
  readonly name: string;
  /** The output under its temporary name, and its inode; absent if the target is to be removed. */
  readonly temporary?: string;
  readonly ino?: string;
  /** The name that keeps what was there before, so that it can be put back, and its inode; absent if there was nothing. */
  readonly old?: string;
  readonly was?: string;
}

/**
 * What is to be put in place, in this order. Each folder of a commit holds this record, under the name `.xolint-TOKEN.commit`. The commit
 * is decided once the one in the folder `decides` is there, and open until that one is removed, which is done last.
 */
export interface CommitRecord {
  readonly xolint: 1;
  readonly decides: string;
  readonly folders: readonly string[];
  readonly items: readonly Item[];
}

/** How an unfinished commit of an earlier run ended. */
export type Ending = 'finished' | 'undone';

const isText = (value: unknown): value is string => typeof value === 'string';
const isName = (value: unknown) => isText(value) && value !== '' && !/[/\\\0]/.test(value);
const isOptional = (value: unknown, holds: (value: unknown) => boolean) => value === undefined || holds(value);

function isItem(value: unknown, folders: readonly unknown[], token: string): value is Item {
  if (typeof value !== 'object' || value === null) return false;
  const { folder, name, temporary, ino, old, was } = value as Partial<Record<keyof Item, unknown>>;
  const isOwn = (each: unknown) => isText(each) && ownName(each)?.token === token;
  return (
    folders.includes(folder) &&
    isName(name) &&
    [temporary, old].every((each) => isOptional(each, isOwn)) &&
    [ino, was].every((each) => isOptional(each, isText))
  );
}

function parse(text: string, token: string): CommitRecord | undefined {
  let value: Partial<Record<keyof CommitRecord, unknown>> | null;
  try {
    value = JSON.parse(text) as Partial<Record<keyof CommitRecord, unknown>> | null;
  } catch {
    return undefined;
  }
  const { xolint, decides, folders, items } = value ?? {};
  if (xolint !== 1 || !Array.isArray(folders) || !folders.every(isText) || !Array.isArray(items)) return undefined;
  if (!isText(decides) || !folders.includes(decides)) return undefined;
  if (!items.every((item): item is Item => isItem(item, folders, token))) return undefined;
  return { xolint, decides, folders, items };
}

/**
 * Reads a record; undefined if it is not there. One that another user may have put there is not obeyed: it could name any file. Throws
 * OutputError.
 */
export function readRecord(folder: string, name: string): CommitRecord | undefined {
  const path = join(folder, name);
  const status = statusOf(path);
  if (!status) return undefined;
  const me = process.geteuid?.();
  const isOwn = me === undefined || (status.uid === BigInt(me) && status.nlink === 1n && (status.mode & 0o022n) === 0n);
  const record = status.isFile() && isOwn ? parse(readFileSync(path, 'utf8'), ownName(name)!.token) : undefined;
  if (record) return record;
  throw new OutputError(
    `${path} is the record of an unfinished run, but ${isOwn ? 'it is damaged' : 'it belongs to another user'}. Nothing was put in place here. Check the outputs in this folder, remove that file, and run again.`,
  );
}

/** Codes with which a system says that it has no second names for this file. */
const NO_LINKS = new Set(['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL']);

/** Gives what is at the targets a second name. Where the system has none, it is renamed when its turn comes. */
function keepOld(items: readonly Item[]): void {
  for (const { folder, name, old } of items) {
    if (old === undefined) continue;
    try {
      linkSync(join(folder, name), join(folder, old));
    } catch (error) {
      if (!NO_LINKS.has(codeOf(error))) throw error;
    }
  }
}

/** The folders of a record, the one that decides last. */
const inOrder = ({ folders, decides }: CommitRecord) => [...folders.filter((folder) => folder !== decides), decides];

/** Puts a record to disk. The commit is decided when this returns. Throws an error of the file system. */
export function decide(record: CommitRecord, token: string, temporary: string): void {
  keepOld(record.items);
  const text = `${JSON.stringify(record)}\n`;
  for (const folder of inOrder(record)) {
    writeWhole(openSync(join(folder, temporary), 'wx', 0o600), text);
    // The names of the outputs and of what they replace are on disk before the record, and those of all records before the last one.
    syncFolder(folder);
    renameSync(join(folder, temporary), join(folder, nameOf(token, 'commit')));
    syncFolder(folder);
  }
}

/** Whether two names are of one file. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [statusOf(one), statusOf(other)];
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

/** Puts one output in place; does nothing if it is there. */
function put({ folder, name, temporary, old, was }: Item): void {
  const target = join(folder, name);
  if (temporary !== undefined && statusOf(join(folder, temporary)) === undefined) return;
  if (old !== undefined) {
    const backup = join(folder, old);
    const isOld = String(statusOf(target)?.ino) === was;
    if (isOld && statusOf(backup) === undefined) renameSync(target, backup);
    else if (isOld && temporary === undefined) remove(target);
  }
  if (temporary !== undefined) renameSync(join(folder, temporary), target);
}

/** Puts back what was there before one output; does nothing if it is there. */
function putBack({ folder, name, temporary, ino, old }: Item): void {
  const target = join(folder, name);
  if (old !== undefined) {
    const backup = join(folder, old);
    if (isSame(target, backup)) remove(backup);
    else if (statusOf(backup)) renameSync(backup, target);
  } else if (temporary !== undefined && String(statusOf(target)?.ino) === ino) remove(target);
}

const syncAll = ({ folders }: CommitRecord) => {
  for (const folder of folders) syncFolder(folder);
};

/** Puts all outputs of a decided commit in place, in their order. Throws an error of the file system. */
export function putAll(record: CommitRecord): void {
  for (const item of record.items) put(item);
  syncAll(record);
}

/** Puts everything back, after it was decided that the commit is undone. Throws an error of the file system. */
function putAllBack(record: CommitRecord): void {
  for (const item of [...record.items].reverse()) putBack(item);
  syncAll(record);
}

/** Removes the files of a run in a folder, but for its sign of life, its lock, and its record. */
export function removeParts(folder: string, names: readonly string[], token: string): void {
  for (const name of names) {
    const own = ownName(name);
    if (own?.token === token && (own.kind === 'tmp' || own.kind === 'old')) remove(join(folder, name));
  }
}

/** Removes the records of a commit that is over, the one that decides last. Throws an error of the file system. */
export function forget(record: CommitRecord, token: string, kind: Kind): void {
  for (const item of record.items)
    for (const name of [item.old, item.temporary]) if (name !== undefined) remove(join(item.folder, name));
  for (const folder of inOrder(record)) {
    remove(join(folder, nameOf(token, 'commit')));
    if (kind === 'undo') remove(join(folder, nameOf(token, 'undo')));
    syncFolder(folder);
  }
}

/** Undoes a decided commit. Throws an error of the file system; the record then makes the next run undo it. */
export function undo(record: CommitRecord, token: string): void {
  const from = join(record.decides, nameOf(token, 'commit'));
  renameSync(from, join(record.decides, nameOf(token, 'undo')));
  syncFolder(record.decides);
  putAllBack(record);
  forget(record, token, 'undo');
}

/**
 * Finishes what an earlier run decided, or undoes it where that run had begun to undo it, or where it cannot be finished. Needs the
 * locks of all folders of the record. Returns undefined if nothing had been decided. Throws OutputError.
 */
export function settle(record: CommitRecord, token: string): Ending | undefined {
  const { decides } = record;
  try {
    if (statusOf(join(decides, nameOf(token, 'undo')))) {
      putAllBack(record);
      forget(record, token, 'undo');
      return 'undone';
    }
    if (!statusOf(join(decides, nameOf(token, 'commit')))) {
      forget(record, token, 'commit');
      return undefined;
    }
    try {
      for (const item of record.items) put(item);
    } catch {
      undo(record, token);
      return 'undone';
    }
    syncAll(record);
    forget(record, token, 'commit');
    return 'finished';
  } catch (error) {
    throw new OutputError(
      `An earlier run ended while it put its outputs in place, and this could be neither finished nor undone: ${reasonOf(error)}. Check ${record.folders.join(' and ')}, and run again.`,
    );
  }
}
