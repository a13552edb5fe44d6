import { expect, test } from 'vitest';
import type { Claim } from '../../src/model/claim.ts';
import type { Location } from '../../src/model/finding.ts';
import { DoseLog } from '../../src/rules/xolair/support/dose-log.ts';

const MS_PER_DAY = 86_400_000;

/** What the log looks at of a claim. */
function claimOf(ordinal: number, patient: number): Claim {
  const text = (value: string) => ({ phi: 'private' as const, value });
  return {
    ordinal,
    frequency: '1',
    id: { phi: 'pcn', value: `A${ordinal}` },
    memberId: text(`M${patient}`),
    patient: { isSubscriber: true, birthDate: 19800101, firstName: text('PAT'), lastName: text('TESTER') },
  } as Partial<Claim> as Claim;
}

const placeOf = (ordinal: number): Location => ({
  line: ordinal,
  column: 8,
  byteOffset: ordinal * 1000 + 2 ** 33,
  byteLength: 5,
  segment: 'SV1',
  position: ordinal + 20,
  loop: '2400',
  element: 'SV101-2',
  serviceLine: 1,
});

const dateOf = (day: number) => Number(new Date(day * MS_PER_DAY).toISOString().slice(0, 10).replaceAll('-', ''));

/** The same numbers in every run. */
function* numbers(seed: number): Generator<number> {
  for (let value = seed; ; ) {
    value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
    yield value / 2 ** 32;
  }
}

const LEAST_DAYS = 14;

test.each([
  ['many patients with few doses', 3000, 700],
  ['few patients with many doses', 5, 20_000],
  ['one patient with every day taken', 1, 3000],
])('%s: the log finds what a search through all doses finds', (_, patients, days) => {
  const random = numbers(7);
  const log = new DoseLog(LEAST_DAYS);
  const seen = new Map<number, Map<number, number>>();
  let found = 0;
  for (let ordinal = 1; ordinal <= 6000; ordinal++) {
    const patient = Math.floor(random.next().value! * patients);
    const day = 18_000 + Math.floor(random.next().value! * days);
    const own = seen.get(patient) ?? new Map<number, number>();
    seen.set(patient, own);
    const near = log.add(claimOf(ordinal, patient), dateOf(day), placeOf(ordinal), 0);
    const least = Math.min(...[...own.keys()].map((other) => Math.abs(other - day)));
    if (least === 0 || least >= LEAST_DAYS) expect(near).toBeUndefined();
    else {
      found++;
      const others = [own.get(day - least), own.get(day + least)].filter((other) => other !== undefined);
      expect(near!.days).toBe(least);
      expect(others.map(placeOf)).toContainEqual(near!.location);
    }
    if (!own.has(day)) own.set(day, ordinal);
  }
  expect(found).toBeGreaterThan(0);
});

test('beyond its limit the log forgets the older half, and still knows what came since', () => {
  const log = new DoseLog(LEAST_DAYS, 4);
  const add = (ordinal: number, patient: number, day: number) =>
    log.add(claimOf(ordinal, patient), dateOf(day), placeOf(ordinal), 0);
  for (let ordinal = 1; ordinal <= 10; ordinal++) expect(add(ordinal, ordinal, 18_000)).toBeUndefined();
  // The table holds 9 and 10, the one before it 5 to 8; the first four are gone.
  expect(add(11, 10, 18_003)).toEqual({ days: 3, location: placeOf(10) });
  expect(add(12, 5, 18_003)).toEqual({ days: 3, location: placeOf(5) });
  expect(add(13, 4, 18_003)).toBeUndefined();
});

test('of two near doses, one of them long ago, the nearer one is told', () => {
  const log = new DoseLog(LEAST_DAYS, 2);
  const add = (ordinal: number, day: number) => log.add(claimOf(ordinal, 1), dateOf(day), placeOf(ordinal), 0);
  expect(add(1, 18_000)).toBeUndefined();
  expect(add(2, 18_100)).toBeUndefined();
  expect(add(3, 18_013)).toEqual({ days: 13, location: placeOf(1) });
  expect(add(4, 18_005)).toEqual({ days: 5, location: placeOf(1) });
  expect(add(5, 18_012)).toEqual({ days: 1, location: placeOf(3) });
});
