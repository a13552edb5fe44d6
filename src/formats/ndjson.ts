import { type Format, visible } from './format.ts';
import { fileRecord, findingRecord, notCheckedRecord, skippedRecord, summaryOf, toolRecord } from './records.ts';

const record = (type: string, content: Record<string, unknown>) => `${JSON.stringify({ type, ...content })}\n`;

/** One record a line, each file as soon as it is done. */
export const ndjson: Format = {
  name: 'ndjson',
  *begin(run) {
    yield record('run', { schemaVersion: 1, tool: toolRecord(run) });
  },
  *file(file, findings, run, options, suppressed) {
    const { type, ...rest } = fileRecord(file);
    // `type` is the kind of the record here.
    yield record('file', { ...rest, ...(type !== undefined && { fileType: type }) });
    for (const finding of visible(findings, options)) yield record('finding', findingRecord(finding, run));
    for (const finding of visible(suppressed, options)) yield record('suppressed', findingRecord(finding, run));
  },
  *end(report) {
    for (const file of report.skipped) yield record('skipped', skippedRecord(file));
    yield record('end', { summary: summaryOf(report), notChecked: report.notChecked.map(notCheckedRecord) });
  },
};
