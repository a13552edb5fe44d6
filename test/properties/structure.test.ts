import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { GUIDES } from '../../src/guides/guide.ts';
import {
  AMOUNT,
  CODE,
  DATE,
  DECIMAL,
  type ElementRule,
  type Guide,
  NO_LIMIT,
  NOT_USED,
  PERIOD,
  REQUIRED,
  type SegmentRule,
  TEXT,
  TIME,
  WHOLE,
} from '../../src/guides/types.ts';
import type { Finding } from '../../src/model/finding.ts';
import { packId } from '../../src/x12/segments.ts';
import { lintTexts } from '../support/example.ts';
import { cut } from '../support/places.mjs';
import { readAll } from '../support/probe.ts';

/** The rules that are meant for each kind of fault. */
const MEANT = {
  'required segment deleted': ['x12/segment-required'],
  'first segment of a loop deleted': ['x12/loop-required', 'x12/segment-place', 'x12/segment-repeat'],
  'segment repeated': ['x12/segment-repeat'],
  'loop opened once too often': ['x12/loop-repeat'],
  'neighbours swapped': ['x12/segment-place'],
  'segment moved': ['x12/segment-place', 'x12/loop-required'],
  'segment moved where others of its kind stand': [
    'x12/segment-place',
    'x12/segment-repeat',
    'x12/segment-required',
    'x12/element-code',
    'x12/element-not-used',
    'x12/element-required',
  ],
  'level deleted': ['x12/segment-required'],
  'claim deleted': ['x12/segment-required', 'x12/segment-place', 'x12/segment-repeat'],
  'required element emptied': ['x12/element-required'],
  'element added': ['x12/element-extra'],
  'unused element filled': ['x12/element-not-used'],
  'element lengthened': ['x12/element-length'],
  'element mistyped': ['x12/element-type'],
  'element miscoded': ['x12/element-code'],
  'HL01 broken': ['x12/hierarchy'],
  'HL02 broken': ['x12/hierarchy'],
  'HL04 broken': ['x12/hierarchy', 'x12/element-code'],
  'count broken': ['x12/count'],
  'control number broken': ['x12/control-number'],
  'control number of a header broken': ['x12/control-number'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Kind = keyof typeof MEANT;

const SERVICE =
  /^(x12\/other-payer-balance|claim\/(balance|duplicate-line|diagnosis-(pointer|format))|xolair\/(admin|diagnosis|waste|dose|unit-count|charge-per-unit|ndc|drug|clinic|em-|modifier|revenue|age|prior-auth))/;

/** Rules of business that may lack the data of a damaged segment. Each speaks truly of what it can still read. */
const CONSEQUENCES: Readonly<Record<string, { readonly rules: RegExp; readonly why: string }>> = {
  CLM: { rules: /^xolair\//, why: 'a void is not judged, and one whose frequency cannot be read is' },
  LX: { rules: SERVICE, why: 'its service goes with the line before, or is lost' },
  SV1: { rules: SERVICE, why: 'codes, units and charge of the service are lost' },
  SV2: { rules: SERVICE, why: 'codes, units and charge of the service are lost' },
  SBR: { rules: /^xolair\//, why: 'another class of payer has other rules' },
  DTP: { rules: SERVICE, why: 'the line no longer belongs to its visit, and what is needed beside it is not there' },
  CAS: { rules: /^x12\/other-payer-balance/, why: 'the payer adds up neither here nor there' },
  LIN: { rules: /^xolair\/(ndc|waste|dose|unit)/, why: 'the NDC tells the vials' },
  CTP: { rules: /^xolair\/(ndc|waste|dose|unit)/, why: 'the quantity tells the vials' },
  HI: {
    rules: /^(claim\/diagnosis|xolair\/(diagnosis|dose-indication|age|prior-auth))/,
    why: 'a diagnosis is lost, or given twice',
  },
  REF: { rules: /^xolair\/prior-auth/, why: 'the number of the authorisation is lost' },
  DMG: { rules: /^xolair\/age/, why: 'the birth date is lost' },
};

/** Without its CLM, what is in a claim goes with the claim before: its lines are numbered anew, and its providers are there twice. */
const MERGED = /^(claim\/|xolair\/|x12\/situational)/;

/** One segment of a file: its elements, the bytes behind it, and what the guide says about it. */
interface Piece {
  readonly elements: readonly string[];
  readonly tail: string;
  readonly element: string;
  readonly component: string;
  readonly loop: string;
  readonly rule: SegmentRule | undefined;
}

/** An SV1 or SV2 anywhere opens a line of its own, as where LX is missing: then two lines are not whole. */
const opensLine = ({ elements }: Piece) => /^SV[12]$/.test(elements[0]!);

interface Fixture {
  readonly name: string;
  readonly guide: Guide;
  readonly pieces: readonly Piece[];
}

/** A file with one fault: where its finding stands, as indices of segments, and the element where it is one. */
interface Fault {
  /** The segment, and what of it is concerned. */
  readonly what: string;
  readonly pieces: readonly Piece[];
  readonly at: readonly number[];
  readonly element?: string;
}

const FOLDER = new URL('../../fixtures/', import.meta.url);
const EXPECTED: Readonly<Record<string, readonly string[]>> = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8'));
const FIXTURES = await Promise.all(
  Object.keys(EXPECTED)
    .filter((name) => EXPECTED[name]!.length === 0)
    .map(open),
);

/** Reads a fixture with the loop and the rule of each segment. */
async function open(name: string): Promise<Fixture> {
  const text = readFileSync(new URL(name, FOLDER), 'latin1');
  const { claims } = await readAll(text);
  const loops = new Map(
    claims.flatMap((claim) => [...claim.parents, ...claim.segments].map(({ place, loop }) => [place.byteOffset, loop])),
  );
  const guide = GUIDES[claims[0]!.type];
  const segments = cut(text);
  let head = '';
  const pieces = segments.map(({ at, text: own, element, component }, s): Piece => {
    const elements = own.split(element);
    const id = elements[0]!;
    if (id === 'ST') head = 'HEAD';
    else if (id === 'NM1' && elements[1] === '41') head = '1000A';
    else if (id === 'NM1' && elements[1] === '40') head = '1000B';
    else if (id === 'HL' || id === 'SE') head = '';
    const loop = head || loops.get(at) || '';
    return {
      elements,
      tail: text.slice(at + own.length, segments[s + 1]?.at),
      element,
      component,
      loop,
      rule: ruleOf(guide, loop, elements, component),
    };
  });
  return { name, guide, pieces };
}

function ruleOf(guide: Guide, loop: string, elements: readonly string[], separator: string): SegmentRule | undefined {
  const number = guide.loop(loop);
  const group = number > 0 ? guide.group(number, packId(elements[0]!)) : undefined;
  if (!group || group.element === 0) return group?.rules[0];
  const whole = elements[group.element] ?? '';
  const value = group.component > 0 ? whole.split(separator)[group.component - 1] : whole;
  return group.rules.find((rule) => {
    const part = rule.elements[group.element - 1]!;
    const list = group.component > 0 ? part.components[group.component - 1]! : part;
    return guide.codeLists[list.codes]!.codes.includes(value!);
  });
}

const write = (pieces: readonly Piece[]) => pieces.map(({ elements, element, tail }) => elements.join(element) + tail).join('');

/** The file with true counts of segments. */
function counted(pieces: readonly Piece[]): Piece[] {
  let first = 0;
  return pieces.map((piece, s) => {
    if (piece.elements[0] === 'ST') first = s;
    return piece.elements[0] === 'SE' ? withElement(piece, 1, String(s - first + 1)) : piece;
  });
}

function withElement(piece: Piece, k: number, value: string): Piece {
  const elements = [...piece.elements];
  while (elements.length <= k) elements.push('');
  elements[k] = value;
  while (elements.length > 1 && elements.at(-1) === '') elements.pop();
  return { ...piece, elements };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const isOpener = ({ pieces, guide }: Fixture, s: number) => {
  const rule = pieces[s]!.rule;
  return rule !== undefined && guide.loops[rule.loop]!.segments[0] === rule;
};

/** How often the rule of a segment stands in its instance of the loop. */
function timesOf(fixture: Fixture, s: number): number {
  const { pieces } = fixture;
  const { rule, loop } = pieces[s]!;
  let from = s;
  while (from > 0 && !(pieces[from]!.loop === loop && isOpener(fixture, from))) from--;
  let times = 0;
  for (let k = from; k < pieces.length && (k === from || !(pieces[k]!.loop === loop && isOpener(fixture, k))); k++) {
    if (pieces[k]!.rule === rule && pieces[k]!.loop === loop) times++;
  }
  return times;
}

const nameOf = (id: string, k: number, c = 0) => `${id}${String(k).padStart(2, '0')}${c > 0 ? `-${c}` : ''}`;

/** The qualifier of a segment says what it is. */
function isQualifier(guide: Guide, rule: SegmentRule, k: number, c: number): boolean {
  const group = guide.group(rule.loop, rule.packed)!;
  return group.element === k && Math.max(group.component, 1) === Math.max(c, 1);
}

/** The values of a segment that a rule speaks of, other than those that bind it to header and level. */
function* values({ guide, pieces }: Fixture): Generator<{
  s: number;
  k: number;
  c: number;
  each: ElementRule;
  put: (value: string) => Piece[];
  qualifier: boolean;
}> {
  for (const [s, piece] of pieces.entries()) {
    const { rule } = piece;
    if (!rule || rule.id === 'HL' || rule.id === 'ST') continue;
    for (const [i, whole] of rule.elements.entries()) {
      const k = i + 1;
      if (whole.usage === NOT_USED || !piece.elements[k]) continue;
      const parts = piece.elements[k]!.split(piece.component);
      const all = [whole, ...(whole.components ?? [])];
      for (const [c, each] of all.entries()) {
        if (c > 0 && !parts[c - 1]) continue;
        const put = (next: string) => {
          const list = parts.map((part, p) => (p === c - 1 ? next : part));
          while (list.at(-1) === '') list.pop();
          return pieces.with(s, withElement(piece, k, c > 0 ? list.join(piece.component) : next));
        };
        yield { s, k, c, each, put, qualifier: isQualifier(guide, rule, k, c) };
      }
    }
  }
}

/** Whether two segments stand in one instance of the loop of the first. */
function isOneLoop(fixture: Fixture, s: number, t: number): boolean {
  const { pieces, guide } = fixture;
  const home = guide.loop(pieces[s]!.loop);
  return range(Math.min(s, t), Math.max(s, t)).every((k) => {
    let open = guide.loop(pieces[k]!.loop);
    if (open === home) return k === Math.min(s, t) || !isOpener(fixture, k);
    while (open > 0 && open !== home) open = guide.loops[open]!.parent;
    return open === home;
  });
}

/** Whether a segment that was put somewhere is in order there, and not one too many. */
function isInOrder({ guide }: Fixture, pieces: readonly Piece[], s: number, own: SegmentRule): boolean {
  const home = own.loop;
  const opener = guide.loops[home]!.segments[0]!;
  const inside = (k: number) => {
    for (let open = guide.loop(pieces[k]?.loop ?? ''); open > 0; open = guide.loops[open]!.parent) if (open === home) return true;
    return false;
  };
  const positionOf = (k: number) => {
    let open = guide.loop(pieces[k]!.loop);
    if (open === home) return pieces[k]!.rule!.position;
    while (guide.loops[open]!.parent !== home) open = guide.loops[open]!.parent;
    return guide.loops[open]!.position;
  };
  let times = 1;
  for (let k = s - 1; inside(k); k--) {
    if (pieces[k]!.rule === opener) break;
    if (positionOf(k) > own.position) return false;
    if (pieces[k]!.rule === own) times++;
  }
  for (let k = s + 1; inside(k) && pieces[k]!.rule !== opener; k++) {
    if (positionOf(k) < own.position) return false;
    if (pieces[k]!.rule === own) times++;
  }
  return times <= own.max;
}

/** Whether the elements of a segment are those that a rule asks for. */
function holds(guide: Guide, rule: SegmentRule, { elements, component }: Piece): boolean {
  const fits = (each: ElementRule, value: string): boolean => {
    if (value === '') return each.usage !== REQUIRED;
    if (each.usage === NOT_USED) return false;
    if (each.components.length > 0) {
      const parts = value.split(component);
      return each.components.every((part, c) => fits(part, parts[c] ?? ''));
    }
    return each.codes < 0 || guide.codeLists[each.codes]!.codes.includes(value);
  };
  return rule.elements.every((each, k) => fits(each, elements[k + 1] ?? ''));
}

/** Where it is said that segment `s` is not there any more. */
function missedAt(rest: readonly Piece[], { pieces }: Fixture, s: number): number[] {
  const { rule } = pieces[s]!;
  let last = s - 1;
  while (rest[last + 1]?.rule?.loop === rule!.loop && rest[last + 1]!.rule!.position === rule!.position) last++;
  return range(s - 1, last + 1);
}

const FAULTS: Readonly<Record<Kind, (fixture: Fixture) => Generator<Fault>>> = {
  *'required segment deleted'(fixture) {
    for (const [s, { rule, elements }] of fixture.pieces.entries()) {
      if (rule?.usage !== REQUIRED || isOpener(fixture, s) || timesOf(fixture, s) !== 1) continue;
      // Those that share its position may stand before it or behind it.
      let last = s;
      while (fixture.pieces[last + 1]?.rule?.loop === rule.loop && fixture.pieces[last + 1]!.rule!.position === rule.position)
        last++;
      yield { what: elements[0]!, pieces: fixture.pieces.toSpliced(s, 1), at: range(s - 1, last - 1) };
    }
  },

  *'first segment of a loop deleted'(fixture) {
    for (const [s, { rule, elements }] of fixture.pieces.entries()) {
      const loop = rule && fixture.guide.loops[rule.loop]!;
      if (!isOpener(fixture, s) || loop?.usage !== REQUIRED || loop.parent === 0) continue;
      // What stood under it may be legal under the one before.
      let last = s;
      while (fixture.pieces[last + 1]!.loop === loop.id && !isOpener(fixture, last + 1)) last++;
      yield { what: `${elements[0]} ${loop.id}`, pieces: fixture.pieces.toSpliced(s, 1), at: range(s - 1, last - 1) };
    }
  },

  *'segment repeated'(fixture) {
    for (const [s, piece] of fixture.pieces.entries()) {
      const { rule } = piece;
      if (!rule || isOpener(fixture, s) || rule.max === NO_LIMIT || timesOf(fixture, s) !== rule.max) continue;
      if (fixture.pieces[s + 1]!.rule === rule) continue;
      yield { what: rule.id, pieces: fixture.pieces.toSpliced(s, 0, piece), at: [s + 1] };
    }
  },

  *'loop opened once too often'(fixture) {
    const { pieces, guide } = fixture;
    for (const [s, piece] of pieces.entries()) {
      const loop = piece.rule && guide.loops[piece.rule.loop]!;
      if (!isOpener(fixture, s) || !loop || loop.parent === 0 || loop.max !== 1) continue;
      let end = s + 1;
      while (pieces[end]!.loop === piece.loop) end++;
      yield { what: `${piece.rule!.id} ${loop.id}`, pieces: pieces.toSpliced(end, 0, ...pieces.slice(s, end)), at: [end] };
    }
  },

  *'neighbours swapped'(fixture) {
    const { pieces } = fixture;
    for (let s = 0; s + 1 < pieces.length; s++) {
      const [a, b] = [pieces[s]!, pieces[s + 1]!];
      if (!a.rule || !b.rule || a.rule.loop !== b.rule.loop || a.rule.position === b.rule.position) continue;
      if (isOpener(fixture, s) || isOpener(fixture, s + 1)) continue;
      yield { what: `${a.rule.id} ${b.rule.id}`, pieces: pieces.with(s, b).with(s + 1, a), at: [s + 1] };
    }
  },

  *'segment moved'(fixture) {
    const { pieces, guide } = fixture;
    let first = 0;
    for (const [s, piece] of pieces.entries()) {
      if (piece.elements[0] === 'ST') first = s;
      if (!piece.rule || isOpener(fixture, s) || opensLine(piece)) continue;
      for (let t = first; pieces[t]!.elements[0] !== 'SE'; t++) {
        if (t === s || t === s - 1 || !pieces[t]!.rule) continue;
        let open = guide.loop(pieces[t]!.loop);
        let fits = false;
        for (; open !== 0; open = guide.loops[open]!.parent) {
          // It may belong here too, or open a loop of its own, as SBR does in a claim.
          fits ||= guide.group(open, piece.rule.packed) !== undefined;
          fits ||= guide.loops[open]!.children.some((child) => child.segments[0]!.packed === piece.rule!.packed);
        }
        if (fits) continue;
        const rest = pieces.toSpliced(s, 1);
        const to = t < s ? t + 1 : t;
        yield { what: `${piece.rule.id} to ${pieces[t]!.loop}`, pieces: rest.toSpliced(to, 0, piece), at: [to] };
      }
    }
  },

  *'segment moved where others of its kind stand'(fixture) {
    const { pieces, guide } = fixture;
    let first = 0;
    for (const [s, piece] of pieces.entries()) {
      if (piece.elements[0] === 'ST') first = s;
      if (!piece.rule || isOpener(fixture, s) || opensLine(piece)) continue;
      for (let t = first; pieces[t]!.elements[0] !== 'SE'; t++) {
        const loop = pieces[t]!.rule && guide.loop(pieces[t]!.loop);
        const group = loop ? guide.group(loop, piece.rule.packed) : undefined;
        // An SBR would open a loop of its own, which lacks all the rest.
        if (!group || t === s || t === s - 1 || guide.loops[loop!]!.segments[0] === group.rules[0]) continue;
        const rest = pieces.toSpliced(s, 1);
        const to = t < s ? t + 1 : t;
        const moved = rest.toSpliced(to, 0, { ...piece, loop: pieces[t]!.loop });
        const own = ruleOf(guide, pieces[t]!.loop, piece.elements, piece.component);
        const fits = own !== undefined && holds(guide, own, piece);
        const inOrder = own !== undefined && isInOrder(fixture, moved, to, own);
        const isMissed = piece.rule.usage === REQUIRED && timesOf(fixture, s) === 1 && !isOneLoop(fixture, s, t);
        if (fits && inOrder && !isMissed) continue;
        // What is missed where it stood, and neither fits nor is in order where it stands, is three faults.
        if (isMissed && own !== undefined && !fits && !inOrder) continue;
        // Where it fits, it is missed where it stood; where it does not, that is said of it, or of what it was put before.
        const at = fits && inOrder ? missedAt(rest, fixture, s) : [to, to + 1];
        yield { what: `${piece.rule.id} to ${pieces[t]!.loop}`, pieces: moved, at };
      }
    }
  },

  *'level deleted'(fixture) {
    for (const [s, { elements }] of fixture.pieces.entries()) {
      if (elements[0] !== 'HL') continue;
      yield { what: `HL ${elements[3]}`, pieces: fixture.pieces.toSpliced(s, 1), at: range(s - 1, s + 2) };
    }
  },

  *'claim deleted'(fixture) {
    for (const [s, { elements }] of fixture.pieces.entries()) {
      if (elements[0] === 'CLM') yield { what: 'CLM', pieces: fixture.pieces.toSpliced(s, 1), at: range(s, s + 2) };
    }
  },

  *'required element emptied'(fixture) {
    for (const { s, k, c, each, put } of values(fixture)) {
      if (each.usage !== REQUIRED) continue;
      const { id } = fixture.pieces[s]!.rule!;
      yield { what: nameOf(id, k, c), pieces: put(''), at: [s], element: nameOf(id, k, c) };
    }
  },

  *'element added'(fixture) {
    for (const [s, piece] of fixture.pieces.entries()) {
      if (!piece.rule) continue;
      const k = piece.rule.elements.length + 1;
      const element = nameOf(piece.rule.id, k);
      yield { what: element, pieces: fixture.pieces.with(s, withElement(piece, k, 'X')), at: [s], element };
    }
  },

  *'unused element filled'(fixture) {
    for (const [s, piece] of fixture.pieces.entries()) {
      for (const [i, each] of piece.rule?.elements.entries() ?? []) {
        if (each.usage !== NOT_USED) continue;
        const element = nameOf(piece.rule!.id, i + 1);
        yield { what: element, pieces: fixture.pieces.with(s, withElement(piece, i + 1, 'X')), at: [s], element };
      }
    }
  },

  *'element lengthened'(fixture) {
    for (const { s, k, c, each, put, qualifier } of values(fixture)) {
      if (each.components.length > 0 || each.type === DATE || qualifier) continue;
      const filler = each.type === TEXT || each.type === CODE || each.type === PERIOD ? 'A' : '1';
      const element = nameOf(fixture.pieces[s]!.rule!.id, k, c);
      yield { what: element, pieces: put(filler.repeat((each.type === AMOUNT ? 10 : each.max) + 1)), at: [s], element };
    }
  },

  *'element mistyped'(fixture) {
    const wrong: Readonly<Record<number, string>> = {
      [WHOLE]: 'X',
      [DECIMAL]: '1,5',
      [AMOUNT]: '1.234',
      [DATE]: '20260230',
      [TIME]: '2575',
      [PERIOD]: '20261305',
    };
    for (const { s, k, c, each, put } of values(fixture)) {
      const value = wrong[each.type];
      if (value === undefined) continue;
      const element = nameOf(fixture.pieces[s]!.rule!.id, k, c);
      yield { what: element, pieces: put(value), at: [s], element };
    }
  },

  *'element miscoded'(fixture) {
    for (const { s, k, c, each, put } of values(fixture)) {
      if (each.codes < 0) continue;
      const element = nameOf(fixture.pieces[s]!.rule!.id, k, c);
      yield { what: element, pieces: put('qqqq'.slice(0, Math.max(each.min, 1))), at: [s], element };
    }
  },

  *'HL01 broken'(fixture) {
    yield* altered(fixture, { HL: 1 }, (value) => [String(Number(value) + 1), String(Number(value) + 40), '0', 'X']);
  },

  *'HL02 broken'(fixture) {
    yield* altered(fixture, { HL: 2 }, (value) => (value === '' ? [] : [String(Number(value) + 1), '99', '0']));
  },

  *'HL04 broken'(fixture) {
    yield* altered(fixture, { HL: 4 }, (value) => [value === '1' ? '0' : '1']);
  },

  *'count broken'(fixture) {
    yield* altered(fixture, { SE: 1, GE: 1, IEA: 1 }, (value) => [String(Number(value) + 1), '0', '', 'X']);
  },

  *'control number broken'(fixture) {
    yield* altered(fixture, { SE: 2, GE: 2, IEA: 2 }, (value) => [value.replace(/.$/, (d) => (d === '9' ? '8' : '9'))]);
  },

  *'control number of a header broken'({ pieces }) {
    for (const [s, piece] of pieces.entries()) {
      const [trailer, element] = TRAILERS[piece.elements[0]!] ?? [];
      if (trailer === undefined) continue;
      const end = pieces.findIndex(({ elements }, t) => t > s && elements[0] === trailer);
      const value = piece.elements[element!]!;
      for (const other of [value.replace(/.$/, (d) => (d === '9' ? '8' : '9')), value.replace(/^./, '7')]) {
        const changed = pieces.with(s, withElement(piece, element!, other));
        yield { what: `${piece.elements[0]} ${other}`, pieces: changed, at: [end], element: `${trailer}02` };
      }
    }
  },
};

/** The control number of each header changed; the finding stands at its trailer. */
const TRAILERS: Readonly<Record<string, readonly [trailer: string, element: number]>> = {
  ISA: ['IEA', 13],
  GS: ['GE', 6],
  ST: ['SE', 2],
};

/** One element of some segments with other values. */
function* altered(
  { pieces }: Fixture,
  elements: Readonly<Record<string, number>>,
  others: (value: string) => readonly string[],
): Generator<Fault> {
  for (const [s, piece] of pieces.entries()) {
    const k = elements[piece.elements[0]!];
    if (k === undefined) continue;
    const element = nameOf(piece.elements[0]!, k);
    for (const other of others(piece.elements[k] ?? '')) {
      const changed = [...piece.elements];
      changed[k] = other;
      yield { what: `${element} ${other}`, pieces: pieces.with(s, { ...piece, elements: changed }), at: [s], element };
    }
  }
}

/** The index of the segment in which a finding stands. */
function segmentOf(finding: Finding, text: string): number {
  return cut(text).findLastIndex(({ at }) => at <= finding.location.byteOffset);
}

/** A composite may be told by its first component, and a last component by its composite. */
const isAt = (told: string | undefined, element: string) =>
  told !== undefined && (told === element || told === `${element}-1` || `${told}-1` === element);

/** What is wrong with the findings of a fault; '' if nothing. */
async function judge(kind: Kind, fault: Fault): Promise<string> {
  const text = write(kind.endsWith('broken') ? fault.pieces : counted(fault.pieces));
  const { findings } = await lintTexts([text]);
  const meant: readonly string[] = MEANT[kind];
  const hit = findings.find(
    (finding) =>
      meant.includes(finding.rule) &&
      fault.at.includes(segmentOf(finding, text)) &&
      (fault.element === undefined || isAt(finding.location.element, fault.element)),
  );
  const consequences =
    kind === 'claim deleted' ? MERGED : CONSEQUENCES[/^[A-Z0-9]{2,3}?(?=\d\d\b|\d\d-| |$)/.exec(fault.what)![0]]?.rules;
  const rest = findings.filter((finding) => finding !== hit && !consequences?.test(finding.rule));
  if (hit && rest.length <= 1) return '';
  const told = rest.map(
    (finding) =>
      `${finding.rule} at ${finding.location.element ?? finding.location.segment}, segment ${segmentOf(finding, text)}`,
  );
  return `${kind}, ${fault.what}, segment ${fault.at}: ${hit ? 'found' : 'not found'}; beside it ${told.join('; ') || 'nothing'}`;
}

const counts: Record<string, number> = {};
afterAll(() => console.log(counts));

describe('one fault of structure is found, at its place, with at most one more finding', () => {
  test.each(Object.keys(MEANT) as Kind[])('%s', async (kind) => {
    const files = FIXTURES.map((fixture) => ({ name: fixture.name, faults: [...FAULTS[kind](fixture)] })).filter(
      ({ faults }) => faults.length > 0,
    );
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), async ({ name, faults }, n) => {
        const fault = faults[n % faults.length]!;
        tried++;
        expect(await judge(kind, fault), name).toBe('');
      }),
      { numRuns: 80 },
    );
    counts[kind] = tried;
    expect(tried).toBe(80);
  });
});
