import { createHash } from 'node:crypto';
import type { ClaimView } from '../claims/claim.ts';
import type { RawPart } from '../claims/raw.ts';
import type { Headers } from '../claims/set-facts.ts';
import { ISA_WIDTHS } from '../codes/isa.ts';
import type { EnvelopeSegment } from '../model/envelope.ts';
import { ByteFile } from './byte-file.ts';

/** Counts of one written file. Charges in cents; claims whose CLM02 is not an amount count as 0. */
export interface Written {
  claims: number;
  charge: number;
  transactions: number;
}

/**
 * A control number for a new envelope: nine digits derived from the old ISA and the name of the part. The same split gives the same files.
 */
export function newControl(isa: readonly string[], part: string): string {
  const digest = createHash('sha256')
    .update([...isa, part].join('\n'))
    .digest();
  return String((digest.readUIntBE(0, 6) % 899_999_999) + 100_000_000);
}

/** Control numbers of one run, none of them twice. */
export class NewControls {
  readonly #used = new Set<string>();

  /** The number of an interchange. Another one with the same ISA gets another number. */
  next(isa: readonly string[], part: string): string {
    let control = newControl(isa, part);
    for (let n = 2; this.#used.has(control); n++) control = newControl(isa, `${part} ${n}`);
    this.#used.add(control);
    return control;
  }
}

const DIGIT_0 = 48;
const DIGIT_1 = 49;

/** A claim under a header or level whose first segment is missing, so it cannot be written. The message names the segment. */
export class NoHeadError extends Error {}

const noEnvelope = () => new NoHeadError('a claim has no ISA, GS or ST before it');

/** Writes ISA, GS and ST of claims, and their trailers. */
class EnvelopeWriter {
  /** Segments of the open set, ST counted. */
  segments = 0;
  /** Sets written in the whole file. */
  transactions = 0;
  /** Line break after a terminator; '' for none. */
  newline = '';
  separator = '*';
  /** Terminator and line break. */
  end = '~';
  readonly #file: ByteFile;
  readonly #part: string;
  /** Undefined to keep the old numbers. */
  readonly #new: NewControls | undefined;
  #envelope: Headers | undefined;
  /** Offset in the source of the header that is open; -1 for none. */
  #header = -1;
  readonly #controls = { isa: '', gs: '', st: '' };
  #groups = 0;
  #sets = 0;

  constructor(file: ByteFile, part: string, controls: NewControls | undefined) {
    this.#file = file;
    this.#part = part;
    this.#new = controls;
  }

  /** Opens the interchange, group and set of a claim; returns whether its set is a new one. */
  open(claim: ClaimView): boolean {
    const header = claim.offsetOf('header');
    const open = this.#envelope;
    // One object for all claims of a set.
    if (claim.set.headers === open && header === this.#header) return false;
    const { isa, gs, newline } = claim.set.headers;
    if (!isa || !gs || header < 0) throw noEnvelope();
    if (isa !== open?.isa) {
      this.close();
      this.separator = String.fromCharCode(claim.delimiters.element);
      this.newline = newline;
      this.end = String.fromCharCode(claim.delimiters.terminator) + newline;
      this.#writeIsa(isa);
      this.#writeGs(gs);
    } else if (gs !== open.gs) {
      this.#closeGroup();
      this.#writeGs(gs);
    }
    this.#envelope = claim.set.headers;
    if (header === this.#header) return false;
    this.#closeSet();
    this.#header = header;
    this.#writeHeader(claim.raw('header')!);
    return true;
  }

  /** ISA with its elements at their widths, and a control number of its own. */
  #writeIsa(isa: EnvelopeSegment): void {
    const old = isa.elements;
    const control = this.#new?.next(old, this.#part) ?? isa.text(13);
    const elements = ISA_WIDTHS.map((width, i) => {
      const text = i === 12 ? control.padStart(9, '0') : isa.text(i + 1).replace(/\.{2,}$/, '');
      return text.padEnd(width).slice(0, width);
    });
    this.#controls.isa = elements[12]!;
    this.#line('ISA', ...elements);
    this.#groups = 0;
  }

  #writeGs(gs: EnvelopeSegment): void {
    const control = this.#new ? String(Number(this.#controls.isa) + this.#groups) : gs.text(6);
    this.#controls.gs = control;
    const elements = Array.from({ length: Math.max(gs.elements.length, 7) }, (_, k) => (k === 6 ? control : gs.text(k)));
    this.#line(...elements);
    this.#groups++;
    this.#sets = 0;
  }

