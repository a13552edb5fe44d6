import type { InferredOptionType, Options } from 'yargs';
import { ACKNOWLEDGEMENT_NAMES, type AcknowledgementName, isAcknowledgement } from '../acks/acknowledgements.ts';
import { PAYER_CLASSES } from '../codes/payers.ts';
import type { RuleWord } from '../config/resolve.ts';
import { FORMATS, type FormatName, isFormatName } from '../formats/index.ts';
import type { RuleSeverity, Shown } from '../model/finding.ts';
import type { AckTarget } from './acknowledgements.ts';
import { UsageError } from './errors.ts';

/** Options of the lint command by name, in the form that yargs takes. */
export const LINT_OPTIONS = {
  format: {
    alias: 'f',
    type: 'string',
    array: true,
    default: ['stylish'],
    requiresArg: true,
    group: 'Report:',
    describe: 'Format of the report; with a path, it goes to a file. May be repeated',
  },
  show: {
    type: 'string',
    requiresArg: true,
    group: 'Report:',
    describe: 'Show what is withheld by default: pcn, dos, segment (separated by commas)',
  },
  quiet: {
    type: 'boolean',
    default: false,
    group: 'Report:',
    describe: 'Show errors only; the exit status still counts all findings',
  },
  stats: { type: 'boolean', default: false, group: 'Report:', describe: 'Add counts by rule, and what was not checked' },
  statistics: { type: 'boolean', default: false, group: 'Report:', describe: 'Add counts by rule, payer and file' },
  color: { type: 'boolean', group: 'Report:', describe: 'Force colors on, or off (--no-color)' },
  config: {
    alias: 'c',
    type: 'string',
    // --no-config gives false.
    coerce: (path: string | false) => path,
    requiresArg: true,
    group: 'Rules:',
    describe: 'Configuration file; by default the nearest xolint.config.* (--no-config: none)',
  },
  'config-code': {
    type: 'boolean',
    default: true,
    group: 'Rules:',
    describe: 'Run a config that is code, .js or .mjs (--no-config-code: refuse it, only .json and .jsonc are read)',
  },
  'print-config': {
    type: 'string',
    requiresArg: true,
    group: 'Rules:',
    describe: 'Print the settings for a file as JSON, and lint nothing',
  },
  rule: {
    type: 'string',
    array: true,
    default: [],
    requiresArg: true,
    group: 'Rules:',
    describe:
      'Set a rule, or one row of it such as x12/situational/zip, to off, info, warning or error. ID may end in *; may be repeated',
  },
  'payer-class': {
    type: 'string',
    choices: PAYER_CLASSES,
    requiresArg: true,
    group: 'Rules:',
    describe: 'Payer class for claims whose SBR09 gives none',
  },
  production: {
    type: 'boolean',
    group: 'Rules:',
    describe: 'The files are for production: ISA15 must be P (--no-production: T)',
  },
  'fail-on': {
    type: 'string',
    choices: ['error', 'warning', 'info', 'never'],
    default: 'error',
    requiresArg: true,
    group: 'Verdict:',
    describe: 'Lowest severity that fails the run',
  },
  'max-warnings': {
    type: 'string',
    requiresArg: true,
    group: 'Verdict:',
    describe: 'Fail when there are more warnings than this',
  },
  'error-on-unmatched-pattern': {
    type: 'boolean',
    default: true,
    group: 'Verdict:',
    describe: 'A path without 837 files fails the run (--no-…: it does not)',
  },
  'suppress-all': {
    type: 'boolean',
    default: false,
    group: 'Baseline:',
    describe: 'Accept all findings of this run: write them into the suppressions',
  },
  'suppress-rule': {
    type: 'string',
    array: true,
    default: [],
    requiresArg: true,
    group: 'Baseline:',
    describe: 'Accept the findings of one rule; may end in *; may be repeated',
  },
  'suppress-reason': { type: 'string', requiresArg: true, group: 'Baseline:', describe: 'Why they are accepted' },
  'suppress-until': {
    type: 'string',
    requiresArg: true,
    group: 'Baseline:',
    describe: 'Last day of the suppression, such as 2027-01-31; after it, the findings fail the run',
  },
  'suppress-by': {
    type: 'string',
    requiresArg: true,
    group: 'Baseline:',
    describe: 'Who accepts them; by default the current user',
  },
  'suppressions-location': {
    type: 'string',
    requiresArg: true,
    group: 'Baseline:',
    describe: 'Suppressions file; by default xolint-suppressions.json',
  },
  'prune-suppressions': {
    type: 'boolean',
    default: false,
    group: 'Baseline:',
    describe: 'Remove suppressions whose findings are gone',
  },
  'pass-on-unpruned-suppressions': {
    type: 'boolean',
    default: false,
    group: 'Baseline:',
    describe: 'Do not fail the run for suppressions whose findings are gone',
  },
  'ignore-pattern': {
    type: 'string',
    array: true,
    default: [],
    requiresArg: true,
    group: 'Input:',
    describe: 'Leave out files and folders that match; may be repeated. A path that begins with ! does the same',
  },
  'stdin-filename': { type: 'string', requiresArg: true, group: 'Input:', describe: 'Name of standard input in the report' },
} as const satisfies Record<string, Options>;

