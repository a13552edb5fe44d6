import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, on, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { from, listed } from '../words.ts';
import { productOf } from './support/products.ts';

const SYRINGE_75 = 'SV1*HC:Q5154:JZ*625*UN*15***1~LIN**N4*72606003501~CTP****0.5*ML';
const SYRINGE_300 = 'SV1*HC:Q5154:JZ*2500*UN*60***1~LIN**N4*72606005401~CTP****2*ML';

/** yyyymmdd as yyyy-mm-dd. */
const written = (day: number) => String(day).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

export default drugRule((drug, others) =>
  defineRule({
    id: `${drug.id}/ndc-marketed`,
    severity: 'warning',
    docs: {
      what: 'On the date of service the product of the NDC was on the market. Only products whose first day is listed are judged.',
      why: 'A payer that looks the NDC up on the date of service does not find it. Either the date is wrong, or another product was given.',
      fix: 'Compare the NDC with the carton, and the date of service with the chart.',
      source: `openFDA NDC directory, start of marketing: labelers ${listed([drug, ...others].map(({ labeler }) => `${labeler.code} (${labeler.name})`))}`,
    },
    messages: { early: 'NDC {ndc} is {product}, which is on the market since {day}, after the date of service' },
    words: ['product', 'day'],
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        officeClaim([on('20260901', SYRINGE_75), on('20260901', INJECTION)]),
        officeClaim([on('20261005', SYRINGE_300), on('20261005', INJECTION)]),
      ],
      bad: [
        { text: officeClaim([on('20260831', SYRINGE_75), on('20260831', INJECTION)]), message: 'early', at: 'LIN03' },
        { text: officeClaim([on('20261004', SYRINGE_300), on('20261004', INJECTION)]), message: 'early', at: 'LIN03' },
      ],
    },
    line(line, report) {
      const { drug: given, date } = line;
      if (given === undefined || date === undefined || !line.bills(drug)) return;
      const product = productOf(given, drug);
      const since = product?.marketedFrom;
      if (product === undefined || since === undefined || date >= since) return;
      report('early', given.lin.at(3), { ...from(given.lin, { ndc: given.ndc }), product: product.name, day: written(since) });
    },
  }),
);
