import { describe, expect, test } from 'vitest';
import { located, wordsOf } from '../support/located.ts';

/** An office claim with dates inside it, and a service on a day; the file is of 2026-11-01. */
const office = (inside: string, service = 'DTP*472*D8*20261005') =>
  `CLM*A1*150***11:B:1*Y*A*Y*Y~${inside}HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~${service}~`;
const hospital = (statement: string, codes: string, service = 'DTP*472*D8*20261005') =>
  `CLM*A1*150***13:A:1**A*Y*Y~DTP*434*${statement}~HI*ABK:J4550~${codes}LX*1~SV2*0510*HC:99213*150*UN*1~${service}~`;
const SOUND_STAY = 'RD8*20261005-20261005';

/** What claim/dates finds where the structure is not asked. */
const found = (text: string) => located(text, 'x12/*');

describe('a date', () => {
  const admission = (form: string, value: string) => office(`DTP*435*${form}*${value}~`);
  const where = 'DTP03';

  test.each([
    ['D8', '20240229', undefined],
    ['D8', '20261231', undefined],
    ['D8', '20230229', 'unreal'],
    ['D8', '20261301', 'unreal'],
    ['D8', '20260100', 'unreal'],
    ['D8', '2026100', 'form'],
    ['D8', '202610051', 'form'],
    ['D8', '2026-105', 'form'],
    ['D8', 'A20261005', 'form'],
    ['RD8', '20261001-20261001', undefined],
    ['RD8', '20261001-20261005', undefined],
    ['RD8', '20261002-20261001', 'backwards'],
    ['RD8', '20260931-20261001', 'unreal'],
    ['RD8', '20260930-20261032', 'unreal'],
    ['RD8', '20260930', 'form'],
    ['RD8', '20260930-2026100', 'form'],
    ['RD8', '20260930-202610011', 'form'],
    ['RD8', 'A20260930-20261001', 'form'],
    ['DT', '202610050000', undefined],
    ['DT', '202610052359', undefined],
    ['DT', '20261005235959', undefined],
    ['DT', '202610052400', 'unreal'],
    ['DT', '202610051260', 'unreal'],
    ['DT', '202613051200', 'unreal'],
    ['DT', '20261005', 'form'],
    ['DT', '2026100512001', 'form'],
    ['DT', 'A202610051200', 'form'],
    ['DT', '202610051200599', 'form'],
    ['TM', 'ABC', undefined],
    ['D8', '', undefined],
  ])('%s %j: %s', async (form, value, message) => {
    expect(await found(admission(form, value))).toEqual(message ? [`claim/dates ${message} ${where} ${value}`] : []);
  });

  test('may have blanks around it', async () => {
    expect(await found(admission('D8', '20261005 '))).toEqual([]);
    expect(await found(admission('RD8', ' 20261005-20261005'))).toEqual([]);
    expect(await found(hospital(SOUND_STAY, 'HI*BH:11:D8:20261001 ~'))).toEqual([]);
  });

  test('that has another form than its qualifier says is told which', async () => {
    const words = await wordsOf(admission('DT', '20261005'), 'x12/*');
    expect(words).toEqual(['DTP03 does not have the form that its qualifier DT requires: twelve digits, yyyymmddhhmm']);
    expect((await wordsOf(admission('RD8', '20261005'), 'x12/*'))[0]).toMatch(/: two dates with a hyphen, yyyymmdd-yyyymmdd$/);
    expect((await wordsOf(admission('D8', '2026'), 'x12/*'))[0]).toMatch(/: eight digits, yyyymmdd$/);
  });
});

describe('dates above a claim', () => {
  const subscriber = (pat: string, dmg: string) =>
    `SBR*P*18*******CI~${pat}NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~${dmg}~NM1*PR*2*PAYER ONE*****PI*60054~${office('')}`;
  const DMG = 'DMG*D8*19800101*F';

  test('of birth and of death', async () => {
    expect(await found(subscriber('', 'DMG*D8*19800230*F'))).toEqual(['claim/dates unreal DMG02 19800230']);
    expect(await found(subscriber('PAT*****D8*20260230~', DMG))).toEqual(['claim/dates unreal PAT06 20260230']);
    expect(await found(subscriber('PAT*****D8*20260228~', DMG))).toEqual([]);
    expect(await found(subscriber('PAT*****D8*20260228 ~', 'DMG*D8*19800101 *F'))).toEqual([]);
  });
});

