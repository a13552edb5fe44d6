import { controlKey } from '../../codes/isa.ts';
import type { EnvelopeSegment } from '../../model/envelope.ts';
import type { SlotValue } from '../../model/finding.ts';
import { OTHER_FILE, OTHER_SET, PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';
import { codeText } from '../words.ts';
import { InterchangeLog } from './support/interchange-log.ts';

/** A control number as messages may show it: only digits are one, and not a name in its place; `nothing` if it is empty. */
const shown = (text: string, from: EnvelopeSegment): SlotValue =>
  text === '' ? 'nothing' : { value: codeText(text, /^\d{1,9}$/), from: [from] };

export default defineRule({
  id: 'x12/control-number',
  severity: 'error',
  docs: {
    what: 'A trailer repeats the control number of its header (ISA13 and IEA02, GS06 and GE02, ST02 and SE02), and no number is used twice: ISA13 from one sender to one receiver (ISA05 to ISA08) in the file or in another file of the run, GS06 in the interchange, ST02 in the group.',
    why: 'Acknowledgements name a set by its control numbers. If a number differs or occurs twice, the receiver refuses the interchange, group or set.',
    fix: 'Give each header a number of its own and repeat it in the trailer.',
    source:
      'ASC X12.5 and X12.6; X12 request for interpretation 723 (ISA13); 005010X222A1 and 005010X223A2, appendix C, ISA13, IEA02, GS06, GE02, and ST02, SE02',
  },
  messages: {
    mismatch: {
      text: '{trailer} is {last}, but {header} is {first}',
      ack: { set: '3', group: '4', interchange: '001' },
      loss: true,
    },
    again: {
      text: 'ISA13 {number} was used before from the same sender to the same receiver, in another file of this run',
      fix: 'Send one of the two files only, or give it an ISA13 of its own.',
      ack: { interchange: '025' },
      mended: 'renumbered',
    },
    twice: {
      text: '{header} {number} was used before in this {scope}',
      ack: { set: '23', group: '19', interchange: '025' },
      mended: 'renumbered',
    },
  },
  words: ['trailer', 'last', 'header', 'first', 'number', 'scope'],
  examples: {
    good: [
      sound(),
      sound({ iea: 'IEA*1*905~' }),
      sound({ gs: PARTS.gs.replace('*1*X', '*000000001*X') }),
      sound() + OTHER_FILE,
      // Another sender has numbers of its own.
      sound() + OTHER_FILE.replaceAll('000000906', '000000905').replace('*ZZ*SUBMITTER ', '*ZZ*SUBMITTER2'),
      sound({
        ge: `GE*1*1~${PARTS.gs.replace('*1*X', '*2*X')}${PARTS.st}${OTHER_SET}${PARTS.se}GE*1*2~`,
        iea: 'IEA*2*000000905~',
      }),
    ],
    bad: [
      { text: sound({ iea: 'IEA*1*000000906~' }), message: 'mismatch', at: 'IEA02' },
      { text: sound({ ge: 'GE*1*2~' }), message: 'mismatch', at: 'GE02' },
      { text: sound({ se: 'SE*23*1~' }), message: 'mismatch', at: 'SE02' },
      { text: sound({ se: 'SE*23~' }), message: 'mismatch', at: 'SE02' },
      {
        text: sound({ ge: `GE*1*1~${PARTS.gs}ST*837*0002*005010X222A1~${OTHER_SET}SE*23*0002~GE*1*1~`, iea: 'IEA*2*000000905~' }),
        message: 'twice',
        at: 'GS06',
      },
      { text: sound() + OTHER_FILE.replaceAll('000000906', '905'.padStart(9, '0')), message: 'twice', at: 'ISA13' },
    ],
  },
  state: () => new InterchangeLog(),
  interchange({ isa, iea, duplicateOf }, report, { state, file }) {
    const control = isa.text(13).trim();
    const earlier = duplicateOf ? undefined : state.add(isa, file);
    if (earlier) report('again', isa.at(13), { number: shown(control, isa) }, { related: [earlier] });
    if (duplicateOf)
      report('twice', isa.at(13), { header: 'ISA13', number: shown(control, isa), scope: 'file' }, { related: [duplicateOf] });
    if (differs(iea, controlKey(control), controlKey))
      report('mismatch', iea!.at(2), words('IEA02', iea!, 'ISA13', isa, control));
  },
  group({ gs, ge, duplicateOf }, report) {
    const control = gs.text(6).trim();
    if (duplicateOf)
      report('twice', gs.at(6), { header: 'GS06', number: shown(control, gs), scope: 'interchange' }, { related: [duplicateOf] });
    if (differs(ge, controlKey(control), controlKey)) report('mismatch', ge!.at(2), words('GE02', ge!, 'GS06', gs, control));
  },
  transaction({ st, se, duplicateOf }, report) {
    const control = st.text(2).trim();
    if (duplicateOf)
      report('twice', st.at(2), { header: 'ST02', number: shown(control, st), scope: 'group' }, { related: [duplicateOf] });
    if (differs(se, control, (text) => text)) report('mismatch', se!.at(2), words('SE02', se!, 'ST02', st, control));
  },
});

/** Whether a trailer is present and its number differs from that of the header. */
function differs(trailer: EnvelopeSegment | undefined, control: string, read: (text: string) => string): boolean {
  return trailer !== undefined && read(trailer.text(2).trim()) !== control;
}

function words(trailer: string, end: EnvelopeSegment, header: string, begin: EnvelopeSegment, control: string) {
  return {
    trailer,
    last: shown(end.text(2).trim(), end),
    header,
    first: shown(control, begin),
  };
}
