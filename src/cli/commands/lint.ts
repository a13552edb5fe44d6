import { loadParts, settingsOf, withGlobs } from '../../config/load.ts';
import { findInputs, STDIN } from '../../engine/inputs.ts';
import { lintInputs, rulesOf } from '../../engine/lint.ts';
import { verdict } from '../../engine/triage.ts';
import type { FormatOptions } from '../../formats/format.ts';
import { FORMATS } from '../../formats/index.ts';
import { messageOf } from '../../formats/message.ts';
import { counted } from '../../rules/words.ts';
import { VERSION } from '../../version.ts';
import type { Acknowledgements } from '../acknowledgements.ts';
import { UsageError } from '../errors.ts';
import { whenInterrupted } from '../interrupt.ts';
import { isAcknowledgement, type LintArguments, parseFormats, parseMaxWarnings, parseRules, parseShown } from '../options.ts';
import { Outputs, print } from '../outputs.ts';
import { Progress } from '../progress.ts';
import { openSuppressions } from '../suppressions.ts';
import { colorOf, columnsOf } from '../terminal.ts';
import { openPartner } from '../threads.ts';

/** node-x12, which writes their envelopes, is loaded only when they are asked for. */
async function openAcknowledgements(
  targets: Parameters<typeof Acknowledgements.open>[0],
  settings: Parameters<typeof Acknowledgements.open>[1],
): Promise<Acknowledgements | undefined> {
  if (targets.length === 0) return undefined;
  const { Acknowledgements: Open } = await import('../acknowledgements.ts');
  return Open.open(targets, settings, new Date());
}

function partition<T>(items: readonly T[], first: (item: T) => boolean): [T[], T[]] {
  return [items.filter(first), items.filter((item) => !first(item))];
}

/** `xolint --print-config FILE`. */
async function printConfigCommand(file: string, args: LintArguments): Promise<number> {
  const { printableConfig } = await import('../../config/print.ts');
  const parts = await withGlobs(await loadParts({ config: args.config, cwd: process.cwd(), words: parseRules(args.rule) }));
  await print(`${JSON.stringify(printableConfig(parts, file), null, 2)}\n`);
  return 0;
}

/** `xolint [paths..]`. Gives the exit status. */
export async function lintCommand(args: LintArguments): Promise<number> {
  if (args.printConfig !== undefined) return printConfigCommand(args.printConfig, args);
  if (args.paths.length === 0)
    throw new UsageError(
      'Name at least one file, folder or pattern, or - for standard input. "xolint --help" shows the options.',
    );
  const [acks, formats] = partition(parseFormats(args.format), ({ name }) => isAcknowledgement(name));
  const shown = parseShown(args.show);
  const failOn = { level: args.failOn, maxWarnings: parseMaxWarnings(args.maxWarnings) };
  const parts = await loadParts({ config: args.config, cwd: process.cwd(), words: parseRules(args.rule) });
  const settings = await settingsOf(parts);
  const suppressions = await openSuppressions(args, settings.rules, process.cwd(), new Date());
  const { inputs, skipped, unmatched } = await findInputs(args.paths, {
    stream: process.stdin,
    name: args.stdinFilename ?? STDIN,
  });
  const failUnmatched = args.errorOnUnmatchedPattern && unmatched.length > 0;
  for (const path of unmatched)
    if (failUnmatched) process.stderr.write(`xolint: ${path}: no 837 file was found. Check the path.\n`);
  const look = (path: string | undefined): FormatOptions => ({
    color: path === undefined && colorOf(args.color, process.stdout),
    columns: path === undefined ? columnsOf(process.stdout) : 0,
    quiet: args.quiet,
    stats: args.stats,
    statistics: args.statistics,
    base: process.cwd(),
  });
  const shapes = formats.some(({ name }) => FORMATS[name]!.shapes);
  const partner = openPartner({ parts, payerClass: args.payerClass, shown, shapes });
  const progress = new Progress(process.stderr, inputs.length);
  const head = { version: VERSION, shown, rules: rulesOf(settings), paths: inputs.map((input) => input.path) };
  // Reports go to temporary files until they are whole.
  const unfinished: (() => void)[] = [];
  const discard = () => {
    progress.clear();
    for (const remove of unfinished) remove();
  };
  const watched = whenInterrupted(discard);
  try {
    const outputs = new Outputs(
      formats.map(({ name, path }) => ({ format: FORMATS[name]!, options: look(path), ...(path !== undefined && { path }) })),
      process.stdout,
    );
    unfinished.push(() => outputs.discard());
    const acknowledgements = await openAcknowledgements(acks, settings);
    unfinished.push(() => acknowledgements?.discard());
    await outputs.begin(head);
    const report = await lintInputs(inputs, {
      settings,
      shown,
      shapes,
      skipped,
      ...(args.payerClass && { payerClass: args.payerClass }),
      ...(args.production !== undefined && { production: args.production }),
      ...(suppressions && { baseline: suppressions.baseline }),
      words: messageOf,
      observe: (file) => acknowledgements?.observer(head.paths[file]!),
      share: (file) => partner?.share(head.paths[file]!, file),
      progress: (file, bytes) => progress.read(file, head.paths[file]!, bytes),
      fileDone: async (file, findings, suppressed) => {
        progress.clear();
        acknowledgements?.fileDone(file);
        if (file.fault) process.stderr.write(`xolint: ${file.path}: ${file.fault.message}\n`);
        for (const note of file.notes) process.stderr.write(`xolint: ${file.path}: ${note}\n`);
        await outputs.file(file, findings, head, suppressed);
      },
    });
    progress.clear();
    await outputs.end(report);
    const written = acknowledgements?.finish() ?? 0;
    if (written > 0) process.stderr.write(`xolint: ${counted(written, 'acknowledgement')} written.\n`);
    const told = verdict(report, failOn);
    const stale = (await suppressions?.finish()) ?? 0;
    if (failUnmatched) return 2;
    return Math.max(told, stale === 1 && failOn.level === 'never' ? 0 : stale);
  } catch (error) {
    discard();
    throw error;
  } finally {
    await partner?.close();
    watched();
  }
}
