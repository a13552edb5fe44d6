import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { junit } from '../../src/formats/junit.ts';
import { sarif } from '../../src/formats/sarif.ts';
import type { Report } from '../../src/model/report.ts';
import { RULES } from '../../src/rules/index.ts';
import { complete } from '../support/example.ts';
import { lintNamed, render, sampleReport, suppress } from '../support/report.ts';
import { xmlFaults } from '../support/xml.ts';

/** Folder of the published schemas, which are not part of the project. */
const folder = process.env.XOLINT_SCHEMAS;
if (!folder) throw new Error('XOLINT_SCHEMAS names the folder of sarif-schema-2.1.0.json and junit-10.xsd.');

const sample = await sampleReport(['pcn', 'dos', 'segment']);
const examples = Object.fromEntries(
  RULES.flatMap((rule) => rule.examples.bad.map(({ text }, i) => [`${rule.id}/${i}.edi`, complete(text, rule)])),
);
const reports: Readonly<Record<string, Report>> = {
  'findings, a fault and a clean file': sample,
  'suppressed findings': suppress(sample, (finding) => finding.severity === 'warning', { reason: 'agreed', until: '2027-01-31' }),
  'every bad example': await lintNamed(examples, { rules: RULES }),
  nothing: { ...sample, findings: [], files: [], paths: [] },
};

/** zod reads the schema; it knows no format `uri-reference`. */
const schema = z.fromJSONSchema(
  JSON.parse(readFileSync(join(folder, 'sarif-schema-2.1.0.json'), 'utf8'), (key, value) =>
    key === 'format' && value === 'uri-reference' ? undefined : value,
  ),
);

test.each(Object.entries(reports))('SARIF of %s', (_, report) => {
  const document = JSON.parse(render(sarif, report));
  expect(schema.safeParse(document).error?.issues ?? []).toEqual([]);
  expect(schema.safeParse({ ...document, runs: [{ results: [{}] }] }).success).toBe(false);
});

test.each(Object.entries(reports))('JUnit of %s', async (_, report) => {
  const text = render(junit, report);
  const xsd = join(folder, 'junit-10.xsd');
  expect(await xmlFaults(text, xsd)).toEqual([]);
  expect(await xmlFaults(text.replace('name="xolint"', 'title="xolint"'), xsd)).not.toEqual([]);
});
