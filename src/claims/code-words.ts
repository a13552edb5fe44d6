/** A value that should be a code, as it may be told: what does not look like a short one may be a name that was typed in the wrong place. */
export function shownCode(value: string, longest: number): string {
  return value.length <= longest && /^[A-Za-z0-9]+$/.test(value) ? `"${value}"` : 'a value that does not look like a code';
}

/** `A`, `A or B`, `A, B or C`. */
export function oneOf(codes: readonly string[]): string {
  return codes.length < 2 ? codes.join('') : `${codes.slice(0, -1).join(', ')} or ${codes.at(-1)}`;
}
