import { isAlphanumeric } from '../x12/delimiters.ts';
import type { Source } from '../x12/source.ts';

/** Bytes after a CLM that are looked at: its id and charge are among them. */
const AFTER = 128;
/** Bytes before it, most of which may be blanks and line breaks. */
const BEFORE = 64;
/** The id as it may be broken by the line breaks of a file that is wrapped to a fixed width. */
const SPELLINGS = ['CLM', 'C\nLM', 'CL\nM', 'C\r\nLM', 'CL\r\nM'].map((text) => Buffer.from(text));

const BLANK = 32;
/** Separators of the standard's examples, which most files use. */
const USUAL = ['~*'];

/** Bytes that are not ASCII separate nothing. */
const isOfWord = (byte: number) => isAlphanumeric(byte) || byte > 126;

/**
 * Counts the CLM segments in the bytes of a file. It knows nothing of interchanges, sets and levels, so that it also finds what the reader
 * could not: a segment is a terminator, its id, and a separator. Where these are no separators of a claim that was read, the segment counts
 * only if it looks like a claim: an id, an amount, and two elements that are not used.
 */
export class ClaimScan {
  /** Bytes seen. */
  bytes = 0;
  #rest: Buffer = Buffer.alloc(0);
  /** Where counting goes on in the rest. */
  #from = 0;
  /** CLM segments by terminator and separator, all of them, and those that look like a claim. */
  readonly #all = new Map<string, number>();
  readonly #whole = new Map<string, number>();

  /** Takes the next bytes of the file. */
  take(bytes: Uint8Array): void {
    this.bytes += bytes.length;
    this.#rest = Buffer.concat([this.#rest, bytes]);
    this.#count(Math.max(this.#from, this.#rest.length - AFTER));
    const drop = Math.max(0, this.#from - BEFORE);
    this.#rest = Buffer.from(this.#rest.subarray(drop));
    this.#from -= drop;
  }

  /** How many there are in the whole file; `separators` are terminator and separator of the claims that were read. */
  finish(separators: Iterable<string>): number {
    this.#count(this.#rest.length);
    const known = new Set([...separators, ...USUAL]);
    let count = 0;
    for (const [pair, all] of this.#all) count += known.has(pair) ? all : (this.#whole.get(pair) ?? 0);
    return count;
  }

  /** Counts those that begin before an index of the rest. */
  #count(to: number): void {
    const rest = this.#rest;
    for (const spelling of SPELLINGS)
      for (let at = rest.indexOf(spelling, this.#from); at >= 0 && at < to; at = rest.indexOf(spelling, at + 1))
        this.#look(at, at + spelling.length);
    this.#from = Math.max(this.#from, to);
  }

  /** Looks at a `CLM` from index `at` to `after`. */
  #look(at: number, after: number): void {
    const rest = this.#rest;
    const before = terminatorBefore(rest, at);
    const text = rest.toString('latin1', after, Math.min(after + AFTER, rest.length)).replace(/[\r\n]/g, '');
    const separator = text.charCodeAt(0);
    if (before === undefined || text === '' || isOfWord(separator) || separator === BLANK || separator === before) return;
    const pair = String.fromCharCode(before, separator);
    this.#all.set(pair, (this.#all.get(pair) ?? 0) + 1);
    const [, id, charge, third, fourth] = text.split(String.fromCharCode(before), 1)[0]!.split(text[0]!);
    if (id !== undefined && charge !== undefined && /^-?\d*\.?\d*$/.test(charge) && third === '' && fourth === '')
      this.#whole.set(pair, (this.#whole.get(pair) ?? 0) + 1);
  }
}

/** What ends the segment before an index: its terminator, which line breaks may follow; undefined if no segment ends there. */
function terminatorBefore(bytes: Uint8Array, at: number): number | undefined {
  let i = at - 1;
  while (i >= 0 && bytes[i]! <= BLANK) i--;
  if (i >= 0 && !isOfWord(bytes[i]!)) return bytes[i]!;
  // The terminator may be a line break or another control character.
  return i < at - 1 && bytes[i + 1]! < BLANK ? bytes[i + 1]! : undefined;
}

/** A source whose bytes are scanned while they are read. */
export function scanned(source: Source, scan: ClaimScan): Source {
  return {
    async read(into, at, max) {
      const read = await source.read(into, at, max);
      if (read > 0) scan.take(into.subarray(at, at + read));
      return read;
    },
    close: () => source.close(),
  };
}
