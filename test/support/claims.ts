import type { Layer } from '../../src/config/settings.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Finding } from '../../src/model/finding.ts';
import { complete, lintTexts, summary } from './example.ts';

type Options = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The findings of the Xolair rules in the text of a claim: `rule` or `rule:severity`, sorted by name. */
export async function foundIn(text: string, options: Options = {}): Promise<string[]> {
  return (await judged(text, options)).rules;
}

/** The same, with the findings, their messages, and the checks that were skipped. Other rule families have tests of their own. */
export async function judged(text: string, options: Options = {}) {
  const entries = Object.entries(options).map(([pattern, set]) => ({ pattern, options: set }));
  const layers: Layer[] = [{ from: 'test', entries }];
  const report = await lintTexts([complete(text)], { layers });
  const findings: readonly Finding[] = report.findings.filter(({ rule }) => rule.startsWith('xolair/'));
  return {
    rules: summary({ ...report, findings }).sort(),
    findings,
    words: findings.map((finding) => messageOf(finding, report.rules, [])),
    notChecked: report.notChecked.map(({ rule, reason }) => `${rule} ${reason}`).sort(),
  };
}
