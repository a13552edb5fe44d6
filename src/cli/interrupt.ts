/** Signals that end a run early, and the exit status that says so. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Has `discard` called, and the process ended, when the run is interrupted. Gives the function that ends the watch. */
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
