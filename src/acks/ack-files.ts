import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkAcknowledgement } from './check.ts';

/** The acknowledgements of one file, of one kind: written to temporary names, read again, and put in place together at the end. */
export class AckFiles {
  readonly #folder: string;
  readonly #kind: string;
  readonly #done: { from: string; to: string }[] = [];
  readonly #open = new Set<AckFile>();
  readonly #names: Set<string>;

  /** `kind` becomes the ending of the names, such as 999; `names` are those that the run has given out in the folder. */
  constructor(folder: string, kind: string, names: Set<string>) {
    this.#folder = folder;
    this.#kind = kind;
    this.#names = names;
  }

  /** Name beside which an observer may keep what is not ready yet. */
  temporary(source: string, suffix: string): string {
    return join(this.#folder, `.${basename(source)}.${process.pid}.${this.#kind}.${suffix}.tmp`);
  }

  /** Begins the acknowledgement of interchange `n` of a file. */
  begin(source: string, n: number): AckFile {
    // Two files of one name in different folders.
    let name = `${basename(source)}.${n}.${this.#kind}`;
    for (let i = 2; this.#names.has(name); i++) name = `${basename(source)}-${i}.${n}.${this.#kind}`;
    this.#names.add(name);
    const to = join(this.#folder, name);
    const from = join(this.#folder, `.${name}.${process.pid}.tmp`);
    const file = new AckFile(from, () => {
      this.#open.delete(file);
      checkAcknowledgement(from);
      this.#done.push({ from, to });
    });
    this.#open.add(file);
    return file;
  }

  /** Puts all in place; returns their paths. */
  finish(): string[] {
    for (const { from, to } of this.#done) renameSync(from, to);
    return this.#done.splice(0).map(({ to }) => to);
  }

  /** Removes what was written. */
  discard(): void {
    for (const file of this.#open) file.abandon();
    for (const { from } of this.#done) rmSync(from, { force: true });
  }
}

/** One acknowledgement on its way. */
export class AckFile {
  readonly #path: string;
  readonly #fd: number;
  readonly #closed: () => void;
  #text = '';
  /** Segments since `startSet`. */
  #segments = 0;

  constructor(path: string, closed: () => void) {
    this.#path = path;
    this.#fd = openSync(path, 'w', 0o600);
    this.#closed = closed;
  }

  /** Writes whole segments. */
  write(text: string): void {
    for (let at = text.indexOf('~'); at >= 0; at = text.indexOf('~', at + 1)) this.#segments++;
    this.#text += text;
    if (this.#text.length > 256 * 1024) this.#flush();
  }

  /** Writes the ST, from which segments are counted. */
  startSet(st: string): void {
    this.#segments = 0;
    this.write(st);
  }

  /** Segments of the set, its SE counted. */
  get counted(): number {
    return this.#segments + 1;
  }

  close(): void {
    this.#flush();
    closeSync(this.#fd);
    this.#closed();
  }

  abandon(): void {
    closeSync(this.#fd);
    rmSync(this.#path, { force: true });
  }

  #flush(): void {
    writeSync(this.#fd, this.#text, null, 'latin1');
    this.#text = '';
  }
}
