import { MAX_DOSE_UNITS } from '../../codes/products.ts';
import { defineRule } from '../rule.ts';
import { plain } from '../words.ts';
import { isAmountDifferent, sumByNdc } from './support/amount.ts';
import { CLINIC_INJECTION, hospitalClaim, INJECTION, officeClaim } from './support/example-claims.ts';
import { lineAboveLimit, unitFault } from './support/unit-faults.ts';

export default defineRule({
  id: 'xolair/ndc-units',
  severity: 'error',
  docs: {
    what: 'The NDC with its quantity gives the same milligrams as the units of J2357, within 1 %.',
    why: 'Payers convert one into the other. When they differ the line is denied, or only the smaller amount is paid.',
    fix: 'Correct the units (milligrams divided by 5), or the quantity in CTP04: the volume or number of containers of the whole line.',
    source:
      'HCPCS Level II, J2357 (5 mg); Xolair prescribing information, section 3 (150 mg/mL; vial 150 mg); 005010X222A1, loop 2410, CTP',
  },
  claimStatus: [
    { category: 'A8', code: '724' },
    { category: 'A8', code: '476' },
  ],
  messages: { differ: '{sum}; the line bills {units}' },
  examples: {
    good: [
      officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242021503~CTP****2*ML', INJECTION]),
      officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242004062~CTP****2*UN', INJECTION]),
      // A third of a millilitre does not come out even.
      officeClaim([
        'SV1*HC:J2357*670*UN*16***1~LIN**N4*50242021503~CTP****0.533*ML',
        'SV1*HC:J2357:JW*580*UN*14***1~LIN**N4*50242021503~CTP****0.467*ML',
        INJECTION,
      ]),
      // Half of a vial given, half discarded.
      officeClaim([
        'SV1*HC:J2357*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
        'SV1*HC:J2357:JW*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
        INJECTION,
      ]),
    ],
    bad: [
      {
        text: officeClaim(['SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
        message: 'differ',
        at: 'SV104',
      },
      // The quantity of one syringe for two.
      {
        text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242021503~CTP****1*ML', INJECTION]),
        message: 'differ',
        at: 'SV104',
      },
      {
        text: hospitalClaim(['SV2*0636*HC:J2357:JZ*2500*UN*60~LIN**N4*50242004062~CTP****1*UN', CLINIC_INJECTION]),
        message: 'differ',
        at: 'SV205',
      },
    ],
  },
  visit(visit, report) {
    for (const line of visit.drug) {
      const { drug } = line;
      if (drug === undefined) continue;
      if (drug.product === undefined) report.notChecked('unknown-product');
      else if (isAmountDifferent(line) && unitFault(line) === undefined && lineAboveLimit(visit, MAX_DOSE_UNITS) !== line) {
        report('differ', line.at('units'), { sum: sumByNdc(drug) ?? '', units: plain(line.units) });
      }
    }
  },
});
