import { isaElements } from '../claims/cut.ts';
import { loadSettings } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import { findInputs } from '../engine/inputs.ts';
import { type Input, lintInputs } from '../engine/lint.ts';
import { messageOf } from '../formats/message.ts';
import type { Finding, Location, RuleSeverity, Shown } from '../model/finding.ts';
import type { PayerClass } from '../model/payer.ts';
import type { Report, SkippedFile } from '../model/report.ts';
import type { AnyRule } from '../rules/rule.ts';
import { fromBytes } from '../x12/source.ts';
import { type ByteSource, openBytes } from './bytes.ts';

/** A config object, with the same keys as a config file. If it is not valid, a ConfigError is thrown. */
export interface ConfigInput {
  readonly extends?: string | readonly string[];
  readonly rules?: Readonly<Record<string, SeverityInput>>;
  readonly overrides?: readonly Readonly<Record<string, unknown>>[];
  readonly payers?: Readonly<Record<string, PayerInput>>;
  readonly products?: readonly Readonly<Record<string, unknown>>[];
  readonly indications?: readonly Readonly<Record<string, unknown>>[];
  readonly codeSets?: Readonly<Record<string, unknown>>;
  readonly payerClass?: PayerClass;
  readonly production?: boolean;
  readonly claimFiles?: readonly string[];
  readonly ignores?: readonly string[];
  readonly customRules?: readonly AnyRule[];
}

type SeverityInput = RuleSeverity | 'default' | readonly [RuleSeverity | 'default', Readonly<Record<string, unknown>>?];

interface PayerInput {
  readonly class?: PayerClass;
  readonly rules?: Readonly<Record<string, SeverityInput>>;
  readonly payerPolicy?: boolean;
}

/** Options of `lint`. */
export interface LintOptions {
  /** Path of a config file, or its content. `lint` does not search for one: without it the rules have their defaults. */
  readonly config?: string | ConfigInput;
  /** Payer class of claims without SBR09. */
  readonly payerClass?: PayerClass;
  /** true: the claims are for production (ISA15 must be P); false: for test (T). */
  readonly production?: boolean;
  /** Values that the report may contain although they are withheld by default. */
  readonly show?: readonly Shown[];
  /** Name of a stream in the report; default `-`. */
  readonly name?: string;
  /** Folder that paths of configs and their globs start from; default the working directory. */
  readonly cwd?: string;
}

/** A finding of `lint`. */
export interface LintFinding extends Finding {
  /** The same as `location`: its former name, which programs read. */
  readonly place: Location;
}

/** What `lint` gives. */
export interface LintReport extends Report {
  readonly findings: readonly LintFinding[];
  readonly suppressed: readonly LintFinding[];
}

const withPlace = (finding: Finding): LintFinding => ({ ...finding, place: finding.location });

/**
 * Lints 837P and 837I claims. Paths are files, folders, zip archives and globs, as on the command line; a file that cannot be read is a
 * `fault` of its entry in `report.files`, not an exception; one that is not linted is in `report.skipped`. Throws ConfigError for a config that is not valid.
 *
 * ```ts
 * const report = await lint('outgoing/', { config: { rules: { 'xolair/prior-auth': 'error' } } });
 * ```
 */
export async function lint(source: ByteSource | readonly string[], options: LintOptions = {}): Promise<LintReport> {
  if (typeof source === 'string' || Array.isArray(source)) {
    const settings = await settingsOf(options);
    const { inputs, skipped, unmatched } = await findInputs([source as string | readonly string[]].flat(), settings.inputs);
    // A path that matches no file is opened all the same, so that the report contains its fault.
    return run([...inputs, ...unmatched.map((path) => ({ path, open: () => openBytes(path) }))], options, settings, skipped);
  }
  return run([{ path: options.name ?? '-', open: () => openBytes(source as ByteSource) }], options, await settingsOf(options));
}

const settingsOf = (options: LintOptions) => loadSettings({ config: options.config ?? false, cwd: options.cwd ?? '.' });

async function run(
  inputs: readonly Input[],
  options: LintOptions,
  settings: Settings,
  skipped: readonly SkippedFile[] = [],
): Promise<LintReport> {
  const report = await lintInputs(inputs, {
    settings,
    skipped,
    shown: options.show ?? [],
    shapes: true,
    words: messageOf,
    ...(options.payerClass && { payerClass: options.payerClass }),
    ...(options.production !== undefined && { production: options.production }),
  });
  return { ...report, findings: report.findings.map(withPlace), suppressed: report.suppressed.map(withPlace) };
}

/** How node-x12 writes an interchange; a part of its X12SerializationOptions. */
interface HeldOptions {
  readonly elementDelimiter?: string;
  readonly segmentTerminator?: string;
  readonly format?: boolean;
  readonly endOfLine?: string;
}

interface HeldSegment {
  readonly elements: readonly { readonly value: string }[];
}

/** The members of an X12Interchange of node-x12 that are read. Its own types cannot be used without those of Node. */
export interface HeldInterchange {
  readonly header: HeldSegment;
  readonly trailer: HeldSegment;
  readonly functionalGroups: readonly { toString(options?: HeldOptions): string }[];
  readonly options: HeldOptions;
}

/**
 * Lints an interchange that is an object of node-x12: it is written as text with its own separators, and that text is linted. Lines,
 * columns and offsets are those of the text. node-x12 removes leading zeros of ISA13 and IEA02 when it parses; they are restored, and
 * the elements of the ISA are padded to their widths, so x12/isa does not report these.
 *
 * ```ts
 * const report = await lintInterchange(new X12Parser(true).parse(text));
 * ```
 */
export async function lintInterchange(
  interchange: HeldInterchange | { readonly interchanges: readonly HeldInterchange[] },
  options: LintOptions = {},
): Promise<LintReport> {
  const all = 'interchanges' in interchange ? interchange.interchanges : [interchange];
  const text = all.map(interchangeText).join('');
  // The program chose how node-x12 decoded the text: if all characters fit into a byte, each becomes one byte.
  const bytes = Buffer.from(text, /^[\0-\xff]*$/.test(text) ? 'latin1' : 'utf8');
  return run([{ path: options.name ?? '-', open: async () => fromBytes(bytes) }], options, await settingsOf(options));
}

function interchangeText(interchange: HeldInterchange): string {
  const { header, trailer, options } = interchange;
  if (!header || !trailer) throw new TypeError('The interchange has no ISA or no IEA; call setHeader, or parse a complete one.');
  const separator = options.elementDelimiter ?? '*';
  const end = (options.segmentTerminator ?? '~') + (options.format ? (options.endOfLine ?? '\n') : '');
  const values = (segment: typeof header) => segment.elements.map((element) => element.value);
  const isa = isaElements(values(header));
  const [groups = '', control = ''] = values(trailer);
  return [
    `ISA${separator}${isa.join(separator)}${end}`,
    ...interchange.functionalGroups.map((group) => group.toString(options) + (options.format ? end.slice(1) : '')),
    `IEA${separator}${groups}${separator}${/^\d+$/.test(control) ? control.padStart(9, '0') : control}${end}`,
  ].join('');
}
