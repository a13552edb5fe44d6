import { closeSync, openSync, readSync } from 'node:fs';
import { readIsa } from '../x12/delimiters.ts';
import { text } from '../x12/elements.ts';
import { packId, SegmentTable } from '../x12/segments.ts';

const ST = packId('ST');
const SE = packId('SE');
const GS = packId('GS');
const GE = packId('GE');
const IEA = packId('IEA');
const HL = packId('HL');
const NO_RANGES = new Int32Array(0);

/**
 * Reads an acknowledgement with our own reader: separators, counts, control numbers, HL numbers and parents. Throws an Error (a bug of
 * ours) where it is not sound.
 */
export function checkAcknowledgement(path: string): void {
  const table = new SegmentTable(256 * 1024);
  const fd = openSync(path, 'r');
  const expected = { segments: 0, sets: 0, groups: 0, st: '', gs: '', isa: '', hl: 0 };
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`an acknowledgement came out wrong: ${what}`);
  };
  const take = (s: number) => {
    expected.segments++;
    switch (table.id[s]) {
      case GS:
        expected.gs = text(table, s, 6);
        expected.groups++;
        expected.sets = 0;
        break;
      case ST:
        expected.st = text(table, s, 2);
        expected.segments = 1;
        expected.sets++;
        expected.hl = 0;
        break;
      case HL: {
        expected.hl++;
        must(Number(text(table, s, 1)) === expected.hl, 'HL01');
        must(Number(text(table, s, 2) || 0) < expected.hl, 'HL02');
        break;
      }
      case SE:
        must(Number(text(table, s, 1)) === expected.segments, 'SE01');
        must(text(table, s, 2) === expected.st, 'SE02');
        break;
      case GE:
        must(Number(text(table, s, 1)) === expected.sets, 'GE01');
        must(text(table, s, 2) === expected.gs, 'GE02');
        break;
      case IEA:
        must(Number(text(table, s, 1)) === expected.groups, 'IEA01');
        must(text(table, s, 2) === expected.isa, 'IEA02');
        break;
    }
  };
  let whole = false;
  try {
    for (let ended = false; !ended; ) {
      const read = readSync(fd, table.bytes, table.used, table.size - table.used, null);
      ended = read === 0;
      table.used += read;
      if (expected.isa === '') {
        const header = readIsa(table.bytes, 0, table.used);
        must(header !== undefined && header.end === 105, 'ISA');
        table.use(header!.delimiters);
        table.takeIsa(header!);
        expected.isa = text(table, 0, 13);
        table.compact(NO_RANGES, 0);
      }
      for (let stop = 'full'; stop === 'full'; table.compact(NO_RANGES, 0)) {
        stop = table.scan(ended);
        for (let s = 0; s < table.count; s++) take(s);
        if (table.count > 0) whole = table.id[table.count - 1] === IEA;
      }
    }
  } finally {
    closeSync(fd);
  }
  must(whole && table.next >= table.used, 'the end');
}
