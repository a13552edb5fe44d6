import fc from 'fast-check';
import nodeX12 from 'node-x12';
import { expect, test } from 'vitest';
import { claim, group, HEAD, institutionalClaim, interchange, respell, set, subscriber } from '../support/edi.ts';
import { type ReadFile, readAll } from '../support/probe.ts';

const { X12Parser } = nodeX12;

/**
 * Segments of each set from ST to SE by node-x12, which reads a whole file and throws where it is not valid (strict). It turns ISA13 and
 * IEA02 into numbers, so that the sets are compared and not the envelope around them.
 */
function byNodeX12(text: string, component: string): string[][][] {
  const whole = new X12Parser(true).parse(text);
  if (!('functionalGroups' in whole)) throw new Error('one interchange was written');
  return whole.functionalGroups.flatMap(({ transactions }) =>
    transactions.map(({ header, segments, trailer }) =>
      [header, ...segments, trailer].map(({ tag, elements }) => [
        tag,
        ...elements.map(({ value }) => value.replaceAll(component, ':')),
      ]),
    ),
  );
}

/** The same from our claims: each segment at its position in its set. */
function compare(read: ReadFile, sets: readonly string[][][]): void {
  const ended = read.envelopes.filter((envelope) => envelope.startsWith('ST '));
  expect(ended.map((envelope) => Number(envelope.split(' ')[2]))).toEqual(sets.map((segments) => segments.length));
  const numbers = sets.map((segments) => segments[0]![2]);
  const seen = sets.map(() => new Set<number>());
  for (const { control, parents, segments } of read.claims) {
    const of = numbers.indexOf(control.transaction);
    for (const { id, elements, place } of [...parents, ...segments]) {
      expect([id, ...elements]).toEqual(sets[of]![place.position! - 1]);
      seen[of]!.add(place.position!);
    }
  }
  // Every segment but SE belongs to a claim or to what it stands under.
  expect(seen.map((positions) => positions.size)).toEqual(sets.map((segments) => segments.length - 1));
}

const look = fc.record({
  element: fc.constantFrom('*', '|', '\x1d'),
  component: fc.constantFrom(':', '>', '\x1f'),
  repetition: fc.constantFrom('^', '!'),
  terminator: fc.constantFrom('~', "'", '\x1c'),
  newline: fc.constantFrom('', '\n', '\r\n'),
});

test('our segments are those of node-x12, for sound files of any look', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: 60, max: 9999 }), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      look,
      async (sets, institutional, separators) => {
        const version = institutional ? '005010X223A2' : '005010X222A1';
        const make = institutional ? institutionalClaim : claim;
        const written = sets.map((charges, s) => {
          const claims = charges.flatMap((charge, i) => [...subscriber(i + 2, `M${s}${i}`), ...make(`A${s}${i}`, charge)]);
          return group([set([...HEAD, ...claims], String(s + 1).padStart(4, '0'), version)], String(s + 1), version);
        });
        const text = respell(interchange(written), separators);
        const read = await readAll(text);
        expect(read.faults).toEqual([]);
        expect(read.claims).toHaveLength(sets.flat().length);
        compare(read, byNodeX12(text, separators.component));
      },
    ),
    { numRuns: 60 },
  );
});
