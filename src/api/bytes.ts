import { Readable } from 'node:stream';
import { fromBytes, fromStream, openFile, type Source } from '../x12/source.ts';

/** Where an 837 comes from: the path of a file, its bytes, or a stream of bytes (also streams of Node). Gzip is recognised. */
export type ByteSource = string | Uint8Array | AsyncIterable<Uint8Array>;

/** Opens a source. Throws InputError if a file cannot be opened. */
export async function openBytes(source: ByteSource): Promise<Source> {
  if (typeof source === 'string') return openFile(source);
  // Only `fromStream` recognises gzip.
  if (source instanceof Uint8Array) return source[0] === 0x1f ? fromStream(Readable.from([source])) : fromBytes(source);
  return fromStream(source instanceof Readable ? source : Readable.from(source, { objectMode: true }));
}
