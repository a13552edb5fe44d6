import { BILLING, HEADER, type Level, LOOP_OF, PATIENT, SUBSCRIBER } from '../claims/parts.ts';
import type { Location } from '../model/finding.ts';
import type { ReportDeviation } from '../rules/rule.ts';
import { listed } from '../rules/words.ts';
import elementCode from '../rules/x12/element-code.ts';
import elementRequired from '../rules/x12/element-required.ts';
import rule from '../rules/x12/hierarchy.ts';
import loopRequired from '../rules/x12/loop-required.ts';
import { equals, text } from '../x12/elements.ts';
import { SBR } from '../x12/ids.ts';
import { type LocationDetail, locationOf } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';
import { quotedCode } from './quoted.ts';

/** HL01 as files have it: an id in its place has more digits. */
const PLAUSIBLE = /^\d{1,6}$/;

/**
 * Follows the HL segments of a set: whether they count up, name their parent, and say truly whether a child follows. An HL has at
 * most one finding.
 */
export class Hierarchy {
  readonly #table: SegmentTable;
  readonly #keep: LocationDetail;
  readonly #report: ReportDeviation;
  #last = 0;
  /** HL01 of the last level of the set before. */
  #lastBefore = 0;
  /** What HL01 of the level before should have been, where it was wrong: one slip is one finding. */
  #meant = 0;
  /** HL01 of the open levels, as it is and as it should be; undefined if none is open. */
  #billing: readonly [actual: string, meant: string] | undefined;
  #subscriber: readonly [actual: string, meant: string] | undefined;
  /** What is open has a child. */
  #hasSubscriber = false;
  #hasPatient = false;
  /** HL04 and SBR02 of the open subscriber say that a patient level follows, and none did before its first claim. */
  #lacksPatient = false;
  /** The claims of the open subscriber were compared with SBR02. */
  #isCompared = false;
  /** The level that was opened last; undefined before the first one, and after one of an unknown code. */
  #leaf: Level | undefined;
  /** A claim came after it. */
  #hasClaim = false;
  /** The set has a level, or a claim without one. */
  #hasContent = false;

  constructor(table: SegmentTable, keep: LocationDetail, report: ReportDeviation) {
    this.#table = table;
    this.#keep = keep;
    this.#report = report;
  }

  /** Begins a set. */
  reset(): void {
    this.#lastBefore = this.#last;
    this.#last = 0;
    this.#meant = 0;
    this.#billing = undefined;
    this.#subscriber = undefined;
    this.#leaf = undefined;
    this.#hasClaim = false;
    this.#hasContent = false;
  }

  /** Takes the HL at segment `s`. `ranges` are what is open before it. */
  open(level: Level, s: number, ranges: Int32Array): void {
    const table = this.#table;
    const subscriber = ranges[2 * SUBSCRIBER]!;
    this.#endLeaf(level, ranges);
    const parent = level === 22 ? this.#billing : this.#subscriber;
    if (level === 23) {
      if (this.#subscriber !== undefined && !this.#hasPatient && equals(table, subscriber, 4, '0')) {
        this.#report(rule, 'child', this.#at(subscriber, 4, '2000B'), { level: 'subscriber', child: 'a patient level (2000C)' });
      }
    } else this.#close(level, ranges);
    const isReported = this.#count(level, s);
    if (level !== 20 && !isReported) this.#compare(level, s, parent);
    const number = text(table, s, 1).trim();
    this.#begin(level, number, isReported ? String(this.#meant) : number);
  }

  /** Takes a level whose HL is missing: HL01 may count it or not. */
  openLost(level: Level, ranges: Int32Array): void {
    this.#endLeaf(level, ranges);
    if (level !== 23) this.#close(level, ranges);
    this.#meant = this.#last + 1;
    this.#begin(level, String(this.#meant), String(this.#meant));
  }

