import { INJECTION_CODE } from '../../codes/procedures.ts';
import type { Claim, Segment, ServiceLine } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { from, PROCEDURE } from '../words.ts';

/** Up to this many lines, each is compared with each. Longer claims are looked up by a key. */
const FEW = 16;

const ndcOf = (line: ServiceLine) => line.drug?.raw.trim() ?? '';

/** What a code for unlisted services or supplies stands for is only in the description. */
const nameOf = (line: ServiceLine) => line.description.value.trim().toUpperCase();

function sameModifiers(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (!b.includes(a[k]!) || !a.includes(b[k]!)) return false;
  return true;
}

/** Whether two lines look like duplicates. The cheapest comparison that separates most lines comes first. */
function isAlike(a: ServiceLine, b: ServiceLine): boolean {
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

/** The lines that are judged: 96372 has a rule of its own. */
const counts = (line: ServiceLine) => line.procedure !== '' && line.procedure !== INJECTION_CODE;

/** Whether some line looks like an earlier one. Nothing is made for claims of few lines, which are most. */
function hasAlike(lines: readonly ServiceLine[]): boolean {
  if (lines.length > FEW) return new Set(lines.map(keyOf)).size < lines.length;
  for (let k = 1; k < lines.length; k++) {
    const line = lines[k]!;
    for (let earlier = 0; earlier < k; earlier++) if (isAlike(lines[earlier]!, line) && counts(line)) return true;
  }
  return false;
}

/** What else tells two services of one line apart: notes, ambulance trips, and whatever the loops of its providers say. */
const DETAILS: ReadonlySet<string> = new Set(['NTE', 'CR1', 'MEA']);
const isDetail = ({ id, loop }: Segment) => (loop === '2400' && DETAILS.has(id)) || loop.startsWith('2420');

/** Loop 2420A (837I 2420C): with an NPI it is compared as the rendering provider, who may be that of the claim. */
const RENDERING = { '837P': '2420A', '837I': '2420C' } as const;

const textOf = (segment: Segment) =>
  Array.from({ length: segment.size + 1 }, (_, element) => segment.text(element).trim()).join('*');

/** By index of the line: what must be the same too for two lines to be duplicates; undefined for a line without a date of its own. */
function detailsOf({ type, all, lines }: Claim): readonly (string | undefined)[] {
  const details = lines.map((line) => [line.rendering]);
  // All that tells services apart comes after their SV1 or SV2.
  const services = lines.map((each) => each.service.at().position);
  let line = -1;
  for (const segment of all) {
    if (segment.at().position === services[line + 1]) line++;
    const known = details[line];
    if (!known || !isDetail(segment)) continue;
    if (segment.loop === RENDERING[type] && (segment.id !== 'NM1' || segment.is(8, 'XX'))) continue;
    known.push(textOf(segment));
  }
  return lines.map((each, k) => {
    const date = each.segments('DTP', '472')[0]?.text(3);
    return date === undefined ? undefined : [date, ...details[k]!].join('\n');
  });
}

/** One service twice, each with its own 2420 loops. */
const TWICE = (procedure: string, first: string, second: string) =>
  `CLM*A1*300***41:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*${procedure}*150*UN*1***1~DTP*472*D8*20261005~${first}LX*2~SV1*${procedure}*150*UN*1***1~DTP*472*D8*20261005~${second}`;
const AMBULANCE = (from: string, to: string) => `NM1*PW*2~N3*${from}~N4*DENVER*CO*80203~NM1*45*2~N3*${to}~N4*DENVER*CO*80203~`;

export default defineRule({
  id: 'claim/duplicate-line',
  severity: 'error',
  docs: {
    what: 'No two lines of a claim have the same date, procedure with its description, modifiers, provider, place, NDC and units. Lines with 96372 are checked by xolair/admin-distinct.',
    why: 'A payer pays the first line and denies the second as a duplicate on the remittance.',
    fix: 'Remove the line, or combine the units on one line. If the service was done twice, show it with modifier 59, 76, 91 or an X modifier.',
    source: 'Claim adjustment reason code 18 (exact duplicate); CMS Claims Processing Manual, chapter 1, section 120',
  },
  claimStatus: [{ category: 'A3', code: '54' }],
  messages: {
    duplicate:
      'This line repeats line {earlier}: the same procedure ({procedure}), date, modifiers, provider, place, NDC and units',
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
      // Two providers of one service, by NPI and without one.
      TWICE('HC:27130:80', '', 'NM1*82*1*TESTER*DOC****XX*1987654328~'),
      TWICE('HC:27130:80', 'NM1*82*1*TESTER*DOC~REF*G2*A1~', 'NM1*82*1*TESTER*OTHER~REF*G2*A2~'),
      // There and back in an ambulance.
      TWICE('HC:A0429', AMBULANCE('1 OAK ST', '2 ELM ST'), AMBULANCE('2 ELM ST', '1 OAK ST')).replace(
        'HI*ABK',
        'CR1****A*DH*10~HI*ABK',
      ),
      // Two different supplies under one code, named in the description or in a note.
      'CLM*A1*300***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:E1399:::::TUBING*150*UN*1***1~LX*2~SV1*HC:E1399:::::MASK*150*UN*1***1~',
      'CLM*A1*300***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:A9270*150*UN*1***1~DTP*472*D8*20261005~NTE*ADD*TUBING~LX*2~SV1*HC:A9270*150*UN*1***1~DTP*472*D8*20261005~NTE*ADD*MASK~',
      // Periods that begin on one day, and the lines of a stay, of which nobody knows the day.
      'CLM*A1*300***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~DTP*472*RD8*20261005-20261006~LX*2~SV1*HC:99213*150*UN*1***1~DTP*472*RD8*20261005-20261005~',
      'CLM*A1*300***11:A:1**A*Y*Y~DTP*434*RD8*20261001-20261005~DTP*435*DT*202610010900~DTP*096*TM*1400~CL1*3*1*01~HI*ABK:J4550~HI*ABJ:J4550~LX*1~SV2*0301*HC:80053*150*UN*1~LX*2~SV2*0301*HC:80053*150*UN*1~',
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
      // The second line only names the provider of the claim again, by an NPI that the first one has too.
      {
        text: TWICE('HC:27130:80', 'NM1*82*1*TESTER*DOC****XX*1987654328~', 'NM1*82*1*TESTER*DOC****XX*1987654328~'),
        message: 'duplicate',
        at: 'SV1',
      },
    ],
  },
  claim(claim, report) {
    const { lines } = claim;
    if (lines.length < 2 || !hasAlike(lines)) return;
    const details = detailsOf(claim);
    const known = new Map<string, ServiceLine>();
    for (const [k, line] of lines.entries()) {
      const detail = details[k];
      if (detail === undefined || !counts(line)) continue;
      const key = `${keyOf(line)}\n${detail}`;
      const earlier = known.get(key);
      if (earlier)
        report(
          'duplicate',
          line.service.at(),
          {
            earlier: earlier.number,
            ...from(line.service, { procedure: PROCEDURE.test(line.procedure) ? line.procedure : 'no code' }),
          },
          { related: [earlier.service.at()] },
        );
      else known.set(key, line);
    }
  },
});
