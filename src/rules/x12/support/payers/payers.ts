import type { Claim, Segment } from '../../../../model/claim.ts';

/** A claim of another payer: loop 2320 with its 2330. */
export interface OtherPayer {
  readonly sbr: Segment;
  /** NM1 of 2330B. */
  name: Segment | undefined;
  /** NM109 of 2330B; '' if it is missing. */
  id: string;
  /** Another payer of the claim has the same id: nobody can tell which of them an SVD01 names. */
  isAmbiguous: boolean;
  /** CAS of 2320. */
  readonly adjustments: Segment[];
  /** AMT*D of 2320: what it paid. */
  paid: Segment | undefined;
  /** AMT*A8 of 2320: nothing of the claim is covered. */
  nonCovered: Segment | undefined;
  /** AMT*EAF of 2320: what is left to the patient. */
  liability: Segment | undefined;
  /** DTP*573 of 2330B. */
  date: Segment | undefined;
  /** MIA and MOA of 2320. */
  readonly remarks: Segment[];
  /** Its loops 2430, of all lines. */
  readonly adjudications: Adjudication[];
}

/** A service line, as far as its adjudications concern it. */
export interface AdjudicatedLine {
  /** Index in the claim, from 0. */
  readonly index: number;
  /** LX01. */
  readonly number: string;
  /** SV102 or SV203 in cents; NaN if it is missing or no amount. */
  charge: number;
  /** Its SV1 or SV2. */
  service: Segment | undefined;
}

/** What a payer did with a line, loop 2430. */
export interface Adjudication {
  readonly svd: Segment;
  readonly line: AdjudicatedLine;
  /** The payer that SVD01 names; undefined if the claim has none of that id, or two. */
  payer: OtherPayer | undefined;
  readonly adjustments: Segment[];
  date: Segment | undefined;
  liability: Segment | undefined;
}

/** All payers of a claim but the one that it is sent to, and what they did. */
export interface Payers {
  readonly claim: Claim;
  readonly others: readonly OtherPayer[];
  readonly adjudications: readonly Adjudication[];
  readonly lines: readonly AdjudicatedLine[];
  /** Each other payer has an id, which no other has: what is joined by it can be judged. */
  readonly areNamed: boolean;
}

const IDS = ['SV1', 'SV2', 'LX', 'SBR', 'CAS', 'AMT', 'NM1@2330B', 'DTP@2330B,2430', 'MIA', 'MOA', 'SVD'];
const [SV1, SV2, LX, SBR, CAS, AMT, NM1, DTP, MIA, MOA] = IDS.map((_, k) => k);

const keyOf = (segment: Segment, element: number) => segment.text(element).trim().toUpperCase();

const lineOf = (index: number, number: string): AdjudicatedLine => ({ index, number, charge: Number.NaN, service: undefined });

/** Takes the SV1 or SV2 of a line. A line whose LX is missing begins with it. */
function takeService({ lines: all }: Claim, lines: AdjudicatedLine[], sv: Segment, charge: number): void {
  const { position } = sv.at();
  const open = lines.at(-1);
  if (!open || (open.service && all.some(({ service }) => service.at().position === position)))
    lines.push(lineOf(lines.length, String(lines.length + 1)));
  const line = lines.at(-1)!;
  line.charge = sv.cents(charge);
  line.service = sv.snapshot();
}

/** Reads what a claim says about its other payers, in one walk. */
export function readPayers(claim: Claim): Payers {
  const others: OtherPayer[] = [];
  const adjudications: Adjudication[] = [];
  const lines: AdjudicatedLine[] = [];
  claim.each(IDS, (segment, id) => {
    const payer = others.at(-1);
    const line = lines.at(-1);
    const adjudication = segment.loop === '2430' ? adjudications.at(-1) : undefined;
    switch (id) {
      case LX:
        lines.push(lineOf(lines.length, segment.text(1).trim()));
        return;
      case SV1:
      case SV2:
        takeService(claim, lines, segment, id === SV1 ? 2 : 3);
        return;
      case SBR:
        others.push(otherPayer(segment.snapshot()));
        return;
      case CAS:
        if (adjudication) adjudication.adjustments.push(segment.snapshot());
        else if (segment.loop === '2320') payer?.adjustments.push(segment.snapshot());
        return;
      case AMT:
        if (adjudication) adjudication.liability = segment.is(1, 'EAF') ? segment.snapshot() : adjudication.liability;
        else if (payer && segment.loop === '2320') takeAmount(payer, segment);
        return;
      case NM1:
        if (!payer) return;
        payer.name ??= segment.snapshot();
        payer.id ||= keyOf(segment, 9);
        return;
      case DTP:
        if (!segment.is(1, '573')) return;
        if (adjudication) adjudication.date ??= segment.snapshot();
        else if (payer) payer.date ??= segment.snapshot();
        return;
      case MIA:
      case MOA:
        payer?.remarks.push(segment.snapshot());
        return;
      default:
        if (line)
          adjudications.push({
            svd: segment.snapshot(),
            line,
            payer: undefined,
            adjustments: [],
            date: undefined,
            liability: undefined,
          });
    }
  });
  return joined({ claim, others, adjudications, lines });
}

const otherPayer = (sbr: Segment): OtherPayer => ({
  sbr,
  name: undefined,
  id: '',
  isAmbiguous: false,
  adjustments: [],
  paid: undefined,
  nonCovered: undefined,
  liability: undefined,
  date: undefined,
  remarks: [],
  adjudications: [],
});

function takeAmount(payer: OtherPayer, amount: Segment): void {
  if (amount.is(1, 'D')) payer.paid ??= amount.snapshot();
  else if (amount.is(1, 'A8')) payer.nonCovered ??= amount.snapshot();
  else if (amount.is(1, 'EAF')) payer.liability ??= amount.snapshot();
}

/** Gives each payer its lines. */
function joined(payers: Omit<Payers, 'areNamed'>): Payers {
  const { others, adjudications } = payers;
  for (const payer of others) payer.isAmbiguous = others.some((other) => other !== payer && other.id === payer.id);
  for (const adjudication of adjudications) {
    const id = keyOf(adjudication.svd, 1);
    adjudication.payer = others.find((payer) => payer.id === id && id !== '' && !payer.isAmbiguous);
    adjudication.payer?.adjudications.push(adjudication);
  }
  return { ...payers, areNamed: others.every(({ id, isAmbiguous }) => id !== '' && !isAmbiguous) };
}

/** The amounts of a CAS: CAS03, CAS06 … CAS18, each with its number. */
export function amountsOf(cas: Segment): { readonly element: number; readonly cents: number }[] {
  const amounts = [];
  const last = Math.min(cas.size, 18);
  for (let element = 3; element <= last; element += 3)
    if (!cas.is(element, '')) amounts.push({ element, cents: cas.cents(element) });
  return amounts;
}

/** The sum of adjustments in cents; NaN if one is not an amount, which x12/element-type reports. */
export function adjusted(adjustments: readonly Segment[]): number {
  let sum = 0;
  for (const cas of adjustments) for (const { cents } of amountsOf(cas)) sum += cents;
  return sum;
}
