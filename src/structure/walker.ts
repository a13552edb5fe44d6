import { lacksLx } from '../claims/line-begin.ts';
import type { ElementCheck } from '../guides/element-check.ts';
import { UNUSED_SEGMENTS } from '../guides/elements.ts';
import { FLAT_GUIDES, type FlatGuide } from '../guides/flat.ts';
import { type LoopRule, REQUIRED, type SegmentRule, slotOf } from '../guides/types.ts';
import type { ClaimType } from '../model/claim.ts';
import { beginOf, endOf, text } from '../x12/elements.ts';
import { NM1, SV1, SV2 } from '../x12/ids.ts';
import { idOf } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';
import type { Deviations } from './deviations.ts';
import { Run } from './run.ts';

/** Instances of loops that are counted before the count begins anew. */
const INSTANCES = 0x7fffffff;

/**
 * Compares the segments of one part of a set (header, level, claim) with its guide; the elements of each are left to `ElementCheck`.
 * Nothing is allocated where nothing deviates. One fault gives one deviation: a run of segments in the wrong place is one, a name with a
 * wrong role hides the loops below it, and what is missing because of it is not reported as well.
 *
 * In all of it `s` is the segment (its row in the table), `at` and `loop` are numbers of loops, `rule` is the number of a segment rule.
 */
export class Walker {
  readonly #table: SegmentTable;
  readonly #deviations: Deviations;
  readonly #elements: ElementCheck;
  /** Set before anything is compared. */
  #flat!: FlatGuide;
  /** By segment rule: how often it was in the open instance of its loop. */
  #seen = new Int32Array(0);
  /** By segment rule: the instance of its loop that `#seen` is about. Another one has seen none: nothing is reset. */
  #seenIn = new Int32Array(0);
  /** By loop: which instance is open, of all since the guide was taken up. */
  #instance = new Int32Array(0);
  #instances = 0;
  /** By loop: how often it was in the open instance of its parent. */
  #loopSeen = new Int32Array(0);
  /** By open loop: the highest position so far. */
  #highestPosition = new Int32Array(0);
  /** By open loop. */
  #firstSegment = new Int32Array(0);
  /** By open loop: the id of a segment whose qualifier was wrong; it may be the one that is missing. */
  #misqualifiedId = new Int32Array(0);
  /** By open loop: 1 where its required loops are not asked for, because a name with a wrong role may be one of them. */
  #skipRequiredLoops = new Uint8Array(0);
  #current = 0;
  /** The segments in the wrong place that were reported last. */
  readonly #run = new Run();

  constructor(table: SegmentTable, deviations: Deviations, elements: ElementCheck) {
    this.#table = table;
    this.#deviations = deviations;
    this.#elements = elements;
  }

  /** Walks the segments of one part, whose first one opens it. */
  walk(type: ClaimType, from: number, to: number): void {
    if (from >= to) return;
    this.#use(type);
    this.#elements.begin();
    this.#deviations.begin();
    const { id, loop } = this.#table;
    const flat = this.#flat;
    const { idSlots, idIndex, idCount, groupAt, groups, position, max, firstRule } = flat;
    const idMask = idSlots.length - 1;
    const groupCount = groups.length;
    const seen = this.#seen;
    const seenIn = this.#seenIn;
    const instance = this.#instance;
    const highestPosition = this.#highestPosition;
    const run = this.#run;
    this.#current = 0;
    this.#run.end();
    // Where the first segment of a part is missing, the part begins inside it, or with what no loop knows.
    let outer = 0;
    for (let s = from; s < to && outer === 0; s++) outer = loop[s]!;
    while (flat.parent[outer] !== 0) outer = flat.parent[outer]!;
    this.#begin(outer, from);
    for (let s = from; s < to; s++) {
      const at = loop[s]!;
      if (at !== this.#current) {
        if (at === 0) {
          this.#reportUnknownName(s);
          continue;
        }
        this.#enter(at, s);
      }
      const packed = id[s]!;
      let slot = slotOf(packed, idMask);
      while (idSlots[slot] !== packed && idSlots[slot] !== 0) slot = (slot + 1) & idMask;
      const group = idSlots[slot] === 0 ? -1 : groupAt[at * idCount + idIndex[slot]!]!;
      if (group < 0) {
        this.#reportUnknownSegment(s, at);
        continue;
      }
      const rule = group >= groupCount ? group - groupCount : this.#qualified(s, group);
      if (rule < 0) {
        this.#reportMisqualified(s, at, group);
        continue;
      }
      if (rule === firstRule[at] && seenIn[rule] === instance[at]) this.#enter(at, s);
      const place = position[rule]!;
      if (seenIn[rule] !== instance[at]) {
        seenIn[rule] = instance[at]!;
        seen[rule] = 0;
      }
      if (++seen[rule]! > max[rule]! && !this.#beginsLine(s, from, at, rule)) {
        this.#reportRepeat(s, at, rule);
        this.#elements.check(s, rule);
        continue;
      }
      if (place < highestPosition[at]!) {
        this.#reportOutOfOrder(s, at, rule);
        this.#elements.check(s, rule);
        continue;
      }
      highestPosition[at] = place;
      run.end();
      this.#elements.check(s, rule);
    }
    for (let open = this.#current; open !== 0; open = flat.parent[open]!) this.#close(open, to);
  }

  #use(type: ClaimType): void {
    if (this.#flat?.guide.type === type) return;
    const flat = FLAT_GUIDES[type];
    const loops = flat.guide.loops.length;
    this.#flat = flat;
    this.#seen = new Int32Array(flat.guide.segments.length);
    this.#seenIn = new Int32Array(flat.guide.segments.length);
    this.#instance = new Int32Array(loops);
    this.#instances = 0;
    this.#loopSeen = new Int32Array(loops);
    this.#highestPosition = new Int32Array(loops);
    this.#firstSegment = new Int32Array(loops);
    this.#misqualifiedId = new Int32Array(loops);
    this.#skipRequiredLoops = new Uint8Array(loops);
    this.#elements.use(flat);
    this.#deviations.use(flat);
  }

  // Loops

  #begin(loop: number, s: number): void {
    const { children } = this.#flat;
    this.#current = loop;
    this.#highestPosition[loop] = 0;
    this.#firstSegment[loop] = s;
    this.#misqualifiedId[loop] = 0;
    this.#skipRequiredLoops[loop] = 0;
    this.#instances = this.#instances === INSTANCES ? 1 : this.#instances + 1;
    this.#instance[loop] = this.#instances;
    const inside = children[loop]!;
    for (let k = 0; k < inside.length; k++) this.#loopSeen[inside[k]!] = 0;
    this.#deviations.open(loop, s);
  }

