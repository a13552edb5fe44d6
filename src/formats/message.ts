import type { Finding, MessageValue, Phi, Shown } from '../model/finding.ts';
import type { Message, RuleWords } from '../model/report.ts';

/** Replaces a withheld value in texts. */
export const WITHHELD = '[withheld]';

/** The text of a value that identifies a patient, withheld unless it may be shown. No other code turns such values into text. */
export function revealed(value: Phi, shown: readonly Shown[]): string {
  if (value.phi === 'private' || !shown.includes(value.phi)) return value.shape ?? WITHHELD;
  const date = value.phi === 'dos' ? /^(\d{4})(\d{2})(\d{2})$/.exec(value.value) : null;
  return date ? `${date[1]}-${date[2]}-${date[3]}` : value.value;
}

function fill(text: string, data: Readonly<Record<string, MessageValue>>, shown: readonly Shown[]): string {
  return text.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const value = data[slot];
    return typeof value === 'object' ? revealed(value, shown) : String(value ?? '');
  });
}

/** The words of the rule that found something. */
export function wordsOf({ rule, variant }: Finding, rules: ReadonlyMap<string, RuleWords>): RuleWords | undefined {
  const words = rules.get(rule);
  return variant === undefined ? words : words?.variants?.find((each) => each.variant === variant);
}

const textOf = (message: Message | undefined) => (typeof message === 'string' ? message : (message?.text ?? ''));

/** The message of a finding, with its values filled in. */
export function messageOf(finding: Finding, rules: ReadonlyMap<string, RuleWords>, shown: readonly Shown[]): string {
  return fill(textOf(wordsOf(finding, rules)?.messages[finding.messageId]), finding.data, shown);
}

/** How to fix a finding, with its values filled in. */
export function fixOf(finding: Finding, rules: ReadonlyMap<string, RuleWords>, shown: readonly Shown[]): string {
  const rule = wordsOf(finding, rules);
  const message = rule?.messages[finding.messageId];
  const own = typeof message === 'object' ? message.fix : undefined;
  return fill(own ?? rule?.docs.fix ?? '', finding.data, shown);
}
