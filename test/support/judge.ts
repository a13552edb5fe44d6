import { makeTables, type TableAdditions } from '../../src/codes/tables.ts';
import type { Resolved, RuleSetting } from '../../src/config/settings.ts';
import { lintInputs } from '../../src/engine/lint.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { PayerClass } from '../../src/model/payer.ts';
import type { Report } from '../../src/model/report.ts';
import { fromBytes } from '../../src/x12/source.ts';
import { complete, numbered, summary } from './example.ts';
import { defaultSettings } from './settings.ts';

/** Options of a run. */
export interface FindingsOptions {
  /** Options by rule. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Rows that a config adds to the tables. */
  readonly tables?: TableAdditions;
}

/** Lints examples as the files of one run, with options of rules. */
export function judge(examples: readonly string[], { options = {}, tables }: FindingsOptions = {}): Promise<Report> {
  const settings = defaultSettings();
  const rules = new Map(Object.entries(options).map(([id, values]): [string, RuleSetting] => [id, { options: values }]));
  const answers = new Map<PayerClass, Resolved>();
  const inputs = examples.map((text, i) => ({
    path: `${i}.edi`,
    open: async () => fromBytes(Buffer.from(numbered(complete(text), i), 'latin1')),
  }));
  return lintInputs(inputs, {
    settings: {
      ...settings,
      tables: tables === undefined ? settings.tables : makeTables(tables),
      resolve({ payerClass }) {
        const answer = answers.get(payerClass) ?? { payerClass, rules };
        answers.set(payerClass, answer);
        return answer;
      },
    },
    words: messageOf,
  });
}

/** The findings of examples as the catalogue writes them, in alphabetical order: `rule`, or `rule:severity` below an error. */
export async function findings(examples: string | readonly string[], options: FindingsOptions = {}): Promise<string[]> {
  return summary(await judge(typeof examples === 'string' ? [examples] : examples, options)).sort();
}

/** The messages of examples, in the order of the report. */
export async function messages(examples: string | readonly string[], options: FindingsOptions = {}): Promise<string[]> {
  const report = await judge(typeof examples === 'string' ? [examples] : examples, options);
  return report.findings.map((finding) => messageOf(finding, report.rules, []));
}
