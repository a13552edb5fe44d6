import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/**
 * Which rooms and packages a room may import. A room that stands with `types` gives its types only. What is not named here is
 * forbidden, a new room too.
 */
const MAY: Readonly<
  Record<string, { readonly rooms: readonly string[]; readonly types?: readonly string[]; readonly packages: readonly string[] }>
> = {
  model: { rooms: [], packages: [] },
  x12: { rooms: ['model'], packages: [] },
  codes: { rooms: ['model'], packages: [] },
  guides: { rooms: ['model', 'x12', 'codes'], packages: [] },
  claims: { rooms: ['model', 'x12', 'codes', 'guides'], packages: [] },
  reader: { rooms: ['model', 'x12', 'codes', 'guides', 'claims'], packages: [] },
  structure: { rooms: ['model', 'x12', 'codes', 'guides', 'claims', 'rules'], packages: [] },
  rules: { rooms: ['model', 'codes'], packages: [] },
  engine: {
    rooms: ['model', 'x12', 'codes', 'claims', 'guides', 'reader', 'structure', 'rules', 'version.ts'],
    types: ['config'],
    packages: ['node:crypto'],
  },
  formats: { rooms: ['model', 'rules'], packages: ['picocolors'] },
  config: {
    rooms: ['model', 'codes', 'rules'],
    packages: ['zod', 'picomatch', 'jsonc-parser', 'node:fs/promises', 'node:path', 'node:url'],
  },
  schema: { rooms: ['model'], packages: ['zod'] },
  files: { rooms: [], packages: ['node:crypto', 'node:fs', 'node:os', 'node:path', 'node:timers/promises'] },
  split: {
    rooms: ['model', 'x12', 'codes', 'claims', 'reader', 'rules', 'engine', 'files', 'version.ts'],
    packages: ['node:crypto', 'node:fs', 'node:fs/promises', 'node:path'],
  },
  acks: {
    rooms: ['model', 'x12', 'guides', 'claims', 'reader', 'rules', 'engine', 'files', 'split'],
    packages: ['node-x12', 'node:fs', 'node:path'],
  },
  api: {
    rooms: ['model', 'x12', 'claims', 'codes', 'reader', 'rules', 'engine', 'formats', 'config'],
    packages: ['node:stream'],
  },
};

/** The files that may touch the system where their room may not. */
const SYSTEM_FILES: Readonly<Record<string, readonly string[]>> = {
  'x12/source.ts': ['node:fs', 'node:fs/promises', 'node:stream', 'node:timers/promises', 'node:zlib'],
  // A hash is a pure function: the page's policy names its script by one.
  'formats/html/page.ts': ['node:crypto'],
  'engine/inputs.ts': ['node:fs/promises', 'node:path'],
  'engine/inputs/names.ts': ['node:path', 'picomatch'],
  'engine/inputs/walk.ts': ['node:fs/promises', 'node:path', 'picomatch'],
  'engine/inputs/zip.ts': ['node:zlib', 'yauzl'],
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), 'utf8') }));

const roomOf = (name: string) => name.split('/')[0]!;

/** What a file imports: path, and whether only for its types. */
function importsOf({ name, text }: { name: string; text: string }): { target: string; typeOnly: boolean; isLazy?: true }[] {
  const found: { target: string; typeOnly: boolean; isLazy?: true }[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm))
    found.push({ target: match[2]!, typeOnly: match[1] !== undefined });
  for (const match of text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g))
    found.push({ target: match[1]!, typeOnly: false, isLazy: true as const });
  return found.map((each) => ({
    ...each,
    target: each.target.startsWith('.') ? relative(SRC, resolve(SRC, dirname(name), each.target)) : each.target,
  }));
}

/** Where a temporary name comes from chance, so that nobody can guess it. */
const CHANCE = 'files/names.ts';

/** Code without its comments. */
const codeOf = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

test('every file has its room', () => {
  const rooms = new Set([...Object.keys(MAY), 'cli']);
  const homeless = files.map((file) => file.name).filter((name) => !rooms.has(roomOf(name)));
  expect(homeless.filter((name) => name !== 'index.ts' && name !== 'version.ts')).toEqual([]);
});

