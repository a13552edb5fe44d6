import type { Finding } from '../model/finding.ts';
import type { RunHead } from './format.ts';

/** Findings of one rule, payer or file. */
export interface Tally {
  readonly name: string;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly total: number;
}

/** The key that findings are counted by. */
export type TallyBy = 'rule' | 'payer' | 'file';

/** Payer of findings of the envelope, and of claims without a payer id. */
export const NO_PAYER = '(no payer)';

/** Name that a finding is counted under. */
export function tallyName(finding: Finding, by: TallyBy, run: Pick<RunHead, 'paths'>): string {
  if (by === 'rule') return finding.rule;
  if (by === 'payer') return finding.claim?.payer ?? NO_PAYER;
  return run.paths[finding.file]!;
}

/** Counts by rule, payer or file; most findings first, then by name. */
export function tally(findings: readonly Finding[], by: TallyBy, run: Pick<RunHead, 'paths'>): Tally[] {
  const counts = new Map<string, { error: number; warning: number; info: number }>();
  for (const finding of findings) {
    const name = tallyName(finding, by, run);
    let count = counts.get(name);
    if (!count) {
      count = { error: 0, warning: 0, info: 0 };
      counts.set(name, count);
    }
    count[finding.severity]++;
  }
  return [...counts]
    .map(([name, { error, warning, info }]) => ({
      name,
      errors: error,
      warnings: warning,
      infos: info,
      total: error + warning + info,
    }))
    .sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
}
