/**
 * Claims in which every element that identifies a patient holds a value that occurs nowhere else, and the slips of a keyboard or of a program
 * that put such values in the place of others: elements shifted, swapped or glued, segments under another id or in another place.
 */

/** Numbers that look random and are the same in every run. */
export type Dice = (sides: number) => number;

/** Mulberry32. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

const pick = <T>(dice: Dice, list: readonly T[]): T => list[dice(list.length)]!;

/** Part of every planted text, and the first digits of every planted number. */
const MARK = 'QXZV';
const NUMBER = '55443';
const BIRTH = '19370203';
const SERVICE = '20260917';

/** What no output may hold. A planted number has nine digits, so that sums of it and small amounts begin as it does; fives of it too. */
const PLANTED = /QXZV|55443\d{4}|27721\d{5}|1937-?02-?03|(?:02\/03|2\/3)\/1937|2026-?09-?17|09\/17\/2026/i;

/** What of a text was planted, with what is around it; undefined for nothing. */
export function leakIn(text: string): string | undefined {
  const found = PLANTED.exec(text);
  return found ? text.slice(Math.max(0, found.index - 160), found.index + 60) : undefined;
}

/** A name or an id. */
const secret = (dice: Dice): string =>
  pick(dice, [
    () => `${MARK}${pick(dice, ['', 'LEE', 'SMITH', ' ANN'])}`,
    () => `${NUMBER}${1000 + dice(9000)}`,
    () => `${pick(dice, ['W', 'PT', 'A-'])}${NUMBER}${1000 + dice(9000)}`,
    () => `${MARK}${100 + dice(900)}`,
  ])();

const BUSINESS = new Set(['40', '41', '85', '87', 'PR', '82', '77', 'DN', 'DQ', '71', '72', 'PE', 'DK', 'P3', 'QB', 'ZZ']);

/** Elements of a segment to plant in, and what to plant there. */
function plantedIn(elements: readonly string[], isPatient: boolean): [element: number, value: (dice: Dice) => string][] {
  const text = (...at: number[]): [number, (dice: Dice) => string][] => at.map((k) => [k, secret]);
  switch (elements[0]) {
    case 'NM1':
      return BUSINESS.has(elements[1] ?? '') ? [] : text(3, 4, 5, 9);
    case 'N3':
      return isPatient ? text(1, 2) : [];
    case 'N4':
      return isPatient ? text(1, 3) : [];
    case 'PER':
      return isPatient ? text(2, 4) : [];
    case 'DMG':
      return [[2, () => BIRTH]];
    case 'PAT':
      return elements[6] ? [[6, () => SERVICE]] : [];
    case 'DTP':
      return /^\d{8}$/.test(elements[3] ?? '') ? [[3, () => SERVICE]] : [];
    case 'SBR':
      return text(3, 4);
    case 'REF':
      return text(2);
    case 'CLM':
      return text(1);
    case 'PWK':
      return text(6);
    case 'BHT':
      return text(3);
    case 'NTE':
      return text(2);
    case 'K3':
      return text(1);
    case 'LIN':
      return elements[2] === 'N4' ? [] : text(3);
    default:
      return [];
  }
}

/** Segments that patients have now and then, so that slips meet them too. */
const BESIDE = ['REF*G1*X', 'REF*EA*X', 'NTE*ADD*X', 'K3*X', 'PWK*OZ*EL***AC*X', 'AMT*F5*10', 'REF*D9*X'];

/** The segments of a file, without terminators, with values planted in them. Which is random: a claim where all is odd hides the rest. */
export function plant(text: string, dice: Dice): string[] {
  const segments = text
    .replace(/[\r\n]/g, '')
    .split('~')
    .filter(Boolean);
  const clm = segments.findIndex((segment) => segment.startsWith('CLM*'));
  if (clm > 0 && dice(2) === 0) segments.splice(clm + 1, 0, pick(dice, BESIDE));
  let isPatient = false;
  return segments.map((segment) => {
    const elements = segment.split('*');
    if (elements[0] === 'NM1') isPatient = !BUSINESS.has(elements[1] ?? '');
    for (const [k, value] of plantedIn(elements, isPatient)) {
      while (elements.length <= k) elements.push('');
      elements[k] = value(dice);
    }
    if (/^SV[12]$/.test(elements[0]!) && dice(3) === 0) {
      const k = elements[0] === 'SV1' ? 1 : 2;
      const parts = (elements[k] ?? '').split(':');
      while (parts.length < 7) parts.push('');
      parts[6] = `${MARK} TEXT`;
      elements[k] = parts.join(':');
    }
    return elements.join('*');
  });
}

