#!/usr/bin/env node
// Writes the parts of README.md that are made from the program: `npm run docs`. With --check it only says whether they are current.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { highest, strictEntries } from '../dist/config/presets.js';
import { severityWords } from '../dist/rules/describe.js';
import { RULES } from '../dist/rules/index.js';
import { familyOf } from '../dist/rules/rule.js';

const TITLES = {
  xolair: 'Xolair claims: drug, waste, administration, diagnosis, authorization',
  claim: 'Every claim',
  x12: 'The file and its envelope',
};

const cell = (text) => text.replaceAll('|', '\\|');

/** Default severity, exceptions by payer class, and a raised one where a message has it. */
function severity(rule) {
  if (rule.fault) return 'fault, exit 2';
  const words = severityWords(rule.severity, rule.byPayerClass);
  return !words.includes(highest(rule)) ? `${words} (up to ${highest(rule)})` : words;
}

function rulesTable() {
  const strict = new Map(strictEntries(RULES).map((entry) => [entry.pattern, entry.severity]));
  const parts = [];
  for (const family of Object.keys(TITLES)) {
    parts.push(`**${TITLES[family]}**\n`, '| rule | what must hold | severity | strict |', '|---|---|---|---|');
    for (const rule of RULES.filter((each) => familyOf(each.id) === family)) {
      const types = rule.types?.length === 1 ? ` (${rule.types[0]} only)` : '';
      parts.push(`| \`${rule.id}\` | ${cell(rule.docs.what)}${types} | ${severity(rule)} | ${strict.get(rule.id) ?? ''} |`);
    }
    parts.push('');
  }
  return parts.join('\n').trim();
}

/** What a run on a fixture looks like. */
function picture() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const args = ['bin/xolint.js', '--no-config', '--no-color', 'fixtures/scenarios/edge-80-mg-without-waste.edi'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return `\`\`\`text\n${stdout.trim()}\n\`\`\``;
}

const PARTS = { picture, rules: rulesTable };

const path = new URL('../README.md', import.meta.url);
const before = readFileSync(path, 'utf8');
let after = before;
for (const [name, make] of Object.entries(PARTS)) {
  const pattern = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!pattern.test(after)) throw new Error(`README.md has no markers for ${name}`);
  after = after.replace(pattern, (_, open, close) => `${open}\n${make()}\n\n${close}`);
}
if (process.argv.includes('--check')) {
  if (after !== before) {
    console.error('README.md is not current; run "npm run docs".');
    process.exitCode = 1;
  }
} else if (after !== before) writeFileSync(path, after);
