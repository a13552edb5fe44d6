import { DRUG_REVENUE, fourDigits } from '../../codes/revenue.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { codeText, from } from '../words.ts';

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/revenue-drug`,
    severity: 'error',
    types: ['837I'],
    docs: {
      what: `A hospital bills ${drug.code} in revenue code 0636, drugs that need a HCPCS code.`,
      why: 'In a general pharmacy code the drug is packaged or denied. 0637 says that patients can take the drug by themselves.',
      fix: `Change SV201 of the ${drug.code} line to 0636.`,
      source: 'NUBC revenue code 0636; CMS Claims Processing Manual, chapter 17',
    },
    claimStatus: [{ category: 'A7', code: '455' }],
    messages: { pharmacy: `${drug.code} is in revenue code {revenue}; it must be in 0636` },
    examples: {
      good: [
        hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION]),
        // Other drugs may be in pharmacy codes.
        hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION, 'SV2*0250**12*UN*1']),
        hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION, 'SV2*0637*HC:J3490*5*UN*1~LIN**N4*00904198261~CTP****1*UN']),
      ],
      bad: [
        { text: hospitalClaim([HOSPITAL_XOLAIR.replace('0636', '0250'), CLINIC_INJECTION]), message: 'pharmacy', at: 'SV201' },
      ],
    },
    line(line, report) {
      if (!line.bills(drug)) return;
      const { revenueCode } = line;
      // x12/element-required reports a missing revenue code.
      if (revenueCode === '' || fourDigits(revenueCode) === DRUG_REVENUE) return;
      report('pharmacy', line.at('revenue'), from(line.service, { revenue: codeText(revenueCode, /^\d{3,4}$/) }));
    },
  }),
);
