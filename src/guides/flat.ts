import { byGuide, GUIDES } from './guide.ts';
import {
  type ElementRule,
  type Guide,
  type LoopRule,
  NOT_USED,
  type Note,
  packCode,
  REQUIRED,
  type SegmentGroup,
  type SegmentRule,
  slotOf,
} from './types.ts';

/** A guide laid out flat, for the loop that looks at every element: arrays by number of segment rule, element rule and loop. */
export interface FlatGuide {
  readonly guide: Guide;
  /** Open hash of packed segment ids; `idSlots[slot]` is 0 where free, `idIndex[slot]` its number. */
  readonly idSlots: Int32Array;
  readonly idIndex: Uint8Array;
  readonly idCount: number;
  /** By loop * idCount + id: -1 none, below `groups.length` the group that a qualifier decides, else `groups.length` more than the number of the segment rule. */
  readonly groupAt: Int16Array;
  readonly groups: readonly SegmentGroup[];
  /** By segment rule. */
  readonly position: Int32Array;
  readonly max: Int32Array;
  readonly firstElement: Int32Array;
  readonly elementCount: Int32Array;
  readonly lastRequired: Int32Array;
  /** By segment rule, where its notes begin and end in `noteKinds` (letters as bytes), `noteMasks` and `noteFirsts`. */
  readonly firstNote: Int32Array;
  readonly lastNote: Int32Array;
  readonly noteKinds: Uint8Array;
  readonly noteMasks: Int32Array;
  readonly noteFirsts: Int32Array;
  /** By loop: its first segment rule, and what it cannot do without. */
  readonly firstRule: Int32Array;
  readonly requiredRules: readonly Int32Array[];
  readonly requiredLoops: readonly Int32Array[];
  readonly children: readonly Int32Array[];
  readonly parent: Int32Array;
  /** By element rule: components follow the elements of their segment. */
  readonly elements: readonly ElementRule[];
  readonly usage: Uint8Array;
  readonly type: Uint8Array;
  readonly shortest: Int32Array;
  readonly longest: Int32Array;
  readonly whole: Int32Array;
  readonly decimals: Int32Array;
  readonly codes: Int16Array;
  readonly firstComponent: Int32Array;
  readonly componentCount: Uint8Array;
  /** By list of codes: an open hash in `codeKeys`, 0 where free. */
  readonly codeStart: Int32Array;
  readonly codeMask: Int32Array;
  readonly codeKeys: Int32Array;
}

/** Notes that a segment can break at its place in a guide: not those of elements that are not used, nor what required elements fulfil. */
function notesThatMatter(rule: SegmentRule): Note[] {
  const usage = (element: number) => rule.elements[element - 1]?.usage ?? NOT_USED;
  return rule.notes.filter(({ kind, elements }) => {
    if (kind === 'R') return !elements.some((element) => usage(element) === REQUIRED);
    if (kind === 'P') return elements.some((e) => usage(e) !== NOT_USED) && elements.some((e) => usage(e) !== REQUIRED);
    return usage(elements[0]!) !== NOT_USED;
  });
}

/** Power of two that leaves an open hash half empty. */
function hashSize(entries: number): number {
  let size = 1;
  while (size < entries * 2) size *= 2;
  return size;
}

/** Segment ids and their numbers, as an open hash. */
function layIds(guide: Guide) {
  const size = hashSize(guide.ids.size * 2);
  const idSlots = new Int32Array(size);
  const idIndex = new Uint8Array(size);
  for (const [packed, index] of guide.ids) {
    let slot = slotOf(packed, size - 1);
    while (idSlots[slot] !== 0) slot = (slot + 1) & (size - 1);
    idSlots[slot] = packed;
    idIndex[slot] = index;
  }
  return { idSlots, idIndex };
}

function layGroups(guide: Guide) {
  const groups = guide.groups.filter((group): group is SegmentGroup => group !== undefined && group.element > 0);
  const groupAt = Int16Array.from(guide.groups, (group) => {
    if (!group) return -1;
    return group.element > 0 ? groups.indexOf(group) : groups.length + group.rules[0]!.index;
  });
  return { groups, groupAt };
}

