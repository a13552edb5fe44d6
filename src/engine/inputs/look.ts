import { OTHER_SETS } from '../../codes/sets.ts';
import type { SkippedFile } from '../../model/report.ts';
import { findIsa, HEAD_LIMIT, isAlphanumeric, readIsa } from '../../x12/delimiters.ts';
import { InputError } from '../../x12/errors.ts';
import { isOpenEnded, isTarHead, type Kind, kindOf, LATE_LIMIT, lateIsa, whyNotX12 } from '../../x12/kinds.ts';
import { openFile, readHead, type Source } from '../../x12/source.ts';

/** What to do with a file: lint it (which also tells its fault), open it as an archive, or leave it out and say why. */
export type Verdict = 'lint' | 'zip' | Omit<SkippedFile, 'path'>;

const SPACE = 32;

/** Reads up to `limit` bytes into `into`, of which `used` are there; returns how many are there then. */
async function fill(source: Source, into: Uint8Array, used: number, limit: number): Promise<number> {
  for (let read = -1; read !== 0 && used < limit; used += read) read = await source.read(into, used, limit - used);
  return used;
}

/** The kinds of sets that the interchange at `at` begins with; undefined where there is an 837 or anything that is not known. */
function otherSets(bytes: Uint8Array, at: number, used: number): readonly string[] | undefined {
  const header = readIsa(bytes, at, used)!;
  const { element, terminator } = header.delimiters;
  if (isAlphanumeric(terminator) || terminator === element) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, used).toString('latin1');
  const end = String.fromCharCode(terminator);
  const separator = String.fromCharCode(element);
  const kinds = new Set<string>();
  for (let from = header.end + 1; ; ) {
    while (text.charCodeAt(from) <= SPACE) from++;
    const to = text.indexOf(end, from);
    if (to < 0) break;
    const [id, first = ''] = text.slice(from, Math.min(to, from + 40)).split(separator);
    if (id === 'TA1') kinds.add(id);
    if (id === 'ST') {
      if (!OTHER_SETS.has(first)) return undefined;
      kinds.add(first);
    }
    from = to + 1;
  }
  return kinds.size > 0 ? [...kinds] : undefined;
}

/** Signs of claims in a file that begins with other sets: an 837, a group of claims, or a CLM. */
const CLAIM_SIGNS = /(?:^|[^A-Za-z0-9])(?:ST([^A-Za-z0-9 ])837|GS([^A-Za-z0-9 ])HC\2|CLM([^A-Za-z0-9 ])[^\n]{1,60}?\3\d)/;
/** Bytes that are read again, so that no sign is cut by the end of a piece. */
const OVERLAP = 128;

/** Whether the rest of a file holds a sign of claims. */
async function holdsClaims(source: Source, buffer: Buffer, used: number): Promise<boolean> {
  let filled = used;
  for (;;) {
    const before = filled;
    filled = await fill(source, buffer, filled, buffer.length);
    if (CLAIM_SIGNS.test(buffer.toString('latin1', 0, filled))) return true;
    if (filled === before || filled < buffer.length) return false;
    buffer.copyWithin(0, filled - OVERLAP, filled);
    filled = OVERLAP;
  }
}

/** Whether a tar archive has a member that is called like a claim file or begins with an ISA. */
async function tarHoldsClaims(
  source: Source,
  buffer: Buffer,
  used: number,
  isClaimName: (name: string) => boolean,
): Promise<boolean> {
  let filled = used;
  /** Where the next member begins, in the buffer. */
  let at = 0;
  for (;;) {
    if (at + 1024 > filled) {
      const rest = Math.max(0, filled - at);
      if (rest > 0) buffer.copyWithin(0, at, filled);
      at = Math.max(0, at - filled);
      filled = await fill(source, buffer, rest, buffer.length);
      // A member that is larger than the buffer.
      if (at > 0 && filled === buffer.length) continue;
      if (at + 512 > filled) return false;
    }
    if (!isTarHead(buffer, at)) return false;
    const name = buffer.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const isFile = buffer[at + 156] === 0 || buffer[at + 156] === 48;
    if (isFile && (isClaimName(name) || buffer.toString('latin1', at + 512, at + 515) === 'ISA')) return true;
    const size = Number.parseInt(buffer.toString('latin1', at + 124, at + 136), 8);
    if (Number.isNaN(size)) return true;
    at += 512 + 512 * Math.ceil(size / 512);
  }
}

