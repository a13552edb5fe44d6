import { envelopeAck } from '../guides/envelope.ts';
import type { Finding } from '../model/finding.ts';
import { mendedOf } from '../rules/acts.ts';
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
function ackOf(finding: Finding, rules: RulesById): ImplementationAck | undefined {
  if (finding.severity !== 'error') return undefined;
  const rule = rules.get(finding.rule);
  const message = rule?.messages[finding.messageId] as string | GradedMessage | undefined;
  const ack = (typeof message === 'object' ? message.ack : undefined) ?? rule?.ack;
  // A fault in an envelope element is reported for the set, group or interchange that its segment opens or closes.
  return ack?.element === undefined ? ack : (envelopeAck(finding.location.element) ?? ack);
}

/** What an acknowledgement rejects as a whole. */
export type Rejected = 'set' | 'group' | 'interchange';

/** TA105: the content of the interchange is not valid. */
const INVALID_CONTENT = '024';

/** An error that the 999 or TA1 reports. */
export interface Told {
  readonly finding: Finding;
  readonly ack: ImplementationAck;
  /** What is rejected because of it: the smallest part of the file that holds all claims that it affects. */
  readonly rejected: Rejected;
  /** IK502, AK905 or TA105; undefined if there is none. */
  readonly code: string | undefined;
}

/**
 * How a 999 reports an error; undefined if it does not. `closing`: what has just ended, so that what is inside it was reported before. What
 * belongs to no interchange is never reported: see `refusesFile`.
 */
export function toldOf(finding: Finding, rules: RulesById, closing: Rejected = 'set'): Told | undefined {
  const ack = ackOf(finding, rules);
  const scope = finding.affects?.scope;
  if (!ack || scope === 'file') return undefined;
  const isOfSet = ack.set !== undefined || ack.segment !== undefined || ack.element !== undefined;
  if (closing === 'interchange' || scope === 'interchange')
    return { finding, ack, rejected: 'interchange', code: ack.interchange ?? INVALID_CONTENT };
  if (closing === 'group' || scope === 'group' || !isOfSet) {
    if (ack.group === undefined && ack.interchange !== undefined)
      return { finding, ack, rejected: 'interchange', code: ack.interchange };
    return { finding, ack, rejected: 'group', code: ack.group };
  }
  return { finding, ack, rejected: 'set', code: ack.set };
}

/** Whether an error belongs to no interchange, and affects all claims of the file: then none of it is acknowledged. */
export function refusesFile(finding: Finding, rules: RulesById): boolean {
  if (finding.affects?.scope !== 'file' || ackOf(finding, rules) === undefined) return false;
  return mendedOf(rules.get(finding.rule), finding.messageId) === false;
}

/** How a 277CA reports a finding; empty if it does not: only errors of a claim's business go there. */
export function statusOf(finding: Finding, telling: Telling): readonly ClaimStatus[] {
  if (finding.severity !== 'error' || ackOf(finding, telling.rules)) return [];
  const rule = telling.rules.get(finding.rule);
  if (rule?.payerPolicy && !telling.payerPolicies.has(finding.claim?.payer ?? '')) return [];
  return rule?.claimStatus ?? [];
}
