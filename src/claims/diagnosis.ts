import { soundnessOf } from '../guides/soundness.ts';
import type { Diagnosis } from '../model/claim.ts';
import type { Location } from '../model/finding.ts';
import { beginOf, endOf, sizeOf, text, upperText } from '../x12/elements.ts';
import { HI } from '../x12/ids.ts';
import { locationOf } from '../x12/location.ts';
import type { Context } from './segment.ts';

/** ICD-10 principal and other diagnoses, and their ICD-9 forerunners: what SV107 counts. */
const DIAGNOSIS_QUALIFIERS: ReadonlySet<string> = new Set(['ABK', 'ABF', 'BK', 'BF']);

class DiagnosisView implements Diagnosis {
  qualifier = '';
  raw = '';
  code = '';
  readonly #context: Context;
  #segment = 0;
  #element = 0;

  constructor(context: Context) {
    this.#context = context;
  }

  reset(segment: number, element: number): void {
    const { table } = this.#context;
    this.#segment = segment;
    this.#element = element;
    this.qualifier = text(table, segment, element, 1);
    this.raw = text(table, segment, element, 2);
    this.code = upperText(table, segment, element, 2);
    if (this.raw.includes('.')) this.code = this.code.replace('.', '');
  }

  get isSound(): boolean {
    return soundnessOf(this.#context.table, this.#segment).isSound;
  }

  at(): Location {
    return locationOf(this.#context.table, this.#segment, this.#element, 2, '2300', this.#context.keep);
  }
}

const NO_DIAGNOSES: readonly Diagnosis[] = [];

/** The codes of the HI segments of a claim. Set to each claim in turn; decoded on first use. */
export class DiagnosisList {
  readonly #context: Context;
  #from = 0;
  #to = 0;
  readonly #pool: DiagnosisView[] = [];
  /** The first views of the pool, by how many: the lists are made once and shared by all claims of that many codes. */
  readonly #lists: (readonly Diagnosis[])[] = [];
  #codes: readonly Diagnosis[] | undefined;
  #diagnoses: readonly Diagnosis[] | undefined;
  #singletons: (readonly Diagnosis[])[] = [];

  constructor(context: Context) {
    this.#context = context;
  }

  /** Points the list at the segments `from` to before `to`. */
  reset(from: number, to: number): void {
    this.#from = from;
    this.#to = to;
    this.#codes = undefined;
    this.#diagnoses = undefined;
    if (this.#singletons.length > 0) this.#singletons = [];
  }

  /** Every code of every HI. */
  get codes(): readonly Diagnosis[] {
    if (this.#codes) return this.#codes;
    const { table } = this.#context;
    let count = 0;
    for (let s = this.#from; s < this.#to; s++) {
      if (table.id[s] !== HI) continue;
      const size = sizeOf(table, s);
      for (let element = 1; element <= size; element++) {
        if (endOf(table, s, element) <= beginOf(table, s, element)) continue;
        this.#pool[count] ??= new DiagnosisView(this.#context);
        this.#pool[count++]!.reset(s, element);
      }
    }
    this.#lists[count] ??= this.#pool.slice(0, count);
    const codes = this.#lists[count]!;
    this.#codes = codes;
    return codes;
  }

  /** What a diagnosis pointer counts. */
  get diagnoses(): readonly Diagnosis[] {
    if (this.#diagnoses) return this.#diagnoses;
    const { codes } = this;
    const isDiagnosis = ({ qualifier }: Diagnosis) => DIAGNOSIS_QUALIFIERS.has(qualifier);
    this.#diagnoses = codes.every(isDiagnosis) ? codes : codes.filter(isDiagnosis);
    return this.#diagnoses;
  }

  /** The diagnosis of a number as a list of one, or none; the same list for all lines that point there alone. */
  singleton(index: number): readonly Diagnosis[] {
    const diagnosis = this.diagnoses[index];
    if (!diagnosis) return NO_DIAGNOSES;
    this.#singletons[index] ??= [diagnosis];
    return this.#singletons[index]!;
  }
}
