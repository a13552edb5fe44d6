import type { ClaimType } from '../model/claim.ts';
import type { CodeSet, CodeSetId, Tables } from '../model/tables.ts';
import { codeSetOf, type LoadedCodeSet } from './code-list.ts';
import { CODE_SETS } from './code-sets.ts';
import type { DrugFacts, ProductFacts } from './drugs/facts.ts';
import { CONFIG_DRUG, CONFIG_DRUGS, DRUGS } from './drugs/index.ts';
import { type AddedIndication, indicationTable } from './indications.ts';
import { productsOf, productTable } from './products.ts';

/** The open lists of a run. Both types have the same object where a list is for both. */
export type LoadedCodeSets = Readonly<Partial<Record<CodeSetId, Readonly<Partial<Record<ClaimType, LoadedCodeSet>>>>>>;

/** What a config adds to the tables: presentations and diagnoses of `CONFIG_DRUGS`, and open lists. */
export interface TableAdditions {
  readonly products?: readonly ProductFacts[];
  readonly indications?: readonly AddedIndication[];
  readonly codeSets?: LoadedCodeSets;
}

/** The lists, each made ready when it is first asked for. */
function codeSetsOf(loaded: LoadedCodeSets): Pick<Tables, 'hasCodeSets' | 'codeSet'> {
  const ready = new Map<LoadedCodeSet, CodeSet>();
  return {
    hasCodeSets: Object.keys(loaded).length > 0,
    codeSet(id, type) {
      const set = loaded[id]?.[type];
      if (!set) return undefined;
      const known = ready.get(set) ?? codeSetOf(set.rows, CODE_SETS[id]);
      ready.set(set, known);
      return known;
    },
  };
}

/** The drug that an added presentation is of: that of its labeler, else the first. */
function markedBy({ ndc9 }: ProductFacts): DrugFacts {
  return CONFIG_DRUGS.find(({ labeler }) => ndc9.startsWith(labeler.code)) ?? CONFIG_DRUG;
}

/** The tables of a run. Made once for each run, so that two runs in one process do not see each other's additions. */
export function makeTables(
  { products = [], indications = [], codeSets = {} }: TableAdditions = {},
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
    ...codeSetsOf(codeSets),
  };
}
