import { isDate } from '../model/calendar.ts';
import type { ClaimType } from '../model/claim.ts';
import type { Trouble } from '../model/envelope.ts';
import type { Place } from '../model/finding.ts';
import type { Delimiters } from '../x12/delimiters.ts';
import { beginOf, endOf, text } from '../x12/elements.ts';
import { elementName, idOf, type Keep, placeOf, segmentEnd } from '../x12/place.ts';
import { packId, type SegmentTable } from '../x12/segments.ts';
import { oneOf, shownCode } from './code-words.ts';
import {
  AMOUNT,
  CODE,
  COMPOSITE,
  DATE,
  DECIMAL,
  NO_LIMIT,
  NOT_USED,
  PERIOD,
  packCode,
  REQUIRED,
  type SegmentRule,
  slotOf,
  TEXT,
  TIME,
  WHOLE,
} from './guides/compile.ts';
import { FLAT_GUIDES, type FlatGuide } from './guides/tables.ts';

/** Segment ids of the 837 that neither guide uses (ASC X12 005010). */
const UNUSED_SEGMENTS: ReadonlySet<number> = new Set(
  'N2 DN1 DN2 DSB UR CR4 CR5 CR6 CR7 CR8 HSD MEA SV3 TOO SV4 SV6 SV7 IMM PSA LS LE SV1 SV2 SV5 CR1 CR2 CR3 CL1 MIA PS1 QTY FRM LQ'
    .split(' ')
    .map(packId),
);

const NM1 = packId('NM1');

/** Instances of loops that are counted before the count begins anew. */
const INSTANCES = 0x7fffffff;

/** Classes of bytes, as bits, so that a value is judged by the union of its bytes. */
const DIGIT = 1;
const POINT = 2;
const MINUS = 4;
const BLANK = 8;
const OTHER = 16;
const BREAK = 32;
const COMPONENT_SEPARATOR = 64;
const REPETITION_SEPARATOR = 128;

/** What can be wrong with a value; 0 nothing. */
const FINE = 0;
const SHORT = 1;
const LONG = 2;
const NO_WHOLE = 3;
const NO_DECIMAL = 4;
const NO_AMOUNT = 5;
const NO_DATE = 6;
const NO_TIME = 7;
const NO_PERIOD = 8;
const NO_CODE = 9;
const DIVIDED = 10;
const REPEATED = 11;
const BLANKS = 12;

const KIND_OF = [
  '',
  'element-short',
  'element-long',
  'element-whole',
  'element-decimal',
  'element-amount',
  'element-date',
  'element-time',
  'element-period',
  'element-code',
  'components-extra',
  'element-repeated',
  'element-blank',
] as const;

const NOTE_P = 80;
const NOTE_R = 82;
const NOTE_C = 67;
const NOTE_L = 76;
const NOTE_E = 69;
const NOTE_N = 78;

/** Codes that are few enough to be told. */
const FEW = 12;

const D8 = packCode('D8');
const RD8 = packCode('RD8');
const DT = packCode('DT');
const TM = packCode('TM');

/** Kinds of trouble that the walk reports. */
export const DEVIATIONS: ReadonlySet<string> = new Set([
  ...KIND_OF.slice(1),
  'segment-unknown',
  'segment-unused',
  'segment-misplaced',
  'segment-late',
  'segment-required',
  'segment-repeat',
  'loop-late',
  'loop-repeat',
  'loop-required',
  'loop-headless',
  'element-required',
  'element-unused',
  'element-extra',
  'element-divided',
  'syntax-P',
  'syntax-R',
  'syntax-C',
  'syntax-L',
  'syntax-E',
  'syntax-N',
  'trailing-separator',
]);

/** Takes what deviates from the guide. */
export type TroubleTaker = (trouble: Trouble) => void;

/**
 * Compares one part of a set (header, level, claim) with its guide, segment by segment and element by element. Nothing is allocated
 * where nothing deviates. One fault gives one trouble: a run of segments in the wrong place is one, a name with a wrong role hides
 * what stands under it, and what is missing because of it is not reported as well.
 */
