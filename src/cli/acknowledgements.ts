import { mkdir, realpath, stat } from 'node:fs/promises';
import { AckFiles } from '../acks/ack-files.ts';
import type { AckWriter } from '../acks/ack-writer.ts';
import { ACKNOWLEDGEMENTS, type AcknowledgementName } from '../acks/acknowledgements.ts';
import type { AckTime } from '../acks/edi.ts';
import { refusesFile, type Telling } from '../acks/status.ts';
import type { Settings } from '../config/settings.ts';
import { type Observer, together } from '../engine/observer.ts';
import type { Commit } from '../files/commit.ts';
import { isSystemError, OutputError, reasonOf } from '../files/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { FileReport } from '../model/report.ts';
import { WrittenWrongError } from '../split/read-back.ts';

/** A requested acknowledgement. */
export interface AckTarget {
  readonly name: AcknowledgementName;
  readonly folder: string;
}

/** The files and writer of one acknowledgement of one input. */
interface Writing {
  readonly files: AckFiles;
  readonly writer: AckWriter;
}

function yearMonthDay(now: Date): AckTime {
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    date: `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`,
    time: `${two(now.getHours())}${two(now.getMinutes())}`,
  };
}

/** Creates a folder that only its owner can use, or checks that others cannot read it: acknowledgements name patients. Returns its real path. */
async function privateFolder(path: string, commit: Commit): Promise<string> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const real = await realpath(path);
    const { mode } = await stat(real);
    if (process.platform !== 'win32' && (mode & 0o004) !== 0) {
      throw new OutputError(
        `Everyone can read the folder ${path}, and acknowledgements name patients' claims. Run chmod 700 ${path}, or name another folder.`,
      );
    }
    await commit.enter(real);
    return real;
  } catch (error) {
    if (error instanceof OutputError) throw error;
    throw new OutputError(`The folder ${path} cannot be written to: ${reasonOf(error)}. Check its permissions.`);
  }
}

/** A target whose folder can be used, and the class that writes to it. */
interface OpenTarget extends AckTarget {
  readonly Writer: Awaited<ReturnType<(typeof ACKNOWLEDGEMENTS)[AcknowledgementName]>>;
}

/** The acknowledgements of a run. */
export class Acknowledgements {
  readonly #targets: readonly OpenTarget[];
  readonly #telling: Telling;
  readonly #when: AckTime;
  readonly #commit: Commit;
  readonly #names = new Set<string>();
  #current: Writing[] = [];
  readonly #ready: AckFiles[] = [];
  /** The first error of writing; nothing is written after it. Kept until the input is read, since it is not a fault of the input. */
  #error: unknown;

  private constructor(
    targets: readonly OpenTarget[],
    settings: Pick<Settings, 'rules' | 'payerPolicies'>,
    now: Date,
    commit: Commit,
  ) {
    this.#commit = commit;
    this.#targets = targets;
    this.#telling = { rules: new Map(settings.rules.map((rule) => [rule.id, rule])), payerPolicies: settings.payerPolicies };
    this.#when = yearMonthDay(now);
  }

  /** Throws OutputError if a folder cannot be used. */
  static async open(
    targets: readonly AckTarget[],
    settings: Pick<Settings, 'rules' | 'payerPolicies'>,
    now: Date,
    commit: Commit,
  ): Promise<Acknowledgements> {
    const open: OpenTarget[] = [];
    for (const target of targets) {
      const folder = await privateFolder(target.folder, commit);
      open.push({ ...target, folder, Writer: await ACKNOWLEDGEMENTS[target.name]() });
    }
    return new Acknowledgements(open, settings, now, commit);
  }

  /** The observer of the claims of a file; undefined when no acknowledgement was requested. */
  observer(path: string): Observer | undefined {
    if (this.#targets.length === 0) return undefined;
    this.#current = this.#targets.map(({ name, folder, Writer }) => {
      const files = new AckFiles(folder, name, this.#names, this.#commit);
      return { files, writer: new Writer(files, path, this.#telling, this.#when) };
    });
    const all = together(this.#current.map(({ writer }) => writer));
    return {
      claim: (claim, findings, lasting) => this.#attempt(() => all.claim!(claim, findings, lasting)),
      transaction: (set, findings) => this.#attempt(() => all.transaction!(set, findings)),
      group: (group, findings) => this.#attempt(() => all.group!(group, findings)),
      interchange: (interchange, findings) => this.#attempt(() => all.interchange!(interchange, findings)),
    };
  }

  #attempt(write: () => void): void {
    if (this.#error !== undefined) return;
    try {
      write();
    } catch (error) {
      this.#error = error;
    }
  }

  /**
   * A file that could not be read whole is not acknowledged, nor one with an error outside of its interchanges: then the sentence that says
   * so is returned. Throws OutputError if an acknowledgement could not be written.
   */
  fileDone(file: FileReport, findings: readonly Finding[]): string | undefined {
    if (this.#current.length === 0) return undefined;
    if (isSystemError(this.#error)) throw new OutputError(`The acknowledgements could not be written: ${reasonOf(this.#error)}.`);
    if (this.#error instanceof WrittenWrongError)
      throw new OutputError(
        `${file.path} could not be acknowledged: ${this.#error.message}. Correct what lint reports for it first.`,
      );
    if (this.#error !== undefined) throw this.#error;
    const refusal = findings.find((finding) => refusesFile(finding, this.#telling.rules));
    for (const { files, writer } of this.#current) {
      writer.discard();
      if (file.fault || refusal) files.discard();
      else this.#ready.push(files);
    }
    this.#current = [];
    return (
      refusal && `${file.path} was not acknowledged: ${refusal.rule} at line ${refusal.location.line} belongs to no interchange.`
    );
  }

  /** Plans to put all acknowledgements in place; returns their number. */
  finish(): number {
    return this.#ready.splice(0).reduce((number, files) => number + files.finish(), 0);
  }

  discard(): void {
    for (const { files, writer } of this.#current) {
      writer.discard();
      files.discard();
    }
    for (const files of this.#ready) files.discard();
  }
}
