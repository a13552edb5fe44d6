import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import type { Format, FormatOptions, RunHead } from '../formats/format.ts';
import type { Finding } from '../model/finding.ts';
import type { FileReport, Report } from '../model/report.ts';
import { OutputError } from './errors.ts';

/** Where one format goes. */
export interface Target {
  readonly format: Format;
  /** None for standard output. */
  readonly path?: string;
  readonly options: FormatOptions;
}

/** Pieces are gathered to this many characters before they are written. */
const CHUNK = 64 * 1024;

/** Writes pieces in order and waits where the other side is slow. After a closed pipe it is silent. */
class Writer {
  readonly #stream: Writable;
  #buffer = '';
  #closed = false;
  #error: Error | undefined;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('error', (error: Error & { code?: string }) => {
      this.#closed = true;
      if (error.code !== 'EPIPE') this.#error = error;
    });
  }

  async write(pieces: Iterable<string>): Promise<void> {
    for (const piece of pieces) {
      this.#buffer += piece;
      if (this.#buffer.length >= CHUNK) await this.flush();
    }
  }

  async flush(): Promise<void> {
    if (this.#error) throw this.#error;
    if (this.#closed || this.#buffer === '') return;
    const text = this.#buffer;
    this.#buffer = '';
    await new Promise<void>((done) => {
      this.#stream.write(text, () => done());
    });
    if (this.#error) throw this.#error;
  }
}

/** A report on its way to a file: written beside it and renamed when it is whole, so that an old one is never half gone. */
class FileOutput {
  readonly writer: Writer;
  readonly #path: string;
  readonly #temporary: string;
  readonly #stream: WriteStream;

  constructor(path: string) {
    this.#path = path;
    this.#temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
    this.#stream = createWriteStream(this.#temporary);
    this.writer = new Writer(this.#stream);
  }

  async finish(): Promise<void> {
    await this.writer.flush();
    await new Promise<void>((done, failed) => this.#stream.end((error?: Error | null) => (error ? failed(error) : done())));
    await rename(this.#temporary, this.#path);
  }

  async discard(): Promise<void> {
    this.#stream.destroy();
    await rm(this.#temporary, { force: true });
  }
}

function outputError(path: string, error: unknown): OutputError {
  const code = (error as { code?: string }).code ?? 'unknown error';
  return new OutputError(`The report ${path} could not be written (${code}); what was there before is unchanged.`);
}

/** All reports of a run. */
export class Outputs {
  readonly #targets: readonly Target[];
  readonly #files = new Map<Target, FileOutput>();
  readonly #stdout: Writer;

  constructor(targets: readonly Target[], stdout: Writable) {
    this.#targets = targets;
    this.#stdout = new Writer(stdout);
    for (const target of targets) if (target.path !== undefined) this.#files.set(target, new FileOutput(target.path));
  }

  async #each(pieces: (target: Target) => Iterable<string> | undefined): Promise<void> {
    for (const target of this.#targets) {
      const text = pieces(target);
      if (!text) continue;
      const file = this.#files.get(target);
      if (!file) {
        await this.#stdout.write(text);
        await this.#stdout.flush();
        continue;
      }
      try {
        await file.writer.write(text);
      } catch (error) {
        throw outputError(target.path!, error);
      }
    }
  }

  begin(run: RunHead): Promise<void> {
    return this.#each(({ format, options }) => format.begin?.(run, options));
  }

  file(file: FileReport, findings: readonly Finding[], run: RunHead, suppressed: readonly Finding[]): Promise<void> {
    return this.#each(({ format, options }) => format.file?.(file, findings, run, options, suppressed));
  }

  /** Writes the end of every report and puts the files in their places. */
  async end(report: Report): Promise<void> {
    await this.#each(({ format, options }) => format.end(report, options));
    for (const [target, file] of this.#files) {
      try {
        await file.finish();
      } catch (error) {
        throw outputError(target.path!, error);
      }
    }
    this.#files.clear();
  }

  /** Gives up: files that were not finished leave no trace. */
  async discard(): Promise<void> {
    for (const file of this.#files.values()) await file.discard();
  }
}

/** Writes to standard output, whole, and in silence where it was closed. */
export async function print(text: string): Promise<void> {
  const writer = new Writer(process.stdout);
  await writer.write([text]);
  await writer.flush();
}
