import { interchangeKey } from '../../../codes/isa.ts';
import type { EnvelopeSegment } from '../../../model/envelope.ts';
import type { Location } from '../../../model/finding.ts';
import { Generations } from '../../support/bounded-tables.ts';

/** The most interchanges that one of two tables holds. */
const TABLE_LIMIT = 1 << 16;

class Table {
  readonly #known = new Map<string, { readonly location: Location; readonly file: number }>();

  get count(): number {
    return this.#known.size;
  }

  find(key: string) {
    return this.#known.get(key);
  }

  add(key: string, location: Location, file: number): void {
    this.#known.set(key, { location, file });
  }
}

/** The control numbers of a run, each with its sender and receiver. Beyond some hundred thousand interchanges the oldest are forgotten. */
export class InterchangeLog {
  readonly #tables: Generations<Table>;

  /** `limit`: the most interchanges that one of the two tables holds. */
  constructor(limit = TABLE_LIMIT) {
    this.#tables = new Generations(() => new Table(), limit);
  }

  /** Adds an ISA. If an earlier file has one with the same number, sender and receiver, it returns the location of that and adds nothing. */
  add(isa: EnvelopeSegment, file: number): Location | undefined {
    if (isa.text(13).trim() === '') return undefined;
    const key = interchangeKey((element) => isa.text(element));
    for (const table of this.#tables.all) {
      const known = table.find(key);
      if (known) return known.file === file ? known.location : { ...known.location, file: known.file };
    }
    this.#tables.open.add(key, isa.at(13), file);
    return undefined;
  }
}
