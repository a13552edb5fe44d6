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
}
