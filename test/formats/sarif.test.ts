import { describe, expect, test } from 'vitest';
import { sarif } from '../../src/formats/sarif.ts';
import { lintTexts } from '../support/example.ts';
import { lintNamed, render, SAMPLES, sampleReport, suppress } from '../support/report.ts';

const report = await sampleReport();
const parse = (text: string) => JSON.parse(text).runs[0];
const run = parse(render(sarif, report));

/** Offset of a 1-based line and column in a text of one byte a character. */
function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split(/(?<=\r\n|\n)/);
  return lines.slice(0, line - 1).join('').length + column - 1;
}

describe('sarif', () => {
  test('is one run with all rules and their help in Markdown', () => {
    const document = JSON.parse(render(sarif, report));
    expect(document.version).toBe('2.1.0');
    expect(document.$schema).toContain('sarif-schema-2.1.0.json');
    expect(document.runs).toHaveLength(1);
    const { rules, version } = run.tool.driver;
    expect(version).toBe(report.version);
    expect(rules.map((rule: { id: string }) => rule.id)).toEqual([...report.rules.keys()]);
    for (const rule of rules) {
      expect(rule.help.markdown).toContain('**Fix:**');
      expect(rule.name).toMatch(/^[A-Z][A-Za-z0-9]+$/);
    }
  });

  test('points at the page of a rule, and at none for a rule that a config brings', async () => {
    const help = (found: typeof run) =>
      found.tool.driver.rules.map(({ id, helpUri }: { id: string; helpUri?: string }) => [id, helpUri]);
    for (const [, uri] of help(run)) expect(uri).toBeUndefined();
    const builtIn = parse(render(sarif, await lintTexts([SAMPLES['out/clean <1> & "co".edi']!])));
    expect(help(builtIn).length).toBeGreaterThan(0);
    for (const [id, uri] of help(builtIn)) expect(uri).toBe(`https://github.com/xolint/xolint/blob/main/docs/rules/${id}.md`);
  });

  test('has one result a finding, in order, with the right rule and level', () => {
    expect(run.results).toHaveLength(report.findings.length);
    run.results.forEach((result: { ruleId: string; ruleIndex: number; level: string }, i: number) => {
      const finding = report.findings[i]!;
      expect(result.ruleId).toBe(finding.rule);
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(finding.rule);
      expect(result.level).toBe(finding.severity === 'info' ? 'note' : finding.severity);
    });
  });

  test('names the same text by lines and columns as by bytes', () => {
    const texts = Object.values(SAMPLES);
    for (const result of run.results) {
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      const text = texts[artifactLocation.index]!;
      const from = offsetOf(text, region.startLine, region.startColumn);
      expect(from).toBe(region.byteOffset);
      expect(offsetOf(text, region.endLine, region.endColumn)).toBe(region.byteOffset + region.byteLength);
      const name = result.locations[0].logicalLocations[0].name;
      const bytes = text.slice(from, from + region.byteLength);
      expect(bytes).toMatch(
        { 'SV101-2': /^(J2357|96372)$/, SV102: /^(100|50)$/, 'HI01-2': /^J4550$/, CLM: /^CLM\*.*Y$/ }[name as 'CLM'],
      );
    }
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.artifacts.every((artifact: { encoding: string }) => artifact.encoding === 'ISO-8859-1')).toBe(true);
  });

  test('ends a region on the line where the element ends', async () => {
    const text = SAMPLES['out/clean <1> & "co".edi']!;
    const wrapped = text.replace(/(.{80})/g, '$1\n');
    const [result] = parse(render(sarif, await lintNamed({ 'a.edi': wrapped }))).results.filter(
      (r: { locations: [{ physicalLocation: { region: { startLine: number; endLine: number } } }] }) =>
        r.locations[0].physicalLocation.region.startLine !== r.locations[0].physicalLocation.region.endLine,
    );
    const { region } = result.locations[0].physicalLocation;
    expect(offsetOf(wrapped, region.endLine, region.endColumn)).toBe(region.byteOffset + region.byteLength);
  });

  test('gives each result a line hash of its own, and the fingerprint of the finding', () => {
    type Result = { partialFingerprints: Record<string, string> };
    const hashes = run.results.map((result: Result) => result.partialFingerprints.primaryLocationLineHash);
    expect(new Set(hashes).size).toBe(hashes.length);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{16}:\d+$/);
    const prints = run.results.map((result: Result) => result.partialFingerprints['xolintFinding/v1']);
    expect(prints).toEqual(report.findings.map((finding) => finding.fingerprint));
  });

  test('tells files by relative URIs', () => {
    const uris = run.artifacts.map((artifact: { location: { uri: string } }) => artifact.location.uri);
    expect(uris.map(decodeURIComponent)).toEqual(report.paths);
    expect(uris[0]).toBe('out/clean%20%3C1%3E%20%26%20%22co%22.edi');
    const absolute = { ...report, paths: report.paths.map((path) => `/work/checkout/${path}`) };
    const below = parse(render(sarif, absolute, { base: '/work/checkout' }));
    expect(below.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uris[0]);
    const elsewhere = parse(render(sarif, absolute, { base: '/work/check' }));
    expect(elsewhere.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(`file:///work/checkout/${uris[0]}`);
  });

  test('tells faults as notifications of an invocation that failed', () => {
    const [invocation] = run.invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications).toEqual([
      expect.objectContaining({ level: 'error', descriptor: { id: 'fault/no-isa' } }),
    ]);
  });

  test('keeps suppressed findings, with the reason', () => {
    const warnings = parse(
      render(
        sarif,
        suppress(report, (finding) => finding.severity === 'warning', { reason: 'the payer agreed' }),
      ),
    );
    expect(warnings.results).toHaveLength(report.findings.length);
    const suppressed = warnings.results.filter((result: { suppressions: unknown[] }) => result.suppressions.length > 0);
    expect(suppressed).toHaveLength(report.findings.filter((finding) => finding.severity === 'warning').length);
    expect(suppressed[0].suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: 'the payer agreed' }]);
  });

  test('holds no clock', () => {
    expect(render(sarif, report)).not.toMatch(/TimeUtc/i);
  });
});
