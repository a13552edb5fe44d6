import { describe, expect, test, vi } from 'vitest';
import { makeTables } from '../../src/codes/tables.ts';
import { comparerOf } from '../../src/engine/judge.ts';
import { GUIDES } from '../../src/guides/guide.ts';
import {
  CODE,
  type ElementRule,
  type Guide,
  type LoopRule,
  NO_LIMIT,
  NOT_USED,
  PERIOD,
  REQUIRED,
  type SegmentRule,
  TEXT,
} from '../../src/guides/types.ts';
import { readSource } from '../../src/reader/read-source.ts';
import { Structure } from '../../src/structure/structure.ts';
import { fromBytes } from '../../src/x12/source.ts';

// Some thousand sets are read; how long that takes is no concern here.
vi.setConfig({ testTimeout: 120_000 });

type Components = string[];
/** A segment as elements of components; index 0 is the id. */
interface Segment {
  readonly rule: SegmentRule;
  readonly elements: Components[];
}

const PERIODS: Readonly<Record<string, string>> = {
  D8: '20261005',
  RD8: '20261005-20261006',
  DT: '202610051230',
  TM: '1230',
};

/** A legal value of an element; `before` is the value of the one before it. */
function legal(guide: Guide, element: ElementRule, before: string): string {
  if (element.codes >= 0) return guide.codeLists[element.codes]!.codes[0]!;
  if (element.type === PERIOD) return PERIODS[before] ?? '20261005';
  if (element.type === TEXT || element.type === CODE) return 'A'.repeat(element.min);
  return ['', '', '1', '1', '1', '20261005', '1200'][element.type]!.padStart(element.min, '1');
}

/** A segment with all elements that its rule uses; N4 with a state and no subdivision, which exclude each other. */
function full(guide: Guide, rule: SegmentRule): Segment {
  let before = '';
  const fill = (element: ElementRule): string => {
    before = element.usage === NOT_USED ? '' : legal(guide, element, before);
    return before;
  };
  const elements = rule.elements.map((element, k) => {
    if (element.usage === NOT_USED || (rule.id === 'N4' && k === 6)) return [''];
    if (element.components.length === 0) return [fill(element)];
    const components = element.components.map(fill);
    while (components.at(-1) === '') components.pop();
    return components;
  });
  while (elements.at(-1)?.join('') === '') elements.pop();
  return { rule, elements: [[rule.id], ...elements] };
}

/** The loops around a loop, itself last. */
function pathOf(guide: Guide, loop: LoopRule): LoopRule[] {
  return loop.parent === 0 ? [loop] : [...pathOf(guide, guide.loops[loop.parent]!), loop];
}

/** A loop with what it requires and, on the way to the target, the target: segments and loops by position. */
function render(guide: Guide, loop: LoopRule, target: SegmentRule): Segment[] {
  const way = pathOf(guide, guide.loops[target.loop]!);
  const parts: { position: number; segments: Segment[] }[] = [];
  loop.segments.forEach((rule, k) => {
    if (rule.usage === REQUIRED || rule === target)
      parts.push({ position: k === 0 ? -1 : rule.position, segments: [full(guide, rule)] });
  });
  for (const child of loop.children) {
    if (child.usage === REQUIRED || way.includes(child))
      parts.push({ position: child.position, segments: render(guide, child, target) });
  }
  return parts.sort((a, b) => a.position - b.position).flatMap((part) => part.segments);
}

/** A sound set around a target, whose levels name each other. */
function sound(guide: Guide, target: SegmentRule): Segment[] {
  const part = (id: string) => render(guide, guide.loops[guide.loop(id)]!, target);
  const root = pathOf(guide, guide.loops[target.loop]!)[0]!.id;
  const dependent = root === '2000C';
  const level = (id: string, values: string[]) => {
    const segments = part(id);
    segments[0]!.elements.splice(1, 4, ...values.map((value) => [value]));
    return segments;
  };
  return [
    ...part('HEAD'),
    ...level('2000A', ['1', '', '20', '1']),
    ...level('2000B', ['2', '1', '22', dependent ? '1' : '0']),
    ...(dependent ? level('2000C', ['3', '2', '23', '0']) : []),
    ...part('2300'),
  ];
}

