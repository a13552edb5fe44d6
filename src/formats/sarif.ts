import type { Finding, Location, Severity } from '../model/finding.ts';
import type { FileReport, Report, RuleWords, SkippedFile } from '../model/report.ts';
import { docsUrl } from '../rules/docs-url.ts';
import type { Format, FormatOptions } from './format.ts';
import { revealed } from './message.ts';
import { uriOf } from './paths.ts';
import { notCheckedRecord, summaryOf } from './records.ts';
import { fullMessage, numbered, sentence } from './words.ts';

/** SARIF 2.1.0, OASIS Standard; the section numbers below refer to it. */
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' };

type Json = Readonly<Record<string, unknown>>;

/** `claim/balance` as `ClaimBalance`: names are identifiers (§3.49.7). */
function nameOf(id: string): string {
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function reportingDescriptor(rule: RuleWords): Json {
  const { what, why, fix, source } = rule.docs;
  const helpUri = docsUrl(rule.id);
  return {
    id: rule.id,
    name: nameOf(rule.id),
    shortDescription: { text: sentence(what) },
    fullDescription: { text: `${sentence(what)} ${sentence(why)}` },
    help: {
      text: `${sentence(what)}\nWhy: ${sentence(why)}\nFix: ${sentence(fix)}\nSource: ${sentence(source)}`,
      markdown: `${sentence(what)}\n\n**Why:** ${sentence(why)}\n\n**Fix:** ${sentence(fix)}\n\n**Source:** ${sentence(source)}\n`,
    },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: rule.severity === 'off' ? { enabled: false } : { level: LEVELS[rule.severity as Severity] },
    properties: { tags: ['billing', rule.id.slice(0, rule.id.indexOf('/'))] },
  };
}

/** Columns are bytes, which are characters under the encoding that the artifacts declare: both regions name the same text. */
function region(location: Location): Json {
  return {
    startLine: location.line,
    startColumn: location.column,
    endLine: location.end?.line ?? location.line,
    endColumn: location.end?.column ?? location.column + location.byteLength,
    byteOffset: location.byteOffset,
    byteLength: location.byteLength,
    ...(location.text !== undefined && { snippet: { text: location.text } }),
  };
}

function physicalLocation(location: Location, file: number, report: Report, options: FormatOptions): Json {
  const index = location.file ?? file;
  return {
    artifactLocation: { uri: uriOf(report.paths[index]!, options.base), index },
    region: region(location),
  };
}

function logicalLocation(finding: Finding): Json {
  const { claim, location, serviceLine } = finding;
  const parts = [
    claim?.interchange && `interchange ${claim.interchange}`,
    claim?.group && `group ${claim.group}`,
    claim?.transaction && `set ${claim.transaction}`,
    claim && `claim ${claim.ordinal}`,
    location.loop && `loop ${location.loop}`,
    serviceLine !== undefined && `line ${serviceLine}`,
    location.element ?? location.segment,
  ].filter(Boolean);
  const name = location.element ?? location.segment;
  return { ...(name && { name }), fullyQualifiedName: parts.join('/') };
}

function result(finding: Finding, occurrence: number, index: number, report: Report, options: FormatOptions): Json {
  const { claim, suppression } = finding;
  const logical = claim || finding.location.segment ? { logicalLocations: [logicalLocation(finding)] } : {};
  return {
    ruleId: finding.rule,
    ruleIndex: index,
    level: LEVELS[finding.severity],
    message: { text: fullMessage(finding, report) },
    locations: [{ physicalLocation: physicalLocation(finding.location, finding.file, report, options), ...logical }],
    ...(finding.related && {
      relatedLocations: finding.related.map((location, i) => ({
        id: i + 1,
        physicalLocation: physicalLocation(location, finding.file, report, options),
      })),
    }),
    partialFingerprints: {
      // Without this, tools hash the text of the line, and a file without line breaks would have only one alert.
      primaryLocationLineHash: `${finding.fingerprint.slice(0, 16)}:${occurrence}`,
      'xolintFinding/v1': finding.fingerprint,
    },
    // If one result has the property, all need it: absent means "unknown" (§3.27.23).
    ...(report.suppressed.length > 0 && {
      suppressions:
        suppression && !suppression.expired ? [{ kind: 'external', status: 'accepted', justification: suppression.reason }] : [],
    }),
    ...(claim && {
      properties: {
        claim: claim.ordinal,
        ...(claim.payer && { payer: claim.payer }),
        ...(claim.id && { claimId: revealed(claim.id, report.shown) }),
        ...(claim.dos && { dateOfService: revealed(claim.dos, report.shown) }),
      },
    }),
  };
}

function notifications(file: FileReport, index: number, options: FormatOptions): Json[] {
  const locations = [{ physicalLocation: { artifactLocation: { uri: uriOf(file.path, options.base), index } } }];
  return [
    ...(file.fault
      ? [{ descriptor: { id: `fault/${file.fault.code}` }, level: 'error', message: { text: file.fault.message }, locations }]
      : []),
    ...file.notes.map((note) => ({ descriptor: { id: 'note' }, level: 'note', message: { text: note }, locations })),
  ];
}

function skippedNotification({ path, kind, reason }: SkippedFile, options: FormatOptions): Json {
  return {
    descriptor: { id: `skipped/${kind}` },
    level: 'note',
    message: { text: `Not linted: ${reason}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path, options.base) } } }],
  };
}

function artifact(path: string, file: FileReport | undefined, options: FormatOptions): Json {
  return {
    location: { uri: uriOf(path, options.base) },
    ...(file && !file.fault && { length: file.bytes }),
    // One character a byte, because columns count bytes.
    encoding: 'ISO-8859-1',
  };
}

function* list(items: Iterable<Json>): Generator<string> {
  let first = true;
  for (const item of items) {
    yield `${first ? '' : ','}\n${JSON.stringify(item)}`;
    first = false;
  }
}

function* results(report: Report, rules: ReadonlyMap<string, number>, options: FormatOptions): Generator<Json> {
  for (const { finding, occurrence } of numbered(report, options))
    yield result(finding, occurrence, rules.get(finding.rule)!, report, options);
}

/** SARIF 2.1.0 for code scanning: one run, no clock, one result a line. */
export const sarif: Format = {
  name: 'sarif',
  *end(report, options) {
    const rules = [...report.rules.values()];
    const indexes = new Map(rules.map((rule, i) => [rule.id, i]));
    const invocation = {
      executionSuccessful: report.files.every((file) => !file.fault),
      toolExecutionNotifications: [
        ...report.files.flatMap((file, i) => notifications(file, i, options)),
        ...report.skipped.map((file) => skippedNotification(file, options)),
      ],
    };
    const properties = {
      summary: summaryOf(report),
      notChecked: report.notChecked.map(notCheckedRecord),
      ...(report.shown.length > 0 && { shown: report.shown }),
    };
    yield `{"$schema":${JSON.stringify(SCHEMA)},\n"version":"2.1.0",\n"runs":[{"tool":{"driver":{"name":"xolint",`;
    yield `"version":${JSON.stringify(report.version)},"semanticVersion":${JSON.stringify(report.version)},"rules":[`;
    yield* list(rules.map(reportingDescriptor));
    yield ']}},\n"artifacts":[';
    yield* list(report.paths.map((path, i) => artifact(path, report.files[i], options)));
    yield `],\n"columnKind":"utf16CodeUnits",\n"invocations":[${JSON.stringify(invocation)}],\n"results":[`;
    yield* list(results(report, indexes, options));
    yield `],\n"properties":${JSON.stringify(properties)}}]}\n`;
  },
};
