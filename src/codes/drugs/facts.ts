import type { DrugIdentity } from '../../model/claim.ts';
import type { DoseInterval, Indication, PayerClassesOrAll, Product } from '../../model/tables.ts';

/**
 * Everything that xolint knows about one drug that a practice injects (96372) and bills with its own HCPCS code. The rules in
 * `src/rules/xolair` take all their numbers, codes and names from here: another drug is one more object of this type in a group of
 * `DRUG_GROUPS`, each fact with its source and the day on which it was read.
 */
export interface DrugFacts extends DrugIdentity {
  /** Brand name, as messages and documentation write it. */
  readonly name: string;
  /** Milligrams of one HCPCS unit. */
  readonly mgPerUnit: number;
  readonly labeler: Labeler;
  /** The products on the market, one row for each product code of the NDC. A config may add presentations. */
  readonly products: readonly ProductFacts[];
  /** The labeler has, or will have, products of the drug that are not listed: its other NDCs are a warning only. */
  readonly hasMoreProducts?: true;
  /** Every container holds this many milligrams or a multiple of it, so the total opened is a multiple of it too. */
  readonly containerStepMg: number;
  /** The most containers that one visit needs. This number of units or fewer is never a dose: somebody counted containers. */
  readonly maxContainers: number;
  /** Presentations whose minimum age on the label differs from that of the drug. */
  readonly autoinjector?: Autoinjector;
  /** Labelled doses of one administration in milligrams, in ascending order. The last one is the highest. */
  readonly dosesMg: readonly number[];
  readonly interval: DoseInterval;
  /** What the drug is labelled for, by the key that `diagnoses` and a config use. */
  readonly indications: Readonly<Record<string, Indication>>;
  /** ICD-10-CM codes that payers cover the drug for, or that some of them do. */
  readonly diagnoses: readonly DiagnosisFacts[];
  /** Codes without decimal point that every payer denies for this drug, and what they mean. */
  readonly deniedDiagnoses: Readonly<Record<string, string>>;
  /** Set for a biosimilar: the name of its substance, with the suffix that tells it from the reference product. */
  readonly biosimilarSubstance?: string;
  /** Labelers of other drugs whose NDCs occur on lines of this one: five digits, and the name. */
  readonly otherLabelers: Readonly<Record<string, string>>;
  readonly price: DrugPrice;
  /** Publications that the documentation of rules cites. */
  readonly sources: DrugSources;
}

/** A presentation as the facts of its drug list it. */
export type ProductFacts = Omit<Product, 'drug'>;

/** Who markets a drug. */
export interface Labeler {
  /** The first five digits of the 11-digit NDC. */
  readonly code: string;
  readonly name: string;
}

export interface Autoinjector {
  /** Package code, the last two digits of the NDC, of autoinjectors of every strength. */
  readonly package: string;
  /** Youngest age on the label, in years. */
  readonly minimumAge: number;
}

/** ICD-10-CM codes that share the same facts. */
export interface DiagnosisFacts {
  /**
   * Separated by spaces, without decimal point; a code that ends in `-` means all codes of seven characters that begin with it.
   */
  readonly codes: string;
  /** Key of an indication; absent for uses that are on no label. */
  readonly indication?: string;
  /** Payer classes in which only some payers cover the code; absent if all payers cover it. */
  readonly disputed?: PayerClassesOrAll;
  /** What to know about a disputed code. */
  readonly note?: string;
  /** First and last day on which the code is valid, yyyymmdd. */
  readonly from?: number;
  readonly to?: number;
}

export interface DrugPrice {
  /** Charge in dollars for one unit below which `charge-per-unit` reports a line, unless the option says otherwise. */
  readonly leastCharge: number;
  readonly source: string;
}

export interface DrugSources {
  /** A coverage article that lists the diagnoses. */
  readonly coverage: string;
  /** An article about how the administration is billed. */
  readonly administration: string;
  /** A billing guide of the manufacturer. */
  readonly billing: string;
}

/** Highest labelled dose of one administration, in milligrams. */
export function maxDoseMg(drug: DrugFacts): number {
  return drug.dosesMg.at(-1) ?? 0;
}

/** Highest labelled dose of one administration, in HCPCS units. */
export function maxDoseUnits(drug: DrugFacts): number {
  return maxDoseMg(drug) / drug.mgPerUnit;
}

/** The milligrams that containers hold, in ascending order. */
export function containerSizes(drug: DrugFacts): readonly number[] {
  return [...new Set(drug.products.map(({ mg }) => mg))].sort((a, b) => a - b);
}

/** Whether a text, such as the description of a line, names a drug. */
export function isNamedIn(text: string, { names, notNames = [] }: DrugIdentity): boolean {
  if (text === '') return false;
  const upper = text.toUpperCase();
  const isIn = (name: string) => upper.includes(name);
  return names.some(isIn) && !notNames.some(isIn);
}

/** An NDC as labels print it: the leading zero of the product left out, `50242-214-03`. */
export function printedNdc(ndc: string): string {
  return [ndc.slice(0, 5), ndc.slice(5, 9).replace(/^0/, ''), ndc.slice(9)].filter(Boolean).join('-');
}
