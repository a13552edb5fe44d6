import { closeSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { OutputError } from './errors.ts';
import { isRunning, nameOf, type OwnName, ownName } from './names.ts';
import { remove, statusOf } from './system.ts';

/** Seconds without a sign of life after which a run of another machine or container is given up. */
export const SILENCE = 300;

const WAIT_MS = 20;
const MOST_WAITS = 200;
/** Digits of the random end of a token. */
const RANDOM = 16;

/** The files of runs in a folder. */
export function ownFiles(folder: string): OwnName[] {
  return readdirSync(folder).flatMap((name) => ownName(name) ?? []);
}

/**
 * Whether the run that gave a name may still be at work. On this machine its process answers that. Elsewhere the time of its sign of
 * life does, compared with that of run `token`, since both were set by the clock of the disk.
 */
export function isAlive(of: OwnName, folder: string, token: string): boolean {
  const running = isRunning(of);
  if (running !== undefined) return running;
  const sign = statusOf(join(folder, nameOf(of.token, 'run')));
  const own = statusOf(join(folder, nameOf(token, 'run')));
  return sign !== undefined && own !== undefined && own.mtimeNs - sign.mtimeNs < BigInt(SILENCE) * 1_000_000_000n;
}

/** Whether another run puts outputs in place in a folder. Removes locks of runs that ended without doing so. */
function isTaken(folder: string, token: string): boolean {
  let taken = false;
  for (const file of ownFiles(folder)) {
    if (file.kind !== 'lock' || file.token === token) continue;
    if (isAlive(file, folder, token)) taken = true;
    // No name is given twice, so that this cannot hit the lock of another run.
    else remove(join(folder, file.name));
  }
  return taken;
}

/**
 * Keeps every other run from putting outputs in place in these folders. Each run has a lock of its own name, and goes on only if it
 * sees no other once it is there: of two runs at least one sees the other. Throws OutputError when others do not end.
 */
export async function lock(folders: readonly string[], token: string): Promise<() => void> {
  const name = nameOf(token, 'lock');
  const held: string[] = [];
  const release = () => {
    for (const folder of held.splice(0)) remove(join(folder, name));
  };
  for (let waits = 0; ; waits++) {
    try {
      let taken: string | undefined;
      for (const folder of [...folders].sort()) {
        held.push(folder);
        closeSync(openSync(join(folder, name), 'wx', 0o600));
        if (!isTaken(folder, token)) continue;
        taken = folder;
        break;
      }
      if (taken === undefined) return release;
      release();
      if (waits === MOST_WAITS)
        throw new OutputError(
          `Another run of xolint is writing into ${taken}. This one put nothing in place; run it again when the other has ended.`,
        );
    } catch (error) {
      release();
      throw error;
    }
    // Two that met go on at different times.
    const digit = token.length - RANDOM + (waits % (RANDOM - 1));
    await setTimeout(WAIT_MS + Number.parseInt(token.slice(digit, digit + 2), 16) / 4);
  }
}
