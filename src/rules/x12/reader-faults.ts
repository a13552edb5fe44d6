import type { ReaderFault } from '../../model/envelope.ts';
import type { AnyRule } from '../rule.ts';
import { listed } from '../words.ts';
import character from './character.ts';
import junk from './junk.ts';
import truncated from './truncated.ts';
import unread, { claimsOf } from './unread.ts';

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
  set: unread,
  otherSet: unread,
  interchange: unread,
  claims: unread,
};

const without = (missing: readonly string[]) => `${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing after line`;

/**
 * What of the file is lost or was not read where a fault of this kind is, as part of a sentence; undefined where all was read. That is
 * told even if the rule of the fault is off.
 */
export function lossOf(fault: ReaderFault): string | undefined {
  const { line } = fault.location;
  switch (fault.kind) {
    case 'ended':
      return `the file ends after line ${line}, where ${listed(fault.missing)} ${fault.missing.length === 1 ? 'is' : 'are'} missing`;
    case 'trailer':
      return `${without(fault.missing)} ${line}`;
    case 'header':
      return `${fault.header} is missing before line ${line}`;
    case 'terminator':
      // All of an IEA was read.
      return fault.isComplete ? undefined : `the segment at line ${line} has no terminator`;
    case 'oversize':
      return `the claim or level at line ${line} is larger than ${fault.megabytes} MB and was not checked`;
    case 'set':
      return `the set at line ${line} is not a transaction set of X12 and was not read; it has ${claimsOf(fault)}`;
    case 'otherSet':
      return `the set at line ${line} is not named as claims, but has ${claimsOf(fault)}, which were not read`;
    case 'interchange':
      return `the interchange at line ${line} has no ISA that can be read; it has ${claimsOf(fault)}, which were not read`;
    case 'claims':
      return `data from line ${line} on belongs to no set and was not read; it has ${claimsOf(fault)}`;
  }
  return undefined;
}
