import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { type Format, visible } from './format.ts';
import { fixOf, messageOf, revealed } from './message.ts';
import { faults } from './words.ts';

/**
 * RFC 4180: CRLF after each record, quotes where a field needs them. These are four lines; a library would be larger.
 */
type Field = string | number | undefined;

/** A spreadsheet runs text that begins like this as a formula; an apostrophe in front keeps it text. */
const FORMULA = /^[=+\-@\t\r\n]/;

function field(value: Field): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const COLUMNS = [
  'status',
  'severity',
  'rule',
  'file',
  'line',
  'column',
  'byteOffset',
  'byteLength',
  'segment',
  'element',
  'loop',
  'position',
  'interchange',
  'group',
  'transaction',
  'claim',
  'serviceLine',
  'payer',
  'message',
  'fix',
  'fingerprint',
  'reason',
  'until',
  'by',
] as const;

/** Columns that are present only when `--show` names them. */
const SHOWN_COLUMNS = { pcn: 'claimId', dos: 'dateOfService', segment: 'text' } as const;

type Row = Partial<Record<(typeof COLUMNS)[number] | (typeof SHOWN_COLUMNS)[keyof typeof SHOWN_COLUMNS], Field>>;

function statusOf(finding: Finding): string {
  if (!finding.suppression) return 'open';
  return finding.suppression.expired ? 'expired' : 'suppressed';
}

function row(finding: Finding, report: Report): Row {
  const { claim, location, suppression } = finding;
  return {
    status: statusOf(finding),
    severity: finding.severity,
    rule: finding.rule,
    file: report.paths[finding.file],
    line: location.line,
    column: location.column,
    byteOffset: location.byteOffset,
    byteLength: location.byteLength,
    segment: location.segment,
    element: location.element,
    loop: location.loop,
    position: location.position,
    interchange: claim?.interchange,
    group: claim?.group,
    transaction: claim?.transaction,
    claim: claim?.ordinal,
    serviceLine: finding.serviceLine,
    payer: claim?.payer,
    message: messageOf(finding, report.rules, report.shown),
    fix: fixOf(finding, report.rules, report.shown),
    fingerprint: finding.fingerprint,
    reason: suppression?.reason,
    until: suppression?.until,
    by: suppression?.by,
    claimId: claim?.id && revealed(claim.id, report.shown),
    dateOfService: claim?.dos && revealed(claim.dos, report.shown),
    text: location.text,
  };
}

/** One record a finding, with a header, for a spreadsheet. Files that could not be read are records with the status
 * `fault`, files that were not linted with the status `skipped`. */
export const csv: Format = {
  name: 'csv',
  *end(report, options) {
    const columns = [...COLUMNS, ...report.shown.map((shown) => SHOWN_COLUMNS[shown])];
    const line = (values: Row) => `${columns.map((column) => field(values[column])).join(',')}\r\n`;
    yield `${columns.join(',')}\r\n`;
    for (const { file, message, code } of faults(report))
      yield line({ status: 'fault', severity: 'error', rule: `fault/${code}`, file: file.path, message });
    for (const { path, kind, reason } of report.skipped)
      yield line({ status: 'skipped', rule: `skipped/${kind}`, file: path, message: reason });
    for (const finding of visible(report.findings, options)) yield line(row(finding, report));
    for (const finding of visible(report.suppressed, options)) yield line(row(finding, report));
  },
};
