import type { Product, Tables } from '../model/tables.ts';
import { type AddedIndication, indicationTable } from './indications.ts';
import { productTable } from './products.ts';

/** What a config adds to the tables. */
export interface TableAdditions {
  readonly products?: readonly Product[];
  readonly indications?: readonly AddedIndication[];
}

/** The tables of a run. Made once for each run, so that two runs in one process do not see each other's additions. */
export function makeTables(added: TableAdditions = {}): Tables {
  return { product: productTable(added.products), coveredCode: indicationTable(added.indications) };
}
