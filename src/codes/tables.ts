import type { Tables } from '../model/tables.ts';
import type { DrugFacts, ProductFacts } from './drugs/facts.ts';
import { CONFIG_DRUG, CONFIG_DRUGS, DRUGS } from './drugs/index.ts';
import { type AddedIndication, indicationTable } from './indications.ts';
import { productsOf, productTable } from './products.ts';

/** What a config adds to the tables: presentations and diagnoses of `CONFIG_DRUGS`. */
export interface TableAdditions {
  readonly products?: readonly ProductFacts[];
  readonly indications?: readonly AddedIndication[];
}

/** The drug that an added presentation is of: that of its labeler, else the first. */
function markedBy({ ndc9 }: ProductFacts): DrugFacts {
  return CONFIG_DRUGS.find(({ labeler }) => ndc9.startsWith(labeler.code)) ?? CONFIG_DRUG;
}

/** The tables of a run. Made once for each run, so that two runs in one process do not see each other's additions. */
export function makeTables(
  { products = [], indications = [] }: TableAdditions = {},
  drugs: readonly DrugFacts[] = DRUGS,
): Tables {
  const isOfConfig = ({ id }: DrugFacts) => CONFIG_DRUGS.some((drug) => drug.id === id);
  const covered = new Map(drugs.map((drug) => [drug.id, indicationTable(drug, isOfConfig(drug) ? indications : [])]));
  const codes = new Set(drugs.map(({ code }) => code));
  return {
    isDrugCode: (code) => codes.has(code),
    product: productTable(
      drugs,
      products.flatMap((product) => productsOf({ id: markedBy(product).id, products: [product] })),
    ),
    coveredCode: (drug, code, date) => covered.get(drug)?.(code, date),
  };
}
