import type { DrugFacts } from '../codes/drugs/facts.ts';
import type { DrugGroup } from '../codes/drugs/index.ts';
import { XOLAIR } from '../codes/drugs/xolair.ts';
import { familyOfDrug } from './families.ts';
import type { AnyRule } from './rule.ts';

/** Makes a rule for the claims of a drug and of its biosimilars. */
export type DrugRule = (...group: DrugGroup) => AnyRule;

/**
 * Declares a rule that exists once for each group of drugs, made by `make` for each drug of the group and the others of it. Its id and
 * its documentation are of the first drug. The claims of another one are judged, and told about, by the same rule made for that drug.
 *
 * The examples, and the tests made from them, are of the group of Xolair. The rules of other groups have none.
 */
export function drugRule(make: (drug: DrugFacts, others: readonly DrugFacts[]) => AnyRule): DrugRule {
  return (...group) => {
    const [first, ...more] = group;
    const madeFor = (drug: DrugFacts): AnyRule => ({
      ...make(
        drug,
        group.filter((other) => other !== drug),
      ),
      family: familyOfDrug(drug, group),
    });
    const rule = madeFor(first);
    const examples = first.id === XOLAIR.id ? rule.examples : NO_EXAMPLES;
    const variants = more.map((drug) => ({ ...madeFor(drug), id: rule.id, variant: drug.id, examples: NO_EXAMPLES }));
    return { ...rule, examples, ...(variants.length > 0 && { variants }) };
  };
}

const NO_EXAMPLES: AnyRule['examples'] = { good: [], bad: [] };
