/**
 * What to say of an error that no user can cause: its kind and where it arose. Not its message, which may hold a piece of a file.
 */
export function bugReport(error: unknown): string {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return `xolint: This is a bug in xolint or in a custom rule (${name}):\n${frames.join('\n')}\n`;
}

/** Sees to it that nothing ends the process in another way than a run does: a closed stderr is silence, a bug is exit status 2. */
export function guardProcess(): void {
  process.stderr.on('error', () => {});
  const bug = (error: unknown) => {
    process.stderr.write(bugReport(error));
    process.exit(2);
  };
  process.on('uncaughtException', bug);
  process.on('unhandledRejection', bug);
}
