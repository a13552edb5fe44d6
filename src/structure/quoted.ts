import { envelopeSoundness, soundnessOf } from '../guides/soundness.ts';
import type { EnvelopeSegment } from '../model/envelope.ts';
import type { MessageValue } from '../model/finding.ts';
import { shapeOf } from '../rules/words.ts';
import { text } from '../x12/elements.ts';
import type { SegmentTable } from '../x12/segments.ts';

/** A wrong code as messages may say it: quoted where it is a slip among the codes of its list, and all else in its segment is right. */
const quoted = (value: string, isSlip: boolean): MessageValue =>
  isSlip ? `"${value}"` : { phi: 'segment', value: `"${value}"`, shape: shapeOf(value) };

/** The wrong code of element `k`, component `c`, of segment `s`. */
export function quotedCode(table: SegmentTable, s: number, k: number, c: number): MessageValue {
  return quoted(text(table, s, k, c), soundnessOf(table, s).wrongCode === k * 32 + c);
}

/** The wrong code of element `k` of a segment of the envelope. */
export function quotedEnvelopeCode(segment: EnvelopeSegment, k: number): MessageValue {
  return quoted(segment.text(k), envelopeSoundness(segment.elements).wrongCode === k * 32);
}
