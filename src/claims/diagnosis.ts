import type { Diagnosis } from '../model/claim.ts';
import type { Location } from '../model/finding.ts';
import { text, upperText } from '../x12/elements.ts';
import { locationOf } from '../x12/location.ts';
import type { Context } from './segment.ts';

/** ICD-10 principal and other diagnoses, and their ICD-9 forerunners: what SV107 counts. */
export const DIAGNOSIS_QUALIFIERS: ReadonlySet<string> = new Set(['ABK', 'ABF', 'BK', 'BF']);

export class DiagnosisView implements Diagnosis {
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

  at(): Location {
    return locationOf(this.#context.table, this.#segment, this.#element, 2, '2300', this.#context.keep);
  }
}
