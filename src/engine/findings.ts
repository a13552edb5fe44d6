import type { ClaimView } from '../claims/claim.ts';
import type { ClaimRef, Finding, Location, Phi, Shown } from '../model/finding.ts';
import type { Outline } from '../reader/outline.ts';
import { shapeOf } from '../rules/words.ts';
import { affectsClaim, ownClaim, type Pending, resolved } from './affects.ts';
import { fingerprint } from './fingerprint.ts';
import type { RawFinding } from './plan.ts';

/** How far a file was read: what is where, and how many claims were in it, the one at hand included. */
export interface ReadSoFar {
  readonly outline: Outline;
  readonly claims: number;
}

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

/** An element of a segment, without its component. */
const elementKey = (byteOffset: number, element: string) => `${byteOffset} ${element.slice(0, 5)}`;

/** A segment that is missing, of a line or of the claim. */
const missingKey = (line: number | undefined, segment: string) => `${line ?? ''} ${segment}`;

/** The findings of one file, each with the claim that it is about. */
export class Findings {
  readonly #options: FindingsOptions;
  #all: Finding[] = [];
  #claim: ClaimView | undefined;
  #claimRef: ClaimRef | undefined;
  /** Rules by the element that they spoke of, in the claim at hand and between it and the claim before it; see `isCovered`. */
  readonly #rulesAt = new Map<string, string[]>();
  /** First finding that is not in `#rulesAt`. */
  #indexed = 0;
  /** First finding that no observer has seen. */
  #seen = 0;
  /** Findings that an observer has seen, and that may affect later claims. */
  #lasting: Finding[] = [];

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
    this.#rulesAt.clear();
    this.#indexed = this.#all.length;
  }

  /** Adds a finding. `open` are the control numbers of what is open, for a finding outside of claims. */
  add(raw: RawFinding, open: Pick<ClaimRef, 'interchange' | 'group' | 'transaction'> | undefined): void {
    if (raw.variant !== undefined && this.#isSaid(raw)) return;
    const claim = this.#claim ? this.#refTo(this.#claim) : undefined;
    const { acts, places, ...rest } = raw;
    const { serviceLine } = raw.location;
    const affects = this.#claim && !places && ownClaim(acts, raw.location, this.#claim.offsetOf('claim'));
    const finding: Finding = {
      ...rest,
      file: this.#options.file,
      ...(claim && { claim }),
      ...(serviceLine !== undefined && { serviceLine }),
      ...(affects && { affects }),
      fingerprint: fingerprint(raw, this.#claim?.controlNumbers ?? open),
    };
    const pending: Pending | undefined = affects ? undefined : { ...finding, acts, ...(places && { places }) };
    this.#all.push(pending ?? finding);
  }

  /** Whether the rule of a variant spoke of the same element of the claim at hand: two drugs may share an injection. */
  #isSaid({ rule, location: { byteOffset, element = '' } }: RawFinding): boolean {
    this.#indexNew();
    return this.#rulesAt.get(elementKey(byteOffset, element))?.includes(rule) === true;
  }

  /**
   * Whether one of these rules spoke of the same element in the claim at hand or right above it, or of the missing segment that should
   * have it.
   */
  isCovered(location: Location, rules: readonly string[]): boolean {
    const { element, byteOffset, serviceLine } = location;
    if (element === undefined) return false;
    this.#indexNew();
    const isAmong = (key: string) => this.#rulesAt.get(key)?.some((rule) => rules.includes(rule)) === true;
    return isAmong(elementKey(byteOffset, element)) || isAmong(missingKey(serviceLine, element.replace(/\d\d(-\d+)?$/, '')));
  }

  /** Takes the findings that came since it was last called into the index. */
  #indexNew(): void {
    for (; this.#indexed < this.#all.length; this.#indexed++) {
      const { rule, location, data, claim } = this.#all[this.#indexed]!;
      // An empty composite is named whole by one rule, by its first component by another.
      this.#note(elementKey(location.byteOffset, location.element ?? ''), rule);
      // What is missing above the claim is another segment.
      if (location.element === undefined && claim)
        this.#note(missingKey(location.serviceLine, String(data.segment).split('*', 1)[0]!), rule);
    }
  }

  #note(key: string, rule: string): void {
    const rules = this.#rulesAt.get(key);
    if (!rules) this.#rulesAt.set(key, [rule]);
    else if (!rules.includes(rule)) rules.push(rule);
  }

  /** Findings that no observer has seen, without those that are accepted. */
  takeNew({ outline, claims }: ReadSoFar): readonly Finding[] {
    if (this.#seen === this.#all.length) return NO_FINDINGS;
    const all = this.#all.slice(this.#seen);
    this.#seen = this.#all.length;
    const { accepts } = this.#options;
    const findings = accepts ? all.filter((finding) => !accepts(finding)) : all;
    for (const finding of findings) if ('acts' in finding) this.#lasting.push(finding);
    return findings.map((finding) => resolved(finding, outline, claims));
  }

  /** Those that an observer has seen before the claim at hand, which they affect. */
  lasting({ outline, claims }: ReadSoFar): readonly Finding[] {
    if (this.#lasting.length === 0) return NO_FINDINGS;
    // A part of the file in which the claim is not has ended.
    this.#lasting = this.#lasting.filter((finding) => affectsClaim(resolved(finding, outline, claims), claims));
    return this.#lasting.map((finding) => resolved(finding, outline, claims));
  }

  /** Gives all findings away and begins anew. Between claims only. */
  takeAll(): readonly Finding[] {
    const all = this.#all;
    this.#all = [];
    this.#rulesAt.clear();
    this.#indexed = 0;
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
