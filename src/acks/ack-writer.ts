import type { Observer } from '../engine/observer.ts';

/** Writes one acknowledgement for each interchange of a file. */
export interface AckWriter extends Observer {
  /** Gives up what was not finished. */
  discard(): void;
}
