import { oneOf, shownCode } from '../claims/code-words.ts';
import { ENVELOPE_ROWS, type EnvelopeRow } from '../guides/envelope.ts';
import { isDate } from '../model/calendar.ts';
import type { EnvelopeSegment, Trouble } from '../model/envelope.ts';

/** HHMM, HHMMSS, HHMMSSD or HHMMSSDD. */
const isTime = (value: string) => /^([01]\d|2[0-3])[0-5]\d([0-5]\d\d{0,2})?$/.test(value);

/** What is wrong with the value of an element, if anything: kind of trouble, and more than element and name about it. */
function judge(
  { type, min, max, codes }: EnvelopeRow,
  value: string,
): readonly [kind: string, data?: Trouble['data']] | undefined {
  if (value.trim() === '') return ['element-required'];
  if (type === 'D6') {
    const isReal = /^\d{6}$/.test(value) && isDate(20_000_000 + Number(value));
    return isReal ? undefined : ['element-period', { format: 'YYMMDD' }];
  }
  if (type === 'T4') return isTime(value) ? undefined : ['element-period', { format: 'HHMM' }];
  if (type === 'N' && !/^\d+$/.test(value)) return ['element-whole'];
  if (value.length > max) return ['element-long', { length: value.length, max }];
  if (value.length < min) return ['element-short', { length: value.length, min }];
  if (type === 'DT' && !(/^\d{8}$/.test(value) && isDate(Number(value)))) return ['element-date'];
  if (type === 'TM' && !isTime(value)) return ['element-time'];
  if (codes.length === 0 || codes.includes(value)) return undefined;
  return ['element-code', { value: shownCode(value, 5), legal: oneOf(codes) }];
}

/**
 * What is wrong with the elements of a segment of the envelope, an element at most once. `silent` names those of which another
 * rule speaks.
 */
export function* judgeEnvelope(segment: EnvelopeSegment, silent: (element: number) => boolean): Generator<Trouble> {
  for (const row of ENVELOPE_ROWS.get(segment.text(0)) ?? []) {
    if (silent(row.index)) continue;
    const found = judge(row, segment.text(row.index));
    if (!found) continue;
    const [kind, data] = found;
    yield { kind, location: segment.at(row.index), data: { element: row.element, name: row.name, ...data } };
  }
}