  /** ST with its new number, and the rest up to 1000B as it is. */
  #writeHeader(header: RawPart): void {
    const st = Buffer.from(header.bytes.subarray(0, header.head - 1))
      .toString('latin1')
      .split(this.separator);
    if (st[0]!.replace(/[\r\n]/g, '') !== 'ST') throw noEnvelope();
    this.#controls.st = this.#new ? String(this.#sets + 1).padStart(4, '0') : (st[2] ?? '');
    st[2] = this.#controls.st;
    this.segments = 0;
    this.#line(...st);
    this.copyAfterHead(header);
    this.#sets++;
    this.transactions++;
  }

  /** Copies the rest of a part after its first segment, which is already written. */
  copyAfterHead(part: RawPart): void {
    this.segments += part.segments;
    if (part.segments === 1) return;
    // The line break after the first segment has been written.
    let from = part.head;
    while (part.bytes[from]! <= 32) from++;
    this.#file.copy(part.bytes, from);
    if (this.newline !== '') this.#file.text(this.newline);
  }

  #line(...elements: readonly (string | number)[]): void {
    this.#file.text(elements.join(this.separator) + this.end);
  }

  #closeSet(): void {
    if (this.#header < 0) return;
    this.#line('SE', this.segments + 1, this.#controls.st);
    this.#header = -1;
  }

  #closeGroup(): void {
    this.#closeSet();
    if (this.#envelope) this.#line('GE', this.#sets, this.#controls.gs);
  }

  /** Writes the trailers of everything that is open. */
  close(): void {
    this.#closeGroup();
    if (this.#envelope) this.#line('IEA', this.#groups, this.#controls.isa);
    this.#envelope = undefined;
  }
}

/** Writes the levels of claims, with new HL numbers in each set. */
class LevelWriter {
  readonly #file: ByteFile;
  readonly #envelope: EnvelopeWriter;
  #hl = 0;
  /** Offsets in the source of the levels that are open; -1 for none. */
  #billing = -1;
  #subscriber = -1;
  #patient = -1;
  /** HL01 of the open levels; 0 for none. */
  #billingHl = 0;
  #subscriberHl = 0;
  /** Where the child flag of the subscriber is in the file; -1 for none. */
  #childFlag = -1;

  constructor(file: ByteFile, envelope: EnvelopeWriter) {
    this.#file = file;
    this.#envelope = envelope;
  }

  /** Begins a set. */
  reset(): void {
    this.#hl = 0;
    this.#billing = -1;
    this.#billingHl = 0;
    this.#noSubscriber();
  }

  /** Opens the levels that a claim is under. */
  open(claim: ClaimView): void {
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

  /** A level with its HL renumbered; `parent` is -1 for a level that has none. Returns its number. */
  #level(part: RawPart, code: '20' | '22' | '23', parent: number, child: number): number {
    const file = this.#file;
    const { separator, end } = this.#envelope;
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
    file.text(String.fromCharCode(child) + end);
    this.#envelope.copyAfterHead(part);
    return hl;
  }
}

/** Writes claims, with the parents that they need, as a conformant file. The file exists once it is finished. */
export class ClaimWriter {
  readonly #file: ByteFile;
  readonly #envelope: EnvelopeWriter;
  readonly #levels: LevelWriter;
  #claims = 0;
  #charge = 0;

  /** `controls` gives new control numbers; if absent, the old ones are kept. */
  constructor(path: string, part: string, controls: NewControls | undefined) {
    this.#file = new ByteFile(path);
    this.#envelope = new EnvelopeWriter(this.#file, part, controls);
    this.#levels = new LevelWriter(this.#file, this.#envelope);
  }

  get written(): Readonly<Written> {
    return { claims: this.#claims, charge: this.#charge, transactions: this.#envelope.transactions };
  }

  /** Adds a claim (`part`: its bytes) with the levels that it is under; returns its ordinal in this file. */
  add(claim: ClaimView, part: RawPart): number {
    const envelope = this.#envelope;
    if (envelope.open(claim)) this.#levels.reset();
    this.#levels.open(claim);
    this.#file.copy(part.bytes);
    if (envelope.newline !== '') this.#file.text(envelope.newline);
    envelope.segments += part.segments;
    const { charge } = claim;
    if (Number.isFinite(charge)) this.#charge += charge;
    return ++this.#claims;
  }

  /** Writes the trailers of everything that is open and closes the file. */
  finish(): void {
    this.#envelope.close();
    this.#file.close();
  }

  /** Deletes the unfinished file. */
  discard(): void {
    this.#file.discard();
  }
}
