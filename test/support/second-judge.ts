import type { Settings } from '../../src/config/settings.ts';
import type { JudgeOptions } from '../../src/engine/judge.ts';
import { lintInputs, type RunOptions } from '../../src/engine/lint.ts';
import { ClaimBatch, contextOf } from '../../src/engine/second/batch.ts';
import type { Handoff } from '../../src/engine/second/handoff.ts';
import { WorkerJudge } from '../../src/engine/second/serve.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Report } from '../../src/model/report.ts';
import { fromBytes } from '../../src/x12/source.ts';
import { defaultSettings } from './settings.ts';

/** Decides for each claim whether the second judge gets it, and whether a batch ends after it. */
export interface Deal {
  away(): boolean;
  ends(): boolean;
}

/** Two judges in one thread, in the order of a deal. */
export function sharing(
  path: string,
  file: number,
  options: JudgeOptions,
  deal: Deal,
  batch = new ClaimBatch(new SharedArrayBuffer(ClaimBatch.BYTES)),
): Handoff {
  const second = new WorkerJudge([batch], options);
  let control: object | undefined;
  const flush = () => {
    if (control) second.judge(0);
    control = undefined;
  };
  return {
    offer(claim) {
      if (!deal.away()) return false;
      if (control !== claim.controlNumbers || deal.ends()) flush();
      if (control && batch.add(claim)) return true;
      flush();
      if (!batch.begin(contextOf(claim, path, file)) || !batch.add(claim)) return false;
      control = claim.controlNumbers;
      return true;
    },
    async finish() {
      flush();
      return second.take();
    },
  };
}

/** What a judge needs besides a file: no payer class known, nothing shown. */
export const judgeOptions = (settings: Settings) =>
  ({
    settings,
    payerClass: 'unknown',
    production: undefined,
    shown: [],
    shapes: true,
    state: () => undefined,
  }) satisfies JudgeOptions;

/** Lints texts as the files of one run: by one judge, by two as a deal decides, or with any other way to share a file. */
export function lintTexts(texts: readonly string[], deal?: Deal | NonNullable<RunOptions['share']>): Promise<Report> {
  const inputs = texts.map((text, i) => ({ path: `${i}.edi`, open: async () => fromBytes(Buffer.from(text, 'latin1')) }));
  const settings = defaultSettings();
  const options = judgeOptions(settings);
  return lintInputs(inputs, {
    settings,
    shapes: true,
    words: messageOf,
    ...(deal && {
      share: (file) => (typeof deal === 'function' ? deal(file) : sharing(inputs[file]!.path, file, options, deal)),
    }),
  });
}
