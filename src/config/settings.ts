import type { TableAdditions } from '../codes/tables.ts';
import type { ClaimType } from '../model/claim.ts';
import type { RuleSeverity } from '../model/finding.ts';
import type { PayerClass } from '../model/payer.ts';
import type { Tables } from '../model/tables.ts';
import type { AnyRule } from '../rules/rule.ts';

/** What decides which settings hold for a claim. */
export interface ClaimContext {
  /** Path of the file as the user gave it. */
  readonly path: string;
  readonly type: ClaimType;
  /** From SBR09, or what the user named for claims that give none. */
  readonly payerClass: PayerClass;
  /** NM109 of 2010BB. */
  readonly payerId: string;
  /** ISA06 and GS02. */
  readonly senders: readonly string[];
  /** ISA15. */
  readonly usage: string;
}

/** What holds for one rule. */
export interface RuleSetting {
  /** Set when a user named one; it then holds for every message and class. */
  readonly severity?: RuleSeverity;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What holds for the claims of one context. */
export interface Resolved {
  readonly payerClass: PayerClass;
  /** Rules that a user said something about. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
}

/** The configuration of a run, ready to be asked. */
export interface Settings {
  /** Rules of the run: the built-in ones and those that a config brings. */
  readonly rules: readonly AnyRule[];
  /** Reference data of the run. */
  readonly tables: Tables;
  /** Class of claims whose SBR09 gives none, as the config says. */
  readonly payerClass?: PayerClass;
  /** What the config says the run is for: production or test. */
  readonly production?: boolean;
  /** Payers (NM109 of 2010BB) whose coverage policy speaks in the 277CA: a config says `payerPolicy: true`. */
  readonly payerPolicies: ReadonlySet<string>;
  /** Answers are the same object for contexts that differ in nothing that a user configured. */
  resolve(context: ClaimContext): Resolved;
}

/** What a config, or the command line, says about rules: an id, or a prefix that ends in `*`. */
export interface RuleEntry {
  readonly pattern: string;
  /** `default` goes back to what the rule itself says. */
  readonly severity?: RuleSeverity | 'default';
  /** Added to the options that earlier layers set. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** When a layer holds: every condition that is given must be met, by any one of its values. */
export interface Condition {
  /** Globs, relative to `folder`. */
  readonly files?: readonly string[];
  readonly payers?: readonly string[];
  readonly payerClasses?: readonly PayerClass[];
  /** ISA06 or GS02. */
  readonly senders?: readonly string[];
  readonly types?: readonly ClaimType[];
  /** ISA15. */
  readonly usage?: readonly string[];
}

/** Words about rules that hold together. Later layers win over earlier ones. */
export interface Layer {
  /** Where the layer stands, such as `xolint.config.json: overrides[0]`. */
  readonly from: string;
  /** Always, if absent. */
  readonly when?: Condition;
  /** Absolute path of the folder that globs start from. */
  readonly folder?: string;
  readonly entries: readonly RuleEntry[] | 'strict';
}

/** A config file and everything that it extends, read and checked, in the order in which it holds. */
export interface Config {
  /** Absolute paths of the files that it was read from; the one that was asked for is the last. */
  readonly files: readonly string[];
  readonly layers: readonly Layer[];
  /** Payers by NM109 of 2010BB. */
  readonly payers: ReadonlyMap<string, { readonly class?: PayerClass; readonly payerPolicy?: boolean }>;
  /** Rows that it adds to the tables of products and indications. */
  readonly tables: TableAdditions;
  readonly customRules: readonly AnyRule[];
  readonly payerClass?: PayerClass;
  readonly production?: boolean;
}

/** Findings that are accepted: all with one fingerprint. Holds nothing of a patient. */
export interface SuppressionEntry {
  readonly fingerprint: string;
  readonly rule: string;
  /** How many findings of this fingerprint are accepted; several claims of a set may share it. */
  readonly count: number;
  /** ISA13 of where they were found; an entry is stale only when that interchange was read and they were not there. */
  readonly interchange?: string;
  readonly reason: string;
  /** Last day on which it holds, as yyyy-mm-dd. */
  readonly until?: string;
  readonly by?: string;
}
