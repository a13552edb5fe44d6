/** Cents as dollars: 123456 is $1234.56. */
export function dollars(cents: number): string {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.abs(Math.round(cents));
  return `${sign}$${Math.trunc(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

/** A number without needless decimals, at most four of them. */
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

/** A code as it stands, when it looks like a code; text that may be anything, a name too, is not repeated. */
export function codeText(text: string, pattern = /^[A-Za-z0-9.-]{1,12}$/): string {
  return pattern.test(text) ? `"${text}"` : 'a value that does not look like a code';
}

/** A value that should be a code, as it may be told: what does not look like a short one may be a name that was typed in the wrong place. */
export function shownCode(value: string, longest: number): string {
  return value.length <= longest && /^[A-Za-z0-9]+$/.test(value) ? `"${value}"` : 'a value that does not look like a code';
}

/** `A`, `A or B`, `A, B or C`. */
export function oneOf(codes: readonly string[]): string {
  return codes.length < 2 ? codes.join('') : `${codes.slice(0, -1).join(', ')} or ${codes.at(-1)}`;
}
