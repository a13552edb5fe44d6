import { isAbsolute, relative, resolve as resolvePath, sep } from 'node:path';
import { makeTables } from '../codes/tables.ts';
import type { RuleSeverity } from '../model/finding.ts';
import { rowsOf } from '../rules/describe.ts';
import { RULES } from '../rules/index.ts';
import type { AnyRule } from '../rules/rule.ts';
import { ConfigError } from './errors.ts';
import { strictEntries } from './presets.ts';
import type { ClaimContext, Condition, Config, Layer, Resolved, RuleEntry, RuleSetting, Settings } from './settings.ts';
import { didYouMean } from './suggest.ts';

/** A value of `--rule`: an id, a row of a rule, or a prefix that ends in `*`, and a severity. */
export interface RuleWord {
  readonly pattern: string;
  readonly severity: RuleSeverity;
}

/** Makes a test of paths from globs, such as picomatch. */
export type GlobCompiler = (patterns: readonly string[]) => (path: string) => boolean;

/** The ids that match a pattern. Throws ConfigError when there is none. */
export function matchRules(pattern: string, rules: readonly AnyRule[]): string[] {
  const ids = rules.map((rule) => rule.id);
  const found = pattern.endsWith('*')
    ? ids.filter((id) => id.startsWith(pattern.slice(0, -1)))
    : ids.filter((id) => id === pattern);
  if (found.length === 0)
    throw new ConfigError(`There is no rule "${pattern}".${didYouMean(pattern, ids)} "xolint rules" lists them.`);
  return found;
}

/** The ids of rules that match a pattern, else the rows of rules, such as `x12/situational/zip`. Throws ConfigError when there is none. */
function matchSettings(pattern: string, rules: readonly AnyRule[]): string[] {
  if (!isRow(pattern)) return matchRules(pattern, rules);
  const rows = rules.flatMap(rowsOf);
  const found = pattern.endsWith('*')
    ? rows.filter((row) => row.startsWith(pattern.slice(0, -1)))
    : rows.filter((row) => row === pattern);
  if (found.length > 0) return found;
  const [family, name] = pattern.split('/');
  const suggestion = didYouMean(pattern, rows);
  const own = rows.some((row) => row.startsWith(`${family}/${name}/`)) ? ` "xolint explain ${family}/${name}" lists them.` : '';
  throw new ConfigError(`There is no row "${pattern}" of a rule.${suggestion}${own}`);
}

/** A third part names a row of a rule. */
const isRow = (id: string) => id.split('/').length > 2;

/** Sorts rules before rows, a short prefix before a long one, and prefixes before ids: within a layer the more exact entry wins. */
function byExactness(a: RuleEntry, b: RuleEntry): number {
  const exact = ({ pattern }: RuleEntry) => (isRow(pattern) ? 2000 : 0) + (pattern.endsWith('*') ? pattern.length : 1000);
  return exact(a) - exact(b);
}

/** A layer with its patterns replaced by the ids of rules and of their rows. */
export interface SpeltLayer {
  readonly from: string;
  readonly when: Condition | undefined;
  readonly folder: string | undefined;
  readonly words: readonly (readonly [id: string, entry: RuleEntry])[];
}

/** Replaces the patterns of a layer by the ids of rules and rows. Throws ConfigError for a pattern that matches none. */
export function spell(layer: Layer, rules: readonly AnyRule[]): SpeltLayer {
  const entries = layer.entries === 'strict' ? strictEntries(rules) : [...layer.entries].sort(byExactness);
  const words = entries.flatMap((entry) => matchSettings(entry.pattern, rules).map((id) => [id, entry] as const));
  return { from: layer.from, when: layer.when, folder: layer.folder, words };
}

/** Merges layers that all apply into one setting for each rule. */
export function merge(layers: readonly SpeltLayer[]): Map<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  for (const { words } of layers) {
    for (const [id, { severity, options }] of words) {
      if (isRow(id)) {
        mergeRow(settings, id, severity);
        continue;
      }
      const before = settings.get(id);
      const level = severity === 'default' ? undefined : (severity ?? before?.severity);
      const all = options || before?.options ? { ...before?.options, ...options } : undefined;
      // A severity of the rule holds for every row, until one is named later.
      const rows = severity === undefined ? before?.rows : undefined;
      settings.set(id, { ...(level !== undefined && { severity: level }), ...(all && { options: all }), ...(rows && { rows }) });
    }
  }
  return settings;
}

