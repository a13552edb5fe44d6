import type { AnyRule } from '../rule.ts';

/** Rules of the envelope and the file, in the order of the catalogue. */
export const X12_RULES: readonly AnyRule[] = [];
