import { PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';
import { counted } from '../words.ts';

/** The sound file with another claim number, which may hold anything. */
const withText = (text: string) => sound({ set: PARTS.set.replace('CLM*A1*', `CLM*${text}*`) });

export default defineRule({
  id: 'x12/character',
  severity: 'error',
  docs: {
    what: 'The file holds only characters of the basic and extended sets, and no data outside its segments.',
    why: 'Payers accept ASCII. Accents, typographic quotes and tabs come from word processors and registration forms, and make a translator refuse the set; a line break inside a segment shifts every count.',
    fix: 'Replace the character in the source system, such as N for an accented N, and export the file without line breaks inside segments.',
    source: '005010X222A1 and 005010X223A2, appendix B.1.1.2 (basic and extended character set)',
  },
  ack: { element: '6', interchange: '022' },
  messages: {
    foreign: 'The byte {byte} (hexadecimal) is no character of the basic or extended set; the set holds {count} of this kind',
    control: 'The control character {byte} (hexadecimal) stands inside a segment; the set holds {count} of this kind',
    newline: {
      text: 'A line break stands inside a segment; the interchange holds {count} of this kind',
      fix: 'Export the file without a fixed line width: a line may end behind a segment terminator only.',
    },
    outside: {
      text: 'Data outside of every interchange and set begin here',
      fix: 'Remove what stands between a trailer and the next header, or put it back into its set.',
    },
  },
  examples: {
    good: [
      sound(),
      sound().replaceAll('~', '~\n'),
      sound().replaceAll('~', '~\r\n'),
      withText("O'NEIL `A` {x} [y] #1 @ $5 %"),
      `${sound()}\n\n`,
    ],
    bad: [
      withText('MU\u00C3\u0091OZ'),
      withText('A\tB'),
      withText('A\nB'),
      sound().replace(/(.{80})/g, '$1\n'),
      sound({ iea: `${PARTS.iea}END OF FILE` }),
      sound({ ge: `REPORT LINE~${PARTS.ge}` }),
    ],
  },
  readerFault(fault, report) {
    const { location } = fault;
    switch (fault.kind) {
      case 'foreign':
        return report('foreign', location, { byte: fault.byte, count: counted(fault.count, 'byte') });
      case 'control':
        return report('control', location, { byte: fault.byte, count: counted(fault.count, 'character') });
      case 'newline':
        return report('newline', location, { count: counted(fault.count, 'line break') });
      case 'outside':
        return report('outside', location);
    }
  },
});
