/** Signals that end a run early, and the exit status of each. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Calls `discard` and ends the process when the run is interrupted. Returns a function that removes these listeners. */
export function whenInterrupted(discard: () => void): () => void {
  const interrupt = (signal: keyof typeof SIGNALS) => {
    discard();
    process.stderr.write('xolint: The run was interrupted; no report is complete.\n');
    process.exit(SIGNALS[signal]);
  };
  const signals = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[];
  for (const signal of signals) process.once(signal, interrupt);
  return () => {
    for (const signal of signals) process.off(signal, interrupt);
  };
}
