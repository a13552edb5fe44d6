import { billKind } from '../../codes/places.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';

/** Rural health clinic and FQHC. 73 is left out: it was a freestanding clinic in earlier years. NUBC type of bill. */
const VISIT_RATE_BILLS: ReadonlySet<string> = new Set(['71', '77']);

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/bill-type`,
    severity: 'warning',
    types: ['837I'],
    docs: {
      what: `${drug.name} is billed on an outpatient bill, not on the bill of an inpatient stay or of a clinic that is paid by the visit.`,
      why: 'The payment of an inpatient stay includes the drug, and so does the visit rate on 71x and 77x. It is not paid separately.',
      fix: `Check the type of bill. Keep the ${drug.code} line for information only if the payer wants it.`,
      source: 'CMS Claims Processing Manual, chapter 3; CMS Benefit Policy Manual, chapter 13; NUBC type of bill',
    },
    messages: {
      inpatient: `The bill type is {type}x, an inpatient stay, whose payment includes ${drug.name}`,
      clinic: `The bill type is {type}x, a clinic that is paid by the visit, which includes ${drug.name}`,
    },
    words: ['type'],
    examples: {
      good: [
        hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION]),
        // A critical access hospital.
        hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { facility: '85:A:1' }),
        // No Xolair on the claim.
        hospitalClaim(['SV2*0120**900*DA*1'], { facility: '18:A:1' }),
      ],
      bad: [
        { text: hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { facility: '18:A:1' }), message: 'inpatient', at: 'CLM05-1' },
        { text: hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { facility: '71:A:1' }), message: 'clinic', at: 'CLM05-1' },
      ],
    },
    claim(claim, report) {
      const type = claim.billType;
      const message = billKind(type) === 'inpatient' ? 'inpatient' : VISIT_RATE_BILLS.has(type) ? 'clinic' : undefined;
      if (message === undefined || !claim.lines.some((line) => line.isOf(drug))) return;
      report(message, claim.clm.at(5, 1), { type });
    },
  }),
);
