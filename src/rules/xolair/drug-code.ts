import { type Biosimilar, isNamedIn } from '../../codes/drugs/facts.ts';
import { drugCodeKind, isUnlistedDrug } from '../../codes/procedures.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { codeText, from, PROCEDURE } from '../words.ts';
import { productOf } from './support/products.ts';

/**
 * Used for a drug without a biosimilar: it matches no NDC and no description, so the messages about biosimilars are never
 * reported.
 */
const NO_BIOSIMILAR: Biosimilar = {
  name: 'of the drug',
  substance: 'of the drug',
  code: 'a code of its own',
  labeler: { code: 'none', name: 'unknown' },
  names: /(?!)/,
};

export default drugRule((drug) => {
  const other = drug.biosimilar ?? NO_BIOSIMILAR;
  return defineRule({
    id: `${drug.id}/drug-code`,
    severity: 'error',
    docs: {
      what: `${drug.name} is billed with ${drug.code} and nothing else, and ${drug.code} is billed for ${drug.name} and nothing else.`,
      why: `A drug that has a code of its own is denied under an unlisted one. A line whose NDC contradicts its code is denied, whichever of the two is right.${
        drug.biosimilar ? ` The biosimilar ${other.name} (${other.substance}) has a code of its own too, ${other.code}.` : ''
      }`,
      fix: `Bill ${drug.name} with ${drug.code}, 1 unit for each ${drug.mgPerUnit} mg, or correct the NDC.`,
      source: `HCPCS Level II, ${drug.code}; ${drug.sources.coverage}; openFDA NDC directory, labeler ${drug.labeler.code}`,
    },
    claimStatus: [
      { category: 'A8', code: '218' },
      { category: 'A8', code: '507' },
    ],
    messages: {
      ndc: `NDC {ndc} is {product}, whose code is ${drug.code}, but the line bills {code}`,
      biosimilarNdc: {
        text: `NDC {ndc} is of labeler ${other.labeler.code}, ${other.labeler.name}: the biosimilar ${other.name}, whose code is ${other.code}, but the line bills ${drug.code}`,
        fix: `Bill the biosimilar ${other.name} with ${other.code}, or correct the NDC if ${drug.name} was given.`,
      },
      description: `The description names ${drug.name}, whose code is ${drug.code}, but the line bills {code}, a code for drugs without one of their own`,
      biosimilar: {
        text: `The line bills {code}, a code for drugs without one of their own, but the biosimilar ${other.substance} has one: ${other.code}`,
        fix: `Bill the biosimilar ${other.substance} with ${other.code}.`,
      },
    },
    words: ['product'],
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // Another drug of the visit, with its own NDC.
        officeClaim([
          XOLAIR,
          INJECTION,
          'SV1*HC:J3420*20*UN*1***1~LIN**N4*00517003125~CTP****1*ML',
          'SV1*HC:96372:59*60*UN*1***1',
        ]),
        // The practice gives a drug that the pharmacy bills, and names it in the description.
        officeClaim(['SV1*HC:96372:::::XOLAIR 300 MG*60*UN*1***1~LIN**N4*50242022701~CTP****2*ML']),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:J3590*2500*UN*1***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
          message: 'ndc',
          at: 'SV101-2',
        },
        {
          text: officeClaim(['SV1*HC:Q5154:JZ*2500*UN*60***1~LIN**N4*50242022701~CTP****2*ML', INJECTION]),
          message: 'ndc',
          at: 'SV101-2',
        },
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*72606005401~CTP****2*ML', INJECTION]),
          message: 'biosimilarNdc',
          at: 'LIN03',
        },
        { text: officeClaim(['SV1*HC:J3490:::::XOLAIR 300 MG*2500*UN*1***1', INJECTION]), message: 'description', at: 'SV101-2' },
        {
          text: officeClaim(['SV1*HC:J3590:::::OMALIZUMAB-IGEC 300 MG*2500*UN*1***1', INJECTION]),
          message: 'biosimilar',
          at: 'SV101-2',
        },
      ],
    },
    line(line, report) {
      const { procedure, drug: given } = line;
      if (line.bills(drug)) {
        if (given?.ndc.startsWith(other.labeler.code))
          report('biosimilarNdc', given.lin.at(3), from(given.lin, { ndc: given.ndc }));
        return;
      }
      const product = productOf(given, drug);
      if (given !== undefined && product !== undefined) {
        // The NDC on an injection names the drug that was injected, but does not bill it. Only a drug code does.
        if (drugCodeKind(procedure) === 'none') return;
        report('ndc', line.at('procedure'), {
          ...from(given.lin, { ndc: given.ndc }),
          product: product.name,
          ...from(line.service, { code: PROCEDURE.test(procedure) ? procedure : codeText(procedure, PROCEDURE) }),
        });
        return;
      }
      if (!isUnlistedDrug(procedure)) return;
      const description = line.description.value;
      if (!isNamedIn(description, drug)) return;
      const isBiosimilar = other.names.test(description) || given?.ndc.startsWith(other.labeler.code);
      report(isBiosimilar ? 'biosimilar' : 'description', line.at('procedure'), from(line.service, { code: procedure }));
    },
  });
});
