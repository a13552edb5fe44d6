import type { EnvelopeSegment } from '../../model/envelope.ts';
import type { SlotValue } from '../../model/finding.ts';
import { OTHER_SET, PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';
import { codeText, counted } from '../words.ts';

/** The count in a trailer, if it differs from what was counted: the number, the text that is not a number, or `empty`. */
function wrongCount(trailer: EnvelopeSegment | undefined, actual: number): SlotValue | undefined {
  if (!trailer) return undefined;
  const text = trailer.text(1).trim();
  if (/^\d{1,15}$/.test(text)) return Number(text) === actual ? undefined : { value: String(Number(text)), from: [trailer] };
  return text === '' ? 'empty' : codeText(text, /^\d{1,15}$/);
}

export default defineRule({
  id: 'x12/count',
  severity: 'error',
  docs: {
    what: 'SE01 counts the segments of the set (ST and SE too), GE01 the sets of the group, IEA01 the groups of the interchange.',
    why: 'A count that differs shows that something was lost or added on the way. The receiver refuses the set, the group or the interchange.',
    fix: 'If the file is complete, correct the count; if not, export it again.',
    source: 'ASC X12.5 and X12.6; 005010X222A1 and 005010X223A2, SE01, and appendix C, GE01, IEA01',
  },
  ack: { set: '4', group: '5', interchange: '021' },
  messages: { wrong: '{element} is {stated}, but the {whole} has {actual}' },
  words: ['element', 'stated', 'whole', 'actual'],
  examples: {
    good: [
      sound(),
      sound({ se: 'SE*0023*0001~' }),
      sound().replaceAll('~', '~\r\n'),
      sound({ isa: `${PARTS.isa}TA1*000000904*261101*1200*A*000~` }),
      // Two groups.
      sound({
        ge: `GE*1*1~${PARTS.gs.replace('*1*X', '*2*X')}${PARTS.st}${OTHER_SET}${PARTS.se}GE*1*2~`,
        iea: 'IEA*2*000000905~',
      }),
    ],
    bad: [
      { text: sound({ se: 'SE*22*0001~' }), message: 'wrong', at: 'SE01' },
      { text: sound({ se: 'SE**0001~' }), message: 'wrong', at: 'SE01' },
      { text: sound({ ge: 'GE*2*1~' }), message: 'wrong', at: 'GE01' },
      { text: sound({ iea: 'IEA*0*000000905~' }), message: 'wrong', at: 'IEA01' },
      { text: sound({ iea: 'IEA*x*000000905~' }), message: 'wrong', at: 'IEA01' },
    ],
  },
  interchange({ iea, groups }, report) {
    const stated = wrongCount(iea, groups);
    if (stated)
      report('wrong', iea!.at(1), {
        element: 'IEA01',
        stated,
        whole: 'interchange',
        actual: counted(groups, 'group'),
      });
  },
  group({ ge, transactions }, report) {
    const stated = wrongCount(ge, transactions);
    if (stated)
      report('wrong', ge!.at(1), {
        element: 'GE01',
        stated,
        whole: 'group',
        actual: counted(transactions, 'set'),
      });
  },
  transaction({ se, segments }, report) {
    const stated = wrongCount(se, segments);
    if (stated)
      report('wrong', se!.at(1), {
        element: 'SE01',
        stated,
        whole: 'set',
        actual: counted(segments, 'segment'),
      });
  },
});
