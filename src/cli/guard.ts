/**
 * The text for an error that no user can cause: its type and stack. Without its message, which may contain a piece of a file.
 */
export function bugReport(error: unknown): string {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return `xolint: This is a bug in xolint or in a custom rule (${name}):\n${frames.join('\n')}\n`;
}

/** Statuses of a process that a signal ended. */
const BY_SIGNAL = 128;

/**
 * Makes every unexpected error end the process with a bug report and exit status 2, and ignores a closed stderr. Until `verdict` is
 * called, no way in which the process ends gives 0 or 1, which mean that the files were judged.
 */
export function guardProcess(): { verdict: (status: number) => void } {
  let isJudged = false;
  process.exitCode = 2;
  process.stderr.on('error', () => {});
  const bug = (error: unknown) => {
    isJudged = true;
    process.stderr.write(bugReport(error));
    process.exit(2);
  };
  process.on('uncaughtException', bug);
  process.on('unhandledRejection', bug);
  process.on('exit', (status) => {
    if (isJudged || status > BY_SIGNAL) return;
    process.exitCode = 2;
    process.stderr.write(
      'xolint: The run ended before it came to a verdict: a config or a custom rule ended the process, or waits for something that never comes. Correct it, or run without it (--no-config).\n',
    );
  });
  return {
    verdict: (status) => {
      isJudged = true;
      process.exitCode = status;
    },
  };
}
