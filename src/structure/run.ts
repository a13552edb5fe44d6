import type { LoopRule } from '../guides/types.ts';

/** What the segments of a run are: of no guide, names of other loops, of other loops only, or of a loop that may be another one. */
type Kind = 'unknown' | 'name' | 'alien' | 'block';

const NO_HOMES: readonly LoopRule[] = [];

/**
 * Segments in the wrong place, one after the other, that one finding tells of: they came there together. Each loop that could be the home
 * of all of them is kept; a segment that none of these has is a fault of its own.
 */
export class Run {
  #kind: Kind | undefined;
  #homes = NO_HOMES;

  /** A segment in its place ends the run. */
  end(): void {
    this.#kind = undefined;
  }

  /** Whether a segment that no guide has goes on with the run. If not, it begins one. */
  takesUnknown(): boolean {
    return this.#kind === 'unknown' || this.#begin('unknown', NO_HOMES);
  }

  /** Whether a name that belongs elsewhere goes on with the run. If not, it begins one. */
  takesName(): boolean {
    return this.#kind === 'name' || this.#begin('name', NO_HOMES);
  }

  /** Whether a segment that the open loop does not have goes on with the run. If not, it begins one. */
  takesAlien(homes: readonly LoopRule[]): boolean {
    return this.#takes('alien', homes);
  }

  /** Whether a segment that the open loop has, but not at this place or with this qualifier, goes on with the run. If not, it begins one. */
  takesKnown(homes: readonly LoopRule[]): boolean {
    return this.#kind === 'alien' ? this.#begin('block', homes) : this.#takes('block', homes);
  }

  /** Begins a run with the first segment of a loop whose name is missing, or one that is looked at in another loop. */
  beginBlock(homes: readonly LoopRule[]): void {
    this.#begin('block', homes);
  }

  #takes(kind: Kind, homes: readonly LoopRule[]): boolean {
    const common = this.#kind === undefined ? NO_HOMES : this.#homes.filter((loop) => homes.includes(loop));
    if (common.length === 0) return this.#begin(kind, homes);
    this.#homes = common;
    return true;
  }

  #begin(kind: Kind, homes: readonly LoopRule[]): false {
    this.#kind = kind;
    this.#homes = homes;
    return false;
  }
}
