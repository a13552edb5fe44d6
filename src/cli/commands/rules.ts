import pc from 'picocolors';
import { wrap } from '../../formats/wrap.ts';
import { severityWords } from '../../rules/describe.ts';
import { familyOf } from '../../rules/families.ts';
import { RULES } from '../../rules/index.ts';
import type { AnyRule } from '../../rules/rule.ts';
import type { RulesArguments } from '../options.ts';
import { print } from '../outputs.ts';
import { colorOf, WIDTH } from '../terminal.ts';

/** The data of a rule as plain JSON. */
function record(rule: AnyRule): Record<string, unknown> {
  return {
    id: rule.id,
    severity: rule.severity,
    ...(rule.byPayerClass && { byPayerClass: rule.byPayerClass }),
    types: rule.types ?? ['837P', '837I'],
    docs: rule.docs,
    messages: rule.messages,
    ...(rule.options && { options: rule.options }),
    ...(rule.claimStatus && { claimStatus: rule.claimStatus }),
    examples: rule.examples,
  };
}

/** `xolint rules`. */
export async function rulesCommand(args: RulesArguments): Promise<number> {
  if (args.json) {
    await print(`${JSON.stringify(RULES.map(record), null, 2)}\n`);
    return 0;
  }
  const colors = pc.createColors(colorOf(args.color, process.stdout));
  let text = '';
  let family = '';
  for (const rule of RULES) {
    const { id } = familyOf(rule);
    if (id !== family) {
      family = id;
      text += `${text === '' ? '' : '\n'}${colors.bold(`${family}/`)}\n`;
    }
    const severity = severityWords(rule.severity, rule.byPayerClass);
    const title = `  ${colors.bold(rule.id)}  ${colors.dim(severity)}`;
    // If both do not fit in one line, the severity gets its own.
    text += rule.id.length + severity.length + 4 <= WIDTH ? `${title}\n` : `  ${colors.bold(rule.id)}\n${indented(severity, 6)}`;
    text += indented(rule.docs.what, 4);
  }
  await print(`${text}\n"xolint explain ID" shows more about one.\n`);
  return 0;
}

function indented(text: string, by: number): string {
  return wrap(text, WIDTH - by)
    .map((line) => `${' '.repeat(by)}${line}\n`)
    .join('');
}
