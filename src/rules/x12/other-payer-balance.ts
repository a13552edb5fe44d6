import type { Segment } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { dollars } from '../words.ts';

/** An amount in cents; NaN when it is none, which x12/element-type says. */
const centsOf = (segment: Segment, element: number) => Math.round(Number(segment.text(element).trim() || Number.NaN) * 100);

/** The amounts of a CAS: CAS03, CAS06 … CAS18. */
function adjusted(cas: Segment): number {
  let sum = 0;
  for (let element = 3; element <= Math.min(cas.size, 18); element += 3) {
    if (cas.text(element).trim() !== '') sum += centsOf(cas, element);
  }
  return sum;
}

/** What another payer did with the claim, in cents. */
interface Payer {
  id: string;
  /** AMT*D; undefined where the payer told none. */
  paid: number | undefined;
  place: Segment;
  adjustments: number;
}

const HEAD =
  'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~SBR*P*18*******CI~CAS*PR*1*20~AMT*D*80~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M1~NM1*PR*2*PAYER TWO*****PI*77777~';
const BY_LINE = HEAD.replace('CAS*PR*1*20~', '');
const LINE = 'LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';

export default defineRule({
  id: 'x12/other-payer-balance',
  severity: 'error',
  docs: {
    what: 'Where another payer told what it paid (AMT*D of 2320), that and its adjustments (CAS) make up the charge of the claim; what it paid for a line (SVD02) and the adjustments of the line make up the charge of the line.',
    why: 'The next payer works out its share from these figures. Where they do not add up, the claim comes back.',
    fix: 'Take over the amounts of the other payer as its remittance gives them.',
    source: '005010X222A1 and 005010X223A2, loops 2320 and 2430, balancing of coordination of benefits',
  },
  ack: { segment: 'I6' },
  messages: {
    claim: 'CLM02 is {charge}, but the other payer paid {paid} and adjusted {adjusted}, which is {sum}',
    line: 'The line charges {charge}, but the other payer paid {paid} and adjusted {adjusted} of it, which is {sum}',
  },
  examples: {
    good: [
      `${HEAD}${LINE}`,
      `${BY_LINE}${LINE}SVD*77777*80*HC:99213**1~CAS*PR*1*20~DTP*573*D8*20261020~`,
      `${BY_LINE}${LINE}SVD*77777*80*HC:99213**1~CAS*PR*1*10**2*10~DTP*573*D8*20261020~`,
      // A payer that has not told what it paid has nothing to add up.
      `${HEAD.replace('CAS*PR*1*20~AMT*D*80~', '')}${LINE}`,
    ],
    bad: [
      `${HEAD.replace('AMT*D*80', 'AMT*D*70')}${LINE}`,
      `${BY_LINE.replace('AMT*D*80', 'AMT*D*75')}${LINE}SVD*77777*80*HC:99213**1~CAS*PR*1*20~DTP*573*D8*20261020~`,
      `${HEAD.replace('CAS*PR*1*20~AMT*D*80', 'CAS*PR*1*10~AMT*D*80')}${LINE}SVD*77777*80*HC:99213**1~CAS*PR*1*10~DTP*573*D8*20261020~`,
    ],
  },
  claim(claim, report) {
    if (claim.otherPayers.length === 0) return;
    // What does not add up by itself cannot add up with what a payer did; claim/balance says so.
    if (claim.charge !== claim.lines.reduce((sum, line) => sum + line.charge, 0)) return;
    const payers: Payer[] = [];
    const adjudications: { svd: Segment; charge: number; paid: number; adjusted: number }[] = [];
    let charge = Number.NaN;
    for (const segment of claim.all) {
      const { id, loop } = segment;
      const payer = payers.at(-1);
      const adjudication = adjudications.at(-1);
      if (id === 'SBR' && loop === '2320') payers.push({ id: '', paid: undefined, place: segment, adjustments: 0 });
      else if (id === 'SV1') charge = centsOf(segment, 2);
      else if (id === 'SV2') charge = centsOf(segment, 3);
      else if (id === 'SVD') adjudications.push({ svd: segment, charge, paid: centsOf(segment, 2), adjusted: 0 });
      else if (id === 'CAS' && loop === '2430' && adjudication) adjudication.adjusted += adjusted(segment);
      else if (!payer) continue;
      else if (id === 'CAS' && loop === '2320') payer.adjustments += adjusted(segment);
      else if (id === 'AMT' && loop === '2320' && segment.text(1) === 'D') {
        payer.paid = centsOf(segment, 2);
        payer.place = segment;
      } else if (id === 'NM1' && loop === '2330B') payer.id = segment.text(9).trim();
    }
    // A line that was bundled with another has its adjustments there.
    const unbundled = adjudications.filter(({ svd }) => svd.text(6).trim() === '');
    const wrong = unbundled.filter((each) => Math.abs(each.charge - each.paid - each.adjusted) > 0);
    for (const each of wrong) {
      const sum = each.paid + each.adjusted;
      const data = {
        charge: dollars(each.charge),
        paid: dollars(each.paid),
        adjusted: dollars(each.adjusted),
        sum: dollars(sum),
      };
      report('line', each.svd.at(2), data);
    }
    for (const { id, paid, place, adjustments } of payers) {
      if (paid === undefined) continue;
      // What is wrong with a line is said there.
      if (wrong.some(({ svd }) => svd.text(1).trim() === id)) continue;
      const own = adjudications.filter(({ svd }) => svd.text(1).trim() === id);
      const all = own.reduce((sum, each) => sum + each.adjusted, adjustments);
      const sum = paid + all;
      if (sum === claim.charge || Number.isNaN(sum) || Number.isNaN(claim.charge)) continue;
      report('claim', place.at(2), {
        charge: dollars(claim.charge),
        paid: dollars(paid),
        adjusted: dollars(all),
        sum: dollars(sum),
      });
    }
  },
});
