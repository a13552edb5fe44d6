import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, hospitalClaim, INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';

/** A claim to Medicare that is forwarded to Medicaid. */
const crossover = (line: string) =>
  officeClaim([line, INJECTION], {
    filing: 'MB',
    born: '19500101',
    other: 'SBR*S*18*******MC~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M00000002~NM1*PR*2*PAYER TWO*****PI*77777',
  });

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/ndc-present`,
    severity: 'off',
    byPayerClass: { medicaid: 'error', commercial: 'warning', 'medicare-advantage': 'warning', medicare: 'warning' },
    docs: {
      what: `A ${drug.code} line gives the NDC of the drug, in loop 2410.`,
      why: 'Medicaid may not pay for a drug without its NDC, which it needs to claim the rebate of the manufacturer. That includes claims that Medicare passes on to Medicaid. Many commercial and Medicare Advantage plans require the NDC too.',
      fix: `Add LIN**N4 with the 11-digit NDC of the container, and CTP with the quantity of the line, to every ${drug.code} line.`,
      source: 'Deficit Reduction Act of 2005, section 6002; 42 CFR 447.520; 005010X222A1 and 005010X223A2, loop 2410',
    },
    claimStatus: [{ category: 'A6', code: '218' }],
    messages: {
      missing: { text: `The ${drug.code} line has no NDC: LIN03 is missing`, byPayerClass: { medicare: 'off' } },
      crossover: {
        text: `The ${drug.code} line has no NDC: LIN03 is missing, and the claim goes on to Medicaid, which may not pay without an NDC`,
        severity: 'warning',
      },
    },
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION], { filing: 'MC' }),
        officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1', INJECTION], { filing: 'MB' }),
        officeClaim(['SV1*HC:J2357*2500*UN*60***1', INJECTION], { filing: 'CH' }),
        hospitalClaim(['SV2*0636*HC:J2357:JZ*2500*UN*60', CLINIC_INJECTION], { filing: 'MA' }),
        crossover(XOLAIR),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J2357*2500*UN*60***1', INJECTION], { filing: 'MC' }),
          message: 'missing',
          at: 'LIN03',
          severity: 'error',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1', INJECTION]),
          message: 'missing',
          at: 'LIN03',
          severity: 'warning',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1', INJECTION], { filing: '16' }),
          message: 'missing',
          at: 'LIN03',
          severity: 'warning',
        },
        // Both halves of a JW pair need it.
        {
          text: officeClaim([
            'SV1*HC:J2357*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
            'SV1*HC:J2357:JZ*2500*UN*60***1',
            'SV1*HC:J2357:JW*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
            INJECTION,
          ]),
          message: 'missing',
          at: 'LIN03',
          severity: 'warning',
        },
        { text: crossover('SV1*HC:J2357:JZ*2500*UN*60***1'), message: 'crossover', at: 'LIN03', severity: 'warning' },
      ],
    },
    line(line, report) {
      if (!line.bills(drug) || line.drug !== undefined) return;
      const { claim } = line;
      const place = { ...line.service.at(), element: 'LIN03' };
      if (claim.payerClass === 'medicare' && claim.otherPayers.some((payer) => payer.filing === 'MC')) report('crossover', place);
      else report('missing', place);
    },
  }),
);
