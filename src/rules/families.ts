import type { DrugFacts } from '../codes/drugs/facts.ts';
import { DRUG_GROUPS } from '../codes/drugs/index.ts';
import type { AnyRule, Family } from './rule.ts';
import { listed } from './words.ts';

/** The family of the rules for a drug, with the words of its whole group. */
export function familyOfDrug(drug: DrugFacts, group: readonly DrugFacts[]): Family {
  const names = listed(group.map(({ name }) => name));
  return {
    id: drug.id,
    title: `${names} claims: drug, waste, administration, diagnosis, authorization`,
    scope: `${names} claims`,
    applies: (claim) => claim.involves(drug),
  };
}

/** The families, in the order of the catalogue. */
export const FAMILIES: readonly Family[] = [
  ...DRUG_GROUPS.map((group) => familyOfDrug(group[0], group)),
  { id: 'claim', title: 'Every claim', scope: 'every claim' },
  { id: 'x12', title: 'The file and its envelope', voids: true },
];

/** The family of a rule: the one it names, or the one that its id begins with. Rules of an unknown family judge every claim. */
export function familyOf(rule: Pick<AnyRule, 'id' | 'family'>): Family {
  if (rule.family) return rule.family;
  const id = rule.id.slice(0, rule.id.indexOf('/'));
  return FAMILIES.find((family) => family.id === id) ?? { id, title: id, scope: 'every claim' };
}
