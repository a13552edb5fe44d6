import type { ClaimView } from '../claims/claim.ts';
import type { Group, Interchange, TransactionSet } from '../model/envelope.ts';
import type { Finding } from '../model/finding.ts';

/**
 * Sees what was read and judged, in the order of the file; `findings` are those since the last call, each with the claims that it affects
 * as far as the file was read. `lasting` are those of earlier calls that affect this claim. Views are valid until the call returns.
 */
export interface Observer {
  claim?(claim: ClaimView, findings: readonly Finding[], lasting: readonly Finding[]): void;
  transaction?(set: TransactionSet, findings: readonly Finding[]): void;
  group?(group: Group, findings: readonly Finding[]): void;
  interchange?(interchange: Interchange, findings: readonly Finding[]): void;
}

/** Tells several observers the same, in order. */
export function together(observers: readonly Observer[]): Observer {
  return {
    claim: (claim, findings, lasting) => {
      for (const observer of observers) observer.claim?.(claim, findings, lasting);
    },
    transaction: (set, findings) => {
      for (const observer of observers) observer.transaction?.(set, findings);
    },
    group: (group, findings) => {
      for (const observer of observers) observer.group?.(group, findings);
    },
    interchange: (interchange, findings) => {
      for (const observer of observers) observer.interchange?.(interchange, findings);
    },
  };
}
