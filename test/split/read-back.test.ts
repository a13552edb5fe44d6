import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBack } from '../../src/split/read-back.ts';
import { generateText } from '../bench/generate.mjs';
import { folderWith } from '../support/folder.ts';

/** Reads a text as a file that was written. */
function read(text: string) {
  const path = join(folderWith({}), 'part.edi');
  writeFileSync(path, text, 'latin1');
  return readBack(path);
}

/** Claims, cents and sets of a text, found with nothing but split. */
function counted(text: string, separators: readonly string[]) {
  const segments = text.split(separators[3]!).map((segment) => segment.trim().split(separators[0]!));
  const claims = segments.filter(([id]) => id === 'CLM');
  return {
    claims: claims.length,
    charge: claims.reduce((sum, claim) => sum + Math.round(Number(claim[2]) * 100), 0),
    transactions: segments.filter(([id]) => id === 'ST').length,
  };
}

const files = fc.record({
  type: fc.constantFrom<'P' | 'I'>('P', 'I'),
  claims: fc.integer({ min: 1, max: 400 }),
  seed: fc.nat(1000),
  claimsPerSet: fc.integer({ min: 1, max: 100 }),
  eol: fc.constantFrom('', '\n', '\r\n'),
  separators: fc.constantFrom(
    ['*', ':', '^', '~'] as const,
    ['|', '>', '^', '\u001D'] as const,
    ['*', ':', '^', '\u0085'] as const,
  ),
});

test('counts claims, cents and sets of one interchange behind the other, whatever their separators', () => {
  fc.assert(
    fc.property(files, files, (one, two) => {
      const texts = [one, two].map((options) => ({ text: generateText(options).text, separators: options.separators }));
      const [first, second] = texts.map(({ text, separators }) => counted(text, separators));
      expect(read(texts.map(({ text }) => text).join(''))).toEqual({
        claims: first!.claims + second!.claims,
        charge: first!.charge + second!.charge,
        transactions: first!.transactions + second!.transactions,
      });
    }),
    { numRuns: 60 },
  );
});

test('a segment that is larger than what is read at once', () => {
  const { text } = generateText({ claims: 3 });
  const long = text.replace('REF*D9*', `REF*D9*${'X'.repeat(1_000_000)}`);
  expect(read(long)).toEqual(counted(text, ['*', ':', '^', '~']));
});

test('a file that is wrapped to a fixed width, and one with empty segments', () => {
  const { text } = generateText({ claims: 30, eol: '' });
  const [, isa, rest] = /^(.{106})(.*)$/s.exec(text)!;
  const levels = /(?=HL\*|[SG][TSE]\*|IEA\*)/;
  // Breaks stand in the claims: what stands around them is written by us.
  const wrapped = rest!.split(levels).map((part) => {
    const at = part.indexOf('CLM*');
    return at < 0 ? part : part.slice(0, at) + part.slice(at).replace(/(.{2})/gs, '$1\r\n');
  });
  const expected = counted(text, ['*', ':', '^', '~']);
  expect(read(isa + wrapped.join(''))).toEqual(expected);
  expect(read(text.replace('HI*', '~~\n~HI*'))).toEqual(expected);
});

describe('says what is wrong', () => {
  const { text } = generateText({ claims: 6, claimsPerSet: 3, eol: '\n' });

  test.each([
    ['SE01', text.replace(/SE\*(\d+)/, 'SE*1$1')],
    ['SE02', text.replace(/(SE\*\d+\*)\d+/, '$19')],
    ['GE01', text.replace(/GE\*\d+/, 'GE*7')],
    ['GE02', text.replace(/(GE\*\d+\*)\d+/, '$19')],
    ['IEA01', text.replace('IEA*1', 'IEA*2')],
    ['IEA02', text.replace(/(IEA\*1\*)\d+/, '$1000000009')],
    ['HL01', text.replace('HL*2*', 'HL*3*')],
    ['HL02', text.replace('HL*2*1*', 'HL*2*2*')],
    ['ISA', text.replace('ISA*00*', 'ISA*00')],
    ['ISA', `${text}ISA*00*${' '.repeat(200)}`],
    ['SE01', text.replace(/DTP[^~]*~\n/, '')],
    ['SE01', text.replace('HI*', 'XX~HI*')],
    ['the end', text.slice(0, -10)],
    ['the end', text.replace(/IEA.*/s, '')],
    ['the end', `${text}AND MORE`],
    ['ISA', ''.padEnd(300_000, 'X')],
  ])('%s', (what, broken) => {
    expect(broken).not.toBe(text);
    expect(() => read(broken)).toThrow(new RegExp(`came out wrong: ${what}$`));
  });
});
