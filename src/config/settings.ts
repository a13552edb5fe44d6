import type { ClaimType, PayerClass } from '../model/claim.ts';
import type { RuleSeverity } from '../model/finding.ts';
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
  /** Answers are the same object for contexts that differ in nothing that a user configured. */
  resolve(context: ClaimContext): Resolved;
}
