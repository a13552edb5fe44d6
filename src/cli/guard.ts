import type { Writable } from 'node:stream';

/** Whether the run has come to a status of its own. */
let isJudged = false;

/**
 * The text for an error that no user can cause: its type and stack. Without its message, which may contain a piece of a file.
 */
export function bugReport(error: unknown): string {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return damage(error) ?? `xolint: This is a bug in xolint or in a custom rule (${name}):\n${frames.join('\n')}\n`;
}

/** The text for an error of loading a part of xolint, which is missing or cut off; undefined for any other error. */
function damage(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, name, stack = '' } = error as NodeJS.ErrnoException;
  // The stack of an error in the text of a module begins with the module.
  const isCut = error instanceof SyntaxError && (stack.startsWith('file:') || stack.includes('ModuleJob'));
  if (!isCut && code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return undefined;
  return `xolint: This installation of xolint is damaged: a part of it could not be loaded (${code ?? name}). Install it again.\n`;
}

/**
 * Makes every unexpected error end the process with a bug report and exit status 2, and ignores a closed stderr. Until `endProcess` is
 * called, no way in which the process ends gives 0 or 1, which mean that the files were judged.
 */
export function guardProcess(): void {
  process.exitCode = 2;
  process.stderr.on('error', () => {});
  const bug = (error: unknown) => {
    isJudged = true;
    process.stderr.write(bugReport(error));
    process.exit(2);
  };
  process.on('uncaughtException', bug);
  process.on('unhandledRejection', bug);
  process.on('exit', () => {
    if (isJudged) return;
    process.exitCode = 2;
    process.stderr.write(
      'xolint: The run ended before it came to a verdict: a config or a custom rule ended the process, or waits for what never comes. Correct it, or run without it (--no-config).\n',
    );
  });
}

/** Waits until what was written to a stream has left the process. */
function flushed(stream: Writable): Promise<void> {
  if (stream.destroyed || stream.writableLength === 0) return Promise.resolve();
  return new Promise((done) => {
    stream.once('error', () => done());
    stream.write('', () => done());
  });
}

/** Ends the process with a status of the run, also where a config left something that would keep it alive. */
export async function endProcess(status: number): Promise<never> {
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  endNow(status);
}

/** The same without waiting. */
export function endNow(status: number): never {
  isJudged = true;
  process.exit(status);
}
