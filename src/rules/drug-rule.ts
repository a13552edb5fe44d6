import type { DrugFacts } from '../codes/drugs/facts.ts';
import { XOLAIR } from '../codes/drugs/xolair.ts';
import { familyOfDrug } from './families.ts';
import type { AnyRule } from './rule.ts';

/** Makes a rule for the claims of a drug. */
export type DrugRule = (drug: DrugFacts) => AnyRule;

/**
 * Declares a rule that exists once for each drug: its id, words and numbers come from the facts of the drug, and it sees only
 * claims that involve the drug.
 *
 * The examples, and the tests made from them, are claims for Xolair. The rules of another drug have no examples.
 */
export function drugRule(make: DrugRule): DrugRule {
  return (drug) => {
    const rule = { ...make(drug), family: familyOfDrug(drug) };
    return drug.id === XOLAIR.id ? rule : { ...rule, examples: { good: [], bad: [] } };
  };
}
