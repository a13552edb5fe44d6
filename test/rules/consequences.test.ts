import { describe, expect, test } from 'vitest';
import { CONSEQUENCES, causesFor } from '../../src/rules/consequences.ts';
import { RULES, RULES_BY_ID } from '../../src/rules/index.ts';
import { complete, lintTexts } from '../support/example.ts';

const SUBSCRIBER =
  'SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M1~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~';
const DRUG = 'LX*1~SV1*HC:J2357:JZ*2500*UN*60***1~DTP*472*D8*20261005~LIN**N4*50242022701~CTP****2*ML~';
const INJECTION = 'LX*2~SV1*HC:96372*60*UN*1***1~DTP*472*D8*20261005~';
const CLAIM = `${SUBSCRIBER}CLM*A1*2560***11:B:1*Y*A*Y*Y~REF*G1*AUTH1~HI*ABK:J4550~${DRUG}${INJECTION}`;
const HOSPITAL = 'CLM*A1*100***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:99213*100*UN*1~';

async function found(from: string | RegExp = '', to = '', claim = CLAIM): Promise<string[]> {
  const changed = claim.replace(from, to);
  if (from !== '') expect(changed).not.toBe(claim);
  const { findings } = await lintTexts([complete(changed)]);
  return findings.map(({ rule, messageId, location }) => `${rule} ${messageId} ${location.element ?? location.segment}`);
}

test('the claim has no fault', async () => {
  expect(await found()).toEqual([]);
  expect(await found('', '', HOSPITAL)).toEqual([]);
});

describe('the table', () => {
  test.each(CONSEQUENCES.map((row) => [row.cause.rule, row] as const))(
    '%s is a rule with the messages named',
    (rule, { cause }) => {
      expect(Object.keys(RULES_BY_ID.get(rule)!.messages as object)).toEqual(expect.arrayContaining([...(cause.messages ?? [])]));
    },
  );

  test('silences rules that exist', () => {
    for (const { silent } of CONSEQUENCES)
      for (const pattern of silent) {
        const matches = RULES.some(({ id }) => (pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern));
        expect(matches, pattern).toBe(true);
      }
  });

  test('leaves the rules of the structure alone', () => {
    expect(causesFor({ id: 'x12/element-code' })).toEqual([]);
    expect(causesFor({ id: 'x12/count' })).toEqual([]);
    // One that keeps state may judge in another thread than the one that found the cause.
    expect(causesFor({ id: 'claim/npi' }).length).toBeGreaterThan(0);
    expect(causesFor({ id: 'claim/npi', state: () => undefined })).toEqual([]);
  });
});

describe('one fault is one finding', () => {
  test.each<[what: string, from: string | RegExp, to: string, finding: string]>([
    ['an id as an NPI', '*MI*M1', '*XX*M1', 'x12/element-code illegal NM108'],
    ['a payer id as an NPI', '*PI*60054', '*XX*60054', 'x12/element-code illegal NM108'],
    ['a diagnosis with a wrong qualifier', 'HI*ABK:', 'HI*ABX:', 'x12/element-code illegal HI01-1'],
    ['an administration of another day', /D8\*20261005~$/, 'D8*20261006~', 'xolair/admin-present otherDay DTP03'],
    ['a second NDC', '2*ML~', '1*ML~LIN**N4*50242022755~CTP****1*UN~', 'x12/loop-repeat often LIN'],
    ['no separator before CLM02', 'A1*2560', 'A12560', 'x12/element-not-used shifted CLM04'],
    ['a separator too few before CLM05', '***11', '**11', 'x12/element-not-used shifted CLM04'],
    ['two separators too few', '***11', '*11', 'x12/element-not-used shifted CLM03'],
    ['a separator too many before CLM05', '***11', '****11', 'x12/element-required tooMany CLM05'],
    ['no separator behind CLM05', ':1*Y', ':1Y', 'x12/element-length glued CLM05-3'],
    ['no separator behind CLM06', '*Y*A*Y*Y', '*YA*Y*Y', 'x12/element-length glued CLM06'],
    ['no separator behind CLM08', '*Y*A*Y*Y', '*Y*A*YY', 'x12/element-length glued CLM08'],
    ['a separator too few before SV107', 'UN*60***1', 'UN*60**1', 'x12/element-not-used shifted SV106'],
    ['no separator behind SV102', '2500*UN', '2500UN', 'x12/element-length glued SV102'],
    ['a separator too few before LIN02', 'LIN**', 'LIN*', 'x12/element-not-used shifted LIN01'],
    ['a separator too few before SBR09', '18*******CI', '18******CI', 'x12/element-not-used shifted SBR08'],
  ])('%s', async (_, from, to, finding) => {
    expect(await found(from, to)).toEqual([finding]);
  });

  test('of a hospital too', async () => {
    expect(await found('***13', '**13', HOSPITAL)).toEqual(['x12/element-not-used shifted CLM04']);
    expect(await found(':1**A', ':1*A', HOSPITAL)).toEqual(['x12/element-not-used shifted CLM06']);
  });

  test('two faults in a CLM are two', async () => {
    expect(await found('*Y*A*Y*Y', '*Q*A*Q*Y')).toEqual(['x12/element-code illegal CLM06', 'x12/element-code illegal CLM08']);
  });

  test('another separator than that of ISA16 is one, whatever claims follow', async () => {
    const other = `CLM*A2*2560***11:B:1*Y*A*Y*Y~REF*G1*AUTH2~HI*ABK:J4550~${DRUG}${INJECTION}`.replaceAll('20261005', '20260805');
    const text = complete(CLAIM + other).replace(/(CLM|HI|SV1)\*[^~]*/g, (segment) => segment.replaceAll(':', '>'));
    const { findings } = await lintTexts([text]);
    expect(findings.map(({ messageId, location }) => `${messageId} ${location.element}`)).toEqual(['divided CLM05']);
  });

  test('an NPI that is wrong as well is not hidden elsewhere', async () => {
    expect(await found(/^(.*)\*MI\*M1(.*)HI/, '$1*XX*M1$2NTE*ADD*X~HI')).toEqual(['x12/element-code illegal NM108']);
    expect(await found('LX*1', 'NM1*82*1*DOC*ANN****XX*1987654329~LX*1')).toEqual(['claim/npi check NM109']);
  });
});
