import type { Tables } from '../model/tables.ts';
import type { DrugFacts, ProductFacts } from './drugs/facts.ts';
import { CONFIG_DRUG, DRUGS } from './drugs/index.ts';
import { type AddedIndication, indicationTable } from './indications.ts';
import { productsOf, productTable } from './products.ts';

/** What a config adds to the tables: presentations and diagnoses of `CONFIG_DRUG`. */
export interface TableAdditions {
  readonly products?: readonly ProductFacts[];
  readonly indications?: readonly AddedIndication[];
}

/** The tables of a run. Made once for each run, so that two runs in one process do not see each other's additions. */
export function makeTables(
  { products = [], indications = [] }: TableAdditions = {},
  drugs: readonly DrugFacts[] = DRUGS,
): Tables {
  const covered = new Map(drugs.map((drug) => [drug.id, indicationTable(drug, drug.id === CONFIG_DRUG.id ? indications : [])]));
  return {
    product: productTable(drugs, productsOf({ id: CONFIG_DRUG.id, products })),
    coveredCode: (drug, code, date) => covered.get(drug)?.(code, date),
  };
}
