import { defineRule } from '../rule.ts';
import { dollars, from } from '../words.ts';
import { ClaimLog } from './support/claim-log.ts';

const VISIT = '~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~DTP*472*D8*20261005~';

export default defineRule({
  id: 'claim/duplicate',
  severity: 'error',
  docs: {
    what: 'No two original claims of a run, in one file or in several, have the same patient (member id and birth date), billing provider, dates, procedures with units, and charge.',
    why: 'The payer denies the second as a duplicate, or pays it and asks for the money back.',
    fix: 'Send the claim once. If it corrects the other one, send it as a replacement: CLM05-3 = 7 with REF*F8.',
    source: 'Claim adjustment reason code 18 (exact duplicate); CMS Claims Processing Manual, chapter 1, section 120',
  },
  claimStatus: [{ category: 'A3', code: '54' }],
  messages: {
    duplicate:
      'This claim of {charge} repeats an earlier one of this run: the same patient, billing NPI, dates, procedures, units and charge',
  },
  examples: {
    good: [
      `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150***11:B:1*Y*A*Y*Y${VISIT.replace('1005', '1006')}`,
      `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150***11:B:7*Y*A*Y*Y~REF*F8*PCC1${VISIT}`,
      `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150***11:B:1*Y*A*Y*Y${VISIT.replace('99213', '99213:76')}`,
      `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150***11:B:1*Y*A*Y*Y${VISIT.replace('UN*1', 'UN*2')}`,
    ],
    bad: [
      { text: `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150***11:B:1*Y*A*Y*Y${VISIT}`, message: 'duplicate', at: 'CLM' },
      {
        text: `CLM*A1*150***11:B:1*Y*A*Y*Y${VISIT}CLM*A2*150.00***11:B:1*Y*A*Y*Y${VISIT.replace('UN*1', 'UN*1.0').replace('J4550', 'J4551')}`,
        message: 'duplicate',
        at: 'CLM',
      },
    ],
  },
  state: () => new ClaimLog(),
  claim(claim, report, { state, file }) {
    if (claim.frequency !== '1' || claim.lines.length === 0 || claim.memberId.value === '') return;
    const earlier = state.add(claim, file);
    if (earlier) report('duplicate', claim.clm.at(), from(claim.clm, { charge: dollars(claim.charge) }), { related: [earlier] });
  },
});
