import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { Commit } from '../../src/files/commit.ts';
import { arm } from './failing-fs.mjs';

/** A command whose outputs, all below `ROOT/out`, are to be all old or all new, whatever fails. */
export interface Scenario {
  readonly args: readonly string[];
  /** Input and old outputs, by path below the root. */
  readonly files: Readonly<Record<string, string>>;
  /** Folders of the outputs, which are there before. */
  readonly folders: readonly string[];
  /** The exit status when nothing fails. */
  readonly status: number;
}

/** A run in which one call of the file system failed, and what the next run made of it. */
export interface Outcome {
  readonly status: number;
  readonly stderr: string;
  readonly calls: readonly string[];
  /** Outputs after the run, and after the next one. Names of temporary files are left out. */
  readonly left: string;
  readonly settled: string;
  /** Temporary files after the next run. */
  readonly temporary: readonly string[];
  /** What the next run said about this one. */
  readonly said: readonly string[];
}

const isOwn = (name: string) => name.split('/').at(-1)!.startsWith('.xolint-');

/** Names and contents below a folder, as one text. */
function stateOf(root: string, folders: readonly string[]): string {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
    .filter((name) => !isOwn(name))
    .sort()
    .map((name) => `== ${name}\n${readFileSync(join(root, name), 'latin1')}`)
    .join('\n')
    .replaceAll(root, 'ROOT');
}

/** Runs the command line in this process, as one that is gone for the next run, and with nothing of it on the screen. */
async function run(args: readonly string[]): Promise<{ status: number; stderr: string }> {
  let stderr = '';
  const take = (text: unknown, done: unknown) => {
    stderr += String(text);
    if (typeof done === 'function') done();
    return true;
  };
  const spies = [
    vi.spyOn(process.stderr, 'write').mockImplementation(take),
    vi.spyOn(process.stdout, 'write').mockImplementation((_: unknown, done: unknown) => {
      if (typeof done === 'function') done();
      return true;
    }),
  ];
  const { pid } = process;
  Object.defineProperty(process, 'pid', { value: 0x7ffffffe, configurable: true });
  try {
    return { status: await main(args), stderr };
  } finally {
    Object.defineProperty(process, 'pid', { value: pid, configurable: true });
    for (const spy of spies) spy.mockRestore();
  }
}

/** Runs a scenario with call `at` failing (0: none), and lets the next run find what is left. */
export async function crash({ args, files, folders }: Scenario, at: number, how: string): Promise<Outcome> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'xolint-crash-')));
  try {
    for (const folder of folders) mkdirSync(join(root, folder), { mode: 0o700, recursive: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    const stop = arm({ root: join(root, 'out'), at, how });
    const ran = await run(args.map((word) => word.replaceAll('ROOT', root)));
    const calls = stop();
    const left = stateOf(root, folders);
    const said: string[] = [];
    for (const folder of folders) {
      const next = new Commit((sentence) => said.push(sentence));
      await next.enter(join(root, folder));
      next.discard();
    }
    const temporary = folders.flatMap((folder) => readdirSync(join(root, folder)).filter(isOwn));
    return { ...ran, calls, left, settled: stateOf(root, folders), temporary, said };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
