import { type BigIntStats, closeSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { LIMITS } from '../model/limits.ts';
import { InputError } from './errors.ts';

/** Bytes in order, after gunzip. */
export interface Source {
  /** Reads up to `max` bytes into `into` from `at`; 0 is the end. Throws InputError. */
  read(into: Uint8Array, at: number, max: number): Promise<number>;
  close(): Promise<void>;
}

/** A stream of bytes, such as those of Node. */
export interface ByteStream extends AsyncIterable<Uint8Array | string> {
  destroy(): unknown;
}

/** Bytes of gzip that are unzipped at once. They may become a thousand times as many. */
const GZIP_BLOCK = 16 * 1024;

/** Bytes that are read before the event loop gets a turn (interrupts, progress). */
const UNBROKEN = 4 * 1024 * 1024;

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file. Check the path.',
  EACCES: 'There is no permission to read the file. Check its permissions.',
  EPERM: 'There is no permission to read the file. Check its permissions.',
  EISDIR: 'This is a folder, not a file.',
  ELOOP: 'The path is a circle of links. Check the path.',
  EMFILE: 'Too many files are open on this machine. Close some, or lint fewer at a time.',
  Z_BUF_ERROR: 'The gzip data is cut off. Transfer the file again.',
  Z_DATA_ERROR: 'The gzip data is damaged. Transfer the file again.',
};

/** The sentence for a system error, without a path or any data. */
export function inputError(error: unknown): InputError {
  if (error instanceof InputError) return error;
  const code = (error as { code?: unknown } | undefined)?.code;
  const known = typeof code === 'string' ? code : 'EUNKNOWN';
  return new InputError(known.startsWith('Z_') ? 'gzip' : known, SENTENCES[known] ?? `The file could not be read (${known}).`);
}

function isGzip(bytes: Uint8Array, length: number): boolean {
  return length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function* bytesOf(stream: ByteStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
}

/** At least the first two bytes, if there are two: a pipe may deliver a single one, and gzip is recognised by two. */
async function firstBytes(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 2) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* joined(head: Uint8Array, tail: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* tail;
}

/** The same bytes in blocks of `size`, however they come; the last one may be smaller. */
async function* inBlocks(chunks: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let block = new Uint8Array(size);
  let used = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + size - used);
      block.set(part, used);
      used += part.length;
      at += part.length;
      if (used < size) continue;
      yield block;
      block = new Uint8Array(size);
      used = 0;
    }
  }
  if (used > 0) yield block.subarray(0, used);
}

/** Refuses a gzip that was made to come to more than any file of claims does. Throws InputError. */
function checkRatio(packed: number, unpacked: number): void {
  const { unpackedFreely, unpackedRatio, unpacked: most } = LIMITS;
  if (unpacked <= unpackedFreely || (unpacked <= packed * unpackedRatio && unpacked <= most)) return;
  throw new InputError(
    'gzip-bomb',
    `The gzip data comes to more than ${unpackedRatio} times its size, or to more than ${most / 0x40000000} GB, as no file of claims does. The rest of it was not read. Check where the file comes from.`,
  );
}

/**
 * Unzips. What can be unzipped of data that is cut off or damaged comes before the error, and does not depend on the chunks: zlib gets
 * blocks of one size, each when the one before it is done, and drops what it has unzipped of a block when that has the error.
 */
async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const zlib = createGunzip();
  const unzipped: Uint8Array[] = [];
  let packedBytes = 0;
  let unzippedBytes = 0;
  zlib.on('data', (bytes: Uint8Array) => {
    unzipped.push(bytes);
    unzippedBytes += bytes.length;
  });
  let error: Error | undefined;
  const closed = new Promise<void>((done) => {
    zlib.on('error', (reason) => {
      error = reason;
    });
    zlib.on('close', done);
  });
  try {
    for await (const block of inBlocks(chunks, GZIP_BLOCK)) {
      await Promise.race([closed, new Promise((done) => zlib.write(block, done))]);
      // Its data events may come one turn later.
      await setImmediate();
      yield* unzipped.splice(0);
      if (error) throw error;
      packedBytes += block.length;
      checkRatio(packedBytes, unzippedBytes);
    }
    zlib.end();
    await closed;
    yield* unzipped.splice(0);
    if (error) throw error;
  } finally {
    zlib.destroy();
  }
}

