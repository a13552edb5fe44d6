import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type * as z from 'zod';
import type { LoadedCodeSet } from '../../codes/code-list.ts';
import { CODE_SETS, COLUMN_LAYOUTS, FIXED_LAYOUTS } from '../../codes/code-sets.ts';
import type { LoadedCodeSets } from '../../codes/tables.ts';
import type { ClaimType } from '../../model/claim.ts';
import { LIMITS } from '../../model/limits.ts';
import type { CodeSetId } from '../../model/tables.ts';
import { parseJson, refusal } from '../json.ts';
import { type RawRow, RowChecker } from './rows.ts';
import { type CodeRow, type CodeSource, codeRow } from './schema.ts';
import { addText } from './text.ts';

/** What a config says about one list, and the absolute path of the folder that its paths start from. */
export interface AskedCodeSet {
  /** Path of the config. */
  readonly config: string;
  readonly folder: string;
  readonly sources: readonly (string | CodeSource)[];
}

/** Gives a sentence for each fault of a value. */
export type FaultsIn = (schema: z.ZodType, value: unknown) => readonly string[];

const TYPES: readonly ClaimType[] = ['837P', '837I'];

/** What is no text of single bytes, by how it begins. */
const OTHER_FILES: readonly (readonly [RegExp, string])[] = [
  [/^PK\u0003\u0004/, 'It is a workbook or an archive. Save the sheet as CSV, or unpack the file.'],
  [/^(?:\u00ff\u00fe|\u00fe\u00ff)/, 'It is UTF-16. Save it as CSV in UTF-8.'],
];

/** The files that can be read, for the sentence about one that cannot. */
const PUBLISHED = [...FIXED_LAYOUTS, ...COLUMN_LAYOUTS.slice(1)].map(({ of }) => of).join(', ');

async function bytesOf(path: string): Promise<Buffer> {
  const bytes = await readFile(path).catch((error: { code?: string }) => {
    throw refusal(path, [
      error.code === 'ENOENT' ? 'There is no such file. Check the path in codeSets.' : `It could not be read (${error.code}).`,
    ]);
  });
  if (bytes.length > LIMITS.codeSet)
    throw refusal(path, [
      `It has more than ${LIMITS.codeSet / 0x100000} MB, which no list of codes needs. Check that it is the right file.`,
    ]);
  return bytes;
}

/** The rows of a JSON file. */
function jsonRows(text: string, path: string): readonly unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The slower parser says where the fault is.
    value = parseJson(text, path);
  }
  if (!Array.isArray(value))
    throw refusal(path, ['It must be a list of rows, such as [{ "code": "J4550", "from": "2026-10-01" }].']);
  return value;
}

/** Adds rows that are objects, or codes alone. `where` names the list that they are in, in front of their number. */
function addObjects(
  values: readonly unknown[],
  where: string,
  source: CodeSource,
  checker: RowChecker,
  faultsIn: FaultsIn,
): void {
  for (const [i, given] of values.entries()) {
    const at = () => `${where}row ${i + 1}`;
    const result = codeRow.safeParse(typeof given === 'string' ? { code: given } : given);
    if (result.success) checker.add(at, textsOf(result.data), source);
    else if (given instanceof Object) checker.faults.push(...faultsIn(codeRow, given).map((fault) => `${at()}: ${fault}`));
    else checker.faults.push(`${at()}: It must be a code, or an object with one.`);
  }
}

const textsOf = ({ code, from = '', to = '', limit, per }: CodeRow): RawRow => ({
  code,
  from,
  to,
  limit: limit === undefined ? '' : String(limit),
  per: per ?? '',
});

/** Adds what one source has. Throws ConfigError. */
async function addSource(
  id: CodeSetId,
  { config, folder }: AskedCodeSet,
  source: CodeSource,
  checker: RowChecker,
  faultsIn: FaultsIn,
) {
  if (source.file === undefined) {
    addObjects(source.codes ?? [], `codeSets.${id}: `, source, checker, faultsIn);
    if (checker.faults.length > 0) throw refusal(config, checker.faults);
    return;
  }
  const path = resolve(folder, source.file);
  const bytes = await bytesOf(path);
  const text = bytes.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  const other = OTHER_FILES.find(([like]) => like.test(text));
  if (other) throw refusal(path, [other[1]]);
  const before = checker.builder.size;
  if (extname(path).toLowerCase() === '.json') addObjects(jsonRows(text, path), '', source, checker, faultsIn);
  else if (!addText(text, source, checker)) {
    const columns = CODE_SETS[id].isLimit ? 'code, from, to and limit' : 'code, from and to';
    throw refusal(path, [
      `It has no header row. Name the columns ${columns} in its first row, or use a file as it is published: ${PUBLISHED}.`,
    ]);
  }
  if (checker.faults.length > 0) throw refusal(path, checker.faults);
  if (checker.builder.size === before) throw refusal(path, ['It has no codes. Remove it from codeSets, or name another file.']);
}

/** Reads one list for claims of a type; undefined where no source is for them. */
async function readCodeSet(
  id: CodeSetId,
  asked: AskedCodeSet,
  sources: readonly CodeSource[],
  faultsIn: FaultsIn,
): Promise<LoadedCodeSet> {
  const builder = new RowChecker(CODE_SETS[id]);
  for (const source of sources) await addSource(id, asked, source, builder, faultsIn);
  const files = sources.flatMap(({ file }) => (file === undefined ? [] : [resolve(asked.folder, file)]));
  return { rows: builder.builder.build(), files };
}

/** Reads the open lists of a config. Throws ConfigError with the file and the row of each fault. */
export async function readCodeSets(asked: ReadonlyMap<CodeSetId, AskedCodeSet>, faultsIn: FaultsIn): Promise<LoadedCodeSets> {
  const loaded: Partial<Record<CodeSetId, Partial<Record<ClaimType, LoadedCodeSet>>>> = {};
  for (const [id, each] of asked) {
    const sources = each.sources.map((source): CodeSource => (typeof source === 'string' ? { file: source } : source));
    const isForAll = sources.every(({ types }) => types === undefined);
    const all = isForAll ? await readCodeSet(id, each, sources, faultsIn) : undefined;
    const byType: Partial<Record<ClaimType, LoadedCodeSet>> = {};
    for (const type of TYPES) {
      const own = sources.filter(({ types }) => types === undefined || types.includes(type));
      if (own.length > 0) byType[type] = all ?? (await readCodeSet(id, each, own, faultsIn));
    }
    loaded[id] = byType;
  }
  return loaded;
}
