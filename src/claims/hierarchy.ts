import type { Trouble } from '../model/envelope.ts';
import { equals, text } from '../x12/elements.ts';
import { type Keep, placeOf } from '../x12/place.ts';
import { packId, type SegmentTable } from '../x12/segments.ts';
import { oneOf, shownCode } from './code-words.ts';

const SBR = packId('SBR');

/** Levels of the hierarchy by HL03: billing provider, subscriber, patient. */
export type Level = 20 | 22 | 23;

/** Loops by level. */
export const LOOP_OF: Readonly<Record<Level, string>> = { 20: '2000A', 22: '2000B', 23: '2000C' };

/** Kinds of trouble that levels have. */
export const LEVEL_TROUBLES = [
  'level-number',
  'level-parent',
  'level-orphan',
  'level-child',
  'level-childless',
  'level-claim',
  'level-patient-both',
  'level-patient-none',
] as const;

/**
 * Follows the HL segments of a set: whether they count up, name their parent, and say truly whether a child follows. An HL has at
 * most one finding.
 */
export class Hierarchy {
  readonly #table: SegmentTable;
  readonly #keep: Keep;
  readonly #take: (trouble: Trouble) => void;
  #last = 0;
  /** What HL01 of the level before should have been, where it was wrong: one slip is one finding. */
  #meant = 0;
  /** HL01 of the open levels, as it stands and as it should be; undefined where none is open. */
  #billing: readonly [stands: string, meant: string] | undefined;
  #subscriber: readonly [stands: string, meant: string] | undefined;
  /** What is open has a child. */
  #hasSubscriber = false;
  #hasPatient = false;
  /** The claims of the open subscriber were compared with what SBR02 says. */
  #judged = false;

  constructor(table: SegmentTable, keep: Keep, take: (trouble: Trouble) => void) {
    this.#table = table;
    this.#keep = keep;
    this.#take = take;
  }

  /** Begins a set. */
  reset(): void {
    this.#last = 0;
    this.#meant = 0;
    this.#billing = undefined;
    this.#subscriber = undefined;
  }

  /**
   * Takes the HL at segment `s`. `billing` and `subscriber` are the HL segments of the levels that are open, if any.
   */
  open(level: Level, s: number, billing: number, subscriber: number): void {
    const table = this.#table;
    const parent = level === 22 ? this.#billing : this.#subscriber;
    if (level === 23) {
      if (this.#subscriber !== undefined && !this.#hasPatient && equals(table, subscriber, 4, '0')) {
        this.#report('level-child', subscriber, 4, '2000B', { level: 'subscriber', child: 'a patient level (2000C)' });
      }
    } else this.close(level, billing, subscriber);
    const told = this.#count(level, s);
    if (level !== 20 && !told) this.#compare(level, s, parent);
    const number = text(table, s, 1).trim();
    this.#begin(level, number, told ? String(this.#meant) : number);
  }

  /** Takes a level whose HL is missing: HL01 may count it or not. `billing` and `subscriber` as for `open`. */
  lost(level: Level, billing: number, subscriber: number): void {
    if (level !== 23) this.close(level, billing, subscriber);
    this.#meant = this.#last + 1;
    this.#begin(level, String(this.#meant), String(this.#meant));
  }

  /** Begins a level with HL01 as it stands and as it should be. */
  #begin(level: Level, stands: string, meant: string): void {
    if (level === 20) {
      this.#billing = [stands, meant];
      this.#hasSubscriber = false;
    } else if (level === 22) {
      this.#subscriber = [stands, meant];
      this.#hasSubscriber = true;
      this.#hasPatient = false;
      this.#judged = false;
    } else this.#hasPatient = true;
  }

  /** Takes an HL whose HL03 names no level of the guides. What stands under it is not looked at. */
  unknown(s: number): void {
    const code = text(this.#table, s, 3);
    const data = { element: 'HL03', name: 'level code' };
    const place = placeOf(this.#table, s, 3, 0, '', this.#keep);
    if (code === '') this.#take({ kind: 'element-required', place, data });
    else {
      const legal = oneOf(Object.keys(LOOP_OF));
      this.#take({ kind: 'element-code', place, data: { ...data, value: shownCode(code, 3), legal } });
    }
  }

  /** Ends the levels that cannot go on where `level` begins; 20 ends all of them. */
  close(level: Level, billing: number, subscriber: number): void {
    if (this.#subscriber !== undefined && !this.#hasPatient && equals(this.#table, subscriber, 4, '1')) {
      this.#report('level-childless', subscriber, 4, '2000B', { level: 'subscriber', child: 'no patient level (2000C)' });
    }
    this.#subscriber = undefined;
    if (level !== 20) return;
    if (this.#billing !== undefined && !this.#hasSubscriber && equals(this.#table, billing, 4, '1')) {
      this.#report('level-childless', billing, 4, '2000A', { level: 'billing provider', child: 'no subscriber level (2000B)' });
    }
    this.#billing = undefined;
  }

  /** Takes the CLM at segment `s`, once for the claims of a subscriber. `from` and `to` are the segments of the level 2000B. */
  claim(s: number, from: number, to: number): void {
    if (this.#judged && this.#subscriber !== undefined) return;
    this.#judged = true;
    const table = this.#table;
    if (this.#subscriber === undefined) {
      this.#report('level-claim', s, 0, '2300', {});
      return;
    }
    for (let k = from; k < to; k++) {
      if (table.id[k] !== SBR) continue;
      // Of two, one is said to be too many.
      if (k + 1 < to && table.id[k + 1] === SBR) return;
      if (equals(table, k, 2, '18')) {
        // Where HL04 is untrue, that is said of it.
        if (this.#hasPatient && !equals(table, from, 4, '0')) this.#report('level-patient-both', k, 2, '2000B', {});
      } else if (text(table, k, 2) === '' && !this.#hasPatient && equals(table, from, 4, '0')) {
        this.#report('level-patient-none', k, 2, '2000B', {});
      }
      return;
    }
  }

  /** Whether HL01 counts on; true when it was reported. After a gap the count goes on from the number that stands there, or from the right one. */
  #count(level: Level, s: number): boolean {
    const number = text(this.#table, s, 1).trim();
    const expected = this.#last + 1;
    const actual = /^\d{1,12}$/.test(number) ? Number(number) : expected;
    const resumes = this.#meant > 0 && actual === this.#meant + 1;
    this.#last = actual;
    this.#meant = 0;
    if ((actual === expected || resumes) && (number === '' || /^\d+$/.test(number))) return false;
    this.#meant = expected;
    this.#report('level-number', s, 1, LOOP_OF[level], { expected });
    return true;
  }

  #compare(level: 22 | 23, s: number, parent: readonly [stands: string, meant: string] | undefined): void {
    const named = text(this.#table, s, 2).trim();
    const kinds = level === 22 ? { level: 'subscriber', parent: 'billing provider' } : { level: 'patient', parent: 'subscriber' };
    if (parent === undefined) this.#report('level-orphan', s, 0, LOOP_OF[level], kinds);
    else if (named !== '' && !parent.includes(named)) {
      const [stands] = parent;
      this.#report('level-parent', s, 2, LOOP_OF[level], {
        ...kinds,
        expected: /^\d{1,12}$/.test(stands) ? stands : 'which is not a number',
      });
    }
  }

  #report(kind: (typeof LEVEL_TROUBLES)[number], s: number, element: number, loop: string, data: Trouble['data']): void {
    this.#take({ kind, place: placeOf(this.#table, s, element, 0, loop, this.#keep), data });
  }
}
