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

/** Reference data of a run: the built-in tables and what a config adds to them. */
export interface Tables {
  /** The Xolair presentation that an 11-digit NDC names, by its first nine digits. */
  product(ndc: string): Product | undefined;
}
