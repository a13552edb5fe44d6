import type { ReaderFault } from '../../model/envelope.ts';
import type { AnyRule } from '../rule.ts';
import character from './character.ts';
import junk from './junk.ts';
import truncated from './truncated.ts';

/** Which rule reports each kind of fault that only the reader can see. A kind without a rule does not compile. */
export const READER_FAULT_RULES: Readonly<Record<ReaderFault['kind'], AnyRule>> = {
  junk,
  header: truncated,
  trailer: truncated,
  ended: truncated,
  terminator: truncated,
  lastLine: truncated,
  oversize: truncated,
  newline: character,
  control: character,
  foreign: character,
  outside: character,
};
