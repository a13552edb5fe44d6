import type { Segment } from '../../../../model/claim.ts';
import type { Part } from './situation.ts';

// Situations that are no matter of a code here and a segment there.

const ADDRESSES = ['NM1', 'N4'];

/** The N4 that are the only ones of their name: a second one is reported by x12/segment-repeat, and who knows which is meant. */
export function soleAddresses(part: Part): readonly Segment[] {
  const names: Segment[][] = [[]];
  part.each(ADDRESSES, (segment, id) => {
    if (id === 0) names.push([]);
    else names.at(-1)!.push(segment.snapshot());
  });
  return names.flatMap((addresses) => (addresses.length === 1 ? addresses : []));
}

const NAMES = ['NM1'];

/** The names of lines (2420A) that repeat the rendering provider of the claim (2310B): the same NPI, and nothing of their own. */
export function repeatedRenderings(part: Part): readonly Segment[] {
  let npi = '';
  let isRepeated = false;
  part.each(NAMES, (name) => {
    if (name.loop === '2310B') npi = name.text(9);
    else if (name.loop === '2420A' && npi !== '' && name.is(9, npi)) isRepeated = true;
  });
  if (!isRepeated) return [];
  const segments = part.all;
  let ofClaim = -1;
  return segments.filter(({ id, loop }, s) => {
    if (id !== 'NM1') return false;
    if (loop === '2310B') ofClaim = s;
    return loop === '2420A' && ofClaim >= 0 && isSame(segments, ofClaim, s);
  });
}

/** Whether two names have one NPI, and the second gives nothing of its own. */
function isSame(segments: readonly Segment[], one: number, two: number): boolean {
  const [first, second] = [segments[one]!, segments[two]!];
  if (!first.is(8, 'XX') || !second.is(8, 'XX') || !isEqual(first, second, 9)) return false;
  const next = segments[one + 1]!;
  for (let s = two + 1; segments[s]?.loop === second.loop; s++) {
    const segment = segments[s]!;
    if (segment.id === 'REF') return false;
    // Another specialty is a reason to name the provider again.
    if (segment.id === 'PRV' && !(next.id === 'PRV' && isEqual(next, segment, 3))) return false;
  }
  return true;
}

/** Whether an element of two segments is there and the same. */
function isEqual(one: Segment, two: Segment, element: number): boolean {
  const text = one.text(element);
  return text !== '' && two.text(element) === text;
}

/** The names of lines (2420F, say) that repeat a provider of the claim (2310A): the same code, last name and NPI, and nothing of their own. */
export function repeats(ofClaim: string, ofLine: string): (part: Part) => readonly Segment[] {
  return (part) => {
    const segments = part.all;
    const of = (loop: string) => segments.flatMap(({ id, loop: its }, s) => (id === 'NM1' && its === loop ? [s] : []));
    const claim = of(ofClaim);
    const alike = (one: number, two: number) =>
      [1, 3].every((element) => isEqual(segments[one]!, segments[two]!, element)) && isSame(segments, one, two);
    return of(ofLine).flatMap((s) => (claim.some((one) => alike(one, s)) ? [segments[s]!] : []));
  };
}
