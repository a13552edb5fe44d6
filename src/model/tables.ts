import type { PayerClass } from './claim.ts';

/** A presentation of Xolair, by the first nine digits of its eleven-digit NDC. */
export interface Product {
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
}

/** What Xolair is labelled for. */
export interface Indication {
  readonly name: string;
  /** Youngest age on the label, in years. */
  readonly minimumAge: number;
  /** Highest labelled dose of one administration, in units of 5 mg. */
  readonly maxUnits: number;
}

/** A code that a payer may accept for Xolair. */
export interface CoveredCode {
  /** Absent for uses that are on no label. */
  readonly indication: Indication | undefined;
  /** Classes of payers of which only some accept it. */
  readonly disputed: 'everywhere' | readonly PayerClass[] | undefined;
  /** What to know about a disputed code; '' for nothing. */
  readonly note: string;
  /** First and last day on which it is valid, yyyymmdd. */
  readonly from: number;
  readonly to: number;
}

/** Reference data of a run: the built-in tables and what a config adds to them. */
export interface Tables {
  /** The Xolair presentation that an 11-digit NDC names, by its first nine digits. */
  product(ndc: string): Product | undefined;
  /**
   * What payers may accept a diagnosis for on a day. `code` upper case without decimal point, `date` yyyymmdd; where the day is
   * not known, a code of any time counts. Undefined when it is no indication of Xolair.
   */
  coveredCode(code: string, date: number | undefined): CoveredCode | undefined;
}
