import { createHash } from 'node:crypto';
import type { ClaimView } from '../claims/claim.ts';
import type { RawPart } from '../claims/raw.ts';
import { ISA_WIDTHS } from '../codes/isa.ts';
import type { EnvelopeSegment } from '../model/envelope.ts';
import { ByteFile } from './byte-file.ts';

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

/** A claim that stands under a header or level whose first segment is missing: there is nothing to write it under. Says which. */
export class NoHeadError extends Error {}

const noEnvelope = () => new NoHeadError('a claim has no ISA, GS or ST before it');

/** Writes claims, with the parents that they need, as a conformant file. The file is there once it is finished. */
export class ClaimWriter {
  readonly written: Written = { claims: 0, charge: 0, transactions: 0 };
  readonly #file: ByteFile;
  readonly #part: string;
  readonly #keepControl: boolean;
  #envelope: ClaimView['envelope'] | undefined;
  #isa: EnvelopeSegment | undefined;
  #gs: EnvelopeSegment | undefined;
  #isaControl = '';
  #gsControl = '';
  #stControl = '';
  #groups = 0;
  #sets = 0;
  #segments = 0;
  #hl = 0;
  /** Offsets in the source of the parts that are open; -1 for none. */
  #header = -1;
  #billing = -1;
  #subscriber = -1;
  #patient = -1;
  /** HL01 of the open levels, and where the child flag of the subscriber stands; 0 and -1 for none. */
  #billingHl = 0;
  #subscriberHl = 0;
  #childFlag = -1;
  #separator = '*';
  #newline = '';
  #end = '~';

  constructor(path: string, part: string, keepControl: boolean) {
    this.#file = new ByteFile(path);
    this.#part = part;
    this.#keepControl = keepControl;
  }

  /** Adds a claim, `part`, with what it stands under; returns its ordinal in this file. */
  add(claim: ClaimView, part: RawPart): number {
    this.#openEnvelope(claim);
    this.#openLevels(claim);
    this.#file.copy(part.bytes);
    if (this.#newline !== '') this.#file.text(this.#newline);
    this.#segments += part.segments;
    const { written } = this;
    written.claims++;
    const { charge } = claim;
    if (Number.isFinite(charge)) written.charge += charge;
    return written.claims;
  }

  /** Writes what trailers are due and closes the file. */
  finish(): void {
    this.#closeInterchange();
    this.#file.close();
  }

  /** Ends it without a trace. */
  discard(): void {
    this.#file.discard();
  }

  #openEnvelope(claim: ClaimView): void {
    const header = claim.offsetOf('header');
    // One object for all claims of a set.
    if (claim.envelope === this.#envelope && header === this.#header) return;
    this.#envelope = claim.envelope;
    const { isa, gs, newline } = claim.envelope;
    if (!isa || !gs || header < 0) throw noEnvelope();
    if (isa !== this.#isa) {
      this.#closeInterchange();
      this.#separator = String.fromCharCode(claim.delimiters.element);
      this.#newline = newline;
      this.#end = String.fromCharCode(claim.delimiters.terminator) + newline;
      this.#isa = isa;
      this.#writeIsa(isa);
    }
    if (gs !== this.#gs) {
      this.#closeGroup();
      this.#gs = gs;
      this.#writeGs(gs);
    }
    if (header !== this.#header) {
      this.#closeSet();
      this.#header = header;
      this.#writeHeader(claim.raw('header')!);
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
    this.#line('ISA', ...elements);
    this.#groups = 0;
  }

  #writeGs(gs: EnvelopeSegment): void {
    this.#gsControl = this.#keepControl ? gs.text(6) : String(Number(this.#isaControl) + this.#groups);
    this.#line(...gs.elements.map((text, k) => (k === 6 ? this.#gsControl : text)));
    this.#groups++;
    this.#sets = 0;
  }

  /** ST with its new number, and the rest up to 1000B as it stands. */
  #writeHeader(header: RawPart): void {
    const st = Buffer.from(header.bytes.subarray(0, header.head - 1))
      .toString('latin1')
      .split(this.#separator);
    if (st[0]!.replace(/[\r\n]/g, '') !== 'ST') throw noEnvelope();
    this.#stControl = this.#keepControl ? (st[2] ?? '') : String(this.#sets + 1).padStart(4, '0');
    st[2] = this.#stControl;
    this.#segments = 0;
    this.#hl = 0;
    this.#billing = -1;
    this.#billingHl = 0;
    this.#noSubscriber();
    this.#line(...st);
    this.#behindHead(header);
    this.#sets++;
    this.written.transactions++;
  }

  #openLevels(claim: ClaimView): void {
    const billing = claim.offsetOf('billing');
    if (billing >= 0 && billing !== this.#billing) {
      this.#billing = billing;
      this.#billingHl = this.#level(claim.raw('billing')!, '20', -1, DIGIT_1);
      this.#noSubscriber();
    }
    const subscriber = claim.offsetOf('subscriber');
    if (subscriber >= 0 && subscriber !== this.#subscriber) {
      this.#subscriber = subscriber;
      this.#subscriberHl = this.#level(claim.raw('subscriber')!, '22', this.#billingHl, DIGIT_0);
      this.#patient = -1;
    }
    const patient = claim.offsetOf('patient');
    if (patient >= 0 && patient !== this.#patient) {
      this.#patient = patient;
      // Whether a subscriber has dependents in this file is known only when the first one comes.
      if (this.#childFlag >= 0) this.#file.patch(this.#childFlag, DIGIT_1);
      this.#level(claim.raw('patient')!, '23', this.#subscriberHl, DIGIT_0);
    }
  }

  #noSubscriber(): void {
    this.#subscriber = -1;
    this.#subscriberHl = 0;
    this.#childFlag = -1;
    this.#patient = -1;
  }

