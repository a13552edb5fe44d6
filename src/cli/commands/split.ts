import { access, constants, mkdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { ACKNOWLEDGEMENT_NAMES } from '../../acks/acknowledgements.ts';
import { loadParts, settingsOf } from '../../config/load.ts';
import { matchRules } from '../../config/resolve.ts';
import type { Settings } from '../../config/settings.ts';
import { findInputs } from '../../engine/inputs.ts';
import { type Input, lintInputs } from '../../engine/lint.ts';
import { messageOf } from '../../formats/message.ts';
import type { Report } from '../../model/report.ts';
import { mayShowLoss } from '../../rules/acts.ts';
import { counted } from '../../rules/words.ts';
import type { SplitOutcome, SplitPaths } from '../../split/manifest.ts';
import { Split, SplitError } from '../../split/split.ts';
import { openFile } from '../../x12/source.ts';
import { Acknowledgements } from '../acknowledgements.ts';
import { OutputError, UsageError } from '../errors.ts';
import { whenInterrupted } from '../interrupt.ts';
import { parseFormats, parseRules, type SplitArguments } from '../options.ts';
import { print } from '../outputs.ts';
import { openPartner } from '../threads.ts';

async function folder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK);
    return path;
  } catch (error) {
    throw new OutputError(
      `The folder ${path} cannot be written to (${(error as { code?: string }).code}). Check its permissions.`,
    );
  }
}

const isWithin = (path: string, parent: string) =>
  path === parent || path.startsWith(parent.endsWith(sep) ? parent : parent + sep);

/** Throws UsageError for a pipe or device: a file is read twice, to lint it and to write its claims. */
async function mustBeFile(path: string): Promise<void> {
  const status = await stat(path).catch(() => undefined);
  if (status && !status.isFile() && !status.isDirectory())
    throw new UsageError(`${path} is not a file, and split reads what it splits twice. Save it to a file first.`);
}

/** The folders among the paths that were given, as absolute paths. */
async function foldersAmong(paths: readonly string[]): Promise<string[]> {
  const statuses = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)));
  return paths.filter((_, i) => statuses[i]?.isDirectory()).map((path) => resolve(path));
}

/** Name of the parts of a file: its own, below the folder that was given. */
function nameOf(path: string, folders: readonly string[]): string {
  const absolute = resolve(path);
  const parent = folders.find((each) => isWithin(absolute, each));
  return (parent === undefined ? basename(path) : relative(parent, absolute)).replace(/\.gz$/i, '');
}

/** Where the parts of each file go. Throws UsageError if two things would be in one place. */
function placesOf(paths: readonly string[], folders: readonly string[], { good, held }: SplitArguments): SplitPaths[] {
  for (const each of folders)
    for (const target of [good, held])
      if (isWithin(resolve(target), each))
        throw new UsageError(`The folder ${target} is inside a folder that is split. Name one outside of it.`);
  const places = paths.map((source) => {
    const name = nameOf(source, folders);
    return { source, good: join(good, name), held: join(held, name) };
  });
  const sources = new Set(paths.map((path) => resolve(path)));
  const targets = new Set<string>();
  for (const place of places)
    for (const target of [place.good, place.held].map((path) => resolve(path))) {
      if (sources.has(target) || place.good === place.held)
        throw new UsageError('--good and --held must be two folders, and neither may be the folder of a file that is split.');
      if (targets.has(target))
        throw new UsageError(
          `Two files would be written to ${relative('.', target)}. Split files of one name in runs of their own.`,
        );
      targets.add(target);
    }
  return places;
}

/** Ids of the rules that `--accept` names. Throws UsageError for one that shows no loss. */
function acceptedRules(patterns: readonly string[], settings: Settings): Set<string> {
  const losses = settings.rules.filter(mayShowLoss).map(({ id }) => id);
  const accepted = patterns.flatMap((pattern) => matchRules(pattern, settings.rules));
  const other = accepted.find((id) => !losses.includes(id));
  if (other !== undefined)
    throw new UsageError(
      `--accept takes rules that may show a loss: ${losses.join(', ')}; not ${other}. To let others go, use --hold or --rule.`,
    );
  return new Set(accepted);
}

