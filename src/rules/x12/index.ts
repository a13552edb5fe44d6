import type { AnyRule } from '../rule.ts';
import character from './character.ts';
import controlNumber from './control-number.ts';
import count from './count.ts';
import elementForm from './element-form.ts';
import isa from './isa.ts';
import junk from './junk.ts';
import { STRUCTURE_RULES } from './structure.ts';
import truncated from './truncated.ts';
import unread from './unread.ts';
import unreadable from './unreadable.ts';
import usage from './usage.ts';
import version from './version.ts';

/** Rules of the envelope and the file, in the order of the catalogue. */
export const X12_RULES: readonly AnyRule[] = [
  unreadable,
  junk,
  isa,
  controlNumber,
  count,
  truncated,
  unread,
  version,
  character,
  usage,
  ...STRUCTURE_RULES,
  elementForm,
];
