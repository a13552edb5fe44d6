import type { WriteStream } from 'node:tty';

const MEGABYTE = 1_000_000;

/** One line on a terminal that shows what is being read; nothing if stderr is not a terminal. */
export class Progress {
  readonly #stream: WriteStream;
  readonly #files: number;
  #bytes = 0;
  #next = 0;
  #shown = false;

  constructor(stream: WriteStream, files: number) {
    this.#stream = stream;
    this.#files = files;
  }

  read(file: number, path: string, bytes: number): void {
    this.#bytes += bytes;
    if (!this.#stream.isTTY || this.#bytes < this.#next) return;
    // Update by bytes, not by time, so that a short run shows nothing.
    this.#next = this.#bytes + 8 * MEGABYTE;
    if (this.#bytes < 8 * MEGABYTE) return;
    this.#shown = true;
    const text = `Reading file ${file + 1} of ${this.#files}, ${Math.round(this.#bytes / MEGABYTE)} MB: ${path}`;
    this.#stream.write(`\r\x1b[K${text.slice(0, Math.max(20, (this.#stream.columns || 80) - 1))}`);
  }

  clear(): void {
    if (this.#shown) this.#stream.write('\r\x1b[K');
    this.#shown = false;
  }
}
