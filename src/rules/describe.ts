import type { PayerClass } from '../model/claim.ts';
import type { RuleSeverity } from '../model/finding.ts';
import type { AnyRule, ByPayerClass, GradedMessage, OptionSpec } from './rule.ts';

/** `error; commercial and federal warning; medicare off`: a severity and its exceptions. */
export function severityWords(severity: RuleSeverity, byPayerClass: ByPayerClass = {}): string {
  const groups = new Map<RuleSeverity, PayerClass[]>();
  for (const [payerClass, other] of Object.entries(byPayerClass) as [PayerClass, RuleSeverity][]) {
    if (other === severity) continue;
    groups.set(other, [...(groups.get(other) ?? []), payerClass]);
  }
  const order: readonly RuleSeverity[] = ['error', 'warning', 'info', 'off'];
  const exceptions = order.flatMap((other) => {
    const classes = groups.get(other);
    return classes ? [`${classes.join(', ')}: ${other}`] : [];
  });
  return [severity, ...exceptions].join('; ');
}

/** Messages of a rule that weigh other than the rule, with what they weigh. */
export function gradedMessages(rule: AnyRule): { text: string; severity: string }[] {
  return (Object.values(rule.messages) as (string | GradedMessage)[]).flatMap((message) =>
    typeof message === 'object' && (message.severity || message.byPayerClass)
      ? [
          {
            text: message.text,
            severity: severityWords(
              message.severity ?? rule.severity,
              message.byPayerClass ?? (message.severity ? {} : rule.byPayerClass),
            ),
          },
        ]
      : [],
  );
}

/** `a number, at least 1; default 120`: what an option takes. */
export function optionWords(spec: OptionSpec): string {
  switch (spec.type) {
    case 'number':
      return `a number${spec.minimum === undefined ? '' : `, at least ${spec.minimum}`}; default ${spec.default}`;
    case 'choice':
      return `${spec.choices.join(' or ')}; default ${spec.default}`;
    case 'list':
      return `a list of values; default ${spec.default.length > 0 ? spec.default.join(', ') : 'empty'}`;
  }
}
