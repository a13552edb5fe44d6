import type { TableAdditions } from '../codes/tables.ts';
import type { ClaimType } from '../model/claim.ts';
import type { RuleSeverity } from '../model/finding.ts';
import type { PayerClass } from '../model/payer.ts';
import type { Tables } from '../model/tables.ts';
import type { AnyRule } from '../rules/rule.ts';

/** The facts that decide which settings apply to a claim. */
export interface ClaimContext {
  /** Path of the file as the user gave it. */
  readonly path: string;
  readonly type: ClaimType;
  /** From SBR09, or the class that the user set for claims without one. */
  readonly payerClass: PayerClass;
  /** NM109 of 2010BB. */
  readonly payerId: string;
  /** ISA06 and GS02. */
  readonly senders: readonly string[];
  /** ISA15. */
  readonly usage: string;
}

/** The setting of one rule. */
export interface RuleSetting {
  /** Set when a user chose one; it then applies to every message and payer class. */
  readonly severity?: RuleSeverity;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Of single messages, by id; only of those with a source of their own. */
  readonly rows?: Readonly<Record<string, RuleSeverity>>;
}

/** The settings for the claims of one context. */
export interface Resolved {
  readonly payerClass: PayerClass;
  /** Rules that a user configured. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
}

/** Which files of folders, patterns and archives are linted. */
export interface InputSettings {
  /** Globs of names that claim files have; undefined for those that xolint knows. */
  readonly claimFiles?: readonly string[];
  /** Patterns of files that are left out, and the absolute path of the folder that they start from. */
  readonly ignores: readonly { readonly patterns: readonly string[]; readonly folder: string }[];
}

/** The configuration of a run, ready for use. */
export interface Settings {
  /** Rules of the run: the built-in ones and those that a config adds. */
  readonly rules: readonly AnyRule[];
  /** Reference data of the run. */
  readonly tables: Tables;
  /** The payer class from the config for claims without SBR09. */
  readonly payerClass?: PayerClass;
  /** From the config: true for production claims, false for test claims. */
  readonly production?: boolean;
  /** Payers (NM109 of 2010BB) with `payerPolicy: true` in the config: the 277CA reports findings about their coverage policy. */
  readonly payerPolicies: ReadonlySet<string>;
  readonly inputs: InputSettings;
  /** Returns the same object for contexts with the same settings. */
  resolve(context: ClaimContext): Resolved;
}

/** A setting from a config or the command line for some rules: an id, a row of a rule, or a prefix that ends in `*`. */
export interface RuleEntry {
  readonly pattern: string;
  /** `default` restores the severity of the rule itself. */
  readonly severity?: RuleSeverity | 'default';
  /** Added to the options that earlier layers set. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** When a layer applies: each given condition must match, with any one of its values. */
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

/** Settings of rules that apply together. Later layers override earlier ones. */
export interface Layer {
  /** Where the layer is written, such as `xolint.config.json: overrides[0]`. */
  readonly from: string;
  /** Always, if absent. */
  readonly when?: Condition;
  /** Absolute path of the folder that globs start from. */
  readonly folder?: string;
  readonly entries: readonly RuleEntry[] | 'strict';
}

/** A config file and everything that it extends, read and checked, in order of precedence. */
export interface Config {
  /** Absolute paths of the files that it was read from; the requested one is the last. */
  readonly files: readonly string[];
  readonly layers: readonly Layer[];
  /** Payers by NM109 of 2010BB. */
  readonly payers: ReadonlyMap<string, { readonly class?: PayerClass; readonly payerPolicy?: boolean }>;
  /** Rows that it adds to the tables of products and indications. */
  readonly tables: TableAdditions;
  readonly customRules: readonly AnyRule[];
  readonly payerClass?: PayerClass;
  readonly production?: boolean;
  readonly inputs?: InputSettings;
}

/** Accepted findings that share a fingerprint. It contains no data of a patient. */
export interface SuppressionEntry {
  readonly fingerprint: string;
  readonly rule: string;
  /** How many findings of this fingerprint are accepted; several claims of a set may share it. */
  readonly count: number;
  /** ISA13 of the interchange they were found in; an entry is stale only if that interchange was read without finding them. */
  readonly interchange?: string;
  readonly reason: string;
  /** Last day on which it is valid, as yyyy-mm-dd. */
  readonly until?: string;
  readonly by?: string;
}
