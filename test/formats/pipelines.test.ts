import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { checkstyle } from '../../src/formats/checkstyle.ts';
import { csv } from '../../src/formats/csv.ts';
import { github } from '../../src/formats/github.ts';
import { gitlab } from '../../src/formats/gitlab.ts';
import { junit } from '../../src/formats/junit.ts';
import { markdown } from '../../src/formats/markdown.ts';
import type { Finding } from '../../src/model/finding.ts';
import { render, sampleReport, suppress } from '../support/report.ts';
import { xmlFaults } from '../support/xml.ts';

const report = await sampleReport();
const isWarning = (finding: Finding) => finding.severity === 'warning';
const suppressed = suppress(report, isWarning, { reason: 'the payer agreed', until: '2027-01-31', by: 'R. Biller' });
const count = (severity: string) => report.findings.filter((finding) => finding.severity === severity).length;
const times = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

describe('junit', () => {
  const text = render(junit, suppressed);

  test('is well-formed', async () => {
    expect(await xmlFaults(text)).toEqual([]);
    expect(await xmlFaults(text.replace('</testcase>', ''))).not.toEqual([]);
  });

  test('fails on errors only, and counts as its attributes say', () => {
    expect(times(text, /<failure /g)).toBe(count('error'));
    expect(times(text, /<skipped /g)).toBe(count('warning'));
    expect(times(text, /<system-out>info: /g)).toBe(count('info'));
    expect(times(text, /<error /g)).toBe(1);
    for (const suite of text.split('<testsuite ').slice(1)) {
      const said = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(` ${suite}`)?.[1]);
      expect(said('tests')).toBe(times(suite, /<testcase /g));
      expect(said('failures')).toBe(times(suite, /<failure /g));
      expect(said('errors')).toBe(times(suite, /<error /g));
      expect(said('skipped')).toBe(times(suite, /<skipped /g));
    }
  });

  test('has a passing testcase for a clean file', () => {
    expect(text).toContain('<testcase name="no findings" classname="out/clean_edi"/>');
  });

  test('names no two testcases of a suite alike', () => {
    for (const suite of text.split('<testsuite ').slice(1)) {
      const names = [...suite.matchAll(/<testcase name="([^"]*)"/g)].map((match) => match[1]);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('checkstyle', () => {
  const text = render(checkstyle, suppressed);

  test('is well-formed and has every file, finding and fault', async () => {
    expect(await xmlFaults(text)).toEqual([]);
    expect(times(text, /<file /g)).toBe(report.files.length);
    expect(times(text, /<error /g)).toBe(report.findings.length + 1);
    expect(times(text, /severity="ignore"/g)).toBe(count('warning'));
  });
});

describe('github', () => {
  const lines = render(github, report).split('\n');

  test('annotates ten findings a level at most, faults first, and says what is left', () => {
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines[0]).toContain('title=xolint fault no-isa');
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(count('warning'));
    expect(lines.filter((line) => line.startsWith('::notice '))).toHaveLength(count('info'));
    expect(lines.at(-2)).toMatch(
      new RegExp(`^xolint: ${count('error')} errors, .* ${count('error') - 9} more have no annotation: see the full report\\.$`),
    );
  });

  test('escapes what would end a property or the command', () => {
    expect(lines[0]).toContain('file=out/broken%2C%25%3Aé.edi,');
    expect(lines.find((line) => line.includes('J2357: 100'))).toContain('::Code J2357: 100%25 wrong');
    for (const line of lines.filter((text) => text.startsWith('::'))) {
      const [, properties] = /^::\w+ ([^:]*)::/.exec(line)!;
      for (const property of properties!.split(',')) expect(property).toMatch(/^(file|line|endLine|col|endColumn|title)=/);
    }
  });

  test('shows each rule before it shows one twice', () => {
    const many = report.findings.filter((finding) => finding.severity === 'error');
    const other: Finding = { ...many.at(-1)!, rule: 'claim/last' };
    const rules = new Map([...report.rules, ['claim/last', report.rules.get(many[0]!.rule)!]]);
    expect(render(github, { ...report, rules, findings: [...many, other] })).toContain('title=claim/last');
  });

  test('lists suppressed findings without annotating them', () => {
    const text = render(github, suppressed);
    expect(text).not.toContain('::warning ');
    expect(times(text, /Suppressed until 2027-01-31 by R\. Biller: the payer agreed\./g)).toBe(count('warning'));
  });
});

describe('gitlab', () => {
  test('is a list of issues with unique fingerprints and relative paths', () => {
    const issues = JSON.parse(render(gitlab, suppressed));
    expect(issues).toHaveLength(report.findings.length + 1);
    const prints = issues.map((issue: { fingerprint: string }) => issue.fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    for (const issue of issues) {
      expect(Object.keys(issue)).toEqual(['description', 'check_name', 'fingerprint', 'severity', 'location']);
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(issue.severity);
      expect(issue.location.path).not.toMatch(/^\.?\//);
      expect(issue.location.lines.begin).toBeGreaterThan(0);
    }
    expect(issues.filter((issue: { severity: string }) => issue.severity === 'major')).toHaveLength(count('error'));
    expect(issues.filter((issue: { severity: string }) => issue.severity === 'minor')).toHaveLength(0);
  });

  test('is an empty list for nothing', () => {
    const clean = { ...report, findings: [], files: report.files.slice(3) };
    expect(JSON.parse(render(gitlab, clean))).toEqual([]);
  });
});

describe('csv', () => {
  const text = render(csv, suppressed);
  const records = parseCsv(text, { columns: true }) as Record<string, string>[];

  test('is read back by a parser, one record a finding', () => {
    expect(records).toHaveLength(report.findings.length + 1);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(records.filter((record) => record.status === 'suppressed').map((record) => record.by)).toEqual(
      Array(count('warning')).fill('R. Biller'),
    );
    expect(records[0]).toMatchObject({ status: 'fault', rule: 'fault/no-isa', file: 'out/broken,%:é.edi' });
    expect(records[1]!.message).toMatch(/^The date was/);
  });

  test('lets no field be a formula', () => {
    for (const record of records) for (const value of Object.values(record)) expect(value).not.toMatch(/^[=+\-@\t\r]/);
    expect(records.some((record) => record.message === "'=SUM(A1) is no diagnosis")).toBe(true);
  });

  test('has columns for what was asked to be shown, and only then', async () => {
    expect(Object.keys(records[0]!)).not.toContain('claimId');
    const [, first] = parseCsv(render(csv, await sampleReport(['pcn', 'segment'])), { columns: true }) as Record<
      string,
      string
    >[];
    expect(first!.claimId).toBe('PCN1');
    expect(first!.text).toMatch(/^CLM\*PCN1/);
    expect(Object.keys(first!)).not.toContain('dateOfService');
  });
});

describe('markdown', () => {
  const text = render(markdown, suppressed);

  test('starts with the verdict and has tables whose rows are as wide as their heads', () => {
    expect(text).toMatch(/^## xolint: 1 file could not be read/);
    let width = 0;
    for (const line of text.split('\n')) {
      const cells = line.startsWith('|') ? line.split('|').length : 0;
      if (width > 0 && cells > 0) expect(cells).toBe(width);
      width = cells;
    }
  });

  test('lets no text be markup', () => {
    expect(text).not.toContain('<1>');
    expect(text).toContain('&#60;b&#62;, "quotes", &#38; and &#124; of J2357');
  });

  test('keeps the table of findings short, with each rule in it', () => {
    const [finding] = report.findings;
    const many = Array.from({ length: 3000 }, () => finding!);
    const long = render(markdown, { ...report, findings: [...many, ...report.findings] });
    expect(long.length).toBeLessThan(100_000);
    expect(long).toContain(`50 of ${3000 + report.findings.length} findings`);
    for (const rule of new Set(report.findings.map((item) => item.rule))) expect(long.split('What is wrong')[1]).toContain(rule);
  });
});
