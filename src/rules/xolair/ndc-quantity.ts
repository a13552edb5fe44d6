import { defineRule } from '../rule.ts';
import { codeText, plain } from '../words.ts';
import { CLINIC_INJECTION, hospitalClaim, INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';

/** Units of an NDC quantity: international unit, gram, milligram, millilitre, unit. 005010X222A1, loop 2410, CTP05-1. */
const UNITS: ReadonlySet<string> = new Set(['F2', 'GR', 'ME', 'ML', 'UN']);

export default defineRule({
  id: 'xolair/ndc-quantity',
  severity: 'error',
  docs: {
    what: 'The NDC has a quantity above 0 (CTP04) in the unit that the product is billed in (CTP05-1): ML for syringes and autoinjectors, UN for the vial.',
    why: 'Loop 2410 is rejected without a quantity and its unit. In another unit than the one of its tables, a payer reads a quantity that is wrong.',
    fix: 'Give the quantity of the whole line: millilitres for syringes and autoinjectors (0.5, 1 or 2 each), the number of vials for the vial.',
    source: '005010X222A1 and 005010X223A2, loop 2410, CTP04 and CTP05; NDC billing units of ndclist.com',
  },
  claimStatus: [{ category: 'A7', code: '724' }],
  yields: ['x12/segment-required', 'x12/element-required', 'x12/element-type', 'x12/element-code'],
  messages: {
    missing: 'The NDC has no quantity: CTP is missing',
    empty: 'The NDC has no quantity: CTP04 and CTP05 are missing',
    noQuantity: 'The NDC has no quantity: CTP04 is missing',
    number: 'The quantity of the NDC, CTP04, is no number',
    zero: 'The quantity of the NDC, CTP04, is {quantity}; it must be above 0',
    noUnit: 'The quantity of the NDC has no unit: CTP05-1 is missing',
    unit: 'The unit of the NDC, CTP05-1, is {unit}, which is none of F2, GR, ME, ML and UN',
    otherUnit: {
      text: '{name} is billed in {right}, but CTP05-1 is {unit}',
      severity: 'warning',
      fix: 'Write {right} in CTP05-1, and count it in CTP04: millilitres for ML, vials for UN.',
    },
  },
  examples: {
    good: [
      officeClaim(['SV1*HC:J2357:JZ*1900*UN*45***1~LIN**N4*50242021403~CTP****1.5*ML', INJECTION]),
      officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242004062~CTP****2*UN', INJECTION]),
      // A quantity is a number, however it is written.
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
    const { drug } = line;
    if (drug === undefined || !line.isXolair) return;
    const { ctp, quantity, quantityText, product } = drug;
    const unit = drug.unit.toUpperCase();
    if (ctp === undefined) return report('missing', { ...drug.lin.at(), element: 'CTP04' });
    if (quantityText === '' && unit === '') return report('empty', ctp.at(4));
    if (quantityText === '') report('noQuantity', ctp.at(4));
    else if (Number.isNaN(quantity)) report('number', ctp.at(4));
    else if (quantity <= 0) report('zero', ctp.at(4), { quantity: plain(quantity) });
    if (unit === product?.unit) return;
    if (unit === '') report('noUnit', ctp.at(5, 1));
    else if (!UNITS.has(unit)) report('unit', ctp.at(5, 1), { unit: codeText(unit, /^[A-Z0-9]{1,2}$/) });
    else if (product !== undefined) {
      report('otherUnit', ctp.at(5, 1), { name: product.name, right: product.unit, unit });
    }
  },
});
