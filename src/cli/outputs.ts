import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { type Commit, openNew } from '../files/commit.ts';
import { isSystemError, OutputError, reasonOf } from '../files/errors.ts';
import type { Target as FileTarget } from '../files/target.ts';
import type { Format, FormatOptions, RunHead } from '../formats/format.ts';
import type { Finding } from '../model/finding.ts';
import type { FileReport, Report } from '../model/report.ts';

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
 * A report that goes to a file: written under a temporary name and put in place with the whole run, so that an old report is never half
 * overwritten. Pipes and devices are written in place.
 */
class FileOutput extends Gatherer {
  readonly #target: FileTarget;
  readonly #temporary: string | undefined;
  #file: number | undefined;

  /** Throws the error of the file system. */
  constructor(target: FileTarget, commit: Commit, confidential: boolean) {
    super();
    this.#target = target;
    if (target.inPlace) this.#file = openSync(join(target.folder, target.name), 'w');
    else {
      this.#temporary = commit.temporary(target.folder);
      this.#file = openNew(this.#temporary, target, confidential);
    }
  }

  protected override put(text: string): void {
    const bytes = Buffer.from(text);
    // The file is closed once the run is interrupted.
    for (let at = 0; at < bytes.length && this.#file !== undefined; ) at += writeSync(this.#file, bytes, at);
  }

  /** Completes the file and plans to put it in place. */
  async finish(commit: Commit): Promise<void> {
    await this.flush();
    if (this.#file === undefined) return;
    if (this.#temporary !== undefined) fsyncSync(this.#file);
    this.#close();
    if (this.#temporary !== undefined) commit.replace(this.#target, this.#temporary);
  }

  /** Stops at once. The commit removes the temporary file. */
  discard(): void {
    try {
      this.#close();
    } catch {}
  }

  #close(): void {
    const file = this.#file;
    this.#file = undefined;
    if (file !== undefined) closeSync(file);
  }
}

function outputError(path: string | undefined, error: unknown): unknown {
  if (path === undefined) return new OutputError(`The report could not be written to standard output: ${reasonOf(error)}.`);
  return isSystemError(error) ? new OutputError(`The report ${path} could not be written: ${reasonOf(error)}.`) : error;
}

/** All reports of a run. Throws OutputError if one cannot be written; then call `discard`. */
export class Outputs {
  readonly #targets: readonly Target[];
  readonly #files = new Map<Target, FileOutput>();
  readonly #stdout: Writer;
  readonly #commit: Commit;

  private constructor(targets: readonly Target[], stdout: Writable, commit: Commit) {
    this.#targets = targets;
    this.#stdout = new Writer(stdout);
    this.#commit = commit;
  }

  /** Opens the files. Files that are `confidential`, because they hold what identifies patients, can be read by their owner only. */
  static async open(
    targets: readonly Target[],
    stdout: Writable,
    commit: Commit,
    { confidential }: { readonly confidential: boolean },
  ): Promise<Outputs> {
    const outputs = new Outputs(targets, stdout, commit);
    for (const target of targets) {
      if (target.path === undefined) continue;
      try {
        outputs.#files.set(target, new FileOutput(await commit.target(target.path), commit, confidential));
      } catch (error) {
        outputs.discard();
        throw outputError(target.path, error);
      }
    }
    return outputs;
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

  /** Writes the end of every report, and plans to put the files in place. */
  async end(report: Report): Promise<void> {
    await this.#each(({ format, options }) => format.end(report, options));
    for (const [target, file] of this.#files) {
      try {
        await file.finish(this.#commit);
      } catch (error) {
        throw outputError(target.path!, error);
      }
    }
    this.#files.clear();
  }

  /** Stops at once. */
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

/** Says what an earlier run left, and what became of it. */
export function sayOfEarlierRuns(sentence: string): void {
  process.stderr.write(`xolint: ${sentence}\n`);
}
