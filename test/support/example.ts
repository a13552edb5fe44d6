import { makeSettings, type RuleWord } from '../../src/config/resolve.ts';
import type { Layer } from '../../src/config/settings.ts';
import { lintInputs } from '../../src/engine/lint.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Report } from '../../src/model/report.ts';
import { completeExample } from '../../src/rules/examples/complete.ts';
import { RULES } from '../../src/rules/index.ts';
import type { AnyRule } from '../../src/rules/rule.ts';
import { fromBytes } from '../../src/x12/source.ts';

/** Options of a test run. */
export interface RunTextOptions {
  readonly words?: readonly RuleWord[];
  readonly rules?: readonly AnyRule[];
  readonly production?: boolean;
  /** Rules of the config. */
  readonly layers?: readonly Layer[];
}

/** A file of a run with an ISA13 of its own: examples that are completed all have the same. */
export const numbered = (text: string, i: number) =>
  i === 0 ? text : text.replaceAll('*000000001', `*${String(i + 1).padStart(9, '0')}`);

/** Lints texts as the files of one run. A rule that throws ends the test: in a report it would be a fault beside the findings. */
export async function lintTexts(texts: readonly string[], options: RunTextOptions = {}): Promise<Report> {
  const report = await lintInputs(
    texts.map((text, i) => ({ path: `${i}.edi`, open: async () => fromBytes(Buffer.from(numbered(text, i), 'latin1')) })),
    {
      settings: makeSettings({
        words: options.words ?? [],
        rules: options.rules ?? RULES,
        ...(options.layers && {
          config: { files: [], layers: options.layers, payers: new Map(), tables: {}, customRules: [] },
        }),
      }),
      words: messageOf,
      ...(options.production !== undefined && { production: options.production }),
    },
  );
  for (const { fault } of report.files) if (fault?.code === 'rule-failed') throw new Error(fault.message);
  return report;
}

/** `rule` or `rule:severity` of each finding, as the catalogue writes them: an error is the rule alone. */
export function summary(report: Report): string[] {
  return report.findings.map((finding) => (finding.severity === 'error' ? finding.rule : `${finding.rule}:${finding.severity}`));
}

export { completeExample as complete };
