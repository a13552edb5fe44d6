import * as z from 'zod';
import { ConfigError } from './errors.ts';
import { parseJson, shortened } from './json.ts';
import type { SuppressionEntry } from './settings.ts';

const entry = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
  rule: z.string(),
  count: z.int().positive(),
  interchange: z.string().optional(),
  reason: z.string().min(1),
  until: z.iso.date().optional(),
  by: z.string().optional(),
});

const file = z.strictObject({ version: z.literal(1), suppressions: z.array(entry) });

/** Expected value of each key of a file of suppressions, in words. */
const EXPECTED: Readonly<Record<string, string>> = {
  version: '1',
  suppressions: 'a list',
  fingerprint: '32 hex digits, as in the json report',
  rule: 'the id of a rule',
  count: 'a whole number, at least 1',
  interchange: 'text, the control number of the interchange',
  reason: 'text, and not empty',
  until: 'a date such as 2027-01-31',
  by: 'text',
};

function complaint(path: string, issue: z.core.$ZodIssue): string {
  const at = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const name = at.replace(/^\./, '') || 'it';
  if (issue.code === 'unrecognized_keys')
    return `${path}: ${name} has an unknown key, ${shortened(issue.keys.join(', '))}. Remove it.`;
  const key = issue.path.findLast((part) => typeof part === 'string');
  return `${path}: ${name} must be ${EXPECTED[String(key)] ?? 'an object with version and suppressions'}. ${AGAIN}`;
}

const AGAIN = 'Correct it, or remove the file and create it again with --suppress-all.';

/** The value of a text without comments or trailing commas: they would be lost when the file is written again. */
function jsonOf(text: string, path: string): unknown {
  try {
    JSON.parse(text);
  } catch {
    throw new ConfigError(`${path} is not valid JSON. ${AGAIN}`);
  }
  return parseJson(text, path);
}

/** Reads the text of a file of suppressions. Throws ConfigError with a sentence. */
export function parseSuppressions(text: string, path: string): SuppressionEntry[] {
  const json = jsonOf(text, path);
  const parsed = file.safeParse(json);
  if (!parsed.success) throw new ConfigError(complaint(path, parsed.error.issues[0]!));
  const entries = parsed.data.suppressions as SuppressionEntry[];
  const seen = new Set<string>();
  for (const { fingerprint } of entries) {
    if (seen.has(fingerprint)) throw new ConfigError(`${path}: the fingerprint ${fingerprint} is listed twice. Keep one entry.`);
    seen.add(fingerprint);
  }
  return entries;
}

/**
 * The entries of a file that several runs changed at once: `ours` with what others made of it, `theirs`, since both read `before`. An
 * entry that both changed accepts the larger number of findings.
 */
export function merged(
  before: readonly SuppressionEntry[],
  ours: readonly SuppressionEntry[],
  theirs: readonly SuppressionEntry[],
): SuppressionEntry[] {
  const textOf = (entry: SuppressionEntry | undefined) => (entry ? printSuppressions([entry]) : '');
  const [old, own] = [before, ours].map((entries) => new Map(entries.map((entry) => [entry.fingerprint, entry])));
  const all = new Map(theirs.map((entry) => [entry.fingerprint, entry]));
  for (const fingerprint of new Set([...old!.keys(), ...own!.keys()])) {
    const [was, mine, now] = [old!.get(fingerprint), own!.get(fingerprint), all.get(fingerprint)];
    if (textOf(mine) === textOf(was)) continue;
    if (textOf(now) === textOf(was)) {
      if (mine) all.set(fingerprint, mine);
      else all.delete(fingerprint);
    } else if (mine) all.set(fingerprint, now ? { ...now, count: Math.max(now.count, mine.count) } : mine);
  }
  return [...all.values()];
}

/** The text of a file of suppressions: the same entries give the same text, whatever their order. */
export function printSuppressions(entries: readonly SuppressionEntry[]): string {
  const key = ({ rule, interchange, fingerprint }: SuppressionEntry) => `${rule}\n${interchange ?? ''}\n${fingerprint}`;
  const sorted = [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const ordered = sorted.map(({ fingerprint, rule, count, interchange, reason, until, by }) => ({
    fingerprint,
    rule,
    count,
    ...(interchange && { interchange }),
    reason,
    ...(until && { until }),
    ...(by && { by }),
  }));
  return `${JSON.stringify({ version: 1, suppressions: ordered }, null, 2)}\n`;
}
