import { envelopeSoundness } from '../guides/soundness.ts';
import { isDate } from '../model/calendar.ts';
import type { EnvelopeSegment } from '../model/envelope.ts';
import { sizeOf, text } from '../x12/elements.ts';
import { type LocationDetail, locationOf } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';

/** Copies a segment of the envelope out of the window, with the places of its elements. */
export function capture(table: SegmentTable, segment: number, loop: string, keep: LocationDetail): EnvelopeSegment {
  const elements = Array.from({ length: sizeOf(table, segment) + 1 }, (_, k) => text(table, segment, k));
  const width = Math.max(elements.length, 17);
  const places = Array.from({ length: width }, (_, k) => locationOf(table, segment, k, 0, loop, keep));
  return {
    elements,
    get isSound() {
      return envelopeSoundness(elements).isSound;
    },
    text: (element) => elements[element] ?? '',
    at: (element = 0) => places[element]!,
  };
}

/** Eight digits as yyyymmdd when they are a date. */
export function isoDate(digits: string): number | undefined {
  if (!/^\d{8}$/.test(digits)) return undefined;
  const value = Number(digits);
  return isDate(value) ? value : undefined;
}
