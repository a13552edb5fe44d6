import { INJECTION_CODE } from '../../codes/procedures.ts';
import { fourDigits, injectionRevenue } from '../../codes/revenue.ts';
import { defineRule } from '../rule.ts';
import { codeText } from '../words.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim } from './support/example-claims.ts';

export default defineRule({
  id: 'xolair/revenue-admin',
  severity: 'error',
  types: ['837I'],
  docs: {
    what: 'A hospital bills the injection, 96372, in revenue code 0510 (clinic), not in a drug code.',
    why: 'A procedure in a drug revenue code is rejected or priced as a drug; other cost centers depend on the payer.',
    fix: 'Change SV201 of the 96372 line to 0510. If the payer takes another code, name it in the option accept.',
    source: 'NUBC revenue codes 0510 and 025x, 063x; outpatient billing manuals of payers for the alternates',
  },
  claimStatus: [{ category: 'A7', code: '455' }],
  messages: {
    drug: '96372 is in revenue code {revenue}, which is for drugs',
    alternate: {
      text: '96372 is in revenue code {revenue}; 0510 is usual for an injection of Xolair, and some payers take this one',
      severity: 'warning',
    },
    other: '96372 is in revenue code {revenue}, which is no place for an injection; 0510 is usual',
  },
  options: {
    accept: {
      type: 'list',
      default: [],
      pattern: '^[0-9]{3,4}$',
      what: 'Further revenue codes that the payer takes for the injection, such as 0940',
    },
  },
  examples: {
    good: [
      hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION]),
      // Three digits, as on old paper forms.
      hospitalClaim([HOSPITAL_XOLAIR, 'SV2*510*HC:96372*60*UN*1']),
      // The visit may be in any cost center.
      hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION, 'SV2*0516*HC:G0463:25*150*UN*1']),
    ],
    bad: [
      { text: hospitalClaim([HOSPITAL_XOLAIR, 'SV2*0636*HC:96372*60*UN*1']), message: 'drug', at: 'SV201' },
      {
        text: hospitalClaim([HOSPITAL_XOLAIR, 'SV2*0940*HC:96372*60*UN*1']),
        message: 'alternate',
        at: 'SV201',
        severity: 'warning',
      },
      { text: hospitalClaim([HOSPITAL_XOLAIR, 'SV2*0300*HC:96372*60*UN*1']), message: 'other', at: 'SV201' },
    ],
  },
  line(line, report, { options }) {
    if (line.procedure !== INJECTION_CODE) return;
    const { revenueCode } = line;
    const kind = injectionRevenue(revenueCode);
    // A line without a revenue code is a fault of structure.
    if (kind === 'usual' || revenueCode === '') return;
    const code = fourDigits(revenueCode);
    if (options.accept.some((accepted) => fourDigits(accepted) === code)) return;
    report(kind, line.at('revenue'), { revenue: codeText(revenueCode, /^\d{3,4}$/) });
  },
});