/** Sets one row of a rule, such as `x12/situational/zip`. */
function mergeRow(settings: Map<string, RuleSetting>, id: string, severity: RuleEntry['severity']): void {
  const [rule, row] = [id.slice(0, id.lastIndexOf('/')), id.slice(id.lastIndexOf('/') + 1)];
  const { rows, ...rest } = settings.get(rule) ?? {};
  const { [row]: _, ...others } = rows ?? {};
  const all = severity === undefined || severity === 'default' ? others : { ...others, [row]: severity };
  settings.set(rule, Object.keys(all).length > 0 ? { ...rest, rows: all } : rest);
}

/** A path as globs match it: relative to the folder of the config if it is inside it, else absolute; with slashes. */
function globPath(path: string, cwd: string, folder: string): string {
  const full = resolvePath(cwd, path);
  const below = relative(folder, full);
  const outside = below === '' || below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below);
  return (outside ? full : below).split(sep).join('/');
}

/** The part of a condition that depends on the file alone; always true without globs. */
export function fileTest(layer: SpeltLayer, cwd: string, globs: GlobCompiler | undefined): (path: string) => boolean {
  const patterns = layer.when?.files;
  if (!patterns || !globs) return () => true;
  const matches = globs(patterns.map((pattern) => pattern.replace(/^\.\//, '')));
  const folder = layer.folder ?? cwd;
  const known = new Map<string, boolean>();
  return (path) => {
    let answer = known.get(path);
    if (answer === undefined) {
      answer = matches(globPath(path, cwd, folder));
      known.set(path, answer);
    }
    return answer;
  };
}

function test<T>(values: readonly T[] | undefined): ((value: T) => boolean) | undefined {
  if (!values) return undefined;
  const set = new Set(values);
  return (value) => set.has(value);
}

/** The test of a layer's condition. */
function compile(layer: SpeltLayer, cwd: string, globs: GlobCompiler | undefined): (context: ClaimContext) => boolean {
  const { when } = layer;
  if (!when) return () => true;
  const file = fileTest(layer, cwd, globs);
  const [payer, type, usage] = [test(when.payers), test(when.types), test(when.usage)];
  const [payerClass, sender] = [test(when.payerClasses), test(when.senders)];
  return (context) =>
    (!payer || payer(context.payerId)) &&
    (!payerClass || payerClass(context.payerClass)) &&
    (!type || type(context.type)) &&
    (!usage || usage(context.usage)) &&
    (!sender || context.senders.some(sender)) &&
    file(context.path);
}

/** The input for settings. */
export interface SettingsParts {
  /** Absent without a config file. */
  readonly config?: Config;
  /** Values of `--rule`, in order; they override everything. */
  readonly words?: readonly RuleWord[];
  /** The built-in rules. */
  readonly rules?: readonly AnyRule[];
  /** Absolute path of the folder that relative paths of files start from; needed if a layer has globs. */
  readonly cwd?: string;
  /** Needed if a layer has globs. */
  readonly globs?: GlobCompiler;
}

/** The layers of a run; later ones override earlier ones. Throws ConfigError. */
export function layersOf({ config, words = [], rules = RULES }: SettingsParts): SpeltLayer[] {
  const all = [...rules, ...(config?.customRules ?? [])];
  return [
    ...(config?.layers ?? []).map((layer) => spell(layer, all)),
    // One layer for each `--rule`: the last one wins, even over more exact ones.
    ...words.map((word) => spell({ from: '--rule', entries: [word] }, all)),
  ];
}

/** Settings of a run. Throws ConfigError. */
export function makeSettings(parts: SettingsParts): Settings {
  const { config, rules = RULES, cwd = '/', globs } = parts;
  const layers = layersOf(parts).map((layer) => ({ layer, holds: compile(layer, cwd, globs) }));
  const payers = config?.payers ?? new Map();
  const answers = new Map<string, Resolved>();
  return {
    rules: config && config.customRules.length > 0 ? [...rules, ...config.customRules] : rules,
    tables: makeTables(config?.tables),
    payerPolicies: new Set([...payers].filter(([, payer]) => payer.payerPolicy).map(([id]) => id)),
    inputs: config?.inputs ?? { ignores: [] },
    ...(config?.payerClass && { payerClass: config.payerClass }),
    ...(config?.production !== undefined && { production: config.production }),
    resolve(asked) {
      const payerClass = payers.get(asked.payerId)?.class ?? asked.payerClass;
      const context = payerClass === asked.payerClass ? asked : { ...asked, payerClass };
      let key: string = payerClass;
      for (const { layer, holds } of layers) if (layer.when) key += holds(context) ? '1' : '0';
      let answer = answers.get(key);
      if (!answer) {
        const holding = layers.filter(({ holds }) => holds(context)).map(({ layer }) => layer);
        answer = { payerClass, rules: merge(holding) };
        answers.set(key, answer);
      }
      return answer;
    },
  };
}
