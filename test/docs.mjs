#!/usr/bin/env node
// Writes what the documents hold that is made from the program: `npm run docs`. With --check it only says whether all of it is current.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lintExample, whereOf } from '../dist/api/test-rule.js';
import { highest, strictEntries } from '../dist/config/presets.js';
import { message } from '../dist/index.js';
import { gradedMessages, optionWords, scopeWords, severityWords, sourcedMessages, whatWords } from '../dist/rules/describe.js';
import { completeExample } from '../dist/rules/examples/complete.js';
import { FAMILIES, familyOf } from '../dist/rules/families.js';
import { RULES } from '../dist/rules/index.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = 'docs/rules';

/** Most examples that a page shows; each message is shown at least once. */
const MOST_BAD = 8;
const MOST_GOOD = 3;

const STRICT = new Map(strictEntries(RULES).map((entry) => [entry.pattern, entry.severity]));

/** Text in which Markdown sees no emphasis and no markup; what is between backticks stays. */
const plain = (text) =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replace(/[*_<]/g, '\\$&')))
    .join('');
const cell = (text) => plain(text).replaceAll('|', '\\|');
const table = (head, rows) => [
  `| ${head.join(' | ')} |`,
  `|${'---|'.repeat(head.length)}`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

/** Default severity, exceptions by payer class, and a raised one where a message has it. */
function severity(rule) {
  if (rule.fault) return 'fault, exit 2';
  const words = severityWords(rule.severity, rule.byPayerClass);
  return !words.includes(highest(rule)) ? `${words} (up to ${highest(rule)})` : words;
}

function index() {
  const lines = [
    '<!-- Made by "npm run docs"; do not edit. -->',
    '',
    '# Rules',
    '',
    'Severities are `error` (the claim comes back, or is denied), `warning` (it may be) and `info` (worth a look). Many depend on the',
    'class of the payer, which xolint takes from SBR09 or from the [config](../config.md). `strict` is what `xolint:strict` makes of a',
    'rule. The pages show examples as segments from CLM, SBR or ST on; xolint fills in the rest of the file before it judges them.',
    '`xolint rules` and `xolint explain ID` show the same in a terminal.',
    '',
  ];
  for (const { id: family, title } of FAMILIES) {
    const rows = RULES.filter((each) => familyOf(each).id === family).map((rule) => {
      const types = rule.types?.length === 1 ? ` (${rule.types[0]} only)` : '';
      return [`[\`${rule.id}\`](${rule.id}.md)`, `${cell(rule.docs.what)}${types}`, severity(rule), STRICT.get(rule.id)];
    });
    lines.push(`## ${title}`, '', ...table(['rule', 'what must hold', 'severity', 'strict'], rows), '');
  }
  return `${lines.join('\n').trim()}\n`;
}

function severities(rule) {
  if (rule.fault) return ['None: the file cannot be judged. It is reported as not read, and the run ends with exit status 2.'];
  const classes = Object.entries(rule.byPayerClass ?? {});
  const graded = gradedMessages(rule);
  return [
    ...(classes.length === 0
      ? [`\`${rule.severity}\`, whoever pays.`]
      : table(['payer class', 'severity'], [...classes, ['all others', rule.severity]])),
    ...(graded.length === 0
      ? []
      : ['', 'Some messages have a severity of their own:', ''].concat(
          table(
            ['message', 'severity'],
            graded.map((each) => [cell(each.text), each.severity]),
          ),
        )),
    '',
    `With \`xolint:strict\`: \`${STRICT.get(rule.id)}\`.`,
  ];
}

function options(rule) {
  const specs = Object.entries(rule.options ?? {});
  if (specs.length === 0) return [];
  const defaults = Object.fromEntries(specs.map(([name, spec]) => [name, spec.default]));
  const value = JSON.stringify(['default', defaults])
    .replace(/([:,{])(?=["\d[{])/g, '$1 ')
    .replace(/\}/g, ' }');
  return [
    '',
    '## Options',
    '',
    ...table(
      ['option', 'takes', 'meaning'],
      specs.map(([name, spec]) => [`\`${name}\``, cell(optionWords(spec)), cell(spec.what)]),
    ),
    '',
    '```jsonc',
    '// xolint.config.jsonc: the defaults',
    `{ "rules": { "${rule.id}": ${value} } }`,
    '```',
  ];
}

function messages(rule) {
  const rows = sourcedMessages(rule);
  if (rows.length === 0) return [];
  return [
    '',
    '## Messages',
    '',
    ...table(
      ['id', 'message', 'source'],
      rows.map(({ id, text, source }) => [`\`${id}\``, cell(text), cell(source)]),
    ),
  ];
}

const ACK_PARTS = {
  segment: 'segment (IK304)',
  element: 'element (IK403)',
  set: 'set (IK502)',
  group: 'group (AK905)',
  interchange: 'interchange (TA105)',
};

function acknowledgements(rule) {
  const lines = [];
  if (rule.claimStatus) {
    const codes = rule.claimStatus.map(
      ({ category, code, entity }) => `\`${[category, code, entity].filter(Boolean).join(':')}\``,
    );
    const policy = rule.payerPolicy ? ', only for payers whose config says `payerPolicy`' : '';
    lines.push(`In a 277CA (category:status:entity): ${codes.join(', ')}${policy}.`);
  }
  if (rule.ack) {
    const codes = Object.entries(rule.ack).map(([part, code]) => `${ACK_PARTS[part]} \`${code}\``);
    lines.push(`In a 999: ${codes.join(', ')}.`);
  }
  return lines.length === 0 ? [] : ['', '## Status codes', '', ...lines.flatMap((line) => [line, '']).slice(0, -1)];
}

/** Characters that a page cannot show, as escapes. */
const visible = (text) =>
  text
    .replace(/\r/g, '\\r')
    .replace(/\n/g, '\\n')
    .replace(/[^ -~]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** Segments that frame a whole file. */
const ENVELOPE = /\b(ISA|GS|ST|SE|GE|IEA)\*/;

/** One segment a line. Of a whole file: its envelope, and what is around `offsets`. */
function segments(text, isWhole, offsets) {
  const lines = [];
  let at = 0;
  let skipped = false;
  const parts = text.split('~');
  for (const [i, part] of parts.entries()) {
    const isNear = offsets.some((offset) => offset >= at - 1 && offset <= at + part.length);
    const isLast = i === parts.length - 1;
    at += part.length + 1;
    if (part.trim() === '' && isLast) break;
    if (isWhole && !isNear && !ENVELOPE.test(part)) {
      if (!skipped) lines.push('…');
      skipped = true;
      continue;
    }
    skipped = false;
    lines.push(`${visible(isWhole ? part : part.trim())}${isLast ? '' : '~'}`);
  }
  return lines;
}

/** An example, run: a text, or a bad example. */
async function run(rule, example) {
  const { text: given, run: options } = typeof example === 'string' ? { text: example } : example;
  const text = given.replace(/~\s+/g, '~').trim();
  return { text, isWhole: completeExample(text, rule) === text, options, report: await lintExample(rule, text, options) };
}

/** How the run differs from one without a config. */
function runWords({ options = {}, off = [], production, codeSets = {} } = {}) {
  const words = [
    ...Object.entries(options).map(([name, value]) => `the option \`${name}\` set to \`${JSON.stringify(value)}\``),
    ...Object.entries(codeSets).map(([id, value]) => `\`codeSets.${id}\` set to \`${JSON.stringify(value)}\``),
    ...off.map((id) => `\`${id}\` off`),
    ...(production === undefined ? [] : [`\`--${production ? '' : 'no-'}production\``]),
  ];
  return words.length === 0 ? [] : [`With ${words.join(' and ')}:`, ''];
}

/** The first of each message, and others up to `most`, in the order given. */
function choose(examples, most) {
  const first = new Set();
  const ids = new Set();
  for (const example of examples) {
    const id = example.report.findings[0]?.messageId ?? '';
    if (!ids.has(id)) first.add(example);
    ids.add(id);
  }
  for (const example of examples) if (first.size < most) first.add(example);
  return examples.filter((example) => first.has(example));
}

function shown({ text, isWhole, options, report }) {
  const [file] = report.files;
  const offsets = report.findings.map((finding) => finding.location.byteOffset);
  const words = report.findings.map((finding) => {
    const { loop } = finding.location;
    return `- **${finding.severity}** at ${whereOf(finding.location)}${loop ? `, loop ${loop}` : ''}: ${plain(message(finding, report))}`;
  });
  if (file.fault) words.push(`- **not read**: ${plain(file.fault.message)}`);
  return [
    ...runWords(options),
    ...words,
    ...(words.length > 0 ? [''] : []),
    '```text',
    ...segments(text, isWhole, offsets),
    '```',
    '',
  ];
}

async function examples(rule, title, list, most) {
  if (list.length === 0) return [];
  const all = [];
  for (const example of list) all.push(await run(rule, example));
  const chosen = choose(all, most);
  const rest = all.length - chosen.length;
  return [
    '',
    `## ${title}`,
    '',
    ...chosen.flatMap(shown),
    ...(rest > 0 ? [`${rest} more ${rest === 1 ? 'is' : 'are'} in [the file of the rule](${sourceOf(rule)}).`] : []),
  ];
}

const sourceOf = (rule) => `../../../src/rules/${rule.id}.ts`;

async function page(rule) {
  const { why, fix, source } = rule.docs;
  const yields = (rule.yields ?? []).map((id) => `[\`${id}\`](../${id}.md)`);
  const lines = [
    `<!-- Made from src/rules/${rule.id}.ts by "npm run docs"; do not edit. -->`,
    '',
    `# ${rule.id}`,
    '',
    plain(whatWords(rule).join('\n\n')),
    '',
    `**Why:** ${plain(why)}`,
    '',
    `**Fix:** ${plain(fix)}`,
    '',
    `**Judges:** ${scopeWords(rule)}.`,
    ...(yields.length > 0 ? ['', `**Silent** where one of these reports the same element: ${yields.join(', ')}.`] : []),
    '',
    '## Severity',
    '',
    ...severities(rule),
    ...messages(rule),
    ...options(rule),
    ...acknowledgements(rule),
    ...(await examples(rule, 'Examples that fail', rule.examples.bad, MOST_BAD)),
    ...(await examples(rule, 'Examples that pass', rule.examples.good, MOST_GOOD)),
    '',
    '## Sources',
    '',
    `${plain(source)}.`,
    '',
    `[All rules](../README.md) · [the rule itself](${sourceOf(rule)})`,
  ];
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\.\.\n/g, '.\n')
    .trim()}\n`;
}

/** What the program prints. */
function printed(...args) {
  const { stdout } = spawnSync(process.execPath, ['bin/xolint.js', ...args], { cwd: ROOT, encoding: 'utf8' });
  return `\`\`\`text\n${stdout.trim()}\n\`\`\``;
}

/** Parts of documents between `<!-- name -->` and `<!-- /name -->`. */
const PARTS = {
  'README.md': { picture: () => printed('--no-config', '--no-color', 'fixtures/scenarios/edge-80-mg-without-waste.edi') },
  'docs/cli.md': { guide: () => printed('guide', '837P', '2410'), help: () => printed('--help') },
};

/** Every document that is made, whole, by its path. */
async function documents() {
  const made = new Map([[`${PAGES}/README.md`, index()]]);
  for (const rule of RULES) made.set(`${PAGES}/${rule.id}.md`, await page(rule));
  for (const [path, parts] of Object.entries(PARTS)) {
    let text = readFileSync(join(ROOT, path), 'utf8');
    for (const [name, make] of Object.entries(parts)) {
      const pattern = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
      if (!pattern.test(text)) throw new Error(`${path} has no markers for ${name}`);
      text = text.replace(pattern, (_, open, close) => `${open}\n${make()}\n\n${close}`);
    }
    made.set(path, text);
  }
  return made;
}

const made = await documents();
const read = (path) => (existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : undefined);
const old = [...made].filter(([path, text]) => read(path) !== text);
const pages = existsSync(join(ROOT, PAGES)) ? readdirSync(join(ROOT, PAGES), { recursive: true, encoding: 'utf8' }) : [];
const stale = pages
  .map((name) => `${PAGES}/${name.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.md') && !made.has(path));

if (process.argv.includes('--check')) {
  for (const [path] of old) console.error(`${path} is not current; run "npm run docs".`);
  for (const path of stale) console.error(`${path} is the page of no rule; run "npm run docs".`);
  if (old.length + stale.length > 0) process.exitCode = 1;
} else {
  for (const [path, text] of old) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
  for (const path of stale) rmSync(join(ROOT, path));
}
