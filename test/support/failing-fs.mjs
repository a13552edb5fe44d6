import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { relative, resolve } from 'node:path';

/**
 * Makes one call of the file system fail, counted over all calls below a folder. `arm` does it in this process; as a preload
 * (`node --import`), with FAIL_ROOT, FAIL_AT and FAIL_HOW in the environment, it does it in another one.
 *
 * How the call ends: a code such as EIO: it does nothing and throws; `late`: it does its work and throws EIO; `kill`: the process ends
 * before it. In this process `kill` is played: the call throws, and so does every later one.
 */

/** @typedef {{ readonly root: string, readonly at: number, readonly how: string, readonly really?: boolean }} Plan */

const SYNC = [
  'accessSync',
  'chmodSync',
  'closeSync',
  'copyFileSync',
  'fchmodSync',
  'fstatSync',
  'fsyncSync',
  'ftruncateSync',
  'linkSync',
  'lstatSync',
  'mkdirSync',
  'openSync',
  'readFileSync',
  'readSync',
  'readdirSync',
  'readlinkSync',
  'realpathSync',
  'renameSync',
  'rmSync',
  'statSync',
  'symlinkSync',
  'unlinkSync',
  'utimesSync',
  'writeFileSync',
  'writeSync',
];
const ASYNC = [
  'access',
  'lstat',
  'mkdir',
  'open',
  'readFile',
  'readdir',
  'realpath',
  'rename',
  'rm',
  'stat',
  'unlink',
  'writeFile',
];

const ALL = /** @type {Record<string, (...args: unknown[]) => unknown>} */ (/** @type {unknown} */ (fs));
const PROMISES = /** @type {Record<string, (...args: unknown[]) => unknown>} */ (/** @type {unknown} */ (fs.promises));

/**
 * Begins to count. `stop` ends it and gives the calls that were made, by name.
 * @param {Plan} plan
 * @returns {() => string[]}
 */
export function arm({ root, at, how, really = false }) {
  const real = { ...ALL };
  const realPromises = { ...PROMISES };
  /** @type {Set<number>} */
  const open = new Set();
  /** @type {string[]} */
  const calls = [];
  let dead = false;

  /** @param {unknown} what */
  const concerns = (what) => {
    if (typeof what === 'number') return open.has(what);
    return typeof what === 'string' && !relative(root, resolve(what)).startsWith('..');
  };
  /** @param {string} code @param {string} call */
  const failure = (code, call) => Object.assign(new Error(`${code}: planned, ${call}`), { code, syscall: call, errno: -5 });

  /** Whether the call may be made; throws for one that fails at once. @param {string} name */
  const enter = (name) => {
    if (dead) throw failure('EIO', name);
    calls.push(name);
    if (calls.length !== at) return false;
    if (how === 'late') return true;
    if (how !== 'kill') throw failure(how, name);
    if (really) process.kill(process.pid, 'SIGKILL');
    dead = true;
    throw failure('EIO', name);
  };

  for (const name of SYNC) {
    const call = real[name];
    if (!call) continue;
    ALL[name] = (...args) => {
      if (!concerns(args[0])) return call(...args);
      const late = enter(name);
      const result = call(...args);
      if (name === 'openSync') open.add(/** @type {number} */ (result));
      if (name === 'closeSync') open.delete(/** @type {number} */ (args[0]));
      if (late) throw failure('EIO', name);
      return result;
    };
    Object.assign(/** @type {object} */ (ALL[name]), call);
  }
  for (const name of ASYNC) {
    const call = realPromises[name];
    if (!call) continue;
    PROMISES[name] = async (...args) => {
      if (!concerns(args[0])) return call(...args);
      const late = enter(name);
      const result = await call(...args);
      if (name === 'open') {
        const handle = /** @type {fs.promises.FileHandle} */ (result);
        open.add(handle.fd);
      }
      if (late) throw failure('EIO', name);
      return result;
    };
  }
  syncBuiltinESMExports();
  return () => {
    for (const name of SYNC) ALL[name] = real[name];
    for (const name of ASYNC) PROMISES[name] = realPromises[name];
    syncBuiltinESMExports();
    return calls;
  };
}

const { FAIL_ROOT, FAIL_AT, FAIL_HOW } = process.env;
if (FAIL_ROOT !== undefined) {
  const stop = arm({ root: FAIL_ROOT, at: Number(FAIL_AT), how: FAIL_HOW ?? 'EIO', really: true });
  // How many calls there were is asked for with a call that is never reached.
  if (FAIL_AT === '0') process.on('exit', () => process.stderr.write(`\ncalls: ${stop().length}\n`));
}