/** What cannot be read is linted, so that its fault is reported; a bug stays one. */
function unreadable(error: unknown): Verdict {
  if (error instanceof InputError || (error as { syscall?: unknown }).syscall !== undefined) return 'lint';
  throw error;
}

const skip = (kind: Kind): Verdict => ({ kind: kind.id, reason: whyNotX12(kind) });

/** Looks at the first bytes of files; one buffer serves them all. */
export class Looker {
  readonly #buffer = Buffer.alloc(LATE_LIMIT);
  readonly #isClaimName: (name: string) => boolean;

  /** `isClaimName` says of a path whether the file is called like one of claims. */
  constructor(isClaimName: (path: string) => boolean) {
    this.#isClaimName = isClaimName;
  }

  /** The verdict on a file. One that cannot be read is linted, so that its fault is reported. */
  async file(path: string): Promise<Verdict> {
    try {
      const used = readHead(path, this.#buffer, HEAD_LIMIT);
      // Nearly every file is settled by its first bytes.
      const settled = used === undefined ? undefined : this.#byHead(used, path);
      return settled ?? (await this.source(path, () => openFile(path)));
    } catch (error) {
      return unreadable(error);
    }
  }

  /** The verdict on what `open` gives. */
  async source(path: string, open: () => Promise<Source>): Promise<Verdict> {
    try {
      const source = await open();
      try {
        const used = await fill(source, this.#buffer, 0, HEAD_LIMIT);
        return this.#byHead(used, path) ?? (await this.#byMore(source, used));
      } finally {
        await source.close();
      }
    } catch (error) {
      return unreadable(error);
    }
  }

  /** What the first bytes settle; undefined if more is needed. */
  #byHead(used: number, path: string): Verdict | undefined {
    const buffer = this.#buffer;
    const { start, at } = findIsa(buffer, used);
    if (at >= 0 && readIsa(buffer, at, used)) {
      if (at > start && kindOf(buffer.subarray(0, used)).isContainer) return this.#byKind(used, path);
      return otherSets(buffer, at, used) ? undefined : 'lint';
    }
    // A damaged ISA; a sentence that begins with the word has a blank after the comma.
    if (at >= 0 && at === start && buffer[at + 4] !== SPACE) return 'lint';
    return this.#byKind(used, path);
  }

  #byKind(used: number, path: string): Verdict | undefined {
    const kind = kindOf(this.#buffer.subarray(0, used));
    if (kind.id === 'zip') return 'zip';
    if (kind.isHarmless) return skip(kind);
    if (kind.isFault || this.#isClaimName(path)) return 'lint';
    return kind.id === 'tar' || isOpenEnded(kind) ? undefined : skip(kind);
  }

  async #byMore(source: Source, used: number): Promise<Verdict> {
    const buffer = this.#buffer;
    const { at } = findIsa(buffer, used);
    const sets = at >= 0 && readIsa(buffer, at, used) ? otherSets(buffer, at, used) : undefined;
    if (sets) return (await holdsClaims(source, buffer, used)) ? 'lint' : { kind: sets.join(', '), reason: setWords(sets) };
    const kind = kindOf(buffer.subarray(0, used));
    if (kind.id === 'tar') return (await tarHoldsClaims(source, buffer, used, this.#isClaimName)) ? 'lint' : skip(kind);
    const filled = await fill(source, buffer, used, buffer.length);
    return lateIsa(buffer, 0, filled) >= 0 ? 'lint' : skip(kindOf(buffer.subarray(0, used)));
  }
}

function setWords(sets: readonly string[]): string {
  const words = sets.map((set) =>
    OTHER_SETS.has(set) ? `${set} (${OTHER_SETS.get(set)})` : `${set} (interchange acknowledgment)`,
  );
  return `It holds X12 sets of type ${words.join(', ')}, not claims.`;
}
