import type { AnyRule } from '../rule.ts';

/** Rules of Xolair claims, in the order of the catalogue. */
export const XOLAIR_RULES: readonly AnyRule[] = [];
