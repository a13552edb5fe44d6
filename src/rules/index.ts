import balance from './claim/balance.ts';
import type { AnyRule } from './rule.ts';

/** Every rule, in the order of the catalogue. */
export const RULES: readonly AnyRule[] = [balance];

/** Rules by id. */
export const RULES_BY_ID: ReadonlyMap<string, AnyRule> = new Map(RULES.map((rule) => [rule.id, rule]));
