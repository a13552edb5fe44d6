import type { DrugFacts } from '../../codes/drugs/facts.ts';
import { isUndisputed } from '../../codes/indications.ts';
import type { Diagnosis, ServiceLine } from '../../model/claim.ts';
import type { MessageValue } from '../../model/finding.ts';
import { formatFault } from '../claim/support/diagnosis-faults.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim, INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { codeText, DIAGNOSIS, from } from '../words.ts';
import { isAccepted } from './support/accepted-codes.ts';

interface Doubt {
  readonly message: 'disputed' | 'order';
  /** The code that the doubt is about. */
  readonly diagnosis: Diagnosis;
  /** For `disputed` what is known about the code; for `order` the code that should come first. */
  readonly more: MessageValue;
}

/** What a payer may object to in the diagnoses of a line that has an indication. */
function doubtOf(line: ServiceLine, accept: readonly string[], drug: DrugFacts): Doubt | undefined {
  const { claim, date, diagnoses } = line;
  let disputed: Diagnosis | undefined;
  for (const diagnosis of diagnoses) {
    const { code } = diagnosis;
    const covered = claim.tables.coveredCode(drug.id, code, date);
    const first = diagnoses[0]!;
    if (isAccepted(code, accept) || (covered !== undefined && isUndisputed(covered, claim.payerClass))) {
      if (diagnosis === first || claim.type === '837I' || isMalformed(first, date)) return undefined;
      return { message: 'order', diagnosis: first, more: codeText(code, DIAGNOSIS) };
    }
    if (covered !== undefined) disputed ??= diagnosis;
  }
  return (
    disputed && { message: 'disputed', diagnosis: disputed, more: claim.tables.coveredCode(drug.id, disputed.code, date)!.note }
  );
}

/** Whether claim/diagnosis-format rejects a code for more than its decimal point. */
function isMalformed(diagnosis: Diagnosis, date: number | undefined): boolean {
  const fault = formatFault(diagnosis, date);
  return fault !== undefined && fault !== 'point';
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/diagnosis-payer`,
    severity: 'warning',
    docs: {
      what: `${drug.code} points first at a diagnosis for which all payers cover ${drug.name}.`,
      why: 'Some codes close to the label are covered by some payers only, and many systems look at the first pointer alone.',
      fix: "Code the indication as exactly as the record allows, or check the payer's policy and list the code in the option accept.",
      source: `${drug.sources.coverage}; ${drug.name} prescribing information, section 1; published payer policies`,
    },
    messages: {
      disputed: `Only some payers accept {code} for ${drug.name}: {more}`,
      order: {
        text: `${drug.code} points first at {code}, for which payers do not cover ${drug.name}, and only then at {more}`,
        fix: 'Put the pointer to {more} first.',
      },
    },
    words: ['more'],
    options: {
      accept: {
        type: 'list',
        default: [],
        pattern: '^[A-Za-z][0-9A-Za-z.]{2,7}$',
        what: `Diagnoses for which the payer says that it covers ${drug.name}, such as L50.8`,
      },
    },
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION], { dx: ['J339', 'R040'] }),
        // Other reasons for the visit come after the indication.
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
      if (!line.bills(drug)) return;
      const doubt = doubtOf(line, options.accept, drug);
      if (doubt === undefined) return;
      const { message, diagnosis, more } = doubt;
      // The same code on several lines is reported once.
      for (const other of line.claim.lines) {
        if (other === line) break;
        if (!other.bills(drug)) continue;
        const earlier = doubtOf(other, options.accept, drug);
        if (earlier?.message === message && earlier.diagnosis === diagnosis) return;
      }
      const location = message === 'order' ? line.at('pointer') : { ...diagnosis.at(), serviceLine: line.number };
      report(message, location, { ...from(diagnosis, { code: codeText(diagnosis.code, DIAGNOSIS) }), more });
    },
  }),
);
