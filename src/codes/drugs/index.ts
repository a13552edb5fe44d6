import type { DrugFacts } from './facts.ts';
import { XOLAIR } from './xolair.ts';

/** Every drug that xolint judges. */
export const DRUGS: readonly DrugFacts[] = [XOLAIR];

/** The drug that a config's `products` and `indications` are about. */
export const CONFIG_DRUG: DrugFacts = XOLAIR;
