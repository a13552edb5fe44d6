import type { PayerClass } from '../model/claim.ts';
import type { CoveredCode, Indication, Tables } from '../model/tables.ts';

/** Xolair prescribing information, sections 1 and 2 (revision of 2024-02: food allergy from 1 year). */
export const INDICATIONS = {
  asthma: { name: 'asthma', minimumAge: 6, maxUnits: 75 },
  polyps: { name: 'nasal polyps', minimumAge: 18, maxUnits: 120 },
  urticaria: { name: 'chronic spontaneous urticaria', minimumAge: 12, maxUnits: 60 },
  foodAllergy: { name: 'IgE-mediated food allergy', minimumAge: 1, maxUnits: 120 },
} as const satisfies Readonly<Record<string, Indication>>;

/** ICD-10-CM codes with what they say about Xolair. */
interface Row {
  /** Without decimal point; a code that ends in `-` stands for all of seven characters that begin so. */
  readonly codes: string;
  /** Absent for uses that are on no label. */
  readonly indication?: Indication;
  /** Classes of payers of which only some accept it; absent where all do. */
  readonly disputed?: 'everywhere' | readonly PayerClass[];
  /** What to know about a disputed code. */
  readonly note?: string;
  /** First and last day on which the code is valid, yyyymmdd. */
  readonly from?: number;
  readonly to?: number;
}

const REACTION = 'it codes the reaction; payers list the allergy (Z91.01-)';
const OFF_LABEL = 'the use is on no label';

/**
 * Diagnoses of Xolair claims. CMS article A52448 (NGS, LCD L33394, revision of 2025-10-01) for J45.4-, J45.5-, J33.0 and L50.1;
 * the prescribing information for the other polyps and food allergy; ICD-10-CM of fiscal years 2025 and 2026 for the dates.
 */
const ROWS: readonly Row[] = [
  { indication: INDICATIONS.asthma, codes: 'J4540 J4541 J4542 J4550 J4551 J4552' },
  { indication: INDICATIONS.polyps, codes: 'J330' },
  {
    indication: INDICATIONS.polyps,
    codes: 'J339',
    disputed: ['medicare'],
    note: 'of the polyp codes, Medicare articles list J33.0 only',
  },
  {
    indication: INDICATIONS.polyps,
    codes: 'J331 J338',
    disputed: 'everywhere',
    note: 'most policies list J33.0 and J33.9 only',
  },
  { indication: INDICATIONS.urticaria, codes: 'L501' },
  {
    indication: INDICATIONS.urticaria,
    codes: 'L508 L509',
    disputed: 'everywhere',
    note: 'the label says chronic spontaneous urticaria (L50.1)',
  },
  { indication: INDICATIONS.foodAllergy, codes: 'Z91010 Z91013 Z91014 Z91018' },
  { indication: INDICATIONS.foodAllergy, codes: 'Z91011 Z91012', to: 20250930 },
  { indication: INDICATIONS.foodAllergy, codes: 'Z910110 Z910111 Z910112 Z910120 Z910121 Z910122', from: 20251001 },
  { indication: INDICATIONS.foodAllergy, codes: 'T780- T781-', disputed: 'everywhere', note: REACTION },
  { codes: 'Z9102', disputed: 'everywhere', note: 'an allergy to food additives is not the labelled food allergy' },
  { codes: 'D4701 D4702 B4481 L502 L503 L504 L505 L506', disputed: 'everywhere', note: OFF_LABEL },
  { codes: 'L298', disputed: 'everywhere', note: OFF_LABEL, to: 20240930 },
  { codes: 'L2981 L2989', disputed: 'everywhere', note: OFF_LABEL, from: 20241001 },
];

/**
 * Diagnoses that a payer denies without asking, and what they say. Xolair coding guides name both as the usual mistakes: neither is
 * an indication of the prescribing information.
 */
export const SURE_DENIALS: ReadonlyMap<string, string> = new Map([
  ['R062', 'wheezing'],
  ['J301', 'allergic rhinitis'],
]);

const FIRST_DAY = 0;
const LAST_DAY = 99999999;

const covered = new Map<string, CoveredCode>();
const families = new Map<string, CoveredCode>();
/** Beginnings of codes that are no codes themselves, with the days on which a longer code exists. */
const headers = new Map<string, { from: number; to: number }>();

for (const row of ROWS) {
  const { from = FIRST_DAY, to = LAST_DAY, indication, disputed, note = '' } = row;
  for (const text of row.codes.split(' ')) {
    const family = text.endsWith('-');
    const code = family ? text.slice(0, -1) : text;
    (family ? families : covered).set(code, { indication, disputed, note, from, to });
    for (let length = 3; length < code.length + (family ? 1 : 0); length++) {
      const known = headers.get(code.slice(0, length));
      headers.set(code.slice(0, length), { from: Math.min(from, known?.from ?? from), to: Math.max(to, known?.to ?? to) });
    }
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
  readonly indication?: keyof typeof INDICATIONS | undefined;
  /** First and last day on which it counts, yyyymmdd. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** A lookup in the table of diagnoses and in those that a config adds. A rule asks `claim.tables`. */
export function indicationTable(added: readonly AddedIndication[] = []): Tables['coveredCode'] {
  const own = new Map<string, CoveredCode>(
    added.map(({ code, indication, from = FIRST_DAY, to = LAST_DAY }) => [
      code.replace('.', '').toUpperCase(),
      { indication: indication && INDICATIONS[indication], disputed: undefined, note: '', from, to },
    ]),
  );
  return (code, date) => {
    const row =
      own.get(code) ??
      covered.get(code) ??
      (code.length === FULL_LENGTH ? families.get(code.slice(0, FAMILY_LENGTH)) : undefined);
    return row !== undefined && within(row, date) ? row : undefined;
  };
}

/** Whether payers of a class accept a code without having said so. */
export function isUndisputed(code: CoveredCode, payerClass: PayerClass): boolean {
  return code.disputed === undefined || (code.disputed !== 'everywhere' && !code.disputed.includes(payerClass));
}

/** Whether it matters on what day a code of the table stands: it, or the codes under it, began or ended on some day. */
export function countsDays(code: string): boolean {
  const row = covered.get(code) ?? headers.get(code);
  return row !== undefined && (row.from > FIRST_DAY || row.to < LAST_DAY);
}

/** Why a code of the table cannot stand on a claim of a day: it needs more characters, was not valid yet, or is no longer. */
export function codeFault(code: string, date: number | undefined): 'header' | 'early' | 'expired' | undefined {
  const row = covered.get(code);
  if (row !== undefined) {
    if (date === undefined) return undefined;
    return date < row.from ? 'early' : date > row.to ? 'expired' : undefined;
  }
  if (code.length > FAMILY_LENGTH && code.length < FULL_LENGTH && families.has(code.slice(0, FAMILY_LENGTH))) return 'header';
  const header = headers.get(code);
  return header !== undefined && within(header, date) ? 'header' : undefined;
}
