import type { Segment, ServiceLine } from '../model/claim.ts';
import type { MessageValue, Origin, Phi, Sourced } from '../model/finding.ts';

/** Cents as dollars: 123456 is $1234.56. */
export function dollars(cents: number): string {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.abs(Math.round(cents));
  return `${sign}$${Math.trunc(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

/** A number with at most four decimals, and no trailing zeros. */
export function plain(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}

/** `1 unit`, `30 units`. */
export function counted(value: number, noun: string): string {
  return `${plain(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(items: readonly (string | number)[], last = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** What an ICD-9 or ICD-10 code looks like, right or wrong: a name is not one. */
export const DIAGNOSIS = /^[A-Za-z]?\d[A-Za-z0-9.]{1,7}$/;

/** A CPT or HCPCS code: a name of five letters is not one. */
export const PROCEDURE = /^[A-Z0-9]\d{3}[A-Z0-9]$/;

/** The text in quotes, if it looks like a code. Other text may be anything, even a name: only its shape is told. */
export function codeText(text: string, pattern: RegExp): string | Phi {
  return pattern.test(text) ? `"${text}"` : { phi: 'segment', value: `"${text}"`, shape: shapeOf(text) };
}

/**
 * What a value looks like, without what it says: `11 letters`, `9 digits`. Enough to find it in the file. Numbers that were computed are
 * `a number`, `an amount`, `a number of units`.
 */
export function shapeOf(value: string | number): string {
  if (typeof value === 'number') return 'a number';
  if (value.startsWith('$') || value.startsWith('-$')) return 'an amount';
  const noun = /^-?[\d.]+ (unit|container)s?$/.exec(value)?.[1];
  if (noun !== undefined) return `a number of ${noun}s`;
  const text = value.replace(/^"(.*)"$/, '$1');
  const { length } = text;
  if (length === 0) return 'nothing';
  if (text.trim() === '') return counted(length, 'blank');
  if (/^\d+$/.test(text)) return counted(length, 'digit');
  if (/^[A-Za-z]+$/.test(text)) return counted(length, 'letter');
  if (/^[A-Za-z\d]+$/.test(text)) return `${length} letters and digits`;
  return counted(length, 'character');
}

/**
 * What was thrown, and where: `TypeError at rules.js:12:5`. Never the message of an error, which may hold a value of a file, nor anything
 * else that code outside of xolint may have put into it.
 */
export function kindAndPlace(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is not an Error';
  const kind = /^[A-Z]\w{0,40}$/.exec(error.constructor.name)?.[0] ?? 'Error';
  const { message, stack = '' } = error;
  // The message is part of the stack, and may have lines that look like frames.
  const frames = message === '' || !stack.includes(message) ? stack : stack.slice(stack.indexOf(message) + message.length);
  const syntax = /^(?:file:)?[^\n]*?([^/\\\n]+:\d+)\n/.exec(stack);
  const frame =
    kind === 'SyntaxError' && syntax ? syntax : /\n\s+at (?!.*\bnode:).*?([^/\\(\s]+:\d+:\d+)\)?(?=\n|$)/.exec(frames);
  return frame ? `${kind} at ${frame[1]}` : kind;
}

type SourcedOf<D> = { readonly [K in keyof D]: Sourced };

/** Values of a message with the segments that they come from: they are withheld where one of these is not sound. */
export function from<D extends Readonly<Record<string, MessageValue>>>(
  origins: Origin | readonly (Origin | undefined)[],
  data: D,
): SourcedOf<D> {
  const list = 'isSound' in origins ? [origins] : origins.filter((origin) => origin !== undefined);
  const sourced: Record<string, Sourced> = {};
  for (const [slot, value] of Object.entries(data)) sourced[slot] = { value, from: list };
  return sourced as SourcedOf<D>;
}

/** The code of an element that may be wrong: it is shown where it is a slip, too. */
export const slipOf = (segment: Segment, element: number, component = 0): Origin => ({
  isSound: segment.isSound || segment.isSlip(element, component),
});

/** The segments that the figures of lines come from: services, and what loop 2410 has of their drugs. */
export const originsOf = (lines: readonly ServiceLine[]): readonly (Origin | undefined)[] =>
  lines.flatMap(({ service, drug }) => [service, drug?.lin, drug?.ctp]);
