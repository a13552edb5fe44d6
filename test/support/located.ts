import { messageOf } from '../../src/formats/message.ts';
import type { Location } from '../../src/model/finding.ts';
import { complete, lintTexts } from './example.ts';

/** Rules named by id or prefix are off, such as those of the structure that say the same first. */
const lint = (text: string, off: readonly string[]) =>
  lintTexts([text], { words: off.map((pattern) => ({ pattern, severity: 'off' })) });

/** What an example gives: rule, message, element with its text, and the elements that it is related to. A whole segment is its id. */
export async function located(example: string, ...off: readonly string[]): Promise<string[]> {
  const text = complete(example);
  const { findings } = await lint(text, off);
  const nameOf = ({ element, segment }: Location) => element ?? segment;
  const textOf = ({ segment, byteOffset, byteLength }: Location) =>
    text.slice(byteOffset, byteOffset + byteLength).replace(new RegExp(`^${segment}\\*.*`, 's'), `${segment}`);
  return findings.map(({ rule, messageId, location, related = [] }) =>
    [rule, messageId, nameOf(location), textOf(location), ...related.map(nameOf)].join(' '),
  );
}

/** The messages of an example. */
export async function wordsOf(example: string, ...off: readonly string[]): Promise<string[]> {
  const { findings, rules } = await lint(complete(example), off);
  return findings.map((finding) => messageOf(finding, rules, []));
}
