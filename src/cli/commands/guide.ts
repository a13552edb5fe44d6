import { didYouMean } from '../../config/suggest.ts';
import { wrap } from '../../formats/wrap.ts';
import { GUIDES } from '../../guides/guide.ts';
import {
  AMOUNT,
  CODE,
  COMPOSITE,
  DATE,
  DECIMAL,
  type ElementRule,
  type Guide,
  type LoopRule,
  NO_LIMIT,
  NOT_USED,
  PERIOD,
  REQUIRED,
  type SegmentRule,
  TEXT,
  TIME,
  WHOLE,
} from '../../guides/types.ts';
import type { ClaimType } from '../../model/claim.ts';
import { UsageError } from '../errors.ts';
import type { GuideArguments } from '../options.ts';
import { print } from '../outputs.ts';
import { WIDTH } from '../terminal.ts';

/** Most codes of a list that are shown; if there are more, the rest is counted. */
const MOST_CODES = 12;

const TYPES: Readonly<Record<number, string>> = {
  [TEXT]: 'text',
  [CODE]: 'code',
  [WHOLE]: 'number',
  [DECIMAL]: 'decimal',
  [AMOUNT]: 'amount',
  [DATE]: 'date',
  [TIME]: 'time',
  [PERIOD]: 'period',
  [COMPOSITE]: 'composite',
};

interface Codes {
  readonly codes: readonly string[];
  /** The public list that the codes come from. */
  readonly list?: string;
}

/** An element or component that a guide uses. */
interface ElementRecord extends Partial<Codes> {
  /** As in SV101 or SV101-2. */
  readonly element: string;
  readonly name: string;
  readonly required: boolean;
  readonly type: string;
  /** Shortest and longest, in characters; a composite has none. */
  readonly length?: readonly [number, number];
}

interface SegmentRecord {
  readonly id: string;
  /** The element that distinguishes it from other segments with the same id, and its codes there. */
  readonly qualifier?: Codes & { readonly element: string };
  readonly name: string;
  readonly required: boolean;
  /** How often it may occur; null if there is no limit. */
  readonly repeat: number | null;
  readonly elements: readonly ElementRecord[];
}

interface LoopRecord {
  readonly id: string;
  readonly name: string;
  /** The loop around it; null if there is none. */
  readonly parent: string | null;
  readonly required: boolean;
  readonly repeat: number | null;
}

const repeatOf = (max: number) => (max === NO_LIMIT ? null : max);

function loopRecord(guide: Guide, { id, name, parent, usage, max }: LoopRule): LoopRecord {
  return { id, name, parent: guide.loops[parent]!.id || null, required: usage === REQUIRED, repeat: repeatOf(max) };
}

const elementName = (segment: string, element: number, component: number) =>
  `${segment}${String(element).padStart(2, '0')}${component > 0 ? `-${component}` : ''}`;

function codesOf(guide: Guide, rule: ElementRule | undefined): Codes | undefined {
  const found = guide.codeLists[rule?.codes ?? -1];
  return found && { codes: found.codes, ...(found.external !== undefined && { list: found.external }) };
}

/** The elements of a segment that the guide uses, each before its components. */
function elementRecords(guide: Guide, { id, elements }: SegmentRule): ElementRecord[] {
  const record = (rule: ElementRule, element: number, component: number): ElementRecord => ({
    element: elementName(id, element, component),
    name: rule.name,
    required: rule.usage === REQUIRED,
    type: TYPES[rule.type]!,
    ...(rule.type !== COMPOSITE && { length: [rule.min, rule.max] as const }),
    ...codesOf(guide, rule),
  });
  return elements.flatMap((rule, k) => [
    ...(rule.usage === NOT_USED ? [] : [record(rule, k + 1, 0)]),
    ...rule.components.flatMap((each, c) => (each.usage === NOT_USED ? [] : [record(each, k + 1, c + 1)])),
  ]);
}

function qualifierOf(guide: Guide, rule: SegmentRule): SegmentRecord['qualifier'] {
  const { element, component } = guide.group(rule.loop, rule.packed)!;
  const part = rule.elements[element - 1];
  const codes = codesOf(guide, component > 0 ? part?.components[component - 1] : part);
  return codes && { element: elementName(rule.id, element, component), ...codes };
}

function segmentRecord(guide: Guide, rule: SegmentRule): SegmentRecord {
  const qualifier = qualifierOf(guide, rule);
  return {
    id: rule.id,
    ...(qualifier && { qualifier }),
    name: rule.name,
    required: rule.usage === REQUIRED,
    repeat: repeatOf(rule.max),
    elements: elementRecords(guide, rule),
  };
}

const usage = (required: boolean) => (required ? 'required' : 'situational');

function times(repeat: number | null): string {
  if (repeat === null) return 'any number';
  return repeat === 1 ? 'once' : `up to ${repeat} times`;
}

