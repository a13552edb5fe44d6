import { PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';
import { counted } from '../words.ts';

/** The file without faults, with another claim number (CLM01), which may be any text. */
const withText = (text: string) => sound({ set: PARTS.set.replace('CLM*A1*', `CLM*${text}*`) });

export default defineRule({
  id: 'x12/character',
  severity: 'error',
  docs: {
    what: 'The file contains only characters of the basic and extended sets, and no data outside its segments.',
    why: 'Payers accept only ASCII. Accents, curly quotes and tabs come from word processors and registration forms, and make a translator refuse the set. A line break inside a segment shifts every count.',
    fix: 'Replace the character in the source system, such as N for an accented N, and export the file without line breaks inside segments.',
    source: '005010X222A1 and 005010X223A2, appendix B.1.1.2 (basic and extended character set)',
  },
  ack: { element: '6', interchange: '022' },
  messages: {
    foreign:
      'The byte {byte} (hexadecimal) is not a character of the basic or extended set; the transaction set has {count} of this kind',
    control: 'There is a control character, {byte} (hexadecimal), inside a segment; the transaction set has {count} of this kind',
    newline: {
      text: 'There is a line break inside a segment; the interchange has {count} of this kind',
      fix: 'Export the file without a fixed line width: a line may end only after a segment terminator.',
    },
    outside: {
      text: 'Data that belongs to no interchange or set begins here',
      fix: 'Remove the data between the trailer and the next header, or put it back into its set.',
      mended: true,
    },
  },
  words: ['byte', 'count'],
  examples: {
    good: [
      sound(),
      sound().replaceAll('~', '~\n'),
      sound().replaceAll('~', '~\r\n'),
      withText("O'NEIL `A` {x} [y] #1 @ $5 %"),
      `${sound()}\n\n`,
    ],
    bad: [
      { text: withText('MU\u00C3\u0091OZ'), message: 'foreign', at: 'CLM01' },
      { text: withText('A\tB'), message: 'control', at: 'CLM01' },
      { text: withText('A\nB'), message: 'newline', at: 'CLM01' },
      { text: sound().replace(/(.{80})/g, '$1\n'), message: 'newline', at: 'GS08' },
      { text: sound({ iea: `${PARTS.iea}END OF FILE` }), message: 'outside', at: '?' },
      { text: sound({ ge: `REPORT LINE~${PARTS.ge}` }), message: 'outside', at: '?' },
    ],
  },
  readerFault(fault, report) {
    const { location } = fault;
    switch (fault.kind) {
      case 'foreign':
        return report('foreign', location, { byte: fault.byte, count: counted(fault.count, 'byte') }, { places: fault.places });
      case 'control':
        return report(
          'control',
          location,
          { byte: fault.byte, count: counted(fault.count, 'character') },
          { places: fault.places },
        );
      case 'newline':
        return report('newline', location, { count: counted(fault.count, 'line break') }, { places: fault.places });
      case 'outside':
        return report('outside', location);
    }
  },
});
