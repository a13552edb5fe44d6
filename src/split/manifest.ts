import type { ClaimView } from '../claims/claim.ts';
import type { RawPart } from '../claims/raw.ts';
import { VERSION } from '../version.ts';
import { ByteFile } from './byte-file.ts';
import type { Written } from './writer.ts';

/** A written part as the manifest names it. */
export interface ManifestPart {
  /** Its path from the folder of the manifest. */
  readonly path: string;
  readonly sha256: string;
}
/** Cents of a charge that is larger than nearly every claim: it may be an id in the place of the charge. */
const LARGE = 100_000_000;

/** Lists where each claim went and why, by position, without data of patients. One claim a line. */
export class Manifest {
  readonly #file: ByteFile;
  #control: ClaimView['controlNumbers'] | undefined;
  /** The text that the lines of all claims of a set share. */
  #ofSet = Buffer.alloc(0);
  #separator = '\n';
  /** A charge may be an id in its place: then the sums are not written. */
  #isDoubtful = false;

  constructor(path: string, head: { readonly source: string; readonly good: string; readonly held: string }) {
    this.#file = new ByteFile(path);
    const { source, good, held } = head;
    this.#json({ schemaVersion: 1, tool: { name: 'xolint', version: VERSION }, source, good, held }, ',\n"claims":[');
  }

  /** `part`: the bytes of the claim; `ordinalThere`: its ordinal in the file that it went to; `rules`: those that hold it. */
  claim(claim: ClaimView, part: RawPart, ordinalThere: number, rules: readonly string[]): void {
    const file = this.#file;
    if (!(Math.abs(claim.charge) < LARGE) && !claim.clm.isSound) this.#isDoubtful = true;
    if (claim.controlNumbers !== this.#control) {
      this.#control = claim.controlNumbers;
      const { interchange, group, transaction } = claim.set.shownNumbers;
      this.#ofSet = Buffer.from(`,${JSON.stringify({ interchange, group, transaction }).slice(1, -1)},"line":`);
    }
    file.text(this.#separator);
    this.#separator = ',\n';
    file.text('{"ordinal":');
    file.number(claim.ordinal);
    file.copy(this.#ofSet);
    file.number(part.line);
    file.text(',"byteOffset":');
    file.number(part.offset);
    file.text(',"position":');
    file.number(part.position);
    file.text(rules.length > 0 ? ',"to":"held","ordinalThere":' : ',"to":"good","ordinalThere":');
    file.number(ordinalThere);
    if (rules.length > 0) file.copy(Buffer.from(`,"rules":${JSON.stringify(rules)}`));
    file.text('}');
  }

  /** `parts`: the files that were written; a part without claims has none. The file is on disk from then on. */
  finish(good: Written, held: Written, parts: Readonly<Record<'good' | 'held', ManifestPart | null>>): void {
    const sums = (written: Written) => ({
      claims: written.claims,
      ...(!this.#isDoubtful && { charge: written.charge / 100 }),
      transactions: written.transactions,
    });
    const total = { claims: good.claims + held.claims, ...(!this.#isDoubtful && { charge: (good.charge + held.charge) / 100 }) };
    this.#file.text('\n],\n"totals":');
    this.#json({ input: total, good: sums(good), held: sums(held) }, ',\n"parts":');
    this.#json(parts, '}\n');
    this.#file.close();
  }

  /** Deletes the unfinished file. */
  discard(): void {
    this.#file.discard();
  }

  #json(value: object, end: string): void {
    const text = JSON.stringify(value);
    this.#file.copy(Buffer.from((end.startsWith(',\n"claims"') ? text.slice(0, -1) : text) + end));
  }
}
