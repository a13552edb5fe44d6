import { expect, test } from 'vitest';
import { complete, lintTexts } from '../support/example.ts';

const SET = complete('CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~');
/** The set without what matches, its segments counted anew. */
const without = (gone: RegExp, change: (text: string) => string = (same) => same) => {
  const text = change(SET.replace(gone, ''));
  const segments = text.slice(text.indexOf('ST*'), text.indexOf('GE*')).split('~').length - 1;
  return text.replace(/SE\*\d+/, `SE*${segments}`);
};
const found = async (text: string) =>
  (await lintTexts([text])).findings.map(
    ({ rule, location }) => `${rule} ${location.element ?? location.segment} ${location.loop}`,
  );
const PATIENT = 'HL*3*2*23*0~PAT*19~NM1*QC*1*TESTER*KID~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*20150301*M~';

test('a set without levels lacks them', async () => {
  expect(await found(without(/HL\*1.*(?=SE\*)/))).toEqual(['x12/loop-required NM1 undefined']);
});

test('a billing provider without a subscriber, and a subscriber without a patient, say that one follows', async () => {
  expect(await found(without(/HL\*2.*(?=SE\*)/))).toEqual(['x12/hierarchy HL04 2000A']);
  const dependent = (text: string) =>
    text
      .replace('22*0', '22*1')
      .replace('SBR*P*18', 'SBR*P*')
      .replace(/N3\*12 OAK ST~N4\*DENVER\*CO\*80203~DMG[^~]*~/, '');
  expect(await found(without(/CLM.*(?=SE\*)/, dependent))).toEqual(['x12/hierarchy HL04 2000B']);
  expect(await found(without(/CLM.*(?=SE\*)/, (text) => dependent(text).replace('SE*', `${PATIENT}SE*`)))).toEqual([
    'x12/loop-required HL 2000C',
  ]);
});

test('a subscriber without a claim lacks one, and is judged by the rules of levels', async () => {
  expect(await found(without(/CLM.*(?=SE\*)/))).toEqual(['x12/loop-required HL 2000B']);
  expect(await found(without(/CLM.*(?=SE\*)/, (text) => text.replace('1234567893', '12345')))).toEqual([
    'claim/npi NM109 2010AA',
    'x12/loop-required HL 2000B',
  ]);
  const second = SET.slice(SET.indexOf('HL*2'), SET.indexOf('CLM')).replace('HL*2', 'HL*3');
  expect(await found(without(/$^/, (text) => text.replace('SE*', `${second}SE*`)))).toEqual(['x12/loop-required HL 2000B']);
});
