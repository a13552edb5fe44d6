import { EXCLUSIVE_PAIRS, exclusivePairs } from '../../codes/modifiers.ts';
import { INJECTION_CODE } from '../../codes/procedures.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, hospitalClaim, INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { listed } from '../words.ts';
import { modifierLocation } from './support/modifier-location.ts';

/** Modifiers that cannot apply to a drug or to 96372. HCPCS and CPT modifiers; Medicare physician fee schedule, PC/TC indicator 5. */
const REFUSED_BY_DRUG: readonly string[] = ['25', '26', 'TC', '50', 'LT', 'RT'];
const REFUSED_BY_INJECTION: readonly string[] = ['25', '26', 'TC', '50', 'JW', 'JZ'];
const NO_MODIFIERS: readonly string[] = [];

/** What each of them is for. */
const PURPOSE: Readonly<Record<string, string>> = {
  '25': 'it belongs to the visit (E/M) code',
  '26': 'the code has no professional part',
  TC: 'the code has no technical part',
  '50': 'nothing is done on both sides',
  LT: 'a drug has no side',
  RT: 'a drug has no side',
  JW: 'it belongs to the drug',
  JZ: 'it belongs to the drug',
};

/** `JG and TB, JW and JZ`. */
const PAIRS = EXCLUSIVE_PAIRS.map(({ pair }) => listed(pair)).join(', ');

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/modifier-allowed`,
    severity: 'error',
    docs: {
      what: `${drug.code} never has modifier 25, 26, TC, 50, LT or RT; 96372 never has 25, 26, TC, 50, JW or JZ. Of the pairs ${PAIRS}, a ${drug.code} line has one at most.`,
      why: 'A modifier that cannot apply to the code makes the line invalid. Nor does 25 on the injection help the visit of that day.',
      fix: `Remove the modifier, and put it where it belongs: 25 on the visit code, JW or JZ on ${drug.code}.`,
      source: 'CMS, Medicare physician fee schedule, PC/TC indicator 5; CMS, JW and JZ modifier policy',
    },
    claimStatus: [{ category: 'A7', code: '453' }],
    messages: {
      refused: '{code} has modifier {modifier}, which does not apply to it: {purpose}',
      excluded: {
        text: 'The line has both {one} and {other}, which exclude each other: {reason}',
        severity: 'warning',
        fix: 'Keep the one of {one} and {other} that is true.',
      },
    },
    words: ['code', 'modifier', 'purpose', 'one', 'other', 'reason'],
    examples: {
      good: [
        officeClaim(['SV1*HC:J2357:JB:JZ*2500*UN*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
        officeClaim(['SV1*HC:99213:25*150*UN*1***1', XOLAIR, INJECTION]),
        officeClaim([
          'SV1*HC:J2357:JZ:TB*2500*UN*60***1~LIN**N4*50242022701~CTP****2*ML',
          INJECTION,
          'SV1*HC:J3420*20*UN*1***1~LIN**N4*00517003125~CTP****1*ML',
          'SV1*HC:96372:59*60*UN*1***1',
        ]),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J2357:JZ:25*2500*UN*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
          message: 'refused',
          at: 'SV101-4',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JZ:RT*2500*UN*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
          message: 'refused',
          at: 'SV101-4',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JZ:TB:JG*2500*UN*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
          message: 'excluded',
          at: 'SV101-4',
          severity: 'warning',
        },
        {
          text: hospitalClaim(['SV2*0636*HC:J2357:JG:TB:JZ*2500*UN*60~LIN**N4*50242022701~CTP****2*ML', CLINIC_INJECTION]),
          message: 'excluded',
          at: 'SV202-3',
          severity: 'warning',
        },
        { text: officeClaim([XOLAIR, 'SV1*HC:96372:26*60*UN*1***1']), message: 'refused', at: 'SV101-3' },
        { text: officeClaim([XOLAIR, 'SV1*HC:96372:JZ*60*UN*1***1']), message: 'refused', at: 'SV101-3' },
      ],
    },
    line(line, report) {
      const { procedure, modifiers } = line;
      if (line.bills(drug))
        for (const { one, other, why } of exclusivePairs(modifiers)) {
          // waste-conflict reports JW with JZ, as an error.
          if (one === 'JW' || other === 'JW') continue;
          report(
            'excluded',
            modifierLocation(line, one),
            { one, other, reason: why },
            { related: [modifierLocation(line, other)] },
          );
        }
      const refused = line.bills(drug) ? REFUSED_BY_DRUG : procedure === INJECTION_CODE ? REFUSED_BY_INJECTION : NO_MODIFIERS;
      for (const [i, modifier] of modifiers.entries()) {
        // claim/modifier reports the same modifier twice.
        if (!refused.includes(modifier) || modifiers.indexOf(modifier) !== i) continue;
        report('refused', modifierLocation(line, modifier), { code: procedure, modifier, purpose: PURPOSE[modifier]! });
      }
    },
  }),
);
