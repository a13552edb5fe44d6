import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../bin/xolint.js', import.meta.url));

/** How a run ended. */
export interface Ran {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Collects the output of a process until it ends. */
export function ended(child: ChildProcess): Promise<Ran> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (status, signal) =>
      done({ status, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
}

/** A separate folder for the files of a test. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'xolint-cli-'));

  /** Writes a file, one byte a character, and returns its name. */
  put(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
    return name;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Starts xolint in the folder. */
  start(args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [BIN, ...args], { cwd: this.folder, stdio: 'pipe', env: plain() });
  }

  /** Runs xolint in the folder. */
  run(args: readonly string[], input: string | Uint8Array = ''): Promise<Ran> {
    const child = this.start(args);
    child.stdin!.on('error', () => {});
    child.stdin!.end(typeof input === 'string' ? Buffer.from(input, 'latin1') : input);
    return ended(child);
  }

  /** Runs a line of the shell in the folder; `$XOLINT` is the program. */
  shell(line: string): Promise<Ran> {
    const xolint = `'${process.execPath}' '${BIN}'`;
    return ended(
      spawn('sh', ['-c', line.replaceAll('$XOLINT', xolint)], {
        cwd: this.folder,
        env: plain(),
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  /** Runs xolint so that file permissions apply, even if the tests run as root. */
  runBound(args: readonly string[]): Promise<Ran> {
    const bound = process.getuid?.() === 0 ? ['setpriv', '--inh-caps=-all', '--bounding-set=-all', '--'] : [];
    const [program, ...rest] = [...bound, process.execPath, BIN, ...args];
    return ended(spawn(program!, rest, { cwd: this.folder, env: plain(), stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The environment without variables that change colors or cause warnings. */
function plain(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, ...(HOME && { HOME }), ...(TMPDIR && { TMPDIR }) };
}
