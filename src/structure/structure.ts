import type { ClaimView } from '../claims/claim.ts';
import { CLAIM, type Level, SUBSCRIBER } from '../claims/parts.ts';
import { withMask } from '../claims/segment.ts';
import { optionalIn } from '../codes/versions.ts';
import { ElementCheck } from '../guides/element-check.ts';
import type { ClaimType } from '../model/claim.ts';
import type { Group, Interchange, TransactionSet } from '../model/envelope.ts';
import type { ReportDeviation } from '../rules/rule.ts';
import type { LocationDetail } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';
import { Deviations } from './deviations.ts';
import { EnvelopeCheck } from './envelope.ts';
import { Hierarchy } from './hierarchy.ts';
import { Slips } from './slips.ts';
import { Walker } from './walker.ts';

/**
 * Compares what is read from one window with its guide: the envelope, the levels, and each claim. `ranges` are the first and
 * one-past-last segments of each part; see claims/parts.
 */
export class Structure {
  readonly #deviations: Deviations;
  readonly #walker: Walker;
  readonly #hierarchy: Hierarchy;
  readonly #envelope: EnvelopeCheck;
  #type: ClaimType = '837P';

  constructor(table: SegmentTable, kept: LocationDetail, report: ReportDeviation) {
    const keep = withMask(kept);
    const deviations = new Deviations(table, keep, report);
    this.#deviations = deviations;
    this.#walker = new Walker(table, deviations, new ElementCheck(table, new Slips(table, deviations)));
    this.#hierarchy = new Hierarchy(table, keep, report);
    this.#envelope = new EnvelopeCheck(report);
  }

  beginSet(type: ClaimType, version: string): void {
    this.#type = type;
    this.#deviations.optional = optionalIn(version);
    this.#hierarchy.reset();
  }

  /** Takes the HL at segment `s`. `ranges` are what is open before it. */
  openLevel(level: Level, s: number, ranges: Int32Array): void {
    this.#hierarchy.open(level, s, ranges);
  }

  /** Takes a level whose HL is missing. */
  openLostLevel(level: Level, ranges: Int32Array): void {
    this.#hierarchy.openLost(level, ranges);
  }

  /** Takes an HL whose HL03 names no level of the guides. */
  unknownLevel(s: number): void {
    this.#hierarchy.unknown(s);
  }

  /** Takes a claim that begins, whole or not. */
  openClaim(): void {
    this.#hierarchy.openClaim();
  }

  /** Compares header or level, now that it has ended. */
  endPart(part: number, ranges: Int32Array): void {
    this.#walker.walk(this.#type, ranges[2 * part]!, ranges[2 * part + 1]!);
  }

  /** Compares a claim whose CLM is missing. */
  headlessClaim(from: number, to: number): void {
    this.#walker.walk(this.#type, from, to);
  }

  endSet(ranges: Int32Array): void {
    this.#hierarchy.end(ranges);
  }

  /** Compares the levels that a claim is under with their first claim. */
  levelsOf({ isCompared, ranges }: ClaimView): void {
    if (isCompared) this.#hierarchy.claim(ranges[2 * CLAIM]!, ranges[2 * SUBSCRIBER]!, ranges[2 * SUBSCRIBER + 1]!);
  }

  claim({ isCompared, type, set, ranges }: ClaimView): void {
    if (!isCompared) return;
    this.#deviations.optional = optionalIn(set.version);
    this.#walker.walk(type, ranges[2 * CLAIM]!, ranges[2 * CLAIM + 1]!);
  }

  transaction(set: TransactionSet): void {
    this.#envelope.set(set);
  }

  group(group: Group): void {
    this.#envelope.group(group);
  }

  interchange(interchange: Interchange): void {
    this.#envelope.interchange(interchange);
  }
}
