import nodeX12 from 'node-x12';
import type { EnvelopeSegment } from '../model/envelope.ts';
import type { ByteFile } from '../split/byte-file.ts';
import { newControl } from '../split/writer.ts';

/** Separators of the acknowledgements. */
const OPTIONS = { elementDelimiter: '*', segmentTerminator: '~', subElementDelimiter: ':', repetitionDelimiter: '^' };

/** Text that cannot break a segment: separators and control characters become blanks, blanks at both ends are removed. */
export function safe(text: string, longest = 80): string {
  if (text.length <= longest && isSafe(text)) return text;
  return text
    .replace(/[*~:^\x00-\x1f\x7f-\xff]/g, ' ')
    .trim()
    .slice(0, longest)
    .trim();
}

/** Whether there is nothing to replace, which is true of nearly every text. */
function isSafe(text: string): boolean {
  const last = text.length - 1;
  for (let i = 0; i <= last; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code > 125 || code === 42 || code === 58 || code === 94) return false;
  }
  return last < 0 || (text.charCodeAt(0) !== 32 && text.charCodeAt(last) !== 32);
}

/** A number of a header or a count: digits. A name or an id in its place is left out. */
export const numberOf = (text: string, longest = 9): string =>
  /^\d+$/.test(text.trim()) && text.trim().length <= longest ? text.trim() : '';

/** ST02, which may have letters too: those of a name are left out. */
export const setNumberOf = (text: string): string => (/^(?=.*\d)[A-Za-z\d]{1,9}$/.test(text.trim()) ? text.trim() : '');

/** A version, such as 005010X222A1. Any text in its place is left out. */
export const versionOf = (text: string): string => (/^00\d{4}X\d{3}(A\d)?$/.test(text.trim()) ? text.trim() : '');

/** A segment; empty elements at the end are left out. */
export function segment(...elements: readonly (string | number)[]): string {
  let last = elements.length;
  while (last > 1 && elements[last - 1] === '') last--;
  let text = String(elements[0]);
  for (let i = 1; i < last; i++) text += `*${elements[i]}`;
  return `${text}~\n`;
}

/** Cents as an X12 amount: 295000 is 2950, 2550 is 25.5. */
export function amount(cents: number): string {
  return String(Math.round(cents) / 100);
}

/** Writes cents as an X12 amount. */
export function writeAmount(to: ByteFile, cents: number): void {
  if (cents < 0) {
    to.text(amount(cents));
    return;
  }
  const rest = cents % 100;
  to.number((cents - rest) / 100);
  if (rest === 0) return;
  to.text(rest < 10 ? '.0' : '.');
  to.number(rest % 10 === 0 ? rest / 10 : rest);
}

/** When an acknowledgement is made: yyyymmdd and hhmm. Only the command line reads the clock. */
export interface AckTime {
  readonly date: string;
  readonly time: string;
}

/** Sender and receiver of the acknowledged file: its ISA elements, and GS02 and GS03 of its first group. */
export interface Parties {
  readonly isa: readonly string[];
  readonly sender: string;
  readonly receiver: string;
}

/** Whether the ids of sender and receiver have the width that they have in an ISA. */
const hasIds = (isa: readonly string[]) => isa[6]?.length === 15 && isa[8]?.length === 15;

/** Sender and receiver by a GS that conforms, else by the ISA. */
export function partiesOf(gs: EnvelopeSegment | undefined, isa: EnvelopeSegment): Pick<Parties, 'sender' | 'receiver'> {
  if (gs && numberOf(gs.text(6)) !== '') return { sender: gs.text(2), receiver: gs.text(3) };
  return { sender: isa.text(6), receiver: isa.text(8) };
}

/** Headers and trailers of an acknowledgement. */
export interface AckEnvelope {
  readonly isa: string;
  /** Header of functional group `n` (from 1). */
  gs(n: number): string;
  ge(n: number, sets: number): string;
  iea(groups: number): string;
}

/**
 * The envelope of an acknowledgement, with sender and receiver swapped. node-x12's generator writes the headers: it pads the ISA to
 * its fixed widths. `kind`: 999 or 277CA, for the control numbers.
 */
export function ackEnvelope(parties: Parties, kind: string, functional: string, version: string, when: AckTime): AckEnvelope {
  // A line that was typed as an ISA or GS may hold names where sender and receiver are.
  const isa = hasIds(parties.isa) ? parties.isa : parties.isa.map((text, k) => (k === 15 ? text : ''));
  const control = newControl(isa, kind);
  const interchange = new nodeX12.X12Interchange({ ...OPTIONS, format: false });
  const id = (k: number) => safe(isa[k] ?? '', 15).replace(/\.+$/, '');
  const qualifier = (k: number) => (/^[0-9A-Z]{2}$/.test(isa[k] ?? '') ? isa[k]! : 'ZZ');
  const usage = isa[15] === 'T' ? 'T' : 'P';
  interchange.setHeader([
    '00',
    '',
    '00',
    '',
    qualifier(7),
    id(8),
    qualifier(5),
    id(6),
    when.date.slice(2),
    when.time,
    '^',
    '00501',
    control,
    '0',
    usage,
    ':',
  ]);
  const name = (text: string) => safe(isa === parties.isa ? text : '', 15).padEnd(2, 'X');
  const number = (n: number) => String(Number(control) + n - 1);
  return {
    isa: `${interchange.header.toString()}\n`,
    gs(n) {
      const group = interchange.addFunctionalGroup();
      group.setHeader([functional, name(parties.receiver), name(parties.sender), when.date, when.time, number(n), 'X', version]);
      return `${group.header.toString()}\n`;
    },
    ge: (n, sets) => segment('GE', sets, number(n)),
    iea: (groups) => segment('IEA', groups, control),
  };
}
