/**
 * The text for an error that no user can cause: its type and stack. Without its message, which may contain a piece of a file.
 */
export function bugReport(error: unknown): string {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return `xolint: This is a bug in xolint or in a custom rule (${name}):\n${frames.join('\n')}\n`;
}

/** Makes every unexpected error end the process with a bug report and exit status 2, and ignores a closed stderr. */
export function guardProcess(): void {
  process.stderr.on('error', () => {});
  const bug = (error: unknown) => {
    process.stderr.write(bugReport(error));
    process.exit(2);
  };
  process.on('uncaughtException', bug);
  process.on('unhandledRejection', bug);
}
