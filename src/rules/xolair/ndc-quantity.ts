import type { DrugFacts } from '../../codes/drugs/facts.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, hospitalClaim, INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { codeText, from, listed, plain, slipOf } from '../words.ts';
import { productOf } from './support/products.ts';

/** Units of an NDC quantity: international unit, gram, milligram, millilitre, unit. 005010X222A1, loop 2410, CTP05-1. */
const UNITS: ReadonlySet<string> = new Set(['F2', 'GR', 'ME', 'ML', 'UN']);

/** How the presentations of a drug are counted: `0.5 ML for each Xolair 75 mg/0.5 mL`. */
function quantitiesOf({ products }: DrugFacts): string {
  return listed(
    products.map(({ name, mg, mgPerMl, unit }) => `${unit === 'UN' ? 1 : plain(mg / mgPerMl)} ${unit} for each ${name}`),
  );
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/ndc-quantity`,
    severity: 'error',
    docs: {
      what: `The NDC has a quantity above 0 (CTP04) in the unit that its product is billed in (CTP05-1): ML for products that are billed by volume, UN for those that are billed by the container, such as vials.`,
      why: 'Loop 2410 is rejected without a quantity and its unit. If the unit is not the one in the tables of the payer, the payer reads a wrong quantity.',
      fix: `Give the quantity of the whole line: ${quantitiesOf(drug)}.`,
      source: '005010X222A1 and 005010X223A2, loop 2410, CTP04 and CTP05; NDC billing units of ndclist.com',
    },
    claimStatus: [{ category: 'A7', code: '724' }],
    yields: ['x12/segment-required', 'x12/element-required', 'x12/element-type', 'x12/element-code'],
    messages: {
      missing: 'The NDC has no quantity: CTP is missing',
      empty: 'The NDC has no quantity: CTP04 and CTP05 are missing',
      noQuantity: 'The NDC has no quantity: CTP04 is missing',
      number: 'The quantity of the NDC, CTP04, is not a number',
      zero: 'The quantity of the NDC, CTP04, is {quantity}; it must be above 0',
      noUnit: 'The quantity of the NDC has no unit: CTP05-1 is missing',
      unit: 'The unit of the NDC, CTP05-1, is {unit}; it must be F2, GR, ME, ML or UN',
      otherUnit: {
        text: '{name} is billed in {right}, but CTP05-1 is {unit}',
        severity: 'warning',
        fix: 'Write {right} in CTP05-1, and give the quantity in that unit in CTP04: millilitres for ML, containers for UN.',
      },
    },
    words: ['name', 'right'],
    examples: {
      good: [
        officeClaim(['SV1*HC:J2357:JZ*1900*UN*45***1~LIN**N4*50242021403~CTP****1.5*ML', INJECTION]),
        officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242004062~CTP****2*UN', INJECTION]),
        // A leading or trailing zero does not matter.
        officeClaim(['SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242021403~CTP****.50*ML', INJECTION]),
        hospitalClaim(['SV2*0636*HC:J2357:JZ*2500*UN*60', CLINIC_INJECTION], { filing: 'MA' }),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242022701~CTP****0*ML', INJECTION]),
          message: 'zero',
          at: 'CTP04',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242022701~CTP****1*UN', INJECTION]),
          message: 'otherUnit',
          at: 'CTP05-1',
          severity: 'warning',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242004062~CTP****2.4*ML', INJECTION]),
          message: 'otherUnit',
          at: 'CTP05-1',
          severity: 'warning',
        },
        {
          text: officeClaim([XOLAIR.replace('~CTP****2*ML', ''), INJECTION]),
          message: 'missing',
          at: 'CTP04',
          run: { off: ['x12/segment-required'] },
        },
        {
          text: officeClaim([XOLAIR.replace('CTP****2*ML', 'CTP'), INJECTION]),
          message: 'empty',
          at: 'CTP04',
          run: { off: ['x12/element-required'] },
        },
        {
          text: officeClaim([XOLAIR.replace('CTP****2*ML', 'CTP*****ML'), INJECTION]),
          message: 'noQuantity',
          at: 'CTP04',
          run: { off: ['x12/element-required'] },
        },
        {
          text: officeClaim([XOLAIR.replace('CTP****2*ML', 'CTP****2ML*ML'), INJECTION]),
          message: 'number',
          at: 'CTP04',
          run: { off: ['x12/element-type'] },
        },
        {
          text: officeClaim([XOLAIR.replace('CTP****2*ML', 'CTP****2'), INJECTION]),
          message: 'noUnit',
          at: 'CTP05-1',
          run: { off: ['x12/element-required'] },
        },
        {
          text: officeClaim([XOLAIR.replace('CTP****2*ML', 'CTP****2*EA'), INJECTION]),
          message: 'unit',
          at: 'CTP05-1',
          run: { off: ['x12/element-code'] },
        },
      ],
    },
    line(line, report) {
      const { drug: given } = line;
      if (given === undefined || !line.isOf(drug)) return;
      const { ctp, quantity, quantityText } = given;
      const product = productOf(given, drug);
      const unit = given.unit.toUpperCase();
      if (ctp === undefined) return report('missing', { ...given.lin.at(), element: 'CTP04' });
      if (quantityText === '' && unit === '') return report('empty', ctp.at(4));
      if (quantityText === '') report('noQuantity', ctp.at(4));
      else if (Number.isNaN(quantity)) report('number', ctp.at(4));
      else if (quantity <= 0) report('zero', ctp.at(4), from(ctp, { quantity: plain(quantity) }));
      if (unit === product?.unit) return;
      if (unit === '') report('noUnit', ctp.at(5, 1));
      else if (!UNITS.has(unit))
        report('unit', ctp.at(5, 1), from(slipOf(ctp, 5, 1), { unit: codeText(unit, /^[A-Z0-9]{1,2}$/) }));
      else if (product !== undefined) {
        report('otherUnit', ctp.at(5, 1), { name: product.name, right: product.unit, ...from(slipOf(ctp, 5, 1), { unit }) });
      }
    },
  }),
);
