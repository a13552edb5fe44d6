import type { Hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { amountOf } from '../x12/elements.ts';
import type { Written } from './writer.ts';

const BUFFER = 256 * 1024;
/** Longest segment in bytes. Segments are copied whole, so none is longer than the reader accepts. */
const LIMIT = 64 * 1024 * 1024;
/** Bytes of an ISA, its terminator counted; the separator of elements is its fourth, the terminator its last. */
const ISA_LENGTH = 106;

const LF = 10;
const CR = 13;
const DIGIT_0 = 48;

/** First bytes of the ids that are checked: CLM, GS, GE, HL, IEA, ST, SE. */
const LOOKED_AT = new Uint8Array(256);
for (const byte of Buffer.from('CGHIS')) LOOKED_AT[byte] = 1;
const V = 86;

/**
 * Reads a written file to its end and checks separators, counts, control numbers, HL numbers and parents. It does not use the
 * reader of claims, so that it cannot share its mistakes: it knows only that a segment ends at a terminator. It compares four bytes
 * at a time, since nearly all of them can be skipped.
 */
class BackReader {
  readonly read: Written = { claims: 0, charge: 0, transactions: 0 };
  readonly #fd: number;
  readonly #hash: Hash | undefined;
  /** Longer than the part that is filled, for terminators that end every search. */
  #bytes = Buffer.allocUnsafeSlow(BUFFER + 4);
  #words = new Int32Array(this.#bytes.buffer, 0, this.#bytes.length >> 2);
  #used = 0;
  #separator = -1;
  #terminator = -1;
  /** Whether an interchange is open. */
  #open = false;
  #isa = '';
  #gs = '';
  #st = '';
  #groups = 0;
  #sets = 0;
  #segments = 0;
  #levels = 0;

  constructor(fd: number, hash: Hash | undefined) {
    this.#fd = fd;
    this.#hash = hash;
  }

  run(): Written {
    let at = 0;
    for (let ended = false; ; ) {
      at = this.#scan(at);
      if (ended) break;
      ended = this.#refill(at);
      at = 0;
    }
    must(!this.#open && at >= this.#used, 'the end');
    return this.read;
  }

  /** Moves the remaining bytes to the front and reads more; true at the end of the file. */
  #refill(from: number): boolean {
    const left = this.#used - from;
    if (left > this.#bytes.length >> 1) {
      must(this.#bytes.length < LIMIT, 'the end of a segment');
      const wider = Buffer.allocUnsafeSlow(2 * this.#bytes.length);
      this.#bytes.copy(wider, 0, from, this.#used);
      this.#bytes = wider;
      this.#words = new Int32Array(wider.buffer, 0, wider.length >> 2);
    } else this.#bytes.copyWithin(0, from, this.#used);
    const read = readSync(this.#fd, this.#bytes, left, this.#bytes.length - 4 - left, null);
    this.#hash?.update(this.#bytes.subarray(left, left + read));
    this.#used = left + read;
    this.#bytes.fill(this.#terminator, this.#used, this.#used + 4);
    return read === 0;
  }

  /** Takes the whole segments from `from` on; returns the index of the first one that is not whole. */
  #scan(from: number): number {
    const bytes = this.#bytes;
    const words = this.#words;
    const used = this.#used;
    let terminator = this.#terminator;
    let four = terminator * 0x01010101;
    for (let at = from; ; ) {
      // A terminator right after a terminator does not end a segment.
      while (at < used && (bytes[at]! <= 32 || bytes[at] === terminator)) at++;
      if (at >= used) return at;
      if (!this.#open) {
        if (at + ISA_LENGTH > used) return at;
        this.#openInterchange(at);
        terminator = this.#terminator;
        four = terminator * 0x01010101;
        at += ISA_LENGTH;
        continue;
      }
      let end = at;
      while ((end & 3) !== 0 && bytes[end] !== terminator) end++;
      if (bytes[end] !== terminator) {
        let word = end >> 2;
        // A byte of `x` is zero where the word has a terminator; only then is a bit left.
        for (let x = words[word]! ^ four; ((x - 0x01010101) & ~x & 0x80808080) === 0; x = words[word]! ^ four) word++;
        end = word << 2;
        while (bytes[end] !== terminator) end++;
      }
      if (end >= used) return at;
      this.#segments++;
      const first = bytes[at]!;
      // Most segments are service lines: skip SV before decoding the id.
      if (LOOKED_AT[first] === 1 && bytes[at + 1] !== V) this.#take(at, end);
      at = end + 1;
    }
  }

  /** Reads the ISA at `at`. */
  #openInterchange(at: number): void {
    const bytes = this.#bytes;
    const end = at + ISA_LENGTH - 1;
    this.#separator = bytes[at + 3]!;
    this.#terminator = bytes[end]!;
    bytes.fill(this.#terminator, this.#used, this.#used + 4);
    const elements = this.#elements(at, end);
    must(elements.length === 17 && elements[0] === 'ISA', 'ISA');
    this.#isa = elements[13]!;
    this.#groups = 0;
    this.#open = true;
  }

  /** Takes the segment from `at` to its terminator at `end`. */
  #take(at: number, end: number): void {
    switch (this.#id(at, end)) {
      case 'CLM': {
        const from = this.#indexAfterElement(this.#indexAfterElement(at, end), end);
        const charge = amountOf(this.#bytes, from, this.#indexAfterElement(from, end) - 1);
        this.read.claims++;
        if (Number.isFinite(charge)) this.read.charge += charge;
        break;
      }
      case 'HL': {
        const number = this.#indexAfterElement(at, end);
        const parent = this.#indexAfterElement(number, end);
        this.#levels++;
        must(this.#number(number) === this.#levels, 'HL01');
        must(this.#number(parent) < this.#levels, 'HL02');
        break;
      }
      case 'ST':
        this.#st = this.#elements(at, end)[2] ?? '';
        this.#segments = 1;
        this.#levels = 0;
        this.#sets++;
        this.read.transactions++;
        break;
      case 'SE':
        this.#compare('SE', at, end, this.#segments, this.#st);
        break;
      case 'GS':
        this.#gs = this.#elements(at, end)[6] ?? '';
        this.#sets = 0;
        this.#groups++;
        break;
      case 'GE':
        this.#compare('GE', at, end, this.#sets, this.#gs);
        break;
      case 'IEA':
        this.#compare('IEA', at, end, this.#groups, this.#isa);
        this.#open = false;
        break;
    }
  }

  /** Id of a segment. In a file wrapped to a fixed width, it may contain a line break. */
  #id(at: number, end: number): string {
    let id = '';
    for (let i = at; i < end && id.length < 4; i++) {
      const byte = this.#bytes[i]!;
      if (byte === this.#separator) break;
      if (byte !== LF && byte !== CR) id += String.fromCharCode(byte);
    }
    return id;
  }

  /** Index after the next separator, or after the segment. */
  #indexAfterElement(from: number, end: number): number {
    let at = from;
    while (at < end && this.#bytes[at] !== this.#separator) at++;
    return at + 1;
  }

  /** The number whose digits begin at an index; 0 if there are none. */
  #number(at: number): number {
    let value = 0;
    for (let i = at; ; i++) {
      const digit = this.#bytes[i]! - DIGIT_0;
      if (digit < 0 || digit > 9) return value;
      value = 10 * value + digit;
    }
  }

  #elements(at: number, end: number): string[] {
    return this.#bytes.toString('latin1', at, end).split(String.fromCharCode(this.#separator));
  }

  #compare(id: string, at: number, end: number, count: number, control: string): void {
    const elements = this.#elements(at, end);
    must(elements[1] === String(count), `${id}01`);
    must((elements[2] ?? '') === control, `${id}02`);
  }
}

/** A written file that is not valid. The message names what is wrong. */
export class WrittenWrongError extends Error {}

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new WrittenWrongError(`a file came out wrong: ${what}`);
}

/** Reads a written file. `hash` takes its bytes. Throws WrittenWrongError if it is not valid. */
export function readBack(path: string, hash?: Hash): Written {
  const fd = openSync(path, 'r');
  try {
    return new BackReader(fd, hash).run();
  } finally {
    closeSync(fd);
  }
}
