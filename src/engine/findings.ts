import type { ClaimView } from '../claims/claim.ts';
import type { ClaimRef, Finding, Location, Phi, Shown } from '../model/finding.ts';
import { shapeOf } from '../rules/words.ts';
import { fingerprint } from './fingerprint.ts';
import type { RawFinding } from './plan.ts';

/** What is in the place of a claim number may be anything where its segment does not conform: it is shown with the segment only. */
const doubtful = ({ value }: Phi): Phi => ({ phi: 'segment', value, shape: shapeOf(value) });

const NO_FINDINGS: readonly Finding[] = [];

/** What the findings of a file are made with. */
export interface FindingsOptions {
  /** Index of the file in the run. */
  readonly file: number;
  readonly shown: readonly Shown[];
  /** Whether a finding is accepted by a baseline: an observer does not see it. Called once for each. */
  readonly accepts?: ((finding: Finding) => boolean) | undefined;
}

/** The findings of one file, each with the claim that it is about. */
export class Findings {
  readonly #options: FindingsOptions;
  #all: Finding[] = [];
  #claim: ClaimView | undefined;
  #claimRef: ClaimRef | undefined;
  /** First finding of the claim at hand and of what is between it and the claim before it. */
  #claimFrom = 0;
  /** First finding that no observer has seen. */
  #seen = 0;

  constructor(options: FindingsOptions) {
    this.#options = options;
  }

  get all(): readonly Finding[] {
    return this.#all;
  }

  /** Replaces all of them. */
  set all(findings: readonly Finding[]) {
    this.#all = [...findings];
  }

  /** What is added from now on is about this claim. */
  beginClaim(claim: ClaimView): void {
    this.#claim = claim;
  }

  endClaim(): void {
    this.#claim = undefined;
    this.#claimRef = undefined;
    this.#claimFrom = this.#all.length;
  }

  /** Adds a finding. `open` are the control numbers of what is open, for a finding outside of claims. */
  add(raw: RawFinding, open: Pick<ClaimRef, 'interchange' | 'group' | 'transaction'> | undefined): void {
    if (raw.variant !== undefined && this.#isSaid(raw)) return;
    const claim = this.#claim ? this.#refTo(this.#claim) : undefined;
    const { serviceLine } = raw.location;
    this.#all.push({
      ...raw,
      file: this.#options.file,
      ...(claim && { claim }),
      ...(serviceLine !== undefined && { serviceLine }),
      fingerprint: fingerprint(raw, this.#claim?.controlNumbers ?? open),
    });
  }

  /** Whether the rule of a variant spoke of the same element of the claim at hand: two drugs may share an injection. */
  #isSaid({ rule, location }: RawFinding): boolean {
    for (let i = this.#all.length - 1; i >= this.#claimFrom; i--) {
      const other = this.#all[i]!;
      if (other.rule !== rule || other.location.byteOffset !== location.byteOffset) continue;
      if (other.location.element === location.element) return true;
    }
    return false;
  }

  /**
   * Whether one of these rules spoke of the same element in the claim at hand or right above it, or of the missing segment that should
   * have it.
   */
  isCovered(location: Location, rules: readonly string[]): boolean {
    for (let i = this.#all.length - 1; i >= this.#claimFrom; i--) {
      const { rule, location: other, data, claim } = this.#all[i]!;
      if (!rules.includes(rule)) continue;
      // An empty composite is named whole by one, by its first component by the other.
      if (other.element === undefined) {
        // What is missing above the claim is another segment.
        if (!claim) continue;
        const missing = String(data.segment).split('*', 1)[0];
        if (other.serviceLine === location.serviceLine && missing === location.element?.replace(/\d\d(-\d+)?$/, '')) return true;
      } else if (other.byteOffset === location.byteOffset && other.element.slice(0, 5) === location.element?.slice(0, 5))
        return true;
    }
    return false;
  }

  /** Findings that no observer has seen, without those that are accepted. */
  takeNew(): readonly Finding[] {
    if (this.#seen === this.#all.length) return NO_FINDINGS;
    const findings = this.#all.slice(this.#seen);
    this.#seen = this.#all.length;
    const { accepts } = this.#options;
    return accepts ? findings.filter((finding) => !accepts(finding)) : findings;
  }

  /** Gives all findings away and begins anew. Between claims only. */
  takeAll(): readonly Finding[] {
    const all = this.#all;
    this.#all = [];
    this.#claimFrom = 0;
    return all;
  }

  #refTo(claim: ClaimView): ClaimRef {
    if (this.#claimRef) return this.#claimRef;
    const { shown } = this.#options;
    const dos = claim.lines[0]?.date ?? claim.statementFrom;
    this.#claimRef = {
      ...claim.set.shownNumbers,
      ordinal: claim.ordinal,
      ...(shown.includes('pcn') && { id: claim.clm.isSound ? claim.id : doubtful(claim.id) }),
      ...(shown.includes('dos') && dos !== undefined && { dos: { phi: 'dos' as const, value: String(dos) } }),
      ...(claim.shownPayerId && { payer: claim.shownPayerId }),
    };
    return this.#claimRef;
  }
}
