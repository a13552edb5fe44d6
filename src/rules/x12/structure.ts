import type { AnyRule } from '../rule.ts';
import elementCharacter from './element-character.ts';
import elementCode from './element-code.ts';
import elementExtra from './element-extra.ts';
import elementLength from './element-length.ts';
import elementNotUsed from './element-not-used.ts';
import elementRequired from './element-required.ts';
import elementSyntax from './element-syntax.ts';
import elementType from './element-type.ts';
import hierarchy from './hierarchy.ts';
import loopRepeat from './loop-repeat.ts';
import loopRequired from './loop-required.ts';
import otherPayer from './other-payer.ts';
import otherPayerBalance from './other-payer-balance.ts';
import segmentKnown from './segment-known.ts';
import segmentNotUsed from './segment-not-used.ts';
import segmentPlace from './segment-place.ts';
import segmentRepeat from './segment-repeat.ts';
import segmentRequired from './segment-required.ts';
import situational from './situational.ts';
import trailingSeparator from './trailing-separator.ts';

/** Rules of the structure that the guides define for a set, in the order of the catalogue. */
export const STRUCTURE_RULES: readonly AnyRule[] = [
  segmentKnown,
  segmentPlace,
  segmentRequired,
  segmentNotUsed,
  segmentRepeat,
  loopRequired,
  loopRepeat,
  elementRequired,
  elementNotUsed,
  elementExtra,
  elementLength,
  elementType,
  elementCode,
  elementSyntax,
  elementCharacter,
  hierarchy,
  situational,
  otherPayer,
  otherPayerBalance,
  trailingSeparator,
];

const OF_CLAIMS: readonly AnyRule[] = [otherPayer, otherPayerBalance];

/** Those that the comparison with the guide reports through; the others look at claims themselves. */
export const DEVIATION_RULES: readonly AnyRule[] = STRUCTURE_RULES.filter((rule) => !OF_CLAIMS.includes(rule));
