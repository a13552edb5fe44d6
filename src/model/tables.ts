import type { PayerClass } from './payer.ts';

/** A presentation of a drug, by the first nine digits of its eleven-digit NDC. */
export interface Product {
  /** Id of the drug, such as `xolair`. */
  readonly drug: string;
  /** Labeler and product of the 11-digit NDC. */
  readonly ndc9: string;
  readonly name: string;
  /** Milligrams in one container. */
  readonly mg: number;
  /** Milligrams in one millilitre, as the label has it (vial: after reconstitution). */
  readonly mgPerMl: number;
  /** The unit that payers' crosswalks bill it in (CTP05-1). */
  readonly unit: 'ML' | 'UN';
  /** Package codes that are listed; others of the product are a warning. */
  readonly packages: readonly string[];
  /** First day on which it was on the market, yyyymmdd; absent where it does not matter any more. */
  readonly marketedFrom?: number;
}

/** How often a drug is given. */
export interface DoseInterval {
  /** Doses closer than this many days are too close. */
  readonly leastDays: number;
  /** How often it is given according to the label, as in "is given every 2 or 4 weeks". */
  readonly words: string;
}

/** What a drug is labelled for. */
export interface Indication {
  readonly name: string;
  /** Youngest age on the label, in years. */
  readonly minimumAge: number;
  /** Highest labelled dose of one administration, in milligrams. */
  readonly maxMg: number;
  /** If it differs from that of the drug. */
  readonly interval?: DoseInterval;
}

/** Some classes of payers, or all of them. */
export type PayerClassesOrAll = 'everywhere' | readonly PayerClass[];

/** A code that a payer may accept for a drug. */
export interface CoveredCode {
  /** Absent for uses that are on no label. */
  readonly indication: Indication | undefined;
  /** Payer classes of which only some payers accept it. */
  readonly disputed: PayerClassesOrAll | undefined;
  /** What to know about a disputed code; '' for nothing. */
  readonly note: string;
  /** First and last day on which it is valid, yyyymmdd. */
  readonly from: number;
  readonly to: number;
}

/** Open lists of codes, which a config loads: xolint has none of them. */
export type CodeSetId = 'icd10cm' | 'hcpcs' | 'taxonomy' | 'carc' | 'rarc' | 'ndc' | 'mue';

/** First and last day, yyyymmdd. */
export interface CodeSpan {
  readonly from: number;
  readonly to: number;
}

/** How many units of a code are allowed. */
export interface UnitLimit {
  readonly units: number;
  /** On each line, or else on all lines of a day together. */
  readonly isPerLine: boolean;
}

/** One open list. Codes are given upper case, without decimal point or hyphens. */
export interface CodeSet {
  /** Whether the list can be asked for a code: not where it leaves out all codes of its kind, as the HCPCS file does CPT. */
  covers(code: string): boolean;
  /**
   * Undefined where a code is valid on some day of a span. Else its last day before the span (`from`) and its first day after it (`to`), as
   * far as there are any; a code that is not in the list has neither.
   */
  gap(code: string, span: CodeSpan): Partial<CodeSpan> | undefined;
  /** How many units of a code are allowed on a day. */
  limit(code: string, day: number): UnitLimit | undefined;
}

/** Reference data of a run: the built-in tables and what a config adds to them. */
export interface Tables {
  /** Whether a HCPCS code is that of a drug that has rules of its own. */
  isDrugCode(code: string): boolean;
  /** The presentation that an 11-digit NDC names, by its first nine digits, of whichever drug. */
  product(ndc: string): Product | undefined;
  /**
   * What payers may accept a diagnosis for on a day, for a drug given by its id. `code` upper case without decimal point, `date`
   * yyyymmdd; where the day is not known, a code of any time counts. Undefined when it is not an indication of the drug.
   */
  coveredCode(drug: string, code: string, date: number | undefined): CoveredCode | undefined;
  /** Whether the config has loaded open lists. */
  readonly hasCodeSets: boolean;
  /** An open list for claims of a type; undefined where the config has loaded none. */
  codeSet(id: CodeSetId, type: '837P' | '837I'): CodeSet | undefined;
}
