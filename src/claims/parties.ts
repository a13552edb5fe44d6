import { soundnessOf } from '../guides/soundness.ts';
import type { ClaimType, OtherPayer, Patient } from '../model/claim.ts';
import type { Phi } from '../model/finding.ts';
import { date, equals, text, upperText } from '../x12/elements.ts';
import { DMG, NM1, SBR } from '../x12/ids.ts';
import { BILLING, CLAIM, PATIENT, SUBSCRIBER } from './parts.ts';
import { PatientView } from './patient.ts';
import { type Context, phi } from './segment.ts';

const NO_PAYERS: readonly OtherPayer[] = [];

/** Who is named in a claim and the levels that it is under. Set to each claim in turn. */
export class Parties {
  readonly #context: Context;
  #ranges: Int32Array = new Int32Array(10);
  /** The SBR of the subscriber; -1 if none, -2 if not looked for yet. */
  #sbr = -2;
  #filing: string | undefined;
  #payerId: string | undefined;
  #patient: Patient | undefined;
  #otherPayers: readonly OtherPayer[] | undefined;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Points the view at the claim in `ranges`. */
  reset(ranges: Int32Array): void {
    this.#ranges = ranges;
    this.#sbr = -2;
    this.#filing = undefined;
    this.#payerId = undefined;
    this.#patient = undefined;
    this.#otherPayers = undefined;
  }

  /** First NM1 of a loop in a part; -1 if none. */
  #nm1(part: number, loop: string): number {
    const { table, loops } = this.#context;
    const number = loops.number(loop);
    for (let s = this.#ranges[2 * part]!; s < this.#ranges[2 * part + 1]!; s++)
      if (table.id[s] === NM1 && table.loop[s] === number) return s;
    return -1;
  }

  /** NM109 of a loop in a part. */
  #partyId(part: number, loop: string): string {
    const s = this.#nm1(part, loop);
    return s < 0 ? '' : text(this.#context.table, s, 9).trim();
  }

  get submitter(): string {
    return this.#partyId(0, '1000A');
  }

  get receiver(): string {
    return this.#partyId(0, '1000B');
  }

  get billingNpi(): string {
    const s = this.#nm1(BILLING, '2010AA');
    return s >= 0 && equals(this.#context.table, s, 8, 'XX') ? text(this.#context.table, s, 9).trim() : '';
  }

  get payerId(): string {
    this.#payerId ??= this.#partyId(SUBSCRIBER, '2010BB');
    return this.#payerId;
  }

  /** The SBR of the subscriber; -1 if none. */
  get sbr(): number {
    if (this.#sbr !== -2) return this.#sbr;
    const { id } = this.#context.table;
    const to = this.#ranges[2 * SUBSCRIBER + 1]!;
    let s = this.#ranges[2 * SUBSCRIBER]!;
    while (s < to && id[s] !== SBR) s++;
    this.#sbr = s < to ? s : -1;
    return this.#sbr;
  }

  /** The payer's id where it is one without doubt; '' otherwise. */
  get shownPayerId(): string {
    const s = this.#nm1(SUBSCRIBER, '2010BB');
    return s >= 0 && soundnessOf(this.#context.table, s).isSound ? this.payerId : '';
  }

  get filing(): string {
    this.#filing ??= this.sbr < 0 ? '' : upperText(this.#context.table, this.sbr, 9);
    return this.#filing;
  }

  /** Of the segments `from` to before `to`, which are those of the claim. */
  otherPayers(from: number, to: number): readonly OtherPayer[] {
    this.#otherPayers ??= this.#readOtherPayers(from, to);
    return this.#otherPayers;
  }

  #readOtherPayers(from: number, to: number): readonly OtherPayer[] {
    const { table, loops } = this.#context;
    let payers: { filing: string; id: string }[] | undefined;
    const payer = loops.number('2330B');
    for (let s = from; s < to; s++) {
      if (table.id[s] === SBR && table.loop[s] === loops.otherSubscriber) {
        payers ??= [];
        payers.push({ filing: text(table, s, 9).trim().toUpperCase(), id: '' });
      } else if (payers && table.id[s] === NM1 && table.loop[s] === payer) payers.at(-1)!.id = text(table, s, 9).trim();
    }
    return payers ?? NO_PAYERS;
  }

  get memberId(): Phi {
    return phi('private', this.#partyId(SUBSCRIBER, '2010BA'));
  }

  get patient(): Patient {
    if (this.#patient) return this.#patient;
    const { table } = this.#context;
    const dependent = this.#ranges[2 * PATIENT]! < this.#ranges[2 * PATIENT + 1]!;
    const part = dependent ? PATIENT : SUBSCRIBER;
    const name = this.#nm1(part, dependent ? '2010CA' : '2010BA');
    let birthDate: number | undefined;
    for (let s = this.#ranges[2 * part]!; s < this.#ranges[2 * part + 1]!; s++) {
      if (table.id[s] === DMG) {
        birthDate = date(table, s, 2);
        break;
      }
    }
    this.#patient = new PatientView(this.#context, !dependent, birthDate, name);
    return this.#patient;
  }

  /** NPI of the rendering provider. */
  rendering(type: ClaimType): string {
    const s = this.#nm1(CLAIM, type === '837P' ? '2310B' : '2310D');
    return s >= 0 && equals(this.#context.table, s, 8, 'XX') ? text(this.#context.table, s, 9).trim() : '';
  }
}
