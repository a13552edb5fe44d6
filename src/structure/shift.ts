import { AMOUNT, type ElementRule, type Guide, NOT_USED, REQUIRED, type SegmentRule, WHOLE } from '../guides/types.ts';
import { sizeOf, text } from '../x12/elements.ts';
import type { SegmentTable } from '../x12/segments.ts';

/** Separators that one slip leaves out, at most. */
const MOST = 3;

/** A segment whose values are in the wrong elements from somewhere on, because of its separators. */
export interface Shift {
  /** Separators that are missing; -1 where there is one too many. */
  readonly missing: number;
  /** The first value that is in the wrong element. */
  readonly first: number;
}

/** Whether a value may be in an element, as far as its guide says. */
function fits(guide: Guide, rule: ElementRule | undefined, value: string, separator: string): boolean {
  if (!rule || rule.usage === NOT_USED) return value === '';
  if (value === '') return rule.usage !== REQUIRED;
  if (rule.components.length > 0) {
    const parts = value.split(separator);
    return (
      parts.length <= rule.components.length && rule.components.every((part, k) => fits(guide, part, parts[k] ?? '', separator))
    );
  }
  const list = guide.codeLists[rule.codes];
  if (list) return list.codes.includes(value);
  if (rule.type >= WHOLE && rule.type <= AMOUNT) return /^-?\d*\.?\d+$/.test(value);
  return value.length <= rule.max;
}

/**
 * Whether a segment that deviates in more than one element is what its guide asks for, but for separators that are missing in one place, or
 * one that is too many. `rule` is what it should be.
 */
export function shiftOf(table: SegmentTable, s: number, rule: SegmentRule, guide: Guide): Shift | undefined {
  const separator = String.fromCharCode(table.delimiters.component);
  const { elements } = rule;
  const values = Array.from({ length: sizeOf(table, s) }, (_, k) => text(table, s, k + 1));
  const allowed = (k: number, value: string) => fits(guide, elements[k], value, separator);
  /** Values from index `at` on, each in the element `by` further. */
  const areRight = (at: number, by: number) => elements.every((_, k) => k < at + by || allowed(k, values[k - by] ?? ''));
  const isRightBefore = (at: number) => values.slice(0, at).every((value, k) => allowed(k, value));
  if (elements.filter((_, k) => !allowed(k, values[k] ?? '')).length < 2) return undefined;
  const firstFrom = (at: number) => values.findIndex((value, k) => k >= at && value !== '') + 1;
  for (let at = 1; at <= values.length; at++) {
    const glued = values[at - 1]!;
    for (let missing = 1; missing <= MOST; missing++) {
      if (!isRightBefore(at - 1) || !areRight(at, missing)) continue;
      if (!elements.slice(at + 1, at + missing).every((_, k) => allowed(at + 1 + k, ''))) continue;
      // The value before the gap is whole, or two values that nothing divides.
      const parts = Array.from({ length: glued.length + 1 }, (_, k) => [glued.slice(0, k), glued.slice(k)] as const);
      if (parts.some(([one, other]) => allowed(at - 1, one) && allowed(at, other))) return { missing, first: firstFrom(at) };
    }
  }
  for (let at = 0; at < values.length; at++)
    if (values[at] === '' && isRightBefore(at) && elements.every((_, k) => k < at || allowed(k, values[k + 1] ?? '')))
      return { missing: -1, first: firstFrom(at) };
  return undefined;
}
