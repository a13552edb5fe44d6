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

/** The text in quotes, if it looks like a code. Other text may be anything, even a name, and is not shown. */
export function codeText(text: string, pattern = /^[A-Za-z0-9.-]{1,12}$/): string {
  return pattern.test(text) ? `"${text}"` : 'a value that does not look like a code';
}

/** The value in quotes, if it looks like a short code. Anything else may be a name typed in the wrong place, and is not shown. */
export function shownCode(value: string, longest: number): string {
  return value.length <= longest && /^[A-Za-z0-9]+$/.test(value) ? `"${value}"` : 'a value that does not look like a code';
}
