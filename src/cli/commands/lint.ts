import { loadParts, settingsOf, withGlobs } from '../../config/load.ts';
import { findInputs, STDIN } from '../../engine/inputs.ts';
import { lintInputs, rulesOf } from '../../engine/lint.ts';
import { verdict } from '../../engine/triage.ts';
import { Commit } from '../../files/commit.ts';
import type { FormatOptions, RunHead } from '../../formats/format.ts';
import { FORMATS } from '../../formats/index.ts';
import { messageOf } from '../../formats/message.ts';
import type { FileReport, Report } from '../../model/report.ts';
import { counted } from '../../rules/words.ts';
import { VERSION } from '../../version.ts';
import { Acknowledgements } from '../acknowledgements.ts';
import { UsageError } from '../errors.ts';
import { discardAll, whenInterrupted } from '../interrupt.ts';
import {
  configOf,
  type FormatTarget,
  type LintArguments,
  parseFormats,
  parseMaxWarnings,
  parseRules,
  parseShown,
} from '../options.ts';
import { Outputs, print, sayOfEarlierRuns, type Target } from '../outputs.ts';
import { Progress } from '../progress.ts';
import { openSuppressions } from '../suppressions.ts';
import { colorOf, columnsOf } from '../terminal.ts';
import { openPartner } from '../threads.ts';

/** `xolint --print-config FILE`. */
async function printConfigCommand(file: string, args: LintArguments): Promise<number> {
  const { printableConfig } = await import('../../config/print.ts');
  const parts = await withGlobs(await loadParts({ ...configOf(args), words: parseRules(args.rule) }));
  await print(`${JSON.stringify(printableConfig(parts, file), null, 2)}\n`);
  return 0;
}

/** Reads and checks everything that a run needs before the first claim file is opened. Throws UsageError and ConfigError. */
async function prepare(args: LintArguments) {
  if (args.paths.every((path) => path.startsWith('!')))
    throw new UsageError(
      'Name at least one file, folder or pattern, or - for standard input. "xolint --help" shows the options.',
    );
  const { formats, acknowledgements } = parseFormats(args.format);
  const shown = parseShown(args.show);
  const failOn = { level: args.failOn, maxWarnings: parseMaxWarnings(args.maxWarnings) };
  const parts = await loadParts({ ...configOf(args), words: parseRules(args.rule) });
  const settings = await settingsOf(parts);
  const suppressions = await openSuppressions(args, settings.rules, process.cwd(), new Date());
  const cwd = process.cwd();
  const found = await findInputs(args.paths, {
    stdin: { stream: process.stdin, name: args.stdinFilename ?? STDIN },
    claimFiles: settings.inputs.claimFiles,
    ignores: [...settings.inputs.ignores, { patterns: args.ignorePattern, folder: cwd }],
    cwd,
  });
  const shapes = formats.some(({ name }) => FORMATS[name].shapes);
  const head: RunHead = { version: VERSION, shown, rules: rulesOf(settings), paths: found.inputs.map((input) => input.path) };
  return { formats, acknowledgements, failOn, parts, settings, suppressions, ...found, shapes, head };
}

type Run = Awaited<ReturnType<typeof prepare>>;

/** The exit status for paths that matched no file; prints these paths. */
function unmatchedStatus(unmatched: readonly string[], isError: boolean): 0 | 2 {
  if (!isError || unmatched.length === 0) return 0;
  for (const path of unmatched) process.stderr.write(`xolint: ${path}: no 837 file was found. Check the path.\n`);
  return 2;
}

/** Where a format is written, and with which options. */
function targetOf({ name, path }: FormatTarget, args: LintArguments): Target {
  const options: FormatOptions = {
    color: path === undefined && colorOf(args.color, process.stdout),
    columns: path === undefined ? columnsOf(process.stdout) : 0,
    quiet: args.quiet,
    stats: args.stats,
    statistics: args.statistics,
    base: process.cwd(),
  };
  return { format: FORMATS[name], options, ...(path !== undefined && { path }) };
}

function sayFaultAndNotes(file: FileReport): void {
  if (file.fault) process.stderr.write(`xolint: ${file.path}: ${file.fault.message}\n`);
  for (const note of file.notes) process.stderr.write(`xolint: ${file.path}: ${note}\n`);
}

/**
 * Lints the inputs and writes the reports and acknowledgements. Functions that discard incomplete output are added to `unfinished` as
 * soon as there is such output.
 */
async function writeReports(args: LintArguments, run: Run, commit: Commit, unfinished: (() => void)[]): Promise<Report> {
  const { inputs, skipped, settings, suppressions, shapes, head } = run;
  const { paths, shown } = head;
  const partner = openPartner({ parts: run.parts, payerClass: args.payerClass, shown, shapes });
  const progress = new Progress(process.stderr, inputs.length);
  unfinished.push(() => progress.clear());
  try {
    await suppressions?.prepare(commit);
    const targets = run.formats.map((format) => targetOf(format, args));
    const outputs = await Outputs.open(targets, process.stdout, commit, { confidential: shown.length > 0 });
    unfinished.push(() => outputs.discard());
    const acknowledgements = await Acknowledgements.open(run.acknowledgements, settings, new Date(), commit);
    unfinished.push(() => acknowledgements.discard());
    await outputs.begin(head);
    const report = await lintInputs(inputs, {
      settings,
      shown,
      shapes,
      skipped,
      failOn: run.failOn.level,
      ...(args.payerClass && { payerClass: args.payerClass }),
      ...(args.production !== undefined && { production: args.production }),
      ...(suppressions && { baseline: suppressions.baseline }),
      words: messageOf,
      observe: (file) => acknowledgements.observer(paths[file]!),
      share: (file) => partner?.share(paths[file]!, file),
      progress: (file, bytes) => progress.read(file, paths[file]!, bytes),
      fileDone: async (file, findings, suppressed) => {
        progress.clear();
        const refusal = acknowledgements.fileDone(file, findings);
        sayFaultAndNotes(file);
        if (refusal) process.stderr.write(`xolint: ${refusal}\n`);
        await outputs.file(file, findings, head, suppressed);
      },
    });
    progress.clear();
    await outputs.end(report);
    const written = acknowledgements.finish();
    await commit.finish(() => suppressions?.save(commit));
    if (written > 0) process.stderr.write(`xolint: ${counted(written, 'acknowledgement')} written.\n`);
    return report;
  } finally {
    await partner?.close();
  }
}

/** `xolint [paths..]`. Returns the exit status. */
export async function lintCommand(args: LintArguments): Promise<number> {
  if (args.printConfig !== undefined) return printConfigCommand(args.printConfig, args);
  const run = await prepare(args);
  const unmatched = unmatchedStatus(run.unmatched, args.errorOnUnmatchedPattern);
  // Reports go to temporary files until all of them are complete.
  const commit = new Commit(sayOfEarlierRuns);
  const unfinished: (() => void)[] = [() => commit.discard()];
  const discard = () => discardAll(unfinished);
  const unwatch = whenInterrupted(discard, commit);
  try {
    const report = await writeReports(args, run, commit, unfinished);
    const found = verdict(report, run.failOn);
    const stale = run.suppressions?.finish() ?? 0;
    return Math.max(unmatched, found, stale === 1 && run.failOn.level === 'never' ? 0 : stale);
  } catch (error) {
    discard();
    throw commit.explain(error);
  } finally {
    unwatch();
  }
}
