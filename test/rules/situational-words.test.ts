import { expect, test } from 'vitest';
import { wordsOf } from '../support/located.ts';

const claim = (head: string, line: string, more = '') =>
  `${head}~HI*ABK:J4550~LX*1~SV1*HC:${line}*UN*1***1~DTP*472*D8*20261005~${more}`;

test.each([
  ['an accident', claim('CLM*A1*100***11:B:1*Y*A*Y*Y**EM:OA', '99213*100'), 'CLM11 gives an accident as the cause (OA)'],
  ['a car accident', claim('CLM*A1*100***11:B:1*Y*A*Y*Y**AA:::CO', '99213*100'), 'CLM11 gives an accident as the cause (AA)'],
  ['a visit to an inpatient', claim('CLM*A1*100***21:B:1*Y*A*Y*Y', '99232*100'), 'Procedure 99232 at place of service 21'],
  [
    'a line that names the provider of the claim',
    claim('CLM*A1*100***11:B:1*Y*A*Y*Y', '99213*100', 'NM1*82*1*TESTER*DOC****XX*1987654328~').replace(
      'LX*1',
      'NM1*82*1*TESTER*DOC****XX*1987654328~LX*1',
    ),
    '2420A of 1 line names NPI 1987654328',
  ],
  [
    'a bill of an inpatient',
    'CLM*A1*100***11:A:1**A*Y*Y~DTP*096*TM*1100~DTP*434*RD8*20261001-20261005~CL1*3*1*01~HI*ABK:J4550~HI*ABJ:J4551~LX*1~SV2*0250**100*UN*1~',
    'Bill type 11x is inpatient',
  ],
])('%s is told with what shows it', async (_, text, words) => {
  expect(await wordsOf(text)).toEqual([expect.stringContaining(words)]);
});

const PROVIDER = 'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*80202~REF*EI*841234567~';
const SUBSCRIBER =
  'NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~';

test('a ZIP code is told with whose it is', async () => {
  const visit = claim('CLM*A1*100***11:B:1*Y*A*Y*Y', '99213*100');
  expect(await wordsOf(`${PROVIDER}HL*2*1*22*0~SBR*P*18*******CI~${SUBSCRIBER}${visit}`)).toEqual([
    expect.stringContaining('N403 of the billing provider is'),
  ]);
  const facility = visit.replace('LX*1', 'NM1*77*2*CLINIC~N3*1 MAIN ST~N4*DENVER*CO*80202~LX*1');
  expect(await wordsOf(facility)).toEqual([expect.stringContaining('N403 of the service facility is')]);
});

test('an acute condition is told with its code', async () => {
  const spine = claim('CLM*A1*100***11:B:1*Y*A*Y*Y~CR2********A', '98941:AT*100').replace('J4550', 'M9901');
  expect(await wordsOf(`SBR*P*18*******MB~${spine}`)).toEqual([expect.stringContaining('CR208 is A (acute)')]);
});
