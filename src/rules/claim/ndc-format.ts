import { FORMS, isWritten } from '../../codes/forms.ts';
import { defineRule } from '../rule.ts';

const vitamin = (ndc: string) =>
  `CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:J3420*150*UN*1***1~LIN**N4*${ndc}~CTP****1*ML~`;

export default defineRule({
  id: 'claim/ndc-format',
  severity: 'error',
  docs: {
    what: 'LIN03 after N4 is exactly 11 digits: labeler (5), product (4) and package (2), without hyphens. Lines of a drug that xolint knows are judged by the rules of that drug, which know where the zero belongs.',
    why: 'Labels print ten digits. A number of another length is no entry of any drug file, and the line is rejected.',
    fix: 'Write 11 digits, with a zero in front of the part that is one digit short.',
    source: `005010X222A1 and 005010X223A2, loop 2410, LIN03; ${FORMS.ndc.source}`,
  },
  claimStatus: [{ category: 'A7', code: '218' }],
  yields: ['x12/element-required', 'x12/element-length', 'x12/element-character'],
  messages: {
    form: 'LIN03 is not an NDC: after N4 it must be 11 digits without hyphens',
  },
  examples: {
    good: [vitamin('00517003125'), vitamin('0517003125').replace('N4*0517003125', 'EN*5011111111111')],
    bad: [
      { text: vitamin('0517003125'), message: 'form', at: 'LIN03' },
      { text: vitamin('0517-0031-25'), message: 'form', at: 'LIN03' },
    ],
  },
  line(line, report) {
    const { drug } = line;
    if (drug === undefined || drug.qualifier !== 'N4' || drug.ndc !== '' || line.claim.tables.isDrugCode(line.procedure)) return;
    const value = drug.raw.trim();
    if (value !== '' && !isWritten(FORMS.ndc, value)) report('form', drug.lin.at(3));
  },
});
