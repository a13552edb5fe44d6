import type { Finding, MessageValue, Phi, Shown } from '../model/finding.ts';
import type { Message, RuleWords } from '../model/report.ts';

/** What a withheld value reads as. */
export const WITHHELD = '[withheld]';

/** The one place where a value that identifies a patient becomes text, or does not. */
export function revealed(value: Phi, shown: readonly Shown[]): string {
  if (value.phi === 'private' || !shown.includes(value.phi)) return WITHHELD;
  const date = value.phi === 'dos' ? /^(\d{4})(\d{2})(\d{2})$/.exec(value.value) : null;
  return date ? `${date[1]}-${date[2]}-${date[3]}` : value.value;
}

function fill(text: string, data: Readonly<Record<string, MessageValue>>, shown: readonly Shown[]): string {
  return text.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const value = data[slot];
    return typeof value === 'object' ? revealed(value, shown) : String(value ?? '');
  });
}

const textOf = (message: Message | undefined) => (typeof message === 'string' ? message : (message?.text ?? ''));

/** What is wrong, with the numbers in it. */
export function messageOf(finding: Finding, rules: ReadonlyMap<string, RuleWords>, shown: readonly Shown[]): string {
  return fill(textOf(rules.get(finding.rule)?.messages[finding.messageId]), finding.data, shown);
}

/** What to do about it. */
export function fixOf(finding: Finding, rules: ReadonlyMap<string, RuleWords>, shown: readonly Shown[]): string {
  const rule = rules.get(finding.rule);
  const message = rule?.messages[finding.messageId];
  const own = typeof message === 'object' ? message.fix : undefined;
  return fill(own ?? rule?.docs.fix ?? '', finding.data, shown);
}
