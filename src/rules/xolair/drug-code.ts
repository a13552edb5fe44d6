import type { DrugFacts } from '../../codes/drugs/facts.ts';
import { drugCodeKind, isUnlistedDrug } from '../../codes/procedures.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { codeText, from, listed, PROCEDURE } from '../words.ts';
import { productOf } from './support/products.ts';

/** `the biosimilar Omlyclo`, `the reference product Xolair`. */
function called({ name, biosimilarSubstance }: DrugFacts): string {
  return `${biosimilarSubstance === undefined ? 'the reference product' : 'the biosimilar'} ${name}`;
}

export default drugRule((drug, others) => {
  const { biosimilarSubstance: substance } = drug;
  const otherCodes = listed(others.map((other) => `${called(other)} has ${other.code}`));
  return defineRule({
    id: `${drug.id}/drug-code`,
    severity: 'error',
    docs: {
      what: `${drug.name} is billed with ${drug.code} and nothing else, and ${drug.code} is billed for ${drug.name} and nothing else.`,
      why: `A drug that has a code of its own is denied under an unlisted one. A line whose NDC contradicts its code is denied, whichever of the two is right.${
        otherCodes === '' ? '' : ` ${otherCodes[0]!.toUpperCase()}${otherCodes.slice(1)}.`
      }`,
      fix: `Bill ${drug.name} with ${drug.code}, 1 unit for each ${drug.mgPerUnit} mg, or correct the NDC.`,
      source: `HCPCS Level II, ${drug.code}; ${drug.sources.coverage}; openFDA NDC directory, labeler ${drug.labeler.code}`,
    },
    claimStatus: [
      { category: 'A8', code: '218' },
      { category: 'A8', code: '507' },
    ],
    messages: {
      ndc: {
        text: 'NDC {ndc} is {product}, whose code is {right}, but the line bills {code}',
        fix: `Bill {product} with {right}, 1 unit for each ${drug.mgPerUnit} mg, or correct the NDC.`,
      },
      biosimilarNdc: {
        text: `NDC {ndc} is of labeler {labeler}: {other}, whose code is {right}, but the line bills ${drug.code}`,
        fix: `Bill {other} with {right}, or correct the NDC if ${drug.name} was given.`,
      },
      description: `The description names ${drug.name}, whose code is ${drug.code}, but the line bills {code}, a code for drugs without one of their own`,
      biosimilar: {
        text: 'The line bills {code}, a code for drugs without one of their own, but the biosimilar {substance} has one: {right}',
        fix: 'Bill the biosimilar {substance} with {right}.',
      },
    },
    words: ['product', 'right', 'labeler', 'other', 'substance'],
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        officeClaim(['SV1*HC:Q5154:JZ::::OMALIZUMAB-IGEC 300 MG*2500*UN*60***1~LIN**N4*72606005402~CTP****2*ML', INJECTION]),
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
        {
          text: officeClaim(['SV1*HC:Q5154:JZ*2500*UN*60***1~LIN**N4*50242005121~CTP****2*ML', INJECTION]),
          message: 'biosimilarNdc',
          at: 'LIN03',
        },
        {
          text: officeClaim(['SV1*HC:J3590*2500*UN*1***1~LIN**N4*72606005401~CTP****2*ML', INJECTION]),
          message: 'ndc',
          at: 'SV101-2',
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
      const maker = others.find(({ labeler }) => given?.ndc.startsWith(labeler.code));
      const code = PROCEDURE.test(procedure) ? procedure : codeText(procedure, PROCEDURE);
      const billed = () => from(line.service, { code });
      if (line.bills(drug)) {
        if (given === undefined || maker === undefined) return;
        const ndc = from(given.lin, { ndc: given.ndc });
        const right = maker.code;
        const product = productOf(given, maker);
        // The reference product is the usual one, and so is its code: under its code the NDC is in doubt, otherwise the code is.
        if (product !== undefined && substance !== undefined) {
          report('ndc', line.at('procedure'), { ...ndc, product: product.name, right, ...billed() });
        } else {
          const labeler = `${maker.labeler.code}, ${maker.labeler.name}`;
          report('biosimilarNdc', given.lin.at(3), { ...ndc, labeler, other: called(maker), right });
        }
        return;
      }
      if (!line.isOf(drug) && !line.names(drug)) return;
      const product = productOf(given, drug);
      if (given !== undefined && product !== undefined) {
        // The NDC on an injection names the drug that was injected, but does not bill it. Only a drug code does.
        if (drugCodeKind(procedure) === 'none') return;
        const ndc = from(given.lin, { ndc: given.ndc });
        report('ndc', line.at('procedure'), { ...ndc, product: product.name, right: drug.code, ...billed() });
        return;
      }
      if (!isUnlistedDrug(procedure)) return;
      // The NDC says more than the name: the rule of its drug reports the line.
      if (maker !== undefined && productOf(given, maker) !== undefined) return;
      const biosimilar = maker?.biosimilarSubstance === undefined ? drug : maker;
      if (biosimilar.biosimilarSubstance === undefined) report('description', line.at('procedure'), billed());
      else {
        const data = { substance: biosimilar.biosimilarSubstance, right: biosimilar.code };
        report('biosimilar', line.at('procedure'), { ...billed(), ...data });
      }
    },
  });
});
