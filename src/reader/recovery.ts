import { BILLING, CLAIM, type Level, PATIENT, SUBSCRIBER } from '../claims/parts.ts';
import type { Loops } from '../guides/loops.ts';
import { equals, text } from '../x12/elements.ts';
import { DMG, HL, N3, N4, NM1, PAT, PER, PRV, REF } from '../x12/ids.ts';
import type { SegmentTable } from '../x12/segments.ts';
import type { OutlineKind } from './outline.ts';

/** Levels of the parts that an HL begins. */
export const LEVEL_OF: Readonly<Record<number, Level>> = { [BILLING]: 20, [SUBSCRIBER]: 22, [PATIENT]: 23 };

/** Parts by HL03. */
export const PART_OF: readonly (readonly [code: string, part: number])[] = [
  ['20', BILLING],
  ['22', SUBSCRIBER],
  ['23', PATIENT],
];

/** Their names in the outline. */
export const KIND_OF: Readonly<Record<number, OutlineKind>> = {
  [BILLING]: 'billing',
  [SUBSCRIBER]: 'subscriber',
  [PATIENT]: 'patient',
};

/** REF01 of what a payer or patient is known by; all others are of a claim. */
const PARTY_REFERENCES: ReadonlySet<string> = new Set(['2U', 'EI', 'FY', 'NF', 'G2', 'LU', 'Y4', '1W', 'SY']);

/**
 * Finds levels and claims whose first segment (HL, CLM) is missing. A segment that begins a level where none can begin without its HL is
 * remembered, until what follows shows whether it is one.
 */
export class Recovery {
  readonly #table: SegmentTable;
  /** First segment of the level that may lack its HL; -1 for none. */
  #at = -1;
  /** The part that it would be. */
  #part = -1;

  constructor(table: SegmentTable) {
    this.#table = table;
  }

  /** Segment and part of what was remembered. */
  get found(): { readonly at: number; readonly part: number } {
    return { at: this.#at, part: this.#part };
  }

  forget(): void {
    this.#at = -1;
  }

  /** The segment as a distance from another one, over a compaction of the window: `by` is subtracted. */
  shift(by: number): void {
    if (this.#at >= 0) this.#at -= by;
  }

  /**
   * Remembers segment `s`, which begins what `part` has. `open` is the open part, which begins
   * at segment `begin`; `inLine` says that a line is open.
   */
  notice(part: number, s: number, open: number, begin: number, inLine: boolean): void {
    // After the lines of a claim, nothing of a claim comes any more.
    const may = open === CLAIM ? inLine : open === part - 1;
    if (!may || this.#at >= 0) return;
    const first = part === BILLING ? PRV : part === PATIENT ? PAT : -1;
    this.#at = this.#table.id[s - 1] === first && s - 1 > begin ? s - 1 : s;
    this.#part = part;
  }

  /** Whether a CLM shows that what was remembered is a level. */
  isShownByClaim(): boolean {
    return this.#at >= 0 && this.#part !== BILLING && this.#isLevel();
  }

  /** Whether the HL at segment `s` shows it: it is of the level below, and names no other level as its parent. */
  isShownByLevel(s: number, ranges: Int32Array): boolean {
    if (this.#at < 0) return false;
    const table = this.#table;
    const part = this.#part;
    if (part === PATIENT || !equals(table, s, 3, part === BILLING ? '22' : '23') || !this.#isLevel()) return false;
    const open = ranges[2 * part]!;
    return open === ranges[2 * part + 1]! || table.id[open] !== HL || text(table, s, 2) !== text(table, open, 1);
  }

  /** It is a level, and not another payer (2320) in the wrong place: that has an OI before the name. */
  #isLevel(): boolean {
    const next = this.#table.id[this.#at + 1];
    return this.#part !== SUBSCRIBER || next === NM1 || next === PAT;
  }

  /**
   * Where a claim whose CLM is missing begins, now that its first line begins at segment `s`: after the names of payer or patient.
   * `part` is the open level, which begins at segment `begin`. `s` when there is nothing of a claim.
   */
  claimBefore(s: number, part: number, begin: number, loops: Loops): number {
    const { id, loop } = this.#table;
    const last = loops.number(part === PATIENT ? '2010CA' : '2010BB');
    let at = begin;
    while (at < s && loop[at] !== last) at++;
    for (at++; at < s; at++) {
      const ofParty = id[at] === N3 || id[at] === N4 || id[at] === DMG || id[at] === PER;
      if (!ofParty && !(id[at] === REF && PARTY_REFERENCES.has(text(this.#table, at, 1)))) break;
    }
    return Math.min(at, s);
  }
}
