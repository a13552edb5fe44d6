import { INJECTION_CODE, XOLAIR_CODE } from '../../codes/procedures.ts';
import { defineRule } from '../rule.ts';
import { INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';
import { modifierPlace } from './support/modifier-place.ts';

/** Modifiers that contradict what J2357 and 96372 are. HCPCS and CPT modifiers; Medicare physician fee schedule, PC/TC indicator 5. */
const REFUSED: Readonly<Record<string, ReadonlySet<string>>> = {
  [XOLAIR_CODE]: new Set(['25', '26', 'TC', '50', 'LT', 'RT']),
  [INJECTION_CODE]: new Set(['25', '26', 'TC', '50', 'JW', 'JZ']),
};

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

export default defineRule({
  id: 'xolair/modifier-allowed',
  severity: 'error',
  docs: {
    what: 'J2357 has no 25, 26, TC, 50, LT or RT; 96372 has no 25, 26, TC, 50, JW or JZ.',
    why: 'A modifier that cannot apply to the code makes the line invalid. 25 on the injection does not help the visit beside it either.',
    fix: 'Take the modifier off, and put it where it belongs: 25 on the visit code, JW or JZ on J2357.',
    source: 'CMS, Medicare physician fee schedule, PC/TC indicator 5; CMS, JW and JZ modifier policy',
  },
  claimStatus: [{ category: 'A7', code: '453' }],
  messages: { refused: '{code} has modifier {modifier}, which does not apply to it: {purpose}' },
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
      { text: officeClaim([XOLAIR, 'SV1*HC:96372:26*60*UN*1***1']), message: 'refused', at: 'SV101-3' },
      { text: officeClaim([XOLAIR, 'SV1*HC:96372:JZ*60*UN*1***1']), message: 'refused', at: 'SV101-3' },
    ],
  },
  line(line, report) {
    const { procedure, modifiers } = line;
    const refused = REFUSED[procedure];
    if (refused === undefined) return;
    for (const [i, modifier] of modifiers.entries()) {
      // The same one twice is the business of claim/modifier.
      if (!refused.has(modifier) || modifiers.indexOf(modifier) !== i) continue;
      report('refused', modifierPlace(line, modifier), { code: procedure, modifier, purpose: PURPOSE[modifier]! });
    }
  },
});
