import { containerSizes } from '../../codes/drugs/facts.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, on } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { counted, from, listed, originsOf, plain } from '../words.ts';
import { isAmountDifferent } from './support/ndc-amount.ts';
import { hasUnitFault } from './support/unit-faults.ts';

export default drugRule((drug) => {
  const stepUnits = drug.containerStepMg / drug.mgPerUnit;
  const sizes = `${listed(containerSizes(drug))} mg`;
  return defineRule({
    id: `${drug.id}/dose-multiple`,
    severity: 'warning',
    docs: {
      what: `The units of a visit, including discarded ones, are a multiple of ${plain(stepUnits)} (${plain(drug.containerStepMg)} mg).`,
      why: `${drug.name} comes in containers of ${sizes}. Whatever was opened is a multiple of ${plain(drug.containerStepMg)} mg, so either too few units were billed or too many. JZ also says that nothing was discarded, which cannot be true then.`,
      fix: 'Correct the units, or bill what was discarded on a separate line with JW and remove JZ.',
      source: `${drug.name} prescribing information, sections 2 and 16; CMS, JW and JZ modifier policy`,
    },
    claimStatus: [{ category: 'A7', code: '476' }],
    messages: {
      uneven: `The visit bills {units} of ${drug.code} in all, which is {mg} mg; containers of ${sizes} give {below} or {above} units`,
      unevenWithJz: {
        text: `The visit bills {units} of ${drug.code} in all, which is {mg} mg; containers of ${sizes} give {below} or {above} units, and JZ says that nothing was discarded`,
        severity: 'error',
      },
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
        // For payers that do not require JZ.
        {
          text: officeClaim(['SV1*HC:J2357*670*UN*16***1~LIN**N4*50242021503~CTP****0.533*ML', INJECTION], { filing: 'CH' }),
          message: 'uneven',
          at: 'SV104',
        },
      ],
    },
    visit(visit, report) {
      const lines = visit.of(drug);
      const { billed } = lines;
      let units = 0;
      for (const line of billed) units += line.units;
      const rest = units % stepUnits;
      if (rest === 0 || hasUnitFault(lines, drug) || billed.some((line) => isAmountDifferent(line, drug))) return;
      const line = billed.find((other) => other.units % stepUnits !== 0)!;
      report(billed.some((other) => other.has('JZ')) ? 'unevenWithJz' : 'uneven', line.at('units'), {
        ...from(originsOf(billed), {
          units: counted(units, 'unit'),
          mg: plain(units * drug.mgPerUnit),
          below: plain(units - rest),
          above: plain(units - rest + stepUnits),
        }),
      });
    },
  });
});