describe('dates of codes', () => {
  test('are judged in an institutional claim', async () => {
    expect(await found(hospital(SOUND_STAY, 'HI*BH:11:D8:20260230~'))).toEqual(['claim/dates unreal HI01-4 20260230']);
    expect(await found(hospital(SOUND_STAY, 'HI*BH:11:D8:20261001*BH:12:D8:2026~'))).toEqual(['claim/dates form HI02-4 2026']);
    expect(await found(hospital(SOUND_STAY, 'HI*BI:70:RD8:20261003-20261001~'))).toEqual([
      'claim/dates backwards HI01-4 20261003-20261001',
    ]);
    expect(await found(hospital(SOUND_STAY, 'HI*BH:11:D8:20261001~'))).toEqual([]);
  });
});

test('in the codes of a professional claim are no dates', async () => {
  expect(await found(office('').replace('ABK:J4550', 'ABK:J4550:D8:20260230'))).toEqual([]);
});

describe('a service', () => {
  const on = (...days: readonly string[]) =>
    `CLM*A1*${days.length}0***11:B:1*Y*A*Y*Y~HI*ABK:J4550~${days.map((day, k) => `LX*${k + 1}~SV1*HC:9921${k + 2}*10*UN*1***1~DTP*472*${day}~`).join('')}`;

  test('is on the day of the interchange or in the year before it', async () => {
    expect(await found(on('D8*20261101', 'D8*20251101'))).toEqual([]);
    expect(await found(on('D8*20261102'))).toEqual(['claim/dates future DTP03 20261102']);
    expect(await found(on('D8*20251031'))).toEqual(['claim/dates old DTP03 20251031']);
    expect(await wordsOf(on('D8*20261102'))).toEqual([
      expect.stringMatching(/^The service date .* is after the interchange date, 2026-11-01 \(ISA09\)$/),
    ]);
  });

  test('of several days is in the future if it begins there, and old if it ends long ago', async () => {
    expect(await found(on('RD8*20261030-20261101'))).toEqual([]);
    expect(await found(on('RD8*20261030-20261102'))).toEqual([]);
    expect(await found(on('RD8*20261102-20261103'))).toEqual(['claim/dates future DTP03 20261102-20261103']);
    expect(await found(on('RD8*20251030-20251101'))).toEqual([]);
  });

  test('of a day that was told is not told again in its claim, and is in the next one', async () => {
    const wrong = on('D8*20261102', 'D8*20261102', 'D8*20261103', 'D8*20251031', 'D8*20251030');
    expect((await found(wrong)).map((each) => each.split(' ')[3])).toEqual(['20261102', '20261103', '20251031']);
    const two = on('D8*20261102') + on('D8*20261102').replace('A1*10', 'A2*20').replace('*10*UN', '*20*UN');
    expect(await found(two)).toHaveLength(2);
    const old = on('D8*20251031') + on('D8*20251031').replace('A1*10', 'A2*20').replace('*10*UN', '*20*UN');
    expect(await found(old)).toHaveLength(2);
  });

  test('is one, and other dates are none', async () => {
    expect(await found(office('DTP*435*D8*20261102~'))).toEqual([]);
    expect(await found(office('DTP*434*D8*20261102~'))).toEqual([]);
  });

  test('of an institutional statement that is wrong is told once, there', async () => {
    const late = ['claim/dates future DTP03 20261102-20261103'];
    expect(await found(hospital('RD8*20261102-20261103', '', 'DTP*472*D8*20261103'))).toEqual(late);
    const early = ['claim/dates old DTP03 20251001-20251002'];
    expect(await found(hospital('RD8*20251001-20251002', '', 'DTP*472*D8*20251002'))).toEqual(early);
  });
});
