import { drugCodeKind } from '../../codes/procedures.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim, INJECTION, officeClaim, on, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { from } from '../words.ts';
import { productOf } from './support/products.ts';

const NDC = 'LIN**N4*50242022701~CTP****2*ML';

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/ndc-on-other-line`,
    severity: 'warning',
    docs: {
      what: `On a visit that bills ${drug.code}, the NDC of ${drug.name} is on the ${drug.code} line only.`,
      why: 'The payer reads the quantity of every NDC. On a second line it counts what was given twice, and asks the manufacturer for a rebate of both.',
      fix: `Remove loop 2410 from this line, or move it to the ${drug.code} line if that has none.`,
      source: '005010X222A1 and 005010X223A2, loop 2410: it says more about the drug that the line bills',
    },
    messages: {
      other: `NDC {ndc} is ${drug.name}, but this line does not bill a drug; line {line} of the visit bills ${drug.code}`,
    },
    words: ['line'],
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // The pharmacy bills the drug.
        officeClaim([`${INJECTION}~${NDC}`]),
        // The pharmacy billed the drug of the second visit.
        officeClaim([on('20260907', XOLAIR), on('20260907', INJECTION), on('20261005', `${INJECTION}~${NDC}`)]),
        // The NDC of another drug.
        officeClaim([XOLAIR, `${INJECTION}~LIN**N4*00517003125~CTP****1*ML`]),
        // The same NDC on two lines of the drug.
        officeClaim([
          'SV1*HC:J2357*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
          'SV1*HC:J2357:JW*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
          INJECTION,
        ]),
      ],
      bad: [
        { text: officeClaim([XOLAIR, `${INJECTION}~${NDC}`]), message: 'other', at: 'LIN03' },
        { text: hospitalClaim([HOSPITAL_XOLAIR, `${CLINIC_INJECTION}~${NDC}`]), message: 'other', at: 'LIN03' },
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1', `${INJECTION}~${NDC}`], { filing: 'MB' }),
          message: 'other',
          at: 'LIN03',
        },
      ],
    },
    visit(visit, report) {
      const [billed] = visit.of(drug).billed;
      if (billed === undefined) return;
      for (const line of visit.lines) {
        const { drug: given } = line;
        if (given === undefined || productOf(given, drug) === undefined) continue;
        // drug-code reports another drug code.
        if (drugCodeKind(line.procedure) !== 'none') continue;
        report(
          'other',
          given.lin.at(3),
          { ...from(given.lin, { ndc: given.ndc }), line: billed.number },
          { related: [billed.at('procedure')] },
        );
      }
    },
  }),
);