export class Conformance {
  readonly #table: SegmentTable;
  readonly #keep: Keep;
  readonly #take: TroubleTaker;
  readonly #class = new Uint8Array(256);
  #component = -2;
  #repetition = -2;
  /** Set before anything is compared. */
  #flat!: FlatGuide;
  #guideType: ClaimType | undefined;
  /** By segment rule: how often it stood in the open instance of its loop. */
  #seen = new Int32Array(0);
  /** By segment rule: the instance of its loop that `#seen` is about. Another one has seen none: nothing is reset. */
  #seenIn = new Int32Array(0);
  /** By loop: which instance is open, of all since the guide was taken up. */
  #instance = new Int32Array(0);
  #instances = 0;
  /** By loop: how often it stood in the open instance of its parent. */
  #loopSeen = new Int32Array(0);
  /** By open loop: highest position so far, first segment, the id of a segment whose qualifier was wrong, a hidden child. */
  #reached = new Int32Array(0);
  #begun = new Int32Array(0);
  #wrongId = new Int32Array(0);
  #hidden = new Uint8Array(0);
  #current = 0;
  /** The segment before was misplaced, and said so. */
  #astray = false;
  /** A line break stands inside a segment of the part that did not match. */
  #broken = false;
  /** Separators of an interchange whose composites are divided by another byte. */
  #misread: Delimiters | undefined;
  #lineLoop = 0;
  #lineNumber = 0;
  #lineCount = 0;
  /** Something is wrong with the elements of the segment at hand. */
  #troubled = false;
  /** A value that the guide does not use was reported of it. */
  #overfull = false;

  constructor(table: SegmentTable, keep: Keep, take: TroubleTaker) {
    this.#table = table;
    this.#keep = keep;
    this.#take = take;
  }

