import { exclusivePairs } from '../../codes/modifiers.ts';
import type { ServiceLine } from '../../model/claim.ts';
import type { Location } from '../../model/finding.ts';
import { defineRule } from '../rule.ts';
import { codeText, from } from '../words.ts';

const FIRST_COMPONENT = 3;

/** Two ASCII letters or digits. A line gives its modifiers in upper case. */
function isModifier(text: string): boolean {
  if (text.length !== 2) return false;
  for (let i = 0; i < 2; i++) {
    const code = text.charCodeAt(i);
    if (!((code >= 48 && code <= 57) || (code >= 65 && code <= 90))) return false;
  }
  return true;
}

/** Location of the nth modifier of a line, counted from 0 without the empty ones. */
function locationOf({ service }: ServiceLine, n: number): Location {
  const element = service.id === 'SV2' ? 2 : 1;
  let component = FIRST_COMPONENT - 1;
  for (let left = n; left >= 0; left--) {
    do component++;
    while (service.text(element, component).trim() === '');
  }
  return service.at(element, component);
}

export default defineRule({
  id: 'claim/modifier',
  severity: 'error',
  docs: {
    what: 'A modifier is two letters or digits, and no line has the same modifier twice, or two modifiers that exclude each other. The pairs on lines of a drug that xolint knows are judged by the rules of that drug.',
    why: 'Payers reject a line as invalid if a modifier does not exist or is listed twice.',
    fix: 'Correct the modifier, or remove the second one. A description belongs in the seventh component, not in a modifier.',
    source: '005010X222A1, SV101-3 to SV101-6, and 005010X223A2, SV202-3 to SV202-6; HCPCS Level II and CPT appendix A',
  },
  claimStatus: [{ category: 'A7', code: '453' }],
  yields: ['x12/element-length'],
  messages: {
    twice: 'The modifier {modifier} is listed twice on this line',
    excluded: {
      text: 'The line has both {one} and {other}, which exclude each other: {reason}',
      severity: 'warning',
      fix: 'Keep the one of {one} and {other} that is true.',
    },
    shape: 'The modifier is {modifier}, but must be two letters or digits',
  },
  words: ['one', 'other', 'reason'],
  examples: {
    good: [
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213:25:59*150*UN*1***1~',
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213::25::xs*150*UN*1***1~',
      'CLM*A1*300***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213:25*150*UN*1***1~LX*2~SV1*HC:99214:25*150*UN*1***1~',
      'CLM*A1*150***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:99213:PO:25:::OFFICE VISIT*150*UN*1~',
    ],
    bad: [
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213:25:59:25*150*UN*1***1~',
        message: 'twice',
        at: 'SV101-5',
      },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213::xs::XS*150*UN*1***1~',
        message: 'twice',
        at: 'SV101-6',
      },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:J3301:JZ:JW*150*UN*1***1~',
        message: 'excluded',
        at: 'SV101-3',
        severity: 'warning',
      },
      { text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213:2-*150*UN*1***1~', message: 'shape', at: 'SV101-3' },
    ],
  },
  line(line, report) {
    const { modifiers } = line;
    for (let k = 0; k < modifiers.length; k++) {
      const modifier = modifiers[k]!;
      if (!isModifier(modifier))
        report('shape', locationOf(line, k), from(line.service, { modifier: codeText(modifier, /^[A-Z0-9-]{1,3}$/) }));
      else if (modifiers.indexOf(modifier) < k) {
        report('twice', locationOf(line, k), from(line.service, { modifier }), {
          related: [locationOf(line, modifiers.indexOf(modifier))],
        });
      }
    }
    const pairs = exclusivePairs(modifiers);
    if (pairs.length === 0 || line.claim.tables.isDrugCode(line.procedure)) return;
    for (const { one, other, why } of pairs) {
      const [place, related] = [one, other].map((modifier) => locationOf(line, modifiers.indexOf(modifier)));
      report('excluded', place!, { one, other, reason: why }, { related: [related!] });
    }
  },
});
