import type { Segment, ServiceLine } from '../../../model/claim.ts';

const SPAN = /^(\d{8})-(\d{8})$/;

/** The DTP*472 of a line, if it is a span of more than one day; otherwise undefined. */
export function spanOf(line: ServiceLine): Segment | undefined {
  const date = line.segments('DTP', '472')[0];
  if (date === undefined || !date.is(2, 'RD8')) return undefined;
  const [, from, to] = SPAN.exec(date.text(3).trim()) ?? [];
  return from !== undefined && to !== undefined && to > from ? date : undefined;
}
