import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim, INJECTION, officeClaim, on, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { spanOf } from './support/spans.ts';

/** A service line with a span of dates. */
const over = (from: string, to: string, line: string) => on(from, line).replace(`D8*${from}`, `RD8*${from}-${to}`);

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/drug-date`,
    severity: 'warning',
    docs: {
      what: `A ${drug.code} line has one date of service, the day on which the dose was given.`,
      why: `${drug.name} is given on a day, and payers count doses and units by the day. Over a span they cannot tell how many doses the units are, nor which injection belongs to them.`,
      fix: 'Give the day of the dose as D8, and bill each dose on its own line.',
      source: `005010X222A1 and 005010X223A2, loop 2400, DTP*472; ${drug.name} prescribing information, section 2`,
    },
    messages: { span: `The ${drug.code} line is dated over more than a day, but a dose is given on one day` },
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // A span of one day.
        officeClaim([over('20261005', '20261005', XOLAIR), over('20261005', '20261005', INJECTION)]),
        // Another service of the claim lasts longer.
        officeClaim([
          on('20261005', XOLAIR),
          on('20261005', INJECTION),
          over('20261001', '20261005', 'SV1*HC:G0108*60*UN*1***1'),
        ]),
      ],
      bad: [
        {
          text: officeClaim([over('20261001', '20261031', XOLAIR), over('20261001', '20261031', INJECTION)]),
          message: 'span',
          at: 'DTP03',
        },
        // The injection has its day: it is not reported as missing.
        { text: officeClaim([over('20261001', '20261005', XOLAIR), on('20261005', INJECTION)]), message: 'span', at: 'DTP03' },
        {
          text: hospitalClaim([over('20261004', '20261005', HOSPITAL_XOLAIR), on('20261005', CLINIC_INJECTION)]).replace(
            '~CL1',
            '~DTP*434*RD8*20261004-20261005~CL1',
          ),
          message: 'span',
          at: 'DTP03',
        },
      ],
    },
    line(line, report) {
      if (!line.bills(drug)) return;
      const span = spanOf(line);
      if (span) report('span', span.at(3));
    },
  }),
);
