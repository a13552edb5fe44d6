import { defineRule } from '../rule.ts';
import { dollars, from } from '../words.ts';
import { ClaimLog } from './support/claim-log.ts';

/** Two visits of one day, the second by another doctor, in another place, or of another member of the family. */
const OF_TWO_DOCTORS = (second: string) =>
  `CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*82*1*TESTER*DOC****XX*1987654328~LX*1~SV1*HC:99213*150*UN*1***1~DTP*472*D8*20261005~CLM*A2*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~${second}LX*1~SV1*HC:99213*150*UN*1***1~DTP*472*D8*20261005~`;
const MEMBER = (hl: string, name: string, claim: string) =>
  `HL*${hl}*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*${name}****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*U~NM1*PR*2*PAYER ONE*****PI*60054~${claim}`;
const PROVIDER = 'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~';
const VISIT = '~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~DTP*472*D8*20261005~';

export default defineRule({
  id: 'claim/duplicate',
  severity: 'error',
  docs: {
    what: 'No two original claims of a run, in one file or in several, have the same payer, patient (member id, birth date and first name), billing and rendering provider, place, dates, procedures with units, and charge.',
    why: 'The payer denies the second as a duplicate, or pays it and asks for the money back.',
    fix: 'Send the claim once. If it corrects the other one, send it as a replacement: CLM05-3 = 7 with REF*F8.',
    source: 'Claim adjustment reason code 18 (exact duplicate); CMS Claims Processing Manual, chapter 1, section 120',
  },
  claimStatus: [{ category: 'A3', code: '54' }],
  messages: {
    duplicate:
      'This claim of {charge} repeats an earlier one of this run: the same payer, patient, providers, place, dates, procedures, units and charge',
  },
  examples: {
    good: [
      `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150***11:B:1*Y*A*Y*Y${VISIT.replace('1005', '1006')}`,
      `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150***11:B:7*Y*A*Y*Y~REF*F8*PCC1${VISIT}`,
      `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150***11:B:1*Y*A*Y*Y${VISIT.replace('99213', '99213:76')}`,
      `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150***11:B:1*Y*A*Y*Y${VISIT.replace('UN*1', 'UN*2')}`,
      // Two doctors see the patient on one day.
      OF_TWO_DOCTORS('NM1*82*1*TESTER*OTHER****XX*1245319599~'),
      `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150***22:B:1*Y*A*Y*Y${VISIT}`,
      `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150***11:B:1*Y*A*Y*Y${VISIT.replace('1***1', '1*12**1')}`,
      // Two unlisted drugs, and two strengths of one drug.
      ...[
        ['99213', 'J3490:::::DRUG A', 'J3490:::::DRUG B', ''],
        ['99213', 'J3301', 'J3301', 'LIN**N4*00003029320~CTP****1*ML~'],
      ].map(
        ([code = '', first = '', second = '', drug = '']) =>
          `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT.replace(code, first)}${drug}CLM*A2*150***11:B:1*Y*A*Y*Y${VISIT.replace(code, second)}${drug.replace('29320', '29305')}`,
      ),
      // Twins under the member id of the family.
      `${PROVIDER}${MEMBER('2', 'ALEX', `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}`)}${MEMBER('3', 'JORDAN', `CLM*A2*150***11:B:1*Y*A*Y*Y${VISIT}`)}`,
    ],
    bad: [
      { text: `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150***11:B:1*Y*A*Y*Y${VISIT}`, message: 'duplicate', at: 'CLM' },
      {
        text: `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150.00***11:B:1*Y*A*Y*Y${VISIT.replace('UN*1', 'UN*1.0').replace('J4550', 'J4551')}`,
        message: 'duplicate',
        at: 'CLM',
      },
      { text: OF_TWO_DOCTORS('NM1*82*1*TESTER*DOC****XX*1987654328~'), message: 'duplicate', at: 'CLM' },
    ],
  },
  state: () => new ClaimLog(),
  claim(claim, report, { state, file }) {
    if (claim.frequency !== '1' || claim.lines.length === 0 || claim.memberId.value === '') return;
    const earlier = state.add(claim, file);
    if (earlier) report('duplicate', claim.clm.at(), from(claim.clm, { charge: dollars(claim.charge) }), { related: [earlier] });
  },
});
