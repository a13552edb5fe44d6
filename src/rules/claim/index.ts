import type { AnyRule } from '../rule.ts';
import balance from './balance.ts';

/** Rules of every claim, in the order of the catalogue. */
export const CLAIM_RULES: readonly AnyRule[] = [balance];
