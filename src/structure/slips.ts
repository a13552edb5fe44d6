import type { ElementSink } from '../guides/element-check.ts';
import { NOT_USED } from '../guides/types.ts';
import { CLM } from '../x12/ids.ts';
import type { SegmentTable } from '../x12/segments.ts';
import type { Deviations } from './deviations.ts';
import { shiftOf } from './shift.ts';

/**
 * Takes what deviates in the elements of a segment, and passes it on, but for a CLM whose values are out of place because a separator is
 * missing or is one too many: that has one deviation. What does not deviate never comes here.
 */
export class Slips implements ElementSink {
  readonly #table: SegmentTable;
  readonly #deviations: Deviations;
  /** Where the CLM begins in the file that was looked at last. */
  #offset = -1;
  /** Its slip was reported. */
  #isReported = false;

  constructor(table: SegmentTable, deviations: Deviations) {
    this.#table = table;
    this.#deviations = deviations;
  }

  /** Whether a deviation of segment `s` follows from a slip that was reported. The first one of a slip tells of it where nothing else does. */
  #follows(s: number): boolean {
    const table = this.#table;
    if (table.id[s] !== CLM) return false;
    if (this.#offset === table.offset[s]) return this.#isReported;
    this.#offset = table.offset[s]!;
    const { guide, firstRule } = this.#deviations.flat;
    const rule = guide.segments[firstRule[guide.loop('2300')]!]!;
    const shift = shiftOf(table, s, rule, guide);
    this.#isReported = shift !== undefined;
    if (!shift || shift.missing < 0 || rule.elements[shift.first - 1]?.usage !== NOT_USED) return false;
    this.#deviations.elementShifted(s, shift.first, shift.first + shift.missing);
    return true;
  }

  elementMissing(s: number, k: number, c: number, name: string): void {
    if (!this.#follows(s)) this.#deviations.elementMissing(s, k, c, name);
  }

  elementUnused(s: number, k: number, c: number, e: number): void {
    if (!this.#follows(s)) this.#deviations.elementUnused(s, k, c, e);
  }

  elementsExtra(s: number, size: number, known: number): void {
    if (!this.#follows(s)) this.#deviations.elementsExtra(s, size, known);
  }

  componentsExtra(s: number, k: number, name: string, known: number): void {
    if (!this.#follows(s)) this.#deviations.componentsExtra(s, k, name, known);
  }

  elementDivided(s: number, k: number, byte: string, separator: string): void {
    this.#deviations.elementDivided(s, k, byte, separator);
  }

  trailing(s: number, k: number): void {
    if (!this.#follows(s)) this.#deviations.trailing(s, k);
  }

  value(fault: number, s: number, k: number, c: number, e: number, from: number, to: number): void {
    if (!this.#follows(s)) this.#deviations.value(fault, s, k, c, e, from, to);
  }

  note(s: number, rule: number, kind: string, mask: number, given: number): void {
    if (!this.#follows(s)) this.#deviations.note(s, rule, kind, mask, given);
  }
}
