/** Edits (insert, delete, replace) that turn one word into another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

/** Letters of the longest word that is compared: a longer one was not meant as any of ours. */
const LONGEST = 80;

/** The known word that was probably meant: the nearest by edits, or a rule named without its family. Undefined if none is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  const tail = known.find((candidate) => candidate.endsWith(`/${lower}`));
  if (tail) return tail;
  const begun = known.filter((candidate) => lower.length > 2 && candidate.startsWith(lower));
  if (begun.length === 1) return begun[0];
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const edits = Math.min(
      distance(lower, candidate.toLowerCase()),
      // The family is left out and the rest is misspelt.
      lower.includes('/') ? Number.POSITIVE_INFINITY : distance(lower, candidate.slice(candidate.indexOf('/') + 1)),
    );
    if (edits < least) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

/** ` Did you mean "…"?`, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const found = nearest(word, known);
  return found === undefined ? '' : ` Did you mean "${found}"?`;
}
