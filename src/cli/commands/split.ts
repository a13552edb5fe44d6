import { access, constants, mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ACKNOWLEDGEMENT_NAMES } from '../../acks/acknowledgements.ts';
import { loadSettings } from '../../config/load.ts';
import { matchRules } from '../../config/resolve.ts';
import { lintInputs } from '../../engine/lint.ts';
import { together } from '../../engine/observer.ts';
import { messageOf } from '../../formats/message.ts';
import { counted } from '../../rules/words.ts';
import { Split, SplitError } from '../../split/split.ts';
import { openFile } from '../../x12/source.ts';
import { Acknowledgements } from '../acknowledgements.ts';
import { OutputError, UsageError } from '../errors.ts';
import { whenInterrupted } from '../interrupt.ts';
import { configOf, parseFormats, parseRules, type SplitArguments } from '../options.ts';
import { print } from '../outputs.ts';

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

/** `xolint split FILE --good DIR --held DIR`. 0: every claim is good; 1: some are held; 2: nothing was written. */
export async function splitCommand(args: SplitArguments): Promise<number> {
  const name = basename(args.file).replace(/\.gz$/i, '');
  const good = join(await folder(args.good), name);
  const held = join(await folder(args.held), name);
  const places = [good, held, args.file].map((path) => resolve(path));
  if (new Set(places).size < places.length)
    throw new UsageError('--good and --held must be two folders, and neither may be the folder of FILE.');
  const settings = await loadSettings({ ...configOf(args), words: parseRules(args.rule) });
  const rules = args.hold.flatMap((pattern) => matchRules(pattern, settings.rules));
  const { formats, acknowledgements: targets } = parseFormats(args.format);
  if (formats[0])
    throw new UsageError(
      `split writes only acknowledgements (${ACKNOWLEDGEMENT_NAMES.join(', ')}), not ${formats[0].name}. For a report, lint the file.`,
    );
  const paths = { good, held, manifest: `${held}.manifest.json` };
  const parts = new Split(args.file, paths, {
    rules,
    keepControl: args.keepControl,
    tables: settings.tables,
    open: openFile,
  });
  const acknowledgements = await Acknowledgements.open(targets, settings, new Date());
  const discard = () => {
    parts.discard();
    acknowledgements.discard();
  };
  const watched = whenInterrupted(discard);
  try {
    const report = await lintInputs([{ path: args.file, open: () => openFile(args.file) }], {
      settings,
      words: messageOf,
      observe: () => together([parts, acknowledgements.observer(args.file) ?? {}]),
      fileDone: (file) => acknowledgements.fileDone(file),
    });
    const result = await parts.finish(report);
    const written = acknowledgements.finish();
    const lines = [
      `${counted(result.good.claims, 'good claim')} ${result.good.claims > 0 ? `in ${good}` : '(no file)'}`,
      `${counted(result.held.claims, 'held claim')} ${result.held.claims > 0 ? `in ${held}` : '(no file)'}`,
      ...(written > 0 ? [`${counted(written, 'acknowledgement')} written`] : []),
      `Where each claim went, and why: ${paths.manifest}`,
    ];
    await print(lines.map((line) => `${line}\n`).join(''));
    return result.held.claims > 0 ? 1 : 0;
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
