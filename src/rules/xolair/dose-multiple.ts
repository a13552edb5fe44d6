import { DOSE_STEP_UNITS, MAX_DOSE_UNITS, MG_PER_UNIT } from '../../codes/products.ts';
import { defineRule } from '../rule.ts';
import { counted, plain } from '../words.ts';
import { isAmountDifferent } from './support/amount.ts';
import { INJECTION, officeClaim, on } from './support/example-claims.ts';
import { hasUnitFault } from './support/unit-faults.ts';

const TEXT =
  'The visit bills {units} of J2357 in all, which is {mg} mg; containers of 75, 150 and 300 mg give {below} or {above} units';

export default defineRule({
  id: 'xolair/dose-multiple',
  severity: 'warning',
  docs: {
    what: 'The units of a visit, discarded ones included, are a multiple of 15 (75 mg).',
    why: 'Xolair comes in containers of 75, 150 and 300 mg. Whatever was opened is a multiple of 75 mg, so some units were not billed, or too many were. JZ says besides that nothing was discarded, which cannot be then.',
    fix: 'Correct the units, or bill what was discarded on a line of its own with JW and take JZ off.',
    source: 'Xolair prescribing information, sections 2 and 16; CMS, JW and JZ modifier policy',
  },
  claimStatus: [{ category: 'A7', code: '476' }],
  messages: {
    uneven: TEXT,
    unevenWithJz: { text: `${TEXT}, and JZ says that nothing was discarded`, severity: 'error' },
  },
  examples: {
    good: [
      // 225 mg from two strengths.
      officeClaim([
        'SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML',
        'SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242021403~CTP****0.5*ML',
        INJECTION,
      ]),
      // 80 mg given and 70 mg discarded from 150 mg.
      officeClaim([
        'SV1*HC:J2357*670*UN*16***1~LIN**N4*50242021503~CTP****0.533*ML',
        'SV1*HC:J2357:JW*580*UN*14***1~LIN**N4*50242021503~CTP****0.467*ML',
        INJECTION,
      ]),
      // Each of two visits by itself.
      officeClaim([
        on('20260907', 'SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242021403~CTP****0.5*ML'),
        on('20260907', INJECTION),
        on('20261005', 'SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML'),
        on('20261005', INJECTION),
      ]),
    ],
    bad: [
      {
        text: officeClaim(['SV1*HC:J2357:JZ*670*UN*16***1~LIN**N4*50242021503~CTP****0.533*ML', INJECTION]),
        message: 'unevenWithJz',
        at: 'SV104',
        severity: 'error',
      },
      // Payers that ask for no JZ.
      {
        text: officeClaim(['SV1*HC:J2357*670*UN*16***1~LIN**N4*50242021503~CTP****0.533*ML', INJECTION], { filing: 'CH' }),
        message: 'uneven',
        at: 'SV104',
      },
    ],
  },
  visit(visit, report) {
    let units = 0;
    for (const line of visit.drug) units += line.units;
    const rest = units % DOSE_STEP_UNITS;
    if (rest === 0 || hasUnitFault(visit, MAX_DOSE_UNITS) || visit.drug.some(isAmountDifferent)) return;
    const line = visit.drug.find((other) => other.units % DOSE_STEP_UNITS !== 0)!;
    report(visit.drug.some((other) => other.has('JZ')) ? 'unevenWithJz' : 'uneven', line.at('units'), {
      units: counted(units, 'unit'),
      mg: plain(units * MG_PER_UNIT),
      below: plain(units - rest),
      above: plain(units - rest + DOSE_STEP_UNITS),
    });
  },
});
