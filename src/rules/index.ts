import { DRUG_GROUPS } from '../codes/drugs/index.ts';
import { CLAIM_RULES } from './claim/index.ts';
import type { AnyRule } from './rule.ts';
import { X12_RULES } from './x12/index.ts';
import { drugRules } from './xolair/index.ts';

/** Every rule, in the order of the catalogue. */
export const RULES: readonly AnyRule[] = [...DRUG_GROUPS.flatMap((group) => drugRules(...group)), ...CLAIM_RULES, ...X12_RULES];

/** Rules by id. */
export const RULES_BY_ID: ReadonlyMap<string, AnyRule> = new Map(RULES.map((rule) => [rule.id, rule]));
