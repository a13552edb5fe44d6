import type { DrugFacts } from '../../codes/drugs/facts.ts';
import type { ServiceLine } from '../../model/claim.ts';
import type { MessageValue } from '../../model/finding.ts';
import { formatFault, pointerFaults } from '../claim/support/diagnosis-faults.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim, INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { codeText, DIAGNOSIS, from } from '../words.ts';
import { isAccepted } from './support/accepted-codes.ts';

function hasIndication(line: ServiceLine, accept: readonly string[], drug: DrugFacts): boolean {
  const { tables } = line.claim;
  for (const { code } of line.diagnoses)
    if (tables.coveredCode(drug.id, code, line.date) !== undefined || isAccepted(code, accept)) return true;
  return false;
}

/** Whether a rule about the codes or pointers themselves reports the line. */
function isFaulty(line: ServiceLine): boolean {
  return pointerFaults(line).length > 0 || line.diagnoses.some((diagnosis) => formatFault(diagnosis, line.date) !== undefined);
}

/** A code, with its meaning if every payer denies it. */
function described(code: string, { deniedDiagnoses }: DrugFacts): MessageValue {
  const meaning = Object.hasOwn(deniedDiagnoses, code) ? deniedDiagnoses[code] : undefined;
  return meaning === undefined ? codeText(code, DIAGNOSIS) : `"${code}" (${meaning}, a sure denial)`;
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/diagnosis`,
    severity: 'error',
    docs: {
      what: `${drug.code} points at a diagnosis that ${drug.name} is given for; a hospital claim, which has no pointers, has such a diagnosis.`,
      why: `Payers cover ${drug.name} for its indications only, and deny it for any other diagnosis.`,
      fix: `Point ${drug.code} at the diagnosis that it was given for. If the payer covers this one, list it in the option accept.`,
      source: `${drug.name} prescribing information, section 1; ${drug.sources.coverage}`,
    },
    claimStatus: [
      { category: 'A8', code: '255' },
      { category: 'A8', code: '488' },
    ],
    payerPolicy: true,
    messages: {
      none: `None of the diagnoses {which} is an indication of ${drug.name}; the first is {code}`,
      elsewhere: {
        text: `${drug.code} points at {code}, which is not an indication of ${drug.name}, instead of {other}, which is one and is on the claim`,
        fix: `Point ${drug.code} at {other} in SV107, if that is what it was given for.`,
      },
      absent: `The claim bills ${drug.code} but has no diagnosis`,
    },
    words: ['which'],
    options: {
      accept: {
        type: 'list',
        default: [],
        pattern: '^[A-Za-z][0-9A-Za-z.]{2,7}$',
        what: `More diagnoses for which the payer covers ${drug.name}, with or without the decimal point`,
      },
    },
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION], { dx: ['J4551'] }),
        // Any of the diagnoses may be the indication.
        officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1:2~LIN**N4*50242022701~CTP****2*ML', INJECTION], { dx: ['L501', 'J301'] }),
        // Milk allergy, after the code was split.
        officeClaim([XOLAIR, INJECTION], { dx: ['Z910110'] }),
        hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { dx: ['J330'] }),
      ],
      bad: [
        { text: officeClaim([XOLAIR, INJECTION], { dx: ['R062'] }), message: 'none', at: 'HI01-2' },
        { text: officeClaim([XOLAIR, INJECTION], { dx: ['J4530'] }), message: 'none', at: 'HI01-2' },
        { text: officeClaim([XOLAIR, INJECTION], { dx: ['J301', 'J4550'] }), message: 'elsewhere', at: 'SV107' },
        { text: hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { dx: ['L209'] }), message: 'none', at: 'HI01-2' },
        {
          text: hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { dx: [] }).replace('HI~', ''),
          message: 'absent',
          at: 'CLM',
          run: { off: ['x12/segment-required'] },
        },
      ],
    },
    line(line, report, { options }) {
      if (!line.bills(drug) || hasIndication(line, options.accept, drug) || isFaulty(line)) return;
      const { claim, diagnoses } = line;
      const first = diagnoses[0];
      // The same wrong code on several lines is reported once.
      const isSame = (other: ServiceLine) => other.bills(drug) && other.diagnoses[0] === first;
      if (claim.lines.some((other) => other.index < line.index && isSame(other) && !hasIndication(other, options.accept, drug)))
        return;
      if (first === undefined) {
        report('absent', claim.clm.at());
        return;
      }
      const code = from(first, { code: described(first.code, drug) });
      const other = claim.diagnoses.find(
        (diagnosis) => claim.tables.coveredCode(drug.id, diagnosis.code, line.date) !== undefined,
      );
      if (other !== undefined)
        report('elsewhere', line.at('pointer'), { ...code, ...from(other, { other: codeText(other.code, DIAGNOSIS) }) });
      else {
        const which = claim.type === '837P' ? `that ${drug.code} points at` : 'of the claim';
        report('none', { ...first.at(), serviceLine: line.number }, { which, ...code });
      }
    },
  }),
);
