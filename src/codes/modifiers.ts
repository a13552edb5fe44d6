/** Two modifiers that cannot both be true of one line. */
export interface ExclusivePair {
  readonly pair: readonly [string, string];
  /** What they say, as in "JG and TB exclude each other: …". */
  readonly why: string;
  readonly source: string;
}

/** Pairs of modifiers that exclude each other. HCPCS Level II modifiers, 2026. */
export const EXCLUSIVE_PAIRS: readonly ExclusivePair[] = [
  {
    pair: ['JG', 'TB'],
    why: 'the kind of the 340B hospital decides which of them it bills',
    source: 'CMS, Billing 340B modifiers under the hospital outpatient prospective payment system',
  },
  {
    pair: ['JW', 'JZ'],
    why: 'the one says that drug was discarded, the other that none was',
    source: 'CMS, Discarded Drugs and Biologicals: JW and JZ modifier policy and FAQ',
  },
];

/** A pair that a line has both modifiers of, in the order of the line. */
export interface FoundPair {
  readonly one: string;
  readonly other: string;
  readonly why: string;
}

const NO_PAIRS: readonly FoundPair[] = [];

/** The pairs that a line has both modifiers of. */
export function exclusivePairs(modifiers: readonly string[]): readonly FoundPair[] {
  if (modifiers.length < 2) return NO_PAIRS;
  return EXCLUSIVE_PAIRS.flatMap(({ pair: [a, b], why }) => {
    const [i, k] = [modifiers.indexOf(a), modifiers.indexOf(b)];
    if (i < 0 || k < 0) return NO_PAIRS;
    return i < k ? [{ one: a, other: b, why }] : [{ one: b, other: a, why }];
  });
}
