import { isaElements } from '../claims/cut.ts';
import { loadSettings } from '../config/load.ts';
import { findInputs } from '../engine/inputs.ts';
import { type Input, lintInputs } from '../engine/lint.ts';
import { messageOf } from '../formats/message.ts';
import type { RuleSeverity, Shown } from '../model/finding.ts';
import type { PayerClass } from '../model/payer.ts';
import type { Report } from '../model/report.ts';
import type { AnyRule } from '../rules/rule.ts';
import { fromBytes } from '../x12/source.ts';
import { type ByteSource, openBytes } from './bytes.ts';

/** A config as a program writes it; the same keys as a config file. What is wrong in it is a ConfigError. */
export interface ConfigInput {
  readonly extends?: string | readonly string[];
  readonly rules?: Readonly<Record<string, SeverityInput>>;
  readonly overrides?: readonly Readonly<Record<string, unknown>>[];
  readonly payers?: Readonly<Record<string, PayerInput>>;
  readonly products?: readonly Readonly<Record<string, unknown>>[];
  readonly indications?: readonly Readonly<Record<string, unknown>>[];
  readonly payerClass?: PayerClass;
  readonly production?: boolean;
  readonly customRules?: readonly AnyRule[];
}

type SeverityInput = RuleSeverity | 'default' | readonly [RuleSeverity | 'default', Readonly<Record<string, unknown>>?];

interface PayerInput {
  readonly class?: PayerClass;
  readonly rules?: Readonly<Record<string, SeverityInput>>;
  readonly payerPolicy?: boolean;
}

/** What `lint` may be told. */
export interface LintOptions {
  /** Path of a config file, or its content. None is looked for: without it the rules are as they are. */
  readonly config?: string | ConfigInput;
  /** Class of claims whose SBR09 gives none. */
  readonly payerClass?: PayerClass;
  /** The claims are for production (ISA15 must be P), or for test. */
  readonly production?: boolean;
  /** What the report may hold of what is withheld by default. */
  readonly show?: readonly Shown[];
  /** Name of a stream in the report; default `-`. */
  readonly name?: string;
  /** Folder that paths of configs and their globs start from; default the working directory. */
  readonly cwd?: string;
}

/**
 * Lints 837P and 837I claims. Paths are files, folders and globs, as on the command line; a file that cannot be read is a `fault`
 * of its entry in `report.files`, not an exception. Throws ConfigError for a config that does not hold.
 *
 * ```ts
 * const report = await lint('outgoing/', { config: { rules: { 'xolair/prior-auth': 'error' } } });
 * ```
 */
export async function lint(source: ByteSource | readonly string[], options: LintOptions = {}): Promise<Report> {
  if (typeof source === 'string' || Array.isArray(source)) {
    const { inputs, skipped, unmatched } = await findInputs([source as string | readonly string[]].flat());
    // A path that gives no file is opened, so that the report says what is wrong with it.
    return run([...inputs, ...unmatched.map((path) => ({ path, open: () => openBytes(path) }))], skipped, options);
  }
  return run([{ path: options.name ?? '-', open: () => openBytes(source as ByteSource) }], 0, options);
}

async function run(inputs: readonly Input[], skipped: number, options: LintOptions): Promise<Report> {
  const settings = await loadSettings({ config: options.config ?? false, cwd: options.cwd ?? '.' });
  return lintInputs(inputs, {
    settings,
    skipped,
    shown: options.show ?? [],
    shapes: true,
    words: messageOf,
    ...(options.payerClass && { payerClass: options.payerClass }),
    ...(options.production !== undefined && { production: options.production }),
  });
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

/** What is read of an X12Interchange of node-x12. Its own types cannot be used without those of Node. */
export interface HeldInterchange {
  readonly header: HeldSegment;
  readonly trailer: HeldSegment;
  readonly functionalGroups: readonly { toString(options?: HeldOptions): string }[];
  readonly options: HeldOptions;
}

/**
 * Lints an interchange that a program holds as an object of node-x12: it is written out with its own separators, and read. Lines,
 * columns and offsets are those of that text. node-x12 takes the zeros off ISA13 and IEA02 when it reads; they are put back, and
 * the elements of the ISA padded to their widths, so x12/isa has nothing to say of these.
 *
 * ```ts
 * const report = await lintInterchange(new X12Parser(true).parse(text));
 * ```
 */
export async function lintInterchange(
  interchange: HeldInterchange | { readonly interchanges: readonly HeldInterchange[] },
  options: LintOptions = {},
): Promise<Report> {
  const all = 'interchanges' in interchange ? interchange.interchanges : [interchange];
  const text = all.map(interchangeText).join('');
  // node-x12 decodes as the program told it to; what fits into a byte is one.
  const bytes = Buffer.from(text, /^[\0-\xff]*$/.test(text) ? 'latin1' : 'utf8');
  return run([{ path: options.name ?? '-', open: async () => fromBytes(bytes) }], 0, options);
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
