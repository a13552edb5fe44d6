import type { ClaimView } from '../claims/claim.ts';
import type { RawPart } from '../claims/raw.ts';
import type { Finding, Location, Severity } from '../model/finding.ts';

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

/** Whether a finding holds the claims that it speaks of. */
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
 * Says what holds a claim: a finding in the claim itself, or in anything that it stands under. Takes findings and claims as they come,
 * and keeps only findings that may hold a claim to come.
 */
export class Hold {
  readonly #when: HoldWhen;
  #findings: Finding[] = [];
  /** Where the claim that was asked for last ends in the file. */
  #end = -1;
  /** Findings that were taken. */
  #taken = 0;

  constructor(when: HoldWhen) {
    this.#when = when;
  }

  /** Takes a finding. False when it comes too late: a claim that it may hold was asked for before. */
  take(finding: Finding): boolean {
    if (!holds(finding, this.#when)) return true;
    this.#taken++;
    if (finding.location.byteOffset < this.#end) return false;
    this.#findings.push(finding);
    return true;
  }

  /** Rules that hold the claim, `part`, each once, in order; none for a good claim. */
  rulesFor(claim: ClaimView, part: RawPart): readonly string[] {
    const end = part.offset + part.length;
    this.#end = end;
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

  /** Whether all findings of the file that hold one of the claims asked for were taken before it. */
  isComplete(findings: readonly Finding[]): boolean {
    const behind = this.#findings.filter(({ location }) => location.byteOffset >= this.#end).length;
    let before = 0;
    for (const finding of findings) if (finding.location.byteOffset < this.#end && holds(finding, this.#when)) before++;
    return before === this.#taken - behind;
  }
}
