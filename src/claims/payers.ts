import type { Adjudication, JudgedPayer, Payers, Segment, ServiceLine } from '../model/claim.ts';
import { cents, equals, sizeOf, upperText } from '../x12/elements.ts';
import { AMT, CAS, DTP, MIA, MOA, NM1, SBR, SVD } from '../x12/ids.ts';
import { type Context, SegmentView } from './segment.ts';

/** A line with its range in the window. */
export interface RangedLine extends ServiceLine {
  /** First segment. */
  readonly begin: number;
  /** One past the last. */
  readonly end: number;
}

/** CAS03, CAS06 … CAS18 are amounts. */
const FIRST_AMOUNT = 3;
const LAST_AMOUNT = 18;

const ADJUDICATED = '573';

/** Both while they are read. */
type Writable<T> = { -readonly [K in keyof T]: T[K] };
type OpenPayer = Writable<Omit<JudgedPayer, 'remarks' | 'adjudications'>> & { remarks: Segment[]; adjudications: Adjudication[] };

const NO_PAYERS: Payers = { others: [], adjudications: [], areNamed: true, zeroAdjustments: [] };

/** Reads what a claim, its head from `from` to before `to`, says about its other payers. Most claims have none. */
export function readPayers(context: Context, from: number, to: number, lines: readonly RangedLine[]): Payers {
  const { id } = context.table;
  const end = lines.at(-1)?.end ?? to;
  let s = from;
  while (s < end && id[s] !== SBR && id[s] !== SVD) s++;
  return s === end ? NO_PAYERS : new Reading(context).read(from, to, lines);
}

class Reading implements Payers {
  readonly others: OpenPayer[] = [];
  readonly adjudications: Writable<Adjudication>[] = [];
  readonly zeroAdjustments: Segment[] = [];
  areNamed = true;
  readonly #context: Context;
  readonly #byId = new Map<string, OpenPayer>();

  constructor(context: Context) {
    this.#context = context;
  }

  read(from: number, to: number, lines: readonly RangedLine[]): this {
    for (let s = from; s < to; s++) this.#takeOfClaim(s);
    for (const payer of this.others) {
      const other = this.#byId.get(payer.id);
      if (other) {
        payer.isAmbiguous = true;
        other.isAmbiguous = true;
      } else this.#byId.set(payer.id, payer);
      if (payer.id === '' || other) this.areNamed = false;
    }
    for (const line of lines) this.#takeLine(line);
    return this;
  }

  #takeOfClaim(s: number): void {
    const { table, loops } = this.#context;
    const id = table.id[s];
    if (id === SBR) {
      this.others.push(otherPayer(this.#segment(s)));
      return;
    }
    const payer = this.others.at(-1);
    if (!payer) return;
    if (id === CAS) {
      payer.adjustment ??= this.#segment(s);
      payer.adjusted += this.#adjusted(s);
    } else if (id === AMT) {
      if (equals(table, s, 1, 'D')) payer.paid ??= this.#segment(s);
      else if (equals(table, s, 1, 'A8')) payer.nonCovered ??= this.#segment(s);
      else if (equals(table, s, 1, 'EAF')) payer.liability ??= this.#segment(s);
    } else if (id === MIA || id === MOA) payer.remarks.push(this.#segment(s));
    else if (id === NM1) {
      if (table.loop[s] !== loops.number('2330B')) return;
      payer.name ??= this.#segment(s);
      payer.id ||= upperText(table, s, 9).trim();
    } else if (id === DTP && equals(table, s, 1, ADJUDICATED)) payer.date ??= this.#segment(s);
  }

  #takeLine(line: RangedLine): void {
    const { table } = this.#context;
    let open: Writable<Adjudication> | undefined;
    for (let s = line.begin; s < line.end; s++) {
      const id = table.id[s];
      if (id === SVD) {
        const payer = this.#payerOf(s);
        open = {
          svd: this.#segment(s, line),
          line,
          payer,
          paid: cents(table, s, 2),
          adjusted: 0,
          isDated: false,
          liability: undefined,
        };
        this.adjudications.push(open);
        payer?.adjudications.push(open);
      } else if (!open) continue;
      else if (id === CAS) open.adjusted += this.#adjusted(s, line);
      else if (id === DTP) open.isDated ||= equals(table, s, 1, ADJUDICATED);
      else if (id === AMT && equals(table, s, 1, 'EAF')) open.liability ??= this.#segment(s, line);
    }
  }

  /** The payer that SVD01 names. */
  #payerOf(s: number): OpenPayer | undefined {
    const { table } = this.#context;
    const [first] = this.others;
    // Most claims have one other payer.
    const isFirst = first !== undefined && first.id !== '' && equals(table, s, 1, first.id);
    const payer = isFirst ? first : this.#byId.get(upperText(table, s, 1).trim());
    return !payer || payer.id === '' || payer.isAmbiguous ? undefined : payer;
  }

  /** The sum of the adjustments in a CAS. */
  #adjusted(s: number, line?: ServiceLine): number {
    const { table } = this.#context;
    const last = Math.min(sizeOf(table, s), LAST_AMOUNT);
    let sum = 0;
    let hasZero = false;
    for (let element = FIRST_AMOUNT; element <= last; element += 3) {
      if (equals(table, s, element, '')) continue;
      const amount = cents(table, s, element);
      sum += amount;
      hasZero ||= amount === 0;
    }
    if (hasZero) this.zeroAdjustments.push(this.#segment(s, line));
    return sum;
  }

  #segment(s: number, line?: ServiceLine): Segment {
    return new SegmentView(this.#context, s, line?.number);
  }
}

const otherPayer = (sbr: Segment): OpenPayer => ({
  sbr,
  name: undefined,
  id: '',
  isAmbiguous: false,
  paid: undefined,
  nonCovered: undefined,
  liability: undefined,
  date: undefined,
  remarks: [],
  adjusted: 0,
  adjustment: undefined,
  adjudications: [],
});
