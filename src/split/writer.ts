import { createHash } from 'node:crypto';
import type { ClaimView, RawPart } from '../claims/views.ts';
import type { EnvelopeSegment } from '../model/envelope.ts';
import { ISA_WIDTHS } from '../x12/delimiters.ts';
import { PatchFile } from './patch-file.ts';

/** What went into one file. Charges in cents; claims whose CLM02 is no amount count as 0. */
export interface Written {
  claims: number;
  charge: number;
  transactions: number;
}

/**
 * A number for a new envelope: nine digits made of the old ISA and the name of the part, so that the same split gives the same
 * files, and two parts of one interchange never share a number.
 */
export function newControl(isa: readonly string[], part: string): string {
  const digest = createHash('sha256')
    .update([...isa, part].join('\n'))
    .digest();
  return String((digest.readUIntBE(0, 6) % 899_999_999) + 100_000_000);
}

const DIGIT_0 = 48;
const DIGIT_1 = 49;

/** Writes claims, with the parents that they need, as a conformant file. */
export class ClaimWriter {
  readonly written: Written = { claims: 0, charge: 0, transactions: 0 };
  readonly #file: PatchFile;
  readonly #part: string;
  readonly #keepControl: boolean;
  #isa: EnvelopeSegment | undefined;
  #gs: EnvelopeSegment | undefined;
  #isaControl = '';
  #gsControl = '';
  #stControl = '';
  #groups = 0;
  #sets = 0;
  #segments = 0;
  #hl = 0;
  #billing = { offset: -1, hl: 0 };
  #subscriber = { offset: -1, hl: 0, childFlag: 0 };
  #patient = -1;
  #header = -1;
  #separator = '*';
  #end = '~';

  constructor(path: string, part: string, keepControl: boolean) {
    this.#file = new PatchFile(path);
    this.#part = part;
    this.#keepControl = keepControl;
  }

  /** Adds a claim; returns its ordinal in this file. */
  add(claim: ClaimView): number {
    this.#openEnvelope(claim);
    this.#openLevels(claim);
    this.#raw(claim.raw('claim')!);
    this.written.claims++;
    if (Number.isFinite(claim.charge)) this.written.charge += claim.charge;
    return this.written.claims;
  }

  /** Writes what trailers are due and closes the file. */
  finish(): void {
    this.#closeInterchange();
    this.#file.close();
  }

  /** Closes the file without finishing it. */
  abandon(): void {
    this.#file.abandon();
  }

