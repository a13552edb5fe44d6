import { COLUMN_LAYOUTS, type ColumnLayout, FIXED_LAYOUTS, type FixedLayout } from '../../codes/code-sets.ts';
import { Records } from './records.ts';
import type { FileSpan, RawRow, RowChecker } from './rows.ts';

/** Rows among which the header row is looked for: published files begin with a title or a notice. */
const HEADER_WITHIN = 50;

const SEPARATORS = [',', '\t', ';'];

/** A header as layouts name it. */
const nameOf = (header: string) => header.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The columns of a file by number from 0; -1 for one that it does not have. */
interface Columns {
  readonly code: number;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly per: number;
}

/** The columns that a header row names; undefined if it is none. */
function columnsOf(records: Records): Columns | undefined {
  const names = Array.from({ length: records.count }, (_, i) => nameOf(records.cell(i)));
  const find = (name: string | undefined) => (name === undefined ? -1 : names.indexOf(name));
  const fits = ({ code, limit }: ColumnLayout) =>
    names.includes(code) && (limit === undefined || code === 'code' || names.includes(limit));
  const layout = COLUMN_LAYOUTS.find(fits);
  if (!layout) return undefined;
  const { code, from, to, limit, per } = layout;
  return { code: find(code), from: find(from), to: find(to), limit: find(limit), per: find(per) };
}

/** The records of a text behind its header row. */
function withHeader(text: string): { records: Records; columns: Columns } | undefined {
  for (const separator of SEPARATORS) {
    const records = new Records(text, separator);
    while (records.row < HEADER_WITHIN && records.next()) {
      const columns = columnsOf(records);
      if (columns) return { records, columns };
    }
  }
  return undefined;
}

/** A row that is filled again for each record. */
const emptyRow = (): { -readonly [K in keyof RawRow]: RawRow[K] } => ({ code: '', from: '', to: '', limit: '', per: '' });

function addFixed(text: string, { code: [start, end], only }: FixedLayout, span: FileSpan, checker: RowChecker): void {
  const row = emptyRow();
  let number = 0;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const next = found < 0 ? text.length : found;
    number++;
    if (!only || text[at + only.at] === only.is || next - at <= only.at) {
      row.code = text.slice(at + start, Math.min(at + end, next)).trim();
      checker.add(number, row, span);
    }
    at = next + 1;
  }
}

/** Adds the rows of a text with columns, or of fixed width. False where it is neither. */
export function addText(text: string, span: FileSpan, checker: RowChecker): boolean {
  const fixed = FIXED_LAYOUTS.find(({ like }) => like.test(text));
  if (fixed) {
    addFixed(text, fixed, span, checker);
    return true;
  }
  const found = withHeader(text);
  if (!found) return false;
  const { records, columns } = found;
  const row = emptyRow();
  while (records.next()) {
    row.code = records.cell(columns.code);
    row.from = records.cell(columns.from);
    row.to = records.cell(columns.to);
    row.limit = records.cell(columns.limit);
    row.per = records.cell(columns.per);
    checker.add(records.row, row, span);
  }
  if (records.isOpen) checker.faults.push(`row ${records.row}: a quote is opened and not closed.`);
  return true;
}
