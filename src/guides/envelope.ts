import { type Definition, eachRow, readDefinition } from './notation.ts';

/**
 * The elements of ISA, GS, SE, GE and IEA that both guides ask for (ASC X12.5, and appendix C of the guides), each with how an
 * acknowledgement reports that it is wrong. notation.ts explains how a row is read. All of them are required.
 *
 * What is left out is judged by rules of its own: the widths and separators of ISA (x12/isa), GS08 (x12/version), whether counts and
 * control numbers agree (x12/count, x12/control-number).
 */
const ENVELOPE = `
ISA01 authorization qualifier:ID2=00,03 | TA1 010
ISA03 security qualifier:ID2=00,01 | TA1 012
ISA05 sender qualifier:ID2=01,14,20,27,28,29,30,33,ZZ | TA1 005
ISA06 sender id:AN15 | TA1 006
ISA07 receiver qualifier:ID2=01,14,20,27,28,29,30,33,ZZ | TA1 007
ISA08 receiver id:AN15 | TA1 008
ISA09 interchange date:DT6 | TA1 014
ISA10 interchange time:TM4 | TA1 015
ISA12 interchange version:ID5=00501 | TA1 017
ISA13 control number:N9 | TA1 018
ISA14 acknowledgment request:ID1=0,1 | TA1 019
ISA15 usage:ID1=P,T | TA1 020
GS01 functional group:ID2=HC | AK9 1
GS02 sender code:AN2-15 | TA1 024
GS03 receiver code:AN2-15 | TA1 024
GS04 date:DT8 | TA1 024
GS05 time:TM4-8 | TA1 024
GS06 control number:N1-9 | AK9 6
GS07 agency:ID1-2=X | TA1 024
SE01 count of segments:N1-10 | IK5 4
GE01 count of sets:N1-6 | AK9 5
GE02 control number:N1-9 | AK9 6
IEA01 count of groups:N1-5 | TA1 021
IEA02 control number:N1-9 | TA1 018
`;

/** Where an acknowledgement reports an element, and its code there. */
interface EnvelopeAck {
  readonly interchange?: string;
  readonly group?: string;
  readonly set?: string;
}

export interface EnvelopeRow extends Omit<Definition, 'components'> {
  readonly segment: string;
  readonly element: string;
  readonly index: number;
  readonly codes: readonly string[];
  readonly ack: EnvelopeAck;
}

const LEVELS: Readonly<Record<string, keyof EnvelopeAck>> = { TA1: 'interchange', AK9: 'group', IK5: 'set' };

function readRow(row: string): EnvelopeRow {
  const parts = /^(([A-Z]+)(\d\d)) ([^=]+?)(?:=(\S+))? \| (TA1|AK9|IK5) (\w+)$/.exec(row);
  if (!parts) throw new Error('it is not of the form ISA01 name:TYPE=codes | TA1 010');
  const [, element, segment, index, definition, codes, level, code] = parts;
  const { name, type, min, max } = readDefinition(definition!);
  return {
    segment: segment!,
    element: element!,
    index: Number(index),
    name,
    type,
    min,
    max,
    codes: codes ? codes.split(',') : [],
    ack: { [LEVELS[level!]!]: code! },
  };
}

const ROWS: EnvelopeRow[] = [];
eachRow(ENVELOPE, (row) => ROWS.push(readRow(row)));

/** Rows of the elements of a segment, by its id. */
export const ENVELOPE_ROWS: ReadonlyMap<string, readonly EnvelopeRow[]> = new Map(
  ROWS.map(({ segment }) => [segment, ROWS.filter((row) => row.segment === segment)]),
);
const BY_ELEMENT = new Map(ROWS.map((row) => [row.element, row]));

/** How an acknowledgement reports that an element of the envelope is wrong; undefined for all other elements. */
export function envelopeAck(element: string | undefined): EnvelopeAck | undefined {
  return BY_ELEMENT.get(element ?? '')?.ack;
}
