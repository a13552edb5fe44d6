import type { EnvelopeSegment } from '../../model/envelope.ts';
import type { SlotValue } from '../../model/finding.ts';
import { OTHER_SET, PARTS, sound } from '../examples/file.ts';
import { defineRule, type ReportFunction } from '../rule.ts';
import { codeText, counted } from '../words.ts';

const messages = {
  wrong: { text: '{element} is {stated}, but the {whole} has {actual}', mended: true },
  more: { text: '{element} is {stated}, but the {whole} has only {actual}: some may be lost', loss: true },
} as const;

/**
 * Reports the count in a trailer if it differs from what was counted. It is stated as the number, as the text that is not a number, or as
 * `empty`. A number above what is there is a message of its own: something may be lost.
 */
function compare(
  trailer: EnvelopeSegment | undefined,
  actual: number,
  words: { readonly element: string; readonly whole: string; readonly noun: string },
  report: ReportFunction<typeof messages>,
): void {
  if (!trailer) return;
  const text = trailer.text(1).trim();
  const isNumber = /^\d{1,15}$/.test(text);
  if (isNumber && Number(text) === actual) return;
  const stated: SlotValue = isNumber
    ? { value: String(Number(text)), from: [trailer] }
    : text === ''
      ? 'empty'
      : codeText(text, /^\d{1,15}$/);
  const { element, whole, noun } = words;
  const isMore = isNumber && Number(text) > actual;
  report(isMore ? 'more' : 'wrong', trailer.at(1), { element, stated, whole, actual: counted(actual, noun) });
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
  messages,
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
      { text: sound({ se: 'SE*24*0001~' }), message: 'more', at: 'SE01' },
      { text: sound({ ge: 'GE*2*1~' }), message: 'more', at: 'GE01' },
      { text: sound({ iea: 'IEA*0*000000905~' }), message: 'wrong', at: 'IEA01' },
      { text: sound({ iea: 'IEA*x*000000905~' }), message: 'wrong', at: 'IEA01' },
    ],
  },
  interchange({ iea, groups }, report) {
    compare(iea, groups, { element: 'IEA01', whole: 'interchange', noun: 'group' }, report);
  },
  group({ ge, transactions }, report) {
    compare(ge, transactions, { element: 'GE01', whole: 'group', noun: 'set' }, report);
  },
  transaction({ se, segments }, report) {
    compare(se, segments, { element: 'SE01', whole: 'set', noun: 'segment' }, report);
  },
});
