import type { AnyRule } from '../rule.ts';
import adminCode from './admin-code.ts';
import adminCount from './admin-count.ts';
import adminDistinct from './admin-distinct.ts';
import adminHome from './admin-home.ts';
import adminPlace from './admin-place.ts';
import adminPresent from './admin-present.ts';
import drugPlace from './drug-place.ts';
import em99211 from './em-99211.ts';
import emModifier25 from './em-modifier-25.ts';
import homeDrug from './home-drug.ts';
import training from './training.ts';

/** Rules of Xolair claims, in the order of the catalogue. */
export const XOLAIR_RULES: readonly AnyRule[] = [
  // administration and visits
  adminPresent,
  adminCode,
  adminCount,
  adminDistinct,
  adminPlace,
  adminHome,
  drugPlace,
  homeDrug,
  emModifier25,
  em99211,
  training,
];
