import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../../src/x12/errors.ts';
import { fromStream, openFile, type Source } from '../../src/x12/source.ts';

const folder = mkdtempSync(join(tmpdir(), 'xolint-source-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function drain(source: Source, room = 1000): Promise<string> {
  const into = new Uint8Array(room + 10);
  let text = '';
  for (;;) {
    const read = await source.read(into, 10, room);
    if (read === 0) break;
    expect(read).toBeLessThanOrEqual(room);
    text += Buffer.from(into.subarray(10, 10 + read)).toString('latin1');
  }
  await source.close();
  return text;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  expect((error as Error).message).toMatch(/^[A-Z].*\.$/);
  return (error as InputError).code;
}

const TEXT = `ISA*00*${'0123456789'.repeat(30_000)}`;
const file = (name: string, content: Uint8Array | string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const pieces = (bytes: Uint8Array, size: number) =>
  Readable.from(Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size)));

describe('files', () => {
  test('are read whole', async () => {
    expect(await drain(await openFile(file('plain.edi', TEXT)))).toBe(TEXT);
  });
  test('gzip is told by its first bytes, not by its name', async () => {
    expect(await drain(await openFile(file('packed.edi', gzipSync(TEXT))))).toBe(TEXT);
  });
  test('members of a gzip follow each other', async () => {
    expect(await drain(await openFile(file('two.gz', Buffer.concat([gzipSync('ISA*1'), gzipSync('*2')]))))).toBe('ISA*1*2');
  });
  test.each([0, 1, 2])('of %i bytes', async (length) => {
    expect(await drain(await openFile(file('short.edi', 'IS'.slice(0, length))))).toBe('IS'.slice(0, length));
  });
  test('a gzip that is cut off', async () => {
    const bytes = gzipSync(TEXT);
    expect(await codeOf(openFile(file('cut.gz', bytes.subarray(0, bytes.length - 12))).then((s) => drain(s)))).toBe('gzip');
  });
  test('a gzip that is damaged', async () => {
    const bytes = gzipSync(TEXT);
    bytes.fill(0xff, 30, 60);
    expect(await codeOf(openFile(file('bad.gz', bytes)).then((s) => drain(s)))).toBe('gzip');
  });
  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 12)],
    ['damaged', (bytes: Buffer) => Buffer.from(bytes).fill(0xff, bytes.length - 40, bytes.length - 20)],
  ])('a gzip that is %s gives the same bytes before its error, whatever pieces it comes in', async (_, spoil) => {
    // Longer than what is unzipped at once, and not compressible to nothing.
    const text = Array.from({ length: 60_000 }, (_each, i) => ((i * 2654435761) % 0xffffffff).toString(36)).join('');
    const bytes = spoil(gzipSync(text));
    const read = async (size: number) => {
      const source = fromStream(pieces(bytes, size));
      const into = new Uint8Array(1000);
      let all = '';
      for (;;) {
        try {
          const length = await source.read(into, 0, into.length);
          if (length === 0) return 'no error';
          all += Buffer.from(into.subarray(0, length)).toString('latin1');
        } catch (error) {
          return { code: (error as InputError).code, all };
        }
      }
    };
    const whole = await read(bytes.length);
    expect(whole).toMatchObject({ code: 'gzip' });
    for (const size of [500, 16_384, 20_000]) expect(await read(size)).toEqual(whole);
  });
  test('a gzip that was made to come to more than any file of claims', async () => {
    const bytes = gzipSync(Buffer.alloc(80 * 1024 * 1024, 'ISA*'));
    expect(bytes.length).toBeLessThan(200_000);
    const source = await openFile(file('bomb.gz', bytes));
    const into = new Uint8Array(1024 * 1024);
    let total = 0;
    const readOn = async () => {
      for (let length = -1; length !== 0; total += length) length = await source.read(into, 0, into.length);
    };
    expect(await codeOf(readOn())).toBe('gzip-bomb');
    expect(total).toBeLessThanOrEqual(80 * 1024 * 1024);
  });
  test('that do not exist, and folders', async () => {
    expect(await codeOf(openFile(join(folder, 'none.edi')))).toBe('ENOENT');
    expect(await codeOf(openFile(folder).then((s) => drain(s)))).toBe('EISDIR');
  });
});

describe('streams', () => {
  test.each([1, 2, 7, 100_000])('in pieces of %i', async (size) => {
    const text = TEXT.slice(0, 5000);
    expect(await drain(fromStream(pieces(Buffer.from(text), size)), 64)).toBe(text);
    expect(await drain(fromStream(pieces(gzipSync(text), size)), 64)).toBe(text);
  });
  test('that are empty', async () => {
    expect(await drain(fromStream(Readable.from([])))).toBe('');
    expect(await drain(fromStream(Readable.from([Buffer.from('I')])))).toBe('I');
  });
  test('that break', async () => {
    const broken = new Readable({ read: () => {} });
    setImmediate(() => broken.destroy(Object.assign(new Error('secret'), { code: 'EIO' })));
    expect(await codeOf(drain(fromStream(broken)))).toBe('EIO');
  });
  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, -5)],
    ['cut in the middle', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['of a wrong checksum', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -6), Buffer.from('000000')])],
    ['followed by another that is cut off', (bytes: Buffer) => Buffer.concat([bytes, bytes.subarray(0, -1)])],
  ])('gzip that is %s gives the same bytes, whatever the pieces', async (_, spoil) => {
    const text = Array.from({ length: 20_000 }, (_, k) => (Math.imul(k, 0x9e3779b1) >>> 0).toString(36)).join('');
    const packed = spoil(gzipSync(text));
    expect(packed.length).toBeGreaterThan(17 * 1024);
    const readOf = async (size: number) => {
      const source = fromStream(pieces(packed, size));
      const into = new Uint8Array(8192);
      let bytes = 0;
      const code = await codeOf(
        (async () => {
          for (let read = -1; read !== 0; bytes += read) read = await source.read(into, 0, into.length);
        })(),
      );
      return { bytes, code };
    };
    const whole = await readOf(packed.length);
    expect(whole.code).toBe('gzip');
    expect(whole.bytes).toBeGreaterThan(text.length / 8);
    for (const size of [1, 7, 1000, 16 * 1024, 65_536]) expect(await readOf(size)).toEqual(whole);
  });
  test('gzip that is cut off', async () => {
    const bytes = gzipSync(TEXT);
    expect(await codeOf(drain(fromStream(pieces(bytes.subarray(0, -9), 50))))).toBe('gzip');
  });
});
