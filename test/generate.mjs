#!/usr/bin/env node
// Writes what is made from the rules: `npm run generate`. The imports of the indexes of rules, and the end of an index for a rule that is in
// none; a faulty file for a rule that has none, from its first bad example; the entries of new files in expected.json; the documents.
// What is there already is compared, not changed. With --check nothing is built or written: it only says
// what is missing, or differs from what was built last.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CHECK = process.argv.includes('--check');
const FIXTURES = 'fixtures';
const EXPECTED = `${FIXTURES}/expected.json`;
const BIOME = 'node_modules/@biomejs/biome/bin/biome';
const TSC = 'node_modules/typescript/bin/tsc';

const read = (path) => readFileSync(join(ROOT, path), 'utf8');

function complain(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

/** Writes a file, formatted where it is code or JSON; or says that it is not current. */
function write(path, text, missing) {
  if (CHECK) {
    for (const what of missing) complain(`${what}; run "npm run generate".`);
    return;
  }
  writeFileSync(join(ROOT, path), text, 'latin1');
  if (!path.endsWith('.edi')) run(BIOME, 'check', '--write', path);
  for (const what of missing) console.log(`${what}: done.`);
}

/** Runs a program of the project; ends where it fails. */
function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout}${stderr}`.trim());
  process.exit(1);
}

// The indexes.

const LIST = /(RULES: readonly \w+\[\] = \[\n)([\s\S]*?)(\n\];)/;
const IMPORT = /^import \w+ from '\.\/[\w-]+\.ts';\n/gm;

/** `deathBeforeService` of death-before-service.ts. */
const nameOf = (file) => basename(file, '.ts').replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** Names that a list holds, in order. */
const namesOf = (text) => [...LIST.exec(text)[2].matchAll(/^ {2}(\w+),$/gm)].map(([, name]) => name);

function indexes() {
  for (const family of readdirSync(join(ROOT, 'src/rules')).sort()) {
    const folder = `src/rules/${family}`;
    const files = family.endsWith('.ts') ? [] : readdirSync(join(ROOT, folder)).filter((file) => file.endsWith('.ts'));
    if (!files.includes('index.ts')) continue;
    const rules = new Map(
      files.filter((file) => /^export default /m.test(read(`${folder}/${file}`))).map((file) => [nameOf(file), file]),
    );
    const lists = files.filter((file) => LIST.test(read(`${folder}/${file}`)));
    const listed = new Set(lists.flatMap((file) => namesOf(read(`${folder}/${file}`))));
    for (const file of lists) {
      const path = `${folder}/${file}`;
      const old = read(path);
      const added = file === 'index.ts' ? [...rules.keys()].filter((name) => !listed.has(name)) : [];
      const text = old.replace(
        LIST,
        (_, open, list, close) => `${open}${[list, ...added.map((name) => `  ${name},`)].join('\n')}${close}`,
      );
      const names = namesOf(text);
      const missing = added.map((name) => `${path} does not list ${rules.get(name)}`);
      for (const name of names)
        if (!rules.has(name)) complain(`${path} lists ${name}, but its folder has no file of this rule: remove the line.`);
      const wanted = names.filter((name) => rules.has(name)).map((name) => `import ${name} from './${rules.get(name)}';\n`);
      const present = old.match(IMPORT) ?? [];
      for (const line of wanted) if (!present.includes(line)) missing.push(`${path} lacks "${line.trim()}"`);
      for (const line of present) if (!wanted.includes(line)) missing.push(`${path} does not need "${line.trim()}"`);
      if (missing.length === 0) continue;
      write(path, wanted.join('') + text.replace(IMPORT, ''), missing);
    }
  }
}

// The fixtures.

async function fixtures() {
  const { lint } = await import('../dist/index.js');
  const { completeExample } = await import('../dist/rules/examples/complete.js');
  const { RULES } = await import('../dist/rules/index.js');
  const expected = JSON.parse(read(EXPECTED));

  /** What a file gives, as expected.json says it. */
  const found = async (text) => {
    const { files, findings } = await lint(Buffer.from(text, 'latin1'));
    const words = findings.map(({ rule, severity }) => (severity === 'error' ? rule : `${rule}:${severity}`));
    return [...(files[0].fault ? ['fault'] : []), ...words].sort();
  };

  const shown = new Set(Object.values(expected).flatMap((words) => words.map((word) => word.split(':')[0])));
  const files = new Map(
    readdirSync(join(ROOT, FIXTURES), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.edi'))
      .map((name) => [name.replaceAll('\\', '/'), undefined]),
  );
  for (const name of files.keys()) {
    files.set(name, await found(readFileSync(join(ROOT, FIXTURES, name), 'latin1')));
    if (!(name in expected)) for (const word of files.get(name)) shown.add(word.split(':')[0]);
  }

  for (const rule of RULES) {
    const example = rule.examples.bad.find((each) => !each.run);
    if (shown.has(rule.id) || rule.fault || !example) continue;
    const [family, name] = rule.id.split('/');
    const path = [`faulty/${name}.edi`, `faulty/${family}-${name}.edi`].find((each) => !files.has(each));
    const whole = completeExample(example.text, rule);
    const text = whole === example.text ? whole : whole.replaceAll('~', '~\n');
    write(`${FIXTURES}/${path}`, text, [`${rule.id} has no fixture, such as ${FIXTURES}/${path}`]);
    files.set(path, await found(text));
  }

  const names = [...files.keys()].filter((name) => !(name in expected));
  for (const [name, words] of Object.entries(expected)) {
    const now = files.get(name);
    if (!now) complain(`${EXPECTED} names ${name}, but there is no such file.`);
    else if (now.join() !== [...words].sort().join())
      complain(
        `${FIXTURES}/${name} gives ${JSON.stringify(now)}, but ${EXPECTED} says ${JSON.stringify(words)}. Change one of them by hand.`,
      );
  }
  if (names.length === 0) return;
  const all = Object.entries({ ...expected, ...Object.fromEntries(names.map((name) => [name, files.get(name)])) });
  const sorted = all.sort(([a], [b]) => (a < b ? -1 : 1));
  write(
    EXPECTED,
    JSON.stringify(Object.fromEntries(sorted), null, 2),
    names.map((name) => `${EXPECTED} does not name ${name}`),
  );
}

indexes();
if (!CHECK) run(TSC, '-p', 'tsconfig.build.json');
await fixtures();
const { status } = spawnSync(process.execPath, ['test/docs.mjs', ...(CHECK ? ['--check'] : [])], { cwd: ROOT, stdio: 'inherit' });
if (status !== 0) process.exitCode = 1;
