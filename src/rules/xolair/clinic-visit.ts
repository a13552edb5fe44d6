import { billKind } from '../../codes/places.ts';
import { isOfficeVisit } from '../../codes/procedures.ts';
import { defineRule } from '../rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim } from './support/example-claims.ts';
import { isXolairVisit } from './support/visits.ts';

export default defineRule({
  id: 'xolair/clinic-visit',
  severity: 'off',
  byPayerClass: { medicare: 'warning' },
  types: ['837I'],
  docs: {
    what: 'A hospital bills Medicare for an outpatient clinic visit with G0463, not with 99202 to 99215.',
    why: 'Since 2014 Medicare pays hospital clinic visits under the one code; the office codes are not paid on these bills.',
    fix: 'Replace the code with G0463, and keep modifier 25 if the visit has an injection.',
    source: 'CMS OPPS final rule for 2014 (CMS-1601-FC): G0463',
  },
  messages: { office: '{code} is an office visit; for a hospital outpatient clinic Medicare takes G0463' },
  examples: {
    good: [
      hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION, 'SV2*0510*HC:G0463:25*150*UN*1'], { filing: 'MA' }),
      hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION, 'SV2*0510*HC:99213:25*150*UN*1'], { filing: 'BL' }),
      // Emergency visits keep their codes.
      hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION, 'SV2*0450*HC:99283:25*450*UN*1'], { filing: 'MA' }),
    ],
    bad: [
      {
        text: hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION, 'SV2*0510*HC:99213:25*150*UN*1'], { filing: 'MA' }),
        message: 'office',
        at: 'SV202-2',
        severity: 'warning',
      },
    ],
  },
  visit(visit, report) {
    if (billKind(visit.claim.billType) !== 'outpatient') return;
    for (const line of visit.lines) {
      if (isOfficeVisit(line.procedure) && isXolairVisit(visit)) {
        report('office', line.at('procedure'), { code: line.procedure });
      }
    }
  },
});
