import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG_NAMES } from '../../config/load.ts';
import { UsageError } from '../errors.ts';
import { print } from '../outputs.ts';

/** The config that `xolint init` writes. Each commented setting is valid once the comment marks are removed. */
export const INITIAL_CONFIG = `{
  // Comments and trailing commas are allowed. "xolint schema config" prints a JSON Schema for editors.
  // Rules not named here keep their own severity: "xolint rules" lists them, "xolint explain ID" explains one.

  // "xolint:strict" turns every rule on for every payer, and turns warnings into errors.
  "extends": ["xolint:recommended"],

  // off, info, warning or error; an id may end in *. Some rules take options.
  "rules": {
    // "xolair/prior-auth": "error",
    // "xolair/charge-per-unit": ["info", { "minCharge": 10 }],
  },

  // Payers by their id, NM109 of loop 2010BB.
  "payers": {
    // "60054": { "class": "commercial", "rules": { "xolair/prior-auth": "off" } },
  },

  // Rules for some claims only, by files, payers, payerClasses, senders (ISA06, GS02), types or usage. Later ones win.
  "overrides": [
    // { "payerClasses": ["medicaid"], "rules": { "xolair/ndc-present": "error" } },
    // { "files": ["test/**"], "rules": { "x12/usage": "off" } },
  ],

  // Lists of codes that you have, CSV or JSON or as they are published: icd10cm, hcpcs, taxonomy, carc, rarc, ndc, mue.
  // Codes are then looked up on the date of service. See https://github.com/xolint/xolint/blob/main/docs/config.md#lists-of-codes
  "codeSets": {
    // "icd10cm": { "file": "lists/icd10cm-order-2027.txt", "from": "2026-10-01", "to": "2027-09-30" },
    // "taxonomy": "lists/nucc.csv",
  },

  // The payer class for claims whose SBR09 gives none.
  // "payerClass": "commercial",

  // true: ISA15 must be P. false: T.
  // "production": true,
}
`;

const NAME = 'xolint.config.jsonc';

/** `xolint init`: writes a commented config into the working directory. Throws UsageError if there is a config already. */
export async function initCommand(folder: string): Promise<number> {
  const names: string[] = await readdir(folder);
  const there = CONFIG_NAMES.find((name) => names.includes(name));
  if (there) throw new UsageError(`This folder already has a ${there}; it was not changed. Edit it, or remove it first.`);
  try {
    await writeFile(join(folder, NAME), INITIAL_CONFIG, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(
      `${NAME} could not be written (${(error as { code?: string }).code}). Check the permissions of this folder.`,
    );
  }
  await print(`Wrote ${NAME}. Every run of xolint in this folder or below it reads it.\n`);
  return 0;
}
