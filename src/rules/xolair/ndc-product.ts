import { printedNdc } from '../../codes/drugs/facts.ts';
import { repairNdc } from '../../codes/products.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { from, listed } from '../words.ts';
import { productOf } from './support/products.ts';

const LABELER_LENGTH = 5;
const PRODUCT_LENGTH = 9;

export default drugRule((drug, others) => {
  const { labeler } = drug;
  const products = drug.products.map(({ ndc9, name }) => `${printedNdc(ndc9)} (${name})`);
  const productCodes = drug.products.map(({ ndc9 }) => ndc9.slice(LABELER_LENGTH));
  return defineRule({
    id: `${drug.id}/ndc-product`,
    severity: 'error',
    docs: {
      what: `The NDC of a ${drug.code} line is one of ${drug.name}: ${listed(products, 'or')}.`,
      why: `A payer checks the NDC against the code, and denies ${drug.code} under the NDC of another drug.`,
      fix: 'Copy the NDC from the carton that was opened.',
      source: `DailyMed and openFDA NDC directory, labeler ${labeler.code} (${labeler.name})`,
    },
    claimStatus: [
      { category: 'A8', code: '218' },
      { category: 'A8', code: '507' },
    ],
    messages: {
      labeler: `NDC {ndc} is not a product of ${drug.name}: labeler {labeler} is {name}, but the labeler of ${drug.name} is ${labeler.code}, ${labeler.name}`,
      unknownLabeler: `NDC {ndc} is not a product of ${drug.name}: its labeler is {labeler}, but the labeler of ${drug.name} is ${labeler.code}, ${labeler.name}`,
      product: `NDC {ndc} is from ${labeler.name} (${labeler.code}), but its product code {product} is not ${drug.name}, which has ${listed(productCodes)}`,
      unlisted: {
        text: `NDC {ndc} is from ${labeler.name} (${labeler.code}), but its product code {product} is not one of those that are known of ${drug.name}: ${listed(productCodes)}`,
        severity: 'warning',
        fix: 'Compare the NDC with the carton. A product that is right belongs in the config, under products: xolint then knows its strength.',
      },
      package: {
        text: 'NDC {ndc} is {name}, but package {pack} is not one of its known packages: {known}',
        severity: 'warning',
        fix: 'Compare the last two digits of the NDC with the carton.',
      },
    },
    words: ['name', 'known'],
    examples: {
      good: [
        officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242022755~CTP****2*ML', INJECTION]),
        officeClaim(['SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242004086~CTP****1*UN', INJECTION]),
        officeClaim(['SV1*HC:Q5154:JZ*625*UN*15***1~LIN**N4*72606003501~CTP****0.5*ML', INJECTION]),
        officeClaim(['SV1*HC:Q5154:JZ*2500*UN*60***1~LIN**N4*72606005402~CTP****2*ML', INJECTION]),
        officeClaim([
          XOLAIR,
          INJECTION,
          'SV1*HC:J3420*20*UN*1***1~LIN**N4*00517003125~CTP****1*ML',
          'SV1*HC:96372:59*60*UN*1***1',
        ]),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*00002597501~CTP****1*ML', INJECTION]),
          message: 'labeler',
          at: 'LIN03',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*00517003125~CTP****1*ML', INJECTION]),
          message: 'unknownLabeler',
          at: 'LIN03',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242005121~CTP****1*ML', INJECTION]),
          message: 'product',
          at: 'LIN03',
        },
        {
          text: officeClaim(['SV1*HC:Q5154:JZ*1250*UN*30***1~LIN**N4*72606004401~CTP****1*ML', INJECTION]),
          message: 'unlisted',
          at: 'LIN03',
          severity: 'warning',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021507~CTP****1*ML', INJECTION]),
          message: 'package',
          at: 'LIN03',
          severity: 'warning',
        },
      ],
    },
    line(line, report) {
      const { drug: given } = line;
      if (given === undefined || given.ndc === '' || !line.bills(drug)) return;
      const { ndc } = given;
      const product = productOf(given, drug);
      if (product !== undefined) {
        const pack = ndc.slice(PRODUCT_LENGTH);
        if (product.packages.includes(pack)) return;
        report('package', given.lin.at(3), {
          ...from(given.lin, { ndc, pack }),
          name: product.name,
          known: product.packages.join(', '),
        });
        return;
      }
      const found = ndc.slice(0, LABELER_LENGTH);
      // drug-code reports the NDC of a biosimilar, ndc-format a zero in the wrong position.
      if (others.some((other) => other.labeler.code === found) || repairNdc(ndc, drug.id, line.claim.tables) !== undefined)
        return;
      const location = given.lin.at(3);
      if (found === labeler.code) {
        const product = ndc.slice(LABELER_LENGTH, PRODUCT_LENGTH);
        report(drug.hasMoreProducts ? 'unlisted' : 'product', location, from(given.lin, { ndc, product }));
      } else if (Object.hasOwn(drug.otherLabelers, found)) {
        report('labeler', location, { ...from(given.lin, { ndc, labeler: found }), name: drug.otherLabelers[found]! });
      } else report('unknownLabeler', location, from(given.lin, { ndc, labeler: found }));
    },
  });
});
