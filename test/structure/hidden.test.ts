import { describe, expect, test } from 'vitest';
import { complete, lintTexts } from '../support/example.ts';

const SUBSCRIBER = 'SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M1~';
const ADDRESS = 'N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~';
const PAYER = 'NM1*PR*2*PAYER ONE*****PI*60054~';
const RENDERING = 'NM1*82*1*DOC*ANN****XX*1987654328~';
const LINE = 'LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~';
const SECOND = 'LX*2~SV1*HC:99214*50*UN*1***1~DTP*472*D8*20261006~';
const claim = (charge: number, parts: string) => `CLM*A1*${charge}***11:B:1*Y*A*Y*Y~HI*ABK:J4550~${parts}`;

async function found(text: string): Promise<string[]> {
  const { findings } = await lintTexts([complete(text)]);
  return findings.map(
    ({ rule, messageId, location }) => `${rule} ${messageId} ${location.element ?? location.segment} ${location.loop ?? ''}`,
  );
}

describe('a misplaced segment does not hide', () => {
  const level = (text: string) => `${text}${claim(100, LINE)}`;

  test('a wrong qualifier behind it', async () => {
    expect(await found(claim(100, `NM1*DN*1*REF*RAY****XX*1234567893~N3*1 ELM ST~REF*ZZ*1~${LINE}`))).toEqual([
      'x12/segment-place misplaced N3 2310A',
      'x12/element-code illegal REF01 2310A',
    ]);
  });

  test('a segment of another loop behind it', async () => {
    expect(
      await found(claim(100, `NM1*DN*1*REF*RAY****XX*1234567893~N3*1 ELM ST~N4*DENVER*CO*80203~REF*EI*123456789~${LINE}`)),
    ).toEqual(['x12/segment-place misplaced N3 2310A', 'x12/segment-place misplaced REF 2310A']);
  });

  test('that the payer is missing', async () => {
    expect(await found(level(`${SUBSCRIBER}${ADDRESS}${RENDERING}`))).toEqual([
      'x12/loop-required missing DMG 2010BA',
      'x12/segment-place misplaced NM1 ',
    ]);
  });

  test('what is wrong with the segments of the loop that it is in', async () => {
    expect(await found(level(`${SUBSCRIBER}${RENDERING}PRV*PE*PXC*207K00000X~${ADDRESS.replace('*F', '*X')}${PAYER}`))).toEqual([
      'x12/segment-place misplaced NM1 ',
      'x12/element-code illegal DMG03 2010BA',
    ]);
  });

  test('its own elements, where it is only late', async () => {
    expect(await found(claim(100, `DTP*435*D8*20261301~${LINE}`))).toEqual([
      'x12/segment-place late DTP 2300',
      'x12/element-type period DTP03 2300',
    ]);
  });

  test('an unknown segment before it', async () => {
    expect(await found(claim(100, `ZZZ*1~N3*1 ELM ST~${LINE}`))).toEqual([
      'x12/segment-known unknown ? 2300',
      'x12/segment-place misplaced N3 2300',
    ]);
  });
});

describe('what came into a loop together is one finding', () => {
  test('the address of a payer without its name', async () => {
    const text = `${SUBSCRIBER}${ADDRESS}N3*1 ELM ST~N4*DENVER*CO*80203~REF*2U*1~${claim(100, LINE)}`;
    expect((await found(text)).filter((each) => each.startsWith('x12/segment'))).toEqual(['x12/segment-repeat often N3 2010BA']);
  });

  test('a payer with its address among the providers', async () => {
    expect(await found(claim(100, `${PAYER}N3*1 ELM ST~N4*DENVER*CO*80203~${RENDERING}${LINE}`))).toEqual([
      'x12/segment-place misplaced NM1 ',
    ]);
  });
});

describe('a line without LX', () => {
  const bare = (line: string) => line.replace(/LX\*\d~/, '');

  test.each([
    ['first', `${bare(LINE)}${SECOND}`],
    ['second', `${LINE}${bare(SECOND)}`],
  ])('as the %s is judged, and counts', async (_, lines) => {
    expect(await found(claim(150, lines))).toEqual(['x12/loop-required headless SV1 2400']);
    expect(await found(claim(100, lines))).toEqual([
      'claim/balance unbalanced CLM02 2300',
      'x12/loop-required headless SV1 2400',
    ]);
    expect(await found(claim(150, lines.replaceAll('UN*1*', 'UN*x*')))).toContain('x12/element-type decimal SV104 2400');
  });

  test('of a hospital has its ordinal as number', async () => {
    const text = 'CLM*A1*100***13:A:1**A*Y*Y~HI*ABK:J4550~SV2*0510*HC:99213*100*UN*x~';
    const { findings } = await lintTexts([complete(text)]);
    expect(findings.map(({ rule, serviceLine }) => [rule, serviceLine])).toEqual([
      ['x12/loop-required', 1],
      ['x12/element-type', 1],
    ]);
  });

  test('a second SV1 right behind the first is a repeat', async () => {
    expect(await found(claim(100, 'LX*1~SV1*HC:99213*100*UN*1***1~SV1*HC:99214*0*UN*1***1~DTP*472*D8*20261005~'))).toEqual([
      'x12/segment-repeat often SV1 2400',
    ]);
  });
});
