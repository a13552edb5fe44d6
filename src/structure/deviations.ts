import {
  DIVIDED,
  type ElementSink,
  LONG,
  NOT_AMOUNT,
  NOT_CODE,
  NOT_DATE,
  NOT_DECIMAL,
  NOT_PERIOD,
  NOT_TIME,
  NOT_WHOLE,
  REPEATED,
  SHORT,
} from '../guides/element-check.ts';
import type { FlatGuide } from '../guides/flat.ts';
import { AMOUNT, type LoopRule, NO_LIMIT, type SegmentRule, WHOLE } from '../guides/types.ts';
import type { Location } from '../model/finding.ts';
import type { ReportDeviation } from '../rules/rule.ts';
import { listed, shapeOf } from '../rules/words.ts';
import elementCharacter from '../rules/x12/element-character.ts';
import elementCode from '../rules/x12/element-code.ts';
import elementExtra from '../rules/x12/element-extra.ts';
import elementLength from '../rules/x12/element-length.ts';
import elementNotUsed from '../rules/x12/element-not-used.ts';
import elementRequired from '../rules/x12/element-required.ts';
import elementSyntax from '../rules/x12/element-syntax.ts';
import elementType from '../rules/x12/element-type.ts';
import loopRepeat from '../rules/x12/loop-repeat.ts';
import loopRequired from '../rules/x12/loop-required.ts';
import segmentKnown from '../rules/x12/segment-known.ts';
import segmentNotUsed from '../rules/x12/segment-not-used.ts';
import segmentPlace from '../rules/x12/segment-place.ts';
import segmentRepeat from '../rules/x12/segment-repeat.ts';
import segmentRequired from '../rules/x12/segment-required.ts';
import situational from '../rules/x12/situational.ts';
import trailingSeparator from '../rules/x12/trailing-separator.ts';
import { beginOf, endOf, text } from '../x12/elements.ts';
import { LX } from '../x12/ids.ts';
import { elementName, idOf, isWrapped, type LocationDetail, locationOf } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';
import { nameOf, namesOf, periodFormat, spoken } from './names.ts';
import { quotedCode } from './quoted.ts';

/** Codes that are few enough to be listed. */
const FEW = 12;

/**
 * Says how one part of a set deviates from its guide: one method a kind, each with the rule and message that it belongs to.
 *
 * In all of them `s` is the segment (its row in the table), `k` the element, `c` the component (0 for the whole element) and `e` the
 * element's row in the guide.
 */
export class Deviations implements ElementSink {
  /** Set before anything is compared. */
  flat!: FlatGuide;
  /** Elements that the version of the set does not require, although the guide does. */
  optional: readonly string[] = [];
  /** The open loop. */
  loop = 0;
  readonly #table: SegmentTable;
  readonly #keep: LocationDetail;
  readonly #report: ReportDeviation;
  /** A line break inside a segment of the part explains what does not match. */
  #isWrapped = false;
  #lineLoop = 0;
  #lineNumber = 0;
  #lineCount = 0;

  constructor(table: SegmentTable, keep: LocationDetail, report: ReportDeviation) {
    this.#table = table;
    this.#keep = keep;
    this.#report = report;
  }

  /** Takes up a guide. */
  use(flat: FlatGuide): void {
    this.flat = flat;
    this.#lineLoop = flat.guide.loop('2400');
  }

  /** Begins a part. */
  begin(): void {
    this.#isWrapped = false;
    this.#lineCount = 0;
  }

