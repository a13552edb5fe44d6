import { ISA_WIDTHS } from '../codes/isa.ts';
import type { ClaimView } from './claim.ts';
import { PARTS } from './parts.ts';

/** Elements of an ISA at their fixed widths, for readers that look at fixed positions. ISA13 is filled with zeros in front. */
export function isaElements(elements: readonly string[]): string[] {
  return ISA_WIDTHS.map((width, i) => {
    const text = elements[i] ?? '';
    return (i === 12 && /^\d+$/.test(text) ? text.padStart(width, '0') : text.padEnd(width)).slice(0, width);
  });
}

/**
 * One claim as an interchange of its own: its ISA and GS, one ST to SE with the claim and the loops above it, and
 * trailers that count right. Bytes are read as Latin-1. Line breaks between segments stay as they are.
 */
export function cutClaim(claim: ClaimView): string {
  const { isa, gs } = claim.set.headers;
  const { delimiters } = claim;
  const element = String.fromCharCode(delimiters.element);
  const end = String.fromCharCode(delimiters.terminator) + claim.set.headers.newline;
  let segments = 1;
  let body = '';
  for (const part of PARTS) {
    const raw = claim.raw(part);
    if (!raw) continue;
    segments += raw.segments;
    const text = Buffer.from(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.byteLength).toString('latin1').trim();
    body += `${text}${claim.set.headers.newline}`;
  }
  const line = (...elements: readonly string[]) => elements.join(element) + end;
  const { interchange, group, transaction } = claim.controlNumbers;
  return [
    line('ISA', ...isaElements(isa?.elements.slice(1) ?? [])),
    line(...(gs?.elements ?? ['GS'])),
    body,
    line('SE', String(segments), transaction),
    line('GE', '1', group),
    line('IEA', '1', interchange),
  ].join('');
}
