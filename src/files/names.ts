import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * What a file of a run is for, by its ending:
 * `run` shows that the run lives, `lock` that it puts outputs in place, `tmp` is an output that is being written, `old` is what an
 * output replaces, `commit` lists what is to be put in place, `undo` what is to be put back.
 */
export type Kind = 'run' | 'lock' | 'tmp' | 'old' | 'commit' | 'undo';

/** A name that a run gave: `.xolint-MACHINE-PID-START-RANDOM.run`, or with `-N` before the ending. Short, whatever the output is called. */
export interface OwnName {
  readonly name: string;
  /** Names the run. */
  readonly token: string;
  readonly machine: string;
  readonly pid: number;
  /** When the process began, in ticks of its machine, to base 36; `0` where the system does not tell. */
  readonly start: string;
  readonly kind: Kind;
}

const OWN =
  /^\.xolint-(([0-9a-f]{8})-([0-9a-z]{1,8})-([0-9a-z]{1,12})-[0-9a-f]{16})(?:-\d{1,9})?\.(run|lock|tmp|old|commit|undo)$/;

/** The parts of a name that a run gave; undefined for every other name. */
export function ownName(name: string): OwnName | undefined {
  const match = OWN.exec(name);
  if (!match) return undefined;
  const [, token, machine, pid, start, kind] = match;
  return { name, token: token!, machine: machine!, pid: Number.parseInt(pid!, 36), start: start!, kind: kind as Kind };
}

/** The name of a file of a run. `n` tells several of one kind apart. */
export function nameOf(token: string, kind: Kind, n?: number): string {
  return `.xolint-${token}${n === undefined ? '' : `-${n}`}.${kind}`;
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

/** Names the machine since it was started, and on it the container: a process id says something only there. */
function machineName(): string {
  const boot = textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const processes = textOf(() => readlinkSync('/proc/self/ns/pid'));
  return createHash('sha256').update([hostname(), boot, processes].join('\n')).digest('hex').slice(0, 8);
}

/** When a process of this machine began; `0` where the system does not tell, undefined if there is no such process. */
function startOf(pid: number): string | undefined {
  const text = textOf(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The name of the program, in parentheses, may hold anything.
  const ticks = text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  if (ticks !== undefined && /^\d+$/.test(ticks)) return BigInt(ticks).toString(36);
  try {
    process.kill(pid, 0);
    return '0';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? '0' : undefined;
  }
}

/** A name for a run, which nobody can guess. */
export function newToken(): string {
  return `${machineName()}-${process.pid.toString(36)}-${startOf(process.pid) ?? '0'}-${randomBytes(8).toString('hex')}`;
}

/** Whether the process that gave a name is still there; undefined if it ran on another machine or in another container. */
export function isRunning({ machine, pid, start }: OwnName): boolean | undefined {
  if (machine !== machineName()) return undefined;
  const now = startOf(pid);
  return now !== undefined && (now === '0' || start === '0' || now === start);
}
