import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LocationLog } from '../../src/rules/support/location-log.ts';

/** Steps from one place to the next: near ones, and ones that need a new base. */
const step = fc.record({
  file: fc.constantFrom(0, 0, 0, 0, 1),
  offset: fc.oneof(fc.nat(2000), fc.nat(100_000), fc.constant(2 ** 33)),
  lines: fc.oneof(fc.constant(0), fc.nat(60), fc.constant(70_000)),
  column: fc.oneof(fc.constant(1), fc.nat(200)),
  position: fc.nat(90_000),
  length: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(65_534, 65_535, 65_536, 2 ** 20)),
});

test('the log gives back every place as it was', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.boolean(), (steps, oneLine) => {
      const log = new LocationLog();
      let file = 0;
      let byteOffset = 0;
      let line = 1;
      const places = steps.map((each) => {
        file += each.file;
        byteOffset += each.offset;
        line += oneLine ? 0 : each.lines;
        const column = oneLine ? byteOffset + 1 : each.column + 1;
        const place = { line, column, byteOffset, byteLength: each.length };
        return { file, place: { ...place, ...(each.position > 0 && { position: each.position }) } };
      });
      for (const each of places) log.add(each.place, each.file);
      expect(log.count).toBe(places.length);
      for (const [e, each] of places.entries()) {
        expect(log.fileOf(e)).toBe(each.file);
        expect(log.at(e, each.file)).toEqual(each.place);
        expect(log.at(e, each.file + 1)).toEqual({ ...each.place, file: each.file });
      }
    }),
  );
});

test('places of many pages stay apart', () => {
  const log = new LocationLog();
  const placeOf = (e: number) => ({
    line: 40 * e,
    column: 1,
    byteOffset: 930 * e + 5e9,
    byteLength: 40 + (e % 7),
    position: 3 + e,
  });
  for (let e = 0; e < 20_000; e++) log.add(placeOf(e), 0);
  for (let e = 0; e < 20_000; e += 13) expect(log.at(e, 0)).toEqual(placeOf(e));
});
