import type { Location } from '../model/finding.ts';

/** Replaces each byte of a withheld value. */
export const MASK = '▒';

/** One element of a drawn segment. */
export interface Cell {
  /** Such as SV101; the segment id for the first. */
  readonly name: string;
  /** Components, with their values masked unless segments are shown. */
  readonly parts: readonly string[];
  /** Component (from 1) that the location names, 0 for the whole element; absent when it names another element. */
  readonly marked?: number;
}

/** Element and component that a location names; 0 when it names none. */
function target(location: Location): { element: number; component: number } {
  const found = /^(\d+)(?:-(\d+))?$/.exec(location.element?.slice(location.segment?.length ?? 0) ?? '');
  return { element: Number(found?.[1] ?? 0), component: Number(found?.[2] ?? 0) };
}

/** The segment of a location, element by element; undefined when no shape was kept. A missing element is drawn as an empty one. */
export function cellsOf(location: Location): Cell[] | undefined {
  if (location.shape === undefined) return undefined;
  const [id, ...lengths] = location.shape.split('*').map((element) => element.split(':'));
  const wanted = target(location);
  const text = shownText(location);
  let at = id![0]!.length;
  const cells: Cell[] = [{ name: id![0]!, parts: id! }];
  while (lengths.length < wanted.element) lengths.push(['']);
  for (const [i, components] of lengths.entries()) {
    at++;
    const parts = components.map((component) => {
      const from = at;
      const drawn = unmasked(component);
      at += drawn.length + 1;
      return text === undefined ? drawn : text.slice(from, from + drawn.length).replaceAll(FILLER, '');
    });
    at--;
    cells.push({
      name: `${id![0]}${String(i + 1).padStart(2, '0')}`,
      parts,
      ...(wanted.element === i + 1 && { marked: wanted.component }),
    });
  }
  return cells;
}

/** A component of a shape as it is drawn: its value if it may be shown, else a mask of the same length. */
function unmasked(component: string): string {
  return component.startsWith('=') ? component.slice(1) : MASK.repeat(Number(component));
}

/** Fills up characters that take several bytes, so that each byte has one character. */
const FILLER = '\u0000';

/** A text with one character a byte. A byte that is not valid UTF-8 appears as U+FFFD. */
function perByte(text: string): string {
  return text.replace(/[\u0080-\u{10ffff}]/gu, (character) => {
    const code = character.codePointAt(0)!;
    const bytes = code === 0xfffd ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    return character + FILLER.repeat(bytes - character.length);
  });
}

/** The raw text of a segment, if its length matches the shape; with mixed encodings it may not. */
function shownText(location: Location): string | undefined {
  if (location.text === undefined) return undefined;
  const text = perByte(location.text.replace(/[\r\n]+/g, ''));
  const width = location.shape!.replace(/[^*:]+/g, (part, at: number) => (at === 0 ? part : unmasked(part))).length;
  return text.length === width ? text : undefined;
}

/** A drawn segment, and the range of indexes in it that the element takes; empty for an empty element. */
export interface Frame {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Draws the segment of a location in one line; separators are drawn as `*` and `:`. Undefined when no shape was kept. */
export function frameOf(location: Location): Frame | undefined {
  const cells = cellsOf(location);
  if (!cells) return undefined;
  let text = '';
  let from = 0;
  let to = 0;
  for (const [i, { parts, marked }] of cells.entries()) {
    if (i > 0) text += '*';
    const begin = text.length;
    text += parts.join(':');
    if (marked === undefined) continue;
    const before = marked > parts.length ? parts.join(':').length : parts.slice(0, Math.max(0, marked - 1)).join(':').length;
    from = begin + before + (marked > 1 && marked <= parts.length ? 1 : 0);
    to = marked === 0 ? text.length : from + (parts[marked - 1]?.length ?? 0);
  }
  return location.element === undefined ? { text, from: 0, to: text.length } : { text, from, to };
}

/** The part of a frame around its element that fits into `width` columns; 0 for no limit. */
export function cutFrame(frame: Frame, width: number): Frame {
  const { text, from, to } = frame;
  if (width <= 0 || text.length <= width) return frame;
  const room = width - 2;
  const start = Math.max(0, Math.min(from - Math.floor(room / 3), text.length - room));
  const end = Math.min(text.length, start + room);
  const head = start > 0 ? '…' : '';
  const shift = head.length - start;
  return {
    text: `${head}${text.slice(start, end)}${end < text.length ? '…' : ''}`,
    from: from + shift,
    to: Math.min(to, end) + shift,
  };
}
