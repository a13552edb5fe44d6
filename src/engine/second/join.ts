import type { Finding } from '../../model/finding.ts';
import type { AnyRule, GradedMessage } from '../../rules/rule.ts';

/** Messages that are reported once for an interchange, as rule and message joined by a tab. */
function onceMessages(rules: readonly AnyRule[]): ReadonlySet<string> {
  return new Set(
    rules.flatMap(({ id, messages }) =>
      Object.entries(messages as Record<string, string | GradedMessage>).flatMap(([name, message]) =>
        typeof message !== 'string' && message.once ? [`${id}\t${name}`] : [],
      ),
    ),
  );
}

/** How many of the starts, which ascend, are not behind a byte. */
function startsUpTo(starts: readonly number[], byte: number): number {
  let low = 0;
  for (let high = starts.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Puts together what two judges found in the claims of one file, as if one had judged alone: of what is reported once for an interchange,
 * only the first is kept. `starts` are the bytes at which the interchanges begin.
 */
export function joinFindings(
  one: readonly Finding[],
  other: readonly Finding[],
  rules: readonly AnyRule[],
  starts: readonly number[],
): readonly Finding[] {
  const all = one.concat(other);
  const once = onceMessages(rules);
  const firsts = new Map<string, Finding>();
  const repeated = new Set<Finding>();
  for (const finding of all) {
    const key = `${finding.rule}\t${finding.messageId}`;
    if (!once.has(key)) continue;
    const { byteOffset } = finding.location;
    const interchange = `${key}\t${startsUpTo(starts, byteOffset)}`;
    const first = firsts.get(interchange);
    if (first) repeated.add(first.location.byteOffset <= byteOffset ? finding : first);
    if (!first || byteOffset < first.location.byteOffset) firsts.set(interchange, finding);
  }
  return repeated.size > 0 ? all.filter((finding) => !repeated.has(finding)) : all;
}
