import { findIsa, isAlphanumeric, isIsa, readIsa } from './delimiters.ts';
import { InputError } from './errors.ts';

/** The first bytes of a file that holds no ISA where one is looked for; after gunzip. */
export interface Head {
  readonly bytes: Uint8Array;
  /** The same, one character a byte. */
  readonly text: string;
}

/** What a file is that is not X12, or not in a form that can be read. */
export interface Kind {
  /** Short and stable: programs read it. */
  readonly id: string;
  /** Ends a sentence that begins with "it is" or "it holds". */
  readonly is: string;
  /** What to do, as sentences. */
  readonly todo: string;
  readonly test: (head: Head) => boolean;
  /** It surely has, or had, claims that are not read: a fault whatever the file is called. */
  readonly isFault?: true;
  /** It holds no claims, whatever the file is called. */
  readonly isHarmless?: true;
  /** What seems to be an ISA in it is packed with other bytes, and is not read. */
  readonly isContainer?: true;
}

const starts =
  (...codes: readonly number[]) =>
  ({ bytes }: Head) =>
    codes.every((code, i) => bytes[i] === code);
const begins = (pattern: RegExp) => (head: Head) => pattern.test(head.text);

/** Whether a text has an ISA after blanks, in a form that can be read. */
function holdsIsa(text: string): boolean {
  const bytes = Uint8Array.from(text.slice(0, 2048), (character) => character.charCodeAt(0));
  const { start, at } = findIsa(bytes, bytes.length);
  return at >= 0 && at === start && readIsa(bytes, at, bytes.length) !== undefined;
}

/** Indices of the separators of an ISA whose elements have their widths. */
const SEPARATORS = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103];

/** An ISA whose separators cannot be separators: letters, digits, blanks or line breaks. */
function hasLetterSeparators({ text }: Head): boolean {
  const isa = text.replace(/^\xef\xbb\xbf/, '').trimStart();
  const separator = isa.charCodeAt(3);
  if (!isa.startsWith('ISA') || !(isAlphanumeric(separator) || separator <= 32)) return false;
  return SEPARATORS.every((at) => isa.charCodeAt(at) === separator);
}

/** Text of two or four bytes a character: its byte order mark, or the NULs between its letters. */
const isWide = begins(/^(?:\xff\xfe|\xfe\xff|(?:[^\0]\0){4}|(?:\0[^\0]){4}|(?:[^\0]\0{3}){3}|(?:\0{3}[^\0]){3})/);

const withoutNuls = ({ text }: Head) => text.replace(/^(?:\xff\xfe|\xfe\xff|\0\0\xfe\xff)/, '').replaceAll('\0', '');

/** Text in base64, after lines of a mail's head if there are any. */
function unpackedBase64({ text }: Head): string {
  const body = /^(?:[\w-]+:[^\n]*\n)+\r?\n/.exec(text)?.[0].length ?? 0;
  const run = /^[\s\S]{0,3}?(?:data:[^,]*,|-----BEGIN [A-Z ]+-----)?\s*([A-Za-z0-9+/_=\s-]{100,})/.exec(text.slice(body));
  return run ? Buffer.from(run[1]!.replace(/\s/g, '').slice(0, 1600), 'base64').toString('latin1') : '';
}

/** Whether 512 bytes are the head of a member of a tar archive: its checksum is right. */
export function isTarHead(bytes: Uint8Array, at = 0): boolean {
  if (bytes.length < at + 512 || bytes[at] === 0) return false;
  let sum = 8 * 32;
  let octal = '';
  for (let i = 0; i < 512; i++) {
    const byte = bytes[at + i]!;
    if (i < 148 || i >= 156) sum += byte;
    else octal += String.fromCharCode(byte);
  }
  const said = /^ *([0-7]+)[ \0]/.exec(octal);
  return said !== null && Number.parseInt(said[1]!, 8) === sum;
}