  /** Begins a level with HL01 as it is and as it should be. */
  #begin(level: Level, actual: string, meant: string): void {
    this.#leaf = level;
    this.#hasClaim = false;
    this.#hasContent = true;
    if (level === 20) {
      this.#billing = [actual, meant];
      this.#hasSubscriber = false;
    } else if (level === 22) {
      this.#subscriber = [actual, meant];
      this.#hasSubscriber = true;
      this.#hasPatient = false;
      this.#lacksPatient = false;
      this.#isCompared = false;
    } else this.#hasPatient = true;
  }

  /** Takes an HL whose HL03 names no level of the guides. What is below it is not looked at. */
  unknown(s: number): void {
    this.#leaf = undefined;
    this.#hasContent = true;
    const code = text(this.#table, s, 3);
    const named = { element: 'HL03', name: 'level code' };
    const location = this.#at(s, 3, '');
    if (code === '') this.#report(elementRequired, 'empty', location, named);
    else {
      const legal = listed(Object.keys(LOOP_OF), 'or');
      this.#report(elementCode, 'illegal', location, { ...named, value: quotedCode(this.#table, s, 3, 0), legal });
    }
  }

  /** Takes a claim that begins, whole or not. */
  openClaim(): void {
    this.#hasClaim = true;
    this.#hasContent = true;
  }

  /** Ends the set. */
  end(ranges: Int32Array): void {
    if (!this.#hasContent) {
      const last = ranges[2 * HEADER + 1]! - 1;
      this.#missing(this.#at(last, 0, ''), '2000A', 'billing provider level', 'the set', 'HL with HL03 20');
    }
    this.#endLeaf(20, ranges);
    this.#close(20, ranges);
  }

  /** Says that the level which was opened last has neither a claim nor a level below it, now that `next` begins. */
  #endLeaf(next: Level, ranges: Int32Array): void {
    const leaf = this.#leaf;
    if (leaf === undefined || leaf === 20 || this.#hasClaim || (leaf === 22 && next === 23)) return;
    const s = ranges[2 * (leaf === 22 ? SUBSCRIBER : PATIENT)]!;
    // One that says another level follows is reported for that.
    if (leaf === 22 && equals(this.#table, s, 4, '1')) return;
    this.#missing(this.#at(s, 0, LOOP_OF[leaf]), '2300', 'claim', LOOP_OF[leaf], 'CLM');
  }

  #missing(location: Location, loop: string, name: string, parent: string, opener: string): void {
    this.#report(loopRequired, 'missing', location, { loop, name, parent, opener });
  }

  /** Ends the levels that cannot go on where `level` begins; 20 ends all of them. */
  #close(level: Level, ranges: Int32Array): void {
    const [billing, subscriber] = [ranges[2 * BILLING]!, ranges[2 * SUBSCRIBER]!];
    if (this.#subscriber !== undefined && !this.#hasPatient && equals(this.#table, subscriber, 4, '1')) {
      const location = this.#at(subscriber, 4, '2000B');
      if (this.#lacksPatient) this.#report(rule, 'lost', location, {});
      else this.#report(rule, 'childless', location, { level: 'subscriber', child: 'no patient level (2000C)' });
    }
    this.#subscriber = undefined;
    if (level !== 20) return;
    if (this.#billing !== undefined && !this.#hasSubscriber && equals(this.#table, billing, 4, '1')) {
      this.#report(rule, 'childless', this.#at(billing, 4, '2000A'), {
        level: 'billing provider',
        child: 'no subscriber level (2000B)',
      });
    }
    this.#billing = undefined;
  }

  /** Takes the CLM at segment `s`, once for the claims of a subscriber. `from` and `to` are the segments of the level 2000B. */
  claim(s: number, from: number, to: number): void {
    if (this.#isCompared && this.#subscriber !== undefined) return;
    this.#isCompared = true;
    const table = this.#table;
    if (this.#subscriber === undefined) {
      this.#report(rule, 'claim', this.#at(s, 0, '2300'), {});
      return;
    }
    for (let k = from; k < to; k++) {
      if (table.id[k] !== SBR) continue;
      // A second SBR is already reported by segment-repeat.
      if (k + 1 < to && table.id[k + 1] === SBR) return;
      if (equals(table, k, 2, '18')) {
        // A wrong HL04 is reported by itself.
        if (this.#hasPatient && !equals(table, from, 4, '0')) this.#report(rule, 'both', this.#at(k, 2, '2000B'), {});
      } else if (text(table, k, 2) === '' && !this.#hasPatient) {
        if (equals(table, from, 4, '0')) this.#report(rule, 'none', this.#at(k, 2, '2000B'), {});
        else this.#lacksPatient = equals(table, from, 4, '1');
      }
      return;
    }
  }

  /** Whether HL01 counts on; true when it was reported. After a gap the count goes on from the number that is there, or from the right one. */
  #count(level: Level, s: number): boolean {
    const number = text(this.#table, s, 1).trim();
    const last = this.#last;
    const expected = last + 1;
    const actual = PLAUSIBLE.test(number) ? Number(number) : expected;
    const resumes = this.#meant > 0 && actual === this.#meant + 1;
    this.#last = actual;
    this.#meant = 0;
    if ((actual === expected || resumes) && (number === '' || /^\d+$/.test(number))) return false;
    this.#meant = expected;
    // Some programs number the levels of all sets in one row.
    const isSkipped = actual > expected && !(last === 0 && actual === this.#lastBefore + 1);
    this.#report(rule, isSkipped ? 'skipped' : 'number', this.#at(s, 1, LOOP_OF[level]), { expected });
    return true;
  }

  #compare(level: 22 | 23, s: number, parent: readonly [actual: string, meant: string] | undefined): void {
    const named = text(this.#table, s, 2).trim();
    const kinds = level === 22 ? { level: 'subscriber', parent: 'billing provider' } : { level: 'patient', parent: 'subscriber' };
    if (parent === undefined) this.#report(rule, 'orphan', this.#at(s, 0, LOOP_OF[level]), kinds);
    else if (named !== '' && !parent.includes(named)) {
      const [actual] = parent;
      this.#report(rule, 'parent', this.#at(s, 2, LOOP_OF[level]), {
        ...kinds,
        expected: PLAUSIBLE.test(actual) ? actual : 'which is not a number',
      });
    }
  }

  #at(s: number, element: number, loop: string): Location {
    return locationOf(this.#table, s, element, 0, loop, this.#keep);
  }
}
