import { createHash } from 'node:crypto';
import type { ClaimRef } from '../model/finding.ts';
import type { RawFinding } from './plan.ts';

/**
 * 32 hex digits that name a finding in every run: a hash of rule, message, the control numbers of the envelope, and the loop, line
 * and element it points at. Not of the file's name or offsets, nor of other claims, nor of anything that a patient brings along.
 */
export function fingerprint(
  finding: RawFinding,
  claim: Pick<ClaimRef, 'interchange' | 'group' | 'transaction'> | undefined,
): string {
  const { location } = finding;
  const path = [location.loop, location.serviceLine, location.element ?? location.segment];
  const parts = [finding.rule, finding.messageId, claim?.interchange, claim?.group, claim?.transaction, ...path];
  return createHash('sha256')
    .update(parts.map((part) => part ?? '').join('\n'))
    .digest('hex')
    .slice(0, 32);
}