describe('imports', () => {
  test('are found', () => {
    const targets = files.flatMap((file) => importsOf(file).map(({ target }) => target));
    expect(targets).toEqual(expect.arrayContaining(['model/finding.ts', 'x12/segments.ts', 'node:fs/promises', 'zod']));
  });

  test.each(Object.entries(MAY))('of %s', (room, { rooms, types = [], packages }) => {
    const wrong = files
      .filter((file) => roomOf(file.name) === room)
      .flatMap((file) =>
        importsOf(file)
          .filter(({ target, typeOnly }) => {
            const local = files.some((other) => other.name === target);
            if (!local) return !packages.includes(target) && !SYSTEM_FILES[file.name]?.includes(target);
            const to = roomOf(target);
            return to !== room && !rooms.includes(to) && !(typeOnly && types.includes(to));
          })
          .map(({ target, typeOnly }) => `${file.name} imports ${typeOnly ? 'types of ' : ''}${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test('nobody imports cli', () => {
    const wrong = files.filter(
      (file) => roomOf(file.name) !== 'cli' && importsOf(file).some(({ target }) => roomOf(target) === 'cli'),
    );
    expect(wrong.map((file) => file.name)).toEqual([]);
  });
});

/**
 * The floors of the rooms that have many files, the lowest first. A file may import files of its room on lower floors only, so that a
 * newcomer can read a room from the ground up. A file that is not listed fails the test: give it its floor.
 */
const FLOORS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  files: [['errors', 'names'], ['system'], ['target', 'lock', 'record'], ['commit']],
  guides: [
    ['types', 'version', 'elements', 'professional', 'institutional'],
    ['notation'],
    ['envelope', 'guide'],
    ['flat', 'loops', 'print'],
    ['element-check'],
    ['soundness'],
  ],
  claims: [
    ['parts', 'segment', 'set-facts', 'line-begin'],
    ['raw', 'diagnosis', 'drug', 'patient', 'visit', 'level', 'payers'],
    ['parties', 'line', 'levels'],
    ['line-list'],
    ['claim'],
    ['cut'],
  ],
  reader: [
    ['capture', 'odd-bytes', 'events', 'loop-cursor'],
    ['unread', 'outline'],
    ['recovery'],
    ['open'],
    ['set-kind'],
    ['envelope'],
    ['assembler'],
    ['read-source'],
  ],
  structure: [['quoted', 'run', 'shift', 'names'], ['deviations', 'envelope', 'hierarchy'], ['slips'], ['walker'], ['structure']],
  engine: [
    [
      'plan',
      'causes',
      'failures',
      'not-checked',
      'observer',
      'affects',
      'triage',
      'second/batch',
      'inputs/look',
      'inputs/names',
      'inputs/walk',
      'inputs/zip',
    ],
    ['fingerprint', 'plans', 'baseline', 'once', 'second/handoff'],
    ['findings'],
    ['judge'],
    ['lint-file', 'second/serve'],
    ['lint', 'second/worker'],
    ['inputs'],
  ],
};

describe('inside a room', () => {
  test.each(Object.entries(FLOORS))('%s is built from the ground up', (room, floors) => {
    const floorOf = new Map<string, number>(
      floors.flatMap((names, floor) => names.map((name): [string, number] => [`${room}/${name}.ts`, floor])),
    );
    const own = files.filter((file) => roomOf(file.name) === room);
    expect(own.map((file) => file.name).filter((name) => !floorOf.has(name))).toEqual([]);
    const upward = own.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => roomOf(target) === room && floorOf.get(target)! >= floorOf.get(file.name)!)
        .map(({ target }) => `${file.name} imports ${target}`),
    );
    expect(upward).toEqual([]);
  });

  test('no file imports itself by way of others, but for what is loaded when it is needed', () => {
    const targets = new Map(
      files.map((file) => [file.name, importsOf(file).flatMap(({ target, isLazy }) => (isLazy ? [] : [target]))]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (name: string, way: readonly string[]): void => {
      if (way.includes(name)) circles.push([...way.slice(way.indexOf(name)), name].join(' > '));
      if (done.has(name) || way.includes(name)) return;
      for (const target of targets.get(name) ?? []) walk(target, [...way, name]);
      done.add(name);
    };
    for (const { name } of files) walk(name, []);
    expect(circles).toEqual([]);
  });
});

/** Files of data, which may be as long as what they list. */
const DATA = /^(codes|guides)\/|^rules\/.*\/(table|situations)\.ts$/;

test('no file is longer than a person reads in one sitting', () => {
  const long = files.filter(({ name, text }) => !DATA.test(name) && text.split('\n').length > 450);
  expect(long.map(({ name }) => name)).toEqual([]);
});

test('no rule keeps anything in a variable of its module', () => {
  const pattern = /^(export )?(let|var)\b.*|^(export )?const \w+( =|: (Weak)?(Map|Set)\b.* =) new (Weak)?(Map|Set)\b.*/gm;
  const found = files
    .filter((file) => roomOf(file.name) === 'rules')
    .flatMap((file) => [...codeOf(file.text).matchAll(pattern)].map(([line]) => `${file.name}: ${line}`));
  expect(found).toEqual([]);
});

describe('the same input gives the same output: below cli', () => {
  test.each([
    ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/],
    ['chance', /\bMath\.random\b|\brandom(Bytes|UUID|Int)\b/],
    ['the working directory', /\bprocess\.cwd\b/],
    ['the environment', /\bprocess\.env\b|\bprocess\.argv\b/],
    ['the streams of the process', /\bprocess\.std(in|out|err)\b|\bconsole\./],
    ['the end of the process', /\bprocess\.exit(Code)?\b/],
  ])('nothing uses %s', (what, pattern) => {
    const found = (cli: boolean) =>
      files.filter((file) => (roomOf(file.name) === 'cli') === cli && pattern.test(codeOf(file.text))).map((file) => file.name);
    expect(found(false)).toEqual(what === 'chance' ? [CHANCE] : []);
  });
});
