import { NM1 } from '../x12/ids.ts';
import { packId } from '../x12/segments.ts';
import { byGuide, GUIDES } from './guide.ts';
import type { Guide, LoopRule } from './types.ts';

/** What the assembler needs of a guide: which segment opens which loop where. Loop 0 is "in no loop that the guide knows". */
export interface Loops {
  /** Loop ids by number; '' for what is before the first loop. */
  readonly ids: readonly string[];
  readonly head: number;
  readonly claim: number;
  readonly line: number;
  readonly otherSubscriber: number;
  readonly number: (id: string) => number;
  /** Whether a loop is that of a service line, or inside one. */
  isLine(loop: number): boolean;
  /** Whether a loop has segments of an id. */
  has(loop: number, id: number): boolean;
  /** The loops that a name with this role opens somewhere. */
  namedBy(role: number): readonly number[];
  /** The loop that a segment with this first element opens where `loop` is open; -1 when it opens none. */
  open(loop: number, id: number, value: number): number;
}

/** The first elements with which a segment opens a loop; names differ by their role, all others open it whatever their first element is. */
function openers(guide: Guide, loop: LoopRule): readonly number[] {
  const opener = loop.segments[0]!;
  if (opener.packed !== NM1) return [0];
  return guide.codeLists[opener.elements[0]!.codes]!.codes.map(packId);
}

function derive(guide: Guide): Loops {
  const ids = guide.loops.map((loop) => (loop.id === 'HEAD' ? '' : loop.id));
  // Two small integers find a loop: a number made of both would be a heap object for each look-up.
  const names = new Map<number, Int16Array>();
  const others = new Map<number, Int16Array>();
  for (const loop of guide.loops.slice(1)) {
    // A loop is looked for among the children of the open loop first, then of the loops around it.
    for (let scope = loop.number; scope > 0; scope = guide.loops[scope]!.parent) {
      for (const child of guide.loops[scope]!.children) {
        for (const value of openers(guide, child)) {
          const { packed } = child.segments[0]!;
          const opens = packed === NM1 ? names : others;
          const at = packed === NM1 ? value : packed;
          const table = opens.get(at) ?? new Int16Array(ids.length).fill(-1);
          opens.set(at, table);
          if (table[loop.number] === -1) table[loop.number] = child.number;
        }
      }
    }
  }
  return {
    ids,
    head: guide.loop('HEAD'),
    claim: guide.loop('2300'),
    line: guide.loop('2400'),
    otherSubscriber: guide.loop('2320'),
    number: guide.loop,
    isLine: (loop) => {
      let at = loop;
      while (at !== 0 && guide.loops[at]!.id !== '2400') at = guide.loops[at]!.parent;
      return at !== 0;
    },
    has: (loop, id) => guide.group(loop, id) !== undefined,
    namedBy: (role) =>
      guide.loops.slice(1).flatMap((loop) => {
        const opens = loop.segments[0]!.packed === NM1 && openers(guide, loop).includes(role);
        return opens ? [loop.number] : [];
      }),
    open: (loop, id, value) => (id === NM1 ? names.get(value) : others.get(id))?.[loop] ?? -1,
  };
}

/** Derived from the guides. */
export const LOOPS_OF = byGuide((type) => derive(GUIDES[type]));

/** Where no guide is followed: outside of sets. */
export const NO_LOOPS: Loops = {
  ids: [''],
  head: 0,
  claim: -1,
  line: -1,
  otherSubscriber: -1,
  number: () => -1,
  isLine: () => false,
  has: () => false,
  namedBy: () => [],
  open: () => -1,
};