  /** Closes the loops that a new one ends, and opens it. */
  #enter(loop: number, s: number): void {
    const { parent, guide } = this.#flat;
    const around = parent[loop]!;
    while (this.#current !== around && this.#current !== 0) {
      this.#close(this.#current, s);
      this.#current = parent[this.#current]!;
    }
    if (around > 0) {
      const rule = guide.loops[loop]!;
      const times = ++this.#loopSeen[loop]!;
      if (rule.position < this.#highestPosition[around]!) this.#deviations.loopOutOfOrder(s, rule, around);
      else {
        this.#highestPosition[around] = rule.position;
        if (times > rule.max) this.#deviations.loopRepeated(s, rule, around);
      }
    }
    this.#begin(loop, s);
    const opener = guide.loops[loop]!.segments[0]!;
    if (this.#table.id[s] !== opener.packed) this.#beginHeadless(loop, s);
  }

  /** Whether a second SV1 or SV2 begins a line, because the LX before it is missing. If so, opens that line. */
  #beginsLine(s: number, from: number, at: number, rule: number): boolean {
    const { id } = this.#table;
    if ((id[s] !== SV1 && id[s] !== SV2) || !lacksLx(id, from, s)) return false;
    this.#enter(at, s);
    this.#seenIn[rule] = this.#instance[at]!;
    this.#seen[rule] = 1;
    return true;
  }

