import { isDistinctModifier } from '../../../codes/procedures.ts';
import type { Claim, Segment, ServiceLine } from '../../../model/claim.ts';
import type { Location } from '../../../model/finding.ts';
import { Generations } from '../../support/bounded-tables.ts';
import { Column, NONE, Slots } from '../../support/growable-index.ts';
import { addPatient, Hash } from '../../support/hash.ts';
import { LocationLog } from '../../support/location-log.ts';

/** Claims by their hash, each with the location of its CLM. */
class Table {
  readonly #low = new Column();
  readonly #high = new Column();
  readonly #slots = new Slots();
  readonly #locations = new LocationLog();

  get count(): number {
    return this.#locations.count;
  }

  /** The claim that has a hash; NONE if there is none. */
  find({ low, high }: Hash): number {
    return this.#slots.at(this.#slot(low, high));
  }

  add({ low, high }: Hash, location: Location, file: number): void {
    const e = this.count;
    this.#locations.add(location, file);
    this.#low.set(e, low);
    this.#high.set(e, high);
    if (!this.#slots.put(this.#slot(low, high), e)) return;
    this.#slots.grow();
    for (let k = 0; k <= e; k++) this.#slots.put(this.#slot(this.#low.get(k), this.#high.get(k)), k);
  }

  locationOf(e: number, file: number): Location {
    return { ...this.#locations.at(e, file), segment: 'CLM', loop: '2300' };
  }

  /** The slot that holds a hash, or else the empty slot where it belongs. */
  #slot(low: number, high: number): number {
    const slots = this.#slots;
    let slot = slots.slotOf(low);
    for (;;) {
      const e = slots.at(slot);
      if (e === NONE || (this.#low.get(e) === low && this.#high.get(e) === high)) return slot;
      slot = slots.next(slot);
    }
  }
}

/** Who rendered the services, and where: of the claim, and of its lines. */
const PROVIDERS = { '837P': ['NM1@2310B,2310C,2420A,2420C'], '837I': ['NM1@2310D,2310E,2420C'] } as const;

/** Components before the description of a procedure. */
const BEFORE_DESCRIPTION = 6;

/** The most claims that one table holds. */
const TABLE_LIMIT = 1 << 19;

/**
 * The original claims of a run. It keeps a hash of each and the location of its CLM, about 24 bytes, and nothing that could
 * identify a patient. Two tables of half a million claims take turns: beyond a million, the older half is dropped, so that memory
 * stays below 30 MB however long the run is. Each claim is compared with at least the half million before it.
 */
export class ClaimLog {
  readonly #tables: Generations<Table>;
  readonly #claim = new Hash();
  readonly #line = new Hash();
  readonly #addProvider = (name: Segment) => {
    this.#claim.add(name.text(9) || name.text(3) + name.text(4));
  };

  /** `limit`: the most claims that one of the two tables holds. */
  constructor(limit = TABLE_LIMIT) {
    this.#tables = new Generations(() => new Table(), limit);
  }

  /** Adds a claim. If an equal one is already there, it returns the location of that one and adds nothing. */
  add(claim: Claim, file: number): Location | undefined {
    const hash = this.#hashOf(claim);
    for (const table of this.#tables.all) {
      const known = table.find(hash);
      if (known !== NONE) return table.locationOf(known, file);
    }
    this.#tables.open.add(hash, claim.clm.at(), file);
    return undefined;
  }

  #hashOf(claim: Claim): Hash {
    const hash = this.#claim;
    hash.start();
    hash.addNumber(claim.type === '837P' ? 1 : 2);
    addPatient(hash, claim);
    hash.add(claim.payerId);
    hash.add(claim.billingNpi);
    hash.add(claim.facility);
    hash.addNumber(claim.charge);
    for (const line of claim.lines) {
      this.#hashLine(line);
      hash.addUnordered(this.#line);
    }
    claim.each(PROVIDERS[claim.type], this.#addProvider);
    hash.finish();
    return hash;
  }

  #hashLine(line: ServiceLine): void {
    const hash = this.#line;
    hash.start();
    hash.addNumber(line.date ?? 0);
    hash.add(line.procedure || line.revenueCode);
    if (line.drug) hash.add(line.drug.raw);
    const { service, claim } = line;
    // The place of the line, if it is not that of the claim, and what an unlisted code stands for. Few lines have either.
    if (claim.type === '837P' && !service.is(5, '') && !service.is(5, claim.facility)) hash.add(service.text(5));
    if (service.components(claim.type === '837P' ? 1 : 2) > BEFORE_DESCRIPTION) hash.add(line.description.value.trim());
    hash.addNumber(Math.round(line.units * 1000));
    for (const modifier of line.modifiers) if (isDistinctModifier(modifier)) hash.add(modifier);
    hash.finish();
  }
}
