import type { SuppressionEntry } from '../config/settings.ts';
import type { Finding, Suppression } from '../model/finding.ts';
import { claimsAffected } from './affects.ts';

/** What is written into new entries. */
export type NewEntry = Pick<SuppressionEntry, 'reason' | 'until' | 'by'>;

/** What a run does with its baseline. */
export interface BaselineOptions {
  /** The day of the run, as yyyy-mm-dd: entries whose last day is before it do not hold any more. */
  readonly today: string;
  /** Rules whose findings are taken into the baseline as they come. */
  readonly adopt?: ReadonlySet<string>;
  readonly entry?: NewEntry;
}

/** One entry during a run. */
interface Account {
  entry: SuppressionEntry;
  /** Findings of the run that it covers. */
  used: number;
}

/** Findings of one file, judged. */
export interface Split {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
}

/** Control numbers of an envelope are digits; anything else in their place may be anything, and is not written down. */
const controlOf = (finding: Finding): string | undefined => {
  const control = finding.claim?.interchange;
  return control !== undefined && /^\d{1,9}$/.test(control) ? control : undefined;
};

/**
 * The findings that are accepted, by fingerprint and number. Where a file has more findings of a fingerprint than its entry accepts,
 * nobody knows which of them is new: none is suppressed, as ESLint does it.
 */
export class Baseline {
  readonly #accounts: Map<string, Account>;
  readonly #options: BaselineOptions;
  /** Interchanges that were read to their end. */
  readonly #read = new Set<string>();
  readonly #asked = new Map<string, number>();
  readonly #expired = new Set<SuppressionEntry>();

  constructor(entries: readonly SuppressionEntry[], options: BaselineOptions) {
    this.#accounts = new Map(entries.map((entry) => [entry.fingerprint, { entry, used: 0 }]));
    this.#options = options;
  }

  /** Splits the findings of one file, in their order; `interchanges` are the control numbers that were read whole. */
  apply(findings: readonly Finding[], interchanges: Iterable<string>): Split {
    for (const control of interchanges) this.#read.add(control);
    const groups = new Map<string, Finding[]>();
    for (const finding of findings) {
      const group = groups.get(finding.fingerprint);
      if (group) group.push(finding);
      else groups.set(finding.fingerprint, [finding]);
    }
    const said = new Map<string, Suppression | undefined>();
    for (const [fingerprint, group] of groups) said.set(fingerprint, this.#suppression(group));
    const open: Finding[] = [];
    const suppressed: Finding[] = [];
    for (const finding of findings) {
      const suppression = said.get(finding.fingerprint);
      const marked = suppression ? { ...finding, suppression } : finding;
      (suppression && !suppression.expired ? suppressed : open).push(marked);
    }
    return { findings: open, suppressed };
  }

  /**
   * Whether a finding is accepted, asked once for each while a file is read, before all of it is known: as many of a fingerprint as
   * the entry takes.
   */
  accepts({ fingerprint, rule }: Finding): boolean {
    const { adopt, today } = this.#options;
    if (adopt?.has(rule)) return true;
    const entry = this.#accounts.get(fingerprint)?.entry;
    if (!entry || (entry.until !== undefined && entry.until < today)) return false;
    const asked = (this.#asked.get(fingerprint) ?? 0) + 1;
    this.#asked.set(fingerprint, asked);
    return asked <= entry.count;
  }

  /** What holds for findings of one fingerprint in one file. */
  #suppression(group: readonly Finding[]): Suppression | undefined {
    const { adopt, today } = this.#options;
    const [first] = group;
    const account = this.#accounts.get(first!.fingerprint);
    if (adopt?.has(first!.rule)) return this.#adopt(first!, group.length, account);
    if (!account) return undefined;
    const { entry } = account;
    if (entry.until !== undefined && entry.until < today) {
      account.used += group.length;
      this.#expired.add(entry);
      return wordsOf(entry, true);
    }
    if (account.used + group.length > entry.count) {
      account.used = entry.count;
      return undefined;
    }
    account.used += group.length;
    return wordsOf(entry, false);
  }

  /** Takes findings into the baseline. An entry that holds keeps its words; one that has expired gets new ones. */
  #adopt(finding: Finding, number: number, account: Account | undefined): Suppression {
    const { entry: words, today } = this.#options;
    const used = (account?.used ?? 0) + number;
    const old = account?.entry;
    const holds = old !== undefined && (old.until === undefined || old.until >= today);
    const interchange = controlOf(finding);
    const entry: SuppressionEntry = holds
      ? { ...old, count: used }
      : {
          fingerprint: finding.fingerprint,
          rule: finding.rule,
          count: used,
          ...(interchange !== undefined && { interchange }),
          ...words!,
        };
    this.#accounts.set(finding.fingerprint, { entry, used });
    return wordsOf(entry, false);
  }

  /** Entries past their last day whose findings are still there. */
  get expired(): readonly SuppressionEntry[] {
    return [...this.#expired];
  }

  /** Entries that accept more findings than there are, in interchanges that were read. */
  get unused(): readonly SuppressionEntry[] {
    return [...this.#accounts.values()].filter((account) => this.#isUnused(account)).map(({ entry }) => entry);
  }

  #isUnused({ entry, used }: Account): boolean {
    return used < entry.count && entry.interchange !== undefined && this.#read.has(entry.interchange);
  }

  /** All entries; `pruned` leaves out what is not used any more. */
  entries(pruned: boolean): SuppressionEntry[] {
    return [...this.#accounts.values()].flatMap((account) => {
      if (!pruned || !this.#isUnused(account)) return [account.entry];
      return account.used > 0 ? [{ ...account.entry, count: account.used }] : [];
    });
  }
}

function wordsOf({ reason, until, by }: SuppressionEntry, expired: boolean): Suppression {
  return { reason, ...(until && { until }), ...(by && { by }), ...(expired && { expired }) };
}

/** Counts of a file that hang on its findings, without those that are suppressed. */
export function countsOf(findings: readonly Finding[]) {
  const number = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  const errors = findings.filter(({ severity }) => severity === 'error');
  return { claimsWithErrors: claimsAffected(errors), errors: errors.length, warnings: number('warning'), infos: number('info') };
}
