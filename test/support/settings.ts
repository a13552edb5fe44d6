import { makeSettings, type RuleWord } from '../../src/config/resolve.ts';
import type { Settings } from '../../src/config/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import type { AnyRule } from '../../src/rules/rule.ts';

/** Settings of a run without a config file. */
export function defaultSettings(words: readonly RuleWord[] = [], rules: readonly AnyRule[] = RULES): Settings {
  return makeSettings({ words, rules });
}
