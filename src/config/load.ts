import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { RULES } from '../rules/index.ts';
import type { AnyRule } from '../rules/rule.ts';
import { ConfigError } from './errors.ts';
import { makeSettings, type RuleWord, type SettingsParts } from './resolve.ts';
import type { Config, Settings } from './settings.ts';
import { refuseDoubtful } from './trust.ts';

/** Names of config files that are found without --config. */
export const CONFIG_NAMES = ['xolint.config.json', 'xolint.config.jsonc', 'xolint.config.js', 'xolint.config.mjs'] as const;

/** Which configuration a run uses. */
export interface ConfigRequest {
  /** Path of the config, or its content; false for none; undefined: the nearest one from `cwd` upward. */
  readonly config?: string | object | false | undefined;
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** Values of `--rule`, in order. */
  readonly words?: readonly RuleWord[];
  /** Whether a config may be a module, which is run; true if absent. */
  readonly mayBeCode?: boolean | undefined;
}

/** The nearest config file from a folder upward. Throws ConfigError if a folder has two, or if others may have put it there. */
export async function findConfig(from: string): Promise<string | undefined> {
  let repository: string | undefined;
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const names: string[] = await readdir(folder).catch(() => []);
    const found = CONFIG_NAMES.filter((name) => names.includes(name));
    if (found.length > 1)
      throw new ConfigError(`${folder} holds ${found.join(' and ')}. Keep one, or name the one to use with --config.`);
    if (found[0]) {
      const path = join(folder, found[0]);
      await refuseDoubtful(path, repository);
      return path;
    }
    if (names.includes('.git')) repository ??= folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Finds and reads the config of a run. Reads nothing, and loads no parser, if no config exists. Throws ConfigError. */
export async function loadConfig(request: ConfigRequest, rules: readonly AnyRule[] = RULES): Promise<Config | undefined> {
  if (request.config === false) return undefined;
  const { config } = request;
  if (typeof config === 'object') {
    const { readConfig } = await import('./read.ts');
    return readConfig({ value: config, folder: resolve(request.cwd) }, rules);
  }
  const path = config === undefined ? await findConfig(request.cwd) : resolve(request.cwd, config);
  if (path === undefined) return undefined;
  const { readConfig } = await import('./read.ts');
  return readConfig(path, rules, request.mayBeCode);
}

/** Adds the compiler of globs (picomatch), which is loaded only if a config has globs. */
export async function withGlobs(parts: Omit<SettingsParts, 'globs'>): Promise<SettingsParts> {
  if (!parts.config?.layers.some((layer) => layer.when?.files)) return parts;
  const { default: picomatch } = await import('picomatch');
  return { ...parts, globs: (patterns) => picomatch([...patterns], { dot: true }) };
}

/** The input for settings, without the compiler of globs. Throws ConfigError. */
export async function loadParts(request: ConfigRequest): Promise<Omit<SettingsParts, 'globs'>> {
  const config = await loadConfig(request);
  return { ...(config && { config }), words: request.words ?? [], cwd: request.cwd };
}

/** Settings from their input. Throws ConfigError. */
export async function settingsOf(parts: Omit<SettingsParts, 'globs'>): Promise<Settings> {
  return makeSettings(await withGlobs(parts));
}

/** Settings of a run, from its config file and its `--rule` options. Throws ConfigError. */
export async function loadSettings(request: ConfigRequest): Promise<Settings> {
  return settingsOf(await loadParts(request));
}
