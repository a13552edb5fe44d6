import { INJECTION_CODE, isUnlistedDrug } from '../../codes/procedures.ts';
import type { ServiceLine } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { from, PROCEDURE } from '../words.ts';

/** Up to this many lines, each is compared with each. Longer claims are looked up by a key. */
const FEW = 16;

const ndcOf = (line: ServiceLine) => line.drug?.raw.trim() ?? '';

/** A code for unlisted drugs does not identify the drug; only the description does. */
const nameOf = (line: ServiceLine) => (isUnlistedDrug(line.procedure) ? line.description.value.trim().toUpperCase() : '');

function sameModifiers(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (!b.includes(a[k]!) || !a.includes(b[k]!)) return false;
  return true;
}

/** Whether two lines are duplicates. The cheapest comparison that separates most lines comes first. */
function isSame(a: ServiceLine, b: ServiceLine): boolean {
  return (
    a.procedure === b.procedure &&
    (a.units === b.units || (Number.isNaN(a.units) && a.unitsText === b.unitsText)) &&
    sameModifiers(a.modifiers, b.modifiers) &&
    a.date === b.date &&
    a.placeOfService === b.placeOfService &&
    a.revenueCode === b.revenueCode &&
    ndcOf(a) === ndcOf(b) &&
    nameOf(a) === nameOf(b)
  );
}

function keyOf(line: ServiceLine): string {
  const units = Number.isNaN(line.units) ? line.unitsText : line.units;
  const parts = [line.procedure, units, line.date, line.placeOfService, line.revenueCode, ndcOf(line), nameOf(line)];
  return [...parts, ...[...line.modifiers].sort()].join('\n');
}

export default defineRule({
  id: 'claim/duplicate-line',
  severity: 'error',
  docs: {
    what: 'No two lines of a claim have the same date, procedure, modifiers, place, NDC and units. Lines with 96372 are checked by xolair/admin-distinct.',
    why: 'A payer pays the first line and denies the second as a duplicate on the remittance.',
    fix: 'Remove the line, or combine the units on one line. If the service was done twice, show it with modifier 59, 76, 91 or an X modifier.',
    source: 'Claim adjustment reason code 18 (exact duplicate); CMS Claims Processing Manual, chapter 1, section 120',
  },
  claimStatus: [{ category: 'A3', code: '54' }],
  messages: {
    duplicate: 'This line repeats line {earlier}: the same procedure ({procedure}), date, modifiers, place, NDC and units',
  },
  words: ['earlier'],
  examples: {
    good: [
      // Two strengths of one drug, and a second test with the modifier for a repeat.
      'CLM*A1*300***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:J3301*150*UN*4***1~DTP*472*D8*20261005~LIN**N4*00003029305~CTP****1*ML~LX*2~SV1*HC:J3301*150*UN*4***1~DTP*472*D8*20261005~LIN**N4*00003029320~CTP****1*ML~',
      'CLM*A1*300***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:94010*150*UN*1***1~LX*2~SV1*HC:94010:76*150*UN*1***1~',
      'CLM*A1*300***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:94010*150*UN*1***1~DTP*472*D8*20261005~LX*2~SV1*HC:94010*150*UN*1***1~DTP*472*D8*20261006~',
      'CLM*A1*300***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:94010*150*UN*1***1~LX*2~SV1*HC:94010*150*UN*1*22**1~',
      'CLM*A1*300***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0250**150*UN*1~LX*2~SV2*0250**150*UN*1~',
    ],
    bad: [
      {
        text: 'CLM*A1*300***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:94010*150*UN*1***1~LX*2~SV1*HC:94010*150*UN*1***1~',
        message: 'duplicate',
        at: 'SV1',
      },
      {
        text: 'CLM*A1*250***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:94010:59:25*150*UN*1*11**1~LX*2~SV1*HC:94010:25:59*100*UN*1.0***1~',
        message: 'duplicate',
        at: 'SV1',
      },
      {
        text: 'CLM*A1*300***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0460*HC:94010*150*UN*1~LX*2~SV2*0460*HC:94010*150*UN*1~',
        message: 'duplicate',
        at: 'SV2',
      },
    ],
  },
  claim({ lines }, report) {
    const reportDuplicate = (line: ServiceLine, earlier: ServiceLine) =>
      report(
        'duplicate',
        line.service.at(),
        {
          earlier: earlier.number,
          ...from(line.service, { procedure: PROCEDURE.test(line.procedure) ? line.procedure : 'no code' }),
        },
        { related: [earlier.service.at()] },
      );
    const counts = (line: ServiceLine) => line.procedure !== '' && line.procedure !== INJECTION_CODE;
    if (lines.length <= FEW) {
      for (let k = 1; k < lines.length; k++) {
        const line = lines[k]!;
        let earlier = 0;
        while (earlier < k && !isSame(lines[earlier]!, line)) earlier++;
        if (earlier < k && counts(line)) reportDuplicate(line, lines[earlier]!);
      }
      return;
    }
    const known = new Map<string, ServiceLine>();
    for (const line of lines) {
      if (!counts(line)) continue;
      const key = keyOf(line);
      const earlier = known.get(key);
      if (earlier) reportDuplicate(line, earlier);
      else known.set(key, line);
    }
  },
});
