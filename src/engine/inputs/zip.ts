import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { counted } from '../../rules/words.ts';
import { InputError } from '../../x12/errors.ts';
import { type ByteStream, fromStream, type Source } from '../../x12/source.ts';

/** Files that an archive may hold, bytes that they may have together, and how often more than the archive itself. */
export const ZIP_LIMITS = { entries: 10_000, bytes: 16 * 1024 ** 3, ratio: 500 };
/** An archive that unpacks to less than this is harmless at any ratio. */
const SMALL = 16 * 1024 ** 2;

/** One file of a zip archive. */
export interface ZipEntry {
  /** Inside the archive, with slashes. */
  readonly name: string;
  /** Throws InputError when it cannot be read. */
  open(): Promise<Source>;
}

const damaged = (what: string) =>
  new InputError('zip', `The zip archive is damaged or cut off: ${what}. Transfer it again.`, 'zip');

/** The system's errors stay what they are; all others say that the archive is damaged. */
const zipError = (error: unknown, what: string) =>
  error instanceof InputError || (error as { syscall?: unknown }).syscall !== undefined ? error : damaged(what);

/** The files of a zip archive, none of which was read. Throws InputError, and the errors of the system. */
export async function openZip(path: string): Promise<readonly ZipEntry[]> {
  const entries: Entry[] = [];
  let size = 0;
  try {
    const zip = await openPromise(path);
    size = zip.fileSize;
    if (zip.entryCount > ZIP_LIMITS.entries) {
      zip.close();
      throw tooLarge(`it holds ${zip.entryCount} files`);
    }
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    throw zipError(error, 'its list of files cannot be read');
  }
  const files = entries.filter((entry) => !entry.fileName.endsWith('/'));
  const bytes = files.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (bytes > ZIP_LIMITS.bytes || (bytes > SMALL && bytes > size * ZIP_LIMITS.ratio))
    throw tooLarge(`${counted(files.length, 'file')} would unpack to ${Math.round(bytes / 1024 ** 2)} MB`);
  if (files.length === 0) throw new InputError('zip', 'The zip archive holds no files. Make or transfer it again.', 'zip');
  return files.map((entry) => ({ name: entry.fileName, open: () => openEntry(path, entry) }));
}

function tooLarge(what: string): InputError {
  return new InputError(
    'zip',
    `The zip archive is larger than xolint unpacks: ${what}. If that is right, unpack it, and lint the files in it.`,
    'zip',
  );
}

async function openEntry(path: string, entry: Entry): Promise<Source> {
  if (entry.isEncrypted())
    throw new InputError(
      'zip',
      'The file is encrypted in its zip archive. Unpack it with its password, and lint what was in it.',
      'zip',
    );
  if (!entry.canDecodeFileData())
    throw new InputError(
      'zip',
      `The file is packed in its zip archive with a method that xolint does not read (${entry.compressionMethod}). Unpack it, and lint what was in it.`,
      'zip',
    );
  try {
    // Opening reads only the end of the archive; it is closed with the file.
    const zip = await openPromise(path, { autoClose: false });
    return fromStream(await streamOf(zip, entry));
  } catch (error) {
    throw zipError(error, 'the file cannot be found in it');
  }
}

/** The bytes of a file, checked against its checksum. */
async function streamOf(zip: ZipFile, entry: Entry): Promise<ByteStream> {
  const stream = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    zip.close();
    throw error;
  });
  async function* checked(): AsyncGenerator<Uint8Array> {
    let sum = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      throw zipError(error, 'the file in it cannot be unpacked');
    }
    if (sum !== entry.crc32) throw damaged('the checksum of the file in it is wrong');
  }
  return {
    [Symbol.asyncIterator]: checked,
    destroy() {
      stream.destroy();
      zip.close();
    },
  };
}
