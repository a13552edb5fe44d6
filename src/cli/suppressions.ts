import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { matchRules } from '../config/resolve.ts';
import type { SuppressionEntry } from '../config/settings.ts';
import { Baseline } from '../engine/baseline.ts';
import type { Commit } from '../files/commit.ts';
import { isSystemError, OutputError, reasonOf } from '../files/errors.ts';
import type { AnyRule } from '../rules/rule.ts';
import { UsageError } from './errors.ts';
import type { LintArguments } from './options.ts';

type Asked = Pick<
  LintArguments,
  | 'suppressAll'
  | 'suppressRule'
  | 'suppressionsLocation'
  | 'pruneSuppressions'
  | 'passOnUnprunedSuppressions'
  | 'suppressReason'
  | 'suppressUntil'
  | 'suppressBy'
>;

const DEFAULT_NAME = 'xolint-suppressions.json';
const DEFAULT_REASON = 'Accepted when the baseline was made.';

/** The baseline of a run, and the file that it comes from and goes to. */
export interface Suppressions {
  readonly baseline: Baseline;
  /** Prepares the folder of the file, if it is to be written. Throws OutputError. */
  prepare(commit: Commit): Promise<void>;
  /**
   * Plans to write the file, if requested. Call it while no other run can put outputs in place: entries that others added since the file
   * was read are kept. Throws OutputError and ConfigError.
   */
  save(commit: Commit): Promise<void>;
  /** Reports stale and expired entries after the run. Returns an exit status. */
  finish(): 0 | 1 | 2;
}

/** The day in the local time zone, as yyyy-mm-dd. */
export function localDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Checks the options against each other. Throws UsageError. */
function check(asked: Asked): void {
  const adopts = asked.suppressAll || asked.suppressRule.length > 0;
  if (asked.suppressAll && asked.suppressRule.length > 0)
    throw new UsageError('--suppress-all and --suppress-rule cannot be used together: name the rules, or accept all findings.');
  if (adopts && asked.pruneSuppressions)
    throw new UsageError(
      '--prune-suppressions cannot be used together with --suppress-all or --suppress-rule. Run one, then the other.',
    );
  for (const [name, value] of [
    ['reason', asked.suppressReason],
    ['until', asked.suppressUntil],
    ['by', asked.suppressBy],
  ])
    if (value !== undefined && !adopts) throw new UsageError(`--suppress-${name} needs --suppress-all or --suppress-rule.`);
  if (asked.suppressUntil !== undefined && !isDay(asked.suppressUntil))
    throw new UsageError(`--suppress-until takes a date such as 2027-01-31, not "${asked.suppressUntil}".`);
}

async function fileOf(location: string | undefined, cwd: string): Promise<string> {
  const path = resolve(cwd, location ?? DEFAULT_NAME);
  const isFolder = await stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
  return isFolder ? join(path, DEFAULT_NAME) : path;
}

async function read(path: string, asked: Asked): Promise<SuppressionEntry[] | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'ENOENT') throw new UsageError(`The suppressions file ${path} could not be read (${code}). Check the file.`);
    if (asked.suppressAll || asked.suppressRule.length > 0) return [];
    if (asked.suppressionsLocation !== undefined || asked.pruneSuppressions)
      throw new UsageError(`There is no suppressions file at ${path}. Create it with --suppress-all or --suppress-rule.`);
    return undefined;
  }
  const [{ parseSuppressions }, { decoded }] = await Promise.all([
    import('../config/suppressions.ts'),
    import('../config/json.ts'),
  ]);
  return parseSuppressions(decoded(bytes, path), path);
}

/** Runs a step of writing. Throws OutputError. */
async function writing<T>(path: string, step: () => Promise<T> | T): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new OutputError(`The suppressions file ${path} could not be written: ${reasonOf(error)}. Check the folder.`);
  }
}

function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

/** Reads the baseline that the options name, if any. Throws UsageError and ConfigError. */
export async function openSuppressions(
  asked: Asked,
  rules: readonly AnyRule[],
  cwd: string,
  now: Date,
): Promise<Suppressions | undefined> {
  check(asked);
  const path = await fileOf(asked.suppressionsLocation, cwd);
  const entries = await read(path, asked);
  if (!entries) return undefined;
  const adopts = asked.suppressAll || asked.suppressRule.length > 0;
  const patterns = asked.suppressAll ? ['*'] : asked.suppressRule;
  const by = asked.suppressBy ?? userName();
  const baseline = new Baseline(entries, {
    today: localDay(now),
    ...(adopts && { adopt: new Set(patterns.flatMap((pattern) => matchRules(pattern, rules))) }),
    entry: {
      reason: asked.suppressReason ?? DEFAULT_REASON,
      ...(asked.suppressUntil && { until: asked.suppressUntil }),
      ...(by && { by }),
    },
  });
  const isWritten = adopts || asked.pruneSuppressions;
  return {
    baseline,
    async prepare(commit) {
      if (isWritten) await writing(path, () => commit.target(path));
    },
    async save(commit) {
      if (!isWritten) return;
      const { merged, printSuppressions } = await import('../config/suppressions.ts');
      const text = printSuppressions(merged(entries, baseline.entries(asked.pruneSuppressions), (await read(path, asked)) ?? []));
      await writing(path, () => commit.write(commit.targetNow(path), text));
    },
    finish() {
      let status: 0 | 1 | 2 = 0;
      for (const { rule, fingerprint, until, by: who } of baseline.expired) {
        process.stderr.write(
          `xolint: the suppression of ${rule} (${fingerprint})${who ? ` by ${who}` : ''} ended on ${until}. Correct the claim, or renew the entry in ${path}.\n`,
        );
        status = 1;
      }
      const { unused } = baseline;
      if (unused.length === 0 || asked.pruneSuppressions || asked.passOnUnprunedSuppressions) return status;
      process.stderr.write(
        `xolint: ${unused.length} of the suppressions in ${path} cover findings that no longer exist. Run again with --prune-suppressions.\n`,
      );
      return 2;
    },
  };
}