/** The elements of all segments, one after the other, and after them all components. */
function layElements(guide: Guide) {
  const elements: ElementRule[] = [];
  const firstElement = guide.segments.map((rule) => elements.push(...rule.elements) - rule.elements.length);
  const firstComponent: number[] = [];
  // The list grows while it is walked: components are put after all elements.
  for (let e = 0; e < elements.length; e++) {
    firstComponent.push(elements.length);
    elements.push(...elements[e]!.components);
  }
  return { elements, firstElement, firstComponent };
}

/** The lists of codes, each as an open hash, one after the other. */
function layCodes(guide: Guide) {
  const codeStart: number[] = [];
  const codeMask: number[] = [];
  const codeKeys: number[] = [];
  for (const list of guide.codeLists) {
    const width = list.codes.length === 1 ? 1 : hashSize(list.codes.length);
    const keys: number[] = Array(width).fill(0);
    for (const code of list.codes) {
      let slot = slotOf(packCode(code), width - 1);
      while (keys[slot] !== 0) slot = (slot + 1) & (width - 1);
      keys[slot] = packCode(code);
    }
    codeStart.push(codeKeys.length);
    codeMask.push(width - 1);
    codeKeys.push(...keys);
  }
  return { codeStart, codeMask, codeKeys };
}

/** The notes of all segments, one after the other. */
function layNotes(guide: Guide) {
  const notes: Note[] = [];
  const firstNote: number[] = [];
  const lastNote: number[] = [];
  for (const rule of guide.segments) {
    firstNote.push(notes.length);
    notes.push(...notesThatMatter(rule));
    lastNote.push(notes.length);
  }
  return { notes, firstNote, lastNote };
}

const requiredRules = ({ segments }: LoopRule) => segments.filter(({ usage }) => usage === REQUIRED).map(({ index }) => index);
const requiredLoops = ({ children }: LoopRule) => children.filter(({ usage }) => usage === REQUIRED).map(({ number }) => number);

function flatten(guide: Guide): FlatGuide {
  const { loops, segments } = guide;
  const { idSlots, idIndex } = layIds(guide);
  const { groups, groupAt } = layGroups(guide);
  const { elements, firstElement, firstComponent } = layElements(guide);
  const { codeStart, codeMask, codeKeys } = layCodes(guide);
  const { notes, firstNote, lastNote } = layNotes(guide);
  return {
    guide,
    idSlots,
    idIndex,
    idCount: guide.ids.size,
    groupAt,
    groups,
    position: Int32Array.from(segments, (rule) => rule.position),
    max: Int32Array.from(segments, (rule) => rule.max),
    firstElement: Int32Array.from(firstElement),
    elementCount: Int32Array.from(segments, (rule) => rule.elements.length),
    lastRequired: Int32Array.from(segments, (rule) => rule.lastRequired),
    firstNote: Int32Array.from(firstNote),
    lastNote: Int32Array.from(lastNote),
    noteKinds: Uint8Array.from(notes, (note) => note.kind.charCodeAt(0)),
    noteMasks: Int32Array.from(notes, (note) => note.mask),
    noteFirsts: Int32Array.from(notes, (note) => note.first),
    firstRule: Int32Array.from(loops, (loop) => loop.segments[0]?.index ?? 0),
    requiredRules: loops.map((loop) => Int32Array.from(requiredRules(loop))),
    requiredLoops: loops.map((loop) => Int32Array.from(requiredLoops(loop))),
    children: loops.map((loop) => Int32Array.from(loop.children, (child) => child.number)),
    parent: Int32Array.from(loops, (loop) => loop.parent),
    elements,
    usage: Uint8Array.from(elements, (element) => element.usage),
    type: Uint8Array.from(elements, (element) => element.type),
    shortest: Int32Array.from(elements, (element) => element.min),
    longest: Int32Array.from(elements, (element) => element.max),
    whole: Int32Array.from(elements, (element) => element.whole),
    decimals: Int32Array.from(elements, (element) => element.decimals),
    codes: Int16Array.from(elements, (element) => element.codes),
    firstComponent: Int32Array.from(firstComponent),
    componentCount: Uint8Array.from(elements, (element) => element.components.length),
    codeStart: Int32Array.from(codeStart),
    codeMask: Int32Array.from(codeMask),
    codeKeys: Int32Array.from(codeKeys),
  };
}

/** The guides, laid out. */
export const FLAT_GUIDES = byGuide((type) => flatten(GUIDES[type]));