/** Options of the split command, in the form that yargs takes. */
export const SPLIT_OPTIONS = {
  good: { type: 'string', requiresArg: true, describe: 'Folder for the claims without errors' },
  held: { type: 'string', requiresArg: true, describe: 'Folder for the other claims, and for the manifest' },
  verify: {
    type: 'string',
    requiresArg: true,
    describe: 'Split nothing, but check that the parts are those that this manifest names',
  },
  hold: {
    type: 'string',
    array: true,
    default: [],
    defaultDescription: 'none',
    requiresArg: true,
    describe: 'Hold claims with a finding of this rule instead of claims with errors; may be repeated',
  },
  accept: {
    type: 'string',
    array: true,
    default: [],
    defaultDescription: 'none',
    requiresArg: true,
    describe: 'Let claims go although an error of this rule, such as x12/count, may show a loss; may be repeated',
  },
  'keep-control': { type: 'boolean', default: false, describe: 'Keep ISA13, GS06 and ST02 instead of assigning new ones' },
  config: LINT_OPTIONS.config,
  'config-code': LINT_OPTIONS['config-code'],
  rule: {
    type: 'string',
    array: true,
    default: [],
    defaultDescription: 'none',
    requiresArg: true,
    describe: 'ID:SEVERITY, as for lint',
  },
  format: {
    alias: 'f',
    type: 'string',
    array: true,
    default: [],
    defaultDescription: 'none',
    requiresArg: true,
    describe: `Also write acknowledgements: ${ACKNOWLEDGEMENT_NAMES.map((name) => `${name}:FOLDER`).join(', ')}; may be repeated`,
  },
} as const satisfies Record<string, Options>;

/** Options of the rules command. */
export const RULES_OPTIONS = {
  json: { type: 'boolean', default: false, describe: 'As JSON, with all the data of each rule' },
  color: LINT_OPTIONS.color,
} as const satisfies Record<string, Options>;

/** Options of the explain command. */
export const EXPLAIN_OPTIONS = {
  config: { ...LINT_OPTIONS.config, describe: 'Configuration file that defines the rule' },
  'config-code': LINT_OPTIONS['config-code'],
  color: LINT_OPTIONS.color,
} as const satisfies Record<string, Options>;

/** Options of the guide command. */
export const GUIDE_OPTIONS = {
  json: { type: 'boolean', default: false, describe: 'As JSON, with every code' },
} as const satisfies Record<string, Options>;

/** Options of the inspect command. */
export const INSPECT_OPTIONS = {
  claim: { type: 'string', requiresArg: true, describe: 'Which claim of the file, counted from 1' },
  query: {
    type: 'string',
    requiresArg: true,
    describe: 'Elements to print, as node-x12 names them: SV101, NM109:NM101["85"], LX-LIN03',
  },
  show: LINT_OPTIONS.show,
} as const satisfies Record<string, Options>;

/** Shells that a completion script can be printed for. */
export const SHELLS = ['bash', 'zsh'] as const;

const SEVERITIES: readonly RuleSeverity[] = ['off', 'info', 'warning', 'error'];
const SHOWN: readonly Shown[] = ['pcn', 'dos', 'segment'];

/** Which config a command line asks for. */
export const configOf = ({ config, configCode }: Pick<LintArguments, 'config' | 'configCode'>) => ({
  config,
  mayBeCode: configCode,
  cwd: process.cwd(),
});

/** Parses the values of `--rule`. Throws UsageError. */
export function parseRules(words: readonly string[]): RuleWord[] {
  return words.map((word) => {
    const at = word.lastIndexOf(':');
    const severity = word.slice(at + 1) as RuleSeverity;
    if (at < 1 || !SEVERITIES.includes(severity)) {
      throw new UsageError(
        `--rule takes ID:SEVERITY with off, info, warning or error, such as xolair/prior-auth:error; not "${word}".`,
      );
    }
    return { pattern: word.slice(0, at), severity };
  });
}

