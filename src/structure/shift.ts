import { AMOUNT, type ElementRule, type Guide, NOT_USED, REQUIRED, type SegmentRule, WHOLE } from '../guides/types.ts';
import { sizeOf, text } from '../x12/elements.ts';
import type { SegmentTable } from '../x12/segments.ts';

/** Separators that one slip leaves out, at most. */
const MOST = 3;

/** A longer value is not looked at for two values in it. */
const LONGEST_GLUED = 100;

/** A segment whose values are in the wrong elements from somewhere on, because of its separators. */
export interface Shift {
  /** Separators that are missing; -1 where there is one too many. */
  readonly missing: number;
  /** The first value that is in the wrong element. */
  readonly first: number;
  /** The element that holds its own value and the next one, or that the separator too many made. */
  readonly at: number;
  /** The component of it that holds both. */
  readonly component: number;
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
  const isRightBefore = (at: number) => values.slice(0, Math.max(0, at)).every((value, k) => allowed(k, value));
  const wrong = elements.flatMap((_, k) => (allowed(k, values[k] ?? '') ? [] : [k]));
  // One wrong value alone is that of the next element where it is a code of that and this one is not used.
  const [only] = wrong;
  const isNeighbours = wrong.length === 1 && elements[only!]!.usage === NOT_USED && (elements[only! + 1]?.codes ?? -1) >= 0;
  if (wrong.length < 2 && !isNeighbours) return undefined;
  const firstFrom = (at: number) => values.findIndex((value, k) => k >= at && value !== '') + 1;
  // The fewer values are in the wrong element, the likelier it is.
  for (let missing = 1; missing <= MOST; missing++) {
    for (let at = values.length; at >= 0; at--) {
      if (!isRightBefore(at - 1) || !areRight(at, missing)) continue;
      if (!elements.slice(at + 1, at + missing).every((_, k) => allowed(at + 1 + k, ''))) continue;
      const first = firstFrom(at);
      const glued = values[at - 1] ?? '';
      const whole = (at === 0 || allowed(at - 1, glued)) && allowed(at, '');
      if (whole && first > 0 && elements[first - 1]!.usage === NOT_USED) return { missing, first, at, component: 0 };
      for (let k = 1; k < glued.length && glued.length <= LONGEST_GLUED; k++) {
        if (!allowed(at - 1, glued.slice(0, k)) || !allowed(at, glued.slice(k))) continue;
        const component = elements[at - 1]!.components.length > 0 ? glued.slice(0, k).split(separator).length : 0;
        return { missing, first, at, component };
      }
    }
  }
  for (let at = 0; at < values.length; at++)
    if (values[at] === '' && isRightBefore(at) && elements.every((_, k) => k < at || allowed(k, values[k + 1] ?? '')))
      return { missing: -1, first: firstFrom(at), at: firstFrom(at) - 1, component: 0 };
  return undefined;
}
