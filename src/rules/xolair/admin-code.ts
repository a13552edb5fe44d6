import { CHEMOTHERAPY_INJECTION, INJECTION_CODE, isAdministrationCode, isImmunotherapyCode } from '../../codes/procedures.ts';
import type { DrugLines } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, OTHER_DRUG, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { hasOtherLines, isBilled, isGivenOn } from './support/visits.ts';

/** C00 to D49: neoplasms, including mastocytosis (D47.0-). ICD-10-CM, chapter 2. */
function isNeoplasm(code: string): boolean {
  return code >= 'C' && code < 'D5';
}

/** Whether the drug was given for a neoplasm, for which some payers treat it as chemotherapy. */
function pointsAtNeoplasm({ billed }: DrugLines): boolean {
  return billed.some((line) => line.diagnoses.some(({ code }) => isNeoplasm(code)));
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/admin-code`,
    severity: 'error',
    docs: {
      what: `${drug.name} is a subcutaneous injection. It is billed with 96372, not as an infusion, chemotherapy or an allergy shot.`,
      why: `${drug.name} is neither an infusion nor chemotherapy. Payers deny the line or take the money back.`,
      fix: 'Bill 96372, or add the drug that the other administration was for. If the payer accepts the code, list it in the option allow.',
      source: `${drug.sources.administration}; CMS Transmittal 12397 (2023-12) for 96401; prescribing information, section 2`,
    },
    claimStatus: [
      { category: 'A8', code: '454' },
      { category: 'A8', code: '507' },
    ],
    messages: {
      infusion: `{code} bills an infusion, an intravenous injection or chemotherapy, and ${drug.name} is the only drug of the visit`,
      chemotherapy: {
        text: `96401 bills a chemotherapy injection, and the only drug of the visit is ${drug.name}, which is billed with 96372`,
        byPayerClass: { medicare: 'warning' },
      },
      neoplasm: {
        text: `96401 bills a chemotherapy injection; ${drug.code} points at a neoplasm, for which some payers accept it`,
        severity: 'warning',
        fix: 'Check that the payer accepts 96401 for this diagnosis; otherwise bill 96372.',
      },
      immunotherapy: `{code} bills an allergy shot, and the visit has no 96372 for ${drug.name}`,
    },
    words: ['code'],
    options: {
      allow: {
        type: 'list',
        default: [],
        pattern: '^[0-9A-Z]{5}$',
        what: `Administration codes that the payer accepts for ${drug.name}, such as 96401`,
      },
    },
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // Iron given intravenously on the same day.
        officeClaim([XOLAIR, INJECTION, 'SV1*HC:J1756*90*UN*100***1', 'SV1*HC:96365*120*UN*1***1']),
        // Allergy shots on the same day.
        officeClaim([XOLAIR, INJECTION, 'SV1*HC:95117:59*40*UN*1***1']),
        officeClaim([XOLAIR, INJECTION, OTHER_DRUG, 'SV1*HC:96401*90*UN*1***1']),
      ],
      bad: [
        { text: officeClaim([XOLAIR, 'SV1*HC:96365*120*UN*1***1']), message: 'infusion', at: 'SV101-2' },
        { text: officeClaim([XOLAIR, 'SV1*HC:96401*90*UN*1***1']), message: 'chemotherapy', at: 'SV101-2' },
        { text: officeClaim([XOLAIR, 'SV1*HC:95117*40*UN*1***1']), message: 'immunotherapy', at: 'SV101-2' },
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1:2~LIN**N4*50242022701~CTP****2*ML', 'SV1*HC:96401*90*UN*1***1'], {
            dx: ['J4550', 'C3490'],
          }),
          message: 'neoplasm',
          at: 'SV101-2',
          severity: 'warning',
        },
      ],
    },
    visit(visit, report, { options }) {
      if (!hasOtherLines(visit, drug)) return;
      for (const line of visit.lines) {
        const code = line.procedure;
        if (code === INJECTION_CODE || !isAdministrationCode(code) || !isBilled(line)) continue;
        if (visit.of(drug).otherInjectables.length > 0 || !isGivenOn(visit, drug)) return;
        if (options.allow.includes(code)) continue;
        if (isImmunotherapyCode(code)) {
          if (visit.injections.length === 0) report('immunotherapy', line.at('procedure'), { code });
        } else if (code === CHEMOTHERAPY_INJECTION) {
          report(pointsAtNeoplasm(visit.of(drug)) ? 'neoplasm' : 'chemotherapy', line.at('procedure'));
        } else report('infusion', line.at('procedure'), { code });
      }
    },
  }),
);
