import { repairNdc } from '../../codes/products.ts';
import { defineRule } from '../rule.ts';
import { INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';

export default defineRule({
  id: 'xolair/ndc-format',
  severity: 'error',
  docs: {
    what: 'LIN03 of a J2357 line is eleven digits: labeler (5), product (4) and package (2), without hyphens.',
    why: 'The label prints ten digits, for Xolair as 5-3-2. Put in the wrong place, the missing zero makes the NDC of nothing, and the line is rejected or denied.',
    fix: 'Write eleven digits. For Xolair the zero goes before the product: 50242-214-03 is 50242021403.',
    source: '005010X222A1 and 005010X223A2, loop 2410, LIN03; FDA, National Drug Code Directory',
  },
  claimStatus: [{ category: 'A7', code: '218' }],
  yields: ['x12/element-required'],
  messages: {
    padding: {
      text: 'LIN03 is an NDC of Xolair written wrongly: it is {right}',
      fix: 'Write {right}: eleven digits, no hyphens.',
    },
    length: 'LIN03 has {count} digits, but an NDC has 11',
    characters: 'LIN03 is no NDC: it is to have 11 digits and nothing else',
    missing: 'LIN03 is missing: the line has a LIN without an NDC',
  },
  examples: {
    good: [
      officeClaim([XOLAIR, INJECTION]),
      officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242004062~CTP****2*UN', INJECTION]),
      // The NDC of another drug is not ours to judge.
      officeClaim([XOLAIR, INJECTION, 'SV1*HC:J3420*20*UN*1***1~LIN**N4*0517003125~CTP****1*ML', 'SV1*HC:96372:59*60*UN*1***1']),
    ],
    bad: [
      {
        text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242-227-01~CTP****2*ML', INJECTION]),
        message: 'padding',
        at: 'LIN03',
      },
      {
        text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*5024222701~CTP****2*ML', INJECTION]),
        message: 'padding',
        at: 'LIN03',
      },
      {
        text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*05024222701~CTP****2*ML', INJECTION]),
        message: 'padding',
        at: 'LIN03',
      },
      {
        text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242227001~CTP****2*ML', INJECTION]),
        message: 'padding',
        at: 'LIN03',
      },
      {
        text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*0002597501~CTP****2*ML', INJECTION]),
        message: 'length',
        at: 'LIN03',
      },
      {
        text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*UNKNOWN~CTP****2*ML', INJECTION]),
        message: 'characters',
        at: 'LIN03',
      },
      {
        text: officeClaim([XOLAIR.replace('50242022701', ''), INJECTION]),
        message: 'missing',
        at: 'LIN03',
        run: { off: ['x12/element-required'] },
      },
    ],
  },
  line(line, report) {
    const { drug } = line;
    if (drug === undefined || !line.isXolairCode || drug.product !== undefined) return;
    const { raw } = drug;

    const location = drug.lin.at(3);
    const right = repairNdc(raw, line.claim.tables);
    if (right !== undefined && right !== raw) report('padding', location, { right });
    // What another qualifier names, if not an NDC after all, has another form.
    else if (drug.qualifier !== 'N4' || drug.ndc !== '') return;
    else if (raw.trim() === '') report('missing', location);
    else if (/^\d+$/.test(raw)) report('length', location, { count: raw.length });
    else report('characters', location);
  },
});
