import type { Trailer } from '../../model/envelope.ts';
import { OTHER_FILE, PARTS, sound } from '../examples/file.ts';
import { type Acts, defineRule } from '../rule.ts';
import { listed } from '../words.ts';

/** `SE and GE are`. */
const areMissing = (ids: readonly string[]) => `${listed(ids)} ${ids.length === 1 ? 'is' : 'are'}`;

/** What a header opens or a trailer closes. */
const OF_SEGMENT = {
  ISA: 'interchange',
  GS: 'group',
  ST: 'set',
  SE: 'set',
  GE: 'group',
  IEA: 'interchange',
} as const satisfies Readonly<Record<string, Acts>>;

/** The largest thing that trailers close, which are given from the inside out. */
const closedBy = (missing: readonly Trailer[]): Acts => OF_SEGMENT[missing.at(-1)!];

export default defineRule({
  id: 'x12/truncated',
  severity: 'error',
  docs: {
    what: 'Every interchange, group and set has its header and its trailer, and the last segment has its terminator.',
    why: 'A file without its end was cut off on the way: claims are missing from it, and a receiver refuses all of it. A claim that is cut off is not checked.',
    fix: 'Transfer or export the file again. If it is complete, add the missing segment.',
    source: 'ASC X12.5 Interchange Control Structures (ISA/IEA) and X12.6 Application Control Structure (GS/GE, ST/SE)',
  },
  ack: { set: '2', group: '3', interchange: '022' },
  loss: true,
  messages: {
    ended: 'The file ends after this segment: {missing} missing',
    trailer: '{missing} missing: the next segment is {next}',
    header: '{before} has no {header} before it',
    terminator: {
      text: 'This last segment has no terminator',
      fix: 'Check that nothing is missing after it, and end it as the others end.',
      loss: false,
      mended: true,
    },
    cut: {
      text: 'This last segment has no terminator, and may be cut off',
      fix: 'Check that nothing is missing in it and after it, and end it as the others end.',
    },
    lastLine: {
      text: 'The file is complete, but it ends without the line break that terminates its last segment',
      severity: 'warning',
      fix: 'End the last line as the others end.',
      loss: false,
      mended: true,
    },
    oversize: {
      text: 'The claim or level that begins here is larger than {megabytes} MB and was not checked',
      fix: 'Look for a CLM, HL or SE that lost its terminator.',
    },
  },
  words: ['missing', 'next', 'before', 'header', 'megabytes'],
  examples: {
    good: [
      sound(),
      `${sound()}\n\r\n\u001A`.trim(),
      sound() + OTHER_FILE,
      sound({ isa: `${PARTS.isa}TA1*000000904*261101*1200*A*000~` }),
    ],
    bad: [
      { text: sound({ iea: '' }), message: 'ended', at: 'GE' },
      { text: sound({ se: '', ge: '', iea: '' }), message: 'ended', at: 'DTP' },
      { text: sound({ iea: 'IEA*1*0000' }), message: 'cut', at: 'IEA' },
      { text: sound({ iea: 'IEA*1*000000905' }), message: 'terminator', at: 'IEA' },
      { text: sound().replaceAll('~', '\n').trimEnd(), message: 'lastLine', at: 'IEA', severity: 'warning' },
      { text: sound({ se: '' }), message: 'trailer', at: 'DTP' },
      { text: sound({ ge: '' }), message: 'trailer', at: 'SE' },
      { text: sound({ gs: '' }), message: 'header', at: 'ST' },
      { text: sound({ st: '' }), message: 'header', at: 'BHT' },
      { text: sound({ iea: '' }) + OTHER_FILE, message: 'trailer', at: 'GE' },
    ],
  },
  readerFault(fault, report) {
    const { location } = fault;
    switch (fault.kind) {
      case 'ended':
        return report('ended', location, { missing: areMissing(fault.missing) }, { acts: closedBy(fault.missing) });
      case 'trailer':
        return report(
          'trailer',
          location,
          { missing: areMissing(fault.missing), next: fault.next },
          { acts: closedBy(fault.missing) },
        );
      case 'header':
        return report('header', location, { before: fault.before, header: fault.header }, { acts: OF_SEGMENT[fault.header] });
      case 'oversize':
        return report('oversize', location, { megabytes: fault.megabytes });
      case 'terminator':
        return report(fault.isComplete ? 'terminator' : 'cut', location);
      case 'lastLine':
        return report('lastLine', location);
    }
  },
});
