import type { Finding } from '../model/finding.ts';
import type { Outline } from '../reader/outline.ts';
import type { AnyRule, GradedMessage } from '../rules/rule.ts';
import { unitedOf } from './affects.ts';

/** Messages that are reported once, as rule and message joined by a tab, with what they are reported once for. */
function onceMessages(rules: readonly AnyRule[]): ReadonlyMap<string, NonNullable<GradedMessage['once']>> {
  return new Map(
    rules.flatMap(({ id, messages }) =>
      Object.entries(messages as Record<string, string | GradedMessage>).flatMap(([name, message]) =>
        typeof message !== 'string' && message.once ? [[`${id}\t${name}`, message.once] as const] : [],
      ),
    ),
  );
}

/**
 * Of the findings of a file, in any order, keeps only the first of what is reported once for an interchange or group: it affects what all of
 * them do.
 */
export function foldOnce(
  findings: readonly Finding[],
  rules: readonly AnyRule[],
  outline: Outline,
  claims: number,
): readonly Finding[] {
  const once = onceMessages(rules);
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const message = `${finding.rule}\t${finding.messageId}`;
    const kind = once.get(message);
    if (kind === undefined) continue;
    const { offset } = outline.partAt(kind, finding.location.byteOffset, claims);
    const words = kind === 'group' ? JSON.stringify(finding.data) : '';
    const key = `${message}\t${finding.severity}\t${offset}\t${words}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const several = [...groups.values()].filter((group) => group.length > 1);
  if (several.length === 0) return findings;
  const folded = new Map<Finding, Finding | undefined>();
  for (const group of several) {
    const [first, ...others] = group.sort((a, b) => a.location.byteOffset - b.location.byteOffset);
    folded.set(first!, unitedOf(group));
    for (const other of others) folded.set(other, undefined);
  }
  return findings.flatMap((finding) => (folded.has(finding) ? (folded.get(finding) ?? []) : [finding]));
}
