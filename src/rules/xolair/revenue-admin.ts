import { INJECTION_CODE } from '../../codes/procedures.ts';
import { fourDigits, injectionRevenue } from '../../codes/revenue.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { codeText, from } from '../words.ts';

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/revenue-admin`,
    severity: 'error',
    types: ['837I'],
    docs: {
      what: 'A hospital bills the injection, 96372, in revenue code 0510 (clinic), not in a drug code.',
      why: 'A procedure in a drug revenue code is rejected or priced as a drug. Whether other cost centers are accepted depends on the payer.',
      fix: 'Change SV201 of the 96372 line to 0510. If the payer accepts another code, list it in the option accept.',
      source: 'NUBC revenue codes 0510 and 025x, 063x; outpatient billing manuals of payers for the alternates',
    },
    claimStatus: [{ category: 'A7', code: '455' }],
    messages: {
      drug: '96372 is in revenue code {revenue}, which is for drugs',
      alternate: {
        text: `96372 is in revenue code {revenue}, which only some payers accept; 0510 is usual for an injection of ${drug.name}`,
        severity: 'warning',
      },
      other: '96372 is in revenue code {revenue}, which is not for injections; 0510 is usual',
    },
    options: {
      accept: {
        type: 'list',
        default: [],
        pattern: '^[0-9]{3,4}$',
        what: 'More revenue codes that the payer accepts for the injection, such as 0940',
      },
    },
    examples: {
      good: [
        hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION]),
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
      // x12/element-required reports a missing revenue code.
      if (kind === 'usual' || revenueCode === '') return;
      const code = fourDigits(revenueCode);
      if (options.accept.some((accepted) => fourDigits(accepted) === code)) return;
      report(kind, line.at('revenue'), from(line.service, { revenue: codeText(revenueCode, /^\d{3,4}$/) }));
    },
  }),
);
