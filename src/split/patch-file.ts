import { closeSync, openSync, writeSync } from 'node:fs';

const BUFFER = 256 * 1024;

/** A file that is written from front to back, with single bytes changed later. Errors are those of the file system. */
export class PatchFile {
  readonly #fd: number;
  readonly #buffer = Buffer.allocUnsafe(BUFFER);
  #used = 0;
  /** Bytes already on disk. */
  #written = 0;

  constructor(path: string) {
    this.#fd = openSync(path, 'w', 0o600);
  }

  /** Where the next byte goes. */
  get position(): number {
    return this.#written + this.#used;
  }

  write(bytes: Uint8Array): void {
    if (this.#used + bytes.length > BUFFER) this.#flush();
    if (bytes.length > BUFFER) this.#writeAll(bytes);
    else {
      this.#buffer.set(bytes, this.#used);
      this.#used += bytes.length;
    }
  }

  /** Text of one byte a character. */
  text(text: string): void {
    this.write(Buffer.from(text, 'latin1'));
  }

  /** Replaces the byte at `position`. */
  patch(position: number, byte: number): void {
    if (position >= this.#written) this.#buffer[position - this.#written] = byte;
    else writeSync(this.#fd, Uint8Array.of(byte), 0, 1, position);
  }

  close(): void {
    this.#flush();
    closeSync(this.#fd);
  }

  /** Closes without writing what is left. */
  abandon(): void {
    closeSync(this.#fd);
  }

  #flush(): void {
    this.#writeAll(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
  }

  #writeAll(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const written = writeSync(this.#fd, bytes, done, bytes.length - done, this.#written);
      done += written;
      this.#written += written;
    }
  }
}
