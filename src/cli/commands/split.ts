import { access, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { ACKNOWLEDGEMENT_NAMES } from '../../acks/acknowledgements.ts';
import { loadParts, settingsOf } from '../../config/load.ts';
import { matchRules } from '../../config/resolve.ts';
import type { Settings } from '../../config/settings.ts';
import { findInputs } from '../../engine/inputs.ts';
import { type Input, lintInputs } from '../../engine/lint.ts';
import { Commit } from '../../files/commit.ts';
import { isSystemError, reasonOf } from '../../files/errors.ts';
import type { Target } from '../../files/target.ts';
import { messageOf } from '../../formats/message.ts';
import type { Report } from '../../model/report.ts';
import { mayShowLoss } from '../../rules/acts.ts';
import { counted } from '../../rules/words.ts';
import type { SplitOutcome, SplitPaths } from '../../split/manifest.ts';
import { Split, SplitError, type SplitFile } from '../../split/split.ts';
import { Acknowledgements } from '../acknowledgements.ts';
import { OutputError, UsageError } from '../errors.ts';
import { discardAll, whenInterrupted } from '../interrupt.ts';
import { configOf, parseFormats, parseRules, type SplitArguments } from '../options.ts';
import { print, sayOfEarlierRuns } from '../outputs.ts';
import { openPartner } from '../threads.ts';

/** Creates a folder that only its owner can use, if there is none: the parts name patients. */
async function folder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await access(path, constants.W_OK);
  } catch (error) {
    throw new OutputError(`The folder ${path} cannot be written to: ${reasonOf(error)}. Check its permissions.`);
  }
}

/** Arguments that name what is split, and where to. */
type Asked = SplitArguments & { readonly good: string; readonly held: string };

function isComplete(args: SplitArguments): args is Asked {
  return args.paths.length > 0 && args.good !== undefined && args.held !== undefined;
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

/** Name of the parts of a file: its own, below the folder or archive that was given. */
function nameOf(path: string, given: readonly string[]): string {
  const absolute = resolve(path);
  const parent = given.find((each) => absolute !== each && isWithin(absolute, each));
  return (parent === undefined ? basename(path) : relative(parent, absolute)).replace(/\.gz$/i, '');
}

const SEPARATE = '--good and --held must be two folders, and neither may be the folder of a file that is split.';

/** Where the parts of each file go. Throws UsageError if two things would be in one place. */
function placesOf(paths: readonly string[], folders: readonly string[], { good, held, paths: asked }: Asked): SplitPaths[] {
  const given = asked.map((path) => resolve(path));
  for (const each of folders)
    for (const target of [good, held])
      if (isWithin(resolve(target), each))
        throw new UsageError(`The folder ${target} is inside a folder that is split. Name one outside of it.`);
  const places = paths.map((source) => {
    const name = nameOf(source, given);
    return { source, good: join(good, name), held: join(held, name) };
  });
  const sources = new Set(paths.map((path) => resolve(path)));
  const targets = new Set<string>();
  for (const place of places)
    for (const target of [place.good, place.held].map((path) => resolve(path))) {
      if (sources.has(target) || place.good === place.held) throw new UsageError(SEPARATE);
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
async function prepare(args: Asked) {
  const parts = await loadParts({ ...configOf(args), words: parseRules(args.rule) });
  const settings = await settingsOf(parts);
  const hold = args.hold.flatMap((pattern) => matchRules(pattern, settings.rules));
  const accepted = acceptedRules(args.accept, settings);
  const { formats, acknowledgements: targets } = parseFormats(args.format);
  if (formats[0])
    throw new UsageError(
      `split writes only acknowledgements (${ACKNOWLEDGEMENT_NAMES.join(', ')}), not ${formats[0].name}. For a report, lint the file.`,
    );
  const { claimFiles, ignores } = settings.inputs;
  const { inputs, skipped, unmatched } = await findInputs(args.paths, { claimFiles, ignores, cwd: process.cwd() });
  for (const { path, reason } of skipped) process.stderr.write(`xolint: ${path} was skipped: ${reason}\n`);
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
  const isOne = args.paths.length === 1 && places.length === 1 && resolve(args.paths[0]!) === resolve(places[0]!.source);
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

/** Where a file goes. Throws OutputError. */
async function targetOf(path: string, commit: Commit): Promise<Target> {
  try {
    return await commit.target(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new OutputError(`The file ${path} could not be written: ${reasonOf(error)}.`);
  }
}

/** The files with where their parts go. Throws OutputError, and UsageError if links lead two of them to one place. */
async function filesOf(inputs: readonly Input[], places: readonly SplitPaths[], commit: Commit): Promise<SplitFile[]> {
  const files: SplitFile[] = [];
  const taken = new Set(await Promise.all(places.map(({ source }) => realpath(source).catch(() => resolve(source)))));
  for (const [i, { source, good, held }] of places.entries()) {
    const { open } = inputs[i]!;
    const file = { source, open, good: await targetOf(good, commit), held: await targetOf(held, commit) };
    for (const { folder: parent, name } of [file.good, file.held]) {
      const place = join(parent, name);
      if (taken.has(place)) throw new UsageError(SEPARATE);
      taken.add(place);
    }
    files.push(file);
  }
  return files;
}

/** `xolint split PATHS --good DIR --held DIR`. 0: every claim is good; 1: some are held; 2: nothing was written. */
export async function splitCommand(args: SplitArguments): Promise<number> {
  if (args.verify !== undefined) {
    if (args.paths.length > 0) throw new UsageError('--verify takes the manifest of a split, and no files.');
    return (await import('./verify.ts')).verifyCommand(args.verify);
  }
  if (!isComplete(args)) throw new UsageError('split needs PATHS, --good DIR and --held DIR; or --verify MANIFEST.');
  const run = await prepare(args);
  const { settings, inputs, places, manifest } = run;
  const commit = new Commit(sayOfEarlierRuns);
  const unfinished: (() => void)[] = [() => commit.discard()];
  const discard = () => discardAll(unfinished);
  const unwatch = whenInterrupted(discard, commit);
  try {
    const split = new Split(await filesOf(inputs, places, commit), await targetOf(manifest, commit), {
      rules: run.hold,
      accepted: run.accepted,
      keepControl: args.keepControl,
      catalogue: new Map(settings.rules.map((rule) => [rule.id, rule])),
      tables: settings.tables,
      commit,
      lint: (files) => lint(files, run),
    });
    unfinished.push(() => split.discard());
    const acknowledgements = await Acknowledgements.open(run.targets, settings, new Date(), commit);
    unfinished.push(() => acknowledgements.discard());
    const report = await lint(inputs, run, {
      observe: (file) => acknowledgements.observer(inputs[file]!.path),
      fileDone: async (file, findings) => {
        const refusal = acknowledgements.fileDone(file, findings);
        if (refusal) process.stderr.write(`xolint: ${refusal}\n`);
        await split.add(file, findings);
      },
    });
    // The manifest is the last to be put in place.
    const written = acknowledgements.finish();
    const outcomes = await split.finish();
    await commit.finish();
    await print(
      linesOf(outcomes, manifest, written, report)
        .map((line) => `${line}\n`)
        .join(''),
    );
    return outcomes.some((outcome) => outcome.written.held.claims > 0) ? 1 : 0;
  } catch (error) {
    discard();
    throw commit.explain(error instanceof SplitError ? new OutputError(error.message) : error);
  } finally {
    unwatch();
  }
}
