/**
 * Writes the table of docs/mutation.md from the report of `npm run mutate`: `node test/mutation/table.mjs [--survivors]`. With
 * `--survivors` it lists what no test noticed instead, one mutant a line.
 */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';

const { files } = JSON.parse(readFileSync(new URL('../../coverage/mutation/mutation.json', import.meta.url), 'utf8'));

/** What of a file a mutant replaces, in one line. */
function replaced(source, { start, end }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return inOneLine(lines.join(' '));
}

const inOneLine = (text) => text.replace(/\s+/g, ' ').slice(0, 80);

function survivors() {
  for (const [path, { source, mutants }] of Object.entries(files)) {
    for (const { status, location, replacement } of mutants) {
      if (status !== 'Survived' && status !== 'NoCoverage') continue;
      console.log(`${path}:${location.start.line} ${replaced(source, location)} => ${inOneLine(replacement)} (${status})`);
    }
  }
}

function table() {
  const folders = new Map();
  for (const [path, { mutants }] of Object.entries(files)) {
    const counts = folders.get(dirname(path)) ?? { Killed: 0, Timeout: 0, Survived: 0, NoCoverage: 0 };
    for (const { status } of mutants) if (status in counts) counts[status]++;
    folders.set(dirname(path), counts);
  }
  console.log('| folder | killed | survived | not covered | share killed |\n|---|---|---|---|---|');
  for (const [folder, { Killed, Timeout, Survived, NoCoverage }] of [...folders].sort()) {
    const killed = Killed + Timeout;
    const all = killed + Survived + NoCoverage;
    if (all > 0)
      console.log(`| \`${folder}\` | ${killed} | ${Survived} | ${NoCoverage} | ${Math.round((100 * killed) / all)} % |`);
  }
}

if (process.argv.includes('--survivors')) survivors();
else table();
