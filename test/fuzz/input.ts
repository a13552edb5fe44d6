import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { respell } from '../support/edi.ts';
import { HURTING, MUTATIONS, type Mutation, mutate } from '../support/mutate.ts';
import { plantedFile, plantedSegments } from '../support/phi.ts';
import { SAMPLES } from '../support/samples.ts';
import { Random } from './random.ts';

/** A damaged file, and the ways in which it is read. */
export interface Input {
  readonly seed: number;
  /** Which one of its seed. */
  readonly number: number;
  /** One character a byte. */
  readonly text: string;
  /** Its patient's values are planted. */
  readonly isPlanted: boolean;
  /** Sizes of the pieces that its bytes come in, over and over. */
  readonly pieces: readonly number[];
  /** Which claims the second judge gets, and after which a batch ends, over and over. */
  readonly away: readonly boolean[];
  readonly ends: readonly boolean[];
  /** Share of its gzip that is left where that is cut off, in thousandths. */
  readonly cutAt: number;
}

const PLANTED = [false, true].map((institutional) => plantedFile(plantedSegments(institutional), institutional));

/** Every file of the fixtures, and every example of every rule. */
function basesIn(fixtures: string): readonly string[] {
  const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.edi'))
    .sort()
    .map((name) => readFileSync(join(fixtures, name), 'latin1'));
  return [...new Set([...SAMPLES, ...files])].filter((text) => text.length < 20_000);
}

function mutationOf(random: Random): Mutation {
  const bytes = random.once(2)
    ? random.of(HURTING)
    : String.fromCharCode(...random.list(1 + random.below(6), () => random.below(256)));
  return { kind: random.of(MUTATIONS), at: random.below(100_000), other: random.below(100_000), bytes };
}

/** The same text with other separators; those that it has as data then separate too. */
function spelt(text: string, random: Random): string {
  return respell(text, {
    element: random.of(['*', '|', '\x1d', '+']),
    component: random.of([':', '>', '\x1f', '&']),
    repetition: random.of(['^', '!', '\x1e', '{']),
    terminator: random.of(['~', "'", '\x1c', '\n', '\r']),
    newline: random.of(['', '\n', '\r\n', '\r', ' \n']),
  });
}

/** Makes inputs: the one of a seed and a number is always the same. */
export class InputMaker {
  readonly #bases: readonly string[];

  constructor(fixtures: string) {
    this.#bases = basesIn(fixtures);
  }

  make(seed: number, number: number): Input {
    const random = new Random(seed, number);
    const isPlanted = random.once(8);
    let text = isPlanted ? random.of(PLANTED) : random.of(this.#bases);
    const mutations = random.list(random.below(4), () => mutationOf(random));
    text = mutations.reduce(mutate, text);
    if (random.once(3)) text = spelt(text, random);
    if (random.once(12)) text = `${text}${random.of(['', '\n', ' '])}${random.of(this.#bases)}`;
    if (random.once(12)) text = `${random.of(['\xef\xbb\xbf', 'junk\n', '\r\n\r\n', ' ', '\0', 'ISA', 'x'.repeat(5000)])}${text}`;
    return {
      seed,
      number,
      text,
      isPlanted,
      pieces: random.list(1 + random.below(6), () => 1 + random.below(random.of([4, 40, 400]))),
      away: random.list(1 + random.below(5), () => random.once(2)),
      ends: random.list(1 + random.below(4), () => random.once(3)),
      cutAt: random.below(1000),
    };
  }
}
