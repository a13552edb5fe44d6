import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lintInputs } from '../../src/engine/lint.ts';
import { messageOf } from '../../src/formats/message.ts';
import { RULES } from '../../src/rules/index.ts';
import { fromBytes, type Source } from '../../src/x12/source.ts';
import { inPieces } from '../support/probe.ts';
import { defaultSettings } from '../support/settings.ts';

const FOLDER = new URL('../../fixtures/', import.meta.url);

/** All fixtures that are sound, and as many that are not. */
const TEXTS = ['professional', 'institutional', 'scenarios'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, FOLDER)).map((name) => readFileSync(new URL(`${folder}/${name}`, FOLDER), 'latin1')),
);

const ENVELOPE = RULES.filter((rule) => rule.id.startsWith('x12/'));
const ON = defaultSettings([], ENVELOPE);
const OFF = defaultSettings([{ pattern: 'x12/*', severity: 'off' }], ENVELOPE);

async function lint(input: string | Source, settings = ON) {
  const source = typeof input === 'string' ? fromBytes(Buffer.from(input, 'latin1')) : input;
  return lintInputs([{ path: 'a.edi', open: async () => source }], { settings, words: messageOf });
}

/** A text with its own separators, and segments with what is between them. */
function segmentsOf(text: string): string[] {
  const terminator = text[105]!;
  return text.split(terminator).map((segment) => segment + terminator);
}

const isEnvelope = (segment: string) => /^\s*(ISA|GS|ST|SE|GE|IEA)[^A-Za-z0-9]/.test(segment);

const damage = fc.record({
  kind: fc.constantFrom('byte', 'cut', 'delete', 'glue', 'twice', 'id'),
  segment: fc.nat(),
  at: fc.nat(),
  byte: fc.oneof(
    fc.constantFrom('*', '~', ':', ' ', '\n', '8', 'X'),
    fc.integer({ min: 33, max: 126 }).map((n) => String.fromCharCode(n)),
  ),
});

/** The segments with one of the envelope damaged; the ISA that the file begins with keeps its separators. */
function spoil(
  segments: readonly string[],
  { kind, segment, at, byte }: typeof damage extends fc.Arbitrary<infer D> ? D : never,
) {
  const places = segments.flatMap((each, i) => (isEnvelope(each) ? [i] : []));
  const place = places[segment % places.length]!;
  const text = segments[place]!;
  const k = at % text.length;
  const damaged = {
    byte: () => text.slice(0, k) + byte + text.slice(k + 1),
    cut: () => text.slice(0, k) + text.slice(k + 1),
    delete: () => '',
    glue: () => text.slice(0, -1),
    twice: () => text + text,
    id: () => text.replace(/[A-Z]/, byte),
  }[kind]();
  return segments.map((each, i) => (i === place ? damaged : each));
}

/** CLM segments of a text: after a terminator of the file, before its separator. Both as the sound file has them. */
function claimsIn(text: string, separator: string, terminator: string): number {
  return text.split(terminator).filter((segment) => segment.trimStart().startsWith(`CLM${separator}`)).length;
}

test('every claim is read, or counted and told, whatever is damaged in the envelope', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...TEXTS), { minLength: 1, maxLength: 2 }),
      fc.array(damage, { minLength: 1, maxLength: 2 }),
      fc.integer({ min: 1, max: 900 }),
      async (texts, damages, size) => {
        const [first] = texts as [string];
        const alike = texts.filter((text) => text[3] === first[3] && text[105] === first[105]);
        const text = damages.reduce<readonly string[]>(spoil, segmentsOf(alike.join(''))).join('');
        const { files, findings } = await lint(text);
        const { claims, unreadClaims, fault } = files[0]!;
        const errors = findings.filter(({ severity }) => severity === 'error');
        if (!fault) expect(claims + unreadClaims).toBe(claimsIn(text, first[3]!, first[105]!));
        if (unreadClaims > 0 && !fault) expect(errors.map(({ rule }) => rule)).toContain('x12/unread');
        const inParts = await lint(inPieces(Buffer.from(text, 'latin1'), [size]));
        expect({ files: inParts.files, findings: inParts.findings }).toEqual({ files, findings });
        const quiet = (await lint(text, OFF)).files[0]!;
        expect(quiet.unreadClaims).toBe(unreadClaims);
        if (unreadClaims > 0) expect(quiet.fault).toBeDefined();
      },
    ),
    { numRuns: Number(process.env.XOLINT_RUNS ?? 400) },
  );
}, 300_000);
