import { makeTables } from '../codes/tables.ts';
import type { PayerClass } from '../model/claim.ts';
import type { RuleSeverity } from '../model/finding.ts';
import { RULES } from '../rules/index.ts';
import type { AnyRule } from '../rules/rule.ts';
import { ConfigError } from './errors.ts';
import type { Resolved, RuleSetting, Settings } from './settings.ts';

/** A word of the command line about rules: an id, or a prefix that ends in `*`, and a severity. */
export interface RuleWord {
  readonly pattern: string;
  readonly severity: RuleSeverity;
}

/** The ids that a pattern names. Throws ConfigError when there is none. */
export function matchRules(pattern: string, rules: readonly AnyRule[]): string[] {
  const ids = rules.map((rule) => rule.id);
  const found = pattern.endsWith('*')
    ? ids.filter((id) => id.startsWith(pattern.slice(0, -1)))
    : ids.filter((id) => id === pattern);
  if (found.length === 0) throw new ConfigError(`There is no rule ${pattern}. "xolint rules" lists them.`);
  return found;
}

/** Settings of a run without a config file. */
export function defaultSettings(words: readonly RuleWord[] = [], rules: readonly AnyRule[] = RULES): Settings {
  const settings = new Map<string, RuleSetting>();
  for (const { pattern, severity } of words) for (const id of matchRules(pattern, rules)) settings.set(id, { severity });
  const answers = new Map<PayerClass, Resolved>();
  return {
    rules,
    tables: makeTables(),
    resolve({ payerClass }) {
      let answer = answers.get(payerClass);
      if (!answer) {
        answer = { payerClass, rules: settings };
        answers.set(payerClass, answer);
      }
      return answer;
    },
  };
}
