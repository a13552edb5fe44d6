import { basename, join } from 'node:path';
import type { Commit } from '../files/commit.ts';
import type { Target } from '../files/target.ts';
import { ByteFile } from '../split/byte-file.ts';
import { readBack } from '../split/read-back.ts';

/** The acknowledgements of one file, of one kind: written under temporary names, read again, and put in place with the whole run. */
export class AckFiles {
  readonly #folder: string;
  readonly #kind: string;
  readonly #commit: Commit;
  readonly #done: { temporary: string; target: Target }[] = [];
  readonly #open = new Set<ByteFile>();
  readonly #names: Set<string>;

  /**
   * `folder` is a real path that the commit has entered; `kind` becomes the extension of the names, such as 999; `names` are those that
   * the run already uses in the folder.
   */
  constructor(folder: string, kind: string, names: Set<string>, commit: Commit) {
    this.#folder = folder;
    this.#kind = kind;
    this.#names = names;
    this.#commit = commit;
  }

  /** A temporary file for bytes that wait until the text before them is known. `memory`: most bytes to keep in memory. */
  spool(memory?: number): ByteFile {
    return new ByteFile(this.#commit.temporary(this.#folder), memory);
  }

  /** Begins the acknowledgement of interchange `n` of a file. */
  begin(source: string, n: number): AckFile {
    // Two input files may have the same name in different folders.
    let name = `${basename(source)}.${n}.${this.#kind}`;
    for (let i = 2; this.#names.has(name); i++) name = `${basename(source)}-${i}.${n}.${this.#kind}`;
    this.#names.add(name);
    const target = this.#commit.targetNow(join(this.#folder, name));
    const temporary = this.#commit.temporary(target.folder);
    const bytes = new ByteFile(temporary);
    this.#open.add(bytes);
    const close = () => {
      this.#open.delete(bytes);
      bytes.close();
      this.#done.push({ temporary, target });
      readBack(temporary);
    };
    return { bytes, close };
  }

  /** Plans to put all in place; returns their number. */
  finish(): number {
    const done = this.#done.splice(0);
    for (const { target, temporary } of done) this.#commit.replace(target, temporary);
    return done.length;
  }

  /** Deletes what is still being written. The commit removes the rest. */
  discard(): void {
    for (const file of this.#open) file.discard();
    this.#done.splice(0);
  }
}

/** An acknowledgement that is being written. */
export interface AckFile {
  readonly bytes: ByteFile;
  /** Closes the file and reads it again. */
  close(): void;
}
