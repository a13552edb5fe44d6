import { describe, expect, test } from 'vitest';
import { stylish } from '../../src/formats/stylish.ts';
import { render, sampleReport, suppress } from '../support/report.ts';

const report = await sampleReport();

describe('stylish', () => {
  test('tells a finding: place, next step, frame, message, rule', () => {
    const text = render(stylish, report);
    expect(text).toContain(
      [
        '  out/two claims.edi:23:8  error  SV101-2, loop 2400, line 1, segment 21 of the set',
        '    Fix: Bill J2357',
        '      SV1*HC:J2357:JZ*100*UN*60***1',
        '             ^^^^^',
        '    Code J2357: 100% wrong, [really]  claim/test-error',
        '    See also out/two claims.edi:20:5',
        '',
      ].join('\n'),
    );
  });

  test('fits its words into the columns of a terminal', () => {
    for (const columns of [60, 80]) {
      const lines = render(stylish, report, { columns }).split('\n');
      for (const line of lines.filter((text) => text.startsWith('    '))) expect(line.length).toBeLessThanOrEqual(columns);
    }
  });

  test('counts by rule, payer and file when asked', () => {
    expect(render(stylish, report)).not.toContain('By payer');
    const text = render(stylish, report, { statistics: true });
    expect(text).toMatch(
      /By rule {2,}errors {1,}warnings {1,}infos\n {2}claim\/test-error +12 +0 +0\n {2}xolair\/test-warning +0 +3 +3\n/,
    );
    expect(text).toMatch(/By payer.*\n {2}60054 +12 +3 +3\n/);
    expect(text).toMatch(/By file.*\n {2}out\/two claims\.edi +8 +2 +2\n {2}out\/clean <1> & "co"\.edi +4 +1 +1\n/);
  });

  test('shows what is suppressed, why, and what no longer is', () => {
    const agreed = suppress(report, (finding) => finding.rule === 'xolair/test-warning', {
      reason: 'agreed',
      until: '2027-01-31',
    });
    const text = render(stylish, agreed);
    expect(text.match(/Suppressed until 2027-01-31: agreed\./g)).toHaveLength(6);
    expect(text).toContain('; 6 suppressed; read');
    const [first, ...rest] = report.findings;
    const expired = { ...first!, suppression: { reason: 'agreed', until: '2025-01-31', by: 'AB', expired: true } };
    expect(render(stylish, { ...report, findings: [expired, ...rest] })).toContain(
      '    Its suppression by AB ended on 2025-01-31: agreed.\n',
    );
  });

  test('hides what is below an error when quiet, and says so', () => {
    const text = render(stylish, report, { quiet: true });
    expect(text).not.toContain('xolair/test-warning');
    expect(text).toContain('12 errors, 3 warnings, 3 infos');
    expect(text).toContain('(--quiet)');
  });
});
