#!/usr/bin/env node
/**
 * Reads every file of a folder of public 837 files as a user would: `node test/corpus.sweep.mjs FOLDER`. INDEX.tsv of the folder names
 * the files with their version and number of claims. Each file must be read without an exception, with its claims counted, each
 * finding at the element that it names, and 4010 as a fault; and corpus-verdicts.tsv says which x12/ findings it gives, how many, and
 * why. Exit status 0 when all hold.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeSettings } from '../dist/config/resolve.js';
import { lintInputs } from '../dist/engine/lint.js';
import { messageOf } from '../dist/formats/message.js';
import { openFile } from '../dist/x12/source.js';
import { cut, misplaced } from './support/places.mjs';

/** Files of version 5010 that are a fault all the same, and why. INDEX.tsv counts their claims by guessing the separators. */
const FAULTS = {
  'imsweb+x12-parser/x12_no_isa_line.txt': 'no-isa',
  'imsweb+x12-parser/_history/x12_missing_first_isa.txt': 'no-isa',
};

const folder = resolve(process.argv[2] ?? '.');
const [head, ...lines] = (await readFile(join(folder, 'INDEX.tsv'), 'utf8')).trim().split('\n');
const columns = head.split('\t');
const index = lines.map((line) => Object.fromEntries(line.split('\t').map((value, i) => [columns[i], value])));

/** The x12/ findings of each file that can be read, as `rule:count`; `-` for none. */
const VERDICTS = new Map(
  (await readFile(new URL('corpus-verdicts.tsv', import.meta.url), 'utf8'))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t').slice(0, 2)),
);

/** The x12/ findings of a report, as the verdicts write them. */
function verdictOf({ findings }) {
  const counts = new Map();
  for (const { rule } of findings) if (rule.startsWith('x12/')) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const words = [...counts].map(([rule, count]) => `${rule}:${count}`).sort();
  return words.join(' ') || '-';
}

/** What is wrong with the reading of one file; '' when nothing is. */
async function check({ path, variant, version, claims }) {
  const report = await lintInputs([{ path, open: () => openFile(join(folder, path)) }], {
    settings: makeSettings({}),
    words: messageOf,
  });
  const [file] = report.files;
  const covered = /^837[PI]$/.test(variant) && /005010X22[23]/.test(version);
  if (!covered && !file.fault) return 'it is not covered, and that was not said';
  if (covered && file.fault?.code !== FAULTS[path]) return `fault ${file.fault?.code ?? 'missing'}`;
  if (covered && !file.fault && file.claims !== Number(claims)) return `${file.claims} claims, not ${claims}`;
  if (!file.fault && verdictOf(report) !== (VERDICTS.get(path) ?? '-')) {
    return `${verdictOf(report)}, not ${VERDICTS.get(path) ?? '-'}`;
  }
  const text = (await readFile(join(folder, path))).toString('latin1');
  const segments = cut(text);
  for (const { rule, location } of report.findings) {
    const wrong = misplaced(text, segments, location);
    if (wrong) return `${rule}: ${wrong}`;
  }
  return '';
}

let failed = 0;
for (const entry of index) {
  let wrong;
  try {
    wrong = await check(entry);
  } catch (error) {
    wrong = error.stack;
  }
  if (!wrong) continue;
  failed++;
  console.log(`FAIL ${entry.path}: ${wrong}`);
}
console.log(`${index.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
