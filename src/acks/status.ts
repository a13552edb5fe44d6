import { envelopeAck } from '../guides/envelope.ts';
import type { Finding } from '../model/finding.ts';
import type { AnyRule, ClaimStatus, GradedMessage, ImplementationAck } from '../rules/rule.ts';

/** Rules by id. */
export type RulesById = ReadonlyMap<string, AnyRule>;

/** Facts that decide which errors a 277CA reports. */
export interface Telling {
  readonly rules: RulesById;
  /** Payers (NM109 of 2010BB) whose coverage policy is known; for other payers, findings about coverage are not reported. */
  readonly payerPolicies: ReadonlySet<string>;
}

/** How a 999 reports a finding; undefined if it does not: only errors of the file and the guide go there. */
export function ackOf(finding: Finding, rules: RulesById): ImplementationAck | undefined {
  if (finding.severity !== 'error') return undefined;
  const rule = rules.get(finding.rule);
  const message = rule?.messages[finding.messageId] as string | GradedMessage | undefined;
  const ack = (typeof message === 'object' ? message.ack : undefined) ?? rule?.ack;
  // A fault in an envelope element is reported for the set, group or interchange that its segment opens or closes.
  return ack?.element === undefined ? ack : (envelopeAck(finding.location.element) ?? ack);
}

/** How a 277CA reports a finding; empty if it does not: only errors of a claim's business go there. */
export function statusOf(finding: Finding, telling: Telling): readonly ClaimStatus[] {
  if (finding.severity !== 'error' || ackOf(finding, telling.rules)) return [];
  const rule = telling.rules.get(finding.rule);
  if (rule?.payerPolicy && !telling.payerPolicies.has(finding.claim?.payer ?? '')) return [];
  return rule?.claimStatus ?? [];
}
