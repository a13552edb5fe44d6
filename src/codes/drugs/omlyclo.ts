import type { DrugFacts } from './facts.ts';
import { XOLAIR } from './xolair.ts';

/**
 * Omlyclo (omalizumab-igec), Celltrion: the biosimilar of Xolair, interchangeable with it for the same four indications and in the same
 * doses (FDA approval of 2025-03-07). All facts were read in 2026-10 and checked in 2026-11.
 */
export const OMLYCLO = {
  id: 'omlyclo',
  name: 'Omlyclo',
  names: ['OMLYCLO', 'OMALIZUMAB-IGEC', 'OMALIZUMAB IGEC', 'OMALIZUMABIGEC'],
  biosimilarSubstance: 'omalizumab-igec',
  // HCPCS Level II, code set of 2026: omalizumab-igec, 5 mg.
  code: 'Q5154',
  mgPerUnit: XOLAIR.mgPerUnit,

  labeler: { code: '72606', name: 'Celltrion' },
  // openFDA NDC directory, read 2026-10. The label names a strength of 150 mg and autoinjectors too, whose NDCs were not found.
  products: [
    {
      ndc9: '726060035',
      name: 'Omlyclo 75 mg/0.5 mL',
      mg: 75,
      mgPerMl: 150,
      unit: 'ML',
      packages: ['01'],
      marketedFrom: 20260901,
    },
    {
      ndc9: '726060054',
      name: 'Omlyclo 300 mg/2 mL',
      mg: 300,
      mgPerMl: 150,
      unit: 'ML',
      packages: ['01', '02'],
      marketedFrom: 20261005,
    },
  ],
  hasMoreProducts: true,
  containerStepMg: XOLAIR.containerStepMg,
  maxContainers: XOLAIR.maxContainers,

  dosesMg: XOLAIR.dosesMg,
  interval: XOLAIR.interval,
  indications: XOLAIR.indications,
  // CMS article A52448 lists the same diagnoses for J2357 and Q5154.
  diagnoses: XOLAIR.diagnoses,
  deniedDiagnoses: XOLAIR.deniedDiagnoses,

  otherLabelers: XOLAIR.otherLabelers,

  // No price of Omlyclo was found: a unit is the same 5 mg, and no biosimilar costs a quarter of its reference product.
  price: { leastCharge: XOLAIR.price.leastCharge, source: XOLAIR.price.source },

  sources: {
    coverage: XOLAIR.sources.coverage,
    administration: XOLAIR.sources.administration,
    billing: 'CMS article A52448 (revision of 2025-10-01)',
  },
} as const satisfies DrugFacts;
