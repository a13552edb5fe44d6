import type { Commit } from '../files/commit.ts';
import { endNow } from './guard.ts';

/** Signals that end a run early, and the exit status of each. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Calls all functions, the last one first. One that fails keeps none from being called, and is not the error that users need. */
export function discardAll(unfinished: readonly (() => void)[]): void {
  for (const giveUp of [...unfinished].reverse()) {
    try {
      giveUp();
    } catch {}
  }
}

/**
 * Calls `discard` and ends the process when the run is interrupted, and calls it when a config or custom rule ends the process. Returns a
 * function that removes these listeners.
 */
export function whenInterrupted(discard: () => void, commit: Commit): () => void {
  const interrupt = (signal: keyof typeof SIGNALS) => {
    const when = commit.isDone ? ' after all outputs were put in place.' : '; no report is complete.';
    discard();
    process.stderr.write(`xolint: The run was interrupted${when}\n`);
    endNow(SIGNALS[signal]);
  };
  const signals = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[];
  for (const signal of signals) process.once(signal, interrupt);
  process.once('exit', discard);
  return () => {
    for (const signal of signals) process.off(signal, interrupt);
    process.off('exit', discard);
  };
}
