import { drugRule } from '../drug-rule.ts';
import { INJECTION, OTHER_DRUG, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { counted, from, originsOf } from '../words.ts';
import { containersOf } from './support/ndc-amount.ts';
import { injectionsOf, isGivenOn } from './support/visits.ts';

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/admin-count`,
    severity: 'error',
    docs: {
      what: 'One 96372 is billed for a visit, however many syringes the dose took. As many as there were syringes by the NDC are a warning only, and the option count allows them.',
      why: 'Most payers pay one injection a session and deny the other units as duplicates or as bundled.',
      fix: 'Set the units of 96372 to 1. For another drug, add a separate 96372 line with modifier 59 or XU.',
      source: `${drug.name} billing guides: one unit an encounter; CPT Assistant, May 2010: one unit an injection`,
    },
    claimStatus: [{ category: 'A7', code: '476' }],
    messages: {
      encounter: `96372 has {units}, but ${drug.name} is the only drug of the visit and counts as one injection, however many syringes it took`,
      containers: {
        text: `96372 has {units}, and by its NDCs the visit used {containers} of ${drug.name}: some payers pay each injection, but most pay one for the visit`,
        severity: 'warning',
        fix: 'Set the units of 96372 to 1, unless the payer counts each injection: then set the option count to injection.',
      },
      injection: `96372 has {units}, but by its NDCs the visit used only {containers} of ${drug.name}`,
      shared: {
        text: '96372 has {units} on one line, and the visit bills another injectable drug too',
        severity: 'warning',
        fix: 'Bill the injection of the other drug on a separate 96372 line with modifier 59 or XU.',
      },
    },
    options: {
      count: {
        type: 'choice',
        default: 'encounter',
        choices: ['encounter', 'injection'],
        what: 'What one unit of 96372 means to this payer: the encounter, or each injection (containers by NDC)',
      },
    },
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // 225 mg from two syringes.
        officeClaim([
          'SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML',
          'SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242021403~CTP****0.5*ML',
          INJECTION,
        ]),
        officeClaim([XOLAIR, INJECTION, OTHER_DRUG, 'SV1*HC:96372:59*60*UN*1***1']),
        officeClaim([XOLAIR, 'SV1*HC:96372*60*UN*1.0***1']),
      ],
      bad: [
        {
          text: officeClaim([XOLAIR, 'SV1*HC:96372*120*UN*2***1']),
          message: 'encounter',
          at: 'SV104',
        },
        // Two syringes of 150 mg.
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242021503~CTP****2*ML', 'SV1*HC:96372*120*UN*2***1']),
          message: 'containers',
          at: 'SV104',
          severity: 'warning',
        },
        {
          text: officeClaim([XOLAIR, OTHER_DRUG, 'SV1*HC:96372*120*UN*2***1']),
          message: 'shared',
          at: 'SV104',
          severity: 'warning',
        },
        {
          text: officeClaim([XOLAIR, 'SV1*HC:96372*60*UN*2***1']),
          message: 'injection',
          at: 'SV104',
          run: { options: { count: 'injection' } },
        },
      ],
    },
    visit(visit, report, { options }) {
      for (const line of visit.injections) {
        if (!(line.units > 1) || !isGivenOn(visit, drug)) continue;
        const lines = visit.of(drug);
        const { otherInjectables } = lines;
        const units = from(line.service, { units: counted(line.units, 'unit') });
        const containers = containersOf(lines, drug);
        const used = () => ({ ...units, ...from(originsOf(lines.billed), { containers: counted(containers, 'container') }) });
        if (options.count === 'encounter') {
          if (otherInjectables.length > 0) report('shared', line.at('units'), units);
          else if (injectionsOf(visit) <= containers) report('containers', line.at('units'), used());
          else report('encounter', line.at('units'), units);
        } else if (Number.isNaN(containers)) report.notChecked('unknown-product');
        else if (line.units <= Math.max(containers, 1)) continue;
        else if (otherInjectables.length > 0) report('shared', line.at('units'), units);
        else report('injection', line.at('units'), used());
      }
    },
  }),
);
