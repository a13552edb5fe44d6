import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ACKNOWLEDGEMENT_NAMES } from '../../acks/acknowledgements.ts';
import { loadSettings } from '../../config/load.ts';
import { matchRules } from '../../config/resolve.ts';
import { lintInputs } from '../../engine/lint.ts';
import { together } from '../../engine/observer.ts';
import { Commit } from '../../files/commit.ts';
import { isSystemError, reasonOf } from '../../files/errors.ts';
import type { Target } from '../../files/target.ts';
import { messageOf } from '../../formats/message.ts';
import { counted } from '../../rules/words.ts';
import { Split, SplitError, type SplitFiles } from '../../split/split.ts';
import { openFile } from '../../x12/source.ts';
import { Acknowledgements } from '../acknowledgements.ts';
import { OutputError, UsageError } from '../errors.ts';
import { discardAll, whenInterrupted } from '../interrupt.ts';
import { configOf, parseFormats, parseRules, type SplitArguments } from '../options.ts';
import { print, sayOfEarlierRuns } from '../outputs.ts';

/** Creates a folder that only its owner can use, if there is none: the parts name patients. */
async function folder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await access(path, constants.W_OK);
    return path;
  } catch (error) {
    throw new OutputError(`The folder ${path} cannot be written to: ${reasonOf(error)}. Check its permissions.`);
  }
}

/** Arguments that name what is split, and where to. */
type Asked = SplitArguments & { readonly file: string; readonly good: string; readonly held: string };

function isComplete(args: SplitArguments): args is Asked {
  return [args.file, args.good, args.held].every((each) => each !== undefined);
}

/** The three files of a split. Throws OutputError and UsageError. */
async function targetsOf(args: Asked, commit: Commit): Promise<SplitFiles<Target>> {
  const name = basename(args.file).replace(/\.gz$/i, '');
  const target = async (path: string) => {
    try {
      return await commit.target(path);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new OutputError(`The file ${path} could not be written: ${reasonOf(error)}.`);
    }
  };
  const good = join(await folder(args.good), name);
  const held = join(await folder(args.held), name);
  const files = { good: await target(good), held: await target(held), manifest: await target(`${held}.manifest.json`) };
  const source = await realpath(args.file).catch(() => resolve(args.file));
  const places = [...[files.good, files.held].map((file) => join(file.folder, file.name)), source];
  if (new Set(places).size < places.length)
    throw new UsageError('--good and --held must be two folders, and neither may be the folder of FILE.');
  return files;
}

/** `xolint split FILE --good DIR --held DIR`. 0: every claim is good; 1: some are held; 2: nothing was written. */
export async function splitCommand(args: SplitArguments): Promise<number> {
  if (args.verify !== undefined) {
    if (args.file !== undefined) throw new UsageError('--verify takes the manifest of a split, and no FILE.');
    return (await import('./verify.ts')).verifyCommand(args.verify);
  }
  if (!isComplete(args)) throw new UsageError('split needs FILE, --good DIR and --held DIR; or --verify MANIFEST.');
  const settings = await loadSettings({ ...configOf(args), words: parseRules(args.rule) });
  const rules = args.hold.flatMap((pattern) => matchRules(pattern, settings.rules));
  const { formats, acknowledgements: targets } = parseFormats(args.format);
  if (formats[0])
    throw new UsageError(
      `split writes only acknowledgements (${ACKNOWLEDGEMENT_NAMES.join(', ')}), not ${formats[0].name}. For a report, lint the file.`,
    );
  const commit = new Commit(sayOfEarlierRuns);
  const unfinished: (() => void)[] = [() => commit.discard()];
  const discard = () => discardAll(unfinished);
  const unwatch = whenInterrupted(discard, commit);
  try {
    const files = await targetsOf(args, commit);
    const { tables } = settings;
    const parts = new Split(args.file, files, { rules, keepControl: args.keepControl, tables, open: openFile, commit });
    unfinished.push(() => parts.discard());
    const acknowledgements = await Acknowledgements.open(targets, settings, new Date(), commit);
    unfinished.push(() => acknowledgements.discard());
    const report = await lintInputs([{ path: args.file, open: () => openFile(args.file) }], {
      settings,
      words: messageOf,
      observe: () => together([parts, acknowledgements.observer(args.file) ?? {}]),
      fileDone: (file) => acknowledgements.fileDone(file),
    });
    // The manifest is the last to be put in place.
    const written = acknowledgements.finish();
    const { good, held } = await parts.finish(report);
    await commit.finish();
    const lines = [
      `${counted(good.claims, 'good claim')} ${good.claims > 0 ? `in ${files.good.path}` : '(no file)'}`,
      `${counted(held.claims, 'held claim')} ${held.claims > 0 ? `in ${files.held.path}` : '(no file)'}`,
      ...(written > 0 ? [`${counted(written, 'acknowledgement')} written`] : []),
      `Where each claim went, and why: ${files.manifest.path}`,
    ];
    await print(lines.map((line) => `${line}\n`).join(''));
    return held.claims > 0 ? 1 : 0;
  } catch (error) {
    discard();
    throw commit.explain(error instanceof SplitError ? new OutputError(error.message) : error);
  } finally {
    unwatch();
  }
}
