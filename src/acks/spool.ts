import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

const MEMORY = 1024 * 1024;
const CHUNK = 256 * 1024;

/** Text that must wait until something before it is known: in memory while it is small, in a private file beside the target else. */
export class Spool {
  readonly #path: string;
  #text: string[] = [];
  #length = 0;
  #fd: number | undefined;
  #onDisk = 0;

  constructor(path: string) {
    this.#path = path;
  }

  write(text: string): void {
    this.#text.push(text);
    this.#length += text.length;
    if (this.#length > MEMORY) this.#spill();
  }

  /** Hands everything on in order, and is empty again. */
  moveTo(take: (text: string) => void): void {
    if (this.#fd !== undefined) {
      const buffer = Buffer.allocUnsafe(CHUNK);
      for (let at = 0; at < this.#onDisk; ) {
        const read = readSync(this.#fd, buffer, 0, Math.min(CHUNK, this.#onDisk - at), at);
        take(buffer.toString('latin1', 0, read));
        at += read;
      }
      this.#onDisk = 0;
    }
    for (const text of this.#text) take(text);
    this.#text = [];
    this.#length = 0;
  }

  /** Forgets everything and removes the file. */
  clear(): void {
    this.#text = [];
    this.#length = 0;
    this.#onDisk = 0;
    if (this.#fd === undefined) return;
    closeSync(this.#fd);
    rmSync(this.#path, { force: true });
    this.#fd = undefined;
  }

  #spill(): void {
    this.#fd ??= openSync(this.#path, 'w+', 0o600);
    const bytes = Buffer.from(this.#text.join(''), 'latin1');
    writeSync(this.#fd, bytes, 0, bytes.length, this.#onDisk);
    this.#onDisk += bytes.length;
    this.#text = [];
    this.#length = 0;
  }
}