const IDS =
  'SE ST GE GS IEA ISA CLM SV1 SV2 SVD LX HI PER N4 N3 AMT CAS MIA MOA LIN CTP DTP REF NM1 HL SBR PAT DMG BHT QTY CRC HCP CL1 NTE PWK CN1 OI MEA LQ FRM PRV CUR K3'.split(
    ' ',
  );

type Slip = (segments: string[], at: number, dice: Dice) => void;

const change =
  (alter: (elements: string[], dice: Dice) => void): Slip =>
  (segments, at, dice) => {
    // An earlier slip may have glued all of them.
    if (segments[at] === undefined) return;
    const elements = segments[at].split('*');
    alter(elements, dice);
    segments[at] = elements.join('*');
  };

/** What goes wrong, by name. */
export const SLIPS: Readonly<Record<string, Slip>> = {
  right: change((elements, dice) => {
    elements.splice(1 + dice(elements.length), 0, '');
  }),
  left: change((elements, dice) => {
    if (elements.length > 1) elements.splice(1 + dice(elements.length - 1), 1);
  }),
  swap: change((elements, dice) => {
    if (elements.length < 3) return;
    const [a, b] = [1 + dice(elements.length - 1), 1 + dice(elements.length - 1)];
    [elements[a], elements[b]] = [elements[b]!, elements[a]!];
  }),
  retag: change((elements, dice) => {
    elements[0] = pick(dice, IDS);
  }),
  retagShifted: change((elements, dice) => {
    elements[0] = pick(dice, IDS);
    if (dice(2) === 0) elements.splice(1, 1);
    else elements.splice(1, 0, '');
  }),
  glue: (segments, at, dice) => {
    if (at + 1 < segments.length) segments.splice(at, 2, segments[at]! + pick(dice, ['', '*', ' ', '\n']) + segments[at + 1]!);
  },
  lose: change((elements, dice) => {
    const k = dice(Math.max(1, elements.length - 1));
    if (elements.length > k + 1) elements.splice(k, 2, elements[k]! + elements[k + 1]!);
  }),
  divide: (segments, at, dice) => {
    // Another byte where a separator was.
    const stars = [...segments[at]!.matchAll(/[*:]/g)].map((match) => match.index);
    if (stars.length === 0) return;
    const i = pick(dice, stars);
    segments[at] = segments[at]!.slice(0, i) + pick(dice, [':', '~', '^', ' ', '|']) + segments[at]!.slice(i + 1);
  },
  move: (segments, at, dice) => {
    const [segment] = segments.splice(at, 1);
    segments.splice(dice(segments.length + 1), 0, segment!);
  },
  isa: (segments, _, dice) => {
    const isa = segments[0]!;
    const i = 3 + dice(Math.max(1, isa.length - 3));
    segments[0] = pick(dice, [
      isa.slice(0, i) + pick(dice, ['*', '~', ':', '^', 'A', ' ']) + isa.slice(i + 1),
      isa.slice(0, i) + isa.slice(i + 1),
      isa.slice(0, -1) + pick(dice, ['*', '>', '1', ' ', 'N']),
      `${isa.slice(0, i)}*${isa.slice(i)}`,
    ]);
  },
  exchange: (segments, at, dice) => {
    // Two segments with each other's ids.
    const other = dice(segments.length);
    const [a, b] = [segments[at]!, segments[other]!];
    segments[at] = b.split('*', 1)[0]! + a.slice(a.split('*', 1)[0]!.length);
    if (other !== at) segments[other] = a.split('*', 1)[0]! + b.slice(b.split('*', 1)[0]!.length);
  },
};

const NAMES = Object.keys(SLIPS);

/** Makes one to three slips, most of them where something is planted. Returns the names of what was done and the file. */
export function slip(planted: readonly string[], dice: Dice): { text: string; slips: string[] } {
  const segments = [...planted];
  const slips: string[] = [];
  for (let n = 1 + dice(3); n > 0; n--) {
    const marked = segments.flatMap((segment, i) => (leakIn(segment) === undefined ? [] : [i]));
    const at = marked.length > 0 && dice(5) > 0 ? pick(dice, marked) : dice(segments.length);
    const name = pick(dice, NAMES);
    slips.push(`${name} ${at}`);
    SLIPS[name]!(segments, at, dice);
  }
  return { text: `${segments.join('~')}~`, slips };
}
