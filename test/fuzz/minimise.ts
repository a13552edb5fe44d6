/** Removes runs of items, half of them at first and single ones at last, while what is left still fails. */
async function shrink<T>(items: readonly T[], fails: (items: readonly T[]) => Promise<boolean>): Promise<readonly T[]> {
  let left = items;
  for (let size = Math.ceil(left.length / 2); ; size = Math.ceil(size / 2)) {
    for (let at = 0; at < left.length; ) {
      const fewer = [...left.slice(0, at), ...left.slice(at + size)];
      if (fewer.length < left.length && (await fails(fewer))) left = fewer;
      else at += size;
    }
    if (size <= 1) return left;
  }
}

/** The shortest text that still fails, as far as leaving out segments, then bytes, leads. */
export async function minimise(text: string, fails: (text: string) => Promise<boolean>): Promise<string> {
  const segments = text.split(/(?<=[~\n\r'\x1c])/);
  const whole = (await shrink(segments, (left) => fails(left.join('')))).join('');
  if (whole.length > 3000) return whole;
  return (await shrink([...whole], (left) => fails(left.join('')))).join('');
}
