import { parentPort, workerData } from 'node:worker_threads';
import { serve } from '../engine/second/serve.ts';
import { keepShortLivedSpaceSmall } from './memory.ts';
import { optionsOf, type SecondJudgeData } from './threads.ts';

// Entry point of the thread of the second judge.
keepShortLivedSpaceSmall();
const data = workerData as SecondJudgeData;
serve(data.memory, await optionsOf(data), (answer) => parentPort!.postMessage(answer));