function treeLine({ id, name, usage: how, max }: LoopRule, depth: number): string {
  const title = `${'  '.repeat(depth)}${id.padEnd(8)}${name}`;
  return `${title.padEnd(51)}${usage(how === REQUIRED).padEnd(13)}${times(repeatOf(max))}\n`;
}

/** A loop, and those in it two columns deeper. */
function* tree(loop: LoopRule, depth: number): Generator<string> {
  yield treeLine(loop, depth);
  for (const child of loop.children) yield* tree(child, depth + 1);
}

/** The codes of an element in words. */
function codeWords({ codes, list }: Codes): string {
  if (list !== undefined) return `${list} (${codes.length} codes)`;
  const shown = codes.length > MOST_CODES ? codes.slice(0, MOST_CODES - 1) : codes;
  const rest = codes.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** An element; its codes are on the same line if there is room, else below. */
function* elementLines({ element, name, required, type, length, codes, list }: ElementRecord): Generator<string> {
  const lengths = length ? (length[0] === length[1] ? ` ${length[0]}` : ` ${length[0]}-${length[1]}`) : '';
  const line = `  ${element.padEnd(9)}${name.padEnd(28)}${usage(required).padEnd(12)}${type}${lengths}`;
  const words = codes ? codeWords({ codes, ...(list !== undefined && { list }) }) : '';
  const beside = `${line.padEnd(64)} ${words}`;
  if (words === '') yield `${line}\n`;
  else if (beside.length <= WIDTH) yield `${beside}\n`;
  else {
    yield `${line}\n`;
    for (const part of wrap(words, WIDTH - 13)) yield `${' '.repeat(13)}${part}\n`;
  }
}

function* segmentLines({ id, qualifier, name, required, repeat, elements }: SegmentRecord): Generator<string> {
  const title = qualifier ? `${id} (${qualifier.element} ${codeWords(qualifier)})` : id;
  const words = `${name}: ${usage(required)}, ${times(repeat)}`;
  if (title.length + words.length + 2 <= WIDTH) yield `\n${title}  ${words}\n`;
  else yield `\n${title}\n  ${words}\n`;
  for (const element of elements) yield* elementLines(element);
}

/** The loops of a guide as a tree, for a person. */
export function* guideText(guide: Guide): Generator<string> {
  yield `${guide.type}: ${guide.loops.length - 1} loops, ${guide.segments.length} segments\n\n`;
  for (const loop of guide.loops[0]!.children) yield* tree(loop, 0);
  yield `\n"xolint guide ${guide.type} 2400" shows the segments and elements of a loop.\n`;
}

/** The segments and elements of a loop, for a person: at most 80 columns. */
export function* loopText(guide: Guide, loop: LoopRule): Generator<string> {
  const { id, name, parent, required, repeat } = loopRecord(guide, loop);
  const where = parent === null ? '' : `, in loop ${parent}`;
  yield `${guide.type} loop ${id}: ${name}\n${usage(required)}, ${times(repeat)}${where}\n`;
  for (const rule of loop.segments) yield* segmentLines(segmentRecord(guide, rule));
  if (loop.children.length > 0) yield '\nLoops in it:\n';
  for (const child of loop.children) yield treeLine(child, 0);
}

/** The guide and the loop with these names, in upper or lower case. Throws UsageError. */
function find(type: string, id: string | undefined): { guide: Guide; loop: LoopRule | undefined } {
  const types = Object.keys(GUIDES) as ClaimType[];
  const found = types.find((each) => each === type.toUpperCase());
  if (!found) throw new UsageError(`There is no guide "${type}".${didYouMean(type, types)} Guides are ${types.join(' and ')}.`);
  const guide = GUIDES[found];
  if (id === undefined) return { guide, loop: undefined };
  const loops = guide.loops.slice(1);
  const loop = loops.find((each) => each.id === id.toUpperCase());
  if (loop) return { guide, loop };
  const near = didYouMean(
    id,
    loops.map((each) => each.id),
  );
  throw new UsageError(`The ${found} has no loop "${id}".${near} "xolint guide ${found}" lists its loops.`);
}

/** `xolint guide GUIDE [LOOP]`. */
export async function guideCommand(args: GuideArguments): Promise<number> {
  const { guide, loop } = find(args.guide, args.loop);
  if (args.json) {
    const loops = guide.loops.slice(1).map((each) => loopRecord(guide, each));
    const record = loop
      ? { guide: guide.type, loop: loopRecord(guide, loop), segments: loop.segments.map((rule) => segmentRecord(guide, rule)) }
      : { guide: guide.type, loops };
    await print(`${JSON.stringify(record, null, 2)}\n`);
    return 0;
  }
  await print([...(loop ? loopText(guide, loop) : guideText(guide))].join(''));
  return 0;
}
