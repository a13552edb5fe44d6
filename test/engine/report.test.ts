import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/formats/index.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Report } from '../../src/model/report.ts';
import { claim, file, group, HEAD, interchange, set, subscriber } from '../support/edi.ts';
import { lintTexts } from '../support/example.ts';
import { mutate, mutation, sample } from '../support/samples.ts';

const texts = fc.array(
  fc.tuple(sample, fc.array(mutation, { maxLength: 2 })).map(([text, mutations]) => mutations.reduce(mutate, text)),
  { minLength: 1, maxLength: 4 },
);

const json = (report: Report) =>
  [...FORMATS.json!.end(report, { color: false, columns: 0, quiet: false, stats: false, statistics: false, base: '/' })].join('');

describe('findings', () => {
  test('stand in total order: file, byte offset, rule, message', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (files) => {
        const report = await lintTexts(files);
        const keys = report.findings.map((f) => [f.file, f.location.byteOffset, f.rule, messageOf(f, report.rules, [])] as const);
        for (let i = 1; i < keys.length; i++) {
          const [a, b] = [keys[i - 1]!, keys[i]!];
          const differs = a.findIndex((part, k) => part !== b[k]);
          if (differs >= 0) expect(a[differs]! < b[differs]!).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('of the same input are the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (files) => {
        expect(json(await lintTexts(files))).toBe(json(await lintTexts(files)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('fingerprints', () => {
  const body = [...HEAD, ...subscriber(2, 'M1'), ...claim('A1')];
  const miscounted = (control: string) => set(body, control).replace(/SE\*\d+/, 'SE*3');
  const fingerprints = async (...files: string[]) =>
    (await lintTexts(files)).findings.filter((f) => f.rule === 'x12/count').map((f) => f.fingerprint);

  test('tell the sets, groups and interchanges apart that they belong to', async () => {
    const text = interchange([group([miscounted('0001'), miscounted('0002')], '1'), group([miscounted('0001')], '2')]);
    const found = await fingerprints(text, text.replaceAll('000000001', '000000009'));
    expect(found).toHaveLength(6);
    expect(new Set(found).size).toBe(6);
  });

  test('do not depend on what stands before', async () => {
    const text = interchange([group([miscounted('0001')])], '000000007');
    const [alone] = await fingerprints(text);
    expect(alone).toMatch(/^[0-9a-f]{32}$/);
    expect(await fingerprints(`${file([claim('Z1')], '000000008')}\n${text}`)).toEqual([alone]);
  });
});
