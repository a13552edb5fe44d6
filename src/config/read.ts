import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as z from 'zod';
import type { ProductFacts } from '../codes/drugs/facts.ts';
import type { AddedIndication } from '../codes/indications.ts';
import type { PayerClass } from '../model/payer.ts';
import type { CodeSetId } from '../model/tables.ts';
import type { AnyRule } from '../rules/rule.ts';
import { kindAndPlace } from '../rules/words.ts';
import type { AskedCodeSet, FaultsIn } from './code-sets/read.ts';
import { ConfigError } from './errors.ts';
import { decoded, MOST_FAULTS, parseJson, pathText, refusal, shortened } from './json.ts';
import { PRESETS } from './presets.ts';
import { type ConfigFile, configSchema, outerSchema } from './schema.ts';
import type { Condition, Config, InputSettings, Layer, RuleEntry } from './settings.ts';
import { didYouMean } from './suggest.ts';

/** Seconds that a config may take to load. */
const SECONDS = 30;

/** The type of a value, in words. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  return `${typeof value === 'function' ? 'a function' : String(value)}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

/** The keys allowed at a path; empty if the schema has no object there. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  // biome-ignore lint/suspicious/noExplicitAny: the inner parts of zod schemas have no common type
  const inner = (at: any) => {
    while (at?._zod?.def?.innerType) at = at._zod.def.innerType;
    return at?._zod?.def;
  };
  let def = inner(schema);
  for (const key of path) {
    // The setting of a rule: the last alternative of the union has its options.
    if (def?.type === 'union') def = inner(def.options.at(-1));
    def = inner(def?.shape?.[key] ?? def?.items?.[key] ?? def?.element ?? def?.valueType);
  }
  return Object.keys(def?.shape ?? {});
}

type Issue = z.core.$ZodIssue;

/** The sentences for an issue of zod: path of the key, the value found, the values allowed. */
function sentence(issue: Issue, root: z.ZodType, value: unknown, before: readonly PropertyKey[] = []): string[] {
  const path = [...before, ...issue.path];
  const where = pathText(path) || 'the file';
  const given = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(root, path);
      const inside = path.length > 0 ? `${where} has` : 'There is';
      return issue.keys.map((key, i) => `${inside} no key "${shortened(key)}".${i < MOST_FAULTS ? didYouMean(key, known) : ''}`);
    }
    case 'invalid_union': {
      // The alternative that matched deepest is probably the one that was meant.
      const depth = (issues: readonly Issue[]) => Math.max(...issues.map((each) => each.path.length));
      const branches = [...(issue.errors as Issue[][])].sort((a, b) => depth(b) - depth(a) || a.length - b.length);
      const branch = branches[0];
      if (!branch || depth(branch) === 0) {
        const simple = (issue.errors as Issue[][])[0]?.[0];
        const fitting = (issue.errors as Issue[][]).find((each) =>
          each.every(({ code }) => code === 'unrecognized_keys' || code === 'custom'),
        );
        if (fitting) return fitting.flatMap((each) => sentence(each, root, given, path));
        if (simple && !Array.isArray(given)) return sentence({ ...simple, path: [] }, root, given, path);
        return [`${where} takes a severity, or [severity, options].`];
      }
      return branch.flatMap((each) => sentence(each, root, given, path));
    }
    case 'invalid_value': {
      const choices = issue.values.map(String);
      const near = typeof given === 'string' ? didYouMean(given, choices) : '';
      return [`${where} is ${kindOf(given)}, but must be ${listOr(choices)}.${near}`];
    }
    case 'invalid_type': {
      const kind = KINDS[issue.expected] ?? `of type ${issue.expected}`;
      return [
        given === undefined ? `${where} is missing; it must be ${kind}.` : `${where} is ${kindOf(given)}, but must be ${kind}.`,
      ];
    }
    case 'invalid_format':
      return [
        `${where} is ${kindOf(given)}, which does not have the right form${'pattern' in issue ? ` (${issue.pattern})` : ''}.`,
      ];
    case 'too_small':
      return [
        issue.origin === 'number'
          ? `${where} is ${kindOf(given)}, but must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.`
          : `${where} is empty.`,
      ];
    case 'too_big':
      return [`${where} has too many items; at most ${issue.maximum} are allowed.`];
    case 'custom':
      return [`${where}: ${issue.message}`];
    default:
      return [`${where} is not valid: ${issue.message}.`];
  }
}

function listOr(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}

/** Checks a value. Throws ConfigError with a sentence for each fault. */
function check<S extends z.ZodType>(schema: S, value: unknown, file: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw refusal(
    file,
    result.error.issues.flatMap((issue) => sentence(issue, schema, value)),
  );
}

/** A sentence for each fault of a value. */
const faultsIn: FaultsIn = (schema, value) =>
  schema.safeParse(value).error?.issues.flatMap((issue) => sentence(issue, schema, value)) ?? [];

