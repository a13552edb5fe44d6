import { defineRule } from '../rule.ts';
import { counted } from '../words.ts';
import { PARTS, sound } from './sound.ts';

/** The sound file with another ISA. */
const withIsa = (from: string | RegExp, to: string) => sound({ isa: PARTS.isa.replace(from, to) });

export default defineRule({
  id: 'x12/isa',
  severity: 'error',
  docs: {
    what: 'ISA01 to ISA16 have their fixed widths, padded with blanks, so that the ISA has 106 characters; its separators are four different characters, none of them a letter or digit.',
    why: 'Translators read the separators at fixed offsets of the ISA. A header that is one character short makes the whole file unreadable.',
    fix: 'Pad each element with blanks to its width, and choose four separators that do not occur in the data, such as * : ^ ~.',
    source: 'ASC X12.5 Interchange Control Structures, ISA; 005010X222A1 and 005010X223A2, appendix C, ISA11 and ISA16',
  },
  ack: { interchange: '022' },
  messages: {
    width: '{element} has {actual}, but must have {width}{others}; the length of the ISA is {total}, and must be 106',
    dots: {
      text: '{element} is padded with dots, which the receiver reads as part of the value',
      fix: 'Pad the element with blanks.',
    },
    repeated: 'The {name} is the same character as the {other}',
    letter: 'The {name} is a letter or digit, which also occurs in the data',
    standards: {
      text: 'ISA11 is "U", the standards identifier of versions before 5010; in 5010, ISA11 is the repetition separator',
      severity: 'warning',
      fix: 'Put ^ in ISA11, or another character that does not occur in the data.',
    },
  },
  examples: {
    good: [
      sound(),
      sound().replaceAll('*', '|').replaceAll(':', '>'),
      withIsa('*ZZ*SUBMITTER      *', '*ZZ*SUB..MITTER.   *'),
      // A version before 5010 is a fault of its own; this one has separators that are rare, but sound.
      sound().replaceAll('~', '\u001D').replaceAll('*', '\u001E').replaceAll(':', '\u001F'),
    ],
    bad: [
      withIsa('SUBMITTER      ', 'SUBMITTER     '),
      withIsa(/ {10}\*00\* {10}/, '*00*'),
      withIsa('000000905', '905'),
      withIsa(' '.repeat(10), '.'.repeat(10)),
      sound().replaceAll(':', '^'),
      sound().replaceAll(':', 'x').replace('12x00', '1200'),
      withIsa('*^*', '*U*'),
      withIsa('*^*', '*7*'),
    ],
  },
  troubles: ['width', 'dots', 'repeated', 'letter', 'standards'],
  trouble({ kind, place, data }, report) {
    const { element, actual, width, total, others, name, other } = data as Record<string, string | number>;
    switch (kind) {
      case 'width':
        report('width', place, {
          element: element!,
          actual: counted(Number(actual), 'character'),
          width: width!,
          total: total!,
          others: others === 0 ? '' : ` (also wrong: ${counted(Number(others), 'other element')})`,
        });
        return;
      case 'dots':
        return report('dots', place, { element: element! });
      case 'repeated':
        return report('repeated', place, { name: name!, other: other! });
      case 'letter':
        return report('letter', place, { name: name! });
      default:
        report('standards', place);
    }
  },
});