  /** Opens a loop at segment `s`. The number of a line is LX01, or its ordinal where that is not a number. */
  open(loop: number, s: number): void {
    this.loop = loop;
    if (loop !== this.#lineLoop) return;
    this.#lineCount++;
    const from = this.#table.id[s] === LX ? beginOf(this.#table, s, 1) : -1;
    const to = endOf(this.#table, s, 1);
    let number = 0;
    for (let i = from; from >= 0 && i < to; i++) {
      const digit = this.#table.bytes[i]! - 48;
      if (digit < 0 || digit > 9 || to - from > 6) {
        number = 0;
        break;
      }
      number = number * 10 + digit;
    }
    this.#lineNumber = number || this.#lineCount;
  }

  // Loops

  loopOutOfOrder(s: number, loop: LoopRule, parent: number): void {
    this.#found(s, 0, 0, loop.number, (location) =>
      this.#report(segmentPlace, 'loopLate', location, {
        loop: loop.id,
        name: loop.name,
        parent: nameOf(this.flat.guide, parent),
      }),
    );
  }

  loopRepeated(s: number, loop: LoopRule, parent: number): void {
    this.#found(s, 0, 0, loop.number, (location) =>
      this.#report(loopRepeat, 'often', location, {
        loop: loop.id,
        name: loop.name,
        max: loop.max,
        parent: nameOf(this.flat.guide, parent),
      }),
    );
  }

  /** A required loop that is missing in loop `parent`, which ended before segment `end`. */
  loopMissing(loop: LoopRule, parent: number, begin: number, end: number): void {
    const s = this.#lastBefore(parent, loop.position, begin, end, loop.number);
    this.#found(s, 0, 0, this.#table.loop[s]!, (location) =>
      this.#report(loopRequired, 'missing', location, {
        loop: loop.id,
        name: loop.name,
        opener: spoken(this.flat.guide, loop.segments[0]!),
        parent: nameOf(this.flat.guide, parent),
      }),
    );
  }

  /** A segment of a required loop whose first segment is missing. */
  loopHeadless(s: number, loop: LoopRule): void {
    this.#found(s, 0, 0, this.#table.loop[s]!, (location) =>
      this.#report(loopRequired, 'headless', location, {
        segment: idOf(this.#table, s),
        loop: loop.id,
        name: loop.name,
        opener: spoken(this.flat.guide, loop.segments[0]!),
      }),
    );
  }

  // Segments

  /** A required segment that is missing in its loop, which began at segment `begin` and ended before segment `end`. */
  segmentMissing(rule: SegmentRule, begin: number, end: number): void {
    const s = this.#lastBefore(rule.loop, rule.position, begin, end);
    this.#found(s, 0, 0, rule.loop, (location) =>
      this.#report(segmentRequired, 'missing', location, {
        segment: spoken(this.flat.guide, rule),
        name: rule.name,
        loop: nameOf(this.flat.guide, rule.loop),
      }),
    );
  }

  segmentUnknown(s: number): void {
    this.#here(s, 0, 0, (location) =>
      this.#report(segmentKnown, 'unknown', location, { segment: this.#unknownId(s), type: this.flat.guide.type }),
    );
  }

  /** A segment that the standard has, but not the guide. */
  segmentUnused(s: number): void {
    this.#here(s, 0, 0, (location) =>
      this.#report(segmentNotUsed, 'unused', location, { segment: idOf(this.#table, s), type: this.flat.guide.type }),
    );
  }

  /** A segment, with its qualifier where that identifies it, in the wrong loop; `homes` are the loops that it belongs in. */
  segmentMisplaced(s: number, segment: string, homes: readonly LoopRule[]): void {
    this.#here(s, 0, 0, (location) =>
      this.#report(segmentPlace, 'misplaced', location, {
        segment,
        here: nameOf(this.flat.guide, this.loop),
        belongs: namesOf(homes),
      }),
    );
  }

  /** A segment that comes after one that it should precede, in a loop that began at segment `begin`. */
  segmentOutOfOrder(s: number, loop: number, rule: number, begin: number): void {
    const { guide } = this.flat;
    const table = this.#table;
    const { position, name } = guide.segments[rule]!;
    let before = '';
    for (let i = s - 1; i >= begin; i--) {
      const group = table.loop[i] === loop ? guide.group(loop, table.id[i]!) : undefined;
      if (group && group.rules[0]!.position > position) before = idOf(table, i);
    }
    if (before === '') before = guide.loops[loop]!.children.find((child) => child.position > position)?.id ?? '';
    this.#here(s, 0, 0, (location) =>
      this.#report(segmentPlace, 'late', location, {
        segment: spoken(this.flat.guide, guide.segments[rule]!),
        name,
        before,
        loop: nameOf(this.flat.guide, this.loop),
      }),
    );
  }

  segmentRepeated(s: number, loop: number, rule: number): void {
    const { guide } = this.flat;
    const { name, max } = guide.segments[rule]!;
    this.#here(s, 0, 0, (location) =>
      this.#report(segmentRepeat, 'often', location, {
        segment: spoken(this.flat.guide, guide.segments[rule]!),
        name,
        max,
        loop: nameOf(this.flat.guide, loop),
        opener: spoken(this.flat.guide, guide.loops[loop]!.segments[0]!),
      }),
    );
  }

  /** Separators after the last value of a segment or, where `k` is given, of a composite. */
  trailing(s: number, k: number): void {
    const id = idOf(this.#table, s);
    // An ST that ends in an empty ST03 names no version: x12/version reports it.
    if (id === 'ST' && text(this.#table, s, 3) === '') return;
    this.#here(s, k, 0, (location) =>
      this.#report(trailingSeparator, 'trailing', location, { part: k > 0 ? elementName(id, k) : id }),
    );
  }

  // Elements

  elementMissing(s: number, k: number, c: number, name: string): void {
    const element = elementName(idOf(this.#table, s), k, c);
    if (this.optional.includes(element)) return;
    this.#here(s, k, c, (location) => this.#report(elementRequired, 'empty', location, { element, name }));
  }

  elementUnused(s: number, k: number, c: number, e: number): void {
    const { name } = this.flat.elements[e]!;
    this.#here(s, k, c, (location) =>
      this.#report(elementNotUsed, 'used', location, {
        element: elementName(idOf(this.#table, s), k, c),
        name: name === '-' ? '' : ` (${name})`,
        loop: nameOf(this.flat.guide, this.loop),
      }),
    );
  }

  /** A value in element `k` that belongs in element `to`, because separators before it are missing. */
  elementShifted(s: number, k: number, to: number): void {
    const id = idOf(this.#table, s);
    const separators = to === k + 1 ? 'an element separator is' : `${to - k} element separators are`;
    this.#here(s, k, 0, (location) =>
      this.#report(elementNotUsed, 'shifted', location, { element: elementName(id, k), home: elementName(id, to), separators }),
    );
  }

  /** A value in element `k` that goes on with that of the next one, because the separator between them is missing. */
  elementGlued(s: number, k: number, c: number): void {
    const id = idOf(this.#table, s);
    const named = { element: elementName(id, k, c), next: elementName(id, k + 1) };
    this.#here(s, k, c, (location) => this.#report(elementLength, 'glued', location, named));
  }

  /** An empty element `k` that is there because of a separator too many. */
  elementTooMany(s: number, k: number): void {
    const element = elementName(idOf(this.#table, s), k);
    this.#here(s, k, 0, (location) => this.#report(elementRequired, 'tooMany', location, { element }));
  }

  /** Elements that the standard does not have: there are `size`, and `known` that it has. */
  elementsExtra(s: number, size: number, known: number): void {
    this.#here(s, known + 1, 0, (location) =>
      this.#report(elementExtra, 'elements', location, { segment: idOf(this.#table, s), count: size, max: known }),
    );
  }

  /** Components that the standard does not have; `known` that it has. */
  componentsExtra(s: number, k: number, name: string, known: number): void {
    this.#here(s, k, 0, (location) =>
      this.#report(elementExtra, 'components', location, { element: elementName(idOf(this.#table, s), k), name, max: known }),
    );
  }

  /** A composite that is divided by another byte than ISA16 gives. */
  elementDivided(s: number, k: number, byte: string, separator: string): void {
    this.#here(s, k, 0, (location) =>
      this.#report(elementCharacter, 'divided', location, { element: elementName(idOf(this.#table, s), k), byte, separator }),
    );
  }

  /** A value with a fault, from byte `from` to `to` of the window. */
  value(fault: number, s: number, k: number, c: number, e: number, from: number, to: number): void {
    const { name, min, max, whole, decimals, codes, type } = this.flat.elements[e]!;
    const named = { element: elementName(idOf(this.#table, s), k, c), name };
    if (fault === NOT_CODE) {
      const list = this.flat.guide.codeLists[codes]!;
      this.code(s, k, c, name, list.codes, list.external);
      return;
    }
    if (fault === SHORT || fault === LONG) {
      if (type < WHOLE || type > AMOUNT) {
        this.length(s, k, c, name, to - from, min, max);
        return;
      }
      const [before = '', behind = ''] = text(this.#table, s, k, c).replace('-', '').split('.');
      if (before.length > whole) this.#digits('whole', s, k, c, before.length, whole, named);
      else if (behind.length > decimals) this.#digits('decimals', s, k, c, behind.length, decimals, named);
      else this.length(s, k, c, name, before.length + behind.length, min, max);
      return;
    }
    this.#here(s, k, c, (location) => {
      if (fault === NOT_WHOLE) this.#report(elementType, 'whole', location, named);
      else if (fault === NOT_DECIMAL) this.#report(elementType, 'decimal', location, named);
      else if (fault === NOT_AMOUNT) this.#report(elementType, 'amount', location, named);
      else if (fault === NOT_DATE) this.#report(elementType, 'date', location, named);
      else if (fault === NOT_TIME) this.#report(elementType, 'time', location, named);
      else if (fault === NOT_PERIOD)
        this.#report(elementType, 'period', location, {
          ...named,
          format: periodFormat(c > 0 ? text(this.#table, s, k, c - 1) : text(this.#table, s, k - 1)),
        });
      else if (fault === DIVIDED) this.#report(elementExtra, 'components', location, { ...named, max: 1 });
      else if (fault === REPEATED) this.#report(elementExtra, 'repeated', location, named);
      else this.#report(elementCharacter, 'blank', location, named);
    });
  }

  /** A number with too many digits before the decimal point or behind it. */
  #digits(
    message: 'whole' | 'decimals',
    s: number,
    k: number,
    c: number,
    length: number,
    max: number,
    named: { readonly element: string; readonly name: string },
  ): void {
    this.#here(s, k, c, (location) => this.#report(elementLength, message, location, { ...named, length, max }));
  }

  /** A value of the wrong length. */
  length(s: number, k: number, c: number, name: string, length: number, min: number, max: number): void {
    const named = { element: elementName(idOf(this.#table, s), k, c), name, length };
    this.#here(s, k, c, (location) => {
      if (length > max) this.#report(elementLength, 'long', location, { ...named, max });
      else this.#report(elementLength, 'short', location, { ...named, min });
    });
  }

  /** A value that is not among its codes, or not in the public list named by `external`. */
  code(s: number, k: number, c: number, name: string, codes: readonly string[], external: string | undefined): void {
    const unique = [...new Set(codes)];
    const legal = external
      ? `one of the ${external} codes`
      : unique.length > FEW
        ? `one of the ${unique.length} codes that the guide allows`
        : listed(unique, 'or');
    const element = elementName(idOf(this.#table, s), k, c);
    this.#here(s, k, c, (location) =>
      this.#report(elementCode, 'illegal', location, {
        element,
        name,
        value: quotedCode(this.#table, s, k, c),
        legal,
      }),
    );
  }

  /** Elements that depend on each other: `mask` are those of the note (see `Note`), `given` those that have a value. */
  note(s: number, rule: number, kind: string, mask: number, given: number): void {
    const { id } = this.flat.guide.segments[rule]!;
    const elementsOf = (bits: number) =>
      Array.from({ length: 31 }, (_, element) => element).filter((element) => (bits >> element) & 1);
    const name = (element: number) => elementName(id, element);
    const there = elementsOf(given);
    const absent = elementsOf(mask & ~given);
    const present = there.map(name).join(' and ');
    const missing = absent.map(name);
    this.#here(s, kind === 'E' ? there.at(-1)! : absent[0]!, 0, (location) => {
      if (kind === 'P') this.#report(elementSyntax, 'paired', location, { given: present, missing: missing.join(' and ') });
      else if (kind === 'R') this.#report(elementSyntax, 'none', location, { missing: missing.join(' or ') });
      else if (kind === 'C') this.#report(elementSyntax, 'needs', location, { given: present, missing: missing.join(' and ') });
      else if (kind === 'L') this.#report(elementSyntax, 'one', location, { given: present, missing: missing.join(' or ') });
      else if (kind === 'E') this.#report(elementSyntax, 'both', location, { given: present });
      else this.#report(situational, 'address', location, { missing: missing.join(' and ') });
    });
  }

  // Words

  /** An id that the guide does not have. One that may be a word is not repeated. */
  #unknownId(s: number): string {
    const id = idOf(this.#table, s);
    return id === '?' ? `of this id (${shapeOf(text(this.#table, s, 0))})` : id;
  }

  // Locations

  /** The last segment of a loop, its children included, before what has this position or, at one position, number. */
  #lastBefore(loop: number, position: number, begin: number, end: number, number = NO_LIMIT): number {
    const { parent, guide } = this.flat;
    const table = this.#table;
    let last = begin;
    for (let s = last; s < end; s++) {
      let at = table.loop[s]!;
      if (at === loop) {
        const group = guide.group(loop, table.id[s]!);
        if (group && group.rules[0]!.position <= position) last = s;
        continue;
      }
      while (at !== 0 && parent[at] !== loop) at = parent[at]!;
      if (at === 0) continue;
      const before = guide.loops[at]!.position;
      if (before < position || (before === position && at <= number)) last = s;
    }
    return last;
  }

  /** Reports what was found at a segment, in the loop that the segment is in. */
  #here(s: number, k: number, c: number, report: (location: Location) => void): void {
    this.#found(s, k, c, this.#table.loop[s]!, report);
  }

  #found(s: number, k: number, c: number, loop: number, report: (location: Location) => void): void {
    // A file that is wrapped to a fixed width has that finding; what its line breaks cut apart has none of its own.
    if (isWrapped(this.#table, s, s + 1)) this.#isWrapped = true;
    if (this.#isWrapped) return;
    const { guide, parent } = this.flat;
    const id = guide.loops[loop]?.id ?? '';
    let within = loop;
    while (within !== 0 && within !== this.#lineLoop) within = parent[within]!;
    const line = within === this.#lineLoop ? this.#lineNumber : undefined;
    report(locationOf(this.#table, s, k, c, id === 'HEAD' ? '' : id, this.#keep, line));
  }
}
