import type { Finding, Location, NotChecked, Suppression } from '../model/finding.ts';
import type { Counts, Fault, FileReport, Report, SkippedFile } from '../model/report.ts';
import type { RunHead } from './format.ts';
import { fixOf, messageOf, revealed } from './message.ts';

/** The plain objects of the JSON contract: keys are in its order, and a key without a value is absent. */

const WEIGHT = { error: ['errors'], warning: ['errors', 'warnings'], info: ['errors', 'warnings', 'infos'], never: [] } as const;

/** How many files may go, have to wait, and were not read. */
export function fileVerdicts({ files, failOn }: Pick<Report, 'files' | 'failOn'>): Record<'mayGo' | 'wait' | 'notRead', number> {
  const read = files.filter((file) => !file.fault);
  const wait = read.filter((file) => WEIGHT[failOn].some((severity) => file[severity] > 0)).length;
  return { mayGo: read.length - wait, wait, notRead: files.length - read.length };
}

/** A file that was not linted. */
export function skippedRecord({ path, kind, reason }: SkippedFile): Record<string, unknown> {
  return { path, kind, reason };
}

/** Sums over the files of a run. */
export function summaryOf(report: Report): Record<string, number> {
  const sum = (key: keyof Counts) => report.files.reduce((total, file) => total + file[key], 0);
  return {
    files: report.files.length,
    bytes: sum('bytes'),
    interchanges: sum('interchanges'),
    transactions: sum('transactions'),
    claims: sum('claims'),
    ...(sum('unreadClaims') > 0 && { unreadClaims: sum('unreadClaims') }),
    xolairClaims: sum('xolairClaims'),
    serviceLines: sum('serviceLines'),
    claimsWithErrors: sum('claimsWithErrors'),
    errors: sum('errors'),
    warnings: sum('warnings'),
    infos: sum('infos'),
    suppressed: report.suppressed.length,
    faults: report.files.filter((file) => file.fault).length,
    skipped: report.skipped.length,
    ...fileVerdicts(report),
  };
}

function faultRecord({ code, kind, message }: Fault): Record<string, unknown> {
  return { code, ...(kind !== undefined && { kind }), message };
}

/** One file. */
export function fileRecord(file: FileReport): Record<string, unknown> {
  return {
    path: file.path,
    bytes: file.bytes,
    ...(file.type && { type: file.type }),
    interchanges: file.interchanges,
    transactions: file.transactions,
    claims: file.claims,
    ...(file.unreadClaims > 0 && { unreadClaims: file.unreadClaims }),
    xolairClaims: file.xolairClaims,
    errors: file.errors,
    warnings: file.warnings,
    infos: file.infos,
    ...(file.fault && { fault: faultRecord(file.fault) }),
    ...(file.notes.length > 0 && { notes: file.notes }),
  };
}

function locationRecord(location: Location, paths: readonly string[], file: number): Record<string, unknown> {
  return {
    path: paths[location.file ?? file],
    line: location.line,
    column: location.column,
    byteOffset: location.byteOffset,
    byteLength: location.byteLength,
    ...(location.segment && { segment: location.segment }),
    ...(location.position && { position: location.position }),
    ...(location.loop && { loop: location.loop }),
    ...(location.element && { element: location.element }),
    ...(location.text !== undefined && { text: location.text }),
  };
}

function suppressionRecord({ reason, until, by, expired }: Suppression): Record<string, unknown> {
  return { reason, ...(until && { until }), ...(by && { by }), ...(expired && { expired }) };
}

/** One finding. */
export function findingRecord(finding: Finding, run: RunHead): Record<string, unknown> {
  const { claim } = finding;
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: messageOf(finding, run.rules, run.shown),
    fix: fixOf(finding, run.rules, run.shown),
    location: locationRecord(finding.location, run.paths, finding.file),
    ...(claim && {
      claim: {
        ...(claim.interchange && { interchange: claim.interchange }),
        ...(claim.group && { group: claim.group }),
        ...(claim.transaction && { transaction: claim.transaction }),
        ordinal: claim.ordinal,
        ...(claim.id && { id: revealed(claim.id, run.shown) }),
        ...(claim.dos && { dos: revealed(claim.dos, run.shown) }),
      },
    }),
    ...(finding.serviceLine !== undefined && { serviceLine: finding.serviceLine }),
    fingerprint: finding.fingerprint,
    ...(finding.affects && { affects: { scope: finding.affects.scope, claims: finding.affects.claims } }),
    ...(finding.suppression && { suppression: suppressionRecord(finding.suppression) }),
    ...(finding.related && { related: finding.related.map((place) => locationRecord(place, run.paths, finding.file)) }),
  };
}

/** Something that could not be checked. */
export function notCheckedRecord(entry: NotChecked): Record<string, unknown> {
  return { rule: entry.rule, reason: entry.reason, claims: entry.claims };
}

/** The tool. */
export function toolRecord(run: RunHead): Record<string, unknown> {
  return { name: 'xolint', version: run.version, ...(run.shown.length > 0 && { shown: run.shown }) };
}
