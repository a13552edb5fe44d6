import type { Options } from 'yargs';
import { PAYER_CLASSES } from '../codes/payers.ts';
import type { RuleWord } from '../config/resolve.ts';
import { FORMATS } from '../formats/index.ts';
import type { PayerClass } from '../model/claim.ts';
import type { RuleSeverity, Severity, Shown } from '../model/finding.ts';
import { UsageError } from './errors.ts';

/** Options of the lint command, as yargs wants them. */
export const LINT_OPTIONS = {
  format: {
    alias: 'f',
    type: 'string',
    array: true,
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
  quiet: { type: 'boolean', group: 'Report:', describe: 'Show errors only; the exit status still counts all findings' },
  stats: { type: 'boolean', group: 'Report:', describe: 'Add counts by rule, and what was not checked' },
  statistics: { type: 'boolean', group: 'Report:', describe: 'Add counts by rule, payer and file' },
  color: { type: 'boolean', group: 'Report:', describe: 'Force colors on, or off (--no-color)' },
  config: {
    alias: 'c',
    type: 'string',
    requiresArg: true,
    group: 'Rules:',
    describe: 'Configuration file; by default the nearest xolint.config.* (--no-config: none)',
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
    requiresArg: true,
    group: 'Rules:',
    describe: 'Set a rule to off, info, warning or error. ID may end in *; may be repeated',
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
    group: 'Baseline:',
    describe: 'Accept all findings of this run: write them into the suppressions',
  },
  'suppress-rule': {
    type: 'string',
    array: true,
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
    group: 'Baseline:',
    describe: 'Remove suppressions whose findings are gone',
  },
  'pass-on-unpruned-suppressions': {
    type: 'boolean',
    group: 'Baseline:',
    describe: 'Do not fail the run for suppressions whose findings are gone',
  },
  'stdin-filename': { type: 'string', requiresArg: true, group: 'Input:', describe: 'Name of standard input in the report' },
} as const satisfies Record<string, Options>;

/** Options of the split command, as yargs wants them. */
export const SPLIT_OPTIONS = {
  good: { type: 'string', requiresArg: true, demandOption: true, describe: 'Folder for the claims without errors' },
  held: { type: 'string', requiresArg: true, demandOption: true, describe: 'Folder for the other claims, and for the manifest' },
  hold: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Hold claims with a finding of this rule instead of claims with errors; may be repeated',
  },
  'keep-control': { type: 'boolean', describe: 'Keep ISA13, GS06 and ST02 instead of assigning new ones' },
  config: LINT_OPTIONS.config,
  rule: { type: 'string', array: true, requiresArg: true, describe: 'ID:SEVERITY, as for lint' },
  format: {
    alias: 'f',
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Also write acknowledgements: 999:FOLDER, 277ca:FOLDER; may be repeated',
  },
} as const satisfies Record<string, Options>;

const SEVERITIES: readonly RuleSeverity[] = ['off', 'info', 'warning', 'error'];
const SHOWN: readonly Shown[] = ['pcn', 'dos', 'segment'];

/** `--rule` words. Throws UsageError. */
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

/** `--show` words. Throws UsageError. */
export function parseShown(text: string | undefined): Shown[] {
  if (text === undefined) return [];
  const words = text.split(',').map((word) => word.trim());
  for (const word of words) {
    if (!SHOWN.includes(word as Shown))
      throw new UsageError(`--show takes pcn, dos and segment, separated by commas, not "${word}".`);
  }
  return SHOWN.filter((word) => words.includes(word));
}

/** `--max-warnings`; -1 when absent. Throws UsageError. */
export function parseMaxWarnings(text: string | undefined): number {
  if (text === undefined) return -1;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--max-warnings takes a whole number, at least 0, not "${text}".`);
  return Number(text);
}

/** Acknowledgements, which are written as a file for each interchange. */
/** Formats that go to a folder: they name patients' claims. */
export const ACKNOWLEDGEMENTS: readonly string[] = ['999', '277ca'];

/** Whether a format is an acknowledgement. */
export function isAcknowledgement(name: string): boolean {
  return ACKNOWLEDGEMENTS.includes(name);
}

/** `--format` words: name and path. Throws UsageError. */
export function parseFormats(words: readonly string[]): { name: string; path?: string }[] {
  const targets = (words.length > 0 ? words : ['stylish']).map((word) => {
    const at = word.indexOf(':');
    const name = at < 0 ? word : word.slice(0, at);
    if (isAcknowledgement(name) && at < 0) {
      throw new UsageError(
        `--format ${name} needs a folder, as ${name}:FOLDER. It names patients' claims and never goes to standard output.`,
      );
    }
    if (!isAcknowledgement(name) && !Object.hasOwn(FORMATS, name))
      throw new UsageError(
        `There is no format "${name}". Formats are ${[...Object.keys(FORMATS), ...ACKNOWLEDGEMENTS].join(', ')}.`,
      );
    if (at >= 0 && at === word.length - 1) throw new UsageError(`--format ${word} has no path after the colon.`);
    return at < 0 ? { name } : { name, path: word.slice(at + 1) };
  });
  const toStdout = targets.filter((target) => target.path === undefined);
  if (toStdout.length > 1) {
    throw new UsageError(
      `Only one format can go to standard output, not ${toStdout.map((t) => t.name).join(' and ')}. Give the others a path: --format NAME:PATH.`,
    );
  }
  // Both acknowledgements may go to one folder.
  const paths = targets.flatMap((target) => (isAcknowledgement(target.name) ? [] : (target.path ?? [])));
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice) throw new UsageError(`Two formats go to ${twice}. Give each its own path.`);
  return targets;
}

/** What the lint command was asked. */
export interface LintArguments {
  readonly paths: readonly string[];
  readonly format: readonly string[];
  readonly show: string | undefined;
  readonly quiet: boolean;
  readonly stats: boolean;
  readonly statistics: boolean;
  readonly color: boolean | undefined;
  readonly config: string | false | undefined;
  readonly printConfig: string | undefined;
  readonly rule: readonly string[];
  readonly payerClass: PayerClass | undefined;
  readonly production: boolean | undefined;
  readonly failOn: Severity | 'never';
  readonly maxWarnings: string | undefined;
  readonly errorOnUnmatchedPattern: boolean;
  readonly stdinFilename: string | undefined;
  readonly suppressAll: boolean;
  readonly suppressRule: readonly string[];
  readonly suppressReason: string | undefined;
  readonly suppressUntil: string | undefined;
  readonly suppressBy: string | undefined;
  readonly suppressionsLocation: string | undefined;
  readonly pruneSuppressions: boolean;
  readonly passOnUnprunedSuppressions: boolean;
}