/** Whether the first packet is one that OpenPGP data (RFC 9580) begins with: a session key, encrypted, compressed or signed data. */
function isPgp({ bytes }: Head): boolean {
  const [first = 0, a = 0, b = 0, c = 0] = bytes;
  if ((first & 0x80) === 0) return false;
  const isNew = (first & 0x40) !== 0;
  const tag = isNew ? first & 0x3f : (first & 0x3c) >> 2;
  // The version, after a length of one octet or two.
  const isOne = isNew ? a < 192 : (first & 3) === 0;
  const version = isOne ? b : c;
  if (tag === 1) return version === 3 || version === 6;
  if (tag === 3) return version === 4 || version === 5 || version === 6;
  if (tag === 4) return version === 3;
  if (tag === 8 && !isNew) return (first & 3) === 3 && a <= 3;
  return (tag === 18 && isNew) || (tag === 10 && b === 0x50 && c === 0x47);
}

/** The object identifier of PKCS #7 data (1.2.840.113549.1.7), in DER. */
const CMS = '\x2a\x86\x48\x86\xf7\x0d\x01\x07';

const UNPACK = 'Unpack it, and lint the files in it.';
const DECRYPT = 'Decrypt it, and lint what was in it.';
const NOT_THIS = 'Check that it is the 837 export.';
const AS_ASCII = 'Export it again as plain text (ASCII or UTF-8), or convert it.';

/**
 * The kinds of files that hold no ISA, the first that fits. Magic numbers are those that the formats themselves document; files of
 * claims that were packed, encrypted or changed on the way come first.
 */
