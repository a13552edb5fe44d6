import { wrongWidths } from '../../codes/isa.ts';
import type { Delimiters, EnvelopeSegment } from '../../model/envelope.ts';
import { PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';
import { counted } from '../words.ts';

/** Elements that are padded to their width. */
const PADDED = [2, 4, 6, 8];

/** Whether ISA01 or ISA03 says that the element after it means nothing. ISA05 and ISA07 are never 00. */
const isUnused = (isa: EnvelopeSegment, element: number) => isa.text(element - 1) === '00';

const BLANK = 32;

/** The letter "U". */
const STANDARDS_ID = 85;

const elementName = (element: number) => `ISA${String(element).padStart(2, '0')}`;

/**
 * The separators, each with the number of the ISA element that defines it (0: the ISA itself, not an element); -1 for one that
 * the ISA does not define.
 */
function separatorsOf(isa: EnvelopeSegment, { element, component, repetition, terminator }: Delimiters) {
  const given = (byte: number, k: number) => (byte >= 0 ? byte : isa.text(k).charCodeAt(0) || -1);
  return [
    { name: 'element separator', byte: element, element: 0 },
    { name: 'sub-element separator (ISA16)', byte: given(component, 16), element: 16 },
    { name: 'repetition separator (ISA11)', byte: given(repetition, 11), element: 11 },
    { name: 'segment terminator', byte: terminator, element: 0 },
  ];
}

/** The file without faults, with another ISA. */
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
    blank: {
      text: 'Character 106 of the ISA, which must be the segment terminator, is a blank',
      fix: 'Put the segment terminator right after ISA16, with no blank before it; choose one that is not in the data, such as ~.',
    },
    width: {
      text: '{element} has {actual}, but must have {width}{others}; the length of the ISA is {total}, and must be 106',
      mended: true,
    },
    dots: {
      text: '{element} is padded with dots, which the receiver reads as part of the value',
      fix: 'Pad the element with blanks.',
      mended: true,
    },
    unusedDots: {
      text: '{element} is padded with dots, although {qualifier} says that it has no value',
      severity: 'warning',
      fix: 'Fill the element with blanks. Most receivers do not look at it.',
    },
    repeated: 'The {name} is the same character as the {other}',
    letter: 'The {name} is a letter or digit, which also occurs in the data',
    standards: {
      text: 'ISA11 is "U", the standards identifier of versions before 5010; in 5010, ISA11 is the repetition separator',
      severity: 'warning',
      fix: 'Put ^ in ISA11, or another character that does not occur in the data.',
    },
  },
  words: ['element', 'actual', 'width', 'others', 'total', 'name', 'other'],
  examples: {
    good: [
      sound(),
      sound().replaceAll('*', '|').replaceAll(':', '>'),
      withIsa('*ZZ*SUBMITTER      *', '*ZZ*SUB..MITTER.   *'),
      // Unusual separators that are allowed.
      sound().replaceAll('~', '\u001D').replaceAll('*', '\u001E').replaceAll(':', '\u001F'),
    ],
    bad: [
      { text: withIsa('*P*:~', '*P*: ~'), message: 'blank', at: 'ISA16' },
      { text: withIsa('SUBMITTER      ', 'SUBMITTER     '), message: 'width', at: 'ISA06' },
      { text: withIsa(/ {10}\*00\* {10}/, '*00*'), message: 'width', at: 'ISA02' },
      { text: withIsa('000000905', '905'), message: 'width', at: 'ISA13' },
      { text: withIsa(' '.repeat(10), '.'.repeat(10)), message: 'unusedDots', at: 'ISA02', severity: 'warning' },
      { text: withIsa('SUBMITTER      ', 'SUBMITTER......'), message: 'dots', at: 'ISA06' },
      { text: withIsa('*00*          *00*          ', '*00*..........*01*SECRET....'), message: 'dots', at: 'ISA04' },
      { text: sound().replaceAll(':', '^'), message: 'repeated', at: 'ISA11' },
      { text: sound().replaceAll(':', 'x').replace('12x00', '1200'), message: 'letter', at: 'ISA16' },
      { text: withIsa('*^*', '*U*'), message: 'standards', at: 'ISA11', severity: 'warning' },
      { text: withIsa('*^*', '*7*'), message: 'letter', at: 'ISA11' },
    ],
  },
  interchange({ isa, isaLength, delimiters }, report) {
    const wrong = wrongWidths(isa.elements);
    const [first] = wrong;
    if (delimiters.terminator === BLANK) {
      report('blank', isa.at(16));
      return;
    }
    if (first?.element === 16 && /^\S $/.test(isa.text(16))) report('blank', isa.at(16));
    else if (first) {
      const others = wrong.length - 1;
      report('width', isa.at(first.element), {
        element: elementName(first.element),
        actual: counted(first.actual, 'character'),
        width: first.width,
        total: isaLength,
        others: others === 0 ? '' : ` (also wrong: ${counted(others, 'other element')})`,
      });
    } else {
      const dotted = PADDED.filter((element) => /\.\.+$/.test(isa.text(element)));
      const read = dotted.find((element) => !isUnused(isa, element));
      const [unused] = dotted;
      if (read) report('dots', isa.at(read), { element: elementName(read) });
      else if (unused) report('unusedDots', isa.at(unused), { element: elementName(unused), qualifier: elementName(unused - 1) });
    }
    const named = separatorsOf(isa, delimiters);
    for (const [i, { name, byte, element }] of named.entries()) {
      if (byte < 0) continue;
      const other = named.slice(0, i).find((each) => each.byte === byte);
      if (other) report('repeated', isa.at(element), { name, other: other.name });
      // ISA11 was "U" before version 00402, and many senders never changed it. The file can be read anyway.
      else if (element === 11 && byte === STANDARDS_ID) report('standards', isa.at(element));
      else if (/[A-Za-z0-9]/.test(String.fromCharCode(byte))) report('letter', isa.at(element), { name });
    }
  },
});
