import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isSystemError, OutputError, reasonOf } from './errors.ts';
import { isAlive, lock, ownFiles } from './lock.ts';
import { nameOf, newToken, type OwnName } from './names.ts';
import {
  type CommitRecord,
  decide,
  type Ending,
  forget,
  type Item,
  putAll,
  readRecord,
  removeParts,
  settle,
  undo,
} from './record.ts';
import { remove, statusOf, syncFolder, writeWhole } from './system.ts';
import { isUnchanged, type Target, targetOf } from './target.ts';

/** Milliseconds between two signs of life. */
const SIGN_MS = 10_000;

/** An output that is to be put in place, or a target that is to be removed. */
interface Planned {
  readonly target: Target;
  readonly temporary: string | undefined;
}

/**
 * Opens the temporary file of an output. It gets the permissions of the file that it replaces, or those that the system gives to new
 * files; one that is `confidential` can be read by its owner only.
 */
export function openNew(temporary: string, { before }: Target, confidential: boolean): number {
  const fd = openSync(temporary, 'wx', before || confidential ? 0o600 : 0o666);
  if (before && !confidential) fchmodSync(fd, before.mode);
  return fd;
}

/** Names the outputs of a record, for a sentence. */
const listed = ({ items }: CommitRecord) => items.map(({ folder, name }) => join(folder, name)).join(', ');

/**
 * The outputs of a run as one whole: they are written under temporary names beside their targets and put in place together, in the
 * order in which they are planned. A run that is killed before that leaves what was there, and temporary files that the next run
 * removes; one that is killed in between leaves a record, by which the next run in one of the folders finishes the work.
 */
export class Commit {
  readonly #token = newToken();
  readonly #say: (sentence: string) => void;
  /** The sign of life in each folder that was entered. */
  readonly #signs = new Map<string, number>();
  /** Every target of the run, also while it is not planned what happens there. */
  readonly #targets: Target[] = [];
  readonly #planned: Planned[] = [];
  #timer: NodeJS.Timeout | undefined;
  #count = 0;
  /** Whether a record is left from which another run must go on. */
  #isOpen = false;
  #isDone = false;

  /** `say` takes a sentence about what earlier runs left. */
  constructor(say: (sentence: string) => void) {
    this.#say = say;
  }

  /** Whether all outputs are in place. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** An error as a sentence for the user, which ends with what is true of earlier outputs, if it is certain. */
  explain(error: unknown): unknown {
    if (!(error instanceof OutputError) && !isSystemError(error)) return error;
    const text = error instanceof OutputError ? error.message : `The outputs could not be written: ${reasonOf(error)}.`;
    return new OutputError(this.#isSafe() ? `${text} What was there before is unchanged.` : text);
  }

  /** Whether something was there before, and all of that still is. */
  #isSafe(): boolean {
    if (this.#isDone || this.#isOpen) return false;
    try {
      return this.#targets.some(({ before }) => before) && this.#targets.every(isUnchanged);
    } catch {
      return false;
    }
  }

  /**
   * Finds where an output goes and what is there, after what killed runs left in its folder has been cleared up. Throws OutputError or
   * an error of the file system.
   */
  async target(path: string): Promise<Target> {
    const target = targetOf(path);
    if (target.inPlace) return target;
    await this.enter(target.folder);
    return this.#noted(targetOf(path));
  }

  /** The same where nothing can wait: what killed runs left in a folder that was not entered is cleared up at the end. */
  targetNow(path: string): Target {
    const target = targetOf(path);
    if (!target.inPlace) this.#sign(target.folder);
    return this.#noted(target);
  }

  #noted(target: Target): Target {
    if (!target.inPlace) this.#targets.push(target);
    return target;
  }

