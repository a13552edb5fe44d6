import type { Observer } from '../engine/observer.ts';

/** Writes one acknowledgement for each interchange of a file. */
export interface AckWriter extends Observer {
  /** Deletes the unfinished files. */
  discard(): void;
}
