import type { Acts, AnyRule, GradedMessage, Mended } from './rule.ts';

/** What a rule may look at: the names of its functions. */
export type Hook = 'readerFault' | 'interchange' | 'group' | 'transaction' | 'level' | 'levels' | 'claim' | 'visit' | 'line';

/** What a finding is about if neither the rule nor the message says so. What the comparison with the guide finds has no function. */
const ACTS_OF_HOOK: Readonly<Record<Hook | 'comparison', Acts>> = {
  readerFault: 'place',
  comparison: 'place',
  interchange: 'interchange',
  group: 'group',
  transaction: 'set',
  level: 'level',
  levels: 'level',
  claim: 'claim',
  visit: 'claim',
  line: 'line',
};

/** A message with its own data; undefined for one that is only a text, and for none. */
function gradedOf(rule: AnyRule | undefined, messageId: string): GradedMessage | undefined {
  const message = rule?.messages[messageId] as string | GradedMessage | undefined;
  return typeof message === 'object' ? message : undefined;
}

/** What a finding of a message is about, which the function `hook` of the rule reports, or the comparison with the guide. */
export function actsOf(rule: AnyRule, messageId: string, hook: Hook | 'comparison'): Acts {
  return gradedOf(rule, messageId)?.acts ?? rule.acts ?? ACTS_OF_HOOK[hook];
}

/** Whether a message may be the only trace of something that was lost. */
export function isLoss(rule: AnyRule | undefined, messageId: string): boolean {
  return gradedOf(rule, messageId)?.loss ?? rule?.loss ?? false;
}

/** Whether, and when, `xolint split` mends what a message reports. */
export function mendedOf(rule: AnyRule | undefined, messageId: string): Mended {
  return gradedOf(rule, messageId)?.mended ?? rule?.mended ?? false;
}

/** Whether some message of a rule may be the only trace of something that was lost. */
export const mayShowLoss = (rule: AnyRule): boolean =>
  Object.keys(rule.messages as object).some((messageId) => isLoss(rule, messageId));
