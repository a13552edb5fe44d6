import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHECK_NAMES } from './checks.ts';
import { fuzz } from './fuzz.ts';
import { watch } from './watch.ts';

/** Checks that are counted and do not fail the run: what they ask for is not yet so. */
const COUNTED: readonly string[] = ['canaries', 'unread'];

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    only: { type: 'string' },
    checks: { type: 'string' },
    most: { type: 'string', default: '5' },
  },
});

const seed = Number(values.seed);
const from = Number(values.only ?? values.from);
const to = values.only === undefined ? from + Number(values.inputs) : from + 1;
const checks = values.checks?.split(',') ?? CHECK_NAMES;
const unknown = checks.filter((name) => !CHECK_NAMES.includes(name));
if (![seed, from, to].every(Number.isSafeInteger) || unknown.length > 0) {
  process.stderr.write(
    `--inputs, --seed, --from, --only and --most take whole numbers; --checks takes ${CHECK_NAMES.join(', ')}.\n`,
  );
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'xolint-fuzz-'));
const began = performance.now();
const perSecond = (number: number) => ((number - from) / ((performance.now() - began) / 1000)).toFixed(0);
const begins = watch(seed);
const { counts, found } = await fuzz({
  seed,
  from,
  to,
  checks,
  fixtures: 'fixtures',
  folder,
  most: Number(values.most),
  begins: (number) => {
    begins(number);
    if (number > from && (number - from) % 5000 === 0)
      process.stderr.write(`${number - from} inputs, ${perSecond(number)} a second\n`);
  },
  failed: ({ check, what, input, path }) => process.stdout.write(`${check}, input ${input.number}: ${what}\n  ${path}\n`),
});
process.stdout.write(`${to - from} inputs of seed ${seed}, ${perSecond(to)} a second\n`);
for (const check of checks)
  process.stdout.write(`  ${check}: ${counts.get(check) ?? 0}${COUNTED.includes(check) ? ' (only counted)' : ''}\n`);
if (found.length > 0) process.stdout.write(`The failing inputs, made short, are in ${folder}\n`);
process.exit([...counts.keys()].some((check) => !COUNTED.includes(check)) ? 1 : 0);
