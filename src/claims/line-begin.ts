import { LX, SV1, SV2 } from '../x12/ids.ts';

/**
 * Whether the SV1 or SV2 at segment `s` begins a service line of the claim that begins at segment `from`, because the LX before it is
 * missing. A second one right behind the first is a repeat, and no line. `id` are the ids of the segments.
 */
export function lacksLx(id: Int32Array, from: number, s: number): boolean {
  for (let i = s - 1; i > from; i--) {
    if (id[i] === LX) return false;
    if (id[i] === SV1 || id[i] === SV2) return i < s - 1;
  }
  return true;
}
