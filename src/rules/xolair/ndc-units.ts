import { maxDoseUnits } from '../../codes/drugs/facts.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, hospitalClaim, INJECTION, officeClaim } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { from, plain } from '../words.ts';
import { isAmountDifferent, sumByNdc } from './support/ndc-amount.ts';
import { productOf } from './support/products.ts';
import { lineAboveLimit, unitFault } from './support/unit-faults.ts';

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/ndc-units`,
    severity: 'error',
    docs: {
      what: `The NDC with its quantity gives the same milligrams as the units of ${drug.code}, within 1 %.`,
      why: 'Payers convert one into the other. When the two differ, the line is denied or only the smaller amount is paid.',
      fix: `Correct the units (milligrams divided by ${drug.mgPerUnit}), or the quantity in CTP04: the volume or number of containers of the whole line.`,
      source: `HCPCS Level II, ${drug.code} (${drug.mgPerUnit} mg); ${drug.name} prescribing information, section 3; 005010X222A1, loop 2410, CTP`,
    },
    claimStatus: [
      { category: 'A8', code: '724' },
      { category: 'A8', code: '476' },
    ],
    messages: { differ: '{sum}, but the line bills {units}' },
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
      const lines = visit.of(drug);
      for (const line of lines.billed) {
        const { drug: given } = line;
        if (given === undefined) continue;
        if (productOf(given, drug) === undefined) {
          report.notChecked('unknown-product');
          continue;
        }
        if (!isAmountDifferent(line, drug) || unitFault(line, drug) !== undefined) continue;
        if (lineAboveLimit(lines, maxDoseUnits(drug), drug) === line) continue;
        report('differ', line.at('units'), {
          ...from([given.lin, given.ctp], { sum: sumByNdc(given, drug) ?? '' }),
          ...from(line.service, { units: plain(line.units) }),
        });
      }
    },
  }),
);
