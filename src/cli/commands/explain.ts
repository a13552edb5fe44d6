import pc from 'picocolors';
import { loadSettings } from '../../config/load.ts';
import { didYouMean } from '../../config/suggest.ts';
import { wrap } from '../../formats/wrap.ts';
import { gradedMessages, optionWords, scopeWords, severityWords, sourcedMessages, whatWords } from '../../rules/describe.ts';
import { docsUrl } from '../../rules/docs-url.ts';
import { RULES, RULES_BY_ID } from '../../rules/index.ts';
import type { AnyRule, OptionSpec } from '../../rules/rule.ts';
import { UsageError } from '../errors.ts';
import { configOf, type ExplainArguments } from '../options.ts';
import { print } from '../outputs.ts';
import { colorOf, WIDTH } from '../terminal.ts';

/** Width of the column of titles. */
const TITLE = 10;

/** The rule with this id: a built-in one, or one that the config adds. Throws UsageError. */
async function find({ id, ...args }: ExplainArguments): Promise<AnyRule> {
  const builtIn = RULES_BY_ID.get(id);
  if (builtIn) return builtIn;
  const { rules } = await loadSettings(configOf(args));
  const found = rules.find((rule) => rule.id === id);
  if (found) return found;
  const ids = [...RULES, ...rules].map((rule) => rule.id);
  throw new UsageError(`There is no rule "${id}".${didYouMean(id, ids)} "xolint rules" lists them.`);
}

/** One segment a line. */
function segments(example: string): string[] {
  return example
    .split('~')
    .map((segment) => segment.trim())
    .filter(Boolean)
    .map((segment) => `${segment}~`);
}

/** Everything about one rule, for 80 columns. */
export function explain(rule: AnyRule, color: boolean): string {
  const colors = pc.createColors(color);
  let text = `${colors.bold(rule.id)}\n\n`;
  const part = (title: string, paragraphs: readonly string[]) => {
    const lines = paragraphs.flatMap((paragraph) => wrap(paragraph, WIDTH - TITLE));
    for (const [i, line] of lines.entries()) text += `${i === 0 ? colors.bold(title.padEnd(TITLE)) : ' '.repeat(TITLE)}${line}\n`;
  };
  part('What', whatWords(rule));
  part('Why', [rule.docs.why]);
  part('Fix', [rule.docs.fix]);
  part('Source', [rule.docs.source]);
  part('Checks', [scopeWords(rule)]);
  text += '\n';
  part('Severity', [
    rule.fault ? 'a fault of the file: not a finding, but exit status 2' : severityWords(rule.severity, rule.byPayerClass),
    ...gradedMessages(rule).map((message) => `${message.severity} for: ${message.text}`),
  ]);
  part(
    'Messages',
    sourcedMessages(rule).map(({ id, text, source }) => `${id}: ${text}. Source: ${source}.`),
  );
  const options = Object.entries((rule.options ?? {}) as Record<string, OptionSpec>);
  if (options.length > 0)
    part(
      'Options',
      options.map(([name, spec]) => `${name} (${optionWords(spec)}): ${spec.what}`),
    );
  if (rule.claimStatus)
    part('277CA', [
      rule.claimStatus.map(({ category, code, entity }) => `${category}:${code}${entity ? `:${entity}` : ''}`).join(', '),
    ]);
  const example = (title: string, first: string | undefined) => {
    if (!first) return;
    text += `\n${colors.bold(title)}\n`;
    for (const segment of segments(first)) text += `  ${segment}\n`;
  };
  // A rule of a config may be written without types, and have no examples.
  example('An example that fails', rule.examples?.bad?.[0]?.text);
  example('One that passes', rule.examples?.good?.[0]);
  const url = docsUrl(rule.id);
  if (url !== undefined) text += `\n${url}\n`;
  return text;
}

/** `xolint explain ID`. */
export async function explainCommand(args: ExplainArguments): Promise<number> {
  await print(explain(await find(args), colorOf(args.color, process.stdout)));
  return 0;
}
