import type { DrugFacts } from './facts.ts';
import { OMLYCLO } from './omlyclo.ts';
import { XOLAIR } from './xolair.ts';

/** Drugs that the same rules judge, each by its own facts. The first one gives the rules their family. */
export type DrugGroup = readonly [DrugFacts, ...DrugFacts[]];

/** A drug and its biosimilars, each knowing the codes of the others. */
export function drugGroup(...group: DrugGroup): DrugGroup {
  const knowing = (drug: DrugFacts): DrugFacts => ({
    ...drug,
    alike: group.filter((other) => other !== drug).map(({ code }) => code),
  });
  const [first, ...others] = group;
  return [knowing(first), ...others.map(knowing)];
}

/** The drugs that a config's `products` and `indications` are about. */
export const CONFIG_DRUGS: DrugGroup = drugGroup(XOLAIR, OMLYCLO);

/** The first of them, which reports count claims of. */
export const [CONFIG_DRUG] = CONFIG_DRUGS;

/** Every drug that xolint judges. */
export const DRUG_GROUPS: readonly DrugGroup[] = [CONFIG_DRUGS];

/** The same, without groups. */
export const DRUGS: readonly DrugFacts[] = DRUG_GROUPS.flat();
