import type { ClaimView } from '../../claims/claim.ts';
import type { Finding } from '../../model/finding.ts';
import type { Failure } from '../failures.ts';

/** What another judge found in the claims that it took. */
export interface WorkerResult {
  readonly findings: readonly Finding[];
  readonly xolairClaims: number;
  readonly serviceLines: number;
  /** Claims by rule and reason, joined by a tab. */
  readonly notChecked: ReadonlyMap<string, number>;
  /** Rules that threw. */
  readonly failures: readonly Failure[];
}

/** A file whose claims two judges share, as the first one sees it. */
export interface Handoff {
  /** Offers a claim; true when the other judge takes it, of which it has its own copy then. */
  offer(claim: ClaimView): boolean;
  /** What the other judge found; asked for when the file is read. Rejects when it failed. */
  finish(): Promise<WorkerResult>;
}
