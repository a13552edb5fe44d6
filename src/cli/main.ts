import yargs, { type Argv } from 'yargs';
import { ConfigError } from '../config/errors.ts';
import { STDIN } from '../engine/inputs.ts';
import { VERSION } from '../version.ts';
import { InputError } from '../x12/errors.ts';
import { COMMANDS } from './commands.ts';
import { COMPLETE, completions } from './completion.ts';
import { OutputError, UsageError } from './errors.ts';
import { bugReport } from './guard.ts';
import { asksForHelp, helpText } from './help.ts';
import { print } from './outputs.ts';

const KNOWN = [UsageError, ConfigError, OutputError, InputError];

/** Marks words that yargs must take as they are while the line is parsed: a lone dash, and every word after a double dash. */
const MARK = '\u0000';

function marked(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const before = end < 0 ? argv : argv.slice(0, end);
  const after = end < 0 ? [] : argv.slice(end + 1);
  return [...before.map((word) => (word === STDIN ? MARK + word : word)), ...after.map((word) => MARK + word)];
}

/** The values of a parsed line without marks. */
function unmarked<T extends object>(args: T): T {
  const plain = (value: unknown): unknown =>
    typeof value === 'string' ? value.replaceAll(MARK, '') : Array.isArray(value) ? value.map(plain) : value;
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, plain(value)])) as T;
}

/** Runs one command line and returns the exit status: 0 no findings, 1 findings, 2 a run that cannot be trusted. */
export async function main(argv: readonly string[]): Promise<number> {
  if (argv[0] === COMPLETE) {
    await print(
      completions(argv.slice(1))
        .map((word) => `${word}\n`)
        .join(''),
    );
    return 0;
  }
  if (asksForHelp(argv)) {
    await print([...helpText()].join(''));
    return 0;
  }
  let status = 0;
  try {
    await parserOf(argv, (given) => {
      status = given;
    }).parseAsync();
  } catch (error) {
    return failure(error);
  }
  return status;
}

/** The parser of one command line, which runs the command that it names. */
function parserOf(argv: readonly string[], done: (status: number) => void): Argv {
  const parser = yargs(marked(argv))
    .scriptName('xolint')
    .usage('xolint [paths..]\n\nFinds the billing errors of Xolair claims in X12 837P and 837I files.');
  for (const command of COMMANDS) command.addTo(parser, done);
  return parser
    .parserConfiguration({ 'duplicate-arguments-array': true, 'greedy-arrays': false })
    .strict()
    .middleware((args) => {
      Object.assign(args, unmarked(args));
    })
    .version(VERSION)
    .help()
    .alias('help', 'h')
    .wrap(80)
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    });
}

/** Prints the error; returns the exit status. */
function failure(error: unknown): number {
  if (!isKnown(error)) {
    process.stderr.write(bugReport(error));
    return 2;
  }
  const text = error.message.replaceAll(MARK, '');
  process.stderr.write(`xolint: ${text}\n${error instanceof UsageError || isYargsError(error) ? 'See xolint --help.\n' : ''}`);
  return 2;
}

/** Errors that a user can cause. */
function isKnown(error: unknown): error is Error {
  return KNOWN.some((kind) => error instanceof kind) || isYargsError(error);
}

function isYargsError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'YError';
}
