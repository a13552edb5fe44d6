import { DRUG_REVENUE, fourDigits } from '../../codes/revenue.ts';
import { defineRule } from '../rule.ts';
import { codeText } from '../words.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim } from './support/example-claims.ts';

export default defineRule({
  id: 'xolair/revenue-drug',
  severity: 'error',
  types: ['837I'],
  docs: {
    what: 'A hospital bills J2357 in revenue code 0636, drugs that need a HCPCS code.',
    why: 'In a general pharmacy code the drug is packaged or denied; 0637 says that the patient could take it alone.',
    fix: 'Change SV201 of the J2357 line to 0636.',
    source: 'NUBC revenue code 0636; CMS Claims Processing Manual, chapter 17',
  },
  claimStatus: [{ category: 'A7', code: '455' }],
  messages: { pharmacy: 'J2357 is in revenue code {revenue}, not in 0636' },
  examples: {
    good: [
      hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION]),
      // Other drugs may be in the pharmacy's codes.
      hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION, 'SV2*0250**12*UN*1']),
      hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION, 'SV2*0637*HC:J3490*5*UN*1~LIN**N4*00904198261~CTP****1*UN']),
    ],
    bad: [{ text: hospitalClaim([HOSPITAL_XOLAIR.replace('0636', '0250'), CLINIC_INJECTION]), message: 'pharmacy', at: 'SV201' }],
  },
  line(line, report) {
    if (!line.isXolairCode) return;
    const { revenueCode } = line;
    // A line without a revenue code is a fault of structure.
    if (revenueCode === '' || fourDigits(revenueCode) === DRUG_REVENUE) return;
    report('pharmacy', line.at('revenue'), { revenue: codeText(revenueCode, /^\d{3,4}$/) });
  },
});