/** The bytes of a stream, unzipped if they are gzip. */
async function* plainBytesOf(stream: ByteStream): AsyncGenerator<Uint8Array> {
  const chunks = bytesOf(stream);
  const head = await firstBytes(chunks);
  const all = joined(head, chunks);
  yield* isGzip(head, head.length) ? gunzipped(all) : all;
}

/** A source over a stream of bytes; gzip is recognised by its magic bytes. */
export function fromStream(stream: ByteStream): Source {
  const chunks = plainBytesOf(stream);
  let rest: Uint8Array = new Uint8Array(0);
  return {
    async read(into, at, max) {
      try {
        while (rest.length === 0) {
          const next = await chunks.next();
          if (next.done) return 0;
          rest = next.value;
        }
      } catch (error) {
        throw inputError(error);
      }
      const length = Math.min(max, rest.length);
      into.set(rest.subarray(0, length), at);
      rest = rest.subarray(length);
      return length;
    },
    async close() {
      stream.destroy();
    },
  };
}

/** A source over an open file that can be read from any position. */
function fromFile(file: FileHandle): Source {
  let position = 0;
  let unbroken = 0;
  return {
    async read(into, at, max) {
      try {
        // A synchronous read of a local file costs a fifth of an asynchronous one. The event loop gets its turn now and then.
        if (unbroken > UNBROKEN) {
          unbroken = 0;
          await setImmediate();
        }
        const length = readSync(file.fd, into, at, max, position);
        position += length;
        unbroken += length;
        return length;
      } catch (error) {
        throw inputError(error);
      }
    },
    close: () => file.close(),
  };
}

/** Whether two looks at a file saw the same one, which nothing was written to. */
function isSame(one: BigIntStats, other: BigIntStats): boolean {
  return one.dev === other.dev && one.ino === other.ino && one.size === other.size && one.mtimeNs === other.mtimeNs;
}

/** What is at a path now; undefined where nothing is. */
function lookAt(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}

/**
 * A source that, at its end, compares the file with what it was at the beginning: half of an old file and half of a new one are not what
 * anybody sends. Pipes and devices are what they are.
 */
function steady(source: Source, before: BigIntStats, path: string): Source {
  if (!before.isFile()) return source;
  return {
    async read(into, at, max) {
      const length = await source.read(into, at, max);
      if (length > 0 || max === 0) return length;
      const now = await lookAt(path);
      if (now && isSame(before, now)) return 0;
      throw new InputError('changed', 'The file changed while it was read. Wait until it is written whole, and lint it again.');
    },
    close: () => source.close(),
  };
}

/**
 * The first bytes of a file that can be read from any position, up to `limit`: how many they are. Undefined for gzip, which must be
 * unpacked. Throws the error of the system.
 */
export function readHead(path: string, into: Uint8Array, limit: number): number | undefined {
  const file = openSync(path, 'r');
  try {
    let used = 0;
    for (let read = -1; read !== 0 && used < limit; used += read) read = readSync(file, into, used, limit - used, used);
    return isGzip(into, used) ? undefined : used;
  } finally {
    closeSync(file);
  }
}

/** A source over a file. Throws InputError when it cannot be opened, and at its end when the file changed while it was read. */
export async function openFile(path: string): Promise<Source> {
  try {
    const file = await open(path, 'r');
    const before = await file.stat({ bigint: true });
    const magic = new Uint8Array(2);
    const { bytesRead } = await file.read(magic, 0, 2, 0).catch(async (error: unknown) => {
      // A pipe has no position to read from; it is read as a stream.
      if ((error as { code?: string }).code === 'ESPIPE') return { bytesRead: -1 };
      await file.close();
      throw error;
    });
    const source = bytesRead === -1 || isGzip(magic, bytesRead) ? fromStream(file.createReadStream()) : fromFile(file);
    return steady(source, before, path);
  } catch (error) {
    throw inputError(error);
  }
}

/** A source over bytes already in memory. */
export function fromBytes(bytes: Uint8Array): Source {
  let position = 0;
  return {
    async read(into, at, max) {
      const length = Math.min(max, bytes.length - position);
      into.set(bytes.subarray(position, position + length), at);
      position += length;
      return length;
    },
    async close() {},
  };
}
