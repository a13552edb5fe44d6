import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { settingsOf } from '../config/load.ts';
import type { SettingsParts } from '../config/resolve.ts';
import type { JudgeOptions } from '../engine/judge.ts';
import type { RingMemory } from '../engine/second/serve.ts';
import { ClaimWorker } from '../engine/second/worker.ts';
import type { Shown } from '../model/finding.ts';
import type { PayerClass } from '../model/payer.ts';

/** The data that the second judge gets at its start; all of it can be cloned to a thread. */
export interface SecondJudgeData {
  readonly memory: RingMemory;
  readonly parts: Omit<SettingsParts, 'globs'>;
  readonly payerClass: PayerClass | undefined;
  readonly shown: readonly Shown[];
  readonly shapes: boolean;
}

/** The options of the second judge, in its own thread. */
export async function optionsOf({ parts, payerClass, shown, shapes }: SecondJudgeData): Promise<JudgeOptions> {
  const settings = await settingsOf(parts);
  return {
    settings,
    payerClass: payerClass ?? settings.payerClass ?? 'unknown',
    production: undefined,
    shown,
    shapes,
    state: () => undefined,
  };
}

/**
 * The second judge of a run; none if there is only one processor, or if a config adds rules of its own, which may keep state.
 */
export function openPartner(data: Omit<SecondJudgeData, 'memory'>): ClaimWorker | undefined {
  if (availableParallelism() < 2 || (data.parts.config?.customRules.length ?? 0) > 0) return undefined;
  return new ClaimWorker((memory) => {
    const workerData: SecondJudgeData = { ...data, memory };
    return new Worker(new URL('./second-judge.js', import.meta.url), { workerData });
  });
}
