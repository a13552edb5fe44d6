import type { ClaimView } from '../claims/claim.ts';
import type { RawPart } from '../claims/raw.ts';
import type { Finding } from '../model/finding.ts';
import { VERSION } from '../version.ts';
import { ByteFile } from './byte-file.ts';
import type { Written } from './writer.ts';

/** Paths of a file that is split, and of its parts. */
export interface SplitPaths {
  readonly source: string;
  readonly good: string;
  readonly held: string;
}

/** A written part as the manifest names it. */
export interface ManifestPart {
  /** Its path from the folder of the manifest. */
  readonly path: string;
  readonly sha256: string;
}
/** Cents of a charge that is larger than nearly every claim: it may be an id in the place of the charge. */
const LARGE = 100_000_000;

/** What became of one file. */
export interface SplitOutcome extends SplitPaths {
  /** The files that were written; a part without claims has none. */
  readonly parts: Readonly<Record<'good' | 'held', ManifestPart | null>>;
  readonly written: { readonly good: Written; readonly held: Written };
  /** Findings that may be the only trace of a loss, and were accepted. */
  readonly accepted: readonly Finding[];
}

/** Where a claim went, and why. */
export interface Placing {
  /** Its ordinal in the file that it went to. */
  readonly ordinalThere: number;
  /** Ids of rules that hold it; empty for a good one. */
  readonly rules: readonly string[];
  /** Ids of rules that would hold it, and are accepted. */
  readonly accepted: readonly string[];
}

const plus = (a: Written, b: Written): Written => ({
  claims: a.claims + b.claims,
  charge: a.charge + b.charge,
  transactions: a.transactions + b.transactions,
});

const NOTHING: Written = { claims: 0, charge: 0, transactions: 0 };

/** Counts and charges. The charges are left out where one may be an id in its place. */
function totals({ good, held }: SplitOutcome['written'], isDoubtful: boolean) {
  const sums = ({ claims, charge, transactions }: Written) => ({
    claims,
    ...(!isDoubtful && { charge: charge / 100 }),
    transactions,
  });
  const input = { claims: good.claims + held.claims, ...(!isDoubtful && { charge: (good.charge + held.charge) / 100 }) };
  return { input, good: sums(good), held: sums(held) };
}

/** Lists where each claim of a run went and why, by position, without data of patients. One claim a line. */
export class Manifest {
  readonly #file: ByteFile;
  readonly #sources: number;
  #source = -1;
  #control: ClaimView['controlNumbers'] | undefined;
  /** The text that the lines of all claims of a set share. */
  #ofSet = Buffer.alloc(0);
  #separator = '\n';
  /** A charge may be an id in its place: then the sums are not written. */
  #isDoubtful = false;

  /** `sources` are all files of the run. One that is alone is named at the top. */
  constructor(path: string, sources: readonly SplitPaths[]) {
    this.#file = new ByteFile(path);
    this.#sources = sources.length;
    const [first] = sources;
    const alone = sources.length === 1 && first && { source: first.source, good: first.good, held: first.held };
    this.#json({ schemaVersion: 1, tool: { name: 'xolint', version: VERSION }, ...alone }, ',\n"claims":[');
  }

  /** Begins the claims of the next file. */
  begin(): void {
    this.#source++;
    this.#control = undefined;
  }

  /** `part`: the bytes of the claim. */
  claim(claim: ClaimView, part: RawPart, { ordinalThere, rules, accepted }: Placing): void {
    const file = this.#file;
    if (!(Math.abs(claim.charge) < LARGE) && !claim.clm.isSound) this.#isDoubtful = true;
    if (claim.controlNumbers !== this.#control) {
      this.#control = claim.controlNumbers;
      const { interchange, group, transaction } = claim.set.shownNumbers;
      this.#ofSet = Buffer.from(`,${JSON.stringify({ interchange, group, transaction }).slice(1, -1)},"line":`);
    }
    file.text(this.#separator);
    this.#separator = ',\n';
    file.text('{');
    if (this.#sources > 1) {
      file.text('"source":');
      file.number(this.#source);
      file.text(',');
    }
    file.text('"ordinal":');
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
    if (accepted.length > 0) file.copy(Buffer.from(`,"accepted":${JSON.stringify(accepted)}`));
    file.text('}');
  }

  /** Ends the list. `outcomes` are those of the sources, in their order. The file is on disk from then on. */
  finish(outcomes: readonly SplitOutcome[]): void {
    const whole = outcomes.reduce(
      (sum, { written }) => ({ good: plus(sum.good, written.good), held: plus(sum.held, written.held) }),
      { good: NOTHING, held: NOTHING },
    );
    const accepted = outcomes.flatMap(({ accepted: findings }, source) =>
      findings.map(({ rule, location, affects }) => ({
        source,
        rule,
        line: location.line,
        byteOffset: location.byteOffset,
        claims: affects?.claims ?? 1,
      })),
    );
    this.#file.text('\n],\n"totals":');
    this.#json(totals(whole, this.#isDoubtful), ',\n"sources":');
    this.#json(
      outcomes.map(({ source, good, held, written, parts }) => ({
        source,
        good,
        held,
        totals: totals(written, this.#isDoubtful),
        parts,
      })),
      ',\n"accepted":',
    );
    const [first] = outcomes;
    const alone = outcomes.length === 1 ? first : undefined;
    this.#json(accepted, alone ? ',\n"parts":' : '}\n');
    if (alone) this.#json(alone.parts, '}\n');
    this.#file.close();
  }

  /** Deletes the unfinished file. */
  discard(): void {
    this.#file.discard();
  }

  /** Writes a value. The object at the top stays open for what follows. */
  #json(value: object, end: string): void {
    const text = JSON.stringify(value);
    const isTop = end.endsWith('"claims":[');
    this.#file.copy(Buffer.from((isTop ? text.slice(0, -1) : text) + end));
  }
}
