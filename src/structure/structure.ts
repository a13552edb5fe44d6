import type { ClaimView } from '../claims/claim.ts';
import { BILLING, CLAIM, HEADER, type Level, PATIENT, SUBSCRIBER } from '../claims/parts.ts';
import { withMask } from '../claims/segment.ts';
import type { ClaimType } from '../model/claim.ts';
import type { Group, Interchange, TransactionSet } from '../model/envelope.ts';
import type { ReportDeviation } from '../rules/rule.ts';
import { counted, listed } from '../rules/words.ts';
import situational from '../rules/x12/situational.ts';
import { Situations } from '../rules/x12/support/situations.ts';
import type { LocationDetail } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';
import { Deviations } from './deviations.ts';
import { ElementCheck } from './elements.ts';
import { EnvelopeCheck } from './envelope.ts';
import { Hierarchy } from './hierarchy.ts';
import { Walker } from './walker.ts';

/**
 * Compares what is read from one window with its guide: the envelope, the levels, and each claim. `ranges` are the first and
 * one-past-last segments of each part; see claims/parts.
 */
export class Structure {
  readonly #walker: Walker;
  readonly #hierarchy: Hierarchy;
  readonly #envelope: EnvelopeCheck;
  readonly #situations: Situations;
  #type: ClaimType = '837P';

  constructor(table: SegmentTable, kept: LocationDetail, report: ReportDeviation) {
    const keep = withMask(kept);
    const deviations = new Deviations(table, keep, report);
    this.#walker = new Walker(table, deviations, new ElementCheck(table, deviations));
    this.#hierarchy = new Hierarchy(table, keep, report);
    this.#envelope = new EnvelopeCheck(report);
    this.#situations = new Situations(table, keep, (kind, location, data) => {
      if (kind === 'situation-subscriber')
        report(situational, 'subscriber', location, { missing: listed(String(data.missing).split(','), 'or') });
      else if (kind === 'situation-member-id') report(situational, 'memberId', location, {});
      else if (kind === 'situation-zip') report(situational, 'zip', location, { party: data.party! });
      else if (kind === 'situation-admission' && data.bill) report(situational, 'admissionBill', location, { bill: data.bill });
      else if (kind === 'situation-admission') report(situational, 'admissionVisit', location, { code: data.code! });
      else if (kind === 'situation-manipulation') report(situational, 'manipulation', location, { condition: data.condition! });
      else if (kind === 'situation-accident-date') report(situational, 'accidentDate', location, { cause: data.cause! });
      else if (kind === 'situation-accident-state') report(situational, 'accidentState', location, {});
      else if (kind === 'situation-rendering')
        report(situational, 'rendering', location, { npi: data.npi!, lines: counted(Number(data.lines), 'line') });
      else report(situational, 'drugProcedure', location, {});
    });
  }

  beginSet(type: ClaimType): void {
    this.#type = type;
    this.#hierarchy.reset();
    this.#situations.reset();
  }

  /** Takes the HL at segment `s`. `ranges` are what is open before it. */
  openLevel(level: Level, s: number, ranges: Int32Array): void {
    this.#hierarchy.open(level, s, ranges[2 * BILLING]!, ranges[2 * SUBSCRIBER]!);
    if (level !== 23) this.#situations.reset();
  }

  /** Takes a level whose HL is missing. */
  openLostLevel(level: Level, ranges: Int32Array): void {
    this.#hierarchy.openLost(level, ranges[2 * BILLING]!, ranges[2 * SUBSCRIBER]!);
    if (level !== 23) this.#situations.reset();
  }

  /** Takes an HL whose HL03 names no level of the guides. */
  unknownLevel(s: number): void {
    this.#hierarchy.unknown(s);
  }

  /** Compares header or level, now that it has ended. */
  endPart(part: number, ranges: Int32Array): void {
    const [from, to] = [ranges[2 * part]!, ranges[2 * part + 1]!];
    this.#walker.walk(this.#type, from, to);
    if (part !== HEADER) this.#situations.level(this.#type, from, to);
  }

  /** Compares a claim whose CLM is missing. */
  headlessClaim(from: number, to: number): void {
    this.#walker.walk(this.#type, from, to);
  }

  endSet(ranges: Int32Array): void {
    this.#hierarchy.close(20, ranges[2 * BILLING]!, ranges[2 * SUBSCRIBER]!);
  }

  /** Compares the levels that a claim is under with their first claim. */
  levelsOf({ isCompared, type, ranges }: ClaimView): void {
    if (!isCompared) return;
    const [from, to] = [ranges[2 * SUBSCRIBER]!, ranges[2 * SUBSCRIBER + 1]!];
    this.#hierarchy.claim(ranges[2 * CLAIM]!, from, to);
    if (ranges[2 * PATIENT] === ranges[2 * PATIENT + 1]) this.#situations.subscriber(type, from, to);
  }

  claim({ isCompared, type, ranges }: ClaimView): void {
    if (!isCompared) return;
    this.#walker.walk(type, ranges[2 * CLAIM]!, ranges[2 * CLAIM + 1]!);
    this.#situations.claim(type, ranges);
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
