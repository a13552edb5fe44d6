import { type Format, visible } from './format.ts';
import { fileRecord, findingRecord, notCheckedRecord, skippedRecord, summaryOf, toolRecord } from './records.ts';

function* list(name: string, records: Iterable<unknown>): Generator<string> {
  let first = true;
  yield `,\n"${name}":[`;
  for (const record of records) {
    yield `${first ? '' : ','}\n${JSON.stringify(record)}`;
    first = false;
  }
  yield first ? ']' : '\n]';
}

function* map<T>(items: readonly T[], record: (item: T) => unknown): Generator<unknown> {
  for (const item of items) yield record(item);
}

/** One JSON object; one record a line, so that a difference between two runs can be read. */
export const json: Format = {
  name: 'json',
  *end(report, options) {
    const finding = (item: (typeof report.findings)[number]) => findingRecord(item, report);
    yield `{"schemaVersion":1,\n"tool":${JSON.stringify(toolRecord(report))},\n"summary":${JSON.stringify(summaryOf(report))}`;
    yield* list('files', map(report.files, fileRecord));
    yield* list('findings', map(visible(report.findings, options), finding));
    yield* list('suppressed', map(report.suppressed, finding));
    yield* list('notChecked', map(report.notChecked, notCheckedRecord));
    yield* list('skipped', map(report.skipped, skippedRecord));
    yield '}\n';
  },
};
