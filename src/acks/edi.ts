import nodeX12 from 'node-x12';
import { newControl } from '../split/writer.ts';

/** Separators of the acknowledgements. */
const OPTIONS = { elementDelimiter: '*', segmentTerminator: '~', subElementDelimiter: ':', repetitionDelimiter: '^' };

/** Text that cannot break a segment: separators and control characters become blanks, blanks at the ends go. */
export function safe(text: string, longest = 80): string {
  return text
    .replace(/[*~:^\x00-\x1f\x7f-\xff]/g, ' ')
    .trim()
    .slice(0, longest)
    .trim();
}

/** A segment; empty elements at the end are left out. */
export function segment(...elements: readonly (string | number)[]): string {
  let last = elements.length;
  while (last > 1 && elements[last - 1] === '') last--;
  return `${elements.slice(0, last).join('*')}~\n`;
}

/** Cents as an X12 amount: 295000 is 2950, 2550 is 25.5. */
export function amount(cents: number): string {
  return String(Math.round(cents) / 100);
}

/** When an acknowledgement is made: yyyymmdd and hhmm. Only the command line reads the clock. */
export interface AckTime {
  readonly date: string;
  readonly time: string;
}

/** Who answers whom. ISA elements of the file that is acknowledged, and GS02, GS03 of its first group. */
export interface Parties {
  readonly isa: readonly string[];
  readonly sender: string;
  readonly receiver: string;
}

/** Opening and closing of an acknowledgement's envelope. */
export interface AckEnvelope {
  readonly isa: string;
  /** Header of functional group `n` (from 1). */
  gs(n: number): string;
  ge(n: number, sets: number): string;
  iea(groups: number): string;
}

/**
 * The envelope of an acknowledgement, sent back the way the file came. node-x12's generator writes the headers: it pads ISA to its
 * fixed widths. `kind`: 999 or 277CA, for the control numbers.
 */
export function ackEnvelope(parties: Parties, kind: string, functional: string, version: string, when: AckTime): AckEnvelope {
  const { isa } = parties;
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
  const name = (text: string) => safe(text, 15).padEnd(2, 'X');
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
