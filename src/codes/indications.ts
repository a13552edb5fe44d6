import type { PayerClass } from '../model/payer.ts';
import type { CoveredCode } from '../model/tables.ts';
import type { DrugFacts } from './drugs/facts.ts';
import { DRUGS } from './drugs/index.ts';

const FIRST_DAY = 0;
const LAST_DAY = 99999999;

/** The diagnoses of a drug: whole codes, and families (the beginnings of longer codes). */
class CodeTable {
  readonly codes = new Map<string, CoveredCode>();
  readonly families = new Map<string, CoveredCode>();

  constructor({ indications, diagnoses }: DrugFacts) {
    for (const { codes, indication, disputed, note = '', from = FIRST_DAY, to = LAST_DAY } of diagnoses) {
      const row = { indication: indication === undefined ? undefined : indications[indication], disputed, note, from, to };
      for (const text of codes.split(' ')) {
        if (text.endsWith('-')) this.families.set(text.slice(0, -1), row);
        else this.codes.set(text, row);
      }
    }
  }
}

/** The diagnoses of all drugs: when each code is valid. */
const known = new Map<string, CoveredCode>();
const families = new Map<string, CoveredCode>();
/** Headings (beginnings of codes that cannot be billed themselves), with the days on which a longer code is valid. */
const headers = new Map<string, { from: number; to: number }>();
for (const drug of DRUGS) {
  const table = new CodeTable(drug);
  for (const [code, row] of table.codes) {
    known.set(code, row);
    addHeaders(code, code.length, row);
  }
  for (const [code, row] of table.families) {
    families.set(code, row);
    addHeaders(code, code.length + 1, row);
  }
}

function addHeaders(code: string, end: number, { from, to }: CoveredCode): void {
  for (let length = 3; length < end; length++) {
    const header = headers.get(code.slice(0, length));
    headers.set(code.slice(0, length), { from: Math.min(from, header?.from ?? from), to: Math.max(to, header?.to ?? to) });
  }
}

const FAMILY_LENGTH = 4;
const FULL_LENGTH = 7;

const within = (range: { readonly from: number; readonly to: number }, date: number | undefined) =>
  date === undefined || (date >= range.from && date <= range.to);

/** A diagnosis that a config adds: payers accept it, for a labelled indication or without one. */
export interface AddedIndication {
  /** With or without decimal point. */
  readonly code: string;
  readonly indication?: string | undefined;
  /** First and last day on which it counts, yyyymmdd. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/**
 * A lookup in the diagnoses of a drug and those that a config adds: what payers may accept a code for on a day. Rules use it
 * through `claim.tables`.
 */
export function indicationTable(
  drug: DrugFacts,
  added: readonly AddedIndication[] = [],
): (code: string, date: number | undefined) => CoveredCode | undefined {
  const table = new CodeTable(drug);
  const own = new Map<string, CoveredCode>(
    added.map(({ code, indication, from = FIRST_DAY, to = LAST_DAY }) => [
      code.replace('.', '').toUpperCase(),
      {
        indication: indication === undefined ? undefined : drug.indications[indication],
        disputed: undefined,
        note: '',
        from,
        to,
      },
    ]),
  );
  return (code, date) => {
    const row =
      own.get(code) ??
      table.codes.get(code) ??
      (code.length === FULL_LENGTH ? table.families.get(code.slice(0, FAMILY_LENGTH)) : undefined);
    return row !== undefined && within(row, date) ? row : undefined;
  };
}

/** Whether all payers of a class accept a code. */
export function isUndisputed(code: CoveredCode, payerClass: PayerClass): boolean {
  return code.disputed === undefined || (code.disputed !== 'everywhere' && !code.disputed.includes(payerClass));
}

/** Whether the day matters for a code: it, or a longer code that begins with it, was not always valid. */
export function countsDays(code: string): boolean {
  const row = known.get(code) ?? headers.get(code);
  return row !== undefined && (row.from > FIRST_DAY || row.to < LAST_DAY);
}

/** Why a code of the tables is not valid on a day: it needs more characters, was not valid yet, or is no longer valid. */
export function codeFault(code: string, date: number | undefined): 'header' | 'early' | 'expired' | undefined {
  const row = known.get(code);
  if (row !== undefined) {
    if (date === undefined) return undefined;
    return date < row.from ? 'early' : date > row.to ? 'expired' : undefined;
  }
  if (code.length > FAMILY_LENGTH && code.length < FULL_LENGTH && families.has(code.slice(0, FAMILY_LENGTH))) return 'header';
  const header = headers.get(code);
  return header !== undefined && within(header, date) ? 'header' : undefined;
}