/** Waits for a config that runs, but not for ever. Throws ConfigError. */
async function inTime(running: Promise<unknown>, path: string): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, fail) => {
    const error = new ConfigError(`${path} was not loaded within ${SECONDS} seconds. What it awaits does not come; correct it.`);
    // A timer that does not keep the process alive: where nothing else does, the config waits for what can never come.
    timer = setTimeout(() => fail(error), SECONDS * 1000).unref();
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function readValue(path: string, mayBeCode: boolean): Promise<unknown> {
  const kind = extname(path);
  if (kind === '.js' || kind === '.mjs') {
    if (!mayBeCode)
      throw new ConfigError(
        `${path} is code, and was not run because of --no-config-code. Write its settings into a .json or .jsonc file, or leave the option out.`,
      );
    try {
      const module = (await inTime(import(pathToFileURL(path).href), path)) as { default?: unknown };
      if (module.default !== undefined) return module.default;
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND' && !(await readable(path))) throw missing(path);
      if (error instanceof ConfigError) throw error;
      throw new ConfigError(`${path} could not be run: ${kindAndPlace(error)}.`);
    }
    throw new ConfigError(`${path} has no default export. Write "export default { … }".`);
  }
  if (kind !== '.json' && kind !== '.jsonc')
    throw new ConfigError(`${path} is not a config file: its name must end in .json, .jsonc, .js or .mjs.`);
  const bytes = await readFile(path).catch((error: { code?: string }) => {
    throw error.code === 'ENOENT' ? missing(path) : new ConfigError(`${path} could not be read (${error.code}).`);
  });
  return parseJson(decoded(bytes, path), path);
}

const missing = (path: string) => new ConfigError(`There is no file ${path}. Check the path.`);

async function readable(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}

const VISITS = ['readerFault', 'interchange', 'group', 'transaction', 'level', 'levels', 'claim', 'visit', 'line'] as const;

/** Checks the rules that a config adds. Throws ConfigError. */
function customRules(values: readonly unknown[], known: readonly AnyRule[], file: string): AnyRule[] {
  const ids = new Set(known.map((rule) => rule.id));
  return values.map((value, i) => {
    const where = `${file}: customRules[${i}]`;
    const rule = value as Partial<AnyRule> | null;
    if (typeof rule !== 'object' || rule === null) throw new ConfigError(`${where} is not a rule. Make it with defineRule.`);
    if (typeof rule.id !== 'string' || !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(rule.id))
      throw new ConfigError(`${where} needs an id with a family and a name in lower case, such as "clinic/no-mondays".`);
    if (ids.has(rule.id)) throw new ConfigError(`${where}: there is already a rule ${rule.id}. Give it another id.`);
    ids.add(rule.id);
    if (!['off', 'info', 'warning', 'error'].includes(rule.severity as string))
      throw new ConfigError(`${where} (${rule.id}) needs a severity: off, info, warning or error.`);
    const docs = rule.docs as unknown as Record<string, unknown> | undefined;
    for (const key of ['what', 'why', 'fix', 'source'])
      if (typeof docs?.[key] !== 'string') throw new ConfigError(`${where} (${rule.id}) needs docs.${key}, as text.`);
    if (Object.keys(rule.messages ?? {}).length === 0)
      throw new ConfigError(`${where} (${rule.id}) needs messages, at least one.`);
    if (rule.words !== undefined && !Array.isArray(rule.words))
      throw new ConfigError(`${where} (${rule.id}): words must be a list of the slots that hold its own words.`);
    if (!VISITS.some((visit) => typeof rule[visit] === 'function'))
      throw new ConfigError(`${where} (${rule.id}) judges nothing. Give it one of the functions ${VISITS.join(', ')}.`);
    return rule as AnyRule;
  });
}

/** A file of the `extends` chain, before its rules are checked. */
interface Part {
  readonly path: string;
  /** Absolute path of the folder that its relative paths start from. */
  readonly folder: string;
  readonly value: unknown;
  readonly parents: readonly (Part | 'strict' | 'recommended')[];
}

async function readPart(path: string, chain: readonly string[], mayBeCode: boolean, inline?: InlineConfig): Promise<Part> {
  if (chain.includes(path))
    throw new ConfigError(
      `${chain.at(-1)}: extends leads back to the same file: ${[...chain, path].join(' extends ')}. Remove one.`,
    );
  const value = inline ? inline.value : await readValue(path, mayBeCode);
  const folder = inline?.folder ?? dirname(path);
  const frame = check(outerSchema, value, path);
  const parents: (Part | 'strict' | 'recommended')[] = [];
  for (const name of [frame.extends ?? []].flat()) {
    if (name === 'xolint:strict') parents.push('strict');
    else if (name === 'xolint:recommended') parents.push('recommended');
    else if (name.startsWith('xolint:'))
      throw new ConfigError(`${path}: extends: there is no "${name}".${didYouMean(name, PRESETS)}`);
    else parents.push(await readPart(resolve(folder, name), [...chain, path], mayBeCode));
  }
  return { path, folder, value, parents };
}

function rulesIn(part: Part, known: readonly AnyRule[]): AnyRule[] {
  const found: AnyRule[] = [];
  for (const parent of part.parents) if (typeof parent === 'object') found.push(...rulesIn(parent, [...known, ...found]));
  const own = (part.value as { customRules?: unknown[] }).customRules ?? [];
  found.push(...customRules(own, [...known, ...found], part.path));
  return found;
}

function entriesOf(rules: ConfigFile['rules']): RuleEntry[] {
  return Object.entries(rules ?? {}).map(([pattern, said]) => {
    const [severity, options] = (Array.isArray(said) ? said : [said]) as [RuleEntry['severity'], RuleEntry['options']];
    return { pattern, ...(severity && { severity }), ...(options && { options }) };
  });
}

/** The conditions of an override, without absent keys. */
function conditionOf(override: NonNullable<ConfigFile['overrides']>[number]): Condition {
  const { rules: _, ...when } = override;
  return Object.fromEntries(Object.entries(when).filter(([, value]) => value !== undefined)) as Condition;
}

/** A config object from a program, and the folder that its relative paths start from. */
export interface InlineConfig {
  readonly value: unknown;
  readonly folder: string;
}

/** Used as the path of a config that is not a file. */
const INLINE = 'config';

/** Reads a config and every config that it extends, of which none is run unless `mayBeCode`. Throws ConfigError. */
export async function readConfig(from: string | InlineConfig, builtIn: readonly AnyRule[], mayBeCode = true): Promise<Config> {
  const root = await (typeof from === 'string' ? readPart(from, [], mayBeCode) : readPart(INLINE, [], mayBeCode, from));
  const custom = rulesIn(root, builtIn);
  const schema = configSchema([...builtIn, ...custom]);
  const files: string[] = [];
  const layers: Layer[] = [];
  const payers = new Map<string, { class?: PayerClass; payerPolicy?: boolean }>();
  const products: ProductFacts[] = [];
  const indications: AddedIndication[] = [];
  const lists = new Map<CodeSetId, AskedCodeSet>();
  const ignores: InputSettings['ignores'][number][] = [];
  let claimFiles: readonly string[] | undefined;
  let top: Pick<Config, 'payerClass' | 'production'> = {};
  const add = (part: Part) => {
    for (const parent of part.parents) {
      if (typeof parent === 'object') add(parent);
      // `xolint:recommended` is the severities of the rules themselves, so it adds no layer.
      else if (parent === 'strict') layers.push({ from: 'xolint:strict', entries: 'strict' });
    }
    const file = check(schema, part.value, part.path);
    if (part.path !== INLINE) files.push(part.path);
    const at = { folder: part.folder };
    if (file.rules && Object.keys(file.rules).length > 0)
      layers.push({ from: `${part.path}: rules`, entries: entriesOf(file.rules), ...at });
    for (const [i, override] of (file.overrides ?? []).entries())
      layers.push({
        from: `${part.path}: overrides[${i}]`,
        when: conditionOf(override),
        entries: entriesOf(override.rules),
        ...at,
      });
    for (const [id, payer] of Object.entries(file.payers ?? {})) {
      const entries = entriesOf(payer.rules);
      if (entries.length > 0)
        layers.push({ from: `${part.path}: payers[${JSON.stringify(id)}]`, when: { payers: [id] }, entries, ...at });
      payers.set(id, {
        ...payers.get(id),
        ...(payer.class && { class: payer.class as PayerClass }),
        ...(payer.payerPolicy !== undefined && { payerPolicy: payer.payerPolicy }),
      });
    }
    products.push(...(file.products ?? []));
    indications.push(...(file.indications ?? []));
    for (const [id, given] of Object.entries(file.codeSets ?? {}) as [
      CodeSetId,
      AskedCodeSet['sources'] | AskedCodeSet['sources'][0],
    ][])
      lists.set(id, { config: part.path, folder: part.folder, sources: [given].flat() });
    if (file.ignores) ignores.push({ patterns: file.ignores, folder: part.folder });
    claimFiles = file.claimFiles ?? claimFiles;
    top = {
      ...top,
      ...(file.payerClass && { payerClass: file.payerClass as PayerClass }),
      ...(file.production !== undefined && { production: file.production }),
    };
  };
  add(root);
  const codeSets = lists.size > 0 ? await (await import('./code-sets/read.ts')).readCodeSets(lists, faultsIn) : undefined;
  return {
    files,
    layers,
    payers,
    tables: { products, indications, ...(codeSets && { codeSets }) },
    customRules: custom,
    inputs: { ignores, ...(claimFiles && { claimFiles }) },
    ...top,
  };
}