/** Parses the value of `--show`. Throws UsageError. */
export function parseShown(text: string | undefined): Shown[] {
  if (text === undefined) return [];
  const words = text.split(',').map((word) => word.trim());
  for (const word of words) {
    if (!SHOWN.includes(word as Shown))
      throw new UsageError(`--show takes pcn, dos and segment, separated by commas, not "${word}".`);
  }
  return SHOWN.filter((word) => words.includes(word));
}

/** Parses `--max-warnings`; -1 when absent. Throws UsageError. */
export function parseMaxWarnings(text: string | undefined): number {
  if (text === undefined) return -1;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--max-warnings takes a whole number, at least 0, not "${text}".`);
  return Number(text);
}

/** Every name that `--format` takes. */
export const FORMAT_NAMES: readonly string[] = [...Object.keys(FORMATS), ...ACKNOWLEDGEMENT_NAMES];

/** A requested format; without a path it goes to standard output. */
export interface FormatTarget {
  readonly name: FormatName;
  readonly path?: string;
}

/** The formats and acknowledgements that `--format` names. */
export interface Targets {
  readonly formats: readonly FormatTarget[];
  readonly acknowledgements: readonly AckTarget[];
}

/** Parses the values of `--format`, each NAME or NAME:PATH. Throws UsageError. */
export function parseFormats(words: readonly string[]): Targets {
  const formats: FormatTarget[] = [];
  const acknowledgements: AckTarget[] = [];
  for (const word of words) {
    const [name, path] = cutAtColon(word);
    if (isAcknowledgement(name)) acknowledgements.push({ name, folder: folderOf(name, path) });
    else if (isFormatName(name)) formats.push(path === undefined ? { name } : { name, path });
    else throw new UsageError(`There is no format "${name}". Formats are ${FORMAT_NAMES.join(', ')}.`);
    if (path === '') throw new UsageError(`--format ${word} has no path after the colon.`);
  }
  checkApart(formats);
  return { formats, acknowledgements };
}

/** The folder of an acknowledgement. Throws UsageError. */
function folderOf(name: AcknowledgementName, path: string | undefined): string {
  if (path !== undefined) return path;
  throw new UsageError(
    `--format ${name} needs a folder, as ${name}:FOLDER. It names patients' claims and never goes to standard output.`,
  );
}

/** The text before the first colon, and the text after it. */
function cutAtColon(word: string): [string, string | undefined] {
  const at = word.indexOf(':');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** Checks that no two formats go to the same place; acknowledgements may share a folder. Throws UsageError. */
function checkApart(formats: readonly FormatTarget[]): void {
  const toStdout = formats.filter((target) => target.path === undefined);
  if (toStdout.length > 1) {
    throw new UsageError(
      `Only one format can go to standard output, not ${toStdout.map((t) => t.name).join(' and ')}. Give the others a path: --format NAME:PATH.`,
    );
  }
  const paths = formats.flatMap((target) => target.path ?? []);
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice) throw new UsageError(`Two formats go to ${twice}. Give each its own path.`);
}

type CamelCase<Name> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<CamelCase<Rest>>}` : Name;

/** The parsed options of a command, by their names in camel case. */
type Arguments<O extends Readonly<Record<string, Options>>> = {
  readonly [Name in keyof O as CamelCase<Name>]: InferredOptionType<O[Name]>;
};

/** Parsed arguments of the lint command. */
export type LintArguments = Arguments<typeof LINT_OPTIONS> & { readonly paths: readonly string[] };
/** Parsed arguments of the split command. */
export type SplitArguments = Arguments<typeof SPLIT_OPTIONS> & { readonly paths: readonly string[] };
/** Parsed arguments of the rules command. */
export type RulesArguments = Arguments<typeof RULES_OPTIONS>;
/** Parsed arguments of the explain command. */
export type ExplainArguments = Arguments<typeof EXPLAIN_OPTIONS> & { readonly id: string };
/** Parsed arguments of the guide command. */
export type GuideArguments = Arguments<typeof GUIDE_OPTIONS> & { readonly guide: string; readonly loop?: string | undefined };
/** Parsed arguments of the inspect command. */
export type InspectArguments = Arguments<typeof INSPECT_OPTIONS> & { readonly file: string };
