import { billKind, placeKind } from '../../codes/places.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, hospitalClaim, INJECTION, officeClaim } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { freeModifierLocation } from './support/modifier-location.ts';
import { discardedHalves } from './support/waste-pairs.ts';

/** First day on which Medicare requires JZ, yyyymmdd. CMS, JW and JZ modifier policy. */
const REQUIRED_FROM = 20230701;

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/waste-modifier`,
    severity: 'off',
    byPayerClass: { medicare: 'error', 'medicare-advantage': 'warning', commercial: 'info' },
    docs: {
      what: `From 2023-07-01 a ${drug.code} line says what was discarded: JZ when nothing was, JW on a separate line when something was.`,
      why: `${drug.name} comes in single-dose containers only. Medicare returns a line with neither modifier as unprocessable, and Medicare Advantage plans do the same.`,
      fix: `Add JZ when nothing was discarded; otherwise bill the discarded units on a second ${drug.code} line with JW and the same NDC.`,
      source:
        'CMS, Discarded Drugs and Biologicals: JW and JZ modifier policy and FAQ; Medicare Claims Processing Manual, chapter 17, section 40',
    },
    claimStatus: [{ category: 'A6', code: '453' }],
    messages: { missing: `${drug.code} has neither JW nor JZ, and the visit has no JW line of the same product` },
    examples: {
      good: [
        officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1', INJECTION], { filing: 'MB' }),
        // The administered half of a JW pair has no modifier.
        officeClaim(['SV1*HC:J2357*625*UN*15***1', 'SV1*HC:J2357:JW*625*UN*15***1', INJECTION], { filing: 'MB' }),
        officeClaim(['SV1*HC:J2357:JB:JZ*2500*UN*60***1', INJECTION], { filing: 'MB' }),
        // A rural health clinic is paid by the visit.
        officeClaim(['SV1*HC:J2357*2500*UN*60***1', INJECTION], { filing: 'MB', facility: '72:B:1' }),
        officeClaim(['SV1*HC:J2357*2500*UN*60***1', INJECTION], { filing: 'CH' }),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J2357*2500*UN*60***1', INJECTION], { filing: 'MB' }),
          message: 'missing',
          at: 'SV101-3',
          severity: 'error',
        },
        {
          text: officeClaim(['SV1*HC:J2357*2500*UN*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION], { filing: '16' }),
          message: 'missing',
          at: 'SV101-3',
          severity: 'warning',
        },
        {
          text: officeClaim(['SV1*HC:J2357*2500*UN*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
          message: 'missing',
          at: 'SV101-3',
          severity: 'info',
        },
        // The discarded amount is of another product.
        {
          text: officeClaim(
            [
              'SV1*HC:J2357*2500*UN*60***1~LIN**N4*50242022701~CTP****2*ML',
              'SV1*HC:J2357*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
              'SV1*HC:J2357:JW*625*UN*15***1~LIN**N4*50242004062~CTP****0.5*UN',
              INJECTION,
            ],
            { filing: 'MB' },
          ),
          message: 'missing',
          at: 'SV101-3',
          severity: 'error',
        },
        {
          text: hospitalClaim(['SV2*0636*HC:J2357*2500*UN*60', CLINIC_INJECTION], { filing: 'MA' }),
          message: 'missing',
          at: 'SV202-3',
          severity: 'error',
        },
      ],
    },
    visit(visit, report) {
      const lines = visit.of(drug);
      for (const line of lines.administered) {
        if (line.has('JZ') || discardedHalves(line, lines, drug).length > 0 || placeKind(line.placeOfService) === 'clinic')
          continue;
        const bill = billKind(visit.claim.billType);
        if (bill === 'clinic' || bill === 'inpatient') continue;
        if (visit.date === undefined) report.notChecked('no-date');
        else if (visit.date >= REQUIRED_FROM) report('missing', freeModifierLocation(line));
      }
    },
  }),
);
