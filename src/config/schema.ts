import * as z from 'zod';
import { CONFIG_DRUG, CONFIG_DRUGS } from '../codes/drugs/index.ts';
import { PAYER_CLASSES } from '../codes/payers.ts';
import { rowsOf } from '../rules/describe.ts';
import type { AnyRule, OptionSpec } from '../rules/rule.ts';
import { listed } from '../rules/words.ts';
import { codeSetsSchema } from './code-sets/schema.ts';
import { MOST_FAULTS } from './json.ts';
import { PRESETS } from './presets.ts';
import { didYouMean } from './suggest.ts';

const CONFIG_NAMES = listed(CONFIG_DRUGS.map(({ name }) => name));

const SEVERITIES = ['off', 'info', 'warning', 'error', 'default'] as const;

const severity = z
  .enum(SEVERITIES)
  .describe('off, info, warning or error for every message and payer class; default for the severity that the rule itself has');
const payerClass = z.enum(PAYER_CLASSES as unknown as readonly [string, ...string[]]);
const word = z.string().min(1);
const words = z.array(word).min(1);

/** The schema of one option of a rule, from its spec. */
function optionSchema(spec: OptionSpec): z.ZodType {
  const about = { description: spec.what, default: spec.default };
  switch (spec.type) {
    case 'number':
      return (spec.minimum === undefined ? z.number() : z.number().min(spec.minimum)).meta(about);
    case 'choice':
      return z.enum(spec.choices as [string, ...string[]]).meta(about);
    case 'list':
      return z.array(spec.pattern === undefined ? z.string() : z.string().regex(new RegExp(spec.pattern))).meta(about);
  }
}

/** The setting of one rule: a severity, or a severity and options. */
function ruleSchema(rule: AnyRule): z.ZodType {
  const specs = Object.entries((rule.options ?? {}) as Record<string, OptionSpec>);
  const alone = z.tuple([severity]);
  const withOptions = z.tuple([
    severity,
    z.strictObject(Object.fromEntries(specs.map(([name, spec]) => [name, optionSchema(spec).optional()]))),
  ]);
  return z.union([severity, alone, withOptions]).meta({ description: rule.docs.what });
}

/** `rules`: every rule by its id, the rows of those that have some, and prefixes that end in `*`. */
function rulesSchema(rules: readonly AnyRule[]) {
  const rows = rules.flatMap(rowsOf);
  const ids = [...rules.map((rule) => rule.id), ...rows];
  return z
    .object({
      ...Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule).optional()])),
      ...Object.fromEntries(rows.map((row) => [row, severity.optional()])),
    })
    .catchall(severity)
    .superRefine((value, context) => {
      let hints = MOST_FAULTS;
      for (const key of Object.keys(value)) {
        if (ids.includes(key)) continue;
        const known = key.endsWith('*') && ids.some((id) => id.startsWith(key.slice(0, -1)));
        if (known) continue;
        const hint = hints-- > 0 ? didYouMean(key, ids) : '';
        context.addIssue({ code: 'custom', path: [key], message: `there is no such rule.${hint}`, input: key });
      }
    });
}

const product = z.strictObject({
  ndc9: z
    .string()
    .regex(/^\d{9}$/)
    .describe('Labeler and product: the first nine digits of the eleven-digit NDC'),
  name: word,
  mg: z.number().positive().describe('Milligrams in one container'),
  mgPerMl: z.number().positive().describe('Milligrams in one millilitre'),
  unit: z.enum(['ML', 'UN']).describe('The unit that payers bill it in (CTP05-1)'),
  packages: z.array(z.string().regex(/^\d{2}$/)).describe('Package codes: the last two digits of the NDC'),
});

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .transform((text) => Number(text.replaceAll('-', '')));

