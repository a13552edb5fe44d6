import type { Drug, Segment, ServiceLine } from '../model/claim.ts';
import type { Product } from '../model/tables.ts';
import { decimal, text } from '../x12/elements.ts';
import { type Context, SegmentView } from './segment.ts';

const ELEVEN_DIGITS = /^\d{11}$/;
export class DrugView implements Drug {
  readonly qualifier: string;
  readonly raw: string;
  readonly ndc: string;
  readonly product: Product | undefined;
  readonly quantity: number;
  readonly quantityText: string;
  readonly unit: string;
  readonly #context: Context;
  readonly #lin: number;
  readonly #ctp: number | undefined;
  readonly #line: ServiceLine;

  constructor(context: Context, lin: number, ctp: number | undefined, line: ServiceLine) {
    const { table, tables } = context;
    this.#context = context;
    this.#lin = lin;
    this.#ctp = ctp;
    this.#line = line;
    this.qualifier = text(table, lin, 2).trim();
    this.raw = text(table, lin, 3);
    this.ndc = this.qualifier === 'N4' && ELEVEN_DIGITS.test(this.raw) ? this.raw : '';
    this.product = tables.product(this.ndc);
    this.quantityText = ctp === undefined ? '' : text(table, ctp, 4).trim();
    this.quantity = decimal(this.quantityText);
    this.unit = ctp === undefined ? '' : text(table, ctp, 5, 1).trim();
  }

  get lin(): Segment {
    return new SegmentView(this.#context, this.#lin, this.#line.number);
  }

  get ctp(): Segment | undefined {
    return this.#ctp === undefined ? undefined : new SegmentView(this.#context, this.#ctp, this.#line.number);
  }
}
