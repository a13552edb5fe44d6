import type { ElementSink } from '../guides/element-check.ts';
import { NOT_USED } from '../guides/types.ts';
import { packId, type SegmentTable } from '../x12/segments.ts';
import type { Deviations } from './deviations.ts';
import { shiftOf } from './shift.ts';

/** Segments in which a slip shifts many values. Names are not among them: their values are text, which fits everywhere. */
const LONG_SEGMENTS: ReadonlySet<number> = new Set(['CLM', 'SV1', 'SV2', 'SBR', 'LIN', 'CTP', 'DMG', 'BHT'].map(packId));

/**
 * Takes what deviates in the elements of a segment, and passes it on, but where its values are out of place because a separator is missing or
 * is one too many: that has one deviation. What does not deviate never comes here.
 */
export class Slips implements ElementSink {
  readonly #table: SegmentTable;
  readonly #deviations: Deviations;
  /** Where the segment begins in the file that was looked at last. */
  #offset = -1;
  /** Its slip was reported. */
  #isReported = false;

  constructor(table: SegmentTable, deviations: Deviations) {
    this.#table = table;
    this.#deviations = deviations;
  }

  /** Whether a deviation of segment `s` follows from a slip of its separators, which is reported when the first one comes. */
  #follows(s: number): boolean {
    const table = this.#table;
    if (!LONG_SEGMENTS.has(table.id[s]!)) return false;
    if (this.#offset === table.offset[s]) return this.#isReported;
    this.#offset = table.offset[s]!;
    const { guide } = this.#deviations.flat;
    const rule = guide.group(table.loop[s]!, table.id[s]!)?.rules[0];
    const shift = rule && shiftOf(table, s, rule, guide);
    this.#isReported = shift !== undefined;
    if (!rule || !shift) return false;
    const { missing, first, at, component } = shift;
    if (missing < 0) this.#deviations.elementTooMany(s, at);
    else if (rule.elements[first - 1]?.usage === NOT_USED) this.#deviations.elementShifted(s, first, first + missing);
    else this.#deviations.elementGlued(s, at, component);
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