function write(guide: Guide, segments: readonly Segment[]): string {
  const version = guide.type === '837P' ? '005010X222A1' : '005010X223A2';
  const rows = segments.map(({ elements }) => elements.map((element) => element.join(':')).join('*'));
  rows[0] = rows[0]!.startsWith('ST*') ? `ST*837*0001*${version}` : rows[0]!;
  const isa = 'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261101*1200*^*00501*000000001*0*P*:';
  const all = [
    isa,
    `GS*HC*SENDER*RECEIVER*20261101*1200*1*X*${version}`,
    ...rows,
    `SE*${rows.length + 1}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
  ];
  return `${all.join('~')}~`;
}

/** What deviates from the guide: rule, message and element of each deviation. */
async function deviations(text: string): Promise<string[]> {
  const found: string[] = [];
  const keep = { text: false, shape: false };
  const nothing = () => {};
  let structure: Structure | undefined;
  await readSource(
    fromBytes(Buffer.from(text, 'latin1')),
    {
      begun(assembler) {
        structure = new Structure(assembler.table, keep, (rule, message, location) => {
          if (rule.id !== 'x12/hierarchy' && rule.id !== 'x12/situational')
            found.push(`${rule.id.replace('x12/', '')} ${message} ${location.element ?? location.segment}`);
        });
      },
      get comparer() {
        return structure && comparerOf(structure, () => true);
      },
      claim: (claim) => structure?.claim(claim),
      readerFault: nothing,
      interchange: nothing,
      group: nothing,
      transaction: nothing,
      bytes: nothing,
      fault: (fault) => {
        throw fault;
      },
    },
    { tables: makeTables(), keep },
  );
  return found;
}

const nameOf = (rule: SegmentRule, element: number, component: number) =>
  `${rule.id}${String(element).padStart(2, '0')}${component > 0 ? `-${component}` : ''}`;

/** The used elements and components of a segment that stand in its full form: place, rule, and how to write another value there. */
function* places(segment: Segment) {
  for (const [k, element] of segment.rule.elements.entries()) {
    const components: [number, ElementRule][] = [
      [0, element],
      ...element.components.map((each, c): [number, ElementRule] => [c + 1, each]),
    ];
    for (const [c, each] of components) {
      if (each.usage === NOT_USED || element.usage === NOT_USED || segment.elements[k + 1]?.[Math.max(0, c - 1)] === undefined)
        continue;
      if (c === 0 && element.components.length > 0 && each.usage !== REQUIRED) continue;
      if (segment.elements[k + 1]!.join('') === '') continue;
      yield { k: k + 1, c, each };
    }
  }
}

/** The set with another value at one place; '' for a composite empties it whole. */
function changed(segments: readonly Segment[], at: Segment, k: number, c: number, value: string): Segment[] {
  return segments.map((segment) => {
    if (segment !== at) return segment;
    const elements = segment.elements.map((element) => [...element]);
    if (c === 0) elements[k] = [value];
    else elements[k]![c - 1] = value;
    while (elements[k]!.length > 1 && elements[k]!.at(-1) === '') elements[k]!.pop();
    while (elements.at(-1)!.join('') === '') elements.pop();
    return { rule: segment.rule, elements };
  });
}

/** Elements whose values bind a segment to the header or to its level: the envelope's rules and x12/hierarchy speak of them. */
const BOUND = new Set(['ST01', 'ST02', 'ST03', 'HL01', 'HL02']);

describe.each(Object.values(GUIDES).map((guide) => [guide.type, guide] as const))('%s', (_, guide) => {
  const cases = guide.segments.map((rule) => {
    const segments = sound(guide, rule);
    return { rule, segments, at: segments.find((segment) => segment.rule === rule)! };
  });

  test(`each of ${cases.length} segments with all its elements is sound in its place`, async () => {
    for (const { rule, segments } of cases) {
      expect(await deviations(write(guide, segments)), `${guide.loops[rule.loop]!.id} ${rule.id} ${rule.name}`).toEqual([]);
    }
  });

  test('each required segment, removed, is missed', async () => {
    let count = 0;
    for (const { rule, segments, at } of cases) {
      const loop = guide.loops[rule.loop]!;
      // Without its first segment there is no loop.
      if (rule.usage !== REQUIRED || loop.segments[0] === rule) continue;
      const found = await deviations(
        write(
          guide,
          segments.filter((segment) => segment !== at),
        ),
      );
      expect(
        found.map((each) => each.split(' ')[0]),
        `${loop.id} ${rule.id}`,
      ).toEqual(['segment-required']);
      count++;
    }
    expect(count).toBeGreaterThan(30);
    console.log(`${guide.type}: ${count} required segments`);
  });

  test('each loop without its first segment gives one finding, or two', async () => {
    let count = 0;
    for (const loop of guide.loops.slice(1)) {
      // A level without HL, and a claim without CLM, is part of what stands before it.
      if (loop.parent === 0) continue;
      const { segments, at } = cases.find(({ rule }) => rule === loop.segments[0])!;
      // A situational loop of one segment is just not there.
      if (loop.usage !== REQUIRED && loop.segments.filter((each) => each.usage === REQUIRED).length === 1) continue;
      const found = await deviations(
        write(
          guide,
          segments.filter((segment) => segment !== at),
        ),
      );
      expect(found.length, `${loop.id}: ${found}`).toBeGreaterThan(0);
      expect(found.length, `${loop.id}: ${found}`).toBeLessThan(3);
      count++;
    }
    expect(count).toBeGreaterThan(10);
    console.log(`${guide.type}: ${count} loops without their first segment`);
  });

  test('each required loop, left out, is missed', async () => {
    let count = 0;
    for (const loop of guide.loops.slice(1)) {
      if (loop.usage !== REQUIRED || loop.parent === 0) continue;
      const { segments } = cases.find(({ rule }) => rule === loop.segments[0])!;
      const inside = (segment: Segment) => pathOf(guide, guide.loops[segment.rule.loop]!).includes(loop);
      const found = await deviations(
        write(
          guide,
          segments.filter((segment) => !inside(segment)),
        ),
      );
      expect(
        found.map((each) => each.split(' ')[0]),
        loop.id,
      ).toEqual(['loop-required']);
      count++;
    }
    expect(count).toBeGreaterThan(6);
    console.log(`${guide.type}: ${count} required loops`);
  });

  test('each segment and loop that stands too often is one too many', async () => {
    let count = 0;
    for (const { rule, segments, at } of cases) {
      const loop = guide.loops[rule.loop]!;
      const opener = loop.segments[0] === rule;
      const max = opener ? loop.max : rule.max;
      if (max === NO_LIMIT || (loop.parent === 0 && opener)) continue;
      const inside = (segment: Segment) => pathOf(guide, guide.loops[segment.rule.loop]!).includes(loop);
      const unit = opener ? segments.filter(inside) : [at];
      const from = segments.indexOf(unit[0]!);
      const times = (n: number) => [
        ...segments.slice(0, from),
        ...Array.from({ length: n }, () => unit).flat(),
        ...segments.slice(from + unit.length),
      ];
      expect(await deviations(write(guide, times(max))), `${loop.id} ${rule.id} ${max} times`).toEqual([]);
      const found = await deviations(write(guide, times(max + 1)));
      expect(
        found.map((each) => each.split(' ')[0]),
        `${loop.id} ${rule.id}`,
      ).toEqual([opener ? 'loop-repeat' : 'segment-repeat']);
      count++;
    }
    expect(count).toBeGreaterThan(100);
    console.log(`${guide.type}: ${count} maxima`);
  });

  test('each required element, emptied, is missed', async () => {
    let count = 0;
    for (const { rule, segments, at } of cases) {
      for (const { k, c, each } of places(at)) {
        const name = nameOf(rule, k, c);
        if (each.usage !== REQUIRED || BOUND.has(name) || rule.id === 'ST') continue;
        const first = c > 0 && at.elements[k]!.filter(Boolean).length === 1;
        const found = await deviations(write(guide, changed(segments, at, k, c, '')));
        const where = first ? nameOf(rule, k, 0) : name;
        expect(
          found.map((e) => e.replace(/-1$/, '')),
          `${guide.loops[rule.loop]!.id} ${name}`,
        ).toEqual([`element-required empty ${where}`.replace(/-1$/, '')]);
        count++;
      }
    }
    expect(count).toBeGreaterThan(300);
    console.log(`${guide.type}: ${count} required elements`);
  });

  test('each list of codes, violated, is told', async () => {
    let count = 0;
    for (const { rule, segments, at } of cases) {
      for (const { k, c, each } of places(at)) {
        if (each.codes < 0 || rule.id === 'ST') continue;
        const wrong = 'qqqq'.slice(0, Math.max(each.min, 1));
        const found = await deviations(write(guide, changed(segments, at, k, c, wrong)));
        expect(found, `${guide.loops[rule.loop]!.id} ${rule.name}`).toEqual([`element-code illegal ${nameOf(rule, k, c)}`]);
        count++;
      }
    }
    expect(count).toBeGreaterThan(200);
    console.log(`${guide.type}: ${count} lists of codes`);
  });

  test('each length, exceeded, is told', async () => {
    let count = 0;
    for (const { rule, segments, at } of cases) {
      for (const { k, c, each } of places(at)) {
        const name = nameOf(rule, k, c);
        if (each.components.length > 0 || BOUND.has(name) || name === 'HL03' || rule.id === 'ST') continue;
        const filler = each.type === TEXT || each.type === CODE || each.type === PERIOD ? 'A' : '1';
        const isNumber = each.whole < NO_LIMIT;
        const long = filler.repeat((isNumber ? each.whole : each.max) + 1);
        const found = await deviations(write(guide, changed(segments, at, k, c, long)));
        expect(found, `${guide.loops[rule.loop]!.id} ${rule.name}`).toEqual([
          `element-length ${isNumber ? 'whole' : 'long'} ${name}`,
        ]);
        count++;
      }
    }
    expect(count).toBeGreaterThan(400);
    console.log(`${guide.type}: ${count} lengths`);
  });
});
