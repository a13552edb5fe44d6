#!/usr/bin/env node
// Measures xolint against a bare loop over the bytes and against node-x12, as whole processes: time, peak memory, and their ratios.
//
//   npm run bench                      sizes of 10, 100 and 500 MB, five runs each
//   npm run bench -- --quick           10 and 40 MB, three runs each
//   npm run bench -- --sizes 10MB,1GB --runs 7 --type I
//
// The contenders take turns, so that a busy moment of the machine hits all of them. Figures of one machine mean little on
// another; the ratios carry over, and they are what the targets are about. The processor's time, of all threads, is the steadier
// figure on a machine that does other work meanwhile.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { generateFile, parseSize } from './generate.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const MEASURED = pathToFileURL(join(here, 'measured.mjs')).href;
const CONTENDERS = join(here, 'contenders.mjs');
const XOLINT = join(here, '../../bin/xolint.js');

const MB = 1e6;
/** The targets: see `judge`. */
const TARGET = { size: 100 * MB, loop: 3, split: 8, stream: 1 / 3, peak: 150, flat: 0.15 };

/**
 * One contender: how its process is started, and up to which size it is tried.
 *
 * @typedef {object} Contender
 * @property {string} name
 * @property {(file: string) => string[]} args
 * @property {number} limit Bytes.
 */

/** @param {{ stream: number, tree: number, floor: number }} limits @returns {Contender[]} */
const contenders = (limits) => [
  { name: 'byte loop', args: (file) => [CONTENDERS, 'bytes', file], limit: limits.floor },
  { name: 'xolint', args: (file) => [XOLINT, '--no-config', '--format', 'json', file], limit: Number.POSITIVE_INFINITY },
  { name: 'xolint split, 999, 277CA', args: (file) => splitArgs(file), limit: limits.stream },
  { name: 'node-x12 stream', args: (file) => [CONTENDERS, 'stream', file], limit: limits.stream },
  { name: 'node-x12 whole file', args: (file) => [CONTENDERS, 'tree', file], limit: limits.tree },
];

/** Good and held claims and both acknowledgements of a file, in one run. @param {string} file */
function splitArgs(file) {
  const [good, held, acks] = ['good', 'held', 'acks'].map((name) => join(dirname(file), name));
  return [XOLINT, 'split', '--no-config', file, '--good', good, '--held', held, '-f', `999:${acks}`, '-f', `277ca:${acks}`];
}

/**
 * Runs a Node program to its end. Its output goes nowhere; a status above 1 is a crash.
 *
 * @param {string[]} args
 * @returns {Promise<{ seconds: number, cpu: number, megabytes: number } | undefined>} Nothing when it crashed.
 */
function measure(args) {
  const nothing = openSync('/dev/null', 'w');
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(process.execPath, ['--import', MEASURED, ...args], { stdio: ['ignore', nothing, 'ignore', 'pipe'] });
    let told = '';
    child.stdio[3].on('data', (piece) => {
      told += piece;
    });
    child.on('error', reject);
    child.on('close', (status) => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      if (status === null || status > 1 || told === '') return resolve(undefined);
      const { kilobytes, cpu } = JSON.parse(told);
      resolve({ seconds, cpu, megabytes: (kilobytes * 1024) / MB });
    });
  });
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * A file of a size, made unless it is there already.
 *
 * @param {string} folder @param {'P' | 'I'} type @param {number} bytes @param {number} broken
 */
async function fileOf(folder, type, bytes, broken) {
  // The name says what is in it; a change of the generator needs --fresh.
  const path = join(folder, `837${type}-${bytes / MB}MB${broken ? `-broken-${broken}` : ''}.edi`);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size < bytes || values.fresh) await generateFile(path, { type, bytes, broken });
  return path;
}

/** @param {string[][]} rows The first is the head; all columns but the first are set flush right. */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ');
  return [line(rows[0]), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.slice(1).map(line)].join('\n');
}

/**
 * The targets, and whether each holds in what was measured.
 *
 * @param {Map<string, Map<number, { seconds: number, megabytes: number }>>} results Medians by contender and size.
 */