  #openEnvelope(claim: ClaimView): void {
    const { isa, gs, newline } = claim.envelope;
    const header = claim.raw('header')!;
    if (isa !== this.#isa) {
      this.#closeInterchange();
      this.#separator = String.fromCharCode(claim.delimiters.element);
      this.#end = String.fromCharCode(claim.delimiters.terminator) + newline;
      this.#isa = isa;
      this.#writeIsa(isa!);
    }
    if (gs !== this.#gs) {
      this.#closeGroup();
      this.#gs = gs;
      this.#writeGs(gs!);
    }
    if (header.offset !== this.#header) {
      this.#closeSet();
      this.#header = header.offset;
      this.#writeHeader(header);
    }
  }

  /** ISA with its elements at their widths, and a control number of its own. */
  #writeIsa(isa: EnvelopeSegment): void {
    const old = isa.elements;
    this.#isaControl = this.#keepControl ? isa.text(13) : newControl(old, this.#part);
    const elements = ISA_WIDTHS.map((width, i) => {
      const text = i === 12 ? this.#isaControl.padStart(9, '0') : isa.text(i + 1).replace(/\.{2,}$/, '');
      return text.padEnd(width).slice(0, width);
    });
    this.#isaControl = elements[12]!;
    this.#file.text(['ISA', ...elements].join(this.#separator) + this.#end);
    this.#groups = 0;
  }

  #writeGs(gs: EnvelopeSegment): void {
    this.#gsControl = this.#keepControl ? gs.text(6) : String(Number(this.#isaControl) + this.#groups);
    this.#file.text(gs.elements.map((text, k) => (k === 6 ? this.#gsControl : text)).join(this.#separator) + this.#end);
    this.#groups++;
    this.#sets = 0;
  }

  /** ST with its new number, and the rest up to 1000B as it stands. */
  #writeHeader(header: RawPart): void {
    const st = this.#head(header);
    this.#stControl = this.#keepControl ? (st[2] ?? '') : String(this.#sets + 1).padStart(4, '0');
    st[2] = this.#stControl;
    this.#segments = 0;
    this.#hl = 0;
    this.#billing.offset = -1;
    this.#subscriber.offset = -1;
    this.#patient = -1;
    this.#replaced(header, st);
    this.#sets++;
    this.written.transactions++;
  }

  #openLevels(claim: ClaimView): void {
    const billing = claim.raw('billing');
    if (billing && billing.offset !== this.#billing.offset) {
      this.#billing = { offset: billing.offset, hl: this.#level(billing, '', '20', '1').hl };
      this.#subscriber.offset = -1;
    }
    const subscriber = claim.raw('subscriber');
    if (subscriber && subscriber.offset !== this.#subscriber.offset) {
      const { hl, childFlag } = this.#level(subscriber, String(this.#billing.hl), '22', '0');
      this.#subscriber = { offset: subscriber.offset, hl, childFlag };
      this.#patient = -1;
    }
    const patient = claim.raw('patient');
    if (patient && patient.offset !== this.#patient) {
      // Whether a subscriber has dependents in this file is known only when the first one comes.
      this.#file.patch(this.#subscriber.childFlag, DIGIT_1);
      this.#level(patient, String(this.#subscriber.hl), '23', '0');
      this.#patient = patient.offset;
    }
  }

  /** A level with its HL renumbered; gives the number, and where its child flag stands. */
  #level(part: RawPart, parent: string, code: string, child: '0' | '1'): { hl: number; childFlag: number } {
    const hl = ++this.#hl;
    const start = this.#file.position;
    const head = ['HL', String(hl), parent, code].join(this.#separator) + this.#separator;
    this.#replaced(part, ['HL', String(hl), parent, code, child]);
    const childFlag = start + head.length;
    if (child === '0') this.#file.patch(childFlag, DIGIT_0);
    return { hl, childFlag };
  }

  /** Elements of the first segment of a part. */
  #head(part: RawPart): string[] {
    return Buffer.from(part.bytes.subarray(0, part.head - 1))
      .toString('latin1')
      .split(this.#separator);
  }

  /** A part with another first segment. */
  #replaced(part: RawPart, head: readonly string[]): void {
    this.#file.text(head.join(this.#separator) + this.#end);
    this.#segments += part.segments;
    if (part.segments === 1) return;
    // The line break behind the first segment has been written.
    let from = part.head;
    while (part.bytes[from]! <= 32) from++;
    this.#file.write(part.bytes.subarray(from));
    this.#file.text(this.#end.slice(1));
  }

  #raw(part: RawPart): void {
    this.#file.write(part.bytes);
    this.#file.text(this.#end.slice(1));
    this.#segments += part.segments;
  }

  #closeSet(): void {
    if (this.#header < 0) return;
    this.#file.text(['SE', this.#segments + 1, this.#stControl].join(this.#separator) + this.#end);
    this.#header = -1;
  }

  #closeGroup(): void {
    this.#closeSet();
    if (!this.#gs) return;
    this.#file.text(['GE', this.#sets, this.#gsControl].join(this.#separator) + this.#end);
    this.#gs = undefined;
  }

  #closeInterchange(): void {
    this.#closeGroup();
    if (!this.#isa) return;
    this.#file.text(['IEA', this.#groups, this.#isaControl].join(this.#separator) + this.#end);
    this.#isa = undefined;
  }
}