  /** Walks the segments of one part, whose first one opens it. */
  walk(type: ClaimType, from: number, to: number): void {
    if (from >= to) return;
    this.#use(type);
    this.#prepare();
    const { id, loop } = this.#table;
    const flat = this.#flat;
    const { idSlots, idIndex, idCount, groupAt, groups, position, max, firstRule } = flat;
    const idMask = idSlots.length - 1;
    const groupCount = groups.length;
    const seen = this.#seen;
    const seenIn = this.#seenIn;
    const instance = this.#instance;
    const reached = this.#reached;
    this.#current = 0;
    this.#astray = false;
    this.#broken = false;
    this.#lineCount = 0;
    // Where the first segment of a part is missing, the part begins inside it, or with what no loop knows.
    let outer = 0;
    for (let s = from; s < to && outer === 0; s++) outer = loop[s]!;
    while (flat.parent[outer] !== 0) outer = flat.parent[outer]!;
    this.#begin(outer, from);
    for (let s = from; s < to; s++) {
      const at = loop[s]!;
      if (at !== this.#current) {
        if (at === 0) {
          this.#unknownLoop(s);
          continue;
        }
        this.#enter(at, s);
      }
      const packed = id[s]!;
      let slot = slotOf(packed, idMask);
      while (idSlots[slot] !== packed && idSlots[slot] !== 0) slot = (slot + 1) & idMask;
      const group = idSlots[slot] === 0 ? -1 : groupAt[at * idCount + idIndex[slot]!]!;
      if (group < 0) {
        this.#stranger(s, at);
        continue;
      }
      const rule = group >= groupCount ? group - groupCount : this.#qualified(s, group);
      if (rule < 0) {
        this.#unqualified(s, at, group);
        continue;
      }
      if (rule === firstRule[at] && seenIn[rule] === instance[at]) this.#enter(at, s);
      const place = position[rule]!;
      if (seenIn[rule] !== instance[at]) {
        seenIn[rule] = instance[at]!;
        seen[rule] = 0;
      }
      if (++seen[rule]! > max[rule]!) {
        this.#again(s, at, rule);
        continue;
      }
      if (place < reached[at]!) {
        this.#late(s, at, rule);
        continue;
      }
      reached[at] = place;
      this.#astray = false;
      this.#elements(s, rule);
    }
    for (let open = this.#current; open !== 0; open = flat.parent[open]!) this.#close(open, to);
  }

  #use(type: ClaimType): void {
    if (type === this.#guideType) return;
    this.#guideType = type;
    const flat = FLAT_GUIDES[type];
    const loops = flat.guide.loops.length;
    this.#flat = flat;
    this.#seen = new Int32Array(flat.guide.segments.length);
    this.#seenIn = new Int32Array(flat.guide.segments.length);
    this.#instance = new Int32Array(loops);
    this.#instances = 0;
    this.#loopSeen = new Int32Array(loops);
    this.#reached = new Int32Array(loops);
    this.#begun = new Int32Array(loops);
    this.#wrongId = new Int32Array(loops);
    this.#hidden = new Uint8Array(loops);
    this.#lineLoop = flat.guide.loop('2400');
  }

  /** Learns the separators of the interchange. */
  #prepare(): void {
    const { component, repetition } = this.#table.delimiters;
    if (component === this.#component && repetition === this.#repetition) return;
    this.#component = component;
    this.#repetition = repetition;
    for (let byte = 0; byte < 256; byte++) {
      this.#class[byte] =
        byte >= 48 && byte <= 57
          ? DIGIT
          : byte === 46
            ? POINT
            : byte === 45
              ? MINUS
              : byte === 32
                ? BLANK
                : byte === 10 || byte === 13
                  ? BREAK
                  : OTHER;
    }
    if (repetition >= 0) this.#class[repetition] = REPETITION_SEPARATOR;
    if (component >= 0) this.#class[component] = COMPONENT_SEPARATOR;
  }

  // Loops

  #begin(loop: number, s: number): void {
    const { children } = this.#flat;
    this.#current = loop;
    this.#reached[loop] = 0;
    this.#begun[loop] = s;
    this.#wrongId[loop] = 0;
    this.#hidden[loop] = 0;
    this.#instances = this.#instances === INSTANCES ? 1 : this.#instances + 1;
    this.#instance[loop] = this.#instances;
    const inside = children[loop]!;
    for (let k = 0; k < inside.length; k++) this.#loopSeen[inside[k]!] = 0;
    if (loop === this.#lineLoop) this.#readLine(s);
  }

  #readLine(s: number): void {
    const { bytes } = this.#table;
    const from = beginOf(this.#table, s, 1);
    let number = 0;
    this.#lineCount++;
    if (from >= 0) {
      const to = endOf(this.#table, s, 1);
      for (let i = from; i < to; i++) {
        const digit = bytes[i]! - 48;
        if (digit < 0 || digit > 9 || to - from > 6) {
          number = 0;
          break;
        }
        number = number * 10 + digit;
      }
    }
    this.#lineNumber = number || this.#lineCount;
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
      if (rule.position < this.#reached[around]!) {
        this.#report('loop-late', s, 0, 0, { loop: rule.id, name: rule.name, parent: this.#nameOf(around) }, loop);
      } else {
        this.#reached[around] = rule.position;
        if (times > rule.max) {
          this.#report(
            'loop-repeat',
            s,
            0,
            0,
            { loop: rule.id, name: rule.name, max: rule.max, parent: this.#nameOf(around) },
            loop,
          );
        }
      }
    }
    this.#begin(loop, s);
  }

  /** Says what an open loop lacks, now that segment `end` is not part of it. */
  #close(loop: number, end: number): void {
    const { requiredRules, requiredLoops, guide } = this.#flat;
    const rules = requiredRules[loop]!;
    for (let k = 0; k < rules.length; k++) {
      if (this.#seenIn[rules[k]!] !== this.#instance[loop]) {
        const rule = guide.segments[rules[k]!]!;
        if (rule.packed !== this.#wrongId[loop]) this.#missing(rule, end);
      }
    }
    if (this.#hidden[loop] === 1) return;
    const loops = requiredLoops[loop]!;
    for (let k = 0; k < loops.length; k++) {
      if (this.#loopSeen[loops[k]!] === 0) {
        const child = guide.loops[loops[k]!]!;
        const opener = child.segments[0]!;
        const s = this.#lastBefore(loop, child.position, end, child.number);
        const data = { loop: child.id, name: child.name, opener: this.#shown(opener), parent: this.#nameOf(loop) };
        this.#report('loop-required', s, 0, 0, data);
      }
    }
  }

  #missing(rule: SegmentRule, end: number): void {
    const s = this.#lastBefore(rule.loop, rule.position, end);
    this.#report(
      'segment-required',
      s,
      0,
      0,
      { segment: this.#shown(rule), name: rule.name, loop: this.#nameOf(rule.loop) },
      rule.loop,
    );
  }

  /** The last segment of a loop, its children included, that stands before what has this position or, at one position, number. */
  #lastBefore(loop: number, position: number, end: number, number = NO_LIMIT): number {
    const { parent, guide } = this.#flat;
    const table = this.#table;
    let last = this.#begun[loop]!;
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

  /** A name whose role opens no loop here. What stands under it is not looked at. */
  #unknownLoop(s: number): void {
    if (this.#table.id[s] !== NM1) return;
    for (let open = this.#current; open !== 0; open = this.#flat.parent[open]!) this.#hidden[open] = 1;
    if (this.#astray) return;
    this.#astray = true;
    const { guide } = this.#flat;
    const role = text(this.#table, s, 1);
    if (role === '' || role.length > 3) {
      if (role === '') this.#report('element-required', s, 1, 0, { element: 'NM101', name: 'role' });
      else this.#lengthTrouble(s, 1, 0, 'role', role.length, 2, 3);
      return;
    }
    const homes = guide.loops.filter((loop) => {
      const opener = loop.segments[0];
      return opener?.packed === NM1 && guide.codeLists[opener.elements[0]!.codes]!.codes.includes(role);
    });
    if (homes.length > 0) {
      this.#report('segment-misplaced', s, 0, 0, {
        segment: `NM1*${role}`,
        here: this.#loopText(),
        belongs: this.#loopsText(homes),
      });
      return;
    }
    const legal = new Set<string>();
    for (let open = this.#current; open !== 0; open = this.#flat.parent[open]!) {
      for (const child of guide.loops[open]!.children) {
        const opener = child.segments[0]!;
        if (opener.packed === NM1) for (const code of guide.codeLists[opener.elements[0]!.codes]!.codes) legal.add(code);
      }
    }
    this.#codeTrouble(s, 1, 0, 'role', [...legal].sort(), undefined);
  }

  // Segments in their loop

  /** The segment rule that the qualifier names; -1 if none. */
  #qualified(s: number, group: number): number {
    const { rules, element, component, keys, values } = this.#flat.groups[group]!;
    const table = this.#table;
    const { bytes } = table;
    let from = beginOf(table, s, element);
    if (from < 0) return -1;
    const end = endOf(table, s, element);
    for (let skip = 1; skip < component; skip++) {
      while (from < end && bytes[from] !== this.#component) from++;
      from++;
    }
    let key = 0;
    let i = from;
    for (; i < end && !(component > 0 && bytes[i] === this.#component); i++) {
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
  #unqualified(s: number, at: number, group: number): void {
    const { guide, groups } = this.#flat;
    const { rules, element, component } = groups[group]!;
    this.#wrongId[at] = rules[0]!.packed;
    if (this.#astray) return;
    const packed = rules[0]!.packed;
    if (component > 0 && this.#isMisread(s, element)) return;
    const value = text(this.#table, s, element, component);
    const lists = (each: SegmentRule) => {
      const part = each.elements[element - 1]!;
      const list = component > 0 ? part.components[component - 1]!.codes : part.codes;
      return guide.codeLists[list]?.codes ?? [];
    };
    const name =
      component > 0 ? rules[0]!.elements[element - 1]!.components[component - 1]!.name : rules[0]!.elements[element - 1]!.name;
    if (value === '') {
      this.#report('element-required', s, element, component, { element: elementName(rules[0]!.id, element, component), name });
      return;
    }
    const homes = guide.loops.filter((loop) =>
      loop.segments.some((each) => each.packed === packed && lists(each).includes(value)),
    );
    if (homes.length > 0) {
      this.#astray = true;
      const data = { segment: `${rules[0]!.id}*${value}`, here: this.#loopText(), belongs: this.#loopsText(homes) };
      this.#report('segment-misplaced', s, 0, 0, data);
      return;
    }
    const part = rules[0]!.elements[element - 1]!;
    const limits = component > 0 ? part.components[component - 1]! : part;
    if (value.length > limits.max || value.length < limits.min) {
      this.#lengthTrouble(s, element, component, name, value.length, limits.min, limits.max);
      return;
    }
    this.#codeTrouble(s, element, component, name, rules.flatMap(lists).sort(), undefined);
  }

  /** A segment that the open loop does not have. */
  #stranger(s: number, at: number): void {
    if (this.#astray) return;
    this.#astray = true;
    const table = this.#table;
    const { guide, parent } = this.#flat;
    const packed = table.id[s]!;
    const segment = idOf(table, s);
    if (!guide.ids.has(packed)) {
      this.#report(UNUSED_SEGMENTS.has(packed) ? 'segment-unused' : 'segment-unknown', s, 0, 0, { segment, type: guide.type });
      return;
    }
    // The first segment of a loop that must come here is missing: its second one stands alone.
    for (let open = at; open !== 0; open = parent[open]!) {
      for (const child of guide.loops[open]!.children) {
        if (child.usage !== REQUIRED || this.#loopSeen[child.number] !== 0) continue;
        if (!child.segments.some((rule) => rule.packed === packed)) continue;
        // The loop itself may still come, if the segment strayed from it.
        this.#hidden[open] = 1;
        const data = { segment, loop: child.id, name: child.name, opener: this.#shown(child.segments[0]!) };
        this.#report('loop-headless', s, 0, 0, data);
        return;
      }
    }
    const homes = guide.loops.filter((loop) => loop.segments.some((rule) => rule.packed === packed));
    this.#report('segment-misplaced', s, 0, 0, { segment, here: this.#loopText(), belongs: this.#loopsText(homes) });
  }

  /** A segment that stands behind one that it should precede. */
  #late(s: number, at: number, rule: number): void {
    if (this.#astray) return;
    this.#astray = true;
    const { guide } = this.#flat;
    const table = this.#table;
    const { position, name } = guide.segments[rule]!;
    let before = '';
    for (let i = s - 1; i >= this.#begun[at]!; i--) {
      const group = table.loop[i] === at ? guide.group(at, table.id[i]!) : undefined;
      if (group && group.rules[0]!.position > position) before = idOf(table, i);
    }
    if (before === '') before = guide.loops[at]!.children.find((child) => child.position > position)?.id ?? '';
    this.#report('segment-late', s, 0, 0, { segment: this.#shown(guide.segments[rule]!), name, before, loop: this.#loopText() });
  }

  #again(s: number, at: number, rule: number): void {
    if (this.#astray) return;
    this.#astray = true;
    const { guide } = this.#flat;
    const { name, max } = guide.segments[rule]!;
    const loop = guide.loops[at]!;
    const data = {
      segment: this.#shown(guide.segments[rule]!),
      name,
      max,
      loop: this.#nameOf(at),
      opener: this.#shown(loop.segments[0]!),
    };
    this.#report('segment-repeat', s, 0, 0, data);
  }

  // Elements

  #elements(s: number, rule: number): void {
    const table = this.#table;
    const { bytes, element, first, divided } = table;
    const flat = this.#flat;
    const { usage, type, codes, shortest, longest } = flat;
    const isWhole = divided[s] === 0;
    const start = first[s]!;
    const size = first[s + 1]! - start - 2;
    const known = flat.elementCount[rule]!;
    const count = Math.min(size, known);
    const base = flat.firstElement[rule]! - 1;
    let present = 0;
    this.#troubled = false;
    this.#overfull = false;
    let from = element[start + 1]!;
    let before = from;
    for (let k = 1; k <= count; k++) {
      const next = element[start + k + 1]!;
      const e = base + k;
      if (next - 1 === from) {
        if (usage[e] === REQUIRED) this.#lacking(s, k, 0, e);
      } else {
        present |= 1 << k;
        if (usage[e] === NOT_USED) this.#needless(s, k, 0, e);
        else if (type[e] === COMPOSITE) this.#composite(s, k, e, from, next - 1);
        else {
          // Plain text is most of a file; what looks odd about it is judged with all the rest.
          if (type[e] === TEXT && codes[e]! < 0) {
            const length = next - 1 - from;
            if (isWhole && bytes[from] !== 32 && length <= longest[e]! && length >= shortest[e]!) {
              before = from;
              from = next;
              continue;
            }
          }
          const fault = this.#judge(e, from, next - 1, before);
          if (fault !== FINE) this.#fault(fault, s, k, 0, e, from, next - 1);
        }
      }
      before = from;
      from = next;
    }
    if (size > known) this.#excess(s, size, known);
    else if (size < flat.lastRequired[rule]!) {
      for (let k = size + 1; ; k++) {
        if (usage[base + k] !== REQUIRED) continue;
        this.#lacking(s, k, 0, base + k);
        break;
      }
    }
    if (size > 0 && element[start + size + 1]! - 1 === element[start + size]! && !this.#troubled) {
      this.#trailing(s, 0);
    }
    if (flat.firstNote[rule] !== flat.lastNote[rule] && !this.#troubled) this.#notes(s, rule, present);
  }

  #composite(s: number, k: number, e: number, from: number, to: number): void {
    const { bytes } = this.#table;
    const { usage } = this.#flat;
    const separator = this.#component;
    const known = this.#flat.componentCount[e]!;
    const base = this.#flat.firstComponent[e]! - 1;
    let c = 1;
    let begin = from;
    let before = from;
    for (let i = from; i <= to; i++) {
      if (i < to && bytes[i] !== separator) continue;
      if (c > known) {
        if (i > begin) {
          this.#troubled = true;
          const element = elementName(idOf(this.#table, s), k);
          this.#report('components-extra', s, k, 0, { element, name: this.#flat.elements[e]!.name, max: known });
          return;
        }
      } else if (i === begin) {
        if (usage[base + c] === REQUIRED) this.#lacking(s, k, c, base + c);
        else if (i === to) this.#trailing(s, k);
      } else if (usage[base + c] === NOT_USED) this.#needless(s, k, c, base + c);
      else {
        const fault = this.#judge(base + c, begin, i, before);
        if (fault !== FINE) {
          if (c === 1 && this.#isMisread(s, k)) return;
          this.#fault(fault, s, k, c, base + c, begin, i);
        }
      }
      before = begin;
      begin = i + 1;
      c++;
    }
    for (; c <= known; c++) {
      if (usage[base + c] !== REQUIRED) continue;
      this.#lacking(s, k, c, base + c);
      return;
    }
  }

  /** Whether a composite is divided by another byte than ISA16 says. That is said once for an interchange. */
  #isMisread(s: number, k: number): boolean {
    const value = text(this.#table, s, k);
    const separator = String.fromCharCode(this.#component);
    const divided = /^[A-Za-z0-9]{1,5}([:><|^!;&+/\\])/.exec(value);
    if (!divided || value.includes(separator)) return false;
    this.#troubled = true;
    if (this.#misread !== this.#table.delimiters) {
      this.#misread = this.#table.delimiters;
      const element = elementName(idOf(this.#table, s), k);
      this.#report('element-divided', s, k, 0, { element, byte: divided[1]!, separator });
    }
    return true;
  }

  /** What is wrong with a value, which is not empty; `before` is where the element or component before it begins. */
  #judge(e: number, from: number, to: number, before: number): number {
    const { bytes } = this.#table;
    const flat = this.#flat;
    const kind = this.#class;
    const length = to - from;
    const type = flat.type[e]!;
    if (type === CODE) {
      const list = flat.codes[e]!;
      if (list >= 0 && length <= 4) {
        let key = bytes[from]!;
        if (length > 1) key |= bytes[from + 1]! << 8;
        if (length > 2) key |= bytes[from + 2]! << 16;
        if (length > 3) key |= bytes[from + 3]! << 24;
        if (this.#isCode(list, key)) return FINE;
      }
    }
    let union = 0;
    for (let i = from; i < to; i++) union |= kind[bytes[i]!]!;
    // A break inside is a fault of the file with a finding of its own.
    if ((union & BREAK) !== 0) return FINE;
    if ((union & (COMPONENT_SEPARATOR | REPETITION_SEPARATOR)) !== 0)
      return (union & COMPONENT_SEPARATOR) !== 0 ? DIVIDED : REPEATED;
    if (union === BLANK) return BLANKS;
    if (type >= WHOLE && type <= AMOUNT) return this.#judgeNumber(e, type, union, from, to);
    if (length > flat.longest[e]!) return LONG;
    if (type === PERIOD) return this.#isPeriod(union, from, to, before) ? FINE : NO_PERIOD;
    if (length < flat.shortest[e]!) return SHORT;
    if (type === DATE) return union === DIGIT && this.#isDay(from) ? FINE : NO_DATE;
    if (type === TIME) return union === DIGIT && this.#isTime(from, to) ? FINE : NO_TIME;
    const list = flat.codes[e]!;
    if (list < 0 || (type !== CODE && this.#isCode(list, this.#key(from, to)))) return FINE;
    // A country may be given in three letters, which the list does not have.
    return type === CODE && length === 3 && flat.guide.codeLists[list]!.external?.endsWith('country') ? FINE : NO_CODE;
  }

  #key(from: number, to: number): number {
    const { bytes } = this.#table;
    let key = 0;
    for (let i = from; i < to; i++) key |= bytes[i]! << (8 * (i - from));
    return to - from > 4 ? -1 : key;
  }

  #isCode(list: number, key: number): boolean {
    const { codeStart, codeMask, codeKeys } = this.#flat;
    const start = codeStart[list]!;
    const mask = codeMask[list]!;
    if (mask === 0) return codeKeys[start] === key;
    let slot = slotOf(key, mask);
    for (let found = codeKeys[start + slot]!; found !== 0; found = codeKeys[start + slot]!) {
      if (found === key) return true;
      slot = (slot + 1) & mask;
    }
    return false;
  }

  #judgeNumber(e: number, type: number, union: number, from: number, to: number): number {
    const { bytes } = this.#table;
    const wrong = type === WHOLE ? NO_WHOLE : type === DECIMAL ? NO_DECIMAL : NO_AMOUNT;
    let digits = to - from;
    if (union !== DIGIT) {
      if ((union & ~(DIGIT | POINT | MINUS)) !== 0 || (union & DIGIT) === 0) return wrong;
      if (type === WHOLE && (union & POINT) !== 0) return wrong;
      let points = 0;
      let decimals = 0;
      for (let i = from; i < to; i++) {
        if (bytes[i] === 45) {
          if (i !== from) return wrong;
          digits--;
        } else if (bytes[i] === 46) {
          digits--;
          if (++points > 1) return wrong;
          decimals = to - i - 1;
        }
      }
      if (type === AMOUNT && decimals > 2) return wrong;
      if (type === AMOUNT && digits - decimals > 10) return LONG;
    } else if (type === AMOUNT && digits > 10) return LONG;
    return digits > this.#flat.longest[e]! ? LONG : digits < this.#flat.shortest[e]! ? SHORT : FINE;
  }

  #number(from: number, to: number): number {
    const { bytes } = this.#table;
    let value = 0;
    for (let i = from; i < to; i++) value = value * 10 + bytes[i]! - 48;
    return value;
  }

  #isDay(from: number): boolean {
    return isDate(this.#number(from, from + 8));
  }

  /** HHMM, HHMMSS, HHMMSSD or HHMMSSDD. */
  #isTime(from: number, to: number): boolean {
    const length = to - from;
    if (length !== 4 && length < 6) return false;
    if (this.#number(from, from + 2) > 23 || this.#number(from + 2, from + 4) > 59) return false;
    return length === 4 || this.#number(from + 4, from + 6) <= 59;
  }

  /** A date or period in the format that the value before it names. A format that is not known is said there. */
  #isPeriod(union: number, from: number, to: number, before: number): boolean {
    const { bytes } = this.#table;
    const length = to - from;
    const format = this.#key(before, from - 1);
    if (format === D8) return length === 8 && union === DIGIT && this.#isDay(from);
    if (format === RD8)
      return length === 17 && union === (DIGIT | MINUS) && bytes[from + 8] === 45 && this.#isDay(from) && this.#isDay(from + 9);
    if (format === DT) return length === 12 && union === DIGIT && this.#isDay(from) && this.#isTime(from + 8, to);
    if (format === TM) return length === 4 && union === DIGIT && this.#isTime(from, to);
    return true;
  }

  #notes(s: number, rule: number, present: number): void {
    const { noteKinds, noteMasks, noteFirsts, firstNote, lastNote } = this.#flat;
    for (let n = firstNote[rule]!; n < lastNote[rule]!; n++) {
      const mask = noteMasks[n]!;
      const given = present & mask;
      if (given === mask && noteKinds[n] !== NOTE_E) continue;
      const first = given & noteFirsts[n]!;
      let broken = false;
      switch (noteKinds[n]) {
        case NOTE_P:
          broken = given !== 0;
          break;
        case NOTE_R:
          broken = given === 0;
          break;
        case NOTE_C:
          broken = first !== 0;
          break;
        case NOTE_L:
          broken = given !== 0 && given === first;
          break;
        case NOTE_N:
          broken = first === 0 && given !== (mask ^ noteFirsts[n]!);
          break;
        default:
          broken = (given & (given - 1)) !== 0;
      }
      if (broken) {
        // The element without which the others are needed is not missed itself.
        const asked = noteKinds[n] === NOTE_N ? mask ^ noteFirsts[n]! : mask;
        this.#brokenNote(s, rule, String.fromCharCode(noteKinds[n]!), asked, given);
        return;
      }
    }
  }

  #brokenNote(s: number, rule: number, kind: string, mask: number, given: number): void {
    const { id } = this.#flat.guide.segments[rule]!;
    const inMask = (bits: number) =>
      Array.from({ length: 31 }, (_, element) => element).filter((element) => (bits >> element) & 1);
    const name = (element: number) => elementName(id, element);
    const there = inMask(given);
    const absent = inMask(mask & ~given);
    const at = kind === 'E' ? there.at(-1)! : absent[0]!;
    this.#report(`syntax-${kind}`, s, at, 0, {
      given: there.map(name).join(' and '),
      missing: absent.map(name).join(kind === 'P' || kind === 'C' || kind === 'N' ? ' and ' : ' or '),
    });
  }

  // Words

  #lacking(s: number, k: number, c: number, e: number): void {
    this.#troubled = true;
    this.#report('element-required', s, k, c, {
      element: elementName(idOf(this.#table, s), k, c),
      name: this.#flat.elements[e]!.name,
    });
  }

  /** Separators behind the last value of a segment or, where `k` is given, of a composite. One finding for a segment. */
  #trailing(s: number, k: number): void {
    if (this.#troubled) return;
    this.#troubled = true;
    const id = idOf(this.#table, s);
    // An ST that ends in an empty ST03 names no version: x12/version says so.
    if (id === 'ST' && text(this.#table, s, 3) === '') return;
    this.#report('trailing-separator', s, k, 0, { part: k > 0 ? elementName(id, k) : id });
  }

  /** A run of values that the guide does not use is one finding: a name too many, or a separator. */
  #needless(s: number, k: number, c: number, e: number): void {
    if (this.#overfull) return;
    this.#overfull = true;
    this.#troubled = true;
    const { name } = this.#flat.elements[e]!;
    const element = elementName(idOf(this.#table, s), k, c);
    this.#report('element-unused', s, k, c, { element, name: name === '-' ? '' : ` (${name})`, loop: this.#loopText() });
  }

  #excess(s: number, size: number, known: number): void {
    let last = size;
    while (last > known && beginOf(this.#table, s, last) === endOf(this.#table, s, last)) last--;
    if (last === known) return;
    this.#troubled = true;
    this.#report('element-extra', s, known + 1, 0, { segment: idOf(this.#table, s), count: size, max: known });
  }

  #fault(fault: number, s: number, k: number, c: number, e: number, from: number, to: number): void {
    this.#troubled = true;
    const { name, min, max, codes, type } = this.#flat.elements[e]!;
    if (fault === NO_CODE) {
      const list = this.#flat.guide.codeLists[codes]!;
      this.#codeTrouble(s, k, c, name, list.codes, list.external);
      return;
    }
    if (fault === SHORT || fault === LONG) {
      const signs = type >= WHOLE && type <= AMOUNT ? text(this.#table, s, k, c).replace(/\d/g, '').length : 0;
      this.#lengthTrouble(s, k, c, name, to - from - signs, min, type === AMOUNT ? 10 : max);
      return;
    }
    const element = elementName(idOf(this.#table, s), k, c);
    const data = fault === DIVIDED ? { element, name, max: 1 } : { element, name, format: this.#formatText(s, k, c) };
    this.#report(KIND_OF[fault]!, s, k, c, data);
  }

  /** How a period should look, by the qualifier before it. */
  #formatText(s: number, k: number, c: number): string {
    const format = c > 0 ? text(this.#table, s, k, c - 1) : text(this.#table, s, k - 1);
    const formats: Record<string, string> = {
      D8: 'D8 is one date, CCYYMMDD',
      RD8: 'RD8 is two dates, CCYYMMDD-CCYYMMDD',
      DT: 'DT is a date and time, CCYYMMDDHHMM',
      TM: 'TM is a time, HHMM',
    };
    return formats[format] ?? '';
  }

  #lengthTrouble(s: number, k: number, c: number, name: string, length: number, min: number, max: number): void {
    const element = elementName(idOf(this.#table, s), k, c);
    if (length > max) this.#report('element-long', s, k, c, { element, name, length, max });
    else this.#report('element-short', s, k, c, { element, name, length, min });
  }

  #codeTrouble(s: number, k: number, c: number, name: string, codes: readonly string[], external: string | undefined): void {
    const element = elementName(idOf(this.#table, s), k, c);
    const unique = [...new Set(codes)];
    const legal = external
      ? `one of the ${external} codes`
      : unique.length > FEW
        ? `one of the ${unique.length} codes that the guide allows`
        : oneOf(unique);
    this.#report('element-code', s, k, c, { element, name, value: shownCode(text(this.#table, s, k, c), 3), legal });
  }

  /** A segment as it is spoken of: with its qualifier where that says what it is, such as DTP*472. */
  #shown(rule: SegmentRule): string {
    const first = rule.elements[0];
    const list = this.#flat.guide.codeLists[first?.components[0]?.codes ?? first?.codes ?? -1];
    if (list && list.codes.length <= 2 && /^(NM1|REF|DTP|AMT|HI|CRC|QTY)$/.test(rule.id))
      return `${rule.id}*${list.codes.join('/')}`;
    return rule.id;
  }

  #loopText(): string {
    return this.#nameOf(this.#current);
  }

  #nameOf(loop: number): string {
    const { id, name } = this.#flat.guide.loops[loop]!;
    return id === 'HEAD' || id === '' ? 'the header' : `loop ${id} (${name})`;
  }

  #loopsText(loops: readonly { readonly id: string; readonly name: string }[]): string {
    const named = loops.slice(0, 3).map(({ id, name }) => (id === 'HEAD' ? 'the header' : `${id} (${name})`));
    return `${named.join(' or ')}${loops.length > 3 ? ` or ${loops.length - 3} others` : ''}`;
  }

  #report(kind: string, s: number, k: number, c: number, data: Trouble['data'], loop = this.#table.loop[s]!): void {
    // A file that is wrapped to a fixed width has that finding; what its line breaks cut apart has none of its own.
    if (this.#isBroken(s)) this.#broken = true;
    if (this.#broken) return;
    this.#take({ kind, place: this.#placeOf(s, k, c, loop), data });
  }

  #isBroken(s: number): boolean {
    const { bytes, start } = this.#table;
    const end = segmentEnd(this.#table, s);
    for (let i = start[s]!; i < end; i++) if (bytes[i] === 10 || bytes[i] === 13) return true;
    return false;
  }

  #placeOf(s: number, k: number, c: number, loop: number): Place {
    const { guide, parent } = this.#flat;
    const id = guide.loops[loop]?.id ?? '';
    let within = loop;
    while (within !== 0 && within !== this.#lineLoop) within = parent[within]!;
    const line = within === this.#lineLoop ? this.#lineNumber : undefined;
    return placeOf(this.#table, s, k, c, id === 'HEAD' ? '' : id, this.#keep, line);
  }
}