function judge(results) {
  const at = (name, size) => results.get(name)?.get(size);
  const sizes = [...(results.get('xolint')?.keys() ?? [])];
  const size = sizes.includes(TARGET.size) ? TARGET.size : (sizes.at(-1) ?? 0);
  const [own, loop, stream] = ['xolint', 'byte loop', 'node-x12 stream'].map((name) => at(name, size));
  /** @type {[text: string, value: string, holds: boolean | undefined][]} */
  const lines = [];
  const ratio = (a, b) => (a && b ? a.seconds / b.seconds : undefined);
  const where = `at ${size / MB} MB`;
  const toLoop = ratio(own, loop);
  const toStream = ratio(own, stream);
  lines.push([
    `${where}, at most ${TARGET.loop} times the byte loop's time`,
    toLoop === undefined ? 'not measured' : toLoop.toFixed(2),
    toLoop && toLoop <= TARGET.loop,
  ]);
  lines.push([
    `${where}, at most a third of node-x12's stream mode`,
    toStream === undefined ? 'not measured' : toStream.toFixed(2),
    toStream && toStream <= TARGET.stream,
  ]);
  const toSplit = ratio(at('xolint split, 999, 277CA', size), loop);
  lines.push([
    `${where}, split and acknowledged in at most ${TARGET.split} times the byte loop's time`,
    toSplit === undefined ? 'not measured' : toSplit.toFixed(2),
    toSplit && toSplit <= TARGET.split,
  ]);
  const peaks = sizes.map((each) => at('xolint', each)?.megabytes ?? Number.NaN);
  const highest = Math.max(...peaks);
  lines.push([`peak memory at most ${TARGET.peak} MB`, `${highest.toFixed(0)} MB`, highest <= TARGET.peak]);
  const spread = highest / Math.min(...peaks) - 1;
  lines.push([
    `peak memory within ${TARGET.flat * 100} % at ${sizes.map((each) => each / MB).join(', ')} MB`,
    sizes.length > 1 ? `${(spread * 100).toFixed(0)} %` : 'not measured',
    sizes.length > 1 ? spread <= TARGET.flat : undefined,
  ]);
  return lines;
}

const { values } = parseArgs({
  options: {
    sizes: { type: 'string' },
    runs: { type: 'string' },
    type: { type: 'string', default: 'P' },
    broken: { type: 'string', default: '0' },
    folder: { type: 'string', default: join(tmpdir(), 'xolint-bench') },
    only: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const sizes = (values.sizes ?? (values.quick ? '10MB,40MB' : '10MB,100MB,500MB')).split(',').map(parseSize);
const runs = Number(values.runs ?? (values.quick ? 3 : 5));
const type = values.type.toUpperCase() === 'I' ? 'I' : 'P';
const broken = Number(values.broken);

mkdirSync(values.folder, { recursive: true });
console.log(
  `Node ${process.version}, ${availableParallelism()} of ${cpus()[0]?.model ?? 'unknown processor'}, ${(totalmem() / 1e9).toFixed(0)} GB. ` +
    `837${type}, ${runs} runs each in turn, medians of whole processes, output to /dev/null.\n`,
);

const rivals = contenders({ floor: 500 * MB, stream: 100 * MB, tree: 10 * MB }).filter(
  ({ name }) => !values.only || values.only.split(',').some((word) => name.includes(word)),
);
/** @type {Map<string, Map<number, { seconds: number, megabytes: number }>>} */
const results = new Map(rivals.map(({ name }) => [name, new Map()]));
for (const size of sizes) {
  const path = await fileOf(values.folder, type, size, broken);
  const bytes = statSync(path).size;
  const present = rivals.filter(({ limit }) => size <= limit);
  /** @type {Map<string, { seconds: number, cpu: number, megabytes: number }[]>} */
  const measured = new Map(present.map(({ name }) => [name, []]));
  const crashed = new Set();
  // The first round only fills the page cache.
  for (let round = -1; round < runs; round++) {
    for (const { name, args } of present) {
      if (crashed.has(name) || (round < 0 && name !== present[0].name)) continue;
      const result = await measure(args(path));
      if (result === undefined) crashed.add(name);
      else if (round >= 0) measured.get(name)?.push(result);
    }
  }
  const medians = new Map();
  for (const [name, list] of measured) {
    if (crashed.has(name) || list.length === 0) continue;
    medians.set(name, {
      seconds: median(list.map((one) => one.seconds)),
      cpu: median(list.map((one) => one.cpu)),
      megabytes: median(list.map((one) => one.megabytes)),
      fastest: Math.min(...list.map((one) => one.seconds)),
      slowest: Math.max(...list.map((one) => one.seconds)),
    });
    results.get(name)?.set(size, medians.get(name));
  }
  const loop = medians.get('byte loop');
  const rows = [
    [
      `${(bytes / MB).toFixed(0)} MB`,
      'x byte loop',
      'x processor',
      'time',
      'fastest',
      'slowest',
      'processor',
      'MB/s',
      'peak memory',
    ],
  ];
  for (const { name } of present) {
    const one = medians.get(name);
    if (!one) rows.push([name, '-', '-', 'crashed', '-', '-', '-', '-', '-']);
    else {
      rows.push([
        name,
        loop ? (one.seconds / loop.seconds).toFixed(2) : '-',
        loop ? (one.cpu / loop.cpu).toFixed(2) : '-',
        `${one.seconds.toFixed(2)} s`,
        `${one.fastest.toFixed(2)} s`,
        `${one.slowest.toFixed(2)} s`,
        `${one.cpu.toFixed(2)} s`,
        (bytes / MB / one.seconds).toFixed(0),
        `${one.megabytes.toFixed(0)} MB`,
      ]);
    }
  }
  console.log(`${table(rows)}\n`);
}
const verdicts = judge(results);
console.log(
  table([
    ['Target of xolint', 'measured', 'holds'],
    ...verdicts.map(([text, value, holds]) => [text, value, holds === undefined ? '-' : holds ? 'yes' : 'NO']),
  ]),
);
