import type { UnreadClaims } from '../../model/envelope.ts';
import { OTHER_FILE, OTHER_SET, PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';
import { codeText, counted } from '../words.ts';

/** `2 claims (CLM) in lines 40 to 71`. */
export function claimsOf({ claims, from, to }: UnreadClaims): string {
  if (claims === 0) return 'no claim (CLM)';
  return `${counted(claims, 'claim')} (CLM) in ${from === to ? `line ${from}` : `lines ${from} to ${to}`}`;
}

/** The file without faults, followed by another set of the same group whose ST is as given. */
const withSet = (st: string) => sound({ se: `${PARTS.se}${st}~${OTHER_SET}SE*23*0002~`, ge: PARTS.ge.replace('GE*1', 'GE*2') });

export default defineRule({
  id: 'x12/unread',
  severity: 'error',
  docs: {
    what: 'Every interchange and set can be recognised, and every claim (CLM) is in a set that is read.',
    why: 'One wrong byte in an ISA or ST hides all claims after it: nobody checks them, and a receiver drops them or refuses the file. Sets of other kinds, such as 999 or 835, may be beside the claims: they are skipped, and the report says how many.',
    fix: 'Correct the segment that the finding is at, or export the file again: claims are in a set that begins with ST*837, in an interchange that begins with ISA.',
    source: 'ASC X12.5 Interchange Control Structures, ISA; ASC X12.6, ST01 (data element 143, transaction set identifier)',
  },
  ack: { set: '6', interchange: '022' },
  loss: true,
  messages: {
    // No claim of the set was read: what may be lost is in the group.
    set: {
      text: 'ST01 is {type}, which is not a transaction set of X12: the set was not read; it has {claims}',
      acts: 'group',
    },
    otherSet: { text: 'ST01 is {type}, but the set has {claims}, which were not read', acts: 'group' },
    interchange: 'This interchange has no ISA that can be read and was not read; it has {claims}',
    claims: 'Data that belongs to no set begins here and was not read; it has {claims}',
  },
  words: ['type', 'claims'],
  examples: {
    good: [sound(), sound() + OTHER_FILE, withSet('ST*837*0002*005010X222A1')],
    bad: [
      { text: withSet('ST*8E7*0002*005010X222A1'), message: 'set', at: 'ST01' },
      { text: withSet('ST**0002*005010X222A1'), message: 'set', at: 'ST01' },
      { text: withSet('ST*873*0002*005010X222A1'), message: 'otherSet', at: 'ST01' },
      { text: sound({ isa: PARTS.isa.replace('ISA', 'IS') }) + OTHER_FILE, message: 'interchange', at: 'line 1' },
      { text: `${sound()}${OTHER_SET}SE*23*0001~GE*1*1~`, message: 'claims', at: 'CLM', run: { off: ['x12/character'] } },
    ],
  },
  readerFault(fault, report) {
    const { location } = fault;
    switch (fault.kind) {
      case 'set':
      case 'otherSet': {
        const type = fault.type === '' ? 'empty' : codeText(fault.type, /^\d{1,4}$/);
        return report(fault.kind, location, { type, claims: claimsOf(fault) });
      }
      case 'interchange':
        return report('interchange', location, { claims: claimsOf(fault) });
      case 'claims':
        return report('claims', location, { claims: claimsOf(fault) });
    }
  },
});
