import type { Finding } from '../model/finding.ts';
import type { FileReport, Report, SkippedFile } from '../model/report.ts';
import { type Format, visible } from './format.ts';
import { messageOf } from './message.ts';
import { byFile, fullMessage, placeWords, suppressionWords } from './words.ts';
import { escapeXml, tag, XML_HEAD } from './xml.ts';

/** Dots of a class name make packages in the tools that show it. */
const className = (path: string) => path.replaceAll('.', '_');

const isSuppressed = (finding: Finding) => finding.suppression !== undefined && !finding.suppression.expired;

/** A unique name for each testcase of a suite: of several with the same name, tools keep one. */
function testName(finding: Finding, taken: Map<string, number>): string {
  const { line, column } = finding.location;
  const name = `${finding.rule} ${placeWords(finding)} at ${line}:${column}`.replace('  ', ' ');
  const uses = (taken.get(name) ?? 0) + 1;
  taken.set(name, uses);
  return uses === 1 ? name : `${name} (${uses})`;
}

function* testcase(finding: Finding, name: string, file: FileReport, report: Report): Generator<string> {
  const { location } = finding;
  yield `    ${tag('testcase', { name, classname: className(file.path) })}`;
  const text = escapeXml(
    [`${file.path}:${location.line}:${location.column}`, fullMessage(finding, report), suppressionWords(finding)]
      .filter(Boolean)
      .join('\n'),
  );
  const message = messageOf(finding, report.rules, report.shown);
  if (isSuppressed(finding)) yield tag('skipped', { message: `${message}. ${suppressionWords(finding)}` }, true);
  else if (finding.severity === 'error') yield `${tag('failure', { type: finding.rule, message })}${text}</failure>`;
  else yield `<system-out>${finding.severity}: ${text}</system-out>`;
  yield '</testcase>\n';
}

function* testsuite(file: FileReport, findings: readonly Finding[], report: Report): Generator<string> {
  const suppressed = findings.filter(isSuppressed).length;
  const failures = findings.filter((finding) => finding.severity === 'error' && !isSuppressed(finding)).length;
  const errors = file.fault ? 1 : 0;
  const clean = findings.length === 0 && !file.fault;
  const tests = findings.length + errors + (clean ? 1 : 0);
  yield `  ${tag('testsuite', { name: file.path, tests, failures, errors, skipped: suppressed })}\n`;
  if (clean) yield `    ${tag('testcase', { name: 'no findings', classname: className(file.path) }, true)}\n`;
  if (file.fault) {
    const { code, message } = file.fault;
    yield `    ${tag('testcase', { name: 'the file can be read', classname: className(file.path) })}`;
    yield `${tag('error', { type: `fault/${code}`, message })}${escapeXml(`${file.path}: ${message}`)}</error></testcase>\n`;
  }
  const names = new Map<string, number>();
  for (const finding of findings) yield* testcase(finding, testName(finding, names), file, report);
  yield '  </testsuite>\n';
}

/** A file that was not linted: one testcase that is skipped. */
function* skippedSuite({ path, kind, reason }: SkippedFile): Generator<string> {
  yield `  ${tag('testsuite', { name: path, tests: 1, failures: 0, errors: 0, skipped: 1 })}\n`;
  yield `    ${tag('testcase', { name: `not linted (${kind})`, classname: className(path) })}${tag('skipped', { message: reason }, true)}</testcase>\n`;
  yield '  </testsuite>\n';
}

/**
 * JUnit XML as the schema of Jenkins' xUnit plugin takes it. One suite a file, one testcase a finding: errors fail, warnings and
 * infos pass with their words as output, suppressed ones are skipped. A clean file is one testcase that passes, a file that could not be read
 * one that fails, and a file that was not linted one that is skipped.
 */
export const junit: Format = {
  name: 'junit',
  *end(report, options) {
    const open = byFile(visible(report.findings, options));
    const suppressed = byFile(visible(report.suppressed, options));
    yield XML_HEAD;
    yield `${tag('testsuites', { name: 'xolint' })}\n`;
    for (const [i, file] of report.files.entries())
      yield* testsuite(file, [...(open.get(i) ?? []), ...(suppressed.get(i) ?? [])], report);
    for (const file of report.skipped) yield* skippedSuite(file);
    yield '</testsuites>\n';
  },
};
