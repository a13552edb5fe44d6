import type { DrugFacts } from '../codes/drugs/facts.ts';
import { DRUGS } from '../codes/drugs/index.ts';
import type { AnyRule, Family } from './rule.ts';

/** The family of the rules for a drug. */
export function familyOfDrug(drug: DrugFacts): Family {
  return {
    id: drug.id,
    title: `${drug.name} claims: drug, waste, administration, diagnosis, authorization`,
    scope: `${drug.name} claims`,
    applies: (claim) => claim.involves(drug),
  };
}

/** The families, in the order of the catalogue. */
export const FAMILIES: readonly Family[] = [
  ...DRUGS.map(familyOfDrug),
  { id: 'claim', title: 'Every claim', scope: 'every claim' },
  { id: 'x12', title: 'The file and its envelope', voids: true },
];

/** The family of a rule: the one it names, or the one that its id begins with. Rules of an unknown family judge every claim. */
export function familyOf(rule: Pick<AnyRule, 'id' | 'family'>): Family {
  if (rule.family) return rule.family;
  const id = rule.id.slice(0, rule.id.indexOf('/'));
  return FAMILIES.find((family) => family.id === id) ?? { id, title: id, scope: 'every claim' };
}
