import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateText } from '../bench/generate.mjs';
import { disagreements, sayingsOf } from '../support/agree.ts';
import { mutate, mutation, sample } from '../support/samples.ts';

/** `AGREE_RUNS=100000 AGREE_SEED=1 npx vitest run --project unit test/properties/agree.test.ts` tries many more. */
const RUNS = Number(process.env.AGREE_RUNS ?? 300);
const SEED = process.env.AGREE_SEED === undefined ? undefined : Number(process.env.AGREE_SEED);

const FIXTURES = new URL('../../fixtures/', import.meta.url);

async function agreed(text: string): Promise<{ wrong: string[]; refusal: string | undefined }> {
  const folder = mkdtempSync(join(tmpdir(), 'xolint-agree-'));
  try {
    const sayings = await sayingsOf(text, folder);
    return { wrong: disagreements(sayings), refusal: sayings.refusal };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Files of one or two interchanges, with several sets and levels. */
const batch = fc
  .array(
    fc.record({
      type: fc.constantFrom<'P' | 'I'>('P', 'I'),
      claims: fc.integer({ min: 1, max: 8 }),
      claimsPerSet: fc.integer({ min: 1, max: 4 }),
      seed: fc.nat(1000),
      providers: fc.constantFrom<'one' | 'several'>('one', 'several'),
      broken: fc.constantFrom(0, 0, 0.3),
      eol: fc.constantFrom('', '\n', '\r\n'),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((batches) => batches.map((options) => generateText(options).text).join(''));

describe('lint, split and the acknowledgements say the same', () => {
  test('of every fixture', async () => {
    const names = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(edi|837|x12|txt)$/.test(name),
    );
    expect(names.length).toBeGreaterThan(200);
    const wrong: Record<string, string[]> = {};
    for (const name of names) {
      const found = await agreed(readFileSync(new URL(name, FIXTURES), 'latin1'));
      if (found.wrong.length > 0) wrong[name] = found.wrong;
    }
    expect(wrong).toEqual({});
  });

  test('of files that are broken anywhere', async () => {
    const refusals = new Map<string, number>();
    const property = fc.asyncProperty(
      fc.oneof(sample, batch),
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      async (text, mutations) => {
        const { wrong, refusal } = await agreed(mutations.reduce(mutate, text));
        expect(wrong).toEqual([]);
        const why = refusal?.replace(/^.* cannot be split: /, '').replace(/\d+/g, 'n') ?? 'none';
        if (process.env.AGREE_SHOW && new RegExp(process.env.AGREE_SHOW).test(why))
          console.log(why, JSON.stringify(mutations.reduce(mutate, text)));
        refusals.set(why, (refusals.get(why) ?? 0) + 1);
      },
    );
    await fc.assert(property, { numRuns: RUNS, ...(SEED !== undefined && { seed: SEED }) });
    if (RUNS > 300) console.log(Object.fromEntries([...refusals].sort(([, a], [, b]) => b - a)));
    expect(refusals.get('none') ?? 0).toBeGreaterThan(RUNS / 10);
  }, 3_600_000);
});
