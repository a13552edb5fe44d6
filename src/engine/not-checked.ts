/** Claims that rules could not judge, by rule and reason. */
export class NotCheckedLog {
  #claims = new Map<string, number>();
  /** What was already counted for the claim at hand. */
  readonly #counted = new Set<string>();

  /** By rule and reason, joined by a tab. */
  get claims(): ReadonlyMap<string, number> {
    return this.#claims;
  }

  /** Counts a claim once for each rule and reason. */
  add(rule: string, reason: string): void {
    const key = `${rule}\t${reason}`;
    if (this.#counted.has(key)) return;
    this.#counted.add(key);
    this.#claims.set(key, (this.#claims.get(key) ?? 0) + 1);
  }

  endClaim(): void {
    if (this.#counted.size > 0) this.#counted.clear();
  }

  /** Adds what another judge counted. */
  merge(more: ReadonlyMap<string, number>): void {
    for (const [key, count] of more) this.#claims.set(key, (this.#claims.get(key) ?? 0) + count);
  }

  /** Gives all counts away and begins anew. */
  takeAll(): ReadonlyMap<string, number> {
    const claims = this.#claims;
    this.#claims = new Map();
    return claims;
  }
}
