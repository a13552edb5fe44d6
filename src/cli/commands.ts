import type { ArgumentsCamelCase, Argv } from 'yargs';
import { lintCommand } from './commands/lint.ts';
import { UsageError } from './errors.ts';
import {
  EXPLAIN_OPTIONS,
  GUIDE_OPTIONS,
  INSPECT_OPTIONS,
  LINT_OPTIONS,
  RULES_OPTIONS,
  SHELLS,
  SPLIT_OPTIONS,
} from './options.ts';

/** How a command is written, its help text, and what it does. */
interface Definition<Parsed> {
  /** In the notation of yargs: `split <file>`. The first word is also the name of the command. */
  readonly line: string | readonly string[];
  /** As shown in the help: `split FILE`. */
  readonly usage: string;
  /** A sentence without a period. */
  readonly summary: string;
  /** Adds the options and arguments to the parser. */
  readonly build: (parser: Argv) => Argv<Parsed>;
  /** Returns the exit status. Loads the modules that only this command needs. */
  readonly run: (args: ArgumentsCamelCase<Parsed>) => Promise<number>;
}

/** A command of the program. */
export interface Command extends Pick<Definition<unknown>, 'usage' | 'summary'> {
  /** Adds the command to a parser; `done` gets its exit status. */
  addTo(parser: Argv, done: (status: number) => void): Argv;
}

function defineCommand<Parsed>({ line, usage, summary, build, run }: Definition<Parsed>): Command {
  return {
    usage,
    summary,
    addTo: (parser, done) =>
      parser.command(line, summary, build, async (args) => {
        once(args);
        done(await run(args));
      }),
  };
}

/** Names of options that take one value. */
const SINGLE = Object.entries({
  ...LINT_OPTIONS,
  ...SPLIT_OPTIONS,
  ...INSPECT_OPTIONS,
  ...EXPLAIN_OPTIONS,
  ...GUIDE_OPTIONS,
  ...RULES_OPTIONS,
})
  .filter(([, option]) => !('array' in option))
  .map(([name]) => name);

/** Checks that options with one value are given only once. Throws UsageError. */
function once(args: Readonly<Record<string, unknown>>): void {
  const twice = SINGLE.find((name) => Array.isArray(args[name]));
  if (twice) throw new UsageError(`--${twice} was given more than once.`);
}

/** The command that runs when the command line names none. */
export const LINT = defineCommand({
  line: ['$0 [paths..]', 'lint [paths..]'],
  usage: 'lint PATH...',
  summary: 'Lint files, folders (every 837 file in them), patterns, or - for standard input',
  build: (parser) =>
    parser.positional('paths', { type: 'string', array: true, describe: 'Files, folders, patterns, or -' }).options(LINT_OPTIONS),
  run: (args) => lintCommand({ ...args, paths: args.paths ?? [] }),
});

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  LINT,
  defineCommand({
    line: 'split [paths..]',
    usage: 'split PATHS',
    summary: 'Split files, each into one of good claims and one of held claims',
    build: (parser) =>
      parser
        .positional('paths', { type: 'string', array: true, default: [], describe: '837 files, folders or patterns' })
        .options(SPLIT_OPTIONS),
    run: async (args) => (await import('./commands/split.ts')).splitCommand(args),
  }),
  defineCommand({
    line: 'rules',
    usage: 'rules [--json]',
    summary: 'List the rules',
    build: (parser) => parser.options(RULES_OPTIONS),
    run: async (args) => (await import('./commands/rules.ts')).rulesCommand(args),
  }),
  defineCommand({
    line: 'explain <id>',
    usage: 'explain ID',
    summary: 'Explain what a rule requires and why, with examples',
    build: (parser) =>
      parser
        .positional('id', { type: 'string', demandOption: true, describe: 'Id of the rule, such as xolair/unit-count' })
        .options(EXPLAIN_OPTIONS),
    run: async (args) => (await import('./commands/explain.ts')).explainCommand(args),
  }),
  defineCommand({
    line: 'guide <guide> [loop]',
    usage: 'guide 837P|837I [LOOP]',
    summary: 'Print the loops of a guide, or the segments and elements of one loop',
    build: (parser) =>
      parser
        .positional('guide', { type: 'string', demandOption: true, describe: '837P or 837I' })
        .positional('loop', { type: 'string', describe: 'Loop, such as 2010AA' })
        .options(GUIDE_OPTIONS),
    run: async (args) => (await import('./commands/guide.ts')).guideCommand(args),
  }),
  defineCommand({
    line: 'inspect <file>',
    usage: 'inspect FILE',
    summary: 'Show one claim of a file, without data that identifies the patient',
    build: (parser) =>
      parser
        .positional('file', { type: 'string', demandOption: true, describe: 'File, or - for standard input' })
        .options(INSPECT_OPTIONS),
    run: async (args) => (await import('./commands/inspect.ts')).inspectCommand(args),
  }),
  defineCommand({
    line: 'init',
    usage: 'init',
    summary: 'Write a commented xolint.config.jsonc into this folder',
    build: (parser) => parser,
    run: async () => (await import('./commands/init.ts')).initCommand(process.cwd()),
  }),
  defineCommand({
    line: 'schema <of>',
    usage: 'schema config|report',
    summary: 'Print the JSON Schema of the config or of the JSON report',
    build: (parser) => parser.positional('of', { choices: ['config', 'report'] as const, demandOption: true }),
    run: async ({ of }) => (await import('./commands/schema.ts')).schemaCommand(of),
  }),
  defineCommand({
    line: 'completion [shell]',
    usage: 'completion bash|zsh',
    summary: 'Print a completion script',
    build: (parser) =>
      parser.positional('shell', { choices: SHELLS, default: SHELLS[0], describe: 'Shell that the script is for' }),
    run: async ({ shell }) => (await import('./commands/completion.ts')).completionCommand(shell),
  }),
];
