import type { RuleSeverity } from '../model/finding.ts';
import type { AnyRule, GradedMessage } from '../rules/rule.ts';
import type { RuleEntry } from './settings.ts';

/** Names that `extends` takes besides paths. */
export const PRESETS = ['xolint:recommended', 'xolint:strict'] as const;

const WEIGHT: Readonly<Record<RuleSeverity, number>> = { off: 0, info: 1, warning: 2, error: 3 };
const RAISED: Readonly<Record<RuleSeverity, RuleSeverity>> = {
  off: 'warning',
  info: 'warning',
  warning: 'error',
  error: 'error',
};

/** The highest severity that a rule has for any payer class or message. */
export function highest(rule: AnyRule): RuleSeverity {
  const messages = Object.values(rule.messages) as (string | GradedMessage)[];
  const all: RuleSeverity[] = [
    rule.severity,
    ...(Object.values(rule.byPayerClass ?? {}) as RuleSeverity[]),
    ...messages.flatMap((message) =>
      typeof message === 'string'
        ? []
        : [message.severity ?? ('off' as const), ...(Object.values(message.byPayerClass ?? {}) as RuleSeverity[])],
    ),
  ];
  return all.reduce((a, b) => (WEIGHT[b] > WEIGHT[a] ? b : a));
}

/**
 * `xolint:strict`: every rule is on for every payer class, at the highest severity that it has for any of them, raised by one:
 * warnings are errors, infos are warnings.
 */
export function strictEntries(rules: readonly AnyRule[]): RuleEntry[] {
  return rules.map((rule) => ({ pattern: rule.id, severity: RAISED[highest(rule)] }));
}
