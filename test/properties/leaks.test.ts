import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FORMATS } from '../../src/formats/index.ts';
import type { Shown } from '../../src/model/finding.ts';
import { RULES } from '../../src/rules/index.ts';
import { diceOf, leakIn, plant, slip } from '../support/canaries.ts';
import { lintNamed, PLAIN, render, suppress } from '../support/report.ts';

/** How many files are linted; more with LEAKS=200000, others with SEED=2. */
const INPUTS = Number(process.env.LEAKS ?? 10_000);
const SEED = Number(process.env.SEED ?? 1);

const FOLDER = join(import.meta.dirname, '../../fixtures');
const FIXTURES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.edi'))
  .sort()
  .map((name) => readFileSync(join(FOLDER, name), 'latin1'))
  .filter((text) => text.length < 6000 && text.startsWith('ISA*'));

/** Inputs of one run, and of one file: opening a file costs more than reading it. */
const BATCH = 100;
const TOGETHER = 5;

const madeOf = (input: number) => {
  const dice = diceOf(SEED * 1_000_003 + input);
  return slip(plant(FIXTURES[dice(FIXTURES.length)]!, dice), dice);
};

/** What the formats let out of a run over some inputs, by format. */
async function leaksOf(inputs: readonly number[], shown: readonly Shown[] = []): Promise<{ leaks: string[]; findings: number }> {
  const files: Record<string, string> = {};
  for (const [k, input] of inputs.entries()) {
    const path = `${Math.floor(k / TOGETHER)}.edi`;
    files[path] = (files[path] ?? '') + madeOf(input).text;
  }
  const report = await lintNamed(files, { rules: RULES, shown });
  const reports = inputs[0]! % 500 === 0 ? [report, suppress(report, () => true, { reason: 'agreed' })] : [report];
  const leaks = reports.flatMap((each) =>
    Object.values(FORMATS).flatMap((format) => {
      const found = leakIn(render(format, each, { ...PLAIN, stats: true, statistics: true }));
      return found === undefined ? [] : [`${format.name}: ${found}`];
    }),
  );
  return { leaks, findings: report.findings.length };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

test(`no slip of the keyboard lets a planted value out of any format, in ${INPUTS} files`, { timeout: 1e9 }, async () => {
  const all: string[] = [];
  let findings = 0;
  for (let from = 0; from < INPUTS && all.length < 20; from += BATCH) {
    const inputs = range(from, Math.min(from + BATCH, INPUTS));
    const run = await leaksOf(inputs);
    findings += run.findings;
    if (run.leaks.length === 0) continue;
    for (const input of inputs) {
      const [leak] = (await leaksOf([input])).leaks;
      if (leak !== undefined) all.push(`input ${input} (${madeOf(input).slips.join(', ')}): ${leak}`);
    }
    if (all.length === 0) all.push(...run.leaks);
  }
  expect(all).toEqual([]);
  expect(findings).toBeGreaterThan(INPUTS);
});

test('the same files leak where segments are asked for', async () => {
  const { leaks } = await leaksOf(range(0, BATCH), ['segment']);
  expect(leaks.map((leak) => leak.split(':', 1)[0])).toEqual(expect.arrayContaining(['json', 'stylish', 'html', 'csv']));
});
