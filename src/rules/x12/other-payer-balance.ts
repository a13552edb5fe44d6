import type { Claim, Segment } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { dollars } from '../words.ts';

/** The sum of CAS03, CAS06 … CAS18 in cents; NaN if one is not an amount, which x12/element-type reports. */
function adjusted(cas: Segment): number {
  const last = Math.min(cas.size, 18);
  let sum = 0;
  for (let element = 3; element <= last; element += 3) if (!cas.is(element, '')) sum += cas.cents(element);
  return sum;
}

/** What another payer paid and adjusted for the claim, in cents. */
interface Payer {
  id: string;
  /** AMT*D; undefined if it is missing. */
  paid: number | undefined;
  /** Its AMT*D, or its SBR if that is missing. */
  segment: Segment;
  adjustments: number;
}

/** What another payer paid and adjusted for a line, in cents. */
interface Adjudication {
  readonly svd: Segment;
  readonly charge: number;
  readonly paid: number;
  adjusted: number;
}

const IDS = ['SV1', 'SV2', 'SBR', 'CAS', 'AMT', 'NM1', 'SVD'];
const SV1 = IDS.indexOf('SV1');
const SV2 = IDS.indexOf('SV2');
const SBR = IDS.indexOf('SBR');
const CAS = IDS.indexOf('CAS');
const AMT = IDS.indexOf('AMT');
const NM1 = IDS.indexOf('NM1');

/** Reads what the other payers paid and adjusted. */
function readPayers(claim: Claim): { payers: readonly Payer[]; adjudications: readonly Adjudication[] } {
  const payers: Payer[] = [];
  const adjudications: Adjudication[] = [];
  let charge = Number.NaN;
  claim.each(IDS, (segment, id) => {
    if (id === SV1) charge = segment.cents(2);
    else if (id === SV2) charge = segment.cents(3);
    else if (id === SBR) payers.push({ id: '', paid: undefined, segment: segment.snapshot(), adjustments: 0 });
    else if (id === CAS) {
      const taker = segment.loop === '2430' ? adjudications.at(-1) : undefined;
      if (taker) taker.adjusted += adjusted(segment);
      else if (segment.loop === '2320' && payers.length > 0) payers.at(-1)!.adjustments += adjusted(segment);
    } else if (id === AMT) {
      const payer = payers.at(-1);
      if (!payer || segment.loop !== '2320' || !segment.is(1, 'D')) return;
      payer.paid = segment.cents(2);
      payer.segment = segment.snapshot();
    } else if (id === NM1) {
      if (payers.length > 0 && segment.loop === '2330B') payers.at(-1)!.id = segment.text(9).trim();
    } else adjudications.push({ svd: segment.snapshot(), charge, paid: segment.cents(2), adjusted: 0 });
  });
  return { payers, adjudications };
}

const HEAD =
  'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~SBR*P*18*******CI~CAS*PR*1*20~AMT*D*80~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M1~NM1*PR*2*PAYER TWO*****PI*77777~';
const BY_LINE = HEAD.replace('CAS*PR*1*20~', '');
const LINE = 'LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';

export default defineRule({
  id: 'x12/other-payer-balance',
  severity: 'error',
  docs: {
    what: 'Where a claim reports the payment of another payer (AMT*D of 2320), that and its adjustments (CAS) add up to the charge of the claim; what it paid for a line (SVD02) and the adjustments of the line add up to the charge of the line.',
    why: 'The next payer works out its share from these figures, and rejects the claim if they do not add up.',
    fix: 'Copy the amounts of the other payer from its remittance.',
    source: '005010X222A1 and 005010X223A2, loops 2320 and 2430, balancing of coordination of benefits',
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
    ],
    bad: [
      { text: `${HEAD.replace('AMT*D*80', 'AMT*D*70')}${LINE}`, message: 'claim', at: 'AMT02' },
      {
        text: `${BY_LINE.replace('AMT*D*80', 'AMT*D*75')}${LINE}SVD*77777*80*HC:99213**1~CAS*PR*1*20~DTP*573*D8*20261020~`,
        message: 'claim',
        at: 'AMT02',
      },
      {
        text: `${HEAD.replace('CAS*PR*1*20~AMT*D*80', 'CAS*PR*1*10~AMT*D*80')}${LINE}SVD*77777*80*HC:99213**1~CAS*PR*1*10~DTP*573*D8*20261020~`,
        message: 'line',
        at: 'SVD02',
      },
    ],
  },
  claim(claim, report) {
    if (claim.otherPayers.length === 0) return;
    // If the lines do not add up to the claim, claim/balance reports that, and payments cannot add up either.
    if (claim.charge !== claim.lines.reduce((sum, line) => sum + line.charge, 0)) return;
    const { payers, adjudications } = readPayers(claim);
    // The adjustments of a line that was bundled with another are on that other line.
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
    const payerOf = ({ svd }: Adjudication) => svd.text(1).trim();
    const reported = new Set(wrong.map(payerOf));
    const ofLines = new Map<string, number>();
    for (const each of adjudications) ofLines.set(payerOf(each), (ofLines.get(payerOf(each)) ?? 0) + each.adjusted);
    for (const { id, paid, segment, adjustments } of payers) {
      if (paid === undefined) continue;
      // A wrong line of this payer is already reported, and makes the claim wrong too.
      if (reported.has(id)) continue;
      const all = adjustments + (ofLines.get(id) ?? 0);
      const sum = paid + all;
      if (sum === claim.charge || Number.isNaN(sum) || Number.isNaN(claim.charge)) continue;
      report('claim', segment.at(2), {
        charge: dollars(claim.charge),
        paid: dollars(paid),
        adjusted: dollars(all),
        sum: dollars(sum),
      });
    }
  },
});
