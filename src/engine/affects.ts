import type { Affects, Finding, Location, Places } from '../model/finding.ts';
import type { Outline, Stretch } from '../reader/outline.ts';
import type { Acts } from '../rules/rule.ts';

/** A finding of which it is not yet known which claims it affects: only the outline of the file says so. */
export interface Pending extends Finding {
  readonly acts: Acts;
  readonly places?: Places;
}

const LINE: Affects = { scope: 'line', claims: 1 };
const CLAIM: Affects = { scope: 'claim', claims: 1 };

/** What a finding in a claim affects, if it is that claim alone; `clm` is where the claim begins in the file. */
export function ownClaim(acts: Acts, location: Location, clm: number): Affects | undefined {
  if (acts !== 'line' && acts !== 'claim' && !(acts === 'place' && location.byteOffset >= clm)) return undefined;
  return location.serviceLine === undefined ? CLAIM : LINE;
}

/** The part of the file that a finding is about. `total`: claims read so far. */
function stretchOf({ acts, location: { byteOffset } }: Pending, outline: Outline, total: number): Stretch {
  if (acts === 'file') return { scope: 'file', offset: 0, first: 1, last: total };
  if (acts === 'set' || acts === 'group' || acts === 'interchange') return outline.partAt(acts, byteOffset, total);
  return outline.smallestAt(byteOffset, total);
}

/** Pairs of first and last ordinal in order, those that touch or overlap put together. */
function merged(pairs: readonly number[]): number[] {
  const sorted: [first: number, last: number][] = [];
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i]! <= pairs[i + 1]!) sorted.push([pairs[i]!, pairs[i + 1]!]);
  sorted.sort(([a], [b]) => a - b);
  const result: number[] = [];
  for (const [first, last] of sorted) {
    if (result.length > 0 && first <= result.at(-1)! + 1) result[result.length - 1] = Math.max(result.at(-1)!, last);
    else result.push(first, last);
  }
  return result;
}

function lengthOf(pairs: readonly number[]): number {
  let length = 0;
  for (let i = 0; i < pairs.length; i += 2) length += pairs[i + 1]! - pairs[i]! + 1;
  return length;
}

/** Which claims a finding affects, as far as its file was read. `total`: claims read so far. */
function affectsOf(finding: Pending, outline: Outline, total: number): Affects {
  const { places } = finding;
  const own = stretchOf(finding, outline, total);
  const stretches = places ? places.offsets.map((offset) => outline.smallestAt(offset, total)) : [own];
  const ordinals = merged([...(places?.claims ?? []), ...stretches.flatMap(({ first, last }) => [first, last])]);
  const scope = places && places.offsets.length === 0 ? 'claim' : own.scope;
  return { scope, claims: lengthOf(ordinals), ordinals };
}

/** A finding with what it affects, as far as its file was read. */
export function resolved(finding: Finding | Pending, outline: Outline, total: number): Finding {
  if (!('acts' in finding)) return finding;
  const { acts, places, ...rest } = finding;
  return { ...rest, affects: affectsOf(finding, outline, total) };
}

/** The claims that a finding affects: ordinals in its file as pairs of first and last, in order. */
export function claimsOf({ affects, claim }: Finding): readonly number[] {
  return affects?.ordinals ?? (claim ? [claim.ordinal, claim.ordinal] : []);
}

/** Whether a finding affects the claim of an ordinal. */
export function affectsClaim(finding: Finding, ordinal: number): boolean {
  const pairs = claimsOf(finding);
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i]! <= ordinal && ordinal <= pairs[i + 1]!) return true;
  return false;
}

/** How many claims of a file some of its findings affect. */
export function claimsAffected(findings: readonly Finding[]): number {
  const pairs: number[] = [];
  for (const finding of findings) for (const ordinal of claimsOf(finding)) pairs.push(ordinal);
  return lengthOf(merged(pairs));
}

/** Puts several findings into one: the first, which affects what any of them does. */
export function unitedOf(findings: readonly Finding[]): Finding {
  const [first] = findings;
  if (findings.length === 1) return first!;
  const ordinals = merged(findings.flatMap(claimsOf));
  return { ...first!, affects: { scope: first!.affects?.scope ?? 'claim', claims: lengthOf(ordinals), ordinals } };
}
