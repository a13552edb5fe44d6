import { closeSync, fsyncSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

const BUFFER = 256 * 1024;
/** From this length on, the encoder of Node is faster than a loop. */
const LONG = 48;
const DIGIT_0 = 48;
const LARGEST_INT = 0x7fffffff;

/**
 * Bytes written from front to back; written bytes can be changed, removed, or read again. A few bytes stay in memory; more go to a
 * new file that only its owner can read. Errors are those of the file system.
 */
export class ByteFile {
  readonly #path: string;
  readonly #buffer: Buffer;
  #fd: number | undefined;
  /** Bytes filled in the buffer, and bytes before them, which are on disk. */
  #used = 0;
  #written = 0;

  /** `memory`: most bytes to keep in memory. */
  constructor(path: string, memory: number = BUFFER) {
    this.#path = path;
    this.#buffer = Buffer.allocUnsafeSlow(memory);
  }

  /** Position of the next byte. */
  get position(): number {
    return this.#written + this.#used;
  }

  /** Writes bytes `from` to `to` of `bytes`. */
  copy(bytes: Uint8Array, from = 0, to: number = bytes.length): void {
    if (this.#used + to - from > this.#buffer.length) {
      this.#flush();
      if (to - from > this.#buffer.length) {
        this.#write(bytes, from, to);
        return;
      }
    }
    this.#buffer.set(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to), this.#used);
    this.#used += to - from;
  }

  /** Writes text, one byte a character. */
  text(text: string): void {
    const { length } = text;
    if (this.#used + length > this.#buffer.length) {
      this.copy(Buffer.from(text, 'latin1'));
      return;
    }
    if (length < LONG) {
      const buffer = this.#buffer;
      const at = this.#used;
      for (let i = 0; i < length; i++) buffer[at + i] = text.charCodeAt(i);
    } else this.#buffer.write(text, this.#used, 'latin1');
    this.#used += length;
  }

  /** Writes the digits of a whole number that is not negative. */
  number(value: number): void {
    let digits = 1;
    for (let limit = 10; value >= limit; limit *= 10) digits++;
    if (this.#used + digits > this.#buffer.length) this.#flush();
    const buffer = this.#buffer;
    let at = this.#used + digits;
    this.#used = at;
    let large = value;
    while (large > LARGEST_INT) {
      const next = Math.floor(large / 10);
      buffer[--at] = DIGIT_0 + (large - next * 10);
      large = next;
    }
    // Dividing 32-bit integers takes a tenth of the time.
    let rest = large | 0;
    do {
      const next = (rest / 10) | 0;
      buffer[--at] = DIGIT_0 + rest - next * 10;
      rest = next;
    } while (rest > 0);
  }

  /** Replaces the byte at `position`. */
  patch(position: number, byte: number): void {
    if (position >= this.#written) this.#buffer[position - this.#written] = byte;
    else writeSync(this.#fd!, Uint8Array.of(byte), 0, 1, position);
  }

  /** Removes the bytes from `position` on. */
  cut(position: number): void {
    if (position >= this.#written) this.#used = position - this.#written;
    else {
      this.#written = position;
      this.#used = 0;
    }
  }

  /** Copies bytes `from` to `to` to another file. */
  copyTo(target: ByteFile, from = 0, to: number = this.position): void {
    if (this.#written === 0) {
      target.copy(this.#buffer, from, to);
      return;
    }
    // The buffer is needed to read the bytes on disk.
    this.#flush();
    for (let at = from; at < to; ) {
      const read = readSync(this.#fd!, this.#buffer, 0, Math.min(this.#buffer.length, to - at), at);
      if (read === 0) throw new Error('a temporary file became shorter');
      target.copy(this.#buffer, 0, read);
      at += read;
    }
  }

  /** Copies all bytes to another file and empties this one. */
  moveTo(target: ByteFile): void {
    this.copyTo(target);
    this.cut(0);
  }

  /** Writes the remaining bytes and closes the file, which is on disk from then on. */
  close(): void {
    this.#open();
    this.#flush();
    fsyncSync(this.#fd!);
    this.#end();
  }

  /** Closes and deletes the file. */
  discard(): void {
    this.#used = 0;
    this.#written = 0;
    if (this.#fd === undefined) return;
    this.#end();
    rmSync(this.#path, { force: true });
  }

  #open(): number {
    this.#fd ??= openSync(this.#path, 'wx+', 0o600);
    return this.#fd;
  }

  #end(): void {
    const fd = this.#fd!;
    this.#fd = undefined;
    closeSync(fd);
  }

  #flush(): void {
    if (this.#used > 0) this.#write(this.#buffer, 0, this.#used);
    this.#used = 0;
  }

  #write(bytes: Uint8Array, from: number, to: number): void {
    const fd = this.#open();
    for (let done = from; done < to; ) {
      const written = writeSync(fd, bytes, done, to - done, this.#written);
      done += written;
      this.#written += written;
    }
  }
}
