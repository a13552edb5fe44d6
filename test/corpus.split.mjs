#!/usr/bin/env node
// Splits and acknowledges every file of a folder of public 837 files: what can be split leaves a good part that lints clean, and sound
// acknowledgements; what cannot is refused with a sentence. Prints `N passed, N failed` last.
//
//   node test/corpus.split.mjs FOLDER
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../bin/xolint.js', import.meta.url));
const xolint = (...args) => spawnSync(process.execPath, [BIN, ...args, '--no-config'], { encoding: 'utf8' });

/** What went wrong with a file; nothing when all is well. */
function fault(file, folder) {
  const [good, held, acks] = ['good', 'held', 'acks'].map((name) => join(folder, name));
  const split = xolint('split', file, '--good', good, '--held', held, '-f', `999:${acks}`, '-f', `277ca:${acks}`);
  if (split.status === 2) {
    if (!split.stderr.includes('cannot be split') || /\n\s+at /.test(split.stderr))
      return `refused without a reason: ${split.stderr}`;
    return readdirSync(good).length + readdirSync(held).length > 0 ? 'refused, and something was left behind' : undefined;
  }
  // What belongs to no interchange has nobody to be acknowledged to; a sentence says so.
  const rest = split.stderr.replace(/^xolint: .* was not acknowledged: .*\.\n/gm, '');
  if (split.status > 1 || rest !== '') return `status ${split.status}: ${split.stderr}`;
  for (const name of readdirSync(good)) {
    const lint = xolint(join(good, name), '-f', 'json');
    if (lint.status !== 0)
      return `the good part is not clean: ${JSON.parse(lint.stdout).findings.map((finding) => finding.rule)}`;
  }
  return undefined;
}

const root = process.argv[2];
const files = readdirSync(root, { recursive: true })
  .map((name) => join(root, name))
  .filter((path) => statSync(path).isFile() && !/INDEX|README/.test(path));
let failed = 0;
for (const file of files) {
  const folder = mkdtempSync(join(tmpdir(), 'xolint-corpus-'));
  const wrong = fault(file, folder);
  rmSync(folder, { recursive: true, force: true });
  if (wrong === undefined) continue;
  failed++;
  console.log(`FAIL ${file}: ${wrong}`);
}
console.log(`${files.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
