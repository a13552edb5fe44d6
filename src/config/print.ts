import type { LoadedCodeSet } from '../codes/code-list.ts';
import type { LoadedCodeSets } from '../codes/tables.ts';
import { RULES } from '../rules/index.ts';
import { fileTest, layersOf, merge, type SettingsParts, type SpeltLayer } from './resolve.ts';

/** The settings of a layer by rule, in the form that a config has. */
function rulesOf(layer: SpeltLayer): Record<string, unknown> {
  return Object.fromEntries(
    layer.words.map(([id, { severity, options }]) => [id, options ? [severity ?? 'default', options] : severity]),
  );
}

/** The open lists: for which claims, from which files, and how many rows they have. */
function printableCodeSets(loaded: LoadedCodeSets): Record<string, unknown> {
  const shown = (set: LoadedCodeSet) => ({ files: set.files, rows: set.rows.keys.length });
  return Object.fromEntries(
    Object.entries(loaded).map(([id, byType]) => [
      id,
      Object.fromEntries(Object.entries(byType).map(([type, set]) => [type, shown(set)])),
    ]),
  );
}

/**
 * The settings for a file, as plain JSON: the rules for a claim that meets no further condition, and in `layers` everything that
 * may apply to a claim of the file, in order, with its conditions.
 */
export function printableConfig(parts: SettingsParts, path: string): Record<string, unknown> {
  const { config, rules = RULES, cwd = '/' } = parts;
  const layers = layersOf(parts).filter((layer) => fileTest(layer, cwd, parts.globs)(path));
  const conditional = (layer: SpeltLayer) => layer.when && Object.keys(layer.when).some((key) => key !== 'files');
  const { products = [], indications = [], codeSets } = config?.tables ?? {};
  const settings = merge(layers.filter((layer) => !conditional(layer)));
  return {
    file: path,
    config: config?.files ?? [],
    ...(config?.payerClass && { payerClass: config.payerClass }),
    ...(config?.production !== undefined && { production: config.production }),
    ...(config?.inputs?.claimFiles && { claimFiles: config.inputs.claimFiles }),
    ...(config?.inputs && config.inputs.ignores.length > 0 && { ignores: config.inputs.ignores }),
    rules: Object.fromEntries(
      [...rules, ...(config?.customRules ?? [])].map((rule) => {
        const setting = settings.get(rule.id);
        const options = Object.entries((rule.options ?? {}) as Record<string, { default: unknown }>).map(([name, spec]) => [
          name,
          setting?.options?.[name] ?? spec.default,
        ]);
        return [
          rule.id,
          {
            severity: setting?.severity ?? rule.severity,
            ...(setting?.severity === undefined && rule.byPayerClass && { byPayerClass: rule.byPayerClass }),
            ...(options.length > 0 && { options: Object.fromEntries(options) }),
            ...(setting?.rows && { rows: setting.rows }),
          },
        ];
      }),
    ),
    ...(config && config.payers.size > 0 && { payers: Object.fromEntries(config.payers) }),
    ...(products.length > 0 && { products }),
    ...(indications.length > 0 && { indications }),
    ...(codeSets && { codeSets: printableCodeSets(codeSets) }),
    layers: layers.map((layer) => ({ from: layer.from, ...(layer.when && { when: layer.when }), rules: rulesOf(layer) })),
  };
}
