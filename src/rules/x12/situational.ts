import { defineRule } from '../rule.ts';
import { badOf, goodOf, messagesOf } from '../support/rows.ts';
import { SituationJudge } from './support/situations/judge.ts';
import { SITUATIONS } from './support/situations/table.ts';

const JUDGE = new SituationJudge(SITUATIONS);

/** An address in the United States, to be left without its state or ZIP code. */
const ADDRESS = (n4: string) =>
  `HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~${n4}~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~`;

export default defineRule({
  id: 'x12/situational',
  severity: 'error',
  docs: {
    what: 'Where the file itself shows a situation for which the guide has a demand of its own, the demand is met: an accident has its date, the patient his address. Each message is one situation.',
    why: 'Receivers reject a claim that lacks what its own codes call for; repeated data is ignored at best.',
    fix: 'Add what is missing, or correct the code that requires it.',
    source: '005010X222A1 and 005010X223A2, situational notes of the loops and elements that each message names',
  },
  ack: { segment: 'I6' },
  messages: {
    ...messagesOf(SITUATIONS),
    // Found by the structure, from the syntax notes of N4.
    address: {
      text: '{missing} must not be empty if N404 names no other country: an address in the United States needs a state and a ZIP code',
      fix: 'Fill in what is missing, or name the country in N404.',
      ack: { element: 'I9' },
      source: '005010X222A1 and 005010X223A2, N402 and N403 of every address',
    },
  },
  words: ['missing', 'party', 'cause', 'lines'],
  examples: {
    good: [
      ...goodOf(SITUATIONS),
      // Other countries have no states.
      ADDRESS('N4*PARIS***FR'),
    ],
    bad: [
      ...badOf(SITUATIONS),
      { text: ADDRESS('N4*DENVER*CO'), message: 'address', at: 'N403' },
      { text: ADDRESS('N4*PARIS'), message: 'address', at: 'N402' },
    ],
  },
  level(level, report) {
    JUDGE.judge('level', level, report);
  },
  levels(levels, report) {
    JUDGE.judge('firstClaim', levels, report);
  },
  claim(claim, report) {
    if (claim.isCompared) JUDGE.judge('claim', claim, report);
  },
});
