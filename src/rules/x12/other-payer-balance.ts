import type { Adjudication, JudgedPayer } from '../../model/claim.ts';
import { subscriber } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { dollars } from '../words.ts';

/** What one payer paid for and adjusted of one line, in cents: the sum of all its loops 2430, since it may have split the line. */
interface LineSum {
  readonly all: readonly Adjudication[];
  readonly paid: number;
  readonly adjusted: number;
}

/** Whether another line took in this one: then its adjustments are on that line. */
const isBundled = ({ svd, line }: Adjudication) => !svd.is(6, '') && !['', String(line.number)].includes(svd.text(6).trim());

/** The lines whose sums are not their charges. */
function wrongLines(adjudications: readonly Adjudication[]): LineSum[] {
  const wrong: LineSum[] = [];
  for (let from = 0, to = 0; from < adjudications.length; from = to) {
    const { line } = adjudications[from]!;
    while (to < adjudications.length && adjudications[to]!.line === line) to++;
    // Most lines have one loop 2430, and most are right.
    const first = adjudications[from]!;
    if (to === from + 1 && Math.abs(line.charge - first.paid - first.adjusted) === 0) continue;
    for (const all of byPayer(adjudications.slice(from, to))) {
      if (all.some(isBundled)) continue;
      const paid = all.reduce((sum, each) => sum + each.paid, 0);
      const adjusted = all.reduce((sum, each) => sum + each.adjusted, 0);
      if (Math.abs(line.charge - paid - adjusted) > 0) wrong.push({ all, paid, adjusted });
    }
  }
  return wrong;
}

/** The loops 2430 of one line by payer, without those of an unknown one. */
function byPayer(adjudications: readonly Adjudication[]): Iterable<readonly Adjudication[]> {
  const groups = new Map<JudgedPayer, Adjudication[]>();
  for (const each of adjudications) {
    if (!each.payer) continue;
    const group = groups.get(each.payer);
    if (group) group.push(each);
    else groups.set(each.payer, [each]);
  }
  return groups.values();
}

const HEAD = `${subscriber()}CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~SBR*P*18*******CI~CAS*PR*1*20~AMT*D*80~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M1~NM1*PR*2*PAYER TWO*****PI*77777~DTP*573*D8*20261020~`;
const BY_LINE = HEAD.replace('CAS*PR*1*20~', '').replace('DTP*573*D8*20261020~', '');
const LINE = 'LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';

export default defineRule({
  id: 'x12/other-payer-balance',
  severity: 'error',
  docs: {
    what: 'Where a claim reports the payment of another payer (AMT*D of 2320), that and its adjustments (CAS) add up to the charge of the claim; what it paid for a line (SVD02) and the adjustments of the line, in all its loops 2430 together, add up to the charge of the line.',
    why: 'The next payer works out its share from these figures, and rejects the claim if they do not add up.',
    fix: 'Copy the amounts of the other payer from its remittance.',
    source:
      '005010X222A1 and 005010X223A2, loops 2320 and 2430, balancing of coordination of benefits; X12 requests for interpretation 1551, 1555 and 1747 (a line that the payer split)',
  },
  ack: { segment: 'I6' },
  messages: {
    claim: 'CLM02 is {charge}, but the other payer paid {paid} and adjusted {adjusted}, which adds up to {sum}',
    line: 'The line charge is {charge}, but the other payer paid {paid} and adjusted {adjusted} of it, which adds up to {sum}',
  },
  examples: {
    good: [
      `${HEAD}${LINE}`,
      `${BY_LINE}${LINE}SVD*77777*80*HC:99213**1~CAS*PR*1*20~DTP*573*D8*20261020~`,
      `${BY_LINE}${LINE}SVD*77777*80*HC:99213**1~CAS*PR*1*10**2*10~DTP*573*D8*20261020~`,
      // Without AMT*D there is nothing to add up.
      `${HEAD.replace('CAS*PR*1*20~AMT*D*80~', '')}${LINE}`,
      // The payer split the line in two; the second example says so in SVD06.
      `${BY_LINE}${LINE}SVD*77777*50*HC:80053**1~CAS*PR*1*15~DTP*573*D8*20261020~SVD*77777*30*HC:85025**1~CAS*CO*45*5~DTP*573*D8*20261020~`,
      `${BY_LINE}${LINE}SVD*77777*80*HC:99213**1*1~CAS*PR*1*10~DTP*573*D8*20261020~SVD*77777*0*HC:99213**1*1~CAS*CO*50*10~DTP*573*D8*20261020~`,
    ],
    bad: [
      { text: `${HEAD.replace('AMT*D*80', 'AMT*D*70')}${LINE}`, message: 'claim', at: 'AMT02' },
      {
        text: `${BY_LINE.replace('AMT*D*80', 'AMT*D*75')}${LINE}SVD*77777*80*HC:99213**1~CAS*PR*1*20~DTP*573*D8*20261020~`,
        message: 'claim',
        at: 'AMT02',
      },
      {
        text: `${HEAD.replace('CAS*PR*1*20~AMT*D*80', 'CAS*PR*1*10~AMT*D*80').replace('DTP*573*D8*20261020~', '')}${LINE}SVD*77777*80*HC:99213**1~CAS*PR*1*10~DTP*573*D8*20261020~`,
        message: 'line',
        at: 'SVD02',
      },
      {
        text: `${BY_LINE}${LINE}SVD*77777*50*HC:80053**1~CAS*PR*1*15~DTP*573*D8*20261020~SVD*77777*30*HC:85025**1~CAS*CO*45*10~DTP*573*D8*20261020~`,
        message: 'line',
        at: 'SVD02',
      },
    ],
  },
  claim(claim, report) {
    if (claim.payers.others.length === 0) return;
    // If the lines do not add up to the claim, claim/balance reports that, and payments cannot add up either.
    if (claim.charge !== claim.lines.reduce((sum, line) => sum + line.charge, 0)) return;
    const { others, adjudications, areNamed } = claim.payers;
    // Where an id is missing, or given to two payers, it is not known whose lines are whose.
    if (!areNamed) return;
    const wrong = wrongLines(adjudications);
    for (const { all, paid, adjusted } of wrong) {
      const [first, ...more] = all;
      const data = {
        charge: dollars(first!.line.charge),
        paid: dollars(paid),
        adjusted: dollars(adjusted),
        sum: dollars(paid + adjusted),
      };
      const related = more.map(({ svd }) => svd.at(2));
      report('line', first!.svd.at(2), data, related.length > 0 ? { related } : {});
    }
    // An SVD01 that names nobody may be any payer's: x12/other-payer says so.
    if (adjudications.some(({ payer }) => !payer)) return;
    const reported = new Set(wrong.map(({ all }) => all[0]!.payer));
    for (const payer of others) {
      // A wrong line of this payer is already reported, and makes the claim wrong too.
      if (!payer.paid || reported.has(payer)) continue;
      const paid = payer.paid.cents(2);
      const all = payer.adjudications.reduce((sum, each) => sum + each.adjusted, payer.adjusted);
      const sum = paid + all;
      if (sum === claim.charge || Number.isNaN(sum) || Number.isNaN(claim.charge)) continue;
      report('claim', payer.paid.at(2), {
        charge: dollars(claim.charge),
        paid: dollars(paid),
        adjusted: dollars(all),
        sum: dollars(sum),
      });
    }
  },
});
