import { describe, expect, test } from 'vitest';
import { lintInputs } from '../../src/engine/lint.ts';
import { messageOf } from '../../src/formats/message.ts';
import { fromBytes, type Source } from '../../src/x12/source.ts';
import { complete } from '../support/example.ts';
import { inPieces, readAll } from '../support/probe.ts';
import { defaultSettings } from '../support/settings.ts';

const PAYER = 'NM1*PR*2*PAYER ONE*****PI*60054~';
const ADDRESS = 'N3*12 OAK ST~N4*DENVER*CO*80203~';
const provider = (hl: number, npi: string) =>
  `HL*${hl}**20*1~PRV*BI*PXC*207K00000X~NM1*85*2*CLINIC ${hl}*****XX*${npi}~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~`;
const self = (hl: number, parent: number) =>
  `HL*${hl}*${parent}*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M${hl}~${ADDRESS}DMG*D8*19800101*F~${PAYER}`;
const parent = (hl: number, above: number) => `HL*${hl}*${above}*22*1~SBR*P********CI~NM1*IL*1*TESTER*SAM****MI*M${hl}~${PAYER}`;
const child = (hl: number, above: number) =>
  `HL*${hl}*${above}*23*0~PAT*19~NM1*QC*1*TESTER*KID${hl}~${ADDRESS}DMG*D8*20150101*F~`;
const claim = (id: string) =>
  `CLM*${id}*100***11:B:1*Y*A*Y*Y~REF*EA*X~HI*ABK:J4550~NM1*82*1*TESTER*DOC****XX*1987654328~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~`;

const FILE = complete(
  [
    provider(1, '1234567893'),
    self(2, 1),
    claim('A1'),
    claim('A2').replaceAll('99213', '99214'),
    self(3, 1),
    claim('A3'),
    parent(4, 1),
    child(5, 4),
    claim('A4'),
    child(6, 4),
    claim('A5'),
    provider(7, '1987654328'),
    self(8, 7),
    claim('A6'),
  ].join(''),
);

/** The file without the nth segment (from 1) that begins with a text, with a true count. */
function without(start: string, n = 1): string {
  let left = n;
  const segments = FILE.split('~').filter((segment) => !(segment.startsWith(start) && --left === 0));
  const [st, se] = ['ST*', 'SE*'].map((id) => segments.findIndex((segment) => segment.startsWith(id)));
  return segments.map((segment, k) => (k === se ? segment.replace(/\d+/, String(se - st! + 1)) : segment)).join('~');
}

async function lint(source: Source) {
  const { findings, files } = await lintInputs([{ path: 'a.edi', open: async () => source }], {
    settings: defaultSettings(),
    words: messageOf,
  });
  return {
    findings: findings.map(({ rule, location }) => `${rule} ${location.loop} ${location.segment}`),
    claims: files[0]!.claims,
  };
}

test('the whole file is sound', async () => {
  expect(await lint(fromBytes(Buffer.from(FILE)))).toEqual({ findings: [], claims: 6 });
});

describe.each<[what: string, start: string, expected: string]>([
  ['the first provider level', 'HL*1*', '2000A PRV'],
  ['the second provider level', 'HL*7*', '2000A PRV'],
  ['the first subscriber level', 'HL*2*', '2000B SBR'],
  ['a subscriber level behind claims', 'HL*3*', '2000B SBR'],
  ['a subscriber level with patients', 'HL*4*', '2000B SBR'],
  ['the first patient level', 'HL*5*', '2000C PAT'],
  ['a patient level behind claims', 'HL*6*', '2000C PAT'],
  ['the last subscriber level', 'HL*8*', '2000B SBR'],
])('without the HL of %s', (_, start, expected) => {
  test('there is one finding, and all claims are judged', async () => {
    expect(await lint(fromBytes(Buffer.from(without(start))))).toEqual({
      findings: [`x12/segment-required ${expected}`],
      claims: 6,
    });
  });

  test('the claims have the parties that they had', async () => {
    const parties = async (text: string) =>
      (await readAll(text)).claims.map(({ parents }) => parents.filter(({ id }) => id === 'NM1').map(({ loop }) => loop));
    expect(await parties(without(start))).toEqual(await parties(FILE));
  });

  test.each([1, 40, 333])('it does not matter that the file comes in pieces of %i bytes', async (size) => {
    const source = inPieces(Buffer.from(without(start)), [size]);
    expect((await lint(source)).findings).toEqual([`x12/segment-required ${expected}`]);
  });
});

test.each([
  ['HL*2*', 1],
  ['HL*5*', 1],
])('a first claim without its CLM, behind %s, is one finding, and is not judged', async (start) => {
  const n = start === 'HL*2*' ? 1 : 4;
  for (const source of [fromBytes(Buffer.from(without('CLM', n))), inPieces(Buffer.from(without('CLM', n)), [25])]) {
    expect(await lint(source)).toEqual({ findings: ['x12/segment-required 2300 REF'], claims: 5 });
  }
});

test('a provider who is named in a line, and a patient among subscribers, begin no level', async () => {
  const named = FILE.replace('DTP*472*D8*20261005~', 'DTP*472*D8*20261005~NM1*85*2*CLINIC*****XX*1234567893~');
  const count = Number(/SE\*(\d+)/.exec(FILE)![1]);
  expect(await lint(fromBytes(Buffer.from(named.replace(/SE\*\d+/, `SE*${count + 1}`))))).toEqual({
    findings: ['x12/segment-place undefined NM1'],
    claims: 6,
  });
});
