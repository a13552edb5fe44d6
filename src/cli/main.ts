import yargs from 'yargs';
import { ConfigError } from '../config/errors.ts';
import { VERSION } from '../version.ts';
import { lintCommand } from './commands/lint.ts';
import { SPLIT_OPTIONS, splitCommand } from './commands/split.ts';
import { OutputError, UsageError } from './errors.ts';
import { STDIN } from './inputs.ts';
import { LINT_OPTIONS, type LintArguments } from './options.ts';

/** yargs drops a lone dash; this stands in for it while the line is parsed. */
const STDIN_WORD = '\u0000stdin';

/** Runs one command line and gives the exit status: 0 clean, 1 findings, 2 a run that cannot be trusted. */
export async function main(argv: readonly string[]): Promise<number> {
  let status = 0;
  const parser = yargs(argv.map((word) => (word === STDIN ? STDIN_WORD : word)))
    .scriptName('xolint')
    .usage('xolint [paths..]\n\nFinds the billing errors of Xolair claims in X12 837P and 837I files.')
    .command(
      ['$0 [paths..]', 'lint [paths..]'],
      'Lint files, folders (every 837 file in them), patterns, or - for standard input',
      (y) =>
        y.positional('paths', { type: 'string', array: true, describe: 'Files, folders, patterns, or -' }).options(LINT_OPTIONS),
      async (args) => {
        status = await lintCommand({
          ...args,
          paths: (args.paths ?? []).map((path) => (path === STDIN_WORD ? STDIN : path)),
          format: args.format ?? [],
          rule: args.rule ?? [],
          quiet: args.quiet ?? false,
          stats: args.stats ?? false,
          statistics: args.statistics ?? false,
        } as unknown as LintArguments);
      },
    )
    .command(
      'split <file>',
      'Write the good and the held claims of a file as two files',
      (y) => y.positional('file', { type: 'string', demandOption: true, describe: 'An 837 file' }).options(SPLIT_OPTIONS),
      async (args) => {
        status = await splitCommand({
          ...args,
          hold: args.hold ?? [],
          rule: args.rule ?? [],
          keepControl: args.keepControl ?? false,
        });
      },
    )
    .example('xolint outgoing/', 'Lint every 837 file below a folder')
    .example('xolint claims.edi -f json:report.json -f stylish', 'JSON to a file, text to the terminal')
    .parserConfiguration({ 'duplicate-arguments-array': true, 'greedy-arrays': false })
    .strict()
    .version(VERSION)
    .help()
    .alias('help', 'h')
    .epilogue('Exit status: 0 no finding that fails the run, 1 findings, 2 the run cannot be trusted.')
    .wrap(80)
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    });
  try {
    await parser.parseAsync();
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ConfigError || error instanceof OutputError || isYargsError(error)))
      throw error;
    const text = error.message.replaceAll(STDIN_WORD, STDIN);
    process.stderr.write(`xolint: ${text}\n${error instanceof UsageError || isYargsError(error) ? 'See xolint --help.\n' : ''}`);
    return 2;
  }
  return status;
}

function isYargsError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'YError';
}
