import type { DrugFacts } from './facts.ts';

const REACTION = 'it codes the reaction; payers list the allergy (Z91.01-)';
const OFF_LABEL = 'the use is on no label';

/** Xolair (omalizumab), Genentech. All facts were read in 2026-10 and checked in 2026-11. */
export const XOLAIR = {
  id: 'xolair',
  name: 'Xolair',
  names: ['XOLAIR', 'OMALIZUMAB'],
  // Omalizumab-igec is the biosimilar.
  notNames: ['OMLYCLO', 'IGEC'],
  // HCPCS Level II, code set of 2026: omalizumab, 5 mg.
  code: 'J2357',
  mgPerUnit: 5,

  labeler: { code: '50242', name: 'Genentech' },
  // Packages: DailyMed and openFDA NDC directory, read 2026-10; strengths and volumes: the label.
  // Vial 150 mg in 1.2 mL (125 mg/mL) after reconstitution, billed by the vial; syringes and autoinjectors 150 mg/mL, by volume.
  products: [
    { ndc9: '502420040', name: 'Xolair vial 150 mg', mg: 150, mgPerMl: 125, unit: 'UN', packages: ['62', '86'] },
    {
      ndc9: '502420214',
      name: 'Xolair 75 mg/0.5 mL',
      mg: 75,
      mgPerMl: 150,
      unit: 'ML',
      packages: ['01', '03', '55', '83', '86', '99'],
    },
    {
      ndc9: '502420215',
      name: 'Xolair 150 mg/1 mL',
      mg: 150,
      mgPerMl: 150,
      unit: 'ML',
      packages: ['01', '03', '55', '83', '86', '99'],
    },
    { ndc9: '502420227', name: 'Xolair 300 mg/2 mL', mg: 300, mgPerMl: 150, unit: 'ML', packages: ['01', '55', '86', '99'] },
  ],
  // Prescribing information, section 16.
  containerStepMg: 75,
  // The highest dose, 600 mg, from vials or syringes of 150 mg.
  maxContainers: 4,
  // Package code: Genentech's NDC listing, 2023-08. Age: prescribing information, section 2.
  autoinjector: { package: '55', minimumAge: 12 },

  // Prescribing information, section 2.
  dosesMg: [75, 150, 225, 300, 375, 450, 525, 600],
  interval: { leastDays: 14, words: 'every 2 or 4 weeks' },

  // Prescribing information, sections 1 and 2 (revision of 2024-02: food allergy from 1 year).
  indications: {
    asthma: { name: 'asthma', minimumAge: 6, maxMg: 375 },
    polyps: { name: 'nasal polyps', minimumAge: 18, maxMg: 600 },
    urticaria: {
      name: 'chronic spontaneous urticaria',
      minimumAge: 12,
      maxMg: 300,
      interval: { leastDays: 28, words: 'every 4 weeks' },
    },
    foodAllergy: { name: 'IgE-mediated food allergy', minimumAge: 1, maxMg: 600 },
  },

  // CMS article A52448 (NGS, LCD L33394, revision of 2025-10-01) for J45.4-, J45.5-, J33.0 and L50.1; the prescribing information
  // for the other polyps and food allergy; ICD-10-CM of fiscal years 2025 and 2026 for the dates.
  diagnoses: [
    { indication: 'asthma', codes: 'J4540 J4541 J4542 J4550 J4551 J4552' },
    { indication: 'polyps', codes: 'J330' },
    {
      indication: 'polyps',
      codes: 'J339',
      disputed: ['medicare'],
      note: 'of the polyp codes, Medicare articles list J33.0 only',
    },
    {
      indication: 'polyps',
      codes: 'J331 J338',
      disputed: 'everywhere',
      note: 'most policies list J33.0 and J33.9 only',
    },
    { indication: 'urticaria', codes: 'L501' },
    {
      indication: 'urticaria',
      codes: 'L508 L509',
      disputed: 'everywhere',
      note: 'the label says chronic spontaneous urticaria (L50.1)',
    },
    { indication: 'foodAllergy', codes: 'Z91010 Z91013 Z91014 Z91018' },
    { indication: 'foodAllergy', codes: 'Z91011 Z91012', to: 20250930 },
    { indication: 'foodAllergy', codes: 'Z910110 Z910111 Z910112 Z910120 Z910121 Z910122', from: 20251001 },
    { indication: 'foodAllergy', codes: 'T780- T781-', disputed: 'everywhere', note: REACTION },
    { codes: 'Z9102', disputed: 'everywhere', note: 'an allergy to food additives is not the labelled food allergy' },
    { codes: 'D4701 D4702 B4481 L502 L503 L504 L505 L506', disputed: 'everywhere', note: OFF_LABEL },
    { codes: 'L298', disputed: 'everywhere', note: OFF_LABEL, to: 20240930 },
    { codes: 'L2981 L2989', disputed: 'everywhere', note: OFF_LABEL, from: 20241001 },
  ],
  // Xolair coding guides name both as the usual mistakes: neither is an indication of the prescribing information.
  deniedDiagnoses: { R062: 'wheezing', J301: 'allergic rhinitis' },

  // openFDA NDC directory, read 2026-10.
  otherLabelers: { '00002': 'Eli Lilly' },

  price: { leastCharge: 10, source: 'CMS ASP pricing file, second quarter of 2026: $41.823 for 5 mg' },

  sources: {
    coverage: 'CMS article A52448 (revision of 2025-10-01)',
    administration: 'CMS article A58620 (NGS, 2021-05-01)',
    billing: 'Genentech Access Solutions, Xolair billing and coding',
  },
} as const satisfies DrugFacts;
