import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim, INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { codeText, from, slipOf } from '../words.ts';

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/unit-basis`,
    severity: 'error',
    docs: {
      what: `${drug.code} is counted in units: SV103, on institutional claims SV204, is UN.`,
      why: 'Minutes or days of a drug mean nothing to a payer. The line is rejected before anyone reads the quantity.',
      fix: 'Write UN. Volumes and weights belong to the NDC, in CTP05.',
      source: '005010X222A1, loop 2400, SV103; 005010X223A2, loop 2400, SV204',
    },
    claimStatus: [{ category: 'A7', code: '659' }],
    yields: ['x12/element-required', 'x12/element-code'],
    messages: {
      basis: `{element} is {basis}, but ${drug.code} is counted in units (UN)`,
      missing: `{element} is missing: ${drug.code} is counted in units (UN)`,
    },
    words: ['element'],
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // The unit of the NDC quantity (CTP05) is a different element.
        officeClaim(['SV1*HC:J2357:JZ*2500*UN*30***1~LIN**N4*50242004062~CTP****1*UN', INJECTION]),
        hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION]),
        // Minutes on another line.
        officeClaim([XOLAIR, INJECTION, 'SV1*HC:00100*60*MJ*15***1']),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*MJ*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
          message: 'basis',
          at: 'SV103',
        },
        {
          text: hospitalClaim(['SV2*0636*HC:J2357:JZ*2500*DA*60~LIN**N4*50242022701~CTP****2*ML', CLINIC_INJECTION]),
          message: 'basis',
          at: 'SV204',
        },
        {
          text: officeClaim([XOLAIR.replace('*UN*60', '**60'), INJECTION]),
          message: 'missing',
          at: 'SV103',
          run: { off: ['x12/element-required'] },
        },
      ],
    },
    line(line, report) {
      if (!line.bills(drug) || line.unitBasis === 'UN') return;
      const location = line.at('basis');
      const element = location.element ?? '';
      if (line.unitBasis === '') report('missing', location, { element });
      else
        report('basis', location, {
          element,
          ...from(slipOf(line.service, line.service.id === 'SV2' ? 4 : 3), {
            basis: codeText(line.unitBasis, /^[A-Z0-9]{1,2}$/),
          }),
        });
    },
  }),
);
