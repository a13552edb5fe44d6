import type { Patient } from '../model/claim.ts';
import type { Phi } from '../model/finding.ts';
import { text } from '../x12/elements.ts';
import { type Context, phi } from './segment.ts';

export class PatientView implements Patient {
  readonly isSubscriber: boolean;
  readonly birthDate: number | undefined;
  readonly #context: Context;
  /** The NM1; -1 if none. */
  readonly #name: number;

  constructor(context: Context, isSubscriber: boolean, birthDate: number | undefined, name: number) {
    this.#context = context;
    this.isSubscriber = isSubscriber;
    this.birthDate = birthDate;
    this.#name = name;
  }

  get firstName(): Phi {
    return phi('private', this.#name < 0 ? '' : text(this.#context.table, this.#name, 4).trim());
  }

  get lastName(): Phi {
    return phi('private', this.#name < 0 ? '' : text(this.#context.table, this.#name, 3).trim());
  }
}
