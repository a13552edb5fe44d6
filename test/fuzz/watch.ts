import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

/** Milliseconds after which an input hangs. */
const HANGS = 120_000;

/** Ends the process with a sentence when an input hangs, which nothing in its own thread could do. Returns what to call for each. */
export function watch(seed: number): (number: number) => void {
  const current = new Float64Array(new SharedArrayBuffer(16));
  new Worker(new URL(import.meta.url), { workerData: { memory: current.buffer, seed } }).unref();
  return (number) => {
    current[0] = number;
    current[1]! += 1;
  };
}

if (!isMainThread) {
  const { memory, seed } = workerData as { memory: SharedArrayBuffer; seed: number };
  const current = new Float64Array(memory);
  for (let last = -1; ; ) {
    await wait(HANGS);
    if (current[1] === last) {
      const number = current[0];
      writeSync(2, `Input ${number} hangs. Again: npm run fuzz -- --seed ${seed} --only ${number}\n`);
      process.kill(process.pid, 'SIGKILL');
    }
    last = current[1]!;
  }
}
