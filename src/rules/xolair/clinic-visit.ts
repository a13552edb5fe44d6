import { billKind } from '../../codes/places.ts';
import { isOfficeVisit } from '../../codes/procedures.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { isGivenOn } from './support/visits.ts';

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/clinic-visit`,
    severity: 'off',
    byPayerClass: { medicare: 'warning' },
    types: ['837I'],
    docs: {
      what: 'A hospital bills Medicare for an outpatient clinic visit with G0463, not with 99202 to 99215.',
      why: 'Since 2014 Medicare pays hospital clinic visits under this one code. The office codes are not paid on these bills.',
      fix: 'Replace the code with G0463. Keep modifier 25 if the visit includes an injection.',
      source: 'CMS OPPS final rule for 2014 (CMS-1601-FC): G0463',
    },
    messages: { office: '{code} is an office visit, but Medicare pays a hospital outpatient clinic for G0463' },
    words: ['code'],
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
        if (isOfficeVisit(line.procedure) && isGivenOn(visit, drug)) {
          report('office', line.at('procedure'), { code: line.procedure });
        }
      }
    },
  }),
);
