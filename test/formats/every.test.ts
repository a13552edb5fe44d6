import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/formats/index.ts';
import { render, sampleReport, suppress } from '../support/report.ts';

const report = await sampleReport();

describe.each(Object.entries(FORMATS))('%s', (name, format) => {
  test('is found under its own name', () => {
    expect(format.name).toBe(name);
  });

  test('shows what is suppressed, and why, until when and by whom', () => {
    const text = render(
      format,
      suppress(report, (finding) => finding.severity === 'warning', {
        reason: 'The payer waived it',
        until: '2027-01-31',
        by: 'AB',
      }),
    );
    expect(text).toContain('The payer waived it');
    // SARIF has a place for the reason only.
    if (name !== 'sarif') for (const word of ['2027-01-31', 'AB']) expect(text).toContain(word);
  });

  test('hides what is below an error when quiet, suppressed or not, but counts it', () => {
    const text = render(format, report, { quiet: true });
    expect(text).not.toContain('=SUM(A1)');
    expect(text).toContain('100% wrong'.replace('%', name === 'github' ? '%25' : '%'));
  });

  test('is whole for a run without files', () => {
    const none = { ...report, files: [], paths: [], findings: [], suppressed: [], notChecked: [] };
    expect(() => render(format, none)).not.toThrow();
  });
});