  /** Prepares a folder, given by its real path, for outputs. Throws OutputError or an error of the file system. */
  async enter(folder: string): Promise<void> {
    if (!this.#sign(folder)) return;
    if (!ownFiles(folder).some((file) => file.token !== this.#token && this.#isLeft(file, folder))) return;
    const release = await this.#lock([folder]);
    release();
  }

  /** A temporary name beside a target, or in a folder. Nothing is there yet: open it so that it must be new. */
  temporary(folder: string): string {
    return join(folder, nameOf(this.#token, 'tmp', this.#count++));
  }

  /** Plans to put a file, which is complete and on disk, in the place of a target. */
  replace(target: Target, temporary: string): void {
    this.#planned.push({ target, temporary });
  }

  /** Plans to remove what is at a target, if anything is. */
  remove(target: Target): void {
    this.#planned.push({ target, temporary: undefined });
  }

  /** Writes a whole text, and plans to put it in the place of a target; it keeps the permissions of a file that is there. */
  write(target: Target, text: string): void {
    const temporary = this.temporary(target.folder);
    writeWhole(openNew(temporary, target, false), text);
    this.replace(target, temporary);
  }

  /**
   * Puts all outputs in place. `last` is called while no other run can do so, and may still plan more. If anything fails, all of them
   * are put back. Throws OutputError or, before anything was put in place, an error of the file system.
   */
  async finish(last: () => Promise<void> | void = () => {}): Promise<void> {
    const release = await this.#lock([...this.#signs.keys()]);
    try {
      await last();
      this.#putInPlace();
    } catch (error) {
      // What failed here is what the user has to know. A lock that is left is one of a run that is over.
      attempt(release);
      throw this.#isDone ? leftError(error) : error;
    }
    try {
      release();
      this.#leave();
    } catch (error) {
      throw leftError(error);
    }
  }

  /** Removes every temporary file. Never throws: what cannot be removed is removed by the next run. */
  discard(): void {
    attempt(() => this.#leave());
  }

  /** Gives a first sign of life in a folder; false if there is one. */
  #sign(folder: string): boolean {
    if (this.#signs.has(folder)) return false;
    this.#signs.set(folder, openSync(join(folder, nameOf(this.#token, 'run')), 'wx', 0o600));
    this.#timer ??= setInterval(() => this.#giveSigns(), SIGN_MS).unref();
    return true;
  }

  #giveSigns(): void {
    for (const sign of this.#signs.values()) attempt(() => writeSync(sign, '.', 0));
  }

  /** Whether a file of another run waits for being cleared up. */
  #isLeft(file: OwnName, folder: string): boolean {
    return file.kind === 'commit' || file.kind === 'undo' || !isAlive(file, folder, this.#token);
  }

  /** Locks folders, and with them those of unfinished commits, which are settled. */
  async #lock(folders: readonly string[]): Promise<() => void> {
    let all = new Set(folders);
    for (;;) {
      for (const folder of all) this.#sign(folder);
      const release = await lock([...all], this.#token);
      try {
        const records = [...all].flatMap((folder) => this.#recordsIn(folder));
        const more = new Set([...all, ...records.flatMap(({ record }) => record.folders)]);
        if (more.size === all.size) {
          for (const { record, token } of records) this.#settle(record, token);
          for (const folder of all) this.#clear(folder);
          return release;
        }
        release();
        all = more;
      } catch (error) {
        release();
        throw error;
      }
    }
  }

  #recordsIn(folder: string): { record: CommitRecord; token: string }[] {
    return ownFiles(folder).flatMap(({ name, token, kind }) => {
      if (token === this.#token || (kind !== 'commit' && kind !== 'undo')) return [];
      const record = readRecord(folder, name);
      if (!record) return [];
      // A single folder is where the record is, whatever it is called here: another container may have another name for it.
      if (record.folders.length === 1) {
        const items = record.items.map((item) => ({ ...item, folder }));
        return [{ token, record: { ...record, decides: folder, folders: [folder], items } }];
      }
      const missing = record.folders.find((each) => !statusOf(each)?.isDirectory());
      if (missing === undefined) return [{ token, record }];
      throw new OutputError(
        `An earlier run ended while it put outputs in place in ${folder} and ${missing}. The second is not there, so that nothing was done. Run again where both are there, or check the outputs and remove ${join(folder, name)}.`,
      );
    });
  }

  #settle(record: CommitRecord, token: string): void {
    const ending = settle(record, token);
    const said: Readonly<Record<Ending, string>> = {
      finished: `An earlier run ended while it put its outputs in place. That was finished: ${listed(record)}.`,
      undone: `An earlier run ended while it put its outputs in place. That was undone, and what was there before is back: ${listed(record)}.`,
    };
    if (ending) this.#say(said[ending]);
  }

  /** Removes what runs that are over left in a folder. */
  #clear(folder: string): void {
    const files = ownFiles(folder);
    const me = process.geteuid?.();
    for (const file of files) {
      if (file.token === this.#token || file.kind === 'run' || isAlive(file, folder, this.#token)) continue;
      const path = join(folder, file.name);
      const status = statusOf(path);
      if (status && (me === undefined || status.uid === BigInt(me))) remove(path);
    }
    // The sign of life goes last: without it, the others would still be known as those of a run that is over.
    for (const file of files)
      if (file.kind === 'run' && file.token !== this.#token && !isAlive(file, folder, this.#token))
        remove(join(folder, file.name));
  }

  #putInPlace(): void {
    for (const { target } of this.#planned) {
      if (isUnchanged(target)) continue;
      throw new OutputError(
        `${target.path} was changed by another program while this run was at work, perhaps by another run of xolint. This run put nothing in place; run it again.`,
      );
    }
    const record = this.#record();
    if (!record) return;
    this.#isOpen = true;
    try {
      decide(record, this.#token, nameOf(this.#token, 'tmp', this.#count++));
    } catch (error) {
      this.#takeBack(record, error);
    }
    try {
      putAll(record);
    } catch (error) {
      this.#takeBack(record, error);
    }
    this.#isDone = true;
    forget(record, this.#token, 'commit');
    this.#isOpen = false;
  }

  /** What is to be put in place; undefined for nothing. */
  #record(): CommitRecord | undefined {
    const items = this.#planned.flatMap(({ target, temporary }): Item[] => {
      const { folder, name, before } = target;
      if (temporary === undefined && before === undefined) return [];
      const old = before && { old: nameOf(this.#token, 'old', this.#count++), was: String(before.ino) };
      if (temporary === undefined) return [{ folder, name, ...old }];
      const own = temporary.slice(folder.length).replace(/^[/\\]/, '');
      return [{ folder, name, temporary: own, ino: String(statusOf(temporary)?.ino), ...old }];
    });
    const decides = items.at(-1)?.folder;
    if (decides === undefined) return undefined;
    return { xolint: 1, decides, folders: [...new Set(items.map(({ folder }) => folder))], items };
  }

  /** Undoes what was begun, and throws the error that made it necessary. */
  #takeBack(record: CommitRecord, error: unknown): never {
    const isDecided = () => statusOf(join(record.decides, nameOf(this.#token, 'commit'))) !== undefined;
    try {
      if (isDecided()) undo(record, this.#token);
      else forget(record, this.#token, 'commit');
      this.#isOpen = false;
    } catch {
      throw new OutputError(
        `The outputs could not be put in place: ${reasonOf(error)}. This could not be undone at once; the next run that writes there does it, or finishes it: ${listed(record)}.`,
      );
    }
    throw error;
  }

  /** Ends the work in all folders. With an open record, what it names is left for the next run. Throws an error of the file system. */
  #leave(): void {
    clearInterval(this.#timer);
    let failure: unknown;
    for (const [folder, sign] of this.#signs) {
      this.#signs.delete(folder);
      try {
        closeSync(sign);
        const names = ownFiles(folder).map(({ name }) => name);
        if (!this.#isOpen) removeParts(folder, names, this.#token);
        remove(join(folder, nameOf(this.#token, 'lock')));
        remove(join(folder, nameOf(this.#token, 'run')));
        if (this.#isDone) syncFolder(folder);
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
  }
}

/** Does what may fail without consequence. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {}
}

function leftError(error: unknown): OutputError {
  return new OutputError(
    `All outputs are in place, but a temporary file could not be removed: ${reasonOf(error)}. The next run that writes there removes it.`,
  );
}
