import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import type { Format, FormatOptions, RunHead } from '../formats/format.ts';
import type { Finding } from '../model/finding.ts';
import type { FileReport, Report } from '../model/report.ts';
import { OutputError } from './errors.ts';

/** Where one format goes. */
export interface Target {
  readonly format: Format;
  /** Absent for standard output. */
  readonly path?: string;
  readonly options: FormatOptions;
}

/** Characters of text to collect before each write. */
const CHUNK = 64 * 1024;

/** Collects pieces of text and passes them on in order. */
abstract class Gatherer {
  #buffer = '';

  async write(pieces: Iterable<string>): Promise<void> {
    for (const piece of pieces) {
      this.#buffer += piece;
      if (this.#buffer.length >= CHUNK) await this.flush();
    }
  }

  async flush(): Promise<void> {
    if (this.#buffer === '') return;
    const text = this.#buffer;
    this.#buffer = '';
    await this.put(text);
  }

  /** Throws the error of the file system. */
  protected abstract put(text: string): Promise<void> | void;
}

/** Writes to a stream, and waits if the reader is slow. Once the pipe is closed, writes do nothing. */
class Writer extends Gatherer {
  readonly #stream: Writable;
  #closed = false;

  constructor(stream: Writable) {
    super();
    this.#stream = stream;
    // Each write handles its own error, but without a listener the process would end.
    stream.on('error', () => {
      this.#closed = true;
    });
  }

  protected override async put(text: string): Promise<void> {
    if (this.#closed) return;
    const error = await new Promise<NodeJS.ErrnoException | null | undefined>((done) => {
      this.#stream.write(text, done);
    });
    if (!error) return;
    this.#closed = true;
    if (error.code !== 'EPIPE') throw error;
  }
}

/**
 * A report that goes to a file: written to a temporary file next to it and renamed when it is complete, so that an old report is
 * never half overwritten. Pipes and devices are written in place.
 */
class FileOutput extends Gatherer {
  readonly #path: string;
  readonly #temporary: string | undefined;
  #file: number | undefined;

  /** Throws the error of the file system. */
  constructor(path: string) {
    super();
    const status = statSync(path, { throwIfNoEntry: false });
    // A link stays a link: its target is replaced.
    this.#path = status ? realpathSync(path) : path;
    if (status && !status.isFile()) {
      this.#file = openSync(this.#path, 'w');
      return;
    }
    this.#temporary = join(dirname(this.#path), `.${basename(this.#path)}.${process.pid}.tmp`);
    this.#file = openSync(this.#temporary, 'w', status?.mode);
  }

  protected override put(text: string): void {
    const bytes = Buffer.from(text);
    // The file is closed once the run is interrupted.
    for (let at = 0; at < bytes.length && this.#file !== undefined; ) at += writeSync(this.#file, bytes, at);
  }

  async finish(): Promise<void> {
    await this.flush();
    if (this.#file === undefined) return;
    closeSync(this.#file);
    this.#file = undefined;
    if (this.#temporary !== undefined) renameSync(this.#temporary, this.#path);
  }

  discard(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    if (this.#temporary !== undefined) rmSync(this.#temporary, { force: true });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'there is no permission to write it',
  EPERM: 'there is no permission to write it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it is larger than files can be there',
  EPIPE: 'the program that reads it has ended',
};

function outputError(path: string | undefined, error: unknown): OutputError {
  const code = (error as { code?: string }).code ?? 'unknown error';
  const reason = `${REASONS[code] ?? 'the system refused it'} (${code})`;
  return new OutputError(
    path === undefined
      ? `The report could not be written to standard output: ${reason}.`
      : `The report ${path} could not be written: ${reason}. An earlier report is unchanged.`,
  );
}

/** All reports of a run. Throws OutputError if one cannot be written; then call `discard`. */
export class Outputs {
  readonly #targets: readonly Target[];
  readonly #files = new Map<Target, FileOutput>();
  readonly #stdout: Writer;

  constructor(targets: readonly Target[], stdout: Writable) {
    this.#targets = targets;
    this.#stdout = new Writer(stdout);
    for (const target of targets) {
      if (target.path === undefined) continue;
      try {
        this.#files.set(target, new FileOutput(target.path));
      } catch (error) {
        this.discard();
        throw outputError(target.path, error);
      }
    }
  }

  async #each(pieces: (target: Target) => Iterable<string> | undefined): Promise<void> {
    for (const target of this.#targets) {
      const text = pieces(target);
      if (!text) continue;
      const to = target.path === undefined ? this.#stdout : this.#files.get(target);
      try {
        await to?.write(text);
        if (to === this.#stdout) await to.flush();
      } catch (error) {
        throw outputError(target.path, error);
      }
    }
  }

  begin(run: RunHead): Promise<void> {
    return this.#each(({ format, options }) => format.begin?.(run, options));
  }

  file(file: FileReport, findings: readonly Finding[], run: RunHead, suppressed: readonly Finding[]): Promise<void> {
    return this.#each(({ format, options }) => format.file?.(file, findings, run, options, suppressed));
  }

  /** Writes the end of every report and renames the temporary files. */
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

  /** Stops at once and deletes the temporary files of unfinished reports. */
  discard(): void {
    for (const file of this.#files.values()) file.discard();
    this.#files.clear();
  }
}

/** Writes a whole text to standard output; does nothing if it is closed. */
export async function print(text: string): Promise<void> {
  const writer = new Writer(process.stdout);
  await writer.write([text]);
  await writer.flush();
}
