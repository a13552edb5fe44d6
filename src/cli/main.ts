import yargs from 'yargs';
import { ConfigError } from '../config/errors.ts';
import { STDIN } from '../engine/inputs.ts';
import { VERSION } from '../version.ts';
import { InputError } from '../x12/errors.ts';
import { lintCommand } from './commands/lint.ts';
import { COMPLETE, COMPLETION_SCRIPTS, completions, SHELLS } from './completion.ts';
import { OutputError, UsageError } from './errors.ts';
import { bugReport } from './guard.ts';
import { asksForHelp, helpText } from './help.ts';
import { LINT_OPTIONS, type LintArguments, SPLIT_OPTIONS } from './options.ts';
import { print } from './outputs.ts';

const KNOWN = [UsageError, ConfigError, OutputError, InputError];

const { color } = LINT_OPTIONS;

/** Marks words that yargs must take as they are while the line is parsed: a lone dash, and what stands behind a double dash. */
const MARK = '\u0000';

function marked(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const before = end < 0 ? argv : argv.slice(0, end);
  const behind = end < 0 ? [] : argv.slice(end + 1);
  return [...before.map((word) => (word === STDIN ? MARK + word : word)), ...behind.map((word) => MARK + word)];
}

/** The values of a parsed line without marks. */
function unmarked<T extends object>(args: T): T {
  const plain = (value: unknown): unknown =>
    typeof value === 'string' ? value.replaceAll(MARK, '') : Array.isArray(value) ? value.map(plain) : value;
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, plain(value)])) as T;
}

/** Runs one command line and gives the exit status: 0 clean, 1 findings, 2 a run that cannot be trusted. */
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
  const parser = yargs(marked(argv))
    .scriptName('xolint')
    .usage('xolint [paths..]\n\nFinds the billing errors of Xolair claims in X12 837P and 837I files.')
    .command(
      ['$0 [paths..]', 'lint [paths..]'],
      'Lint files, folders (every 837 file in them), patterns, or - for standard input',
      (y) =>
        y.positional('paths', { type: 'string', array: true, describe: 'Files, folders, patterns, or -' }).options(LINT_OPTIONS),
      async (args) => {
        once(args);
        status = await lintCommand({
          ...args,
          paths: args.paths ?? [],
          format: args.format ?? [],
          rule: args.rule ?? [],
          quiet: args.quiet ?? false,
          stats: args.stats ?? false,
          statistics: args.statistics ?? false,
          suppressAll: args.suppressAll ?? false,
          suppressRule: args.suppressRule ?? [],
          pruneSuppressions: args.pruneSuppressions ?? false,
          passOnUnprunedSuppressions: args.passOnUnprunedSuppressions ?? false,
        } as unknown as LintArguments);
      },
    )
    .command(
      'split <file>',
      'Split a file into one of good claims and one of held claims',
      (y) => y.positional('file', { type: 'string', demandOption: true, describe: 'An 837 file' }).options(SPLIT_OPTIONS),
      async (args) => {
        const { splitCommand } = await import('./commands/split.ts');
        status = await splitCommand({
          ...args,
          hold: args.hold ?? [],
          config: configOf(args.config),
          rule: args.rule ?? [],
          keepControl: args.keepControl ?? false,
          format: args.format ?? [],
        });
      },
    )
    .command(
      'rules',
      'List the rules',
      (y) => y.options({ json: { type: 'boolean', describe: 'As JSON, with all the data of each rule' }, color }),
      async (args) => {
        const { rulesCommand } = await import('./commands/rules.ts');
        status = await rulesCommand({ json: args.json ?? false, color: args.color });
      },
    )
    .command(
      'explain <id>',
      'Explain what a rule requires and why, with examples',
      (y) =>
        y
          .positional('id', { type: 'string', demandOption: true, describe: 'Id of the rule, such as xolair/unit-count' })
          .options({ config: { ...LINT_OPTIONS.config, describe: 'Configuration file that defines the rule' }, color }),
      async (args) => {
        const { explainCommand } = await import('./commands/explain.ts');
        status = await explainCommand({ id: args.id, config: configOf(args.config), color: args.color });
      },
    )
    .command(
      'inspect <file>',
      'Show one claim of a file, without data that identifies the patient',
      (y) =>
        y.positional('file', { type: 'string', demandOption: true, describe: 'File, or - for standard input' }).options({
          claim: { type: 'string', requiresArg: true, describe: 'Which claim of the file, counted from 1' },
          query: {
            type: 'string',
            requiresArg: true,
            describe: 'Elements to print, as node-x12 names them: SV101, NM109:NM101["85"], LX-LIN03',
          },
          show: LINT_OPTIONS.show,
        }),
      async (args) => {
        const { inspectCommand } = await import('./commands/inspect.ts');
        status = await inspectCommand({
          file: args.file,
          claim: args.claim,
          query: args.query,
          show: args.show,
        });
      },
    )
    .command(
      'init',
      'Write a commented xolint.config.jsonc into this folder',
      () => {},
      async () => {
        const { initCommand } = await import('./commands/init.ts');
        status = await initCommand(process.cwd());
      },
    )
    .command(
      'schema <of>',
      'Print the JSON Schema of the config or of the JSON report',
      (y) => y.positional('of', { choices: ['config', 'report'] as const, demandOption: true }),
      async (args) => {
        const { schemaCommand } = await import('./commands/schema.ts');
        status = await schemaCommand(args.of);
      },
    )
    .command(
      'completion [shell]',
      'Print a completion script',
      (y) => y.positional('shell', { choices: SHELLS, default: SHELLS[0], describe: 'Shell that the script is for' }),
      async (args) => {
        await print(COMPLETION_SCRIPTS[args.shell]);
      },
    )
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
  try {
    await parser.parseAsync();
  } catch (error) {
    if (!isKnown(error)) {
      process.stderr.write(bugReport(error));
      return 2;
    }
    const text = error.message.replaceAll(MARK, '');
    process.stderr.write(`xolint: ${text}\n${error instanceof UsageError || isYargsError(error) ? 'See xolint --help.\n' : ''}`);
    return 2;
  }
  return status;
}

/** Errors that a user can cause. */
function isKnown(error: unknown): error is Error {
  return KNOWN.some((kind) => error instanceof kind) || isYargsError(error);
}

/** Options that take one value are given once. Throws UsageError. */
function once(args: Readonly<Record<string, unknown>>): void {
  for (const [name, option] of Object.entries(LINT_OPTIONS)) {
    if (!('array' in option) && Array.isArray(args[name])) throw new UsageError(`--${name} was given more than once.`);
  }
}

/** `--config`, or false for `--no-config`. */
function configOf(value: unknown): string | false | undefined {
  return value === false || typeof value === 'string' ? value : undefined;
}

function isYargsError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'YError';
}
