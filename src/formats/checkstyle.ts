import type { Finding } from '../model/finding.ts';
import { type Format, visible } from './format.ts';
import { byFile, fullMessage, suppressionWords } from './words.ts';
import { tag, XML_HEAD } from './xml.ts';

const severityOf = (finding: Finding) => (finding.suppression && !finding.suppression.expired ? 'ignore' : finding.severity);

/** Checkstyle XML. Suppressed findings have the severity `ignore`; files that were not linted are `info`. */
export const checkstyle: Format = {
  name: 'checkstyle',
  *end(report, options) {
    const open = byFile(visible(report.findings, options));
    const suppressed = byFile(visible(report.suppressed, options));
    yield XML_HEAD;
    yield `${tag('checkstyle', { version: '4.3' })}\n`;
    for (const [i, file] of report.files.entries()) {
      yield `  ${tag('file', { name: file.path })}\n`;
      if (file.fault) {
        const { code, message } = file.fault;
        yield `    ${tag('error', { line: 1, severity: 'error', message, source: `xolint.fault.${code}` }, true)}\n`;
      }
      for (const finding of [...(open.get(i) ?? []), ...(suppressed.get(i) ?? [])]) {
        const { line, column } = finding.location;
        const message = [fullMessage(finding, report), suppressionWords(finding)].filter(Boolean).join(' ');
        const source = `xolint.${finding.rule.replaceAll('/', '.')}`;
        yield `    ${tag('error', { line, column, severity: severityOf(finding), message, source }, true)}\n`;
      }
      yield '  </file>\n';
    }
    for (const { path, kind, reason } of report.skipped) {
      yield `  ${tag('file', { name: path })}\n`;
      yield `    ${tag('error', { line: 1, severity: 'info', message: `Not linted: ${reason}`, source: `xolint.skipped.${kind}` }, true)}\n`;
      yield '  </file>\n';
    }
    yield '</checkstyle>\n';
  },
};
