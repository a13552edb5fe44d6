import { BIOSIMILAR_LABELER, LABELERS, repairNdc } from '../../codes/products.ts';
import { defineRule } from '../rule.ts';
import { INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';

const LABELER_LENGTH = 5;
const PRODUCT_LENGTH = 9;

export default defineRule({
  id: 'xolair/ndc-product',
  severity: 'error',
  docs: {
    what: 'The NDC of a J2357 line is one of Xolair: 50242-040 (vial), 50242-214 (75 mg), 50242-215 (150 mg) or 50242-227 (300 mg).',
    why: 'A payer checks the NDC against the code, and denies J2357 under the NDC of another drug.',
    fix: 'Take the NDC from the carton that was opened.',
    source: 'DailyMed and openFDA NDC directory, labeler 50242 (Genentech)',
  },
  claimStatus: [
    { category: 'A8', code: '218' },
    { category: 'A8', code: '507' },
  ],
  messages: {
    labeler: 'NDC {ndc} is no product of Xolair: labeler {labeler} is {name}, and Xolair is of labeler 50242, Genentech',
    unknownLabeler: 'NDC {ndc} is no product of Xolair: its labeler is {labeler}, and Xolair is of labeler 50242, Genentech',
    product: 'NDC {ndc} is of Genentech (50242), but its product {product} is not Xolair, which is 0040, 0214, 0215 and 0227',
    package: {
      text: 'NDC {ndc} is {name}, but package {pack} is not among those known of it: {known}',
      severity: 'warning',
      fix: 'Compare the last two digits of the NDC with the carton.',
    },
  },
  examples: {
    good: [
      officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242022755~CTP****2*ML', INJECTION]),
      officeClaim(['SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242004086~CTP****1*UN', INJECTION]),
      officeClaim([XOLAIR, INJECTION, 'SV1*HC:J3420*20*UN*1***1~LIN**N4*00517003125~CTP****1*ML', 'SV1*HC:96372:59*60*UN*1***1']),
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
        text: officeClaim(['SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021507~CTP****1*ML', INJECTION]),
        message: 'package',
        at: 'LIN03',
        severity: 'warning',
      },
    ],
  },
  line(line, report) {
    const { drug } = line;
    if (drug === undefined || drug.ndc === '' || !line.isXolairCode) return;
    const { ndc, product } = drug;
    if (product !== undefined) {
      const pack = ndc.slice(PRODUCT_LENGTH);
      if (product.packages.includes(pack)) return;
      report('package', drug.lin.at(3), { ndc, name: product.name, pack, known: product.packages.join(', ') });
      return;
    }
    const labeler = ndc.slice(0, LABELER_LENGTH);
    // xolair/drug-code speaks of the biosimilar, xolair/ndc-format of a zero in the wrong place.
    if (labeler === BIOSIMILAR_LABELER || repairNdc(ndc, line.claim.tables) !== undefined) return;
    const location = drug.lin.at(3);
    if (labeler === '50242') report('product', location, { ndc, product: ndc.slice(LABELER_LENGTH, PRODUCT_LENGTH) });
    else if (Object.hasOwn(LABELERS, labeler)) report('labeler', location, { ndc, labeler, name: LABELERS[labeler]! });
    else report('unknownLabeler', location, { ndc, labeler });
  },
});
