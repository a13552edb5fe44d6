import type { ClaimView, RawPart } from '../claims/views.ts';
import type { Finding, Severity } from '../model/finding.ts';

/** Rules whose faults go away because envelope and levels are written anew. Messages of x12/isa: only wrong widths are mended. */
const MENDED: Readonly<Record<string, readonly string[] | 'all'>> = {
  'x12/count': 'all',
  'x12/control-number': 'all',
  'x12/junk': 'all',
  'x12/hierarchy': 'all',
  'x12/isa': ['width', 'dots'],
};

/** Whether writing the file anew mends a finding. */
export function isMended(finding: Finding): boolean {
  const messages = MENDED[finding.rule];
  return messages === 'all' || (messages?.includes(finding.messageId) ?? false);
}

/** Which claims are held: those with a finding of these rules, or with an error. */
export interface HoldWhen {
  /** Ids of rules; none for every error. */
  readonly rules: readonly string[];
}

const PARENTS = ['header', 'billing', 'subscriber', 'patient'] as const;

/** Says what holds a claim: a finding in the claim itself, or in anything that it stands under. */
export class HoldIndex {
  readonly #offsets: Float64Array;
  readonly #rules: readonly string[];

  /** `findings` of one file, in order. */
  constructor(findings: readonly Finding[], when: HoldWhen) {
    const holding = findings.filter((finding) =>
      when.rules.length > 0
        ? when.rules.includes(finding.rule)
        : finding.severity === ('error' satisfies Severity) && !isMended(finding),
    );
    this.#offsets = Float64Array.from(holding, (finding) => finding.place.byteOffset);
    this.#rules = holding.map((finding) => finding.rule);
  }

  /** Rules that hold the claim, each once, in order; none for a good claim. */
  rulesFor(claim: ClaimView): string[] {
    if (this.#offsets.length === 0) return [];
    const found = new Set<string>();
    for (const segment of [claim.envelope.isa, claim.envelope.gs]) {
      const place = segment?.at();
      if (place) this.#within(place.byteOffset, place.byteLength, found);
    }
    for (const part of PARENTS) this.#part(claim.raw(part), found);
    this.#part(claim.raw('claim'), found);
    return [...found].sort();
  }

  #part(part: RawPart | undefined, found: Set<string>): void {
    if (part) this.#within(part.offset, part.length, found);
  }

  #within(from: number, length: number, found: Set<string>): void {
    const offsets = this.#offsets;
    let low = 0;
    let high = offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (offsets[middle]! < from) low = middle + 1;
      else high = middle;
    }
    for (; low < offsets.length && offsets[low]! < from + length; low++) found.add(this.#rules[low]!);
  }
}