  /** A level with its HL renumbered; `parent` is -1 for a level that has none. Gives the number. */
  #level(part: RawPart, code: '20' | '22' | '23', parent: number, child: number): number {
    const file = this.#file;
    const separator = this.#separator;
    const head = Buffer.from(part.bytes.subarray(0, part.head))
      .toString('latin1')
      .replace(/[\r\n]/g, '');
    if (!head.startsWith(`HL${separator}`)) throw new NoHeadError(`the level at line ${part.line} has no HL`);
    const hl = ++this.#hl;
    file.text(`HL${separator}`);
    file.number(hl);
    file.text(separator);
    if (parent >= 0) file.number(parent);
    file.text(separator + code + separator);
    if (code === '22') this.#childFlag = file.position;
    file.text(String.fromCharCode(child) + this.#end);
    this.#behindHead(part);
    return hl;
  }

  /** What stands in a part behind its first segment, which was written already. */
  #behindHead(part: RawPart): void {
    this.#segments += part.segments;
    if (part.segments === 1) return;
    // The line break behind the first segment has been written.
    let from = part.head;
    while (part.bytes[from]! <= 32) from++;
    this.#file.copy(part.bytes, from);
    if (this.#newline !== '') this.#file.text(this.#newline);
  }

  /** A segment of the envelope. */
  #line(...elements: readonly (string | number)[]): void {
    this.#file.text(elements.join(this.#separator) + this.#end);
  }

  #closeSet(): void {
    if (this.#header < 0) return;
    this.#line('SE', this.#segments + 1, this.#stControl);
    this.#header = -1;
  }

  #closeGroup(): void {
    this.#closeSet();
    if (!this.#gs) return;
    this.#line('GE', this.#sets, this.#gsControl);
    this.#gs = undefined;
  }

  #closeInterchange(): void {
    this.#closeGroup();
    if (!this.#isa) return;
    this.#line('IEA', this.#groups, this.#isaControl);
    this.#isa = undefined;
  }
}
