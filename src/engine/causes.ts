import type { Finding, Location } from '../model/finding.ts';
import { CONSEQUENCES, type Consequence } from '../rules/consequences.ts';

/** A finding, as far as it may be a cause. */
type Found = Pick<Finding, 'rule' | 'messageId' | 'location'>;

const placeOf = ({ element, segment }: Location) => element ?? segment ?? '';

/** What a row reaches at a location, within a claim; the same for cause and consequence. Undefined if it reaches nothing. */
function scopeOf({ reach }: Consequence, { position, serviceLine }: Location): string | undefined {
  if (reach === 'segment') return `segment ${position}`;
  if (reach === 'line') return serviceLine === undefined ? undefined : `line ${serviceLine}`;
  return reach;
}

/** What was found that others follow from, see rules/consequences: in the claim at hand, right above it, and in the interchange. */
export class Causes {
  /** By row, what it reaches of the claim at hand. */
  readonly #reached = new Map<Consequence, Set<string>>();
  /** Rows that reach all of an interchange, and which one that is. */
  readonly #standing = new Set<Consequence>();
  #interchange: object | undefined;

  /** Takes a finding. `interchange` is the same object for all that is under one ISA. */
  add({ rule, messageId, location }: Found, interchange: object | undefined): void {
    for (const row of CONSEQUENCES) {
      const { cause, reach } = row;
      if (rule !== cause.rule || cause.messages?.includes(messageId) === false || cause.at?.test(placeOf(location)) === false)
        continue;
      if (reach === 'interchange') {
        if (this.#interchange !== interchange) this.#standing.clear();
        this.#interchange = interchange;
        this.#standing.add(row);
        continue;
      }
      const scope = scopeOf(row, location);
      if (scope === undefined) continue;
      const known = this.#reached.get(row);
      if (known) known.add(scope);
      else this.#reached.set(row, new Set([scope]));
    }
  }

  /** Ends the claim at hand. */
  endClaim(): void {
    this.#reached.clear();
  }

  /** Whether what a rule would report at a location follows from what was found. `rows` are those after which it says nothing. */
  explain(rows: readonly Consequence[], location: Location, interchange: object | undefined): boolean {
    if (this.#reached.size === 0 && this.#standing.size === 0) return false;
    return rows.some((row) => {
      if (row.at?.test(placeOf(location)) === false) return false;
      if (row.reach === 'interchange') return this.#standing.has(row) && this.#interchange === interchange;
      const scope = scopeOf(row, location);
      return scope !== undefined && this.#reached.get(row)?.has(scope) === true;
    });
  }
}
