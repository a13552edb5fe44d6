import { SURE_DENIALS } from '../../codes/indications.ts';
import type { ServiceLine } from '../../model/claim.ts';
import { formatFault, pointerFaults } from '../claim/support/diagnosis-faults.ts';
import { defineRule } from '../rule.ts';
import { codeText } from '../words.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim, INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';
import { isAmong } from './support/options.ts';

function hasIndication(line: ServiceLine, accept: readonly string[]): boolean {
  const { tables } = line.claim;
  for (const { code } of line.diagnoses)
    if (tables.coveredCode(code, line.date) !== undefined || isAmong(code, accept)) return true;
  return false;
}

/** Whether a rule about the codes or pointers themselves speaks of the line. */
function isFaulty(line: ServiceLine): boolean {
  return pointerFaults(line).length > 0 || line.diagnoses.some((diagnosis) => formatFault(diagnosis, line.date) !== undefined);
}

/** A code, and what is known of it. */
function described(code: string): string {
  const meaning = SURE_DENIALS.get(code);
  return meaning === undefined ? codeText(code) : `${codeText(code)} (${meaning}, a sure denial)`;
}

export default defineRule({
  id: 'xolair/diagnosis',
  severity: 'error',
  docs: {
    what: 'J2357 points at a diagnosis that Xolair is given for; on a hospital claim, the claim has one.',
    why: 'Payers cover Xolair for its indications only, and deny the drug for any other diagnosis.',
    fix: 'Point J2357 at the diagnosis it was given for. If the payer covers this one, name it in the option accept.',
    source: 'Xolair prescribing information, section 1; CMS article A52448 (revision of 2025-10-01)',
  },
  claimStatus: [
    { category: 'A8', code: '255' },
    { category: 'A8', code: '488' },
  ],
  payerPolicy: true,
  messages: {
    none: 'None of the diagnoses {which} is an indication of Xolair; the first is {code}',
    elsewhere: {
      text: 'J2357 points at {code}, which is no indication of Xolair, and not at {other}, which is one and is on the claim',
      fix: 'Point J2357 at {other} in SV107, if that is what it was given for.',
    },
    absent: 'The claim bills J2357 and has no diagnosis',
  },
  options: {
    accept: {
      type: 'list',
      default: [],
      pattern: '^[A-Za-z][0-9A-Za-z.]{2,7}$',
      what: 'Further diagnoses for which the payer covers Xolair, with decimal point or without',
    },
  },
  examples: {
    good: [
      officeClaim([XOLAIR, INJECTION], { dx: ['J4551'] }),
      // Any of the diagnoses pointed at may be the indication.
      officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1:2~LIN**N4*50242022701~CTP****2*ML', INJECTION], { dx: ['L501', 'J301'] }),
      // Milk allergy, after the code was split.
      officeClaim([XOLAIR, INJECTION], { dx: ['Z910110'] }),
      hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { dx: ['J330'] }),
    ],
    bad: [
      { text: officeClaim([XOLAIR, INJECTION], { dx: ['R062'] }), message: 'none', at: 'HI01-2' },
      { text: officeClaim([XOLAIR, INJECTION], { dx: ['J4530'] }), message: 'none', at: 'HI01-2' },
      { text: officeClaim([XOLAIR, INJECTION], { dx: ['J301', 'J4550'] }), message: 'elsewhere', at: 'SV107' },
      { text: hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { dx: ['L209'] }), message: 'none', at: 'HI01-2' },
      {
        text: hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { dx: [] }).replace('HI~', ''),
        message: 'absent',
        at: 'CLM',
        run: { off: ['x12/segment-required'] },
      },
    ],
  },
  line(line, report, { options }) {
    if (!line.isXolairCode || hasIndication(line, options.accept) || isFaulty(line)) return;
    const { claim, diagnoses } = line;
    const first = diagnoses[0];
    // The same wrong code under several lines is one fault.
    const isSame = (other: ServiceLine) => other.isXolairCode && other.diagnoses[0] === first;
    if (claim.lines.some((other) => other.index < line.index && isSame(other) && !hasIndication(other, options.accept))) return;
    if (first === undefined) {
      report('absent', claim.clm.at());
      return;
    }
    const code = described(first.code);
    const other = claim.diagnoses.find((diagnosis) => claim.tables.coveredCode(diagnosis.code, line.date) !== undefined);
    if (other !== undefined) report('elsewhere', line.at('pointer'), { code, other: codeText(other.code) });
    else {
      const which = claim.type === '837P' ? 'that J2357 points at' : 'of the claim';
      report('none', { ...first.at(), serviceLine: line.number }, { which, code });
    }
  },
});
