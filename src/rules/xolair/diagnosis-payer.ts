import { isUndisputed } from '../../codes/indications.ts';
import type { Diagnosis, ServiceLine } from '../../model/claim.ts';
import { formatFault } from '../claim/support/diagnosis-faults.ts';
import { defineRule } from '../rule.ts';
import { codeText } from '../words.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim, INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';
import { isAmong } from './support/options.ts';

interface Doubt {
  readonly message: 'disputed' | 'order';
  /** The code that the doubt is about. */
  readonly diagnosis: Diagnosis;
  /** What is known of it, or the code that should come first. */
  readonly more: string;
}

/** What a payer may object to in the diagnoses of a line that has an indication. */
function doubtOf(line: ServiceLine, accept: readonly string[]): Doubt | undefined {
  const { claim, date, diagnoses } = line;
  let disputed: Diagnosis | undefined;
  for (const diagnosis of diagnoses) {
    const { code } = diagnosis;
    const covered = claim.tables.coveredCode(code, date);
    const first = diagnoses[0]!;
    if (isAmong(code, accept) || (covered !== undefined && isUndisputed(covered, claim.payerClass))) {
      if (diagnosis === first || claim.type === '837I' || isMalformed(first, date)) return undefined;
      return { message: 'order', diagnosis: first, more: codeText(code) };
    }
    if (covered !== undefined) disputed ??= diagnosis;
  }
  return disputed && { message: 'disputed', diagnosis: disputed, more: claim.tables.coveredCode(disputed.code, date)!.note };
}

/** A code that claim/diagnosis-format rejects for more than its decimal point. */
function isMalformed(diagnosis: Diagnosis, date: number | undefined): boolean {
  const fault = formatFault(diagnosis, date);
  return fault !== undefined && fault !== 'point';
}

export default defineRule({
  id: 'xolair/diagnosis-payer',
  severity: 'warning',
  docs: {
    what: 'J2357 points first at a diagnosis that payers cover Xolair for without having said so.',
    why: 'Some codes near the label are covered by some payers only, and many systems look at the first pointer alone.',
    fix: "Code the indication as exactly as the record allows, or check the payer's policy and name the code in the option accept.",
    source: 'CMS article A52448 (revision of 2025-10-01); Xolair prescribing information, section 1; published payer policies',
  },
  messages: {
    disputed: '{code} is accepted for Xolair by some payers only: {more}',
    order: {
      text: 'J2357 points at {code} first, which is not what payers cover Xolair for, and at {more} after it',
      fix: 'Put the pointer to {more} first.',
    },
  },
  options: {
    accept: {
      type: 'list',
      default: [],
      pattern: '^[A-Za-z][0-9A-Za-z.]{2,7}$',
      what: 'Diagnoses that the payer says it covers Xolair for, such as L50.8',
    },
  },
  examples: {
    good: [
      officeClaim([XOLAIR, INJECTION], { dx: ['J339', 'R040'] }),
      // What the visit was for beside the injection comes after it.
      officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1:2~LIN**N4*50242022701~CTP****2*ML', INJECTION], { dx: ['J4550', 'L509'] }),
      officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***2~LIN**N4*50242022701~CTP****2*ML', INJECTION], { dx: ['R040', 'J330'] }),
      // Hospital lines have no pointers, and the principal diagnosis may be another.
      hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { dx: ['J301', 'J4550'] }),
    ],
    bad: [
      { text: officeClaim([XOLAIR, INJECTION], { dx: ['L509'] }), message: 'disputed', at: 'HI01-2' },
      { text: officeClaim([XOLAIR, INJECTION], { dx: ['J339'], filing: 'MB' }), message: 'disputed', at: 'HI01-2' },
      { text: officeClaim([XOLAIR, INJECTION], { dx: ['T7801XA'] }), message: 'disputed', at: 'HI01-2' },
      {
        text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1:2~LIN**N4*50242022701~CTP****2*ML', INJECTION], {
          dx: ['R040', 'J330'],
        }),
        message: 'order',
        at: 'SV107',
      },
    ],
  },
  line(line, report, { options }) {
    if (!line.isXolairCode) return;
    const doubt = doubtOf(line, options.accept);
    if (doubt === undefined) return;
    const { message, diagnosis, more } = doubt;
    // The same code under several lines is one doubt.
    for (const other of line.claim.lines) {
      if (other === line) break;
      if (!other.isXolairCode) continue;
      const earlier = doubtOf(other, options.accept);
      if (earlier?.message === message && earlier.diagnosis === diagnosis) return;
    }
    const location = message === 'order' ? line.at('pointer') : { ...diagnosis.at(), serviceLine: line.number };
    report(message, location, { code: codeText(diagnosis.code), more });
  },
});
