import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintInputs } from '../../src/engine/lint.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { RULES } from '../../src/rules/index.ts';
import { fromBytes, type Source } from '../../src/x12/source.ts';
import { claim, file, institutionalClaim, respell } from '../support/edi.ts';
import { cut, lineAndColumn, misplaced } from '../support/places.mjs';
import { inPieces, readAll } from '../support/probe.ts';
import { mutate, mutation, sample } from '../support/samples.ts';
import { defaultSettings } from '../support/settings.ts';

/** Rules over several claims say something else when claims are put together. */
const ALONE = RULES.filter((rule) => rule.state === undefined);

function lint(input: string | Source): Promise<Report> {
  const source = typeof input === 'string' ? fromBytes(Buffer.from(input, 'latin1')) : input;
  return lintInputs([{ path: 'a.edi', open: async () => source }], { settings: defaultSettings([], ALONE), words: messageOf });
}

/** What a report says, apart from the rules themselves. */
const said = ({ files, findings, notChecked }: Report) => ({ files, findings, notChecked });

/** A finding without where in the bytes it is. */
const named = ({ rule, messageId, severity, location, claim: ref, serviceLine }: Finding) => ({
  rule,
  messageId,
  severity,
  segment: location.segment,
  element: location.element,
  loop: location.loop,
  position: location.position,
  ordinal: ref?.ordinal,
  serviceLine,
});

const wrongPlaces = (text: string, report: Report) => {
  const segments = cut(text);
  return report.findings
    .flatMap((f) => [f.location, ...(f.related ?? [])].map((location) => misplaced(text, segments, location)))
    .filter(Boolean);
};

describe('the report does not depend on', () => {
  test('the pieces that the bytes come in', async () => {
    await fc.assert(
      fc.asyncProperty(
        sample,
        fc.array(mutation, { maxLength: 2 }),
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 }),
        async (text, mutations, sizes) => {
          const spoilt = mutations.reduce(mutate, text);
          const whole = await lint(spoilt);
          expect(said(await lint(inPieces(Buffer.from(spoilt, 'latin1'), sizes)))).toEqual(said(whole));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('the separators and the newlines', async () => {
    // Bytes that no sample holds as data.
    const separators = fc
      .shuffledSubarray(['*', '|', '~', '!', '\x1d', '\x1e', '\x1f', '\x1c', '`', '{', '}', '\t'], { minLength: 4, maxLength: 4 })
      .chain(([element, component, repetition, terminator]) =>
        fc.record({
          element: fc.constant(element!),
          component: fc.constant(component!),
          repetition: fc.constant(repetition!),
          terminator: fc.constantFrom(terminator!, '\n', '\r'),
          newline: fc.constantFrom('', '\n', '\r\n', '\r', '\n\n', '\r\n  '),
        }),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('1350', '1351', '', 'X'), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        separators,
        async (totals, institutional, look) => {
          const make = institutional ? institutionalClaim : claim;
          const claims = totals.map((total, i) =>
            make(`A${i}`).map((segment) => segment.replace(/^(CLM\*\w+\*)1350/, `$1${total}`)),
          );
          const plain = file(claims, '000000001', institutional).replace('IEA*1', 'IEA*2');
          const text = respell(plain, look);
          const report = await lint(text);
          expect(report.findings.map(named)).toEqual((await lint(plain)).findings.map(named));
          expect(wrongPlaces(text, report)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('what stands in the same file: interchanges together give the union', async () => {
    const faults = fc.constantFrom('', 'CLM*A0*1350', 'HI*ABK:J4550', 'GE*1*1', 'IEA*1', 'SV1*HC:96372*50');
    await fc.assert(
      fc.asyncProperty(fc.array(faults, { minLength: 1, maxLength: 4 }), async (spoilt) => {
        const texts = spoilt.map((fault, i) => {
          const text = file([claim('A0').map((segment) => segment)], String(i + 1).padStart(9, '0'));
          return fault ? text.replace(fault, `${fault}9`) : text;
        });
        const whole = await lint(texts.join('\n'));
        let before = 0;
        let claims = 0;
        const union = [];
        for (const text of texts) {
          const report = await lint(text);
          for (const f of report.findings)
            union.push({ ...named(f), ordinal: f.claim && f.claim.ordinal + claims, byteOffset: f.location.byteOffset + before });
          before += text.length + 1;
          claims += report.files[0]!.claims;
        }
        expect(whole.findings.map((f) => ({ ...named(f), byteOffset: f.location.byteOffset }))).toEqual(union);
      }),
      { numRuns: 60 },
    );
  });
});

describe('places', () => {
  test('are the elements that they name, for every element and component that a rule could point at', async () => {
    await fc.assert(
      fc.asyncProperty(
        sample,
        fc.constantFrom('', '\n', '\r\n', '\r', ' \n'),
        fc.constantFrom('', '\xef\xbb\xbf', 'junk\n', '\r\n\r\n'),
        fc.constantFrom('PAT', 'ÑANDÚ', 'Zoë'),
        fc.constantFrom('latin1', 'utf8'),
        async (base, newline, before, name, encoding) => {
          const spelt = Buffer.from(name, encoding as BufferEncoding).toString('latin1');
          const text = before + respell(base.replaceAll('*PAT*', `*${spelt}*`), { newline });
          const read = await readAll(text, { places: true });
          const segments = cut(text);
          expect(
            read.claims.flatMap((c) => c.places.map((location) => misplaced(text, segments, location))).filter(Boolean),
          ).toEqual([]);
          expect(wrongPlaces(text, await lint(text))).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a damaged file', () => {
  test('gives findings or a fault, never an exception, and no place outside it', async () => {
    await fc.assert(
      fc.asyncProperty(sample, fc.array(mutation, { minLength: 1, maxLength: 3 }), async (base, mutations) => {
        const text = mutations.reduce(mutate, base);
        const report = await lint(text);
        for (const { location } of report.findings) {
          expect(location.byteOffset + location.byteLength).toBeLessThanOrEqual(text.length);
          expect(location).toMatchObject(lineAndColumn(text, location.byteOffset));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
