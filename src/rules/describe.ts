import type { RuleSeverity } from '../model/finding.ts';
import type { PayerClass } from '../model/payer.ts';
import { familyOf } from './families.ts';
import type { AnyRule, ByPayerClass, GradedMessage, OptionSpec } from './rule.ts';

/** What must hold, and what that is for other drugs of a group. */
export function whatWords({ docs, variants = [] }: AnyRule): string[] {
  return [...new Set([docs.what, ...variants.map((variant) => variant.docs.what)])];
}

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

/** The messages whose severity differs from the rule's, each with its severity. A rule that is off turns off all of them. */
export function gradedMessages(rule: AnyRule): { text: string; severity: string }[] {
  return (Object.values(rule.messages) as (string | GradedMessage)[]).flatMap((message) => {
    if (typeof message === 'string' || (!message.severity && !message.byPayerClass)) return [];
    const of = (general: RuleSeverity, own: RuleSeverity | undefined) =>
      general === 'off' ? general : (own ?? message.severity ?? general);
    const classes = Object.keys({ ...rule.byPayerClass, ...message.byPayerClass }) as PayerClass[];
    const byPayerClass = Object.fromEntries(
      classes.map((each) => [each, of(rule.byPayerClass?.[each] ?? rule.severity, message.byPayerClass?.[each])]),
    );
    return [{ text: message.text, severity: severityWords(of(rule.severity, undefined), byPayerClass) }];
  });
}

/** Messages of a rule that have a source of their own, each with its id. */
export function sourcedMessages(rule: AnyRule): { id: string; text: string; source: string }[] {
  return (Object.entries(rule.messages) as [string, string | GradedMessage][]).flatMap(([id, message]) =>
    typeof message === 'string' || message.source === undefined ? [] : [{ id, text: message.text, source: message.source }],
  );
}

/** Ids of the messages of a rule that a user may set one by one, such as `x12/situational/zip`: those with a source of their own. */
export function rowsOf(rule: AnyRule): string[] {
  return sourcedMessages(rule).map(({ id }) => `${rule.id}/${id}`);
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

/** Which claims a rule judges, such as `837P, Xolair claims, except void ones (CLM05-3 = 8)`. */
export function scopeWords(rule: AnyRule): string {
  const types = (rule.types ?? ['837P', '837I']).join(' and ');
  const { scope, voids } = familyOf(rule);
  if (scope === undefined) return types;
  return `${types}, ${scope}, ${(rule.voids ?? voids) ? 'including void ones (CLM05-3 = 8)' : 'except void ones (CLM05-3 = 8)'}`;
}
