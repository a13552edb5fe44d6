import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/formats/index.ts';
import type { Report } from '../../src/model/report.ts';
import { RULES } from '../../src/rules/index.ts';
import { CLAIM_ID, MARK, PLANTED, plantedFile, plantedSegments } from '../support/phi.ts';
import { lintNamed, PLAIN, render, suppress } from '../support/report.ts';

/** What a format lets out that was planted. */
function leaks(report: Report, allowed = ''): string[] {
  return Object.values(FORMATS).flatMap((format) => {
    const rendered = render(format, report, { ...PLAIN, stats: true, statistics: true, color: true });
    const text = allowed === '' ? rendered : rendered.replaceAll(allowed, '');
    return PLANTED.flatMap((pattern) => {
      const found = pattern.exec(text);
      return found ? [`${format.name}: …${text.slice(Math.max(0, found.index - 120), found.index + 40)}…`] : [];
    });
  });
}

const lint = (segments: readonly string[], institutional: boolean, shown: Report['shown'] = []) =>
  lintNamed({ 'a.edi': plantedFile(segments, institutional) }, { rules: RULES, shown });

/** One thing that goes wrong in a file, at a segment that is chosen by a number. */
type Fault = { kind: 'drop' | 'twice' | 'swap' | 'typed' | 'empty'; at: number; element: number };

/** Payer ids may be shown, whatever stands there; so may LX01. */
const isShown = (segment: string, element: number) => /^(NM1\*PR|LX)/.test(segment) && element > 0;

function apply(segments: string[], { kind, at, element }: Fault): string[] {
  const i = at % segments.length;
  const segment = segments[i]!;
  if (kind === 'drop') return segments.toSpliced(i, 1);
  if (kind === 'twice') return segments.toSpliced(i, 0, segment);
  if (kind === 'swap') return segments.toSpliced(i, 1).toSpliced((i * 7) % segments.length, 0, segment);
  const elements = segment.split('*');
  const k = 1 + (element % (elements.length - 1));
  if (isShown(segment, k)) return segments;
  // A name in the wrong field, or nothing.
  elements[k] = kind === 'typed' ? `${MARK} DOE` : '';
  return segments.toSpliced(i, 1, elements.join('*'));
}

const FAULT: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom('drop', 'twice', 'swap', 'typed', 'empty'),
  at: fc.nat(200),
  element: fc.nat(15),
});

describe.each([
  ['837P', false],
  ['837I', true],
] as const)('%s with a planted value in every element that identifies a patient', (_, institutional) => {
  test('has findings at such elements', async () => {
    const report = await lint(plantedSegments(institutional), institutional);
    expect(report.files[0]!.fault).toBeUndefined();
    expect(report.findings.map((finding) => finding.rule)).toContain('claim/balance');
    expect(leaks(report)).toEqual([]);
  });

  test('lets none of them out of any format, whatever is wrong with the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(FAULT, { minLength: 1, maxLength: 6 }), async (faults) => {
        const segments = faults.reduce(apply, plantedSegments(institutional));
        const report = await lint(segments, institutional);
        expect(leaks(report)).toEqual([]);
        expect(leaks(suppress(report, () => true, { reason: 'agreed' }))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('lets only the claim number out when that was asked for', async () => {
    const report = await lint(plantedSegments(institutional), institutional, ['pcn']);
    expect(render(FORMATS.json!, report)).toContain(CLAIM_ID);
    expect(leaks(report, CLAIM_ID)).toEqual([]);
  });

  test('would see a leak', async () => {
    const report = await lint(plantedSegments(institutional), institutional, ['segment']);
    expect(leaks(report)).not.toEqual([]);
  });
});

test('every format gives the same text for the same report', async () => {
  const report = await lint(plantedSegments(false), false);
  const again = await lint(plantedSegments(false), false);
  for (const format of Object.values(FORMATS)) expect(render(format, again)).toBe(render(format, report));
});
