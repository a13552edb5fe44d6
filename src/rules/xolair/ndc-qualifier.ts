import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { codeText, from, slipOf } from '../words.ts';

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/ndc-qualifier`,
    severity: 'error',
    docs: {
      what: `LIN02 of a ${drug.name} line is N4, which says that LIN03 is an NDC.`,
      why: 'Other qualifiers say that LIN03 is a device, so the payer finds no NDC at all.',
      fix: 'Write N4 in LIN02.',
      source: '005010X222A1 and 005010X223A2, loop 2410, LIN02',
    },
    claimStatus: [
      { category: 'A7', code: '745' },
      { category: 'A7', code: '218' },
    ],
    yields: ['x12/element-required', 'x12/element-code'],
    messages: {
      qualifier: 'LIN02 is {qualifier}, but the qualifier of an NDC is N4',
      missing: 'LIN02 is missing: the qualifier of an NDC is N4',
    },
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // A device on a line of its own.
        officeClaim([XOLAIR, INJECTION, 'SV1*HC:A4211*5*UN*1***1~LIN**UP*012345678905~CTP****1*UN']),
        officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1', INJECTION], { filing: 'MB' }),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**UP*350242227014~CTP****2*ML', INJECTION]),
          message: 'qualifier',
          at: 'LIN02',
        },
        {
          text: officeClaim([XOLAIR.replace('LIN**N4', 'LIN**'), INJECTION]),
          message: 'missing',
          at: 'LIN02',
          run: { off: ['x12/element-required'] },
        },
      ],
    },
    line(line, report) {
      const { drug: given } = line;
      if (given === undefined || !line.isOf(drug) || given.qualifier === 'N4') return;
      if (given.qualifier === '') report('missing', given.lin.at(2));
      else
        report(
          'qualifier',
          given.lin.at(2),
          from(slipOf(given.lin, 2), { qualifier: codeText(given.qualifier, /^[A-Za-z0-9]{1,2}$/) }),
        );
    },
  }),
);
