import fc from 'fast-check';
import { RULES } from '../../src/rules/index.ts';
import { claim, file, institutionalClaim } from './edi.ts';
import { complete } from './example.ts';

/** Whole files: sound ones, and every example of every rule. */
export const SAMPLES: readonly string[] = [
  file([claim('A1'), claim('A2', 900)]),
  file([institutionalClaim('B1')], '000000002', true),
  ...RULES.flatMap((rule) =>
    [...rule.examples.bad.map(({ text }) => text), ...rule.examples.good].map((text) => complete(text, rule)),
  ),
];

export const sample = fc.constantFrom(...SAMPLES);

/** A way to damage a file. Numbers are positions, taken modulo the number of positions there are. */
export interface Mutation {
  readonly kind: 'delete' | 'insert' | 'replace' | 'truncate' | 'drop segment' | 'double segment' | 'swap segments';
  readonly at: number;
  readonly other: number;
  readonly bytes: string;
}

/** Bytes that break a file more often than others do. */
const HURTING = [
  '~',
  '*',
  ':',
  '^',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\xff',
  'ISA*',
  'SE*1*0001~',
  '~~',
  'LX*1~',
  'CLM*X*1***11:B:1~',
  'HL*9*1*22*0~',
];

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('delete', 'insert', 'replace', 'truncate', 'drop segment', 'double segment', 'swap segments'),
  at: fc.nat(100_000),
  other: fc.nat(100_000),
  bytes: fc.oneof(
    fc.constantFrom(...HURTING),
    fc.array(fc.nat(255), { minLength: 1, maxLength: 6 }).map((bytes) => String.fromCharCode(...bytes)),
  ),
});

/** Applies a mutation to a text of one character a byte. */
export function mutate(text: string, { kind, at, other, bytes }: Mutation): string {
  if (text === '') return bytes;
  const i = at % text.length;
  const length = (other % 30) + 1;
  if (kind === 'delete') return text.slice(0, i) + text.slice(i + length);
  if (kind === 'insert') return text.slice(0, i) + bytes + text.slice(i);
  if (kind === 'replace') return text.slice(0, i) + bytes + text.slice(i + bytes.length);
  if (kind === 'truncate') return text.slice(0, i);
  const segments = text.split('~');
  const s = at % segments.length;
  const t = other % segments.length;
  if (kind === 'drop segment') segments.splice(s, 1);
  else if (kind === 'double segment') segments.splice(s, 0, segments[s]!);
  else [segments[s], segments[t]] = [segments[t]!, segments[s]!];
  return segments.join('~');
}
