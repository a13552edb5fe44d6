import type { ClaimView } from '../claims/claim.ts';
import type { RawPart } from '../claims/raw.ts';
import type { Finding, Location, Severity } from '../model/finding.ts';

/** Rules whose faults disappear because envelope and levels are written new. Of x12/isa, only wrong widths are repaired. */
const MENDED: Readonly<Record<string, readonly string[] | 'all'>> = {
  'x12/count': 'all',
  'x12/control-number': 'all',
  'x12/junk': 'all',
  'x12/hierarchy': 'all',
  'x12/isa': ['width', 'dots'],
};

/** Whether a finding disappears because envelope and levels are written new. */
export function isMended(finding: Finding): boolean {
  const messages = MENDED[finding.rule];
  return messages === 'all' || (messages?.includes(finding.messageId) ?? false);
}

/** Which claims are held: those with a finding of these rules, or with an error. */
export interface HoldWhen {
  /** Ids of rules; if empty, every error holds. */
  readonly rules: readonly string[];
}

/** Whether a finding holds the claims that it concerns. */
export function holds(finding: Finding, { rules }: HoldWhen): boolean {
  if (rules.length > 0) return rules.includes(finding.rule);
  return finding.severity === ('error' satisfies Severity) && !isMended(finding);
}

const PARENTS = ['header', 'billing', 'subscriber', 'patient'] as const;

const NONE: readonly string[] = [];

const inside = (finding: Finding, range: Pick<Location, 'byteOffset' | 'byteLength'> | undefined) =>
  range !== undefined &&
  finding.location.byteOffset >= range.byteOffset &&
  finding.location.byteOffset < range.byteOffset + range.byteLength;

const rangeOf = (part: RawPart | undefined) => part && { byteOffset: part.offset, byteLength: part.length };

/**
 * Finds the rules that hold a claim: those with a finding in the claim itself, or in a header or level above it. Takes findings and
 * claims in the order of the lint, and keeps only findings that may hold a later claim.
 */
export class Hold {
  readonly #when: HoldWhen;
  #findings: Finding[] = [];
  /** Offset in the file where the last claim passed to `rulesFor` ends. */
  #lastClaimEnd = -1;
  /** Number of findings taken that hold claims. */
  #taken = 0;

  constructor(when: HoldWhen) {
    this.#when = when;
  }

  /** Takes a finding. False if it comes too late: `rulesFor` was called before for a claim that it may hold. */
  take(finding: Finding): boolean {
    if (!holds(finding, this.#when)) return true;
    this.#taken++;
    if (finding.location.byteOffset < this.#lastClaimEnd) return false;
    this.#findings.push(finding);
    return true;
  }

  /** Rules that hold the claim (`part`: its bytes), each once, sorted; empty for a good claim. */
  rulesFor(claim: ClaimView, part: RawPart): readonly string[] {
    const end = part.offset + part.length;
    this.#lastClaimEnd = end;
    if (this.#findings.length === 0) return NONE;
    const above = [claim.set.headers.isa?.at(), claim.set.headers.gs?.at(), ...PARENTS.map((part) => rangeOf(claim.raw(part)))];
    const found = new Set<string>();
    this.#findings = this.#findings.filter((finding) => {
      const { byteOffset } = finding.location;
      if (byteOffset >= end) return true;
      const isAbove = above.some((range) => inside(finding, range));
      if (isAbove || byteOffset >= part.offset) found.add(finding.rule);
      return isAbove;
    });
    return found.size > 0 ? [...found].sort() : NONE;
  }

  /** Whether every finding of the file that holds one of the claims was taken before `rulesFor` was called for that claim. */
  isComplete(findings: readonly Finding[]): boolean {
    const later = this.#findings.filter(({ location }) => location.byteOffset >= this.#lastClaimEnd).length;
    let before = 0;
    for (const finding of findings) if (finding.location.byteOffset < this.#lastClaimEnd && holds(finding, this.#when)) before++;
    return before === this.#taken - later;
  }
}
