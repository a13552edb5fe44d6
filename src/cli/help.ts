import { ACKNOWLEDGEMENT_NAMES } from '../acks/acknowledgements.ts';
import { FORMATS } from '../formats/index.ts';
import { wrap } from '../formats/wrap.ts';
import { COMMANDS, LINT } from './commands.ts';
import { LINT_OPTIONS } from './options.ts';

/** Columns of the help. */
const WIDTH = 80;
/** Where descriptions begin. */
const INDENT = 8;

/** The names of option values in the help. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  format: 'NAME[:PATH]',
  show: 'WHAT',
  config: 'FILE',
  'print-config': 'FILE',
  rule: 'ID:SEVERITY',
  'payer-class': 'CLASS',
  'fail-on': 'LEVEL',
  'max-warnings': 'N',
  'ignore-pattern': 'PATTERN',
  'stdin-filename': 'NAME',
  'suppress-rule': 'ID',
  'suppress-reason': 'TEXT',
  'suppress-until': 'DATE',
  'suppress-by': 'NAME',
  'suppressions-location': 'FILE',
};

/** All commands but lint, which the help describes in full. */
const OTHERS = COMMANDS.filter((command) => command !== LINT);

/** Names of the commands that have a help of their own. */
export const COMMAND_NAMES: readonly string[] = OTHERS.map(({ usage }) => usage.split(' ')[0]!);

const EXAMPLES: readonly [string, string][] = [
  ['xolint outgoing/', 'Lint every 837 file below a folder.'],
  ['xolint claims.edi -f html:report.html', 'A page for people who correct claims.'],
  ['xolint claims.edi -f json:report.json -f stylish', 'JSON to a file, text to the terminal.'],
  ['gunzip -c claims.gz | xolint - --stdin-filename claims.gz', 'Standard input. Gzip files are also read directly.'],
];

const EXIT: readonly [string, string][] = [
  ['0', 'No finding that fails the run.'],
  ['1', 'Findings at or above --fail-on, or more warnings than --max-warnings.'],
  [
    '2',
    'The run cannot be trusted: bad usage or config, a file that cannot be read or has no 837P or 837I claims, or no file at all.',
  ],
];

/** The properties of a yargs option that the help shows. */
interface Described {
  readonly alias?: string;
  readonly group: string;
  readonly describe: string;
  readonly choices?: readonly string[];
  readonly default?: unknown;
}

function* paragraph(text: string, indent: number): Generator<string> {
  for (const line of wrap(text, WIDTH - indent)) yield `${' '.repeat(indent)}${line}\n`;
}

/** A term and its meaning, on the same line if there is room, else below. */
function* term(name: string, text: string, width: number): Generator<string> {
  if (name.length + 2 > width) {
    yield `  ${name}\n`;
    yield* paragraph(text, INDENT);
    return;
  }
  const lines = wrap(text, WIDTH - width - 2);
  for (const [i, line] of lines.entries()) yield `  ${(i === 0 ? name : '').padEnd(width)}${line}\n`;
}

function optionName(name: string, option: Described): string {
  const short = option.alias ? `-${option.alias}, ` : '';
  const argument = ARGUMENTS[name] ? ` ${ARGUMENTS[name]}` : '';
  return `${short}--${name}${argument}`;
}

function optionText(name: string, option: Described): string {
  const formats =
    name === 'format'
      ? ` Formats: ${Object.keys(FORMATS).join(', ')}; ${ACKNOWLEDGEMENT_NAMES.join(' and ')} as NAME:FOLDER. Default: stylish.`
      : '';
  const choices = option.choices ? ` One of ${option.choices.join(', ')}.` : '';
  const standard = typeof option.default === 'string' ? ` Default: ${option.default}.` : '';
  return `${option.describe}.${formats}${choices}${standard}`;
}

/** The help of the lint command: at most 80 columns, options by group. */
export function* helpText(): Generator<string> {
  yield 'NAME\n';
  yield* paragraph('xolint - find the billing errors of Xolair claims in 837P and 837I files', 2);
  yield '\nSYNOPSIS\n  xolint [options] PATH...\n  xolint COMMAND [--help]\n';
  yield '\nDESCRIPTION\n';
  yield* paragraph(
    'Reads X12 837 files, folders (every file in them that has an ISA), patterns, or - for standard input, and reports what a payer would reject or deny, where it is, and what to do. Data that identifies a patient is withheld unless you ask for it with --show.',
    2,
  );
  yield '\nCOMMANDS\n';
  for (const { usage, summary } of OTHERS) yield* term(usage, `${summary}.`, 24);
  const groups = new Map<string, [string, Described][]>();
  for (const [name, option] of Object.entries(LINT_OPTIONS) as [string, Described][])
    groups.set(option.group, [...(groups.get(option.group) ?? []), [name, option]]);
  for (const [group, options] of groups) {
    yield `\n${group.replace(':', '').toUpperCase()}\n`;
    for (const [name, option] of options) yield* term(optionName(name, option), optionText(name, option), 24);
  }
  yield '\nOTHER\n';
  yield* term('-h, --help', 'Show this help, or that of a command.', 24);
  yield* term('--version', 'Show the version.', 24);
  yield '\nEXIT STATUS\n';
  for (const [status, text] of EXIT) yield* term(status, text, 4);
  yield '\nEXAMPLES\n';
  for (const [line, text] of EXAMPLES) {
    yield `  ${line}\n`;
    yield* paragraph(text, INDENT);
  }
}

/** Whether a command line asks for the help of the lint command. */
export function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const first = words.find((word) => !word.startsWith('-'));
  return words.some((word) => word === '--help' || word === '-h') && !COMMAND_NAMES.includes(first ?? '');
}