const indication = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?$/)
    .describe('ICD-10-CM, with or without decimal point'),
  indication: z
    .enum(Object.keys(CONFIG_DRUG.indications) as [string, ...string[]])
    .optional()
    .describe('The indication that it codes, whose ages and doses then apply. Left out for a use that is on no label'),
  from: day.optional().describe('First day on which it is accepted, yyyy-mm-dd'),
  to: day.optional().describe('Last day, yyyy-mm-dd'),
});

/** The schema of a config file for these rules. */
export function configSchema(rules: readonly AnyRule[]) {
  const said = rulesSchema(rules);
  const conditions = {
    files: words.optional().describe('Globs, relative to the folder of this file'),
    payers: words.optional().describe('Payer ids: NM109 of loop 2010BB'),
    payerClasses: z.array(payerClass).min(1).optional(),
    senders: words.optional().describe('ISA06 or GS02'),
    types: z
      .array(z.enum(['837P', '837I']))
      .min(1)
      .optional(),
    usage: z
      .array(z.enum(['P', 'T']))
      .min(1)
      .optional()
      .describe('ISA15: P production, T test'),
  };
  const override = z.strictObject({ ...conditions, rules: said }).superRefine((value, context) => {
    if (Object.keys(conditions).some((key) => value[key as keyof typeof conditions] !== undefined)) return;
    const message = `names no condition. Add one of ${Object.keys(conditions).join(', ')}, or move its rules to "rules".`;
    context.addIssue({ code: 'custom', message, input: value });
  });
  const payer = z.strictObject({
    class: payerClass.optional().describe('The class of this payer, whatever is in SBR09'),
    rules: said.optional(),
    payerPolicy: z.boolean().optional().describe("The payer's coverage policy is known: the 277CA may report it"),
  });
  return z.strictObject({
    $schema: z.string().optional(),
    extends: z
      .union([word, z.array(word)])
      .optional()
      .describe(`${PRESETS.join(', ')}, or a path relative to this file`),
    rules: said.optional().describe('Severity of rules, or [severity, options]; an id may end in *'),
    overrides: z.array(override).optional().describe('Rules for some claims only; later ones win'),
    payers: z.record(word, payer).optional().describe('Settings for payers, by NM109 of loop 2010BB'),
    products: z.array(product).optional().describe(`Presentations of ${CONFIG_NAMES} that this release does not know`),
    indications: z
      .array(indication)
      .optional()
      .describe(`Diagnoses that your payers accept for ${CONFIG_NAMES} besides those that xolint knows`),
    codeSets: codeSetsSchema(day).optional(),
    payerClass: payerClass.optional().describe('Payer class for claims whose SBR09 gives none'),
    production: z.boolean().optional().describe('true: ISA15 must be P; false: T'),
    claimFiles: words
      .optional()
      .describe(
        'Globs of names that claim files have, instead of those that xolint knows: such a file without an ISA is a fault',
      ),
    ignores: words
      .optional()
      .describe('Patterns of files and folders that are left out, relative to this file, or names; ! takes one back'),
    customRules: z.array(z.unknown()).optional().describe('Rules made with defineRule; in a .js or .mjs config only'),
  });
}

/** The content of a config file. */
export type ConfigFile = z.output<ReturnType<typeof configSchema>>;

/** The part of a config that must be read before its rules can be checked: the rules that it adds. */
export const outerSchema = z.looseObject({
  extends: z.union([word, z.array(word)]).optional(),
  customRules: z.array(z.unknown()).optional(),
});

/** JSON Schema of a config file, for editors. */
export function configJsonSchema(rules: readonly AnyRule[]): unknown {
  const schema = z.toJSONSchema(configSchema(rules), {
    io: 'input',
    // A JSON config cannot contain functions.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type !== 'object' || !jsonSchema.properties || !('claim/balance' in jsonSchema.properties)) return;
      jsonSchema.patternProperties = { '^[a-zA-Z0-9/-]*\\*$': jsonSchema.additionalProperties! };
      jsonSchema.additionalProperties = false;
    },
  });
  delete schema.properties?.customRules;
  return schema;
}
