import type { Claim, Segment } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { dollars, from } from '../words.ts';

/** The sum of CAS03, CAS06 … CAS18 in cents; NaN if one is not an amount, which x12/element-type reports. */
function adjusted(cas: Segment): number {
  const last = Math.min(cas.size, 18);
  let sum = 0;
  for (let element = 3; element <= last; element += 3) if (!cas.is(element, '')) sum += cas.cents(element);
  return sum;
}

/** What another payer paid and adjusted for the claim, in cents. */
interface Payer {
  /** The AMT and CAS that its figures come from. */
  readonly origins: Segment[];
  id: string;
  /** AMT*D; undefined if it is missing. */
  paid: number | undefined;
  /** Its AMT*D, or its SBR if that is missing. */
  segment: Segment;
  adjustments: number;
}

/** What another payer paid and adjusted for a line, in cents. */
interface Adjudication {
  /** The SV1 or SV2, SVD and CAS that its figures come from. */
  readonly origins: Segment[];
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
  let service: Segment | undefined;
  claim.each(IDS, (segment, id) => {
    if (id === SV1 || id === SV2) {
      service = segment.snapshot();
      charge = segment.cents(id === SV1 ? 2 : 3);
    } else if (id === SBR) payers.push({ id: '', paid: undefined, segment: segment.snapshot(), adjustments: 0, origins: [] });
    else if (id === CAS) {
      const line = segment.loop === '2430' ? adjudications.at(-1) : undefined;
      const payer = segment.loop === '2320' ? payers.at(-1) : undefined;
      if (line) line.adjusted += adjusted(segment);
      else if (payer) payer.adjustments += adjusted(segment);
      (line ?? payer)?.origins.push(segment.snapshot());
    } else if (id === AMT) {
      const payer = payers.at(-1);
      if (!payer || segment.loop !== '2320' || !segment.is(1, 'D')) return;
      payer.paid = segment.cents(2);
      payer.segment = segment.snapshot();
      payer.origins.push(payer.segment);
    } else if (id === NM1) {
      if (payers.length > 0 && segment.loop === '2330B') payers.at(-1)!.id = segment.text(9).trim();
    } else {
      const svd = segment.snapshot();
      adjudications.push({ svd, charge, paid: segment.cents(2), adjusted: 0, origins: service ? [service, svd] : [svd] });
    }
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
      report(
        'line',
        each.svd.at(2),
        from(each.origins, {
          charge: dollars(each.charge),
          paid: dollars(each.paid),
          adjusted: dollars(each.adjusted),
          sum: dollars(sum),
        }),
      );
    }
    for (const { id, paid, segment, adjustments, origins } of payers) {
      if (paid === undefined) continue;
      // A wrong line of this payer is already reported, and makes the claim wrong too.
      if (wrong.some(({ svd }) => svd.text(1).trim() === id)) continue;
      const own = adjudications.filter(({ svd }) => svd.text(1).trim() === id);
      const all = own.reduce((sum, each) => sum + each.adjusted, adjustments);
      const sum = paid + all;
      if (sum === claim.charge || Number.isNaN(sum) || Number.isNaN(claim.charge)) continue;
      report('claim', segment.at(2), {
        ...from(claim.clm, { charge: dollars(claim.charge) }),
        ...from([...origins, ...own.flatMap((each) => each.origins)], {
          paid: dollars(paid),
          adjusted: dollars(all),
          sum: dollars(sum),
        }),
      });
    }
  },
});