export const KINDS: readonly Kind[] = [
  {
    id: 'empty',
    is: 'nothing: it is empty',
    todo: 'Export or transfer it again.',
    test: ({ bytes }) => bytes.length === 0,
    isFault: true,
  },
  {
    id: 'mac',
    is: 'data of macOS about another file',
    todo: NOT_THIS,
    test: starts(0, 5, 0x16, 7),
    isHarmless: true,
    isContainer: true,
  },
  {
    id: 'blank',
    is: 'nothing but blanks',
    todo: 'Export or transfer it again.',
    test: begins(/^(?:\xef\xbb\xbf)?[\0-\x20]*$/),
    isFault: true,
  },
  {
    id: 'separators',
    is: 'an ISA whose separators are letters, digits or blanks',
    todo: 'Export it again with separators such as * : ~.',
    test: hasLetterSeparators,
    isFault: true,
  },
  {
    id: 'utf-16',
    is: 'X12 as UTF-16 or UTF-32 text',
    todo: AS_ASCII,
    test: (head) => isWide(head) && holdsIsa(withoutNuls(head)),
    isFault: true,
  },
  { id: 'utf-16', is: 'UTF-16 or UTF-32 text', todo: AS_ASCII, test: isWide },
  {
    id: 'ebcdic',
    is: 'X12 as EBCDIC text',
    todo: 'Transfer it again in text mode, or convert it to ASCII.',
    test: begins(/^[\0-\x40]*\xc9\xe2\xc1/),
    isFault: true,
  },
  {
    id: 'lower-case',
    is: 'X12 whose ISA is not in upper case',
    todo: 'Export it again with the ids of segments in upper case.',
    test: ({ text }) =>
      /^(?:\xef\xbb\xbf)?\s*isa/i.test(text) && holdsIsa(text.replace(/[a-z]/g, (letter) => letter.toUpperCase())),
    isFault: true,
  },
  {
    id: 'spaced',
    is: 'X12 with blanks between its characters',
    todo: 'Export or transfer it again.',
    test: ({ text }) => /^\s*I\s*S\s*A/.test(text) && holdsIsa(text.replace(/[\s\0]/g, '')),
    isFault: true,
  },
  {
    id: 'base64',
    is: 'X12 in base64',
    todo: 'Decode it, such as with "base64 -d".',
    test: (head) => holdsIsa(unpackedBase64(head)),
    isFault: true,
  },
  {
    id: 'hex',
    is: 'X12 as hex digits',
    todo: 'Decode it, such as with "xxd -r -p".',
    test: begins(/^\s*(?:0x)?49\s*53\s*41(?:\s*[\da-f]){20}/i),
    isFault: true,
  },
  {
    id: 'gzip',
    is: 'gzip data inside of gzip data',
    todo: 'Unpack it once, and lint what was in it.',
    test: starts(0x1f, 0x8b),
    isFault: true,
    isContainer: true,
  },
  {
    id: 'office',
    is: 'an Office or OpenDocument file, or a program',
    todo: NOT_THIS,
    test: begins(/^PK\x03\x04[\s\S]{26}(?:\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\/|ppt\/|mimetype|META-INF\/)/),
    isContainer: true,
  },
  {
    id: 'zip',
    is: 'a zip archive',
    todo: 'Unpack it, and name the files in it.',
    test: begins(/^PK(?:\x03\x04|\x05\x06|\x07\x08)/),
    isFault: true,
    isContainer: true,
  },
  { id: 'tar', is: 'a tar archive', todo: UNPACK, test: ({ bytes }) => isTarHead(bytes), isContainer: true },
  {
    id: 'bzip2',
    is: 'data packed with bzip2',
    todo: UNPACK,
    test: begins(/^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/),
    isContainer: true,
  },
  { id: 'xz', is: 'data packed with xz', todo: UNPACK, test: starts(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), isContainer: true },
  { id: '7z', is: 'a 7z archive', todo: UNPACK, test: starts(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c), isContainer: true },
  { id: 'rar', is: 'a RAR archive', todo: UNPACK, test: begins(/^Rar!\x1a\x07/), isContainer: true },
  { id: 'zstd', is: 'data packed with zstd', todo: UNPACK, test: starts(0x28, 0xb5, 0x2f, 0xfd), isContainer: true },
  { id: 'lz4', is: 'data packed with lz4', todo: UNPACK, test: starts(0x04, 0x22, 0x4d, 0x18), isContainer: true },
  { id: 'compress', is: 'data packed with compress', todo: UNPACK, test: starts(0x1f, 0x9d), isContainer: true },
  { id: 'cab', is: 'a cabinet archive', todo: UNPACK, test: begins(/^MSCF\0{4}/), isContainer: true },
  { id: 'pgp', is: 'data encrypted or signed with PGP, as text', todo: DECRYPT, test: begins(/^\s*-----BEGIN PGP /) },
  { id: 'pgp', is: 'data encrypted or signed with PGP', todo: DECRYPT, test: isPgp, isContainer: true },
  {
    id: 'cms',
    is: 'an encrypted or signed message (PKCS #7)',
    todo: DECRYPT,
    test: ({ bytes, text }) => bytes[0] === 0x30 && text.slice(0, 32).includes(CMS),
    isContainer: true,
  },
  {
    id: 'encrypted',
    is: 'data encrypted with OpenSSL or age',
    todo: DECRYPT,
    test: begins(/^(?:Salted__|age-encryption\.org)/),
    isContainer: true,
  },
  { id: 'pem', is: 'a key, certificate or message in PEM', todo: NOT_THIS, test: begins(/^\s*-----BEGIN /) },
  {
    id: 'headless',
    is: 'X12 whose ISA is missing or damaged',
    todo: 'Export or transfer it again: every interchange begins with ISA.',
    test: begins(
      /(?:^|[^A-Za-z0-9])(?:GS([^A-Za-z0-9 ])HC\1|ST([^A-Za-z0-9 ])837\2|BHT([^A-Za-z0-9 ])0019\3|CLM([^A-Za-z0-9 ])[^\n]{1,60}\4\d)/,
    ),
    isFault: true,
  },
  { id: 'edifact', is: 'EDIFACT', todo: NOT_THIS, test: begins(/^\s*(?:UNA.{6}\s*UN[BGH]|UNB\+|UNH\+)/) },
  {
    id: 'ncpdp',
    is: 'NCPDP claims of a pharmacy',
    todo: NOT_THIS,
    test: begins(/^[\s\x02]*(?:00T[A-Z0-9 ]{8}|\d{6}(?:D0|51|F6)[A-Z]\d)|\x1c(?:AM|C[0-9A-Z])/),
  },
  { id: 'hl7', is: 'HL7', todo: NOT_THIS, test: begins(/^[\s\x0b]*(?:MSH|FHS|BHS)\|/) },
  { id: 'pdf', is: 'a PDF document', todo: NOT_THIS, test: begins(/^\s*%PDF-/), isContainer: true },
  {
    id: 'image',
    is: 'an image',
    todo: NOT_THIS,
    test: begins(/^(?:\x89PNG\r\n|GIF8[79]a|\xff\xd8\xff|II\*\0|MM\0\*|BM[\s\S]{4}\0{4}|RIFF[\s\S]{4}WEBP)/),
    isContainer: true,
  },
  { id: 'office', is: 'a document of an older Office', todo: NOT_THIS, test: starts(0xd0, 0xcf, 0x11, 0xe0), isContainer: true },
  { id: 'rtf', is: 'a document in RTF', todo: NOT_THIS, test: begins(/^\{\\rtf/) },
  {
    id: 'program',
    is: 'a program',
    todo: NOT_THIS,
    test: begins(/^(?:MZ[\s\S]{2}|\x7fELF|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe)/),
    isContainer: true,
  },
  { id: 'database', is: 'a database', todo: NOT_THIS, test: begins(/^SQLite format 3\0/), isContainer: true },
  {
    id: 'system',
    is: 'a file that the system keeps for itself',
    todo: NOT_THIS,
    test: begins(/^(?:\0\0\0\x01Bud1|L\0\0\0\x01\x14\x02\0)/),
    isContainer: true,
  },
  { id: 'xml', is: 'XML or HTML', todo: NOT_THIS, test: begins(/^(?:\xef\xbb\xbf)?\s*<[?!A-Za-z]/) },
  { id: 'json', is: 'JSON', todo: NOT_THIS, test: begins(/^(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*[[{"\d])/) },
  { id: 'text', is: 'other text', todo: NOT_THIS, test: begins(/^[\t\n\f\r\x1b-\xff]*$/) },
  { id: 'binary', is: 'data that is not text', todo: NOT_THIS, test: () => true },
];

/** The kind of a file, by its first bytes after gunzip. */
export function kindOf(bytes: Uint8Array): Kind {
  const head = { bytes, text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1') };
  return KINDS.find((kind) => kind.test(head))!;
}

/** Kinds that may hold an ISA further on. */
export const isOpenEnded = ({ id }: Kind) => id === 'blank' || id === 'text' || id === 'binary' || id === 'xml' || id === 'json';

/** Bytes in which an ISA is looked for before a file is said to hold none; a little more than what is read past as junk. */
export const LATE_LIMIT = 256 * 1024;

/** The first ISA that is whole after position `from`, for a sentence that says so; -1 for none. */
export function lateIsa(bytes: Uint8Array, from: number, used: number): number {
  for (let at = bytes.indexOf(73, from); at >= 0 && at < used; at = bytes.indexOf(73, at + 1))
    if (isIsa(bytes, at, used) && readIsa(bytes, at, used)) return at;
  return -1;
}

/** Why a file is skipped that holds no ISA and is not called like one of claims. */
export function whyNotX12({ is, todo }: Kind): string {
  return `It is ${is}, ${todo === UNPACK || todo === DECRYPT ? 'which is not opened' : 'not X12'}.`;
}

/** The fault of a file that holds no ISA. */
export function notX12({ id, is, todo }: Kind): InputError {
  if (id === 'empty') return new InputError('empty', `The file is empty. ${todo}`, id);
  const verb = id === 'blank' ? 'holds' : 'is';
  return new InputError('no-isa', `The file cannot be read as X12: there is no ISA, it ${verb} ${is}. ${todo}`, id);
}

/** The fault of a file whose first ISA begins at byte `at`, too late to be read. */
export function tooLate(at: number): InputError {
  return new InputError(
    'no-isa',
    `The file cannot be read as X12: there is no ISA in its first 4 KB, the first one comes after ${at} bytes that are not X12. Remove what is before it.`,
    'late',
  );
}
