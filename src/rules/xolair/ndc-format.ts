import { printedNdc } from '../../codes/drugs/facts.ts';
import { repairNdc } from '../../codes/products.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { from } from '../words.ts';
import { productOf } from './support/products.ts';

export default drugRule((drug) => {
  const [product] = drug.products;
  const example = product === undefined ? '' : `${product.ndc9}${product.packages[0] ?? ''}`;
  return defineRule({
    id: `${drug.id}/ndc-format`,
    severity: 'error',
    docs: {
      what: `LIN03 of a ${drug.code} line is exactly 11 digits: labeler (5), product (4) and package (2), without hyphens.`,
      why: `Labels print ten digits, as in ${printedNdc(example)}. With the missing zero in the wrong position there is no such NDC, and the line is rejected or denied.`,
      fix: `Write 11 digits, with the zero in front of the part that is one digit short: ${printedNdc(example)} is ${example}.`,
      source: '005010X222A1 and 005010X223A2, loop 2410, LIN03; FDA, National Drug Code Directory',
    },
    claimStatus: [{ category: 'A7', code: '218' }],
    yields: ['x12/element-required'],
    messages: {
      padding: {
        text: `LIN03 is an NDC of ${drug.name} in the wrong format: it must be {right}`,
        fix: 'Write {right}: 11 digits, no hyphens.',
      },
      length: 'LIN03 has {count} digits, but an NDC has 11',
      characters: 'LIN03 is not an NDC: it must be exactly 11 digits',
      missing: 'LIN03 is missing: the line has a LIN segment without an NDC',
    },
    words: ['count'],
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242004062~CTP****2*UN', INJECTION]),
        // The NDC of another drug is not judged.
        officeClaim([
          XOLAIR,
          INJECTION,
          'SV1*HC:J3420*20*UN*1***1~LIN**N4*00517003125~CTP****1*ML',
          'SV1*HC:96372:59*60*UN*1***1',
        ]),
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
      const { drug: given } = line;
      if (given === undefined || !line.bills(drug) || productOf(given, drug) !== undefined) return;
      const { raw } = given;

      const location = given.lin.at(3);
      const right = repairNdc(raw, drug.id, line.claim.tables);
      if (right !== undefined && right !== raw) report('padding', location, from(given.lin, { right }));
      // A number with another qualifier than N4 has another format, unless it looks like an NDC of the drug.
      else if (given.qualifier !== 'N4' || given.ndc !== '') return;
      else if (raw.trim() === '') report('missing', location);
      else if (/^\d+$/.test(raw)) report('length', location, { count: raw.length });
      else report('characters', location);
    },
  });
});