  /** A loop that begins with its second segment, because the first one is missing: a line without LX. */
  #beginHeadless(loop: number, s: number): void {
    const rule = this.#flat.firstRule[loop]!;
    this.#seenIn[rule] = this.#instance[loop]!;
    this.#seen[rule] = 1;
    this.#deviations.loopHeadless(s, this.#flat.guide.loops[loop]!);
  }

  /** Reports what an open loop lacks, now that segment `end` is not part of it. */
  #close(loop: number, end: number): void {
    const { requiredRules, requiredLoops, guide } = this.#flat;
    const rules = requiredRules[loop]!;
    for (let k = 0; k < rules.length; k++) {
      if (this.#seenIn[rules[k]!] !== this.#instance[loop]) {
        const rule = guide.segments[rules[k]!]!;
        if (rule.packed !== this.#misqualifiedId[loop]) this.#deviations.segmentMissing(rule, this.#firstSegment[loop]!, end);
      }
    }
    if (this.#skipRequiredLoops[loop] === 1) return;
    const loops = requiredLoops[loop]!;
    for (let k = 0; k < loops.length; k++) {
      if (this.#loopSeen[loops[k]!] === 0) {
        this.#deviations.loopMissing(guide.loops[loops[k]!]!, loop, this.#firstSegment[loop]!, end);
      }
    }
  }

  /** A name whose role opens no loop here. What it has below it is not looked at. */
  #reportUnknownName(s: number): void {
    const { guide, parent } = this.#flat;
    if (this.#table.id[s] !== NM1) return;
    const role = text(this.#table, s, 1);
    const homes = guide.loops.filter((loop) => {
      const opener = loop.segments[0];
      return opener?.packed === NM1 && guide.codeLists[opener.elements[0]!.codes]!.codes.includes(role);
    });
    // With the role of another loop it is none of those that are required here.
    if (homes.length === 0) for (let open = this.#current; open !== 0; open = parent[open]!) this.#skipRequiredLoops[open] = 1;
    if (homes.length > 0) {
      if (!this.#run.takesName()) this.#deviations.segmentMisplaced(s, `NM1*${role}`, homes);
      return;
    }
    this.#run.end();
    if (role === '' || role.length > 3) {
      if (role === '') this.#deviations.elementMissing(s, 1, 0, 'role');
      else this.#deviations.length(s, 1, 0, 'role', role.length, 2, 3);
      return;
    }
    const legal = new Set<string>();
    for (let open = this.#current; open !== 0; open = parent[open]!) {
      for (const child of guide.loops[open]!.children) {
        const opener = child.segments[0]!;
        if (opener.packed === NM1) for (const code of guide.codeLists[opener.elements[0]!.codes]!.codes) legal.add(code);
      }
    }
    this.#deviations.code(s, 1, 0, 'role', [...legal].sort(), undefined);
  }

  // Segments in their loop

  /** The segment rule that the qualifier names; -1 if none. */
  #qualified(s: number, group: number): number {
    const { rules, element, component, keys, values } = this.#flat.groups[group]!;
    const table = this.#table;
    const { bytes } = table;
    const separator = table.delimiters.component;
    let from = beginOf(table, s, element);
    if (from < 0) return -1;
    const end = endOf(table, s, element);
    for (let skip = 1; skip < component; skip++) {
      while (from < end && bytes[from] !== separator) from++;
      from++;
    }
    let key = 0;
    let i = from;
    for (; i < end && !(component > 0 && bytes[i] === separator); i++) {
      if (i - from > 3) return -1;
      key |= bytes[i]! << (8 * (i - from));
    }
    const mask = keys.length - 1;
    let slot = slotOf(key, mask);
    while (values[slot]! >= 0) {
      if (keys[slot] === key) return rules[values[slot]!]!.index;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** A segment whose qualifier the loop does not know: at home in another loop, or wrong. */
  #reportMisqualified(s: number, at: number, group: number): void {
    const { guide, groups } = this.#flat;
    const { rules, element, component } = groups[group]!;
    this.#misqualifiedId[at] = rules[0]!.packed;
    const packed = rules[0]!.packed;
    if (component > 0 && this.#elements.isMisread(s, element)) return;
    const value = text(this.#table, s, element, component);
    const lists = (each: SegmentRule) => {
      const part = each.elements[element - 1]!;
      const list = component > 0 ? part.components[component - 1]!.codes : part.codes;
      return guide.codeLists[list]?.codes ?? [];
    };
    const name =
      component > 0 ? rules[0]!.elements[element - 1]!.components[component - 1]!.name : rules[0]!.elements[element - 1]!.name;
    if (value === '') {
      this.#deviations.elementMissing(s, element, component, name);
      return;
    }
    const homes = guide.loops.filter((loop) =>
      loop.segments.some((each) => each.packed === packed && lists(each).includes(value)),
    );
    if (homes.length > 0) {
      if (!this.#run.takesKnown(homes)) this.#deviations.segmentMisplaced(s, `${rules[0]!.id}*${value}`, homes);
      return;
    }
    const part = rules[0]!.elements[element - 1]!;
    const limits = component > 0 ? part.components[component - 1]! : part;
    if (value.length > limits.max || value.length < limits.min) {
      this.#deviations.length(s, element, component, name, value.length, limits.min, limits.max);
      return;
    }
    this.#deviations.code(s, element, component, name, rules.flatMap(lists).sort(), undefined);
  }

  /** A segment that the open loop does not have. */
  #reportUnknownSegment(s: number, at: number): void {
    const table = this.#table;
    const { guide, parent } = this.#flat;
    const packed = table.id[s]!;
    if (!guide.ids.has(packed)) {
      if (this.#run.takesUnknown()) return;
      if (UNUSED_SEGMENTS.has(packed)) this.#deviations.segmentUnused(s);
      else this.#deviations.segmentUnknown(s);
      return;
    }
    const homes = this.#homesOf(packed);
    if (this.#run.takesAlien(homes)) return;
    // The first segment of a loop that must come here is missing: its second one is there alone.
    for (let open = at; open !== 0; open = parent[open]!) {
      for (const child of guide.loops[open]!.children) {
        if (child.usage !== REQUIRED || this.#loopSeen[child.number] !== 0) continue;
        if (!child.segments.some((rule) => rule.packed === packed)) continue;
        // The loop itself may still come, if the segment strayed from it.
        this.#skipRequiredLoops[open] = 1;
        this.#run.beginBlock([child]);
        this.#deviations.loopHeadless(s, child);
        return;
      }
    }
    this.#deviations.segmentMisplaced(s, idOf(table, s), homes);
  }

  /** The loops that have segments of an id. */
  #homesOf(packed: number): readonly LoopRule[] {
    return this.#flat.guide.loops.filter((loop) => loop.segments.some((rule) => rule.packed === packed));
  }

  #reportRepeat(s: number, at: number, rule: number): void {
    if (!this.#run.takesKnown(this.#homesOf(this.#table.id[s]!))) this.#deviations.segmentRepeated(s, at, rule);
  }

  #reportOutOfOrder(s: number, at: number, rule: number): void {
    if (!this.#run.takesKnown(this.#homesOf(this.#table.id[s]!)))
      this.#deviations.segmentOutOfOrder(s, at, rule, this.#firstSegment[at]!);
  }
}
