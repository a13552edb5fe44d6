import { fixOf, messageOf, wordsOf } from '../formats/message.ts';
import type { Finding, Location } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { completeExample } from '../rules/examples/complete.ts';
import { RULES } from '../rules/index.ts';
import type { AnyRule, BadExample, ExampleRun } from '../rules/rule.ts';
import { type ConfigInput, lint } from './lint.ts';

/** Where a finding is, in the form that examples use: the element, else the segment, else the line of the file. */
export function whereOf({ element, segment, line }: Location): string {
  return element ?? segment ?? `line ${line}`;
}

/**
 * Completes an example to a whole file and lints it by its rule and all rules of xolint. Throws ConfigError for a rule that a config
 * cannot add, and for options and rules that do not exist.
 */
export function lintExample(
  rule: AnyRule,
  text: string,
  { options, off = [], production, codeSets }: ExampleRun = {},
): Promise<Report> {
  const isOwn = !RULES.includes(rule);
  const config: ConfigInput = {
    rules: { ...Object.fromEntries(off.map((id) => [id, 'off'])), ...(options && { [rule.id]: ['default', options] }) },
    ...(isOwn && { customRules: [rule] }),
    ...(codeSets && { codeSets }),
  };
  const isPlain = !isOwn && !options && !codeSets && off.length === 0;
  return lint(Buffer.from(completeExample(text, rule), 'latin1'), {
    ...(!isPlain && { config }),
    ...(production !== undefined && { production }),
  });
}

const named = (finding: Finding) => `${finding.rule} "${finding.messageId}" at ${whereOf(finding.location)}`;
const isWord = (value: unknown) => typeof value === 'string' && value !== '';
const slotsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, slot]) => slot!);

/** Faults in the message and fix of a finding. */
function wordFaults(finding: Finding, report: Report): string[] {
  const rule = wordsOf(finding, report.rules);
  const message = rule?.messages[finding.messageId];
  const { text, fix } = typeof message === 'object' ? message : { text: message, fix: undefined };
  const slots = slotsOf(`${text} ${fix ?? rule?.docs.fix}`).filter((slot) => finding.data[slot] === undefined);
  if (slots.length > 0) return [`message "${finding.messageId}" has no value for ${slots.map((slot) => `{${slot}}`).join(', ')}`];
  const words = [messageOf(finding, report.rules, []), fixOf(finding, report.rules, [])];
  return words
    .filter((text) => /[{}]|undefined|NaN|\[object/.test(text))
    .map((text) => `message "${finding.messageId}" reads "${text}"`);
}

/** Faults in the report of a good example, in which nothing may be found. */
function goodFaults(report: Report): string[] {
  const fault = report.files[0]?.fault;
  if (fault) return [`expected no finding, but the file has a fault: ${fault.message}`];
  return report.findings.map(
    (finding) => `expected no finding, but found ${named(finding)}: ${messageOf(finding, report.rules, [])}`,
  );
}

function faultFaults(report: Report): string[] {
  if (!report.files[0]?.fault) return ['expected a file that cannot be read, but it was read'];
  return report.findings.map((finding) => `expected a fault of the file only, but found ${named(finding)}`);
}

function badFaults(rule: AnyRule, example: BadExample, report: Report): string[] {
  const { message, at } = example;
  const severity = example.severity ?? rule.severity;
  const fault = report.files[0]?.fault;
  if (fault) return [`expected message "${message}" at ${at}, but the file has a fault: ${fault.message}`];
  const own = report.findings.filter((finding) => finding.rule === rule.id);
  const others = report.findings.filter((finding) => finding.rule !== rule.id);
  const faults = own.flatMap((finding) => wordFaults(finding, report));
  const [first] = own;
  if (!first) faults.push(`expected message "${message}" at ${at}, but ${rule.id} found nothing`);
  else if (first.messageId !== message || whereOf(first.location) !== at)
    faults.push(`expected message "${message}" at ${at}, but found "${first.messageId}" at ${whereOf(first.location)}`);
  else if (first.severity !== severity)
    faults.push(`expected severity ${severity}, but "${message}" at ${at} is of severity ${first.severity}`);
  for (const finding of others) faults.push(`expected no other rule to find anything, but found ${named(finding)}`);
  return faults;
}

/**
 * Runs the examples of a rule, together with all rules of xolint, and returns a sentence for each fault; an empty list means that the
 * rule passed. In a good example nothing may be found. In a bad one only this rule may find something. Its first finding must have the
 * message and the place that the example gives, and the severity of the example, or else of the rule. Each message must be shown by a
 * bad example, and no value may be missing from its text.
 *
 * ```ts
 * test('clinic/referral', async () => expect(await testRule(referral)).toEqual([]));
 * ```
 */
export async function testRule(rule: AnyRule): Promise<readonly string[]> {
  const { good = [], bad = [] } = (rule.examples ?? {}) as Partial<AnyRule['examples']>;
  const failures: string[] = [];
  const run = async (name: string, text: string, options: ExampleRun | undefined, judge: (report: Report) => string[]) => {
    try {
      for (const fault of judge(await lintExample(rule, text, options))) failures.push(`${name} of ${rule.id}: ${fault}`);
    } catch (error) {
      failures.push(`${name} of ${rule.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  for (const [i, text] of good.entries()) {
    const name = `good example ${i + 1}`;
    if (isWord(text)) await run(name, text, undefined, goodFaults);
    else failures.push(`${name} of ${rule.id}: it must be a text`);
  }
  for (const [i, example] of bad.entries()) {
    const name = `bad example ${i + 1}`;
    const { text, message, at, run: options } = (example ?? {}) as Partial<BadExample>;
    if (isWord(text) && (rule.fault || (isWord(message) && isWord(at))))
      await run(name, text!, options, rule.fault ? faultFaults : (report) => badFaults(rule, example, report));
    else failures.push(`${name} of ${rule.id}: it must be { text, message, at }`);
  }
  const shown = new Set(bad.map((example) => example?.message));
  for (const message of Object.keys(rule.messages))
    if (!shown.has(message)) failures.push(`${rule.id}: no bad example shows the message "${message}"`);
  return failures;
}
