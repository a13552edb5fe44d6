import type { Settings } from '../config/settings.ts';
import type { Finding, NotChecked, Shown } from '../model/finding.ts';
import type { PayerClass } from '../model/payer.ts';
import type { FileReport, Report, SkippedFile } from '../model/report.ts';
import type { AnyRule } from '../rules/rule.ts';
import { VERSION } from '../version.ts';
import { InputError } from '../x12/errors.ts';
import type { Source } from '../x12/source.ts';
import { type Baseline, countsOf } from './baseline.ts';
import { faultOf } from './failures.ts';
import { type JudgeOptions, noCounts } from './judge.ts';
import { type FileResult, lintFile } from './lint-file.ts';
import type { Observer } from './observer.ts';
import type { Handoff } from './second/handoff.ts';
import { inOrder } from './triage.ts';

/** One input of a run. */
export interface Input {
  /** As the user gave it. */
  readonly path: string;
  /** Throws InputError when it cannot be read. */
  open(): Promise<Source>;
}

/** What a run is asked. */
export interface RunOptions {
  readonly settings: Settings;
  /** Class of claims whose SBR09 gives none. */
  readonly payerClass?: PayerClass;
  /** The run is for production (true) or test (false); nothing is asked of ISA15 when absent. */
  readonly production?: boolean;
  readonly shown?: readonly Shown[];
  /** Places keep the shape of their segment, for formats that draw it. */
  readonly shapes?: boolean;
  /** Files that are not linted, for the record. */
  readonly skipped?: readonly SkippedFile[];
  /** Severity from which a file has to wait; default error. */
  readonly failOn?: Report['failOn'];
  /** Bytes of the window at first: a small one is soon full, which tests want. */
  readonly window?: number;
  /** Findings that are accepted. */
  readonly baseline?: Baseline;
  /** Message of a finding as text, for the order of findings. */
  words(finding: Finding, rules: Report['rules'], shown: readonly Shown[]): string;
  /** Called with the file at hand and how many more bytes of it were read. */
  progress?(file: number, bytes: number): void;
  /** Gives who is to see the claims and trailers of a file. */
  observe?(file: number): Observer | undefined;
  /** Gives who shares the claims of a file. */
  share?(file: number): Handoff | undefined;
  /** Called when the report of a file is complete. */
  fileDone?(file: FileReport, findings: readonly Finding[], suppressed: readonly Finding[]): void | Promise<void>;
}

/** Rules by id, as reports need them. */
export function rulesOf(settings: Settings): Report['rules'] {
  return new Map(settings.rules.map((rule) => [rule.id, rule]));
}

async function lintInput(input: Input, index: number, options: JudgeOptions): Promise<FileResult> {
  let source: Source | undefined;
  try {
    source = await input.open();
    return await lintFile(source, input.path, index, options);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const fault = faultOf(error);
    return {
      path: input.path,
      type: undefined,
      counts: noCounts(),
      findings: [],
      fault,
      notes: [],
      notChecked: new Map(),
      controls: [],
    };
  } finally {
    await source?.close();
  }
}

/** Lints the inputs in order; rules over several claims see them as one run. */
export async function lintInputs(inputs: readonly Input[], options: RunOptions): Promise<Report> {
  const shown = options.shown ?? [];
  const rules = rulesOf(options.settings);
  const states = new Map<string, unknown>();
  const state = (rule: AnyRule) => {
    if (!states.has(rule.id)) states.set(rule.id, rule.state?.());
    return states.get(rule.id);
  };
  const files: FileReport[] = [];
  const findings: Finding[] = [];
  const suppressed: Finding[] = [];
  const notChecked = new Map<string, number>();
  for (const [index, input] of inputs.entries()) {
    const observer = options.observe?.(index);
    const result = await lintInput(input, index, {
      settings: options.settings,
      payerClass: options.payerClass ?? options.settings.payerClass ?? 'unknown',
      production: options.production ?? options.settings.production,
      shown,
      shapes: options.shapes ?? false,
      window: options.window,
      state,
      progress: (bytes) => options.progress?.(index, bytes),
      observer,
      // An observer sees every claim in order.
      handoff: observer ? undefined : options.share?.(index),
      accepts: options.baseline && ((finding) => options.baseline!.accepts(finding)),
    });
    const ordered = inOrder(result.findings, (finding) => options.words(finding, rules, shown));
    const split = options.baseline?.apply(ordered, result.controls) ?? { findings: ordered, suppressed: [] };
    const file: FileReport = {
      path: input.path,
      ...result.counts,
      ...(split.suppressed.length > 0 && countsOf(split.findings)),
      ...(result.type && { type: result.type }),
      ...(result.fault && { fault: result.fault }),
      notes: result.notes,
    };
    files.push(file);
    for (const finding of split.findings) findings.push(finding);
    for (const finding of split.suppressed) suppressed.push(finding);
    for (const [key, claims] of result.notChecked) notChecked.set(key, (notChecked.get(key) ?? 0) + claims);
    await options.fileDone?.(file, split.findings, split.suppressed);
  }
  return {
    version: VERSION,
    shown,
    files,
    paths: inputs.map((input) => input.path),
    findings,
    suppressed,
    notChecked: notCheckedList(notChecked),
    rules,
    skipped: options.skipped ?? [],
    failOn: options.failOn ?? 'error',
  };
}

function notCheckedList(counts: ReadonlyMap<string, number>): NotChecked[] {
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, claims]) => {
      const [rule, reason] = key.split('\t') as [string, string];
      return { rule, reason, claims };
    });
}
