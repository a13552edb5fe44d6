import { type BigIntStats, closeSync, fsyncSync, lstatSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { codeOf } from './errors.ts';

/** The status of a path itself, not of what a link leads to; undefined where there is nothing. */
export function statusOf(path: string): BigIntStats | undefined {
  return lstatSync(path, { bigint: true, throwIfNoEntry: false });
}

/** Removes a file; does nothing where there is none. */
export function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** Writes a whole text to a file that was just opened, puts it to disk, and closes it. */
export function writeWhole(fd: number, text: string): void {
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Codes with which a system says that it cannot put a folder to disk, which is no failure of the disk. */
const NO_FOLDERS = new Set(['EINVAL', 'EISDIR', 'EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP']);

/** Puts the names of a folder to disk, where the system can. */
export function syncFolder(folder: string): void {
  let fd: number;
  try {
    fd = openSync(folder, 'r');
  } catch (error) {
    if (NO_FOLDERS.has(codeOf(error))) return;
    throw error;
  }
  try {
    fsyncSync(fd);
  } catch (error) {
    if (!NO_FOLDERS.has(codeOf(error))) throw error;
  } finally {
    closeSync(fd);
  }
}
