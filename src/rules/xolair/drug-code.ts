import { drugCodeKind, isUnlistedDrug } from '../../codes/procedures.ts';
import { BIOSIMILAR_LABELER } from '../../codes/products.ts';
import { defineRule } from '../rule.ts';
import { INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';

const NAMES_XOLAIR = /XOLAIR|OMALIZUMAB/i;
const NAMES_BIOSIMILAR = /OMLYCLO|OMALIZUMAB\W?IGEC/i;

export default defineRule({
  id: 'xolair/drug-code',
  severity: 'error',
  docs: {
    what: 'Xolair is billed with J2357 and nothing else, and J2357 is billed for Xolair and nothing else.',
    why: 'A drug that has a code of its own is denied under an unlisted one, and an NDC that contradicts the code is denied whichever of the two is right. The biosimilar Omlyclo (omalizumab-igec) has a code of its own too, Q5154.',
    fix: 'Bill Xolair with J2357, 1 unit for each 5 mg, or correct the NDC.',
    source: 'HCPCS Level II, J2357 and Q5154; CMS article A52448; openFDA NDC directory, labelers 50242 and 72606',
  },
  claimStatus: [
    { category: 'A8', code: '218' },
    { category: 'A8', code: '507' },
  ],
  messages: {
    ndc: 'NDC {ndc} is {product}, whose code is J2357, but the line bills {code}',
    biosimilarNdc: {
      text: 'NDC {ndc} is of labeler 72606, Celltrion: the biosimilar Omlyclo, whose code is Q5154, but the line bills J2357',
      fix: 'Bill Omlyclo with Q5154, or correct the NDC when Xolair was given.',
    },
    description: 'The description names Xolair, whose code is J2357, but the line bills {code}, a code for drugs that have none',
    biosimilar: {
      text: 'The line bills {code}, a code for drugs that have none, but the biosimilar omalizumab-igec has one: Q5154',
      fix: 'Bill omalizumab-igec with Q5154.',
    },
  },
  examples: {
    good: [
      officeClaim([XOLAIR, INJECTION]),
      // Another drug of the visit, with its own NDC.
      officeClaim([XOLAIR, INJECTION, 'SV1*HC:J3420*20*UN*1***1~LIN**N4*00517003125~CTP****1*ML', 'SV1*HC:96372:59*60*UN*1***1']),
      // The practice gives a drug that the pharmacy bills, and says which.
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
    const { procedure, drug } = line;
    if (line.isXolairCode) {
      if (drug?.ndc.startsWith(BIOSIMILAR_LABELER)) report('biosimilarNdc', drug.lin.at(3), { ndc: drug.ndc });
      return;
    }
    if (drug?.product !== undefined) {
      // An NDC on the injection says what was injected; only a drug code bills it.
      if (drugCodeKind(procedure) === 'none') return;
      report('ndc', line.at('procedure'), { ndc: drug.ndc, product: drug.product.name, code: procedure });
      return;
    }
    if (!isUnlistedDrug(procedure)) return;
    const description = line.description.value;
    if (!NAMES_XOLAIR.test(description)) return;
    const isBiosimilar = NAMES_BIOSIMILAR.test(description) || drug?.ndc.startsWith(BIOSIMILAR_LABELER);
    report(isBiosimilar ? 'biosimilar' : 'description', line.at('procedure'), { code: procedure });
  },
});