function linesOf(outcomes: readonly SplitOutcome[], manifest: string, acknowledgements: number, report: Report): string[] {
  const several = outcomes.length > 1;
  const lines: string[] = [];
  for (const { source, good, held, written } of outcomes) {
    const head = several ? `${source}: ` : '';
    const part = (name: string, path: string, claims: number) =>
      `${head}${counted(claims, `${name} claim`)} ${claims > 0 ? `in ${path}` : '(no file)'}`;
    lines.push(part('good', good, written.good.claims), part('held', held, written.held.claims));
  }
  const sum = (part: 'good' | 'held') => outcomes.reduce((total, { written }) => total + written[part].claims, 0);
  if (several) lines.push(`${counted(outcomes.length, 'file')}: ${sum('good')} good, ${sum('held')} held`);
  for (const { source, accepted } of outcomes)
    for (const finding of accepted)
      lines.push(
        `Accepted: ${source}:${finding.location.line} ${finding.rule}: ${messageOf(finding, report.rules, [])} (${counted(finding.affects?.claims ?? 1, 'claim')})`,
      );
  if (acknowledgements > 0) lines.push(`${counted(acknowledgements, 'acknowledgement')} written`);
  return [...lines, `Where each claim went, and why: ${manifest}`];
}

/** Finds the files, and everything that the run needs. Throws UsageError, ConfigError and OutputError. */
async function prepare(args: SplitArguments) {
  const parts = await loadParts({ config: args.config, cwd: process.cwd(), words: parseRules(args.rule) });
  const settings = await settingsOf(parts);
  const hold = args.hold.flatMap((pattern) => matchRules(pattern, settings.rules));
  const accepted = acceptedRules(args.accept, settings);
  const { formats, acknowledgements: targets } = parseFormats(args.format);
  if (formats[0])
    throw new UsageError(
      `split writes only acknowledgements (${ACKNOWLEDGEMENT_NAMES.join(', ')}), not ${formats[0].name}. For a report, lint the file.`,
    );
  const { inputs, unmatched } = await findInputs(args.paths);
  if (unmatched.length > 0) throw new UsageError(`${unmatched.join(', ')}: no 837 file was found. Check the path.`);
  for (const { path } of inputs) await mustBeFile(path);
  const folders = await foldersAmong(args.paths);
  const places = placesOf(
    inputs.map(({ path }) => path),
    folders,
    args,
  );
  await folder(args.good);
  await folder(args.held);
  for (const { good, held } of places) for (const path of [good, held]) await folder(join(path, '..'));
  const isOne = args.paths.length === 1 && folders.length === 0 && places.length === 1;
  const manifest = isOne ? `${places[0]!.held}.manifest.json` : join(args.held, 'manifest.json');
  return { parts, settings, hold, accepted, targets, inputs, places, manifest };
}

/** Lints files, on two threads if that is faster and nobody observes. */
async function lint(
  files: readonly Input[],
  { parts, settings }: Pick<Awaited<ReturnType<typeof prepare>>, 'parts' | 'settings'>,
  more: Partial<Parameters<typeof lintInputs>[1]> = {},
): Promise<Report> {
  const partner = openPartner({ parts, payerClass: undefined, shown: [], shapes: false });
  try {
    return await lintInputs(files, {
      settings,
      words: messageOf,
      share: (file) => partner?.share(files[file]!.path, file),
      ...more,
    });
  } finally {
    await partner?.close();
  }
}

/** `xolint split PATHS --good DIR --held DIR`. 0: every claim is good; 1: some are held; 2: nothing was written. */
export async function splitCommand(args: SplitArguments): Promise<number> {
  const run = await prepare(args);
  const { settings, inputs, places, manifest } = run;
  const split = new Split(places, manifest, {
    rules: run.hold,
    accepted: run.accepted,
    keepControl: args.keepControl,
    catalogue: new Map(settings.rules.map((rule) => [rule.id, rule])),
    tables: settings.tables,
    open: openFile,
    lint: (files) => lint(files, run),
  });
  const acknowledgements = await Acknowledgements.open(run.targets, settings, new Date());
  const discard = () => {
    split.discard();
    acknowledgements.discard();
  };
  const watched = whenInterrupted(discard);
  try {
    const report = await lint(inputs, run, {
      observe: (file) => acknowledgements.observer(inputs[file]!.path),
      fileDone: async (file, findings) => {
        const refusal = acknowledgements.fileDone(file, findings);
        if (refusal) process.stderr.write(`xolint: ${refusal}\n`);
        await split.add(file, findings);
      },
    });
    const outcomes = await split.finish();
    const written = acknowledgements.finish();
    await print(
      linesOf(outcomes, manifest, written, report)
        .map((line) => `${line}\n`)
        .join(''),
    );
    return outcomes.some((outcome) => outcome.written.held.claims > 0) ? 1 : 0;
  } catch (error) {
    discard();
    if (error instanceof SplitError) throw new OutputError(error.message);
    const code = (error as { code?: unknown }).code;
    if (typeof code === 'string' && (error as { syscall?: unknown }).syscall !== undefined) {
      throw new OutputError(`The good and held files could not be written (${code}); earlier files are unchanged.`);
    }
    throw error;
  } finally {
    watched();
  }
}
