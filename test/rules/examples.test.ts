import { describe, expect, test } from 'vitest';
import { fixOf, messageOf } from '../../src/formats/message.ts';
import { RULES } from '../../src/rules/index.ts';
import { complete, lintTexts } from '../support/example.ts';

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(rule.examples.good.map((text) => [text]))('good: %s', async (text) => {
    const report = await lintTexts([complete(text, rule)]);
    expect(report.findings.map((finding) => [finding.rule, messageOf(finding, report.rules, [])])).toEqual([]);
    expect(report.files[0]!.fault).toBeUndefined();
  });

  test.each(rule.examples.bad.map((text) => [text]))('bad: %s', async (text) => {
    const report = await lintTexts([complete(text, rule)]);
    if (rule.fault) {
      expect(report.files[0]!.fault?.message).toMatch(/\.$/);
      expect(report.findings).toEqual([]);
      return;
    }
    expect([...new Set(report.findings.map((finding) => finding.rule))]).toEqual([id]);
    for (const finding of report.findings) {
      // Every slot of the words was filled.
      expect(`${messageOf(finding, report.rules, [])} ${fixOf(finding, report.rules, [])}`).not.toMatch(/[{}]|undefined|NaN/);
    }
  });
});
