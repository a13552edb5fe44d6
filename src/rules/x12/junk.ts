import { PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';
import { counted } from '../words.ts';

export default defineRule({
  id: 'x12/junk',
  severity: 'warning',
  docs: {
    what: 'Nothing but a byte order mark and blank space comes before the first ISA.',
    why: 'Most translators expect the ISA at the first byte and refuse the file; xolint looks for it in the first 4 KB.',
    fix: 'Remove everything before the ISA, such as a header of the transfer program.',
    source: 'ASC X12.5 Interchange Control Structures: an interchange begins with ISA',
  },
  acts: 'file',
  mended: true,
  messages: { junk: 'There is data before the ISA that belongs to no interchange: {bytes}' },
  words: ['bytes'],
  examples: {
    good: [
      sound(),
      sound({ isa: `\n\r\n  ${PARTS.isa}` }),
      sound({ isa: `\u00EF\u00BB\u00BF${PARTS.isa}` }),
      sound({ isa: `\u00EF\u00BB\u00BF\n${PARTS.isa}` }),
    ],
    bad: [
      { text: sound({ isa: `FILE 17 OF 20\n${PARTS.isa}` }), message: 'junk', at: 'line 1' },
      { text: sound({ isa: `\u00EF\u00BB\u00BF#${PARTS.isa}` }), message: 'junk', at: 'line 1' },
      { text: sound({ isa: `ISA${PARTS.isa}` }), message: 'junk', at: 'line 1' },
    ],
  },
  readerFault(fault, report) {
    if (fault.kind === 'junk') report('junk', fault.location, { bytes: counted(fault.bytes, 'byte') });
  },
});
