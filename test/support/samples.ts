import fc from 'fast-check';
import { RULES } from '../../src/rules/index.ts';
import { claim, file, institutionalClaim } from './edi.ts';
import { complete } from './example.ts';
import { HURTING, MUTATIONS, type Mutation } from './mutate.ts';

export { type Mutation, mutate } from './mutate.ts';

/** Whole files: sound ones, and every example of every rule. */
export const SAMPLES: readonly string[] = [
  file([claim('A1'), claim('A2', 900)]),
  file([institutionalClaim('B1')], '000000002', true),
  ...RULES.flatMap((rule) =>
    [...rule.examples.bad.map(({ text }) => text), ...rule.examples.good].map((text) => complete(text, rule)),
  ),
];

export const sample = fc.constantFrom(...SAMPLES);

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...MUTATIONS),
  at: fc.nat(100_000),
  other: fc.nat(100_000),
  bytes: fc.oneof(
    fc.constantFrom(...HURTING),
    fc.array(fc.nat(255), { minLength: 1, maxLength: 6 }).map((bytes) => String.fromCharCode(...bytes)),
  ),
});
