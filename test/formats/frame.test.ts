import { describe, expect, test } from 'vitest';
import { cellsOf, cutFrame, type Frame, frameOf } from '../../src/formats/frame.ts';
import type { Location } from '../../src/model/finding.ts';
import { lintNamed, SAMPLES } from '../support/report.ts';

const location = (shape: string, element?: string, text?: string): Location => ({
  line: 1,
  column: 1,
  byteOffset: 0,
  byteLength: 1,
  segment: 'SV1',
  shape,
  ...(element && { element }),
  ...(text !== undefined && { text }),
});
const drawn = ({ text, from, to }: Frame) => [text, ' '.repeat(from) + '^'.repeat(Math.max(1, to - from))];

describe('frame', () => {
  test.each([
    ['SV102', 'SV1*▒▒:▒▒▒▒▒*▒▒▒**▒▒', '             ^^^'],
    ['SV101-2', 'SV1*▒▒:▒▒▒▒▒*▒▒▒**▒▒', '       ^^^^^'],
    ['SV101', 'SV1*▒▒:▒▒▒▒▒*▒▒▒**▒▒', '    ^^^^^^^^'],
    ['SV103', 'SV1*▒▒:▒▒▒▒▒*▒▒▒**▒▒', '                 ^'],
    ['SV101-3', 'SV1*▒▒:▒▒▒▒▒*▒▒▒**▒▒', '            ^'],
    ['SV106', 'SV1*▒▒:▒▒▒▒▒*▒▒▒**▒▒**', '                      ^'],
    [undefined, 'SV1*▒▒:▒▒▒▒▒*▒▒▒**▒▒', '^^^^^^^^^^^^^^^^^^^^'],
  ])('puts the caret under %s', (element, text, caret) => {
    expect(drawn(frameOf(location('SV1*2:5*3**2', element))!)).toEqual([text, caret]);
  });

  test('shows values only of a text that was kept, whatever its separators', () => {
    const [text] = drawn(frameOf(location('SV1*2:5*3**2', 'SV102', 'SV1|HC>J2357|100||\r\n60'))!);
    expect(text).toBe('SV1*HC:J2357*100**60');
  });

  test('counts bytes, not characters', () => {
    const raw = Buffer.from('NM1*IL*Pé€*X', 'utf8');
    expect(frameOf({ ...location('NM1*2*6*1', 'NM102', raw.toString()), segment: 'NM1' })?.text).toBe('NM1*IL*Pé€*X');
    const latin = Buffer.from('NM1*IL*P\xe9*X', 'latin1');
    expect(frameOf({ ...location('NM1*2*2*1', 'NM102', latin.toString()), segment: 'NM1' })?.text).toBe('NM1*IL*P\ufffd*X');
  });

  test('is cut around the element', () => {
    const frame = frameOf({ ...location(`HI${'*3:5'.repeat(12)}`, 'HI08-2'), segment: 'HI' })!;
    for (const width of [20, 40, 60]) {
      const cut = cutFrame(frame, width);
      expect(cut.text.length).toBeLessThanOrEqual(width);
      expect(cut.text.slice(cut.from, cut.to)).toBe('▒▒▒▒▒');
    }
    expect(cutFrame(frame, 200)).toEqual(frame);
  });

  test('names the cells', () => {
    const cells = cellsOf(location('SV1*2:5*3', 'SV101-2'))!;
    expect(cells.map((cell) => [cell.name, cell.marked])).toEqual([
      ['SV1', undefined],
      ['SV101', 2],
      ['SV102', undefined],
    ]);
  });

  test('has the shape of the real segment, with values that identify nobody, and all of them only if segments are shown', async () => {
    const path = 'out/two claims.edi';
    const DRAWN = /^(?:SV1|HI|CTP)\*/;
    const texts = { [path]: SAMPLES[path]! };
    const raw = SAMPLES[path]!.split('~\r\n');
    for (const shown of [[], ['segment']] as const) {
      const report = await lintNamed(texts, { shown });
      for (const finding of report.findings) {
        const segment = raw[finding.location.line - 1]!;
        const { text, from, to } = frameOf(finding.location)!;
        if (shown.length > 0) expect(text).toBe(segment);
        else if (DRAWN.test(segment)) expect(text).toBe(segment);
        else expect(text).toBe(segment.replace(/(?<=\*.*)[^*:]/g, '▒'));
        if (finding.location.element) expect(to - from).toBe(finding.location.byteLength);
      }
    }
  });

  test('masks what is no code where a code should be, and free text', async () => {
    const path = 'out/two claims.edi';
    const text = SAMPLES[path]!.replace(/SV1\*HC:J2357[^*]*\*/, 'SV1*HC:PETERSON:::::XOLAIR FOR PETE*');
    const report = await lintNamed({ [path]: text }, {});
    const frames = report.findings.map((finding) => frameOf(finding.location)?.text ?? '');
    expect(frames.some((frame) => frame.startsWith('SV1*HC:▒▒▒▒▒▒▒▒:::::▒'))).toBe(true);
    for (const frame of frames) expect(frame).not.toContain('PETE');
  });
});
