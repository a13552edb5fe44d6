import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../src/rules/index.ts';
import type { AnyRule } from '../../src/rules/rule.ts';
import { examine, type Failure } from './checks.ts';
import { type Input, InputMaker } from './input.ts';
import { minimise } from './minimise.ts';
import { lintBy } from './ways.ts';

/** What a run of the fuzzer does. */
export interface FuzzOptions {
  readonly seed: number;
  /** Numbers of the first input and of one past the last. */
  readonly from: number;
  readonly to: number;
  /** Names of the checks. */
  readonly checks: readonly string[];
  /** Folder of the files that inputs are made from. */
  readonly fixtures: string;
  /** Folder that failing inputs are written to; they are not minimised without one. */
  readonly folder?: string;
  /** Failures of a check that are minimised; more are only counted. */
  readonly most: number;
  readonly rules?: readonly AnyRule[];
  /** Called before each input, and before each shorter form of one. */
  begins?(number: number): void;
  /** Called for each failure that is kept. */
  failed?(found: Found): void;
}

/** A failure and the input that shows it. */
export interface Found extends Failure {
  readonly input: Input;
  /** File with the shortest text that shows it. */
  readonly path?: string;
}

/** How often each check failed, and the first inputs of each. */
export interface FuzzResult {
  readonly counts: ReadonlyMap<string, number>;
  readonly found: readonly Found[];
}

/** Examines one input after the other. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const maker = new InputMaker(options.fixtures);
  const lint = lintBy(options.rules ?? RULES);
  const counts = new Map<string, number>();
  const found: Found[] = [];
  const keep = async (input: Input, failure: Failure) => {
    const fails = async (text: string) => {
      options.begins?.(input.number);
      const failures = await examine({ ...input, text }, lint, [failure.check]);
      return failures.some(({ what }) => sameKind(what, failure.what));
    };
    const { folder } = options;
    const path = folder && write(folder, input, failure, await minimise(input.text, fails));
    const kept: Found = { ...failure, input, ...(path !== undefined && { path }) };
    found.push(kept);
    options.failed?.(kept);
  };
  for (let number = options.from; number < options.to; number++) {
    options.begins?.(number);
    const input = maker.make(options.seed, number);
    for (const failure of await examine(input, lint, options.checks)) {
      // A machine with other work may be slow once.
      if (failure.check === 'slow' && (await examine(input, lint, ['slow'])).length === 0) continue;
      const count = (counts.get(failure.check) ?? 0) + 1;
      counts.set(failure.check, count);
      if (count <= options.most) await keep(input, failure);
    }
  }
  return { counts, found };
}

/** Whether two failures of a check are of one kind: they begin with the same words. */
function sameKind(one: string, other: string): boolean {
  const kind = (what: string) => /^[^:\d"…]*:?[^:\d"…]*/.exec(what)![0];
  return kind(one) === kind(other);
}

/** Writes the text of a failure, and beside it what is wrong and how to see it again. Returns the path of the text. */
function write(folder: string, { seed, number }: Input, { check, what }: Failure, text: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${check}-${seed}-${number}.edi`);
  writeFileSync(path, Buffer.from(text, 'latin1'));
  writeFileSync(`${path}.txt`, `${check}: ${what}\nnpm run fuzz -- --seed ${seed} --only ${number} --checks ${check}\n`);
  return path;
}
