import { renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ByteFile } from '../split/byte-file.ts';
import { readBack } from '../split/read-back.ts';

/** The acknowledgements of one file, of one kind: written under temporary names, read again, and renamed together at the end. */
export class AckFiles {
  readonly #folder: string;
  readonly #kind: string;
  readonly #done: { from: string; to: string }[] = [];
  readonly #open = new Set<ByteFile>();
  readonly #names: Set<string>;

  /** `kind` becomes the extension of the names, such as 999; `names` are those that the run already uses in the folder. */
  constructor(folder: string, kind: string, names: Set<string>) {
    this.#folder = folder;
    this.#kind = kind;
    this.#names = names;
  }

  /** A temporary file for bytes that wait until the text before them is known. `memory`: most bytes to keep in memory. */
  spool(source: string, suffix: string, memory?: number): ByteFile {
    return new ByteFile(join(this.#folder, `.${basename(source)}.${process.pid}.${this.#kind}.${suffix}.tmp`), memory);
  }

  /** Begins the acknowledgement of interchange `n` of a file. */
  begin(source: string, n: number): AckFile {
    // Two input files may have the same name in different folders.
    let name = `${basename(source)}.${n}.${this.#kind}`;
    for (let i = 2; this.#names.has(name); i++) name = `${basename(source)}-${i}.${n}.${this.#kind}`;
    this.#names.add(name);
    const to = join(this.#folder, name);
    const from = join(this.#folder, `.${name}.${process.pid}.tmp`);
    const bytes = new ByteFile(from);
    this.#open.add(bytes);
    const close = () => {
      this.#open.delete(bytes);
      bytes.close();
      this.#done.push({ from, to });
      readBack(from);
    };
    return { bytes, close };
  }

  /** Renames all; returns their paths. */
  finish(): string[] {
    for (const { from, to } of this.#done) renameSync(from, to);
    return this.#done.splice(0).map(({ to }) => to);
  }

  /** Deletes the temporary files. */
  discard(): void {
    for (const file of this.#open) file.discard();
    for (const { from } of this.#done) rmSync(from, { force: true });
  }
}

/** An acknowledgement that is being written. */
export interface AckFile {
  readonly bytes: ByteFile;
  /** Closes the file and reads it again. */
  close(): void;
}
